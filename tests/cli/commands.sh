# commands.sh - the command line: help, manual, completion, forms, streams.
. tests/t.sh
commands=$("$NUTGRAF" help | awk '/^usage/ { on = 1; next } on && /^  [a-z]/ { print $1 } /^options/ { exit }')
[ "$(echo "$commands" | wc -l)" -gt 15 ]
ok $? "help lists the commands"
for c in $commands; do
    exits 0 "help $c" "$NUTGRAF" help "$c"
    grep -q "usage: nutgraf $c" "$tmp/out"
    ok $? "help $c shows its usage"
    "$NUTGRAF" "$c" --help | cmp -s - "$tmp/out"
    ok $? "$c --help is the same"
    "$NUTGRAF" man | grep -q "^.SS nutgraf $c"
    ok $? "the manual page has $c"
done
exits 0 "the manual page is valid" sh -c "'$NUTGRAF' man | man -l --warnings=all - >/dev/null 2>'$tmp/warn'; ! [ -s '$tmp/warn' ]"
exits 0 "bash reads its completion" sh -c "'$NUTGRAF' completion bash | bash -n"
exits 0 "fish completion names every command" sh -c "for c in $(echo $commands); do '$NUTGRAF' completion fish | grep -q -- \"-a \$c \" || exit 1; done"
exits 0 "zsh completion names every command" sh -c "for c in $(echo $commands); do '$NUTGRAF' completion zsh | grep -q \"'\$c:\" || exit 1; done"
exits 2 "completion for no shell" "$NUTGRAF" completion ksh
exits 0 "version" "$NUTGRAF" --version

cp -r examples/ferry "$tmp/ferry"
for form in text markdown html json; do
    exits 0 "brief as $form" "$NUTGRAF" brief -f $form "$tmp/ferry"
    [ -s "$tmp/out" ] && ! [ -s "$tmp/err" ]
    ok $? "brief as $form: data on stdout, nothing on stderr"
done
"$NUTGRAF" brief -f html "$tmp/ferry" >"$tmp/brief.html"
! grep -qiE 'src=|<script|https?://[^ ]*\.(js|css)' "$tmp/brief.html"
ok $? "the page asks for nothing outside itself"
broken=$(grep -o 'href="#[^"]*"' "$tmp/brief.html" | sort -u | sed 's/href="#//; s/"//' | while read -r a; do grep -q "id=\"$a\"" "$tmp/brief.html" || echo "$a"; done)
[ -z "$broken" ] && [ "$(grep -c 'class="c"' "$tmp/brief.html")" -gt 5 ]
ok $? "every mark of the page leads to its place in a report"
for c in timeline lineage events sayings disagree story stories; do
    exits 0 "$c of files" "$NUTGRAF" $c "$tmp/ferry"
    exits 0 "$c as JSON" "$NUTGRAF" $c --json "$tmp/ferry"
    python3 -c 'import json,sys
for l in sys.stdin: json.loads(l)' <"$tmp/out"
    ok $? "$c as JSON is JSON"
done
for k in reports names entities times quantities sayings events lineage changes disagreements stories briefs; do
    "$NUTGRAF" export $k "$tmp/ferry" >"$tmp/$k.jsonl"
    python3 -c 'import json,sys
n = 0
for l in sys.stdin:
    r = json.loads(l); n += 1
    assert r["v"] == 1
assert n, "no record"' <"$tmp/$k.jsonl" 2>"$tmp/err"
    ok $? "export $k is JSONL, with its version"
    "$NUTGRAF" export $k -f csv "$tmp/ferry" >"$tmp/$k.csv"
    python3 - "$tmp/$k.jsonl" "$tmp/$k.csv" <<'P' 2>"$tmp/err"
