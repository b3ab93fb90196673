"""The tests of serve.sh: argument 1 is a folder for what they make."""
from serving import *


# ---- what is there ------------------------------------------------------

def first_ids(exported):
    return {k: json.loads(exported[k][0])["id"] for k in LETTERS if exported[k]}


def every_route(s, exported, doc):
    ids = first_ids(exported)
    for path, methods in doc["paths"].items():
        if "get" not in methods:
            continue
        kind = path.split("/")[3] if path.startswith("/api/v1/") else ""
        target = path.replace("{id}", "Never" if kind == "watches" else ids.get(kind, ids["stories"]))
        if kind == "explain":
            target = path.replace("{id}", ids["events"])
        if kind == "stream":
            continue
        if kind in ("search", "quote"):
            target += "?q=the"
        if kind == "diff":
            target += "?from={0}&to={1}".format(*[json.loads(x)["id"] for x in exported["reports"][:2]])
        a = ask(s, target)
        good = a.status == 200 and is_safe(a)
        if "application/json" in a.headers["Content-Type"]:
            a.json()
        if "{id}" in path and kind in LETTERS:
            good = good and a.body.decode().strip() == exported[kind][0]
            short = ask(s, path.replace("{id}", ids[kind][:9]))
            good = good and short.body == a.body
        ok(good, "GET " + path, a)
        h = ask(s, target, "HEAD")
        ok(h.status == 200 and h.body == b"", "HEAD " + path, h)
    for form, kind in (("markdown", "text/markdown"), ("text", "text/plain")):
        for view in ("brief", "timeline"):
            a = ask(s, f"/api/v1/{view}/{ids['stories']}?format={form}")
            ok(a.status == 200 and a.headers["Content-Type"].startswith(kind) and a.body, f"{view} as {form}", a)
    want = run("brief", "-f", "json", ids["stories"]).stdout
    ok(ask(s, "/api/v1/brief/" + ids["stories"]).body == want, "a brief is the bytes of nutgraf brief --json")
    for view in ("timeline", "news"):
        for form in ("json", "markdown"):
            want = run(view, "-f", form, ids["stories"]).stdout
            ok(ask(s, f"/api/v1/{view}/{ids['stories']}?format={form}").body == want, f"{view} as {form} is the bytes of nutgraf {view}")
    new = ask(s, f"/api/v1/brief/{ids['stories']}?since=1990-01-01").json()
    ok("true" in json.dumps([line["new_since"] for line in new["lead"]]), "a brief marks what is new since a day")
    a = ask(s, "/metrics")
    ok(b"nutgraf_http_requests_total" in a.body and b"nutgraf_reports %d\n" % len(exported["reports"]) in a.body, "/metrics counts", a)


def walk(s, target, limit):
    rows, pages, cursor = [], 0, None
    while pages < 5000:
        a = ask(s, target + ("&" if "?" in target else "?") + f"limit={limit}" + (f"&cursor={cursor}" if cursor else ""))
        page = a.json()
        if a.status != 200 or len(page["items"]) > limit or page["truncated"] != (page["next"] is not None):
            return None
        if page["next"] and f"cursor={page['next']}>" not in (a.headers["Link"] or ""):
            return None
        rows += [line.rstrip(",") for line in a.body.decode().split("\n")[1:-2]]
        pages += 1
        cursor = page["next"]
        if not cursor:
            return rows


