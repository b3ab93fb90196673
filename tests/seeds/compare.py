#!/usr/bin/env python3
"""compare.py - what nutgraf finds in the seed reports beside what stands there.

    compare.py EXPORTS           TAP: one test a report and class, with each miss
                                 and each extra as a remark
    compare.py --table EXPORTS   the figures as a table
    compare.py --floor EXPORTS   the lines of floor.tsv for this program

EXPORTS is a folder with what `nutgraf export reports|names|entities|times|
sayings|quantities` wrote for the five reports. The answers are the tables
beside this file; floor.tsv says for each class and report how many must be right
and how many extras there may be. A program that does better is asked to raise it.
Standard library only.
"""
import json, os, sys

HERE = os.path.dirname(os.path.abspath(__file__))
CLASSES = ("names", "entities", "times", "quotations", "sayings", "quantities")
GRADES = {"named", "role", "organisation", "document", "unnamed", "none"}


def table(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        return [l.rstrip("\n").split("\t") for l in f if l.strip() and l[0] != "#"]


class Found:
    """the exports, by the first three letters of the file's name"""

    def __init__(self, folder):
        def load(kind):
            with open(os.path.join(folder, kind), encoding="utf-8") as f:
                return [json.loads(l) for l in f]

        self.text, self.key = {}, {}
        for r in load("reports"):
            k = os.path.basename(r["path"])[:3]
            self.key[r["id"]] = k
            self.text[k] = r["text"].encode()
        self.entity = {e["id"]: e for e in load("entities")}
        self.rows = {k: load(k) for k in ("names", "times", "sayings", "quantities")}

    def of(self, kind, report):
        return [r for r in self.rows[kind] if self.key[r["report"]] == report]

    def called(self, entity):
        e = self.entity.get(entity)
        return {e["name"], *e["aliases"]} if e else set()

    def words(self, report, start, end):
        return self.text[report][start:end].decode("utf-8", "replace")


class Score:
    def __init__(self):
        self.want = self.right = self.extra = 0
        self.lines = []

    def miss(self, what):
        self.lines.append("missed: " + what)

    def more(self, what):
        self.extra += 1
        self.lines.append("extra: " + what)


def spans(text):
    return [tuple(map(int, s.split("-"))) for s in text.split("|")]


def place(row):
    return row["cite"]["start"], row["cite"]["end"]


def score_names(f, report):
    """names: range and type of each mention; entities: all mentions of one
    in one, under its name, and none of another's"""
    names, whole = Score(), Score()
    ours = {place(r): r for r in f.of("names", report)}
    met, owner, lines = set(), {}, []
    for _, kinds, called, _, mentions in (r for r in table("names.tsv") if r[0] == report):
        ids = []
        for mention in mentions.split():
            names.want += 1
            hit = next((s for s in spans(mention) if s in ours), None)
            if hit and ours[hit]["type"] in kinds.split("|"):
                names.right += 1
                met.add(hit)
                ids.append(ours[hit]["entity"])
                continue
            near = [f"{r['type']} {f.words(report, *s)}" for s, r in ours.items()
                    if any(s[0] < b and a < s[1] for a, b in spans(mention))]
            names.miss(f"{kinds} {called} at {mention}, found {', '.join(near) or 'nothing'}")
        lines.append((called, len(mentions.split()), ids))
        for i in ids:
            owner.setdefault(i, set()).add(called)
    for span, row in ours.items():
        if span not in met:
            names.more(f"{row['type']} {f.words(report, *span)} at {span[0]}-{span[1]}")
    for called, wanted, ids in lines:
        whole.want += 1
        if (len(ids) == wanted and len(set(ids)) == 1 and len(owner[ids[0]]) == 1
                and f.called(ids[0]) & set(called.split("|"))):
            whole.right += 1
        else:
            held = sorted({n for i in ids for n in f.called(i)})
            whole.miss(f"{called}: {len(ids)} of {wanted} mentions, in {', '.join(held) or 'no entity'}")
    return names, whole


def score_times(f, report):
    out = Score()
    ours = {place(r): r["timex"] for r in f.of("times", report)}
    met = set()
    for _, start, end, values in (r for r in table("times.tsv") if r[0] == report):
        out.want += 1
        span = int(start), int(end)
        near = [s for s in ours if s[0] < span[1] and span[0] < s[1]]
        met.update(near)
        if ours.get(span) in values.split("|"):
            out.right += 1
        else:
            got = ", ".join(f"{f.words(report, *s)} = {ours[s]}" for s in near)
            out.miss(f"{f.words(report, *span)} = {values} at {start}-{end}, found {got or 'nothing'}")
    for span, value in ours.items():
        if span not in met:
            out.more(f"{f.words(report, *span)} = {value} at {span[0]}-{span[1]}")
    return out


def trimmed(f, report, start, end):
    """the range without marks at its ends and without "that" or "to" """
    text = f.text[report]
    marks = ["\"", "'", ",", ".", " ", "\n", "\u201c", "\u201d", "\u2018", "\u2019"]
    marks = [m.encode() for m in marks]
    while start < end and any(text[start:end].startswith(m) for m in marks):
        start += next(len(m) for m in marks if text[start:end].startswith(m))
    for word in (b"that ", b"to "):
        if text[start:end].startswith(word):
            start += len(word)
    while start < end and any(text[start:end].endswith(m) for m in marks):
        end -= next(len(m) for m in marks if text[start:end].endswith(m))
    return start, end


def who_of(row):
    source = row["source"] or {}
    return f"{source.get('text') or 'nobody'} ({source.get('grade', 'none')})"


def speaks(f, source, speakers):
    source = source or {"grade": "none", "entity": None}
    return any(
        source["grade"] == s if s in GRADES else s in f.called(source["entity"])
        for s in speakers.split("|"))


def score_sayings(f, report):
    """quotations (direct and mixed) and indirect sayings"""
    quoted, indirect = Score(), Score()
    ours = {}
    for r in f.of("sayings", report):
        ours[trimmed(f, report, r["content"]["start"], r["content"]["end"])] = r
    met = set()
    for _, _, kind, need, start, end, who in (r for r in table("sayings.tsv") if r[0] == report):
        out = indirect if kind == "indirect" else quoted
        span = trimmed(f, report, int(start), int(end))
        hit = ours.get(span)
        good = hit and speaks(f, hit["source"], who)
        if need == "may":
            if hit:
                met.add(span)
            continue
        out.want += 1
        out.right += bool(good)
        near = [s for s in ours if s[0] < span[1] and span[0] < s[1] and s not in met]
        met.update([span] if hit else near)
        if not good:
            got = ", ".join(f"{s[0]}-{s[1]} of {who_of(ours[s])}"
                            for s in ([span] if hit else near))
            out.miss(f"{kind} {start}-{end} of {who}, found {got or 'nothing'}")
    for span, row in ours.items():
        if span not in met:
            out = indirect if row["kind"] == "indirect" else quoted
            out.more(f"{row['kind']} {span[0]}-{span[1]} of {who_of(row)}")
    return quoted, indirect


def score_quantities(f, report):
    out = Score()
    ours = {place(r): r for r in f.of("quantities", report)}
    met = set()

    def fits(want, got):
        return want == "*" or (got is None if want == "-" else got == float(want))

    for _, start, end, low, high in (r for r in table("quantities.tsv") if r[0] == report):
        out.want += 1
        near = [s for s in ours if s[0] < int(end) and int(start) < s[1]]
        met.update(near)
        if any(s[0] == int(start) and fits(low, ours[s]["low"]) and fits(high, ours[s]["high"]) for s in near):
            out.right += 1
        else:
            got = ", ".join(f"{f.words(report, *s)} = {ours[s]['low']}..{ours[s]['high']}" for s in near)
            out.miss(f"{f.words(report, int(start), int(end))} = {low}..{high}, found {got or 'nothing'}")
    for span in ours:
        if span not in met:
            out.more(f"{f.words(report, *span)} at {span[0]}-{span[1]}")
    return out


def score_spun(f):
    """003: each name that came out is one that stands there"""
    out = Score()
    known = {}
    for kinds, letters in table("spun.tsv"):
        known.setdefault(letters, set()).update(kinds.split("|"))
    for row in f.of("names", "003"):
        out.want += 1
        words = row["cite"]["exact"]
        if words not in known:
            out.more(f"{row['type']} {words} is no name")
        elif row["type"] not in known[words]:
            out.miss(f"{words} is {'|'.join(sorted(known[words]))}, found {row['type']}")
        else:
            out.right += 1
    return out


def scores(folder):
    f = Found(folder)
    rows = {}
    for report in ("000", "001", "002"):
        rows["names", report], rows["entities", report] = score_names(f, report)
        rows["times", report] = score_times(f, report)
        rows["quotations", report], rows["sayings", report] = score_sayings(f, report)
        rows["quantities", report] = score_quantities(f, report)
    rows = {k: rows[k] for k in sorted(rows, key=lambda k: (CLASSES.index(k[0]), k[1]))}
    rows["spun names", "003"] = score_spun(f)
    return rows


def show_table(rows):
    print(f"{'class':12} {'report':6} {'there':>6} {'right':>6} {'missed':>6} {'extra':>6}")
    total = {}
    for (kind, report), s in rows.items():
        print(f"{kind:12} {report:6} {s.want:6} {s.right:6} {s.want - s.right:6} {s.extra:6}")
        t = total.setdefault(kind, [0, 0, 0])
        t[0] += s.want; t[1] += s.right; t[2] += s.extra
    for kind, (want, right, extra) in total.items():
        print(f"{kind:12} {'all':6} {want:6} {right:6} {want - right:6} {extra:6}")


def show_floor(rows):
    for (kind, report), s in rows.items():
        print(kind, report, s.right if report != "003" else "-", s.extra, sep="\t")


def show_tap(rows):
    floor = {(k, r): (0 if least == "-" else int(least), int(most))
             for k, r, least, most in table("floor.tsv")}
    bad = 0
    for n, ((kind, report), s) in enumerate(rows.items(), 1):
        least, most = floor[kind, report]
        good = s.right >= least and s.extra <= most
        bad += not good
        for line in s.lines:
            print(f"# {report} {kind} {line}")
        if report != "003" and (s.right > least or s.extra < most) and good:
            print(f"# better than floor.tsv: {kind} {report} {s.right} {s.extra}")
        print("ok" if good else "not ok", n, "-",
              f"{kind} of {report}: {s.right} of {s.want} right (floor {least}), {s.extra} extra (at most {most})")
    print(f"1..{len(rows)}")
    return bad != 0


def main(args):
    how = args.pop(0) if len(args) == 2 else "--tap"
    rows = scores(args[0])
    if how == "--table":
        return show_table(rows)
    if how == "--floor":
        return show_floor(rows)
    return show_tap(rows)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: compare.py [--table|--floor] EXPORTS")
    sys.exit(main(sys.argv[1:]))
