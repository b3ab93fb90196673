"""watch.py DIR - watches over HTTP: made and tested, alerts as feeds and as
events of the stream, web hooks that fail twice, a server killed in the middle
of a delivery, and nothing told twice. A child of watch.sh; prints TAP."""
import base64, hashlib, hmac, http.server, json, os, re, signal, subprocess, sys, threading, time
import urllib.error, urllib.request, xml.etree.ElementTree as ET

TMP, NG = sys.argv[1], os.environ["NUTGRAF_RUN"]
n = bad = 0


def ok(cond, name, what=None):
    global n, bad
    n += 1
    if not cond:
        bad += 1
        print("#", what)
    print("ok" if cond else "not ok", n, "-", name, flush=True)
    return cond


class Receiver(http.server.BaseHTTPRequestHandler):
    secret, fail, hang = None, 0, False
    taken, refused, wrong = [], [], []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        mid, at = self.headers["webhook-id"], self.headers["webhook-timestamp"]
        key = base64.b64decode(Receiver.secret.removeprefix("whsec_"))
        want = "v1," + base64.b64encode(hmac.new(key, f"{mid}.{at}.".encode() + body, hashlib.sha256).digest()).decode()
        if not hmac.compare_digest(want, self.headers["webhook-signature"]) or abs(time.time() - int(at)) > 60:
            Receiver.wrong.append(mid)
        if json.loads(body)["id"] != mid or self.headers["Content-Type"] != "application/json":
            Receiver.wrong.append(body)
        if Receiver.hang:
            Receiver.refused.append(mid)
            time.sleep(3)
        code = 200
        if Receiver.fail > 0:
            Receiver.fail -= 1
            Receiver.refused.append(mid)
            code = 503
        else:
            Receiver.taken.append((mid, json.loads(body)))
        try:
            self.send_response(code)
            self.send_header("Content-Length", "0")
            self.end_headers()
        except OSError:
            pass

    def log_message(self, *a):
        pass


def serve():
    log = open(TMP + "/log", "w+")
    p = subprocess.Popen([NG, "serve", "-q", "-p", "0"], stdout=log, stderr=log)
    for _ in range(200):
        time.sleep(0.05)
        m = re.search(r"http://[0-9.:]+", open(TMP + "/log").read())
        if m:
            return p, m[0]
    raise SystemExit("the server does not start")


def ask(method, path, body=None, raw=False, **headers):
    data = json.dumps(body).encode() if isinstance(body, dict) else body
    headers.setdefault("Content-Type", "application/json")
    r = urllib.request.Request(URL + path, data=data, method=method, headers=headers)
    try:
        with urllib.request.urlopen(r, timeout=60) as a:
            return a.status, (a.read() if raw else json.load(a))
    except urllib.error.HTTPError as e:
        return e.code, json.load(e)


def until(f, seconds=25):
    end = time.time() + seconds
    while time.time() < end:
        if f():
            return True
        time.sleep(0.1)
    return False


def report(i, words="The ferry to Brightholm will sail on Monday"):
    return {"text": f"{words}, the harbour office of pier {i} said on Sunday. About {i + 20} crew were told to be there by noon.",
            "title": f"Notice {i} of the harbour", "date": f"2031-07-{i % 27 + 1:02d}", "source": f"Pier {i} Gazette"}


def add(*reports):
    return ask("POST", "/api/v1/reports", "\n".join(map(json.dumps, reports)).encode(), **{"Content-Type": "application/x-ndjson"})


httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=httpd.serve_forever, daemon=True).start()
hook = f"http://127.0.0.1:{httpd.server_port}/in"

