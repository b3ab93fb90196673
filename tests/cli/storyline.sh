# storyline.sh - stories that go on from each other over weeks, and related ones:
# on the command line, over HTTP, whatever order the reports came in.
. tests/t.sh
made() { # FILE DAY OUTLET TITLE TEXT
    printf 'date: %s\noutlet: %s\n\n# %s\n\n%s\n' "$2" "$3" "$4" "$5" >"$tmp/in/$1.txt"
}
mkdir "$tmp/in"
made a1 2031-02-03 "Orava Daily" "Crack found in Velka dam above Trnik" "Engineers closed the Velka dam above Trnik on Monday after divers found a crack in its wall. Inspector Jana Holub of the water board ordered the reservoir lowered by four metres. Mayor Pavol Rusnak of Trnik asked people in the valley to pack a bag."
made a2 2031-02-04 "Zilina Post" "Trnik waits as water is let out of Velka dam" "Water was let out of the Velka dam for a second day. Jana Holub, the inspector of the water board, said that the crack in the wall had not grown. Pavol Rusnak, the mayor of Trnik, opened the school to those who did not want to sleep below the dam."
made b1 2031-03-02 "Orava Daily" "Court hears that Velka dam was never inspected" "A court in Trnik heard on Monday that nobody had inspected the Velka dam for nine years. Jana Holub of the water board said that her requests for divers were refused. The prosecutor wants three managers of the owner, Hydrovel, to stand trial."
made b2 2031-03-03 "Zilina Post" "Managers of Hydrovel deny guilt over Velka dam" "Three managers of Hydrovel told the court in Trnik that they were not guilty. The prosecutor said that the owner of the Velka dam had refused divers to inspector Jana Holub. Mayor Pavol Rusnak sat in the first row of the court."
made c1 2031-04-06 "Orava Daily" "Trnik votes for a new wall at Velka dam" "People in Trnik voted on Sunday for a new wall at the Velka dam. Mayor Pavol Rusnak said that Hydrovel would have to pay for half of it. Jana Holub, who had warned of the crack, was cheered when she came to vote."
made x1 2031-03-02 "Coast Sun" "Fishermen of Havna blockade port over fuel tax" "Fishermen blocked the port of Havna with forty boats on Sunday. Their speaker Marit Lunde said that the fuel tax would ruin them. The harbour master called the coast guard."
check "five reports and a stranger" "$NUTGRAF" add -q "$tmp/in"
check "the middle of the line" "$NUTGRAF" storyline --json "$("$NUTGRAF" export stories | python3 -c 'import json,sys
print([s["id"] for s in map(json.loads, sys.stdin) if "2031-03-02" <= s["first"] <= "2031-03-03" and "Velka" in s["title"]][0])')"
cp "$tmp/out" "$tmp/middle"
python3 - "$tmp/middle" <<'P'
import json, sys
b = json.load(open(sys.argv[1]))
line = b["storyline"]
assert [x["first"] for x in line] == ["2031-02-03", "2031-03-02", "2031-04-06"], line
assert [x["reports"] for x in line] == [2, 2, 1], line
assert b["here"] == 1 and line[1]["story"] == b["id"]
assert line[1]["days"] == 26 and line[2]["days"] == 34, line
assert all(0 < x["angle"] < 1 and len(x["shared_terms"]) == 3 for x in line[1:]), line
assert not any("Havna" in x["title"] for x in line + b["related"])
P
ok $? "three stories in order, days between, what they share; no stranger"
ids=$(python3 -c 'import json,sys; print(*[x["story"] for x in json.load(open(sys.argv[1]))["storyline"]])' "$tmp/middle")
for id in $ids; do
    "$NUTGRAF" storyline --json "$id" | python3 -c 'import json,sys
print(*[x["story"] for x in json.load(sys.stdin)["storyline"]])' >"$tmp/same"
    [ "$(cat "$tmp/same")" = "$ids" ]
    ok $? "the same line from $id"
done
check "as text" "$NUTGRAF" storyline "${ids%% *}"
grep -q "^STORYLINE of ${ids%% *}, 3 stories" "$tmp/out" && grep -q "26 days on, angle 0" "$tmp/out"
ok $? "with the days and the words"
NUTGRAF_STORE=$tmp/again.db
for f in c1 b2 x1 a1 b1 a2; do "$NUTGRAF" add -q "$tmp/in/$f.txt" || break; done
"$NUTGRAF" storyline --json "$(echo "$ids" | cut -d' ' -f2)" >"$tmp/again"
same "one by one in another order: the same bytes" "$tmp/middle" "$tmp/again"
exits 2 "it wants an id" "$NUTGRAF" storyline
exits 1 "an id of nothing" "$NUTGRAF" storyline szzzzzzz
exits 2 "no other form" "$NUTGRAF" storyline -f html "${ids%% *}"
python3 - "$NUTGRAF" "$NUTGRAF_STORE" "${ids%% *}" <<'P'
import http.client, json, re, subprocess, sys
program, store, story = sys.argv[1:]
p = subprocess.Popen([program, "serve", "--store", store, "--port", "0"], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
try:
    for line in p.stderr:
        m = re.search(r"http://127\.0\.0\.1:(\d+)", line.decode())
        if m:
            break
    c = http.client.HTTPConnection("127.0.0.1", int(m.group(1)), timeout=20)
    c.request("GET", "/api/v1/storyline/" + story)
    r = c.getresponse()
    body = r.read()
    want = subprocess.run([program, "storyline", "--json", "--store", store, story], stdout=subprocess.PIPE).stdout
    assert r.status == 200 and body == want, (r.status, body)
finally:
    p.terminate()
    p.wait()
P
ok $? "over HTTP: the bytes of nutgraf storyline --json"
done_testing
