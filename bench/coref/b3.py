#!/usr/bin/env python3
"""B-cubed of clusters of given mentions: lines of `train refer` on stdin.

    build/release/train refer FILE... | bench/coref/b3.py [-m KIND] [-v]

Prints, over all mentions and as the mean over documents: precision, recall, F1
with singletons (all given mentions) and without (those whose gold entity has
two or more). -x takes all documents as one. -v adds the documents and the errors by kind of mention.
"""
import collections, sys


def b3(rows):
    """rows: (gold, system); sums of precision and recall, and the count."""
    gold, made = collections.Counter(), collections.Counter()
    both = collections.Counter()
    for g, s in rows:
        gold[g] += 1
        made[s] += 1
        both[g, s] += 1
    p = sum(n * n / made[s] for (g, s), n in both.items())
    r = sum(n * n / gold[g] for (g, s), n in both.items())
    return p, r, len(rows)


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def figures(docs):
    sums = [b3(rows) for rows in docs if rows]
    n = sum(x[2] for x in sums)
    p, r = sum(x[0] for x in sums) / n, sum(x[1] for x in sums) / n
    mean = sum(f1(x[0] / x[2], x[1] / x[2]) for x in sums) / len(sums)
    return n, p, r, f1(p, r), mean


def read(lines):
    docs = collections.OrderedDict()
    for line in lines:
        f = line.rstrip("\n").split("\t")
        docs.setdefault(f[0], []).append(f)
    return docs


def several(rows):
    count = collections.Counter(g for g, _ in rows)
    return [x for x in rows if count[x[0]] > 1]


if __name__ == "__main__":
    docs = read(sys.stdin)
    if "-x" in sys.argv:  # one batch: entities across documents
        docs = {"all": [f for rows in docs.values() for f in rows]}
    pairs = [[(f[3], f[4]) for f in rows] for rows in docs.values()]
    for name, some in (("all", pairs), ("several", [several(r) for r in pairs])):
        n, p, r, f, mean = figures(some)
        print("%-8s mentions %d  P %.4f R %.4f F %.4f  mean over documents F %.4f" % (name, n, p, r, f, mean))
    if "-v" in sys.argv:
        for (name, rows), pair in zip(docs.items(), pairs):
            _, p, r, f, _ = figures([pair])
            print("  %-32s P %.3f R %.3f F %.3f" % (name, p, r, f))
        kinds = "name nominal pronoun".split()
        lost, false, wrong, right, new = (collections.Counter() for _ in range(5))
        for rows in docs.values():
            seen, made = {}, {}
            for f in rows:
                k, g, s = kinds[int(f[5])], f[3], f[4]
                if g not in seen and s not in made: new[k] += 1
                elif g in seen and s not in made: lost[k] += 1
                elif g not in seen: false[k] += 1
                elif made[s].get(g): right[k] += 1
                else: wrong[k] += 1
                seen[g] = 1
                made.setdefault(s, collections.Counter())[g] += 1
        for k in kinds:
            print("  %-8s new %d right %d lost %d false %d wrong %d" % (k, new[k], right[k], lost[k], false[k], wrong[k]))
