# moves.sh - ids of stories never die: an older report, a correction, a fifth of
# a corpus that comes late; every change is logged with a reason, an old id leads
# on to the new one on the command line and over HTTP.
. tests/t.sh
made() { # FILE DAY TEXT...
    printf 'date: %s\noutlet: %s\n\n%s\n' "$2" "$3" "$4" >"$tmp/$1.txt"
}
made a 2031-05-04 "Indus Post" "Traders in Multan counted their losses after the cotton market burned. Tariq Sohail, who leads the rescue service, blamed a cable. About 60 shops are gone and the market will stay closed."
made b 2031-05-05 "Chenab Star" "Multan's cotton market, where a fire took 60 shops, is to be rebuilt in stone. Rescue chief Tariq Sohail asked for wider lanes and new cables before the traders return to the market."
made c 2031-05-03 "Multan Daily" "A fire in the cotton market of Multan destroyed 60 shops before dawn. Rescue chief Tariq Sohail said a cable had sparked in the cotton market and that nobody was hurt. Traders in Multan asked for help."
made d 2031-05-03 "Suva Sun" "Lawmakers in Suva passed a budget that raises the tax on sugar. Finance minister Mere Waqa said the sugar tax would pay for clinics on the outer islands of Fiji."
check "two reports" "$NUTGRAF" add -q "$tmp/a.txt" "$tmp/b.txt"
old=$("$NUTGRAF" export stories | python3 -c 'import json,sys; print(json.loads(sys.stdin.readline())["id"])')
exits 1 "nothing moved yet" "$NUTGRAF" stories --moved
check "an older one comes late" "$NUTGRAF" add -q "$tmp/c.txt" "$tmp/d.txt"
check "the log" "$NUTGRAF" stories --moved --json
python3 - "$tmp/out" "$old" <<'P'
import json, sys
rows = [json.loads(l) for l in open(sys.argv[1])]
assert len(rows) == 1, rows
r = rows[0]
assert r["old"] == sys.argv[2] and r["reason"] == "renamed" and r["heir"], r
assert r["reports"] == 2 and r["held"] == 2 and r["new"] == r["now"] != r["old"], r
assert r["at"].startswith("20"), r
P
ok $? "renamed, once, with all of its reports"
new=$(python3 -c 'import json,sys; print(json.loads(open(sys.argv[1]).readline())["new"])' "$tmp/out")
check "the old id is answered" "$NUTGRAF" story --json "$old"
says "the story $old is $new now" "and it is said"
"$NUTGRAF" story --json "$new" >"$tmp/new" && same "with the story that it is now" "$tmp/out" "$tmp/new"
check "its beginning will do" "$NUTGRAF" story --json "$(printf %.6s "$old")"
check "explain has the way, too" "$NUTGRAF" stories --moved
grep -q "	$old	$new	renamed	2	2$" "$tmp/out"
ok $? "one row a move"
other=$("$NUTGRAF" export stories | python3 -c 'import json,sys; print([json.loads(l)["id"] for l in sys.stdin if sys.argv[1] not in l][0])' "$new")
check "two are merged by hand" "$NUTGRAF" fix merge "$new" "$other" --why "a trial"
fix=$(cut -f1 "$tmp/out" | head -1)
check "that is in the log" "$NUTGRAF" stories --moved --json
head -1 "$tmp/out" | grep -q '"reason":"corrected"'
ok $? "as corrected"
both=$("$NUTGRAF" export stories | python3 -c 'import json,sys; print(json.loads(sys.stdin.readline())["id"])')
for id in "$old" "$new" "$other"; do
    "$NUTGRAF" story --json -q "$id" | grep -q "\"id\":\"$both\""
    ok $? "$id leads to the merged story"
done
check "and taken back" "$NUTGRAF" fix undo "$fix"
"$NUTGRAF" story --json -q "$old" | grep -q "\"id\":\"$new\""
ok $? "the way leads back"
check "settled anew" "$NUTGRAF" settle
"$NUTGRAF" stories --moved >"$tmp/before"
check "settled again" "$NUTGRAF" settle
"$NUTGRAF" stories --moved >"$tmp/after"
same "settling what is settled moves nothing" "$tmp/before" "$tmp/after"
check "the store holds" "$NUTGRAF" check

python3 - "$NUTGRAF" "$NUTGRAF_STORE" "$old" "$new" <<'P'
import http.client, json, subprocess, sys, time
program, store, old, new = sys.argv[1:]
p = subprocess.Popen([program, "serve", "--store", store, "--port", "0"], stderr=subprocess.PIPE, stdout=subprocess.PIPE)
try:
    import re
    line = ""
    for _ in range(20):
        line = p.stderr.readline().decode()
        m = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        if m:
            break
    port = int(m.group(1))
    def get(path):
        c = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        c.request("GET", path)
        r = c.getresponse()
        return r.status, r.getheader("Location"), r.read()
    for path in ("/api/v1/stories/%s", "/api/v1/brief/%s", "/api/v1/timeline/%s?format=text", "/api/v1/dossier/%s"):
        status, place, body = get(path % old)
        assert (status, place) == (308, path % new), (path, status, place, body)
        status, place, body = get(place)
        assert status == 200, (path, status)
    assert json.loads(get("/api/v1/stories/" + old)[2]) == {"v": 1, "id": new, "was": old}
    status, place, body = get("/api/v1/events?story=" + old)
    assert status == 200, body
    status, place, body = get("/api/v1/moves?story=" + old + "&limit=1")
    page = json.loads(body)
    assert status == 200 and page["kind"] == "moves" and page["truncated"] is False or page["next"], page
    assert page["items"][0]["old"] == old and page["items"][0]["now"] == new, page
    assert get("/api/v1/stories/szzzzzzzzzzz2")[0] == 404