server, URL = serve()
s, _ = add(report(1))
ok(s == 201, "a report over HTTP")
s, w = ask("POST", "/api/v1/watches", {"name": "Boats", "query": "ferry", "webhook": hook, "private": True})
ok(s == 201 and w["secret"].startswith("whsec_") and w["id"][0] == "w", "a watch with a web hook", w)
Receiver.secret, Receiver.fail = w["secret"], 2
ok("secret" not in ask("GET", "/api/v1/watches/" + w["id"])[1], "its secret is shown once")
s, plain = ask("POST", "/api/v1/watches", {"name": "Quiet", "query": "ferry -strike"})
s, guarded = ask("POST", "/api/v1/watches", {"name": "Guarded", "query": "ferry", "webhook": hook})
ok(s == 201, "a hook in a private network can be named")
ok([x["name"] for x in ask("GET", "/api/v1/watches")[1]["items"]] == ["Boats", "Guarded", "Quiet"], "the list")
s, page = ask("POST", "/api/v1/watches/test", {"query": "ferry"})
ok(s == 200 and len(page["items"]) == 1 and page["facets"]["of"] == 1, "a rule is tested against the store", page)
ok(len(ask("POST", "/api/v1/watches/test", {"query": "ferry", "indep": 5})[1]["items"]) == 0, "with its number of origins")

stream = urllib.request.urlopen(URL + "/api/v1/stream", timeout=60)
events, lines = [], []


def listen():
    try:
        kind = None
        for line in stream:
            line = line.decode().rstrip("\n")
            lines.append(line)
            if line.startswith("event: "):
                kind = line[7:]
            elif line.startswith("data: "):
                events.append((kind, json.loads(line[6:])))
    except (OSError, ValueError):
        pass


threading.Thread(target=listen, daemon=True).start()
until(lambda: events, 5)
first = events[0][1]["revision"]
s, made = add(report(2), report(3, "A cat was found"))
ok(s == 201, "two more, one of which fits")
ok(until(lambda: any(k == "watch" and e["watch"]["name"] == "Quiet" for k, e in events), 10), "the stream tells of it", events)
told = [e for k, e in events if k == "watch"]
ok(sorted(e["watch"]["name"] for e in told) == ["Boats", "Guarded", "Quiet"] and len({e["report"]["id"] for e in told}) == 1, "once for each watch", told)
e = told[0]
ok(e["kind"] == "report" and e["cite"]["exact"] and e["found"][0]["exact"].lower() == "ferry" and e["story"]["independent"] >= 1, "with the sentence, what was found, the story", e)
back = urllib.request.Request(URL + "/api/v1/stream", headers={"Last-Event-ID": str(first)})
with urllib.request.urlopen(back, timeout=20) as r:
    text = b"".join(r.readline() for _ in range(9)).decode()
ok(text.count("event: watch") >= 2, "who comes back with Last-Event-ID hears what was missed", text)
ok(until(lambda: len(Receiver.taken) == 1), "the hook takes it at the third try", (Receiver.taken, Receiver.refused))
ok(len(Receiver.refused) == 2 and {Receiver.taken[0][0]} == set(Receiver.refused) and not Receiver.wrong, "each try has the same id and a right signature", Receiver.wrong)


def jobs():
    return {j["name"]: j for j in ask("GET", "/api/v1/jobs")[1]["items"]}


ok(until(lambda: jobs()["Boats"]["state"] == "done"), "its job is done", jobs())
ok(jobs()["Boats"]["attempts"] == 3 and jobs()["Boats"]["error"] is None, "after three tries", jobs())
j = jobs()["Guarded"]
ok(j["state"] == "waiting" and j["attempts"] >= 1 and "private network" in j["error"] and j["next"], "a hook in a private network is not called unless it is allowed", j)
s, again = add(report(2))
ok(s == 200, "the same report again")
s, feed = ask("GET", f"/api/v1/watches/{w['id']}/feed.json")
ok(len(feed["items"]) == 1 and feed["version"].endswith("1.1") and feed["items"][0]["_nutgraf"]["watch"]["name"] == "Boats", "JSON Feed", feed)
s, rss = ask("GET", f"/api/v1/watches/{w['id']}/feed.rss", raw=True)
items = ET.fromstring(rss).findall("channel/item")
ok(len(items) == 1 and "ferry" in items[0].findtext("description") and "independent" in items[0].findtext("description"), "RSS with the change inside", rss)
ok(len(ask("GET", f"/api/v1/watches/{w['id']}/alerts")[1]["items"]) == 1, "alerts as records")

