# dossier.sh - a story as one HTML file: it needs nothing but itself, runs
# nothing, shows the text of every citation, and stays small.
. tests/t.sh
mkdir "$tmp/bad" "$tmp/many"
python3 - "$tmp" <<'P'
import json, random, sys
tmp = sys.argv[1]
EVIL = ["</title><script>alert(1)</script>", "\u202eevil\u202c \u2066x", "a\tb\x00c\x1b[31md", "]]>&lt;\"'<!--", "\" onmouseover=\"x", "\ufeff\ufffe\u05d0\u05d1 \u0645\u0631", "L" * 9000, "</style><img src=x onerror=y>"]
with open(tmp + "/bad/bad.jsonl", "w", encoding="utf-8") as f:
    for i, e in enumerate(EVIL):
        f.write(json.dumps({"id": e[:30], "title": f"{e} Norway and Chile sign treaty in Oslo", "source": "Outlet " + e, "author": e, "url": ["javascript:alert(1)", "https://n.example/\"><b>", f"https://n.example/{i}"][i % 3], "date": f"2031-05-{10 + i}",
            "text": f"Norway and Chile signed a fishing treaty in Oslo on Tuesday. {e} President Marta Quill will visit Santiago on 20 May 2031, a spokesman said. \"We are glad {e[:60]} of it,\" Quill said. The ministry denied that Norway had attacked a Chilean ship on Monday.\n\n{e} Peru accused Norway of fraud on 9 May 2031."}) + "\n")
random.seed(7)
places = "Oslo Bergen Lima Santiago Madrid Lisbon Rome Vienna".split()
verbs = ["met", "accused", "praised", "will visit", "denied a report about", "signed an agreement with"]
with open(tmp + "/many/many.jsonl", "w", encoding="utf-8") as f:
    for i in range(50):
        text = "Norway and Chile will sign a fishing treaty in Oslo on 20 May 2031, the foreign ministry said.\n\n"
        for k in range(40):
            text += f"Minister {random.choice(['Marta Quill', 'Jon Berg', 'Ana Ruiz'])} {random.choice(verbs)} {random.choice(['Chile', 'Norway', 'the fishing union', 'Peru'])} in {random.choice(places)} over {random.randrange(20, 900)} boats and {random.randrange(2, 90)} ports on {random.randrange(1, 28)} May 2031, an official said. "
            text += "\n\n" if k % 3 == 0 else ""
        f.write(json.dumps({"id": str(i), "title": f"Norway, Chile to sign fishing treaty in Oslo ({i})", "source": f"Outlet {i}", "date": f"2031-05-{10 + i // 5:02}", "text": text}) + "\n")
P
for d in examples/ferry examples/river examples/quake "$tmp/bad/bad.jsonl" "$tmp/many/many.jsonl"; do
    n=$(basename "$d" .jsonl)
    check "$n: dossier" "$NUTGRAF" dossier -q "$d" -o "$tmp/$n.html"
    "$NUTGRAF" dossier -q -j1 "$d" >"$tmp/$n.again"
    same "$n: the same again" "$tmp/$n.html" "$tmp/$n.again"
    "$NUTGRAF" export briefs -q "$d" >"$tmp/$n.briefs"
    "$NUTGRAF" export stories -q "$d" >"$tmp/$n.stories"
done
check "a store" "$NUTGRAF" add -q examples/ferry examples/river
exits 0 "the newest story" "$NUTGRAF" dossier -q
exits 2 "of one story" "$NUTGRAF" dossier $("$NUTGRAF" stories | sed 1d | cut -f1)
says "of one story" "says so"
exits 2 "no other form" "$NUTGRAF" dossier -f json examples/ferry
says "is not html" "says so"
python3 - "$tmp" $t_n >"$tmp/tap" <<'P'
import base64, collections, glob, hashlib, html.parser, json, os, re, sys
tmp, n = sys.argv[1], int(sys.argv[2]) + 1
def ok(good, name, *why):
    global n
    n += 1
    for w in why if not good else ():
        print("#", repr(w)[:300])
    print("ok" if good else "not ok", n, "-", name)
