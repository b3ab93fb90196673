"""The tests of hard.sh: argument 1 is a folder for what they make."""
import html.parser, re
import xml.etree.ElementTree as ET
from urllib.parse import quote

import serving
from serving import *

PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "' onmouseover='alert(1)", "javascript:alert(1)", "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>", "<iframe srcdoc='<script>alert(1)</script>'>", "<a href=\"javascript:alert(1)\">x</a>", "]]><script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!--<img src=\"--><img src=x onerror=alert(1)//\">", "{{constructor.constructor('alert(1)')()}}", "data:text/html,<script>alert(1)</script>", "<style>@import 'http://evil.example/x.css';</style>",
    "<base href=http://evil.example/>", "<meta http-equiv=refresh content='0;url=http://evil.example/'>", "<form action=http://evil.example/><input name=q>", "\u2028<script>alert(1)</script>", "%3Cscript%3Ealert(1)%3C/script%3E",
]


class Markup(html.parser.HTMLParser):
    """What a browser would find: elements and attributes that run or fetch."""

    def __init__(self, own=()):
        super().__init__(convert_charrefs=True)
        self.bad, self.own, self.text = [], own, []

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "iframe", "object", "embed", "base", "form", "input", "frame", "link", "img", "video", "audio") and tag not in self.own:
            self.bad.append(tag)
        for k, v in attributes:
            if k.startswith("on") or k == "srcdoc" or re.match(r"\s*(javascript|data|vbscript):", v or "", re.I):
                self.bad.append((tag, k, v))
            if tag == "meta" and (v or "").lower() == "refresh":
                self.bad.append((tag, k, v))

    handle_startendtag = handle_starttag

    def handle_data(self, data):
        self.text.append(data)


def runs(text, own=()):
    m = Markup(own)
    m.feed(text)
    m.close()
    return m.bad


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for k, v in value.items():
            yield from strings(v)
    elif isinstance(value, list):
        for v in value:
            yield from strings(v)


# Fields that their readers take for markup.
MARKED = {"timelinejs": lambda d: [s for e in d["events"] for s in strings({k: e.get(k) for k in ("text", "group")})], "jsonfeed": lambda d: [i.get("content_html", "") for i in d["items"]]}


def hostile_reports():
    for n, p in enumerate(PAYLOADS):
        yield {"id": f"h{n}", "title": f"Talks in Norbank {p}", "date": "2032-04-%02d" % (n % 9 + 1), "source": f"Outlet {n} {p}", "author": f"Ann Holm {p}", "url": f"http://outlet{n}.example/{p}",
               "text": f"NORBANK (Wire {p}) - Mayor Ann Holm {p} met governor Tom Reed in Norbank on Friday. \"We agreed {p}\", Holm said. About {100 + n} people came. Reed of the {p} party denied that the talks had failed."}
        yield {"id": f"u{n}", "title": p, "date": "2032-04-10", "url": p, "source": p, "author": p, "text": f"{p}\n\n{p} said on Monday that {p} won {n + 2} seats in Norbank. {p}"}


