#!/usr/bin/env python3
"""Cue, source and content against PolNeAR's development articles.

usage: bench/sayings/polnear.py [data folder]   prints one line of JSON

The columns become text again (one paragraph of words for each article, marks
closed up), `nutgraf pipe` reads it, and ranges are compared by the words that
they cover. exact: the same words; words: agreement on single words. PolNeAR
counts "that" and quotation marks as content, and titles as part of a source;
`loose` compares without them at either end. Measured only, never trained on.
"""
import json
import os
import subprocess
import sys

DROP = {'"', "'", "“", "”", "‘", "’", "``", "''", ",", ".", ":", "--", "-", "that", "?", "!", ";"}


def articles(path):
    words, art = [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("-DOCSTART-"):
            if art:
                yield art
            art = []
        elif line:
            words.append(tuple(line.split("\t")))
        elif words:
            art.append(words)
            words = []
    if words:
        art.append(words)
    if art:
        yield art


def text_of(art):
    """Text, and for each word its byte range."""
    out, spans = bytearray(), []
    closed = False
    for sent in art:
        for i, (w, _) in enumerate(sent):
            close_up = w in {",", ".", "?", "!", ";", ":", "”", "’", "''", ")", "%"} or w.startswith(("’", "'s", "n't", "n’t"))
            if out and not (i and (close_up or closed)):
                out += b" "
            spans.append((len(out), len(out) + len(w.encode())))
            out += w.encode()
            closed = w in {"“", "‘", "``", "(", "$"}
        closed = False
    return out.decode(), spans


def gold_spans(art, kind):
    found, at, n = set(), None, 0
    for sent in art:
        for _, tag in sent:
            if tag == "B-" + kind or (tag == "I-" + kind and at is None):
                if at is not None:
                    found.add((at, n))
                at = n
            elif tag != "I-" + kind and at is not None:
                found.add((at, n))
                at = None
            n += 1
    if at is not None:
        found.add((at, n))
    return found


def f1(hit, pred, gold):
    p, r = hit / pred if pred else 0, hit / gold if gold else 0
    return round(200 * p * r / (p + r) if p + r else 0, 1)


def main():
    data = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("NUTGRAF_SHARED", "../shared")
    path = os.path.join(data, "data/polnear/polnear.dev.txt")
    if not os.path.exists(path):
        sys.exit(77)
    arts = list(articles(path))
    texts = [text_of(a) for a in arts]
    feed = "".join(json.dumps({"id": i, "text": t}) + "\n" for i, (t, _) in enumerate(texts))
    out = subprocess.run(["build/release/nutgraf", "pipe"], input=feed, capture_output=True, text=True, check=True).stdout
    rows = [json.loads(line) for line in out.splitlines()]
    score = {k: [0] * 6 for k in ("CUE", "SOURCE", "CONTENT")}
    for art, (_, spans), row in zip(arts, texts, rows):
        words = [w for sent in art for w, _ in sent]

        def trim(s):
            a, b = s
            while a < b and words[a].lower() in DROP:
                a += 1
            while b > a and words[b - 1].lower() in DROP:
                b -= 1
            return a, b

        def cover(cite):
            if not cite:
                return None
            a, b = cite["raw_start"], cite["raw_end"]
            hit = [i for i, (x, y) in enumerate(spans) if x < b and y > a]
            return (hit[0], hit[-1] + 1) if hit and b > a else None

        for kind in score:
            pick = {"CUE": lambda s: s.get("cue"), "SOURCE": lambda s: (s.get("source") or {}).get("cite"),
                    "CONTENT": lambda s: s["content"]}[kind]
            pred = {c for c in (cover(pick(s)) for s in row["sayings"]) if c}
            gold = gold_spans(art, kind)
            lp, lg = {trim(s) for s in pred}, {trim(s) for s in gold}
            wp = {i for a, b in pred for i in range(a, b)}
            wg = {i for a, b in gold for i in range(a, b)}
            for k, v in enumerate((len(lp & lg), len(lp), len(lg), len(wp & wg), len(wp), len(wg))):
                score[kind][k] += v
    print(json.dumps({k.lower(): {"loose_exact_f1": f1(*v[:3]), "word_f1": f1(*v[3:]),
                                  "p": round(100 * v[0] / max(1, v[1]), 1), "r": round(100 * v[0] / max(1, v[2]), 1)}
                      for k, v in score.items()}))


if __name__ == "__main__":
    main()
