#!/usr/bin/env python3
"""Exact spans of SOURCE, CUE and CONTENT in two column files.

usage: spans.py GOLD PREDICTED [--errors KIND [N]]

One line of JSON: precision, recall and F1 of each kind in per cent; a span is
right if kind and both ends are. --errors lists what was missed and made up.
"""
import json
import sys

KINDS = ("CUE", "SOURCE", "CONTENT")


def sentences(path):
    rows, out = [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("-DOCSTART-") or not line:
            if rows:
                out.append(rows)
            rows = []
        else:
            rows.append(tuple(line.split("\t")))
    return out + [rows] if rows else out


def spans(rows):
    found, kind, at = set(), None, 0
    for i, (_, tag) in enumerate(rows + [("", "O")]):
        new = tag[0] == "B" or tag[2:] != kind
        if kind and (tag == "O" or new):
            found.add((kind, at, i))
            kind = None
        if tag != "O" and new:
            kind, at = tag[2:], i
    return found


def main():
    gold, pred = sentences(sys.argv[1]), sentences(sys.argv[2])
    if [[w for w, *_ in s] for s in gold] != [[w for w, *_ in s] for s in pred]:
        sys.exit("the two files do not hold the same tokens")
    n = {k: [0, 0, 0] for k in KINDS}
    for g, p in zip(gold, pred):
        gs, ps = spans(g), spans(p)
        for k in KINDS:
            a, b = {s for s in gs if s[0] == k}, {s for s in ps if s[0] == k}
            n[k][0] += len(a & b)
            n[k][1] += len(b)
            n[k][2] += len(a)
    out = {}
    for k in KINDS:
        hit, pr, go = n[k]
        p, r = hit / max(1, pr), hit / max(1, go)
        out[k.lower()] = {"p": round(100 * p, 1), "r": round(100 * r, 1), "f1": round(200 * p * r / max(1e-9, p + r), 1)}
    print(json.dumps(out))
    if "--errors" in sys.argv:
        at = sys.argv.index("--errors")
        kind = sys.argv[at + 1]
        left = int(sys.argv[at + 2]) if len(sys.argv) > at + 2 else 50
        for g, p in zip(gold, pred):
            gs, ps = ({s for s in spans(x) if s[0] == kind} for x in (g, p))
            if gs == ps:
                continue
            for rows, name in ((g, "GOLD"), (p, "PRED")):
                marks = {a: k for k, a, _ in spans(rows)}
                ends = {b: 1 for _, _, b in spans(rows)}
                text = ""
                for i, (w, _) in enumerate(rows):
                    text += ("]" if i in ends else "") + (" [%s " % marks[i][:2] if i in marks else " ") + w
                print(name, text + ("]" if len(rows) in ends else ""))
            print()
            left -= 1
            if left == 0:
                return


if __name__ == "__main__":
    main()