def scripts(s):
    body = "".join(json.dumps(r) + "\n" for r in hostile_reports()).encode()
    a = ask(s, "/api/v1/reports?name=" + quote(PAYLOADS[1]), "POST", body, Content_Type="application/x-ndjson")
    ok(a.status == 201, "hostile reports are taken", a)
    page = "<html><head><title>%s</title></head><body><article><h1>%s</h1>%s</article></body></html>" % (PAYLOADS[10], PAYLOADS[10], "".join(f"<p>Holm said in Norbank on Monday that {p} was agreed by the council of the town.</p>" for p in PAYLOADS))
    a = ask(s, "/api/v1/reports", "POST", page.encode(), Content_Type="text/html")
    ok(a.status == 201, "a hostile page is taken", a)
    stories = ask(s, "/api/v1/stories?limit=1000").json()["items"]
    found, seen = [], 0
    for form in "geojson gexf icalendar timelinejs ninjs jsonld ftm rss jsonfeed plover cameo gdelt gdelt-mentions icews polecat".split():
        for kind in ("", "?kind=reports") if form in ("rss", "jsonfeed") else ("",):
            a = ask(s, f"/api/v1/export/{form}{kind}")
            text = a.body.decode()
            seen += 1
            if a.status != 200 or not is_safe(a) or a.headers["Content-Type"].startswith("text/html"):
                found.append((form, a))
            if form in ("gexf", "rss"):
                for e in ET.fromstring(text).iter():
                    if e.tag.split("}")[-1] in ("script", "img", "svg", "iframe", "style"):
                        found.append((form, e.tag))
                    if form == "rss" and e.tag.split("}")[-1] in ("description", "encoded") and runs(e.text or ""):
                        found.append((form, runs(e.text)))
                    if e.tag.split("}")[-1] == "link" and e.text and not e.text.startswith(("http://", "https://", "urn:")):
                        found.append((form, e.text))
            if form == "jsonld" and "<" in text:
                found.append((form, "<"))
            if form in MARKED:
                found += [(form, m) for m in MARKED[form](json.loads(text)) if runs(m)]
            if form == "icalendar" and any(not re.match(r"[A-Z-]+[;:]|[ \t]", line) for line in text.split("\r\n") if line):
                found.append((form, "a line that is none"))
    for one in stories:
        a = ask(s, f"/api/v1/dossier/{one['id']}")
        bad_ones = runs(a.body.decode())
        seen += 1
        if a.status != 200 or bad_ones:
            found.append(("dossier", one["id"], bad_ones))
        for view in ("brief", "timeline"):
            for form in ("json", "markdown", "text"):
                a = ask(s, f"/api/v1/{view}/{one['id']}?format={form}")
                seen += 1
                if a.status != 200 or not is_safe(a) or a.headers["Content-Type"].startswith("text/html"):
                    found.append((view, form, a))
    for kind in KINDS:
        a = ask(s, f"/api/v1/{kind}?limit=1000")
        seen += 1
        if a.status != 200 or a.headers["Content-Type"] != "application/json" or not a.json()["items"] and kind != "changes":
            found.append((kind, a))
    ok(not found and seen > 40, f"no script of a report in {seen} answers", *found[:6])
    urls = [u for r in ask(s, "/api/v1/reports?limit=1000").json()["items"] for u in [r["url"]] if u]
    ok(urls, "addresses are told as they came, for the page to judge", urls[:2])
    found = []
    for p in PAYLOADS:
        q = quote(p)
        for target in (f"/{q}", f"/api/v1/{q}", f"/api/v1/stories/{q}", f"/api/v1/stories?{q}=1", f"/api/v1/stories?limit={q}", f"/api/v1/stories?story={q}", f"/api/v1/stories?cursor={q}", f"/api/v1/export/{q}", f"/api/v1/export/rss?kind={q}",
                       f"/api/v1/brief/{q}", f"/api/v1/brief/s?format={q}", f"/api/v1/explain/{q}", f"/api/v1/search?q={q}&cursor=x", f"/api/v1/diff?from={q}&to={q}", f"/api/v1/quote?q={q}&limit=0"):
            a = ask(s, target)
            good = is_problem(a, a.status) and a.status in (400, 404) and is_safe(a)
            if a.status == 200 and a.headers["Content-Type"].startswith("text/html"):  # a view of the page, which says nothing of the address
                good = "alert(1)" not in a.body.decode() and is_safe(a)
            if not good:
                found.append((target, a))
        for name, value in (("Host", p), ("Origin", p), ("Authorization", p), ("Content-Type", p), ("Cookie", p)):
            if "\u2028" in value:
                continue
            a = ask(s, "/api/v1/reports", "POST", b"x", **{name.replace("-", "_"): value})
            if not (is_problem(a, a.status) and is_safe(a)):
                found.append((name, p, a))
    ok(not found, f"no script in {len(PAYLOADS) * 20} refusals: all are JSON that no browser takes for a page", *found[:6])


# ---- changes that another site starts ------------------------------------

def target_of(path):
    return path.replace("{id}", "zzz")


def changes(s, doc):
    """Each route that changes something, or takes a body: each line of the table."""
    own = f"http://127.0.0.1:{s.port}"
    routes = [(p, m.upper()) for p, methods in doc["paths"].items() for m in methods if m != "get"]
    ok(("/api/v1/reports", "POST") in routes and ("/mcp", "POST") in routes, f"{len(routes)} routes take more than a GET", routes)
    table = [
        ("another site's Origin", 403, {"Origin": "http://evil.example"}), ("Origin null", 403, {"Origin": "null"}), ("another port's Origin", 403, {"Origin": "http://127.0.0.1:1"}),
        ("a cross-site fetch", 403, {"Sec-Fetch-Site": "cross-site"}), ("a same-site fetch", 403, {"Sec-Fetch-Site": "same-site"}), ("two Origins", 403, {"Origin": [own, own]}),
        ("another Host", 421, {"Host": "evil.example"}), ("another Host and its Origin", 421, {"Host": f"evil.example:{s.port}", "Origin": f"http://evil.example:{s.port}"}), ("no Host that is one", 400, {"Host": ""}),
        ("a token that is none", 401, {"Authorization": "Bearer ngt_" + "0" * 64}), ("Basic", 401, {"Authorization": "Basic eDp5"}),
    ]
    for path, method in routes:
        for name, status, headers in table:
            for kind in ("application/json", "text/plain"):
                a = ask(s, target_of(path), method, b"{}", Content_Type=kind, **headers)
                if a.status != status or not is_problem(a, status):
                    ok(False, f"{method} {path}: {name}: {status}", a)
        fine = [ask(s, target_of(path), method, b"{}", Content_Type="application/json", **h).status for h in ({}, {"Origin": own}, {"Origin": own, "Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"})]
        ok(not {401, 403, 421, 500} & set(fine), f"{method} {path}: refused from other sites in {2 * len(table)} ways, let in from here", fine)
        if "get" not in doc["paths"][path]:
            a = ask(s, target_of(path))
            other = not path.endswith("{id}") and re.sub(r"/[^/]*$", "/{id}", path) in doc["paths"]  # then it is an id that is not there
            ok(is_problem(a, 404) if other else is_problem(a, 405) and method in a.headers["Allow"], f"GET {path} changes nothing", a)


