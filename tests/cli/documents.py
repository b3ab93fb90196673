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


# What ninjs 3.1 allows (its schema says unevaluatedProperties: false).
NINJS = {"": "uri standard type representationType version firstCreated versionCreated contentCreated pubStatus language headlines bodies people organisations places events by located infoSources associations altIds edNote",
         "standard": "name version schema", "headlines": "role contentType value", "bodies": "role contentType charCount wordCount value", "people": "name rel uri literal",
         "organisations": "name rel uri literal", "places": "name rel uri literal geoJSON", "events": "id name rel uri literal", "infoSources": "name role uri literal",
         "associations": "name rel uri type representationType", "altIds": "role value"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
URI = re.compile(r"(urn:nutgraf:[a-z][a-z2-7]{12}|https?://[!-~]+)$")


def ninjs(d, reports, lineage):
    items = rows(d + "/reports.ninjs")
    by = {r["id"]: r for r in reports}
    bad = []
    for it in items:
        r = by[it["uri"].split(":")[-1]]
        for k, v in it.items():
            parts = v if isinstance(v, list) else [v]
            bad += [(k, p) for p in parts if isinstance(p, dict) and not set(p) <= set(NINJS[k].split())]
            bad += [(k, p) for p in parts if isinstance(p, dict) for u in [p.get("uri")] if u is not None and not URI.match(u)]
        bad += [k for k in it if k not in NINJS[""].split()]
        bad += [it[k] for k in ("firstCreated", "versionCreated", "contentCreated") if k in it and not MOMENT.match(it[k])]
        if it["bodies"][0]["value"] != r["text"] or it["bodies"][0]["charCount"] != len(r["text"]) or it.get("by") != r["byline"] or (r["title"] and it["headlines"][0]["value"] != r["title"]):
            bad.append(r["id"])
        if [i["value"] for i in it["altIds"] if i["role"] == "sha256"] != [r["sha256"]]:
            bad.append(it["altIds"])
    ok(not bad, d + ": ninjs: names and forms of 3.1, texts of the record", *bad)
    ok({i["uri"].split(":")[-1] for i in items} == set(by), d + ": ninjs: an item for each report")
    pairs = {(l["child"], l["parent"], l["relation"]) for l in lineage}
    ok(all((i["uri"].split(":")[-1], a["uri"].split(":")[-1], a["rel"]) in pairs for i in items for a in i.get("associations", [])), d + ": ninjs: associations are of the lineage")


def jsonld(d, reports, events, disagreements):
    raw = open(d + "/stories.jsonld", encoding="utf-8").read()
    ok("<" not in raw, d + ": JSON-LD can stand in a page")
    doc = json.loads(raw)
    g = doc["@graph"]
    ids = [x["@id"] for x in g]
    ok(doc["@context"] == "https://schema.org" and len(set(ids)) == len(ids), d + ": JSON-LD: one node for each id")
    known, bad = set(ids), []

    def walk(v, at):
        if isinstance(v, dict):
            if set(v) == {"@id"} and v["@id"] not in known:
                bad.append((at, v))
            for k, x in v.items():
                walk(x, k)
        elif isinstance(v, list):
            for x in v:
                walk(x, at)
        elif v is None:
            bad.append((at, v))
    walk(g, "")
    ok(not bad, d + ": JSON-LD: every reference leads to a node", *bad)
    kind = collections.defaultdict(dict)
    for x in g:
        kind[x["@type"]][x["@id"].split(":", 2)[-1]] = x
    ok(set(kind["NewsArticle"]) == {r["id"] for r in reports}, d + ": JSON-LD: an article for each report")
    ok(set(kind["Event"]) == {e["id"] for e in events if e["status"] in ("happened", "ongoing", "planned")}, d + ": JSON-LD: events that happened, go on or are planned")
    text = {r["id"]: r["text"].encode() for r in reports}
    bad = []
    for q in list(kind["Quotation"].values()) + [c["itemReviewed"] for c in kind["ClaimReview"].values()]:
        rid, a, b = re.match(r"(r\w+):(\d+)-(\d+)$", q["identifier"]["value"]).groups()
        if text[rid][int(a):int(b)].decode() != q["text"]:
            bad.append(q)
    ok(kind["Quotation"] and not bad, d + ": JSON-LD: quotations and claims are the bytes they cite", *bad)
    first = {r["id"]: r["published_first"] or "" for r in reports}
    bad = []
    for c in kind["ClaimReview"].values():
        i = c["itemReviewed"]
        seen = [a["@id"].split(":")[-1] for a in i["appearance"]]
        if "reviewRating" in c or c["creativeWorkStatus"] != "Draft" or not c["claimReviewed"] or i["firstAppearance"]["@id"].split(":")[-1] not in seen or first[i["firstAppearance"]["@id"].split(":")[-1]] != min(first[s] for s in seen):
            bad.append(c)
    want = {e["id"] + "#claim" for e in events if e["status"] in ("alleged", "denied")} | {f"{x['id']}#claim{i + 1}" for x in disagreements if x["kind"] == "contradiction" for i in range(len(x["values"])) if x["values"][i]["cites"]}
    ok(not bad and set(kind["ClaimReview"]) == want, d + ": JSON-LD: drafts of ClaimReview, the rating left open", *bad)


# Of FollowTheMoney's schemata, the properties that we write.
FTM = {"Article": "title author publisher publishedAt sourceUrl language fileName contentHash bodyText", "Person": "name country", "Organization": "name country", "LegalEntity": "name country",
       "Mention": "document resolved name detectedSchema country", "Event": "name date startDate endDate location country involved summary keywords proof sourceUrl", "Similar": "candidate match confidenceScore criteria matcher"}


def ftm(d, reports, events, lineage):
    all_ = rows(d + "/stories.ftm")
    by = {e["id"]: e for e in all_}
    bad = [e for e in all_ if set(e) != {"id", "schema", "properties"} or not set(e["properties"]) <= set(FTM[e["schema"]].split())]
    bad += [(k, v) for e in all_ for k, v in e["properties"].items() if not v or not all(isinstance(x, str) and x for x in v)]
    ok(len(by) == len(all_) and not bad, d + ": FollowTheMoney: known schemata, lists of texts, ids once", *bad)
    bad = []
    for e in all_:
        for k, want in (("document", ("Article",)), ("proof", ("Article",)), ("candidate", ("Article",)), ("match", ("Article",)), ("resolved", ("Person", "Organization", "LegalEntity")), ("involved", ("Person", "Organization", "LegalEntity"))):
            bad += [(e["id"], k, x) for x in e["properties"].get(k, []) if x not in by or by[x]["schema"] not in want]
        bad += [x for k in ("publishedAt", "date", "startDate", "endDate") for x in e["properties"].get(k, []) if not re.match(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?$", x)]
        bad += [x for x in e["properties"].get("country", []) if not re.match("[a-z]{2}$", x)]
        bad += [x for x in e["properties"].get("sourceUrl", []) if not re.match("https?://[!-~]+$", x)]
        bad += [x for x in e["properties"].get("contentHash", []) if not re.match("[0-9a-f]{40}$", x)]
    ok(not bad, d + ": FollowTheMoney: references lead to what they should", *bad)
    n = collections.Counter(e["schema"] for e in all_)
    ok(n["Article"] == len(reports) and n["Event"] == len(events) and n["Similar"] == len(lineage), d + ": FollowTheMoney: all articles, events and pairs", n)


HTML = ("p", "small", "a", "h3", "ul", "li")


def feeds(d, kind, reports, stories, lineage):
    root = ET.parse(f"{d}/{kind}.rss").getroot()
    items = root.findall("channel/item")
    feed = json.load(open(f"{d}/{kind}.jsonfeed", encoding="utf-8"))
    ok(root.get("version") == "2.0" and all(root.findtext("channel/" + k) for k in ("title", "link", "description")) and feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"], f"{d}: {kind}: channel and feed")
    bad = []
    for x, j in zip(items, feed["items"], strict=True):
        if x.findtext("guid") != j["id"] or x.find("guid").get("isPermaLink") != "false" or x.findtext("title") != j["title"] or x.findtext("description") != j["content_html"] or (x.findtext("link") or None) != j.get("url"):
            bad.append((x.findtext("guid"), j["id"]))
        if not safe(j["content_html"], HTML) or CONTROL.search(j["title"]) or not re.match(r"https?://[!-~]+$", j.get("url", "http://x")):
            bad.append(j)
        if "date_published" in j and datetime.datetime.strptime(x.findtext("pubDate"), "%a, %d %b %Y %H:%M:%S GMT") != datetime.datetime.strptime(j["date_published"], "%Y-%m-%dT%H:%M:%SZ"):
            bad.append(j["date_published"])
    ok(items and not bad, f"{d}: {kind}: both feeds tell the same, in harmless HTML", *bad)
    got = [i["id"].split(":")[-1].split("#")[0] for i in feed["items"]]
    own = {r["id"] for r in reports if r["lineage_role"] in ("origin", "revision")} - ({l["child"] for l in lineage} if kind == "reports" else set())
    copies = {l["child"] for l in lineage if l["relation"] in ("exact", "boilerplate")}
    ok(len(got) == len(set(got)) and (own <= set(got) and not copies & set(got) if kind == "reports" else set(got) == {s["id"] for s in stories}), f"{d}: {kind}: an item for each that is news")


for name in dirs:
    d = tmp + "/" + name
    events = rows(d + "/events")
    ok(len(events) > 3, d + ": there are events")
    geojson(d, events)
    gexf(d, events)
    icalendar(d, events)
    timelinejs(d, "briefs", events)
    timelinejs(d, "events", events)
    reports, stories, lineage = (rows(f"{d}/{k}") for k in ("reports", "stories", "lineage"))
    ninjs(d, reports, lineage)
    jsonld(d, reports, events, rows(d + "/disagreements"))
    ftm(d, reports, events, lineage)
    feeds(d, "stories", reports, stories, lineage)
    feeds(d, "reports", reports, stories, lineage)
