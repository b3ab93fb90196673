#!/bin/sh
# How fast reports are added and settled, with how much memory, and how soon
# each reading command begins to write. Prints JSON lines.
#
#   bench/add/run.sh FILE.jsonl      reports, one a line
#   bench/add/run.sh 20000           so many generated ones (default 2000)
#   NUTGRAF=build/release/nutgraf    the program (default)
set -eu
in=${1:-2000}
nutgraf=${NUTGRAF:-build/release/nutgraf}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
case $in in
*[!0-9]*) ;;
*)
    generator=${NUTGRAF_SHARED:-../shared}/tools/gen_reports.py
    [ -f "$generator" ] || { echo "skipped: there is no $generator" >&2; exit 77; }
    python3 "$generator" "$in" 7 "$tmp/generated.jsonl"
    in=$tmp/generated.jsonl
    ;;
esac
python3 - "$nutgraf" "$in" "$tmp/store.db" <<'END'
import json, os, resource, subprocess, sys, time
nutgraf, path, store = sys.argv[1:]
n = sum(1 for _ in open(path, "rb"))
began = time.monotonic()
subprocess.run([nutgraf, "add", "-q", "--store", store, path], check=True)
wall = time.monotonic() - began
used = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = used.ru_utime + used.ru_stime
print(json.dumps({"bench": "add", "reports": n, "seconds": round(wall, 2),
    "reports_per_s": round(n / wall), "cpu_s": round(cpu, 2),
    "reports_per_cpu_s": round(n / cpu), "rss_mb": used.ru_maxrss // 1024,
    "store_mb": os.path.getsize(store) // 2**20, "cores": os.cpu_count(),
    "load": round(os.getloadavg()[0], 1)}))
def told(*words):
    """Fields of the first line that a command prints, or none."""
    p = subprocess.Popen([nutgraf, *words, "--store", store],
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    line = p.stdout.readline()
    p.kill()
    p.wait()
    return json.loads(line) if line else {}


edge = told("export", "lineage")
report = told("export", "reports").get("id", "")
event = told("export", "events").get("id", "")
entity = told("export", "entities").get("id", "")
kinds = ("reports", "names", "entities", "times", "quantities", "sayings",
         "events", "lineage", "changes", "disagreements", "stories", "briefs")
commands = ["brief", "timeline", "story", "stories", "events", "sayings",
            "disagree", "lineage", "brief --until 1900-01-01",
            "search people", "show " + report, "explain " + event,
            "brief " + entity]
if edge:
    commands.append("diff " + edge["parent"] + " " + edge["child"])
commands += ["export " + kind for kind in kinds]
commands += ["export entities --format csv"]
for words in commands:
    best = None
    for _ in range(3):
        began = time.monotonic()
        p = subprocess.Popen([nutgraf, *words.split(), "--store", store],
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        p.stdout.read(1)
        took = time.monotonic() - began
        p.kill()
        p.wait()
        best = took if best is None else min(best, took)
    print(json.dumps({"bench": "first byte", "command": words,
                      "ms": round(best * 1000, 1)}))
END
