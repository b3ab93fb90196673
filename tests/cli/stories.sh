# stories.sh - ECB+ development stories under the default setting, full texts
# and titles alone: BCubed F1 against bars.
. tests/t.sh
gold=$NUTGRAF_SHARED/data/stories/ecbplus.dev.jsonl
[ -r "$gold" ] || {
    skip "stories of ECB+" "no $gold here"
    done_testing
    exit
}
f1() { # file bar name
    NUTGRAF_STORE=$tmp/$3.db
    export NUTGRAF_STORE
    "$NUTGRAF" add -q "$1" && "$NUTGRAF" export reports >"$tmp/$3.jsonl" &&
        python3 "$NUTGRAF_SHARED/tools/score_clusters.py" "$1" "$tmp/$3.jsonl" >"$tmp/$3.json" &&
        python3 -c 'import json, sys
f1 = json.load(open(sys.argv[1]))["bcubed_f1"]
print("#", f1)
sys.exit(f1 < float(sys.argv[2]))' "$tmp/$3.json" "$2"
    ok $? "$3: BCubed F1 of at least $2"
}
f1 "$gold" .90 texts
python3 -c 'import json, sys
for line in open(sys.argv[1]):
    r = json.loads(line)
    r["text"] = r["title"]
    print(json.dumps(r))' "$gold" >"$tmp/gold.jsonl"
f1 "$tmp/gold.jsonl" .70 titles
done_testing
