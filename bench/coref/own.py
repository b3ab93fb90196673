#!/usr/bin/env python3
"""References of our own (pronouns and nouns that stand for a named entity)
against the given mentions of annotated documents.

    bench/coref/own.py TRAIN FILE...

A reference is right if its last word is the head of a given mention whose gold
entity is the one that most names of its entity have. Of the given pronouns of
gold entities that have a name among ours, how many were found is the recall.
"""
import collections, subprocess, sys

train, files = sys.argv[1], [f for f in sys.argv[2:] if f != "-v"]
run = lambda what: [l.rstrip("\n").split("\t") for l in subprocess.run([train, what, *files], capture_output=True, text=True, check=True).stdout.split("\n") if l]
given, own = collections.defaultdict(dict), collections.defaultdict(list)
pron = collections.defaultdict(set)
for f in run("refer"):
    head = (int(f[6]), int(f[7]))
    given[f[0]].setdefault(head, f[3])
    if f[5] == "2":
        pron[f[0]].add((head, f[3], f[8].lower()))
for f in run("own"):
    own[f[0]].append(f)
right, wrong, none = collections.Counter(), collections.Counter(), collections.Counter()
total = found = 0
HE = set("he him his himself she her herself".split())
for doc, rows in own.items():
    votes = collections.defaultdict(collections.Counter)
    for f in rows:
        if f[3] == "name":
            for (b, e), g in given[doc].items():
                if b >= int(f[1]) and e <= int(f[2]):
                    votes[f[4]][g] += 1
    gold = {k: v.most_common(1)[0][0] for k, v in votes.items()}
    at = {}
    for f in rows:
        if f[3] != "reference":
            continue
        heads = [g for (b, e), g in given[doc].items() if e == int(f[2]) or (b >= int(f[1]) and e <= int(f[2]))]
        words = f[7].lower()
        kind = "he/she" if words in HE else "pronoun" if " " not in words else "nominal"
        ok = gold.get(f[4]) in heads
        (none if not heads or f[4] not in gold else right if ok else wrong)[kind] += 1
        at[int(f[1])] = ok
        if "-v" in sys.argv and not ok:
            print(doc, f[1:], file=sys.stderr)
    names = set(gold.values())
    for (b, e), g, w in pron[doc]:
        if w in HE and g in names:
            total += 1
            found += at.get(b, False)
for k in sorted(set(right) | set(wrong) | set(none)):
    print("%-8s right %d wrong %d not given %d  precision %.3f" % (k, right[k], wrong[k], none[k], right[k] / max(1, right[k] + wrong[k])))
print("he/she of named entities: %d of %d found right (%.3f)" % (found, total, found / max(1, total)))
