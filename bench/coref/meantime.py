#!/usr/bin/env python3
"""MEANTIME as CoNLL-U with Entity= brackets, for `train refer` and `train
across`: one file a topic, one document an article, ids of the corpus.

    bench/coref/meantime.py DATA/meantime OUTDIR
"""
import glob, os, sys
import xml.etree.ElementTree as ET

source, out = sys.argv[1:3]
for topic in ("apple", "gm", "stock"):
    with open(os.path.join(out, topic + ".conllu"), "w") as f:
        for path in sorted(glob.glob("%s/intra_cross-doc_annotation/corpus_%s/*.xml" % (source, topic))):
            root = ET.parse(path).getroot()
            tokens = list(root.iter("token"))
            place = {t.get("t_id"): i for i, t in enumerate(tokens)}
            spans = {m.get("m_id"): sorted(place[a.get("t_id")] for a in m.findall("token_anchor")) for m in root.iter("ENTITY_MENTION")}
            entity = {m.get("m_id"): m.get("instance_id") for m in root.iter("ENTITY")}
            opens, closes = {}, {}
            for r in root.iter("REFERS_TO"):
                to = entity.get(r.find("target").get("m_id"))
                for s in r.findall("source"):
                    span = spans.get(s.get("m_id"))
                    if to and span:
                        opens.setdefault(span[0], []).append((span[-1], to))
                        closes.setdefault(span[-1], []).append((span[0], to))
            print("# newdoc id =", os.path.basename(path)[:-4].split("_")[0], file=f)
            sentence, number = None, 0
            for i, t in enumerate(tokens):
                if t.get("sentence") != sentence:
                    if sentence is not None:
                        print(file=f)
                    if sentence in (None, "0", "1"):
                        print("# newpar", file=f)
                    sentence, number = t.get("sentence"), 0
                number += 1
                marks = "".join("(" + e for _, e in sorted(opens.get(i, []), key=lambda x: -x[0]) if _ != i)
                marks += "".join("(%s)" % e for end, e in opens.get(i, []) if end == i)
                marks += "".join(e + ")" for beg, e in sorted(closes.get(i, []), key=lambda x: -x[0]) if beg != i)
                form = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(t.text, t.text)
                after = tokens[i + 1].text if i + 1 < len(tokens) else ""
                glue = after in (",", ".", "'s", "''", ")", ":", ";", "%", "n't", "'", "?", "!", "’s") or t.text in ("``", "(", "$", "#")
                misc = [m for m in ("Entity=" + marks if marks else "", "SpaceAfter=No" if glue else "") if m]
                print("\t".join([str(number), form] + ["_"] * 7 + ["|".join(misc) or "_"]), file=f)
            print(file=f)