def all_records(s, exported):
    for kind in KINDS:
        a = ask(s, f"/api/v1/{kind}?format=jsonl")
        ok(a.status == 200 and a.body.decode().split("\n")[:-1] == exported[kind], f"{kind} as JSON lines are the export's bytes", a)
        csv = run("export", kind, "-f", "csv").stdout
        a = ask(s, f"/api/v1/{kind}?format=csv")
        ok(a.body == csv and a.headers["Content-Disposition"] == f'attachment; filename="{kind}.csv"', f"{kind} as CSV are the export's bytes", a)
        limit = max(1, len(exported[kind]) // 9)
        rows = walk(s, "/api/v1/" + kind, limit)
        ok(rows == exported[kind], f"pages of {limit} {kind} hold each record once, in order", rows and len(rows), len(exported[kind]))
    newest = walk(s, "/api/v1/stories?order=newest", 1)
    days = [json.loads(r)["last"] or "" for r in newest]
    ok(sorted(newest) == sorted(exported["stories"]) and days == sorted(days, reverse=True), "stories the newest first", days)
    story = json.loads(exported["stories"][0])
    for kind in KINDS:
        if kind != "entities":
            want = run("export", kind, story["id"]).stdout.decode().split("\n")[:-1]
            ok(walk(s, f"/api/v1/{kind}?story={story['id']}", 50) == want, f"{kind} of one story")
    days = sorted(d for d in (json.loads(r)["published"] for r in exported["reports"]) if d)
    since = days[len(days) // 2][:10]
    got = walk(s, f"/api/v1/reports?since={since}", 3)
    late = [r for r in exported["reports"] if (json.loads(r)["published"] or "")[:10] >= since]
    early = [r for r in exported["reports"] if "" < (json.loads(r)["published"] or "")[:10] < since]
    ok(late and early and set(late) <= set(got) and not set(early) & set(got), "reports since a day", len(got), len(late))
    got = walk(s, f"/api/v1/reports?until={since}", 3)
    ok(set(early) <= set(got), "reports until a day", len(got), len(early))
    placed = [r for r in exported["entities"] if json.loads(r)["geonameid"]]
    ok(walk(s, "/api/v1/places", 4) == placed, "places are entities with a place on the map")
    names = [r for r in exported["names"] if json.loads(r)["report"] == story["reports"][0]]
    ok(walk(s, f"/api/v1/names?report={story['reports'][0]}", 10) == names, "names of one report")
    pairs = walk(s, f"/api/v1/lineage?story={story['id']}", 100)
    one = json.loads(pairs[0])["child"] if pairs else story["reports"][0]
    mine = [p for p in pairs if one in (json.loads(p)["child"], json.loads(p)["parent"])]
    ok(walk(s, f"/api/v1/lineage?report={one}", 1) == mine, "pairs of one report", len(pairs), len(mine))
    hits = walk(s, "/api/v1/search?q=the", 3)
    ids = [json.loads(h)["id"] for h in hits]
    ok(len(ids) > 3 and len(set(ids)) == len(ids), "a search page by page finds each report once", ids)
    ok(ask(s, "/api/v1/search?q=xyzzyplugh").json()["items"] == [], "a search without a hit is an empty page")


def unchanged(s):
    a = ask(s, "/api/v1/stories")
    b = ask(s, "/api/v1/stories", If_None_Match=a.headers["ETag"])
    ok(b.status == 304 and b.body == b"" and b.headers["ETag"] == a.headers["ETag"] and is_safe(b), "304 while nothing changes", b)
    for tag, status in ((f'W/{a.headers["ETag"]}', 304), (f'"x", {a.headers["ETag"]}', 304), ("*", 304), ('"x"', 200), ("x" * 5000, 200)):
        b = ask(s, "/api/v1/stories", If_None_Match=tag)
        ok(b.status == status, f"If-None-Match: {tag[:30]} gives {status}", b)
    b = ask(s, "/style.css", If_None_Match=ask(s, "/style.css").headers["ETag"])
    ok(b.status == 304, "304 for what hangs on the program alone", b)
    p = post(s, [made_up(1)])
    b = ask(s, "/api/v1/stories", If_None_Match=a.headers["ETag"])
    ok(p.status == 201 and b.status == 200 and b.headers["ETag"] != a.headers["ETag"], "no 304 after a report came", p, b)
    again = post(s, [made_up(1)])
    ok(again.status == 200 and again.json()["known"] == 1, "the same report again is known", again)
    c = ask(s, "/api/v1/stories", If_None_Match=b.headers["ETag"])
    ok(c.status == 304, "and changes nothing", c)


def quotes(s, exported):
    said = next(y for y in map(json.loads, exported["sayings"]) if y["kind"] == "direct" and 6 < len(y["content"]["exact"].split()) < 25)
    words = said["content"]["exact"]
    from urllib.parse import quote
    found = ask(s, "/api/v1/quote?q=" + quote("  " + words.upper().replace(" ", "\u2003\u2014 ") + "!")).json()["items"]
    mine = [f for f in found if f["id"] == said["report"]]
    ok(mine and mine[0]["verbatim"] and mine[0]["coverage"] == 1 and mine[0]["saying"]["id"] == said["id"], "a quotation is found with its saying, whatever its marks", mine or found[:1])
    ok(all(f["cite"]["exact"] and f["cite"]["report"] == f["id"] for f in found), "each with its place")
    part = words.split()
    part = " ".join(part[:4] + part[5:])
    near = [f for f in ask(s, "/api/v1/quote?q=" + quote(part)).json()["items"] if f["id"] == said["report"]]
    ok(near and not near[0]["verbatim"] and 0 < near[0]["coverage"] < 1, "with a word left out it is not verbatim", near)
    ok(ask(s, "/api/v1/quote?q=xyzzyplugh").json()["items"] == [], "words that nobody wrote are found nowhere")
    for bad_q in ("", "?q=...", "?q=" + "a+" * 40):
        ok(is_problem(ask(s, "/api/v1/quote" + bad_q), 400), f"quote{bad_q[:12]}: 400")


class Live:
    """A client of /api/v1/stream."""

    def __init__(self, s, **headers):
        self.c = http.client.HTTPConnection("127.0.0.1", s.port, timeout=20)
        self.c.request("GET", "/api/v1/stream", headers=headers)
        self.r = self.c.getresponse()

    def event(self):
        got = {}
        while True:
            line = self.r.readline().decode()
            if not line:
                return None
            line = line.strip()
            if not line and "data" in got:
                return got
            k, _, v = line.partition(":")
            if k:
                got[k] = v.strip()


def live(s):
    n = ask(s, "/api/v1").json()["revision"]
    many = [Live(s) for _ in range(20)]
    first = [x.event() for x in many]
    ok(all(e and e["event"] == "revision" and int(e["id"]) == n and json.loads(e["data"])["revision"] == n for e in first), "a stream begins with the revision", first[0])
    ok(many[0].r.headers["Content-Type"] == "text/event-stream" and many[0].r.headers["X-Content-Type-Options"] == "nosniff", "it is an event stream")
    same = Live(s, **{"Last-Event-ID": str(n)})
    began = time.time()
    p = post(s, [made_up(50)])
    after = [x.event() for x in many + [same]]
    ok(p.status == 201 and all(e and int(e["id"]) > n for e in after), f"20 clients and one that comes back hear of a report ({time.time() - began:.1f} s)", after[-1])
    late = Live(s, **{"Last-Event-ID": str(n)}).event()
    ok(int(late["id"]) > n, "who was away hears what was missed", late)
    return many


# ---- what is refused ----------------------------------------------------

def bad_requests(s):
    ids = "/api/v1/stories?limit=1"
    cursor = ask(s, "/api/v1/names?limit=1").json()["next"]
    table = [(404, t) for t in (
        "/nope", "/api", "/api/v1/", "/api/v2/stories", "/api/v1/stories/", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/api/v1/reports/..%2f..%2fetc",
        "/api/v1/reports/../../x", "//", "/api/v1/events/zzz", "/api/v1/events/e7777777", "/api/v1/reports/r%00", "/api/v1/stories/s/x", "/style.css/x", "/api/v1/brief/q",
        "/api/v1/explain/szzzz", "/api/v1/timeline/<script>", "/api/v1/events/e'--")]
    table += [(400, "/api/v1/" + t) for t in (
        "stories?limit=0", "stories?limit=1001", "stories?limit=-1", "stories?limit=9e9", "stories?limit=1&limit=2", "stories?limit=", "stories?nope=1", "stories?since=yesterday",
        "stories?since=2019-02-30", "stories?order=up", "stories?format=xml", "stories?cursor=1", "stories?cursor=1.99999999999999999999.0.", "stories?cursor=9.0.0.", "stories?cursor=3.0.0.",
        "stories?cursor=1.0.0.%27", "stories?cursor=-1.0.0.a", "stories?limit=%", "stories?limit=%4", "stories?limit=%zz", "search?q=%00", "search?q=a%0ab", "search", "search?q=a&cursor=x",
        "stories?format=csv&limit=3", f"stories?cursor=2.0.0.&x=", "names?story=s&report=r", "names?report=" + "e" * 3, "diff", "diff?from=r", "diff?facts=2&from=r&to=r", "brief/s?format=html",
        "stories?" + "&".join(f"a{i}=1" for i in range(40)), "search?q=" + "%22")]
    for status, target in table:
        a = ask(s, target)
        fine = is_problem(a, status) or (status == 400 and is_problem(a, 404))
        ok(fine and is_safe(a), f"{status} for {target[:70]}", a)
    a = ask(s, f"/api/v1/stories?cursor={cursor}")
    ok(a.status in (200, 400), "a cursor of another list does no harm", a)
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"):
        a = ask(s, "/api/v1/stories", method)
        ok(is_problem(a, 405) and a.headers["Allow"] == "GET, HEAD", f"405 for {method}", a)
    a = ask(s, "/api/v1/stories", "POST", b"{}")
    ok(is_problem(a, 405), "405 for POST to a list", a)
    a = ask(s, "/api/v1/reports", "DELETE")
    ok(is_problem(a, 405) and a.headers["Allow"] == "GET, HEAD, POST", "405 names all methods of the route", a)
    ok(is_problem(ask(s, "/api/v1/stories?q=" + "a" * 5000), 414), "414 for a long address")
    for what, data in (
        ("an address of 60,000 characters", b"GET /" + b"a" * 60000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        ("a header of 60,000 characters", b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 60000 + b"\r\n\r\n"),
        ("20,000 headers", b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"a: b\r\n" * 20000 + b"\r\n"),
        ("noise", bytes(random.Random(7).randrange(256) for _ in range(4000)) + b"\r\n\r\n"),
        ("no Host", b"GET /healthz HTTP/1.0\r\n\r\n"),
        ("two Hosts", b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n"),
        ("half a request", b"GET / HT"),
        ("a length that is none", b"POST /api/v1/reports HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n"),
        ("a chunk that is none", b"POST /api/v1/reports HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        ("a body that is cut off", b"POST /api/v1/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"text\": \"The"),
        ("a zero byte in the address", b"GET /a\0b HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    ):
        got = raw(s, data)
        ok(b" 200 " not in got[:20] and ask(s, "/healthz").status == 200, "refused: " + what, got[:200])
    got = raw(s, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20)
    ok(got.count(b"HTTP/1.1 200 OK") == 20, "requests one after the other on one connection", got[:300])
    a = ask(s, "/healthz", "GET", b"x" * 100000)
    ok(a.status == 200, "a body that nobody asked for is passed over", a)


def bad_bodies(s):
    before = len(run("export", "reports").stdout.split(b"\n"))
    j, n, t = "application/json", "application/x-ndjson", "text/plain"
    for status, kind, body in (
        (400, j, b""), (422, j, b"{"), (422, j, b"[]"), (422, j, b"nonsense"), (422, j, b'{"title": 1}'), (422, j, b"[" * 200000), (422, j, b'{"a":' * 100000),
        (422, n, b"{}\n{}\n"), (422, n, b"\xff\xfe\n"), (415, "application/xml", b"<a/>"), (415, "", b"x"), (415, "multipart/form-data; boundary=x", b"--x--"), (415, "application/x-www-form-urlencoded", b"text=x"),
        (413, t, b"x" * (33 << 20)),
    ):
        a = ask(s, "/api/v1/reports", "POST", body, Content_Type=kind)
        ok(is_problem(a, status) and is_safe(a), f"{status} for {kind or 'no type'} {body[:24]!r}", a)
    after = len(run("export", "reports").stdout.split(b"\n"))
    ok(before == after, "nothing of it is stored", before, after)


def good_bodies(s):
    one = made_up(2)
    a = ask(s, "/api/v1/reports", "POST", json.dumps(one, indent=2).encode(), Content_Type="application/json; charset=utf-8")
    b = ask(s, "/api/v1/reports", "POST", json.dumps(one).encode(), Content_Type="application/json")
    ok(a.status == 201 and b.status == 200 and a.json()["reports"] == b.json()["reports"], "one object, however it is laid out, is one report", a, b)
    a = ask(s, "/api/v1/reports", "POST", json.dumps([made_up(3), made_up(4), {"x": 1}]).encode(), Content_Type="application/json")
    p = a.json()
    ok(a.status == 201 and p["added"] == 2 and p["failed"] == 1 and p["problems"][0]["record"] == 3, "a list: the good ones are stored, the bad one is named", a)
    for rid in p["reports"][:2]:
        a = ask(s, "/api/v1/reports/" + rid)
        ok(a.status == 200 and a.json()["id"] == rid, "what was added is there", a)
    a = ask(s, "/api/v1/reports?name=wire/5.txt", "POST", b"Rain in Norbank\n\nIt rained in Norbank on Monday, the mayor said.\n", Content_Type="text/plain")
    b = ask(s, "/api/v1/reports/" + a.json()["reports"][0])
    ok(a.status == 201 and b.json()["path"] == "wire/5.txt", "a text under a name", a, b)
    a = ask(s, "/api/v1/reports", "POST", b"<html><head><title>Sun in Quill</title></head><body><article><p>The sun shone in Quill on Monday, said the mayor of the town, and nobody was surprised.</p></article></body></html>", Content_Type="text/html")
    ok(a.status == 201, "a page", a)
    body = json.dumps(made_up(6)).encode()
    a = ask(s, "/api/v1/reports", "POST", b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body), Content_Type="application/json", **{"Transfer-Encoding": "chunked"})
    ok(a.status == 201, "a body in chunks", a)
    ok(run("check").returncode == 0, "every cite resolves")
    lock = open(STORE + ".lock")
    fcntl.flock(lock, fcntl.LOCK_EX)
    a = post(s, [made_up(7)])
    ok(is_problem(a, 503) and a.headers["Retry-After"], "503 while another program writes", a)
    lock.close()
    a = post(s, [made_up(7)])
    ok(a.status == 201, "and it is taken when that is done", a)


# ---- who may ------------------------------------------------------------

def other_sites(s):
    """The table of changes: each line says what a request shows, and what it gets."""
    own, host = f"http://127.0.0.1:{s.port}", f"127.0.0.1:{s.port}"
    body = json.dumps(made_up(1)).encode()
    table = [
        (200, {}), (200, {"Origin": own}), (200, {"Origin": f"http://localhost:{s.port}"}), (200, {"Origin": own, "Sec-Fetch-Site": "same-origin"}), (200, {"Sec-Fetch-Site": "none"}),
        (403, {"Origin": "http://evil.example"}), (403, {"Origin": "null"}), (403, {"Origin": "http://127.0.0.1:1"}), (403, {"Origin": "http://127.0.0.1"}), (403, {"Origin": f"http://127.0.0.1.evil.example:{s.port}"}),
        (403, {"Origin": "file://"}), (403, {"Origin": ""}), (403, {"Origin": [own, own]}), (403, {"Origin": own + ".evil.example"}), (403, {"Origin": "http://evil@127.0.0.1:%d" % s.port}),
        (403, {"Sec-Fetch-Site": "cross-site"}), (403, {"Sec-Fetch-Site": "same-site"}), (403, {"Origin": own, "Sec-Fetch-Site": "cross-site"}),
        (421, {"Host": "evil.example"}), (421, {"Host": f"evil.example:{s.port}", "Origin": f"http://evil.example:{s.port}"}), (421, {"Host": "127.0.0.1.evil.example"}), (400, {"Host": ""}), (400, {"Host": [host, host]}),
        (400, {"Host": "localhost:x"}), (200, {"Host": "localhost"}), (200, {"Host": f"[::1]:{s.port}"}), (401, {"Authorization": "Bearer ngt_" + "0" * 64}), (401, {"Authorization": "Basic eDp5"}), (401, {"Authorization": ""}),
    ]
    for status, headers in table:
        a = ask(s, "/api/v1/reports", "POST", body, Content_Type="application/json", **headers)
        ok(a.status == status and (status == 200 or is_problem(a, status)) and is_safe(a), f"POST with {headers} gives {status}", a)
    reads = [t for t in ask(s, "/openapi.json").json()["paths"] if "{" not in t and t != "/api/v1/stream"]
    for path in reads:
        a, b = ask(s, path, Host="evil.example"), ask(s, path, "POST", body, Origin="http://evil.example")
        ok(is_problem(a, 421) and is_problem(b, 403), f"{path}: a foreign Host gets 421, a foreign change 403", a, b)
        c = ask(s, path, Origin="http://evil.example")
        ok("Access-Control-Allow-Origin" not in c.headers and c.headers["Cross-Origin-Resource-Policy"] == "same-origin", f"{path}: another site's page cannot read it", c)
    ok(ask(s, "/api/v1/reports").status == 200 and ask(s, "/api/v1/reports?text=x", "GET").status == 400, "no GET changes anything")


def token(*args):
    return run("token", "add", *args, "-q").stdout.decode().strip()


def tokens():
    store = TMP + "/far.db"
    old, os.environ["NUTGRAF_STORE"] = os.environ["NUTGRAF_STORE"], store
    run("add", "-q", "examples/ferry")
    p = subprocess.run([SERVER, "serve", "--address", "0.0.0.0", "-p", "0"], stderr=subprocess.PIPE)
    ok(p.returncode == 2 and b"token" in p.stderr, "no other address without a token", p)
    reader, writer, late = token("reader"), token("writer", "--write"), token("late", "--days", "0")
    ok(len({reader, writer, late}) == 3 and all(len(t) == 68 and t.startswith("ngt_") for t in (reader, writer, late)), "tokens have 256 bits", reader)
    with open(store, "rb") as f:
        data = f.read() + (open(store + "-wal", "rb").read() if os.path.exists(store + "-wal") else b"")
    ok(reader.encode() not in data and bytes.fromhex(reader[4:]) not in data, "the store does not hold the token")
    listed = [line.split("\t") for line in run("token", "list").stdout.decode().splitlines()]
    ok(sorted((x[4], x[1]) for x in listed) == [("late", "read"), ("reader", "read"), ("writer", "read,write")], "token list", listed)
    s = Server("--address", "0.0.0.0", "--host", "desk.example", store=store)
    bearer = lambda t: {"Authorization": "Bearer " + t}
    body = json.dumps(made_up(1)).encode()
    for path in ("/", "/healthz", "/style.css", "/openapi.json"):
        ok(ask(s, path).status == 200, f"{path} is for everybody")
    for path in ("/api/v1", "/api/v1/stories", "/metrics", "/api/v1/search?q=x", "/api/v1/nope"):
        a = ask(s, path)
        ok(is_problem(a, 401) and a.headers["WWW-Authenticate"], f"{path} needs a token", a)
        a = ask(s, path, **bearer(reader))
        ok(a.status == (404 if "nope" in path else 200), f"{path} with one", a)
    for name, t, read, write in (("none", None, 401, 401), ("reader", reader, 200, 403), ("writer", writer, 200, 201), ("expired", late, 401, 401), ("made up", "ngt_" + "ab" * 32, 401, 401), ("cut", reader[:-1], 401, 401), ("upper case", reader.upper(), 401, 401)):
        h = bearer(t) if t else {}
        a, b = ask(s, "/api/v1/stories", **h), ask(s, "/api/v1/reports", "POST", body, Content_Type="application/json", **h)
        ok((a.status, b.status) == (read, write), f"token {name}: read {read}, write {write}", a, b)
    a = ask(s, "/api/v1/reports", "POST", body, Content_Type="application/json", Origin="http://evil.example", **bearer(writer))
    ok(a.status == 403, "a token does not open the door to other sites", a)
    a = ask(s, "/api/v1/reports", "POST", body, Content_Type="application/json", Host="desk.example", Origin="https://desk.example", **bearer(writer))
    ok(a.status == 200, "behind a proxy, under the name of --host", a)
    run("token", "revoke", next(x[0] for x in listed if x[4] == "reader"))
    ok(ask(s, "/api/v1/stories", **bearer(reader)).status == 401, "a revoked token ends at once")
    ok(run("token", "revoke", "txyz").returncode == 1, "no such token to revoke")
    ended(s, "the server with tokens")
    for args, code in ((["--address", "nowhere"], 2), (["-p", "70000"], 2), (["x"], 2), (["--host", ",".join("abcdefghijklmnopqrst")], 2)):
        p = subprocess.run([SERVER, "serve", *args], stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
        ok(p.returncode == code, f"serve {args} ends with {code}", p)
    os.environ["NUTGRAF_STORE"] = old


# ---- many, slow, killed -------------------------------------------------

def ended(s, name):
    code, said = s.stop(), s.said()
    ok(code == 0 and "Sanitizer" not in said and "runtime error" not in said, f"{name} ends with 0 and a clean log", code, said[-1500:])
    lines = said.strip().split("\n")
    events = []
    for line in lines:
        try:
            events.append(json.loads(line)["event"])
        except ValueError:
            ok(False, "a line of the log is JSON", line)
    ok(events[0] == "listening" and "stopping" in events and events[-1] == "stopped", f"{name}: the log is one JSON object a line", events[:3], events[-3:])


def slow_clients(s):
    slow = []
    for i in range(350):
        c = socket.create_connection(("127.0.0.1", s.port))
        c.sendall([b"GET /api/v1/sto", b"GET / HTTP/1.1\r\nHost: loc", b"POST /api/v1/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{", b""][i % 4])
        slow.append(c)
    greedy = []
    for i in range(24):  # streams that nobody reads
        c = socket.socket()
        c.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        c.connect(("127.0.0.1", s.port))
        c.sendall(b"GET /api/v1/names?format=jsonl HTTP/1.1\r\nHost: localhost\r\n\r\n")
        greedy.append(c)
    worst = 0
    for i in range(40):
        for c in slow[i * 8:i * 8 + 8]:
            c.send(b"x")
        began = time.time()
        a = ask(s, "/api/v1/stories?limit=5")
        worst = max(worst, time.time() - began)
        if a.status != 200:
            break
    ok(a.status == 200 and worst < 5, f"350 slow clients and 24 that do not read do no harm (slowest answer {worst * 1000:.0f} ms)", a)
    ok(post(s, [made_up(8)]).status in (200, 201), "and reports still come in")
    status = open(f"/proc/{s.p.pid}/status").read()
    print("#", [line for line in status.split("\n") if line.startswith("VmRSS")])
    for c in slow + greedy:
        c.close()
    good = []

    def many():
        for target in ("/api/v1/events", "/api/v1/search?q=the", "/api/v1/names?format=jsonl", "/api/v1/changes", "/"):
            good.append(ask(s, target).status in (200, 429))
    threads = [threading.Thread(target=many) for _ in range(20)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    ok(good == [True] * 100, "20 clients at once are all answered", good)


def killed():
    """Reports are sent one after the other; the server is killed in the middle."""
    store, acked, n, lost = TMP + "/kill.db", set(), 0, 0
    rounds = int(os.environ.get("KILLS", "20")) // 5 + 1
    for turn in range(rounds):
        s = Server(store=store)
        stop = time.time() + 0.3 + random.Random(turn).random() * 2
        killer = threading.Timer(stop - time.time(), s.p.kill)
        killer.start()
        try:
            while True:
                a = post(s, [made_up(100 + n), made_up(101 + n)], timeout=20)
                n += 2
                if a.status == 201:
                    acked.update(a.json()["reports"])
        except (OSError, http.client.HTTPException, ValueError):
            pass
        killer.join()
        s.p.wait()
        held = {json.loads(x)["id"] for x in run("export", "reports", "--store", store).stdout.decode().splitlines()}
        lost += len(acked - held)
    ok(acked and lost == 0, f"{rounds} times kill -9 in the middle: none of {len(acked)} acknowledged reports is lost", lost)
    s = Server(store=store)
    a = post(s, [made_up(99)])
    ok(a.status == 201 and ask(s, "/readyz").json()["settled"], "the server goes on with what a killed one left", a)
    ok(run("check", "--store", store).returncode == 0, "and every cite resolves")
    result = []
    t = threading.Thread(target=lambda: result.append(post(s, [made_up(1000 + i) for i in range(60)])))
    t.start()
    time.sleep(0.3)
    ended(s, "a server that is stopped while reports come in")
    t.join()
    held = {json.loads(x)["id"] for x in run("export", "reports", "--store", store).stdout.decode().splitlines()}
    a = result[0]
    ok(a.status == 503 or (a.status in (200, 201) and set(a.json()["reports"]) <= held), "SIGTERM: who waits gets an answer that is true", a)


def main():
    added = run("add", "-q", "examples/ferry", "examples/river", "examples/recount")
    run("watch", "add", "Never", "xyzzyplugh", "-q")
    s = Server()
    if not ok(added.returncode == 0 and s.port, "the server starts", added, s.said()):
        return
    exported = {k: run("export", k).stdout.decode().split("\n")[:-1] for k in KINDS}
    doc = ask(s, "/openapi.json").json()
    names = [op["operationId"] for p in doc["paths"].values() for op in p.values()]
    ok(doc["openapi"].startswith("3.1") and len(names) == len(set(names)) and names, "/openapi.json names every operation once")
    every_route(s, exported, doc)
    all_records(s, exported)
    unchanged(s)
    bad_requests(s)
    bad_bodies(s)
    good_bodies(s)
    other_sites(s)
    quotes(s, exported)
    waiting = live(s)
    slow_clients(s)
    ended(s, "the server")
    ends = []
    for x in waiting:
        while (e := x.event()):
            pass
        ends.append(e)
    ok(ends == [None] * 20, "streams end with the server")
    tokens()
    killed()


go(main)