finally:
    p.terminate()
    p.wait()
P
ok $? "over HTTP: 308, and the log"

NUTGRAF_STORE=$tmp/pin.db
check "a store to pin in" "$NUTGRAF" add -q "$tmp/a.txt" "$tmp/b.txt"
pinned=$("$NUTGRAF" export stories | python3 -c 'import json,sys; print(json.loads(sys.stdin.readline())["id"])')
exits 2 "a pin is of a story" "$NUTGRAF" fix pin "$("$NUTGRAF" export reports | python3 -c 'import json,sys; print(json.loads(sys.stdin.readline())["id"])')"
check "pinned, with a title" "$NUTGRAF" fix pin "$pinned" "Fire in the cotton market"
pin=$(cut -f1 "$tmp/out" | head -1)
check "an older report comes" "$NUTGRAF" add -q "$tmp/c.txt" "$tmp/d.txt"
told() {
    "$NUTGRAF" export stories | python3 -c 'import json,sys
s = [r for r in map(json.loads, sys.stdin) if len(r["reports"]) >= 3][0]
print(s["id"], len(s["reports"]), s["title"])'
}
[ "$(told)" = "$pinned 3 Fire in the cotton market" ]
ok $? "it keeps its id and its title"
exits 1 "and nothing moved" "$NUTGRAF" stories --moved
other=$("$NUTGRAF" export stories | python3 -c 'import json,sys; print([json.loads(l)["id"] for l in sys.stdin if sys.argv[1] not in l][0])' "$pinned")
check "another is merged into it" "$NUTGRAF" fix merge "$other" "$pinned"
[ "$(told)" = "$pinned 4 Fire in the cotton market" ]
ok $? "it keeps them still"
"$NUTGRAF" export stories >"$tmp/x"
check "settled anew" "$NUTGRAF" settle
"$NUTGRAF" export stories >"$tmp/y"
same "the same bytes" "$tmp/x" "$tmp/y"
check "checked" "$NUTGRAF" check
check "undone" "$NUTGRAF" fix undo "$pin"
! told | grep -q "^$pinned\|Fire in the cotton market"
ok $? "it goes by its first report again"
"$NUTGRAF" story -q --json "$pinned" | grep -q "\"id\":\"$(told | cut -d' ' -f1)\""
ok $? "and the id leads there"

cat >"$tmp/late.py" <<'P'
import json, os, random, subprocess, sys
program, corpus, tmp, bar = sys.argv[1:]
store = tmp + "/late.db"
if os.path.exists(store):
    os.unlink(store)
rows = open(corpus, encoding="utf-8").read().splitlines()
random.Random(5).shuffle(rows)
n = len(rows) * 4 // 5
def add(name, part):
    with open(f"{tmp}/{name}.jsonl", "w", encoding="utf-8") as f:
        f.write("\n".join(part) + "\n")
    subprocess.run([program, "add", "-q", "--fast", "--store", store, f"{tmp}/{name}.jsonl"], check=True)
def export(*kind):
    out = subprocess.run([program, *kind, "--store", store], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()
    return [json.loads(l) for l in out.splitlines()]
add("early", rows[:n])
was = {r["id"]: r["story"] for r in export("export", "reports")}
step = max(20, (len(rows) - n) // 5)
for at in range(n, len(rows), step):
    add(f"late{at}", rows[at:at + step])
now = {r["id"]: r["story"] for r in export("export", "reports")}
ids = {s["id"] for s in export("export", "stories")}
moves = export("stories", "--moved", "--json")
leads = {m["old"]: m["now"] for m in moves}
where = {s: s if s in ids else leads.get(s) for s in was.values()}
kept = sum(now[r] == where[s] for r, s in was.items()) / len(was)
print(f"# {kept:.4f} of {len(was)} reports are where the id of their story leads; {len(moves)} moves")
assert all(where.values()), [s for s in where if not where[s]]
assert all(m["reason"] for m in moves)
sys.exit(kept < float(bar))
P
gold=$NUTGRAF_SHARED/data/stories/ecbplus.dev.jsonl
tool=$NUTGRAF_SHARED/tools/gen_reports.py
if [ -r "$tool" ] && python3 "$tool" 3000 3 "$tmp/made.jsonl" 2>/dev/null; then
    python3 "$tmp/late.py" "$NUTGRAF" "$tmp/made.jsonl" "$tmp" .99
    ok $? "a fifth of 3,000 comes late: 99 of 100 reports stay in their story, no id is lost"
else
    skip "a fifth comes late" "no $tool here"
fi
if [ -r "$gold" ]; then
    python3 "$tmp/late.py" "$NUTGRAF" "$gold" "$tmp" .93
    ok $? "and so do 93 where each story has a twin that looks like it"
else
    skip "a fifth comes late, of stories with twins" "no $gold here"
fi
done_testing
