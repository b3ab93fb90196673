#!/usr/bin/env python3
"""Word and sentence F1 of `train cut` on CoNLL-U as running text.

usage: words.py [-v] [--flat] build/release/train FILE.conllu...
Paragraphs are those of `# newpar`; --flat joins them with a space. Gold words
of one hyphenated word are joined where we keep it whole (text/tokens.h), so the
figure tells of mistakes, not of the convention; `strict` leaves them apart.
"""
import re
import subprocess
import sys


def sentences(path):
    """-> [(starts paragraph, text, [(form, space after)])]"""
    sent, par, gap, skip = [], True, None, 0
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newpar") or \
                line.startswith("# newpar_block") or line.startswith("# newdoc"):
            par = True
        elif not line:
            if sent:
                yield par, sent
            sent, par, skip = [], False, 0
        elif line[0] != "#":
            q = line.split("\t")
            if "." in q[0]:
                continue
            space = "SpaceAfter=No" not in q[9]
            if "-" in q[0]:
                a, b = map(int, q[0].split("-"))
                skip, gap = b, space
            elif int(q[0]) <= skip:
                sent.append((q[1], gap if int(q[0]) == skip else False))
            else:
                sent.append((q[1], space))
    if sent:
        yield par, sent


def build(path, flat):
    text, words, sents, seps = "", [], [], None
    for par, sent in sentences(path):
        if text:
            text = text.rstrip(" ") + ("\n\n" if par and not flat else " ")
        begin = len(text.encode())
        size = begin
        parts = [text]
        for form, space in sent:
            raw = form.replace(" ", "_")
            words.append((size, size + len(raw.encode())))
            parts.append(raw + (" " if space else ""))
            size += len(raw.encode()) + space
        text = "".join(parts)
        sents.append((words[-len(sent)][0], words[-1][1]))
    return text, words, sents


def joined(gold, ours):
    """Join the gold words that one of ours spells."""
    starts = {a: b for a, b in ours}
    out, i = [], 0
    index = {a: k for k, (a, b) in enumerate(gold)}
    ends = {b for a, b in gold}
    while i < len(gold):
        a, b = gold[i]
        end = starts.get(a, b)
        if end > b and end in ends:
            k = i
            while gold[k][1] < end and gold[k][1] == gold[k + 1][0]:
                k += 1
            if gold[k][1] == end and k - i >= 2 and (k - i) % 2 == 0:
                out.append((a, end))
                i = k + 1
                continue
        out.append((a, b))
        i += 1
    return out


def f1(gold, ours):
    hit = len(set(gold) & set(ours))
    return 2 * hit / (len(gold) + len(ours))


def main():
    args = sys.argv[1:]
    verbose, flat = "-v" in args, "--flat" in args
    args = [a for a in args if a not in ("-v", "--flat")]
    total = [[0, 0], [0, 0], [0, 0]]
    for path in args[1:]:
        text, words, sents = build(path, flat)
        lines = subprocess.run([args[0], "cut"], input=text.encode(),
                               capture_output=True, check=True).stdout.decode()
        ours, own = [], {}
        for line in lines.splitlines():
            a, b, s = map(int, line.split(" ")[:3])
            ours.append((a, b))
            own[s] = (own.get(s, (a, b))[0], b)
        own = list(own.values())
        same = joined(words, ours)
        for k, (g, o) in enumerate(((words, ours), (same, ours), (sents, own))):
            total[k][0] += 2 * len(set(g) & set(o))
            total[k][1] += len(g) + len(o)
        if verbose:
            raw = text.encode()
            for name, g, o in (("word", same, ours), ("sent", sents, own)):
                for span in sorted(set(g) ^ set(o)):
                    where = "gold" if span in set(g) else "ours"
                    cut = raw[max(0, span[1] - 60):span[1]] + b" || " + \
                        raw[span[1]:span[1] + 40] if name == "sent" else \
                        raw[span[0]:span[1]] + b"   in   " + \
                        raw[max(0, span[0] - 20):span[1] + 20]
                    print(name, where, cut.decode("utf-8", "replace")
                          .replace("\n", "~"))
    print("files %d  words strict %.4f  words %.4f  sentences %.4f" %
          (len(args) - 1, *(a / max(b, 1) for a, b in total)))


main()