import csv, json, sys
csv.field_size_limit(1 << 27)
a = [json.loads(l) for l in open(sys.argv[1], encoding="utf-8")]
b = list(csv.DictReader(open(sys.argv[2], encoding="utf-8", newline="")))
assert len(a) == len(b), (len(a), len(b))
for x, y in zip(a, b):
    for k, v in x.items():
        got = y.get(k, "")
        want = "" if v is None else v if isinstance(v, str) else None
        if want is not None:
            assert got.lstrip("'") == want.lstrip("'"), (k, got, want)
        else:
            assert json.loads(got) == v, (k, got, v)
P
    ok $? "export $k as CSV says the same"
done

check "add" "$NUTGRAF" add -q "$tmp/ferry"
exits 0 "add again" "$NUTGRAF" add "$tmp/ferry"
says "0 added" "add again adds nothing"
for k in reports events lineage stories; do
    "$NUTGRAF" export $k >"$tmp/stored.$k"
    sed "s|$tmp/ferry|X|g" "$tmp/stored.$k" >"$tmp/a"
    sed "s|$tmp/ferry|X|g" "$tmp/$k.jsonl" >"$tmp/b"
    same "$k: stored or not, the same record" "$tmp/a" "$tmp/b"
done
story=$("$NUTGRAF" stories | awk -F'\t' 'NR == 2 { print $1 }')
for k in reports names times quantities; do
    one=$("$NUTGRAF" export $k "$story" | wc -l)
    "$NUTGRAF" export $k | sort >"$tmp/of.all"
    "$NUTGRAF" export $k "$story" | sort | comm -23 - "$tmp/of.all" >"$tmp/strange"
    [ "$one" -gt 0 ] && ! [ -s "$tmp/strange" ]
    ok $? "export $k of one story: its records, as they stand among all"
done
exits 2 "entities of one story are not told" "$NUTGRAF" export entities "$story"
exits 0 "brief of a story by its id" "$NUTGRAF" brief "$story"
exits 0 "brief of a story by the beginning of its id" "$NUTGRAF" brief "$(echo "$story" | cut -c1-8)"
event=$("$NUTGRAF" events "$story" | awk -F'\t' 'NR == 2 { print $1 }')
exits 0 "explain an event" "$NUTGRAF" explain "$event"
grep -q 'rule' "$tmp/out" && grep -q 'raw' "$tmp/out"
ok $? "explain names the rule and the raw bytes"
for field in status who date place by; do
    grep -q "\[$field\.[a-z]*:" "$tmp/out"
    ok $? "explain names the rule of each field: $field"
done
saying=$("$NUTGRAF" sayings "$story" | awk -F'\t' 'NR == 2 { print $1 }')
exits 0 "explain a saying" "$NUTGRAF" explain "$saying"
report=$("$NUTGRAF" export reports | head -1 | sed 's/.*"id":"\([^"]*\)".*/\1/')
exits 0 "show a report" "$NUTGRAF" show "$report"
exits 0 "search" "$NUTGRAF" search ferry
[ "$(grep -ci ferry "$tmp/out")" -gt 3 ]
ok $? "search finds the word"
exits 0 "search for two words" "$NUTGRAF" search ferry Reykjavik
exits 0 "check" "$NUTGRAF" check
exits 0 "the store's views for other programs" sqlite3 "$NUTGRAF_STORE" 'select count(*) from v1_reports; select count(*) from v1_events; select count(*) from v1_sayings; select count(*) from v1_lineage; select count(*) from v1_stories; select count(*) from v1_disagreements'
mkfifo "$tmp/f"
"$NUTGRAF" add - <"$tmp/f" 2>"$tmp/err" &
adding=$!
exec 9>"$tmp/f"
sleep 0.5
kill -INT $adding
exec 9>&-
wait $adding
[ $? = 130 ]
ok $? "Ctrl-C while waiting for input ends with 130"
says "interrupted" "Ctrl-C while waiting for input: it says so"
exits 0 "check after Ctrl-C" "$NUTGRAF" check
done_testing
