# examples.sh - examples/*.tsv say what each made-up report is: from what it was
# copied, when it was published and how we know, whose it is. The exports must
# say the same.
. tests/t.sh
for table in examples/*.tsv; do
    name=$(basename "$table" .tsv)
    for k in reports lineage stories sayings events; do
        "$NUTGRAF" export $k "examples/$name" >"$tmp/$name.$k" 2>"$tmp/err"
        rc=$?
        [ $rc = 0 ] || sed 's/^/# /' "$tmp/err"
        ok $rc "$name: export $k"
    done
done
python3 - "$tmp" $t_n examples/*.tsv <<'P'
import csv, json, os, sys
tmp, n, tables = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
def ok(good, name, got, want):
    global n
    n += 1
    if not good:
        print(f"# got {got}, want {want}")
    print("ok" if good else "not ok", n, "-", name)
for table in tables:
    story = os.path.splitext(os.path.basename(table))[0]
    load = lambda k: [json.loads(l) for l in open(f"{tmp}/{story}.{k}", encoding="utf-8")]
    reports = {os.path.basename(r["path"]): r for r in load("reports")}
    file_of = {r["id"]: f for f, r in reports.items()}
    rows = list(csv.DictReader(open(table, encoding="utf-8"), delimiter="\t"))
    ok(sorted(reports) == sorted(r["file"] for r in rows), f"{story}: every file is a report", sorted(reports), "those of the table")
    edges = {}
    for e in load("lineage"):
        edges.setdefault(file_of[e["child"]], []).append((e["relation"], file_of[e["parent"]]))
    none = lambda v: None if v == "-" else v
    for row in rows:
        r = reports.get(row["file"])
        if not r:
            continue
        at = f"{story}/{row['file']}"
        want = (row["relation"], row["parent"])
        got = [e for e in edges.get(row["file"], []) if e[0] != "quotes_only"]
        ok(want in got if none(want[0]) else not got, f"{at}: {want[0]} of {want[1]}" if none(want[0]) else f"{at}: copied from nothing", got, want)
        if none(row["published"]):
            got = ((r["published"] or "")[:10], r["published_basis"])
            ok(got == (row["published"], row["basis"]), f"{at}: published, and how we know", got, (row["published"], row["basis"]))
        else:
            got = (r["published"], r["published_basis"], r["published_first"], r["published_last"])
            ok(got[1] in ("none", "other_reports"), f"{at}: undated, or placed by its relatives", got, "no day of its own")
        for k in ("outlet", "agency"):
            if none(row[k]):
                ok(r[k] == row[k], f"{at}: {k} {row[k]}", r[k], row[k])
        ok(r["lineage_role"] == row["role"], f"{at}: role {row['role']}", r["lineage_role"], row["role"])
        ok(r["spun"] == (row["role"] == "spun"), f"{at}: spun or not", r["spun"], row["role"] == "spun")
    # copies add nothing: the story counts origins, and excerpts inside a
    # report that is mostly its own work
    S = load("stories")
    own = [file_of[e["child"]] for e in load("lineage") if e["relation"] == "excerpt" and e["coverage_child"] < 0.4]
    want = sum(row["role"] == "origin" or row["role"] == "excerpt" and row["file"] in own for row in rows)
    ok(len(S) == 1, f"{story}: one story", len(S), 1)
    got = S[0]["independent"] if S else None
    ok(got == want, f"{story}: {want} origins of {len(rows)} reports", got, want)
    grades = {(s["source"] or {}).get("grade") for s in load("sayings")}
    ok(grades & {"unnamed", "role"}, f"{story}: sources without a name are told as such", grades, "unnamed or role among them")
    E = load("events")
    ok(all(e["mentions"] and e["independent"] <= len({m["cite"]["report"] for m in e["mentions"]}) for e in E), f"{story}: no event has more origins than reports", "", "")
print(f"1..{n}")
P
