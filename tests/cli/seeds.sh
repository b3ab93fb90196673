# seeds.sh - five real reports of one event: what must be found in them. Only
# ids, spans, values and counts are compared; the texts are other people's.
. tests/t.sh
seeds=$NUTGRAF_SHARED/seeds
if ! [ -d "$seeds" ]; then
    skip "the five real reports" "there is no $seeds"
    done_testing
    exit
fi
for k in reports names entities times quantities sayings events lineage changes disagreements stories briefs; do
    "$NUTGRAF" export $k "$seeds" >"$tmp/$k" 2>"$tmp/err" || echo "# export $k failed"
done
"$NUTGRAF" brief "$seeds"/*.txt >"$tmp/brief"
"$NUTGRAF" diff --facts --json "$seeds"/001_* "$seeds"/000_* >"$tmp/diff"
python3 - "$tmp" "$seeds" <<'P'
import json, os, re, sys
tmp, seeds = sys.argv[1:]
load = lambda k: [json.loads(l) for l in open(os.path.join(tmp, k), encoding="utf-8")]
n = bad = 0
def ok(cond, name, more=""):
    global n, bad
    n += 1; bad += not cond
    if not cond and more: print("#", str(more)[:300])
    print(("ok" if cond else "not ok"), n, "-", name)
R = load("reports"); key = {r["id"]: os.path.basename(r["path"])[:3] for r in R}
by = {key[r["id"]]: r for r in R}
S = load("stories")
ok(len(R) == 5 and len(S) == 1, "five reports, one story", (len(R), len(S)))
ok(S[0]["independent"] == 4, "four independent origins", S[0]["independent"])
E = [(key[e["child"]], key[e["parent"]], e["relation"]) for e in load("lineage")]
real = [e for e in E if e[2] != "quotes_only"]
ok(len(real) == 1 and set(real[0][:2]) == {"000", "001"} and real[0][2] == "revision", "the two ABC reports are revisions, no other pair shares text", E)
for e in load("lineage"):
    for blk in e["blocks"]:
        a, b = blk["child"]["exact"], blk["parent"]["exact"]
        if len(a.split()) < 3: continue
for k, want in (("000", "2019-04-24"), ("002", "2019-04-24"), ("004", "2019-04-24")):
    r = by[k]; ok((r["published"] or "")[:10] == want and r["published_basis"] != "none", f"{k} is of 24 April 2019, with its basis", (r["published"], r["published_basis"]))
r = by["001"]; ok(r["published_basis"] == "other_reports" and (r["published_first"], r["published_last"]) == ("2019-04-15", "2019-04-18"), "001 is placed by its relatives on 15-18 April 2019", (r["published_first"], r["published_last"]))
r = by["003"]; ok(r["published_basis"] == "other_reports" and r["published_first"] and r["published_last"] and "2019-02-28" < r["published_first"] <= "2019-04-25" <= "2019-06-01" > r["published_last"], "003 has an interval of its own", (r["published_first"], r["published_last"]))
r = by["003"]; ok(r["spun"] and r["lineage_role"] == "spun", "003 is machine-spun", r["lineage_role"])
ok("AP" in (r["declared_origin"] or "") and "Talmadge" in (r["byline"] or ""), "003 names its origin and author", (r["declared_origin"], r["byline"]))
r = by["004"]; ok(r["agency"] == "Reuters" and r["outlet"] == "The Moscow Times", "004 is Reuters through The Moscow Times", (r["agency"], r["outlet"]))
ok(by["000"]["outlet"] == "ABC News" and "ABC" in by["001"]["outlet"], "000 and 001 are ABC's")
ok("Bloomberg" in (by["002"]["outlet"] or "") + (by["002"]["agency"] or ""), "002 is Bloomberg's")
for bad_text in ("P TAGEND", "Embed:", "Related article", "Original url", "Copyright", "Reada lot more"):
    ok(not any(bad_text in r["text"] for r in R), f"no {bad_text!r} in a clean text")
t = by["003"]["text"]
for good in ("When North Korean", "in 2011", "Korean War", "Kim-Putin conference"):
    at = [m.start() for m in re.finditer(re.escape(good), t)]
    spans = [(x["cite"]["start"], x["cite"]["end"]) for x in by["003"]["notes"] if x["kind"] in ("glued_words", "broken_number")]
    chars = lambda p: len(t[:p].encode())
    ok(bool(at) and any(s <= chars(p + len(good)) and e >= chars(p) for p in at for s, e in spans), f"{good!r} is mended in 003, with a note")
# every cite against the raw bytes
raw = {}
for f in os.listdir(seeds):
    raw[f[:3]] = open(os.path.join(seeds, f), "rb").read()
cites = wrong = 0
def walk(x):
    global cites, wrong
    if isinstance(x, dict):
        if "raw_start" in x:
            k = key[x["report"]]; text = by[k]["text"].encode(); cites += 1
            exact = x["exact"].encode()
            good = text[x["start"]:x["end"]] == exact and 0 <= x["raw_start"] <= x["raw_end"] <= len(raw[k])
            bare = lambda b: re.sub(rb"[^0-9A-Za-z]", b"", b)
            body = bare(raw[k][x["raw_start"]:x["raw_end"]])
            good = good and (body == bare(exact) or bare(exact) in body or len(body) >= len(bare(exact)) * 0.8)
            wrong += not good
        for v in x.values(): walk(v)
    elif isinstance(x, list):
        for v in x: walk(v)
for k in "reports names times quantities sayings events lineage changes disagreements briefs".split():
    for row in load(k): walk(row)
ok(cites > 500 and wrong == 0, "every exported cite resolves, in the clean text and in the raw bytes", (cites, wrong))
b = open(os.path.join(tmp, "brief"), encoding="utf-8").read(); lines = b.rstrip("\n").split("\n")
ok(len(lines) <= 80, "the brief has at most 80 lines", len(lines))
ok(all(len(l) <= 100 for l in lines), "the brief is at most 100 columns wide", max(map(len, lines)))
for h in ("HAPPENED", "PLANNED", "WHO SAYS WHAT", "WHERE REPORTS DISAGREE", "TIMELINE", "SOURCES"):
    ok(any(l.startswith(h) for l in lines), f"the brief has {h}")
B = load("briefs")[0]; lead = " ".join(l["text"] for l in B["lead"])
ok("Kim Jong Un" in lead and "Putin" in lead and "Vladivostok" in lead and "25 April 2019" in lead, "the lead says who meets whom, where and when", lead)
meeting = [l for l in B["lead"] if "Vladivostok" in l["text"]]
ok(meeting and meeting[0]["label"] == "planned" and meeting[0]["origins"] >= 3, "the lead says that it is planned, by three origins or more", meeting)
every = [l for s in ("lead", "happened", "planned", "said", "timeline") for l in B[s]]
ok(every and all(l["cites"] for l in every), "every line of the brief has a cite")
D = load("diff")
ok(0 < len(D) <= 15, "the facts that changed between the ABC revisions are at most 15 rows", len(D))
def has(rows, before, after): return any(all(w in (r["before"] or "") for w in before) and all(w in (r["after"] or "") for w in after) for r in rows)
ok(has(D[:3], ["Monday"], ["Tuesday"]), "Monday to Tuesday is among the first three", [(r["before"], r["after"]) for r in D[:3]])
ok(any("Blue House" in (r["before"] or "") and not r["after"] for r in D[:6]), "the dropped Blue House statement is among the first six", [(r["before"], r["after"]) for r in D[:6]])
print(f"1..{n}")
sys.exit(bad != 0)
P
rc=$?; t_n=100
exits 0 "check of the five" "$NUTGRAF" check "$seeds"
[ $rc = 0 ]
ok $? "all of the above"
done_testing >/dev/null
[ $t_bad = 0 ]
