"""What the tests of the server share: asking it, counting what was right. The
first argument of each is a folder for what it makes."""
import fcntl, http.client, json, os, random, signal, socket, subprocess, sys, threading, time

TMP = sys.argv[1]
NUTGRAF, SERVER = os.environ["NUTGRAF"], os.environ["NUTGRAF_SERVER"]
STORE = TMP + "/desk.db"
KINDS = "reports names times quantities entities sayings lineage changes events disagreements stories briefs".split()
LETTERS = dict(reports="r", stories="s", events="e", sayings="y", entities="n", disagreements="d", changes="c")
os.environ["NUTGRAF_STORE"] = STORE
count = bad = 0


def go(main):
    """The tests, the plan, the exit code."""
    try:
        main()
    finally:
        print(f"1..{count}")
    sys.exit(bad > 0)


def ok(good, name, *why):
    global count, bad
    count += 1
    if not good:
        bad += 1
        for w in why:
            print("#", str(w)[:600].replace("\n", "\n# "))
    print("ok" if good else "not ok", count, "-", name, flush=True)
    return good


def run(*args, **more):
    return subprocess.run([NUTGRAF, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)


class Server:
    def __init__(self, *args, store=STORE):
        self.log_path = f"{TMP}/log{random.random()}"
        self.log = open(self.log_path, "wb")
        self.p = subprocess.Popen([SERVER, "serve", "-p", "0", "--store", store, *args], stderr=self.log, stdout=subprocess.DEVNULL)
        self.port = 0
        for _ in range(600):
            for line in open(self.log_path):
                if '"listening"' in line and line.endswith("\n"):
                    self.port = int(json.loads(line)["text"].rsplit(":", 1)[1].strip("/"))
            if self.port or self.p.poll() is not None:
                break
            time.sleep(0.05)

    def stop(self, how=signal.SIGTERM, wait=60):
        if self.p.poll() is None:
            self.p.send_signal(how)
        try:
            self.p.wait(wait)
        except subprocess.TimeoutExpired:
            self.p.kill()
            self.p.wait()
            return "did not stop"
        self.log.close()
        return self.p.returncode

    def said(self):
        return open(self.log_path, errors="replace").read()


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)

    def __str__(self):
        return f"{self.status} {dict(self.headers)} {self.body[:300]!r}"


def ask(s, target, method="GET", body=None, timeout=60, **headers):
    c = http.client.HTTPConnection("127.0.0.1", s.port, timeout=timeout)
    try:
        c.putrequest(method, target, skip_host="Host" in headers, skip_accept_encoding=True)
        if body is not None and "Transfer-Encoding" not in headers:
            c.putheader("Content-Length", str(len(body)))
        for k, v in headers.items():
            for one in v if isinstance(v, list) else [v]:
                c.putheader(k.replace("_", "-"), one)
        c.endheaders()
        if body is not None:
            try:
                c.send(body)
            except (BrokenPipeError, ConnectionResetError):
                pass  # refused before it was all sent
        r = c.getresponse()
        return Answer(r.status, r.headers, r.read())
    finally:
        c.close()


def raw(s, data, timeout=2):
    """Bytes as they are; what comes back until the server has no more to say,
    or waits for more."""
    c = socket.create_connection(("127.0.0.1", s.port), timeout=timeout)
    got = b""
    try:
        try:
            c.sendall(data)
        except OSError:
            pass  # the server has had enough already
        while True:
            more = c.recv(65536)
            if not more:
                return got
            got += more
    except (ConnectionResetError, BrokenPipeError, socket.timeout):
        return got
    finally:
        c.close()


def post(s, records, **more):
    return ask(s, "/api/v1/reports", "POST", "".join(json.dumps(r, separators=(",", ":")) + "\n" for r in records).encode(), Content_Type="application/x-ndjson", **more)


def made_up(n):
    town = ["Ellery", "Norbank", "Quill", "Sandover"][n % 4]
    return {"id": f"m{n}", "title": f"Bridge {n} of {town} opens", "date": "2022-03-%02d" % (n % 28 + 1),
            "text": f"The bridge number {n} of {town} opened on Friday, the mayor said. About {100 + n} people came to see it."}


def is_problem(a, status):
    try:
        p = a.json()
    except ValueError:
        return False
    return a.status == status == p.get("status") and a.headers["Content-Type"] == "application/problem+json" and all(p.get(k) for k in ("type", "title", "detail", "hint"))


SAFE = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin"}


def is_safe(a):
    csp = a.headers["Content-Security-Policy"] or ""
    return all(a.headers[k] == v for k, v in SAFE.items()) and "default-src 'none'" in csp and "unsafe" not in csp and "frame-ancestors 'none'" in csp
