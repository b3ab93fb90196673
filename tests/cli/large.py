"""The tests of large.sh: argument 1 is a folder with giant.jsonl."""
from serving import *

LONG = {"events": ("mentions", "reports", "status_history"), "stories": ("reports", "origins", "reasons"), "briefs": ("sources",)}


def walk(s, target, limit):
    rows, cursor = [], None
    while True:
        a = ask(s, target + f"&limit={limit}" + (f"&cursor={cursor}" if cursor else ""))
        rows += [line.rstrip(",") for line in a.body.decode().split("\n")[1:-2]]
        cursor = a.json()["next"]
        if not cursor:
            return rows


def cut_of(told, whole):
    """What was told, made from the whole record; None where it does not fit."""
    if isinstance(whole, dict) and isinstance(told, dict):
        cut = told.get("cut", {})
        out = {}
        for k, v in whole.items():
            got = told.get(k)
            if k in cut and cut[k] == len(v) > len(got):
                v = [x for x in v if x in got] if k == "sources" else v[: len(got)]
            out[k] = cut_of(got, v)
        return out | ({"cut": cut} if cut else {}) | ({"number": told["number"]} if "number" in told else {})
    if isinstance(whole, list) and isinstance(told, list):
        return [cut_of(t, w) for t, w in zip(told, whole)] if len(told) == len(whole) else None
    return whole


def without_numbers(record):
    for source in record.get("sources", []):
        source.pop("number", None)
    return record


def main():
    added = run("add", "-q", TMP + "/giant.jsonl")
    ok(added.returncode == 0, "a giant story is added", added.stderr)
    s = Server("-q")
    stories = [json.loads(x) for x in run("export", "stories").stdout.decode().split("\n")[:-1]]
    big = max(stories, key=lambda x: len(x["reports"]))
    ok(len(big["reports"]) > 1000, "it is one story", len(big["reports"]))
    seen = set()
    for kind in KINDS:
        if kind == "entities":
            continue
        want = run("export", kind, big["id"]).stdout.decode().split("\n")[:-1]
        a = ask(s, f"/api/v1/{kind}?story={big['id']}&format=jsonl")
        ok(a.body.decode().split("\n")[:-1] == want, f"{kind} as JSON lines are the export's bytes", len(a.body))
        rows = walk(s, f"/api/v1/{kind}?story={big['id']}", 90)
        good = len(rows) == len(want)
        for got, whole in zip(rows, want):
            if got == whole:
                continue
            got, whole = without_numbers(json.loads(got)), json.loads(whole)
            seen |= set(got.get("cut", {}))
            good = good and (got == cut_of(got, whole) or kind == "events" and got | {"contexts": whole["contexts"]} == cut_of(got, whole))
        ok(good, f"pages of {kind} are the export's records, long lists cut", len(rows), len(want))
        for target in (f"/api/v1/{kind}?limit=1000", f"/api/v1/{kind}?story={big['id']}&limit=1000"):
            ok(len(ask(s, target).body) < 3 << 20, "a page of " + target[8:] + " stays small")
        if kind in LETTERS and want:
            last = json.loads(rows[-1])["id"]
            a = ask(s, f"/api/v1/{kind}/{last}")
            ok(a.status == 200 and a.body.decode().strip() == rows[-1], f"the last of the {kind} by its id", a)
            if kind != "stories":
                a = ask(s, f"/api/v1/explain/{last}")
                want = run("explain", last).stdout.decode()
                ok(a.status == 200 and a.json()["text"] == want, f"why the last of the {kind} is said", a, want[:300])
    ok({"reports", "mentions", "sources"} <= seen, "what is cut is declared", seen)
    brief = ask(s, "/api/v1/brief/" + big["id"]).json()
    told = {x["report"] for x in brief["sources"]}
    cites = {c["report"] for part in ("lead", "happened", "planned", "said", "timeline") for line in brief[part] for c in line["cites"]}
    ok(brief["cut"]["sources"] == len(big["reports"]) and cites and cites <= told, "the brief lists the reports that it cites", len(told))
    numbers = [x["number"] for x in brief["sources"]]
    ok(numbers == sorted(numbers) and all(big["reports"][x["number"] - 1] == x["report"] for x in brief["sources"]), "each by its place in the story")
    ok(ask(s, "/api/v1/timeline/" + big["id"]).status == 200, "its timeline")
    for form in ("text", "markdown"):
        a = ask(s, f"/api/v1/brief/{big['id']}?format={form}")
        ok(a.body == run("brief", big["id"], *(["-f", "markdown"] if form == "markdown" else [])).stdout, f"its brief as {form} is that of nutgraf brief", a)
    a = ask(s, f"/api/v1/news/{big['id']}?format=markdown")
    ok(a.body == run("news", big["id"], "-f", "markdown").stdout, "its news are those of nutgraf news", a)
    ok(s.stop() == 0, "the server stops in order", s.said()[-600:])


go(main)