def expired(doc):
    store = TMP + "/away.db"
    run("add", "-q", "examples/ferry", "--store", store)
    late = run("token", "add", "late", "--write", "--days", "0", "-q", "--store", store).stdout.decode().strip()
    reader = run("token", "add", "reader", "-q", "--store", store).stdout.decode().strip()
    s = Server("--address", "0.0.0.0", store=store)
    for path, methods in doc["paths"].items():
        for method, op in methods.items():
            needs = {} not in op["security"] or len(op["security"]) > 1
            if path == "/api/v1/stream" or not needs:
                continue
            body = b"{}" if method != "get" else None
            for name, status, headers in (("no token", 401, {}), ("an expired one", 401, {"Authorization": "Bearer " + late})):
                a = ask(s, target_of(path), method.upper(), body, Content_Type="application/json", **headers)
                if not is_problem(a, status):
                    ok(False, f"{method} {path} with {name}: {status}", a)
            if method != "get" and path not in ("/mcp", "/api/v1/watches/test"):  # these change nothing
                a = ask(s, target_of(path), method.upper(), body, Content_Type="application/json", Authorization="Bearer " + reader)
                if not is_problem(a, 403):
                    ok(False, f"{method} {path} with a token to read: 403", a)
    ok(True, f"{len(doc['paths'])} routes: nothing without a token or with an expired one, no change with one to read")
    ok(s.stop() == 0, "that server ends in order")


# ---- much ------------------------------------------------------------------

def much():
    """Of the release build: what AddressSanitizer needs would say nothing."""
    store = TMP + "/much.db"
    run("add", "-q", "examples/ferry", "examples/river", "examples/recount", "--store", store)
    server, serving.SERVER = serving.SERVER, NUTGRAF
    s = Server("-q", store=store)
    serving.SERVER = server
    lines = "".join(json.dumps({"id": f"x{i}", "text": f"The council of Quill met on Monday, number {i} said. " * 40}) + "\n" for i in range(150)).encode()
    long_text = ("It rained in Norbank on Monday, the mayor said. " * 700000)[:31 << 20].encode()
    codes = []

    def send(body, kind):
        codes.append(ask(s, "/api/v1/reports", "POST", body, Content_Type=kind, timeout=300).status)

    def read(path):
        for _ in range(6):
            codes.append(ask(s, path, timeout=300).status)

    work = [threading.Thread(target=send, args=(long_text, "text/plain")) for _ in range(6)] + [threading.Thread(target=send, args=(lines, "application/x-ndjson"))]
    work += [threading.Thread(target=read, args=(p,)) for p in ("/api/v1/briefs", "/api/v1/events?format=jsonl", "/api/v1/export/jsonld", "/api/v1/search?q=the", "/api/v1/stories", "/api/v1/entities") for _ in range(4)]
    idle = []
    for i in range(350):
        c = socket.create_connection(("127.0.0.1", s.port))
        c.sendall(b"GET /api/v1/sto" if i % 2 else b"POST /api/v1/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 9000\r\n\r\n" + b"x" * 8000)
        idle.append(c)
    [t.start() for t in work]
    [t.join() for t in work]
    most = int(re.search(r"VmHWM:\s+(\d+)", open(f"/proc/{s.p.pid}/status").read()).group(1)) // 1024
    ok(set(codes) <= {200, 201, 413, 422, 429, 503} and codes.count(200) > 60, "bodies of 31 MiB, 350 clients that wait and 24 that read: all are answered", sorted(set(codes)), len(codes))
    ok(most <= 512, f"the server takes {most} MiB at most, of 512")
    [c.close() for c in idle]
    ok(s.stop() == 0, "and it ends in order", s.said()[-300:])


def main():
    added = run("add", "-q", "examples/ferry")
    s = Server()
    if not ok(added.returncode == 0 and s.port, "the server starts", added, s.said()):
        return
    doc = ask(s, "/openapi.json").json()
    scripts(s)
    changes(s, doc)
    ok(s.stop() == 0 and "Sanitizer" not in s.said(), "the server ends in order", s.said()[-500:])
    expired(doc)
    much()


go(main)
