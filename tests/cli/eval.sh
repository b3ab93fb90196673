# eval.sh - the table of figures, and what is said where data is absent.
. tests/t.sh
mkdir "$tmp/none"
exits 0 "without any data" "$NUTGRAF" eval --data "$tmp/none" --corpus "$tmp/none"
grep -q "0 bars met, 0 not met" "$tmp/out" && grep -q "there is no $tmp/none" "$tmp/out"
ok $? "says what is not there"
exits 2 "an unknown measure" "$NUTGRAF" eval verbs
says "they are names" "names those there are"
exits 0 "our own corpus" "$NUTGRAF" eval --data "$tmp/none" corpus
for part in dev test; do
    [ "$(grep -c "^corpus $part: " "$tmp/out")" -gt 10 ]
    ok $? "has its figures of $part"
done
exits 0 "as JSON" "$NUTGRAF" eval -f json corpus
python3 -c '
import json, sys
rows = [json.loads(l) for l in sys.stdin]
assert rows and all(0 <= r["figure"] <= 100 for r in rows)
' <"$tmp/out"
ok $? "figures are per cent"
if [ -d "$NUTGRAF_SHARED/data/times" ]; then
    exits 0 "times of MEANTIME" "$NUTGRAF" eval --data "$NUTGRAF_SHARED/data" times -f json
    cp "$tmp/out" "$tmp/ours"
    sed 's/"dct":/"date":/' "$NUTGRAF_SHARED/data/times/meantime.dev.jsonl" | "$NUTGRAF" pipe >"$tmp/pipe"
    python3 "$NUTGRAF_SHARED/tools/score_times.py" "$NUTGRAF_SHARED/data/times/meantime.dev.jsonl" "$tmp/pipe" >"$tmp/theirs"
    python3 - "$tmp/ours" "$tmp/theirs" <<'PY'
import json, sys
ours = {r["measure"].split(", ")[1].split()[0]: r["figure"] for r in map(json.loads, open(sys.argv[1]))}
theirs = json.load(open(sys.argv[2]))
assert all(abs(ours[k] - 100 * theirs[k]["f1"]) < 0.1 for k in ("value", "relaxed", "strict")), (ours, theirs)
PY
    ok $? "our scorer agrees with the script"
    "$NUTGRAF" eval --data "$NUTGRAF_SHARED/data" seeds -f json >"$tmp/ours"
    mkdir "$tmp/seeds"
    for k in reports events times; do "$NUTGRAF" export $k "$NUTGRAF_SHARED"/seeds/*.txt -q >"$tmp/seeds/$k"; done
    python3 "$NUTGRAF_SHARED/tools/score_record.py" --gold "$NUTGRAF_SHARED/gold" --raw "$NUTGRAF_SHARED/seeds" --docs 000,001,002 \
        --reports "$tmp/seeds/reports" --events "$tmp/seeds/events" --times "$tmp/seeds/times" >"$tmp/theirs"
    python3 - "$tmp/ours" "$tmp/theirs" <<'PY'
import json, sys
ours = json.loads(open(sys.argv[1]).readline())["figure"]
assert abs(ours - 100 * json.load(open(sys.argv[2]))["times"]["value_right"]) < 0.1, ours
PY
    ok $? "and so it does for the times of real reports"
    gold=$NUTGRAF_SHARED/data/ner/worldwide4.dev.MEASURE-ONLY.txt
    "$NUTGRAF" eval --data "$NUTGRAF_SHARED/data" names -f json >"$tmp/ours"
    "$NUTGRAF" annotate -f conll "$gold" >"$tmp/pred"
    python3 "$NUTGRAF_SHARED/tools/score_names.py" "$gold" "$tmp/pred" >"$tmp/theirs"
    python3 - "$tmp/ours" "$tmp/theirs" <<'PY'
import json, sys
ours = json.loads(open(sys.argv[1]).readline())["figure"]
assert abs(ours - 100 * json.load(open(sys.argv[2]))["all"]["f1"]) < 0.1, ours
PY
    ok $? "and so it does for names"
else
    skip "scores against the scripts" "there is no $NUTGRAF_SHARED/data"
fi
done_testing
