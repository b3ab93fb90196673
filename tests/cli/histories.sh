# histories.sh - what the desk must be told first of each version of a report:
# examples/histories holds three reports in three to six versions, and this says
# for each step which changes come out, in order. Then the forms of a history.
. tests/t.sh
for h in dam hospital strait; do
    "$NUTGRAF" diff --json "examples/histories/$h"/* >"$tmp/$h" 2>"$tmp/err"
    [ $? = 1 ]
    ok $? "$h: its versions differ"
done
"$NUTGRAF" diff -f text examples/histories/dam/* >"$tmp/text"
grep -q "four → 11 → 19 → 17: Part of a dam wall" "$tmp/text"
ok $? "a number is followed over all versions"
grep -q "source dropped without a word" "$tmp/text" && grep -q "told as certain now" "$tmp/text"
ok $? "what was dropped and what hardened is told as such"
head -3 "$tmp/text" | grep -q "CHANGED MORE THAN ONCE"
ok $? "what changed more than once comes first"
cp examples/histories/dam/1-flash.txt "$tmp/a.txt"
sed 's|four people|<script>alert(1)</script> \& "five" people|' "$tmp/a.txt" >"$tmp/b.txt"
"$NUTGRAF" diff -f html "$tmp/a.txt" "$tmp/b.txt" examples/histories/dam/2-update.txt >"$tmp/page"
python3 - "$tmp/page" <<'P'
import html.parser, sys
class Page(html.parser.HTMLParser):
    seen, ids, links, bad, open = set(), set(), [], [], []
    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        for k, v in attrs:
            if k == "id": self.ids.add(v)
            if k == "href": self.links.append(v)
            if k in ("src", "srcset", "action") or k.startswith("on"): self.bad.append((tag, k))
        if tag not in ("meta", "br"): self.open.append(tag)
    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag: self.bad.append(tag)
text = open(sys.argv[1], encoding="utf-8").read()
p = Page(); p.feed(text)
assert not p.bad and not p.open, (p.bad, p.open)
assert not p.seen & {"script", "img", "link", "iframe", "object"}, p.seen
assert {"del", "ins", "mark"} <= p.seen, p.seen
assert all(l[0] == "#" and l[1:] in p.ids for l in p.links), [l for l in p.links if l[1:] not in p.ids]
assert "default-src 'none'" in text
P
ok $? "a page: no script, all escaped, nothing outside it, each mark leads into a report"
"$NUTGRAF" diff examples/histories/dam/1-flash.txt >"$tmp/out" 2>"$tmp/err"
[ $? = 2 ]
ok $? "one version is no history"
python3 - "$tmp" $t_n <<'P'
import json, sys
tmp, n = sys.argv[1], int(sys.argv[2])
# class, words of what was, words of what is
WANT = {
    "dam": [
        [("value_changed", "four people", "11 people"), ("fact_added", "", "Phafoli"), ("fact_added", "", "will visit"),
         ("headline_changed", "four dead", "At least 11")],
        [("value_changed", "11 people", "19 people"), ("status_changed", "will visit", "visited"), ("source_dropped", "Phafoli", ""),
         ("hedge_changed", "may have been stuck", "had been stuck"), ("headline_changed", "At least 11", "jeered"),
         ("spelling", "Ramokhele", "Ramokgele")],
        [("correction", "", "Two of them were counted twice"), ("value_changed", "19 people", "17 people"), ("headline_changed", "rises to 19", "put at 17")],
        [("correction", "earlier version", ""), ("quote_changed", "no road left", "before we heard from anyone"), ("moved", "built in 1987", "built in 1987")],
    ],
    "hospital": [
        [("value_changed", "October", "August"), ("source_dropped", "board denied", ""), ("source_dropped", "Birgitte Holm", ""),
         ("hedge_changed", "could save", "will save"), ("quote_changed", "that was a lie", ""), ("fact_added", "", "About 300 people"),
         ("headline_changed", "Board plans", "Anger"), ("spelling", "Anna Kjaer", "Anne Kjaer"), ("wording", "26 years", "she said")],
        [("correction", "", "amended on 17 May"), ("value_changed", "62 employees", "26 employees"), ("attribution_changed", "Nordlys", "doctors"),
         ("fact_added", "", "Lars Friis"), ("wording", "children", "babies")],
    ],
    "strait": [
        [("status_changed", "will meet", "met in Djibouti"), ("fact_added", "", "Semere Haile"), ("headline_changed", "to open", "talks open")],
        [("value_changed", "Oman", "Saudi Arabia"), ("value_changed", "38", "41"), ("value_changed", "rejects that", ""),
         ("attribution_changed", "were reported", "port authority")],
        [("correction", "", "wrongly named"), ("value_changed", "Saudi Arabia", "Oman"), ("source_dropped", "own waters", ""),
         ("source_dropped", "Semere Haile", ""), ("fact_added", "met in", "agreed in"), ("fact_added", "holds 41", "will free 41"),
         ("headline_changed", "talks open", "agree to free")],
        [("value_changed", "Seven tankers", "Two tankers"), ("value_changed", "Saturday", "Sunday")],
        [("status_changed", "will free", "freed 41"), ("headline_changed", "agree to free", "Eritrea frees")],
    ],
}
for name, steps in WANT.items():
    rows = [json.loads(l) for l in open(f"{tmp}/{name}", encoding="utf-8")]
    pairs = []
    for r in rows:
        if not pairs or pairs[-1][0]["to_report"] != r["to_report"]:
            pairs.append([])
        pairs[-1].append(r)
    n += 1
    print("ok" if len(pairs) == len(steps) else "not ok", n, "-", f"{name}: {len(steps)} steps")
    for k, (got, want) in enumerate(zip(pairs, steps), 1):
        good = len(got) == len(want) and all(
            r["class"] == c and b in (r["before"] or "") and a in (r["after"] or "") and bool(r["before"]) == bool(b)
            for r, (c, b, a) in zip(got, want))
        n += 1
        if not good:
            for r in got:
                print("#", r["class"], "|", r["before"], "|", r["after"])
        print("ok" if good else "not ok", n, "-", f"{name}: version {k + 1} against {k}")
print(f"1..{n}")
P
