# exports.sh - events in the columns of GDELT, ICEWS, POLECAT, PETRARCH and PLOVER,
# read back as their users read them.
. tests/t.sh
for f in plover cameo gdelt gdelt-mentions icews polecat; do
    exits 0 "$f" "$NUTGRAF" export events -f $f examples/ferry examples/river
    cp "$tmp/out" "$tmp/$f"
    cp "$tmp/err" "$tmp/$f.err"
    "$NUTGRAF" export events -q -j1 -f $f examples/river examples/ferry >"$tmp/again"
    same "$f is the same in another order" "$tmp/$f" "$tmp/again"
done
"$NUTGRAF" export events examples/ferry examples/river >"$tmp/events"
python3 - "$tmp" <<'P'
import csv, datetime, json, sys
tmp = sys.argv[1]
events = [json.loads(l) for l in open(tmp + "/events")]
TELLING = ("happened", "ongoing", "planned")
def good(name, ok):
    print(("ok" if ok else "not ok"), "-", name)
def rows(form, header):
    with open(f"{tmp}/{form}", newline="") as f:
        r = list(csv.reader(f, delimiter="\t", quoting=csv.QUOTE_NONE))
    return r[1:] if header else r
gdelt, mentions = rows("gdelt", False), rows("gdelt-mentions", False)
icews, polecat, cameo = rows("icews", True), rows("polecat", True), rows("cameo", False)
good("as many columns as the schemes have", all(len(r) == n for t, n in ((gdelt, 61), (mentions, 16), (icews, 20), (polecat, 40), (cameo, 8)) for r in t))
good("there are rows", all(len(t) > 5 for t in (gdelt, mentions, icews, polecat, cameo)))
good("GDELT's numbers and days are numbers and days", all(int(r[0]) >= 0 and datetime.datetime.strptime(r[1], "%Y%m%d") and r[2] == r[1][:6] and r[3] == r[1][:4] and abs(float(r[4]) - int(r[3])) < 1 for r in gdelt))
good("root, base and class follow the code", all(r[26].startswith(r[27]) and r[27].startswith(r[28]) and r[29] == str(1 + sum(int(r[28]) > x for x in (5, 8, 13))) and -10 <= float(r[30]) <= 10 for r in gdelt))
good("places have FIPS codes and positions", all(r[51] in "01345" and len(r[53]) in (0, 2) and (not r[56] or abs(float(r[56])) <= 90) for r in gdelt) and any(len(r[53]) == 2 for r in gdelt))
good("event IDs are unique", len({r[0] for r in gdelt}) == len(gdelt))
good("every mention belongs to an event", {r[0] for r in mentions} == {r[0] for r in gdelt})
good("ICEWS and POLECAT have the same events", {r[0] for r in icews} == {r[0] for r in polecat} == {r[0] for r in gdelt})
plover = [json.loads(l) for l in open(tmp + "/plover")]
by = {e["id"]: e for e in events}
good("strict PLOVER: its types alone", all(p["event"] == [by[p["id"]]["plover_strict"]] and p["date"] and p["actor"] for p in plover))
good("nothing alleged, denied or hypothetical", all(by[p["id"]]["status"] in TELLING for p in plover) and any(e["status"] not in TELLING for e in events))
good("what can be said is there", {p["id"] for p in plover} == {e["id"] for e in events if e["status"] in TELLING and e["date_start"] and e["actors"] and e["plover_strict"] and e["cameo"]})
planned = [e["id"] for e in events if e["status"] == "planned"]
codes = {r[5]: r[3] for r in cameo}
good("a planned meeting is filed as intent", all(codes[i] == "036" for i in planned if by[i]["type"] == "CONSULT" and i in codes) and any(codes.get(i) == "036" for i in planned))
left = len(events) - len(plover)
said = open(tmp + "/plover.err").read()
good("a remark counts what is left out", left == 0 or f"nutgraf: {left} events left out" in said)
P
exits 2 "a form of events alone" "$NUTGRAF" export names -f gdelt examples/ferry
says "for events alone" "says so"
exits 2 "no such form" "$NUTGRAF" export events -f goldstein examples/ferry
says "nor, for events, plover" "names those there are"
t_n=$((t_n + 13))
done_testing
