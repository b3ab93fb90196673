# ranking.sh - how far stories are and what they weigh: days from the reports,
# never from a clock; each part of a rank adds up to it; explain tells of both.
. tests/t.sh
mkdir "$tmp/in"
made() { # FILE DAY OUTLET TEXT
    printf 'date: %s\noutlet: %s\n\n%s\n' "$2" "$3" "$4" >"$tmp/in/$1.txt"
}
made a1 2031-05-03 "Multan Daily" "A fire in the cotton market of Multan destroyed 60 shops before dawn. Rescue chief Tariq Sohail said a cable had sparked in the cotton market and that nobody was hurt. Traders in Multan asked for help."
made a2 2031-05-04 "Indus Post" "Traders in Multan counted their losses after the cotton market burned. Tariq Sohail, who leads the rescue service, blamed a cable. About 60 shops are gone and the market will stay closed."
made a3 2031-05-04 "Chenab Star" "Multan's cotton market, where a fire took 60 shops, is to be rebuilt in stone. Rescue chief Tariq Sohail asked for wider lanes and new cables before the traders return to the market."
made b1 2031-05-12 "Suva Sun" "Lawmakers in Suva passed a budget that raises the tax on sugar. Finance minister Mere Waqa said the sugar tax would pay for clinics on the outer islands of Fiji."
made c1 2031-05-25 "Coast Sun" "Fishermen blocked the port of Havna with forty boats on Sunday. Their speaker Marit Lunde said that the fuel tax would ruin them. The harbour master called the coast guard."
made c2 2031-05-26 "Fjord Radio" "The fishermen of Havna kept the port closed on Monday. Marit Lunde, their speaker, said the boats would stay until the fuel tax was gone. A coast guard ship lay off the harbour."
made d1 2031-05-26 "Andes Wire" "A landslide buried the road to Quillapata in the night. Engineer Rosa Mamani said that two villages were cut off and that bread would be flown in on Tuesday."
check "four stories" "$NUTGRAF" add -q "$tmp/in"
check "ranked" "$NUTGRAF" stories --ranked --json --since 2031-01-01
python3 - "$tmp/out" <<'P'
import json, sys
rows = [json.loads(l) for l in open(sys.argv[1])]
by = {r["life"]["born"]: r for r in rows}
assert len(rows) == 4 and len(by) == 4, rows
assert all(r["life"]["today"] == "2031-05-26" for r in rows), rows
life = {d: r["life"]["phase"] for d, r in by.items()}
assert life == {"2031-05-03": "closed", "2031-05-12": "dormant", "2031-05-25": "new", "2031-05-26": "new"}, life
a, b, c = by["2031-05-03"], by["2031-05-12"], by["2031-05-25"]
assert a["life"]["confirmed"] == "2031-05-04" and a["life"]["peak"] == "2031-05-04" and a["life"]["last"] == "2031-05-04", a
assert a["life"]["dormant"] == "2031-05-08" and a["life"]["closed"] == "2031-05-19", a
assert b["life"]["confirmed"] is None and b["life"]["dormant"] == "2031-05-16" and b["life"]["closed"] is None, b
assert c["recent"] == 2 and c["outlets"] == 2 and c["independent"] == 2, c
for r in rows:
    parts = dict(r["rank"])
    assert abs(parts.pop("score") - sum(parts.values())) < .003, r
assert [r["rank"]["score"] for r in rows] == sorted((r["rank"]["score"] for r in rows), reverse=True)
assert rows[0] is c, rows
P
ok $? "phases and days by the reports; parts add up; the heaviest first"
"$NUTGRAF" stories --ranked | cut -f11 | sort | uniq -c | tr -s ' \n' ' ' >"$tmp/phases"
[ "$(cat "$tmp/phases")" = " 1 dormant 2 new 1 phase " ]
ok $? "those that are closed are left out"
story=$(python3 -c 'import json,sys; print([json.loads(l)["id"] for l in open(sys.argv[1]) if "Multan" in l][0])' "$tmp/out")
check "explain a story" "$NUTGRAF" explain "$story"
grep -q "joined with probability 0\.[5-9][0-9]: .*multan" "$tmp/out" && grep -q "life: closed, born 2031-05-03, confirmed 2031-05-04, peak 2031-05-04" "$tmp/out" && grep -q "rank: [0-9.]* = 2.00 independent (3) + 0.80 outlets (3) + 0.00 recent (0) + 0.00 fresh" "$tmp/out"
ok $? "why each report is in it, its life, its rank"
"$NUTGRAF" stories --ranked --json --since 2031-01-01 >"$tmp/all"
NUTGRAF_STORE=$tmp/again.db
for f in d1 c2 a3 b1 a1 c1 a2; do "$NUTGRAF" add -q "$tmp/in/$f.txt" || break; done
"$NUTGRAF" stories --ranked --json --since 2031-01-01 >"$tmp/again"
same "in any order the same bytes" "$tmp/all" "$tmp/again"
exits 1 "nothing that new" "$NUTGRAF" stories --ranked --since 2032-01-01
made z1 2099-01-01 "Odd Page" "The moon over Tarbolt was green on Friday, said the baker Lino Veck, who had seen it from his van."
check "a report of a wrong day" "$NUTGRAF" add -q "$tmp/in/z1.txt"
"$NUTGRAF" stories --ranked --json --since 2031-01-01 | grep -c '"today":"2031-05-26"' >"$tmp/n"
[ "$(cat "$tmp/n")" = 5 ]
ok $? "ages nothing"
done_testing
