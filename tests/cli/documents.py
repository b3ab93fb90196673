"""documents.py TMP N DIR... - reads what documents.sh exported into TMP/DIR."""
import collections, datetime, html.parser, json, re, sys
import xml.etree.ElementTree as ET

tmp, n, dirs = sys.argv[1], int(sys.argv[2]) + 1, sys.argv[3:]


def ok(good, name, *why):
    global n
    n += 1
    for w in why if not good else ():
        print("#", repr(w)[:400])
    print("ok" if good else "not ok", n, "-", name)


def rows(path):
    return [json.loads(l) for l in open(path, encoding="utf-8", newline="\n")]


DAY = re.compile(r"\d{4}-\d\d-\d\d$")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


class Page(html.parser.HTMLParser):
    """The tags, and the addresses, of a piece of HTML."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.text, self.open = collections.Counter(), [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.open.append(tag)
        self.links += [v for k, v in attrs if k in ("href", "src")]
        self.links += ["bad:" + k for k, v in attrs if k.startswith("on")]

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data):
        self.text.append(data)


def safe(text, tags):
    p = Page(text)
    return set(p.tags) <= set(tags) and not [l for l in p.links if not re.match(r"(https?://[!-~]+|#.*)$", l)] and not [t for t in p.open if t not in ("br", "meta", "link")]


def geojson(d, events):
    doc = json.load(open(d + "/events.geojson", encoding="utf-8"))
    f = doc["features"]
    placed = {e["id"] for e in events if e["place"] and e["place"]["lat"] is not None}
    ok(doc["type"] == "FeatureCollection" and all(x["type"] == "Feature" for x in f), d + ": a collection of features")
    ok({x["id"] for x in f} == placed and len(f) == len(placed), d + ": GeoJSON has every event that has a position, once")
    ok(all(-180 <= x["geometry"]["coordinates"][0] <= 180 and -90 <= x["geometry"]["coordinates"][1] <= 90 for x in f), d + ": longitude, then latitude")
    by = {e["id"]: e for e in events}
    ok(all(abs(x["geometry"]["coordinates"][0] - by[x["id"]]["place"]["lon"]) < 1e-4 for x in f), d + ": the longitude of the record")
    ok(all(x["properties"]["geo_precision"] in ("place", "country") and x["properties"]["cite"]["exact"] and x["properties"]["independent"] >= 1 for x in f), d + ": each with precision, receipt and independent count")
    ok(not [x for x in f if CONTROL.search(x["properties"]["name"])], d + ": names are one line")


def gexf(d, events):
    ns = {"g": "http://gexf.net/1.3"}
    root = ET.parse(d + "/events.gexf").getroot()
    nodes, edges = root.findall(".//g:node", ns), root.findall(".//g:edge", ns)
    ids = [x.get("id") for x in nodes]
    ok(root.get("version") == "1.3" and len(set(ids)) == len(ids) > 0, d + ": GEXF 1.3, ids unique", len(ids))
    ok(edges and all(e.get("source") in ids and e.get("target") in ids and e.get("source") != e.get("target") for e in edges), d + ": every edge joins two nodes")
    known = {e["id"] for e in events}
    told = set()
    bad = []
    for e in edges:
        v = {a.get("for"): a.get("value") for a in e.findall(".//g:attvalue", ns)}
        these = v["events"].split()
        told |= set(these)
        if float(e.get("weight")) != len(these) or not set(these) <= known or int(v["independent"]) < 1:
            bad.append((e.attrib, v))
        spells = [(s.get("start"), s.get("end")) for s in e.findall(".//g:spell", ns)]
        if spells != sorted(spells) or any(a > b for a, b in spells) or any(x[1] >= y[0] for x, y in zip(spells, spells[1:])):
            bad.append(spells)
    ok(not bad, d + ": weights count events, spells are in order and apart", *bad)
    pairs = {e["id"] for e in events if len({p["entity"] or p["text"].lower() for p in e["actors"] + e["recipients"]}) > 1 and e["actors"]}
    ok(pairs <= told, d + ": no event between two parties is missing", pairs - told)
    try:
        import networkx
    except ImportError:
        return
    try:
        g = networkx.read_gexf(d + "/events.gexf", version="1.3")
    except networkx.NetworkXError:
        return  # one that knows 1.2 at most
    ok(set(g) == set(ids) and g.number_of_edges() == len(edges), d + ": networkx reads the same graph")


def unfold(d):
    raw = open(d + "/events.icalendar", "rb").read()
    ok(raw.endswith(b"END:VCALENDAR\r\n") and not re.search(rb"(?<!\r)\n|\r(?!\n)", raw), d + ": lines end with CRLF")
    lines = raw[:-2].split(b"\r\n")
    ok(max(map(len, lines)) <= 75, d + ": no line is longer than 75 bytes")
    for l in lines:
        l.decode("utf-8")  # folded between characters
    return re.sub(rb"\r\n[ \t]", b"", raw).decode("utf-8").split("\r\n")[:-1]


def plain(s):
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "N": "\n"}.get(m[1], m[1]), s)


def icalendar(d, events):
    lines = unfold(d)
    ok(all(re.match(r"[A-Z-]+(;[A-Z]+=[A-Z]+)?:", l) and not CONTROL.search(l) for l in lines), d + ": content lines", *[l for l in lines if not re.match(r"[A-Z-]+(;[A-Z]+=[A-Z]+)?:", l)])
    all_, e, depth = [], None, []
    for l in lines:
        k, v = l.split(":", 1)
        k = k.split(";")[0]
        if k == "BEGIN":
            depth.append(v)
            e = {} if v == "VEVENT" else e
        elif k == "END":
            ok(depth.pop() == v, d + ": END") if depth[-1] != v else depth.pop()
            all_ += [e] if v == "VEVENT" else []
        elif depth[-1] == "VEVENT":
            assert k not in e, k
            e[k] = v
    by = {x["id"]: x for x in events}
    status = {"happened": "CONFIRMED", "ongoing": "CONFIRMED", "planned": "TENTATIVE", "alleged": "TENTATIVE", "denied": "CANCELLED"}
    bad = []
    for e in all_:
        r = by[e["UID"].removesuffix("@nutgraf")]
        first = datetime.datetime.strptime(e["DTSTART"], "%Y%m%d").date()
        end = datetime.datetime.strptime(e["DTEND"], "%Y%m%d").date()
        if e["STATUS"] != status[r["status"]] or str(first) != r["date_start"] or str(end - datetime.timedelta(1)) != (r["date_end"] or r["date_start"]) or not re.match(r"\d{8}T\d{6}Z$", e["DTSTAMP"]) or not e["SUMMARY"]:
            bad.append((e, r["status"], r["date_start"]))
        if re.search(r"(?<!\\)(\\\\)*[;,]", e["SUMMARY"] + e["DESCRIPTION"] + e.get("LOCATION", "")):
            bad.append(e)
        if r["place"] and plain(e.get("LOCATION", "")) != " ".join(r["place"]["name"].split()):
            bad.append((e, r["place"]))
        if not e.get("URL", "http").startswith("http"):
            bad.append(e["URL"])
    ok(not bad, d + ": each as its record: status, days, place, text escaped", *bad)
    ok(len({e["UID"] for e in all_}) == len(all_), d + ": UIDs are unique")
    day = datetime.date.fromisoformat
    want = {x["id"] for x in events if x["date_start"] and x["status"] != "hypothetical" and (day(x["date_end"] or x["date_start"]) - day(x["date_start"])).days <= 31}
    ok({e["UID"].split("@")[0] for e in all_} == want, d + ": every event with a day is in the calendar")
    ok({e["STATUS"] for e in all_} >= {"CONFIRMED", "TENTATIVE"}, d + ": planned and happened")


def timelinejs(d, name, events):
    doc = json.load(open(f"{d}/{name}.timelinejs", encoding="utf-8"))
    slides = doc["events"]
    bad = []
    for s in slides:
        a = s["start_date"]
        b = s.get("end_date", a)
        as_day = lambda x: datetime.date(x["year"], x.get("month", 1), x.get("day", 1))
        if as_day(a) > as_day(b) or not s["text"]["headline"] or not s["display_date"]:
            bad.append(s)
        if not safe(s["text"]["headline"], ()) or not safe(s["text"]["text"], ("p", "blockquote", "a")):
            bad.append(s["text"])
    ok(slides and not bad, f"{d}: {name}: slides have days, a headline and harmless HTML", *bad)
    ok(len({s["unique_id"] for s in slides}) == len(slides), f"{d}: {name}: ids are unique")
    if name == "events":
        ok({s["unique_id"] for s in slides} == {e["id"] for e in events if e["date_start"] or e["date_end"]}, d + ": a slide for each dated event")


for name in dirs:
    d = tmp + "/" + name
    events = rows(d + "/events")
    ok(len(events) > 3, d + ": there are events")
    geojson(d, events)
    gexf(d, events)
    icalendar(d, events)
    timelinejs(d, "briefs", events)
    timelinejs(d, "events", events)
