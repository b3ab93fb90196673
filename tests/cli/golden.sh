# golden.sh - what nutgraf tells of its own examples, byte for byte.
#
#     tests/golden/NAME/in         a command, without the word nutgraf
#     tests/golden/NAME/out.json   its records, laid out so that a diff reads
#
# `make bless` (sh tests/cli/golden.sh bless) writes out.json anew. The time of
# day, the machine and the order of threads have no part in it.
. tests/t.sh
bless=${1:-}
cat >"$tmp/lay.py" <<'P'
import json, sys
WIDTH = 118
def short(x):
    return json.dumps(x, ensure_ascii=False, sort_keys=True)
def is_cite(x):
    return isinstance(x, dict) and "raw_start" in x and "exact" in x
def lean(x):
    """A cite as one text: where it is, and what it says."""
    if is_cite(x):
        return f"{x['report']} {x['start']}-{x['end']} raw {x['raw_start']}-{x['raw_end']}: {x['exact']}"
    if isinstance(x, dict):
        return {k: lean(v) for k, v in x.items()}
    if isinstance(x, list):
        return [lean(v) for v in x]
    if isinstance(x, float):
        return round(x, 4)
    return x
def lay(x, indent, out):
    """Whole on one line where it fits, else one part a line."""
    s = short(x)
    if len(s) + indent <= WIDTH or not isinstance(x, (dict, list)) or not x:
        out.append(s)
        return
    ends = "{}" if isinstance(x, dict) else "[]"
    out.append(ends[0])
    items = [(json.dumps(k, ensure_ascii=False) + ": ", x[k]) for k in sorted(x)] if isinstance(x, dict) else [("", v) for v in x]
    for i, (key, v) in enumerate(items):
        out.append("\n" + " " * (indent + 1) + key)
        lay(v, indent + 1 + len(key), out) if not isinstance(v, (dict, list)) else lay(v, indent + 1, out)
        out.append("," if i + 1 < len(items) else "")
    out.append("\n" + " " * indent + ends[1])
for line in sys.stdin:
    out = []
    lay(lean(json.loads(line)), 0, out)
    print("".join(out))
P
n=0
for in in tests/golden/*/in; do
    name=$(basename "$(dirname "$in")")
    # shellcheck disable=SC2046
    "$NUTGRAF" $(cat "$in") >"$tmp/got.jsonl" 2>"$tmp/err" </dev/null
    rc=$?
    [ $rc = 0 ] || sed 's/^/# /' "$tmp/err"
    python3 "$tmp/lay.py" <"$tmp/got.jsonl" >"$tmp/got.json"
    if [ "$bless" = bless ]; then
        cmp -s "$tmp/got.json" "$(dirname "$in")/out.json" || {
            cp "$tmp/got.json" "$(dirname "$in")/out.json"
            n=$((n + 1))
        }
    elif [ $rc != 0 ]; then
        ok $rc "$name"
    elif [ -f "$(dirname "$in")/out.json" ]; then
        same "$name" "$(dirname "$in")/out.json" "$tmp/got.json"
    else
        skip "$name" "not blessed yet: make bless"
    fi
done
if [ "$bless" = bless ]; then
    echo "$n golden files written; read their diff before you commit them"
    exit 0
fi
done_testing