TAGS = set("html head meta title style body header main footer section article nav h1 h2 small p a b ul ol li div details summary blockquote time table thead tbody tr th td svg path text circle mark span del ins bdi".split())
ATTRS = set("lang charset http-equiv content name class id dir href rel aria-label role viewBox d x y cx cy r text-anchor".split())
class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.attrs, self.ids, self.hrefs, self.meta, self.text, self.open, self.wrong = collections.Counter(), set(), [], [], {}, [], [], []
        self.feed(text)
        self.close()
    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        a = dict(attrs)
        self.attrs |= {"viewBox" if k == "viewbox" else k for k in a}
        self.ids += [a["id"]] if "id" in a else []
        self.hrefs += [a["href"]] if "href" in a else []
        if tag == "meta":
            self.meta[a.get("http-equiv") or a.get("name")] = a.get("content")
        if tag != "meta":
            self.open.append(tag)
    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append((tag, self.getpos()))
    def handle_data(self, data):
        self.text.append(data)
flat = lambda s: re.sub(r"[\s\u202a-\u202e\u2066-\u2069\x00-\x1f\x7f-\x9f\ufeff\ufffe]+", "", s)
for path in sorted(glob.glob(tmp + "/*.html")):
    name = os.path.basename(path)[:-5]
    raw = open(path, encoding="utf-8").read()
    p = Page(raw)
    style = re.search(r"<style>(.*?)</style>", raw, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    ok(p.meta.get("Content-Security-Policy") == f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-{digest}'", name + ": the policy allows its style sheet alone", p.meta)
    ok(set(p.tags) <= TAGS and p.attrs <= ATTRS, name + ": tags and attributes that can do nothing", set(p.tags) - TAGS, p.attrs - ATTRS)
    ok(not p.open and not p.wrong, name + ": every tag is closed", p.open, p.wrong[:3])
    ok(not re.search(r"url\(|@import", style) and not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", raw), name + ": nothing is fetched, no control characters")
    ok(len(set(p.ids)) == len(p.ids), name + ": ids are unique", [i for i, k in collections.Counter(p.ids).items() if k > 1])
    bad = [h for h in p.hrefs if not (h[0] == "#" and h[1:] in set(p.ids)) and not re.match(r"https?://[!-~]+$", h)]
    ok(not bad, name + ": every link leads somewhere", *bad)
    text = flat("".join(p.text))
    sizes = {json.loads(l)["id"]: len(json.loads(l)["reports"]) for l in open(f"{tmp}/{name}.stories", encoding="utf-8")}
    briefs = [json.loads(l) for l in open(f"{tmp}/{name}.briefs", encoding="utf-8")]
    b = max(briefs, key=lambda b: sizes[b["story"]])
    lines = [l for k in ("lead", "happened", "planned", "said", "timeline") for l in b[k]]
    ok(lines and not [l for l in lines if flat(l["text"]) not in text and len(l["text"]) < 3000], name + ": every line is there", *[l["text"] for l in lines if flat(l["text"]) not in text])
    cites = [c["exact"] for l in lines for c in l["cites"]] + [c["exact"] for d in b["disagreements"] for v in d["values"] for c in v["cites"]]
    bad = [c for c in cites if flat(c) not in text and len(c) < 600]
    ok(not bad, name + ": every citation shows its text", *bad)
    limit = 500_000 if sizes[b["story"]] > 20 else 160_000
    ok(len(raw.encode()) <= limit, f"{name}: {sizes[b['story']]} reports in at most {limit} bytes", len(raw.encode()))
    if name == "many":
        ok(sizes[b["story"]] == 50, name + ": a story of 50 reports", sizes)
P
ok $? "the pages can be read"
cat "$tmp/tap"
t_bad=$((t_bad + $(grep -c '^not ok' "$tmp/tap")))
t_n=$((t_n + $(grep -c '^ok\|^not ok' "$tmp/tap")))
done_testing