# killed in the middle of a delivery: it is tried again with the same id
Receiver.hang = True
add(report(4))
ok(until(lambda: len(Receiver.refused) == 3, 10), "a hook that does not answer")
server.kill()
server.wait()
Receiver.hang, before = False, len(Receiver.taken)
time.sleep(3.2)
Receiver.taken.clear()
server, URL = serve()
ok(until(lambda: len(Receiver.taken) == 1), "after a kill it is delivered again", Receiver.taken)
ok(Receiver.taken and Receiver.taken[0][0] == Receiver.refused[-1] and not Receiver.wrong, "under the same id")
ok(until(lambda: sorted(x["state"] for x in ask("GET", "/api/v1/jobs")[1]["items"] if x["name"] == "Boats") == ["done", "done"]), "and done")
time.sleep(1.5)
ok(len(Receiver.taken) == 1, "nothing is told twice after a restart")
ok(len(ask("GET", f"/api/v1/watches/{plain['id']}/alerts")[1]["items"]) == 2, "each report is one alert")

for m, p, b in (("POST", "/api/v1/watches", {"name": "x", "query": "y"}), ("DELETE", "/api/v1/watches/" + w["id"], None),
                ("POST", "/api/v1/watches/test", {"query": "y"})):
    for h in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Host": "evil.example"}):
        s, a = ask(m, p, b, **h)
        ok(s in (403, 421) and a["hint"], f"{m} {p} of another site: {s}")
for i, b in enumerate((b"x", {"query": "a"}, {"name": "a"}, {"name": "a", "query": "colour:red"}, {"name": "Boats", "query": "b"}, {"name": "a", "query": "b", "indep": -1},
          {"name": "a", "query": "b", "indep": 1.5}, {"name": "a", "query": "b", "webhook": "ftp://x.example/"}, {"name": "a", "query": "b", "webhook": "http://u:p@x.example/"},
          {"name": "a\nb", "query": "b"}, {"name": 1, "query": "b"})):
    s, a = ask("POST", "/api/v1/watches", b)
    ok(s == 400 and a["detail"], f"body {i} is refused", (b, a))
ok(ask("GET", "/api/v1/watches/wzzzz")[0] == 404 and ask("GET", "/api/v1/watches/w")[0] in (400, 404), "unknown, ambiguous")
s, gone = ask("DELETE", "/api/v1/watches/" + w["id"])
ok(s == 200 and gone["name"] == "Boats" and ask("GET", "/api/v1/watches/" + w["id"])[0] == 404, "removed")
ok(not any(x["name"] == "Boats" for x in ask("GET", "/api/v1/jobs")[1]["items"]), "with its jobs")
server.send_signal(signal.SIGTERM)
ok(server.wait(20) == 0, "the server ends in order")
token = subprocess.run([NG, "token", "add", "w", "--write", "-q"], capture_output=True, text=True).stdout.strip()
log = open(TMP + "/log", "w+")
server = subprocess.Popen([NG, "serve", "-q", "-p", "0", "--address", "0.0.0.0"], stdout=log, stderr=log)
until(lambda: re.search(r"http://[0-9.:]+", open(TMP + "/log").read()), 10)
URL = re.search(r"http://[0-9.:]+", open(TMP + "/log").read())[0]
may = {"Authorization": "Bearer " + token}
s, a = ask("POST", "/api/v1/watches", {"name": "In", "query": "x", "webhook": hook, "private": True}, **may)
ok(s == 400 and "--private" in a["detail"], "who comes from elsewhere may not have it call into its own network", (s, a))
s, a = ask("POST", "/api/v1/watches", {"name": "In", "query": "x", "webhook": hook}, **may)
ok(s == 201, "but may make a watch", (s, a))
ok(ask("GET", "/api/v1/watches")[0] == 401 and ask("DELETE", "/api/v1/watches/In")[0] == 401, "with a token alone")
server.terminate()
server.wait(20)
print(f"# {n} over HTTP, {bad} bad")
sys.exit(bad > 0)
