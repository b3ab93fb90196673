#!/bin/sh
# How fast reports are added and settled, with how much memory, and how soon
# each reading command begins to write. Prints JSON lines.
#
#   bench/add/run.sh FILE.jsonl      reports, one a line
#   NUTGRAF=build/release/nutgraf    the program (default)
set -eu
in=${1:?usage: bench/add/run.sh FILE.jsonl}
nutgraf=${NUTGRAF:-build/release/nutgraf}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
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
for words in ("brief", "timeline", "stories", "events", "sayings", "disagree",
              "lineage", "search people", "export reports", "export events",
              "export entities"):
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
