# news.sh - what each report brought that nobody had told before.
. tests/t.sh
mkdir "$tmp/in"
report() { # NAME OUTLET DAY: text on standard input
    { printf 'Source: %s\nDate: %s\n\n' "$2" "$3"; cat; } >"$tmp/in/$1.txt"
}
report a 'Coast Wire' 2031-05-12 <<'T'
Ferry sinks off Port Lenz

PORT LENZ, Arvia, May 12 (Coast Wire) - The ferry Selene sank off Port Lenz on Monday with 120 people on board, killing at least four of them, the harbour office said.

Mayor Ada Brandt said the pier would stay closed until Friday.

Divers searched the wreck until midnight.
T
report b 'Harbour Post' 2031-05-13 <<'T'
Toll of ferry rises

The ferry Selene sank off Port Lenz on Monday with 120 people on board, killing at least nine of them, the harbour office said on Tuesday.

Mayor Ada Brandt said the pier would stay closed until Friday.

The captain, Milan Orlo, was arrested in the afternoon on a charge of leaving the bridge.

In 2019 the ferry had been repaired in the yard of Holmstad after a fire in her engine.
T
report c 'Northern Echo' 2031-05-14 <<'T'
Ferry: what we know

Correction: an earlier version of this report gave the wrong number of lifeboats.

The trade union of sailors asked for an inquiry into the age of the fleet.
T
"$NUTGRAF" news -f json "$tmp/in" >"$tmp/news.json" 2>"$tmp/err" || sed 's/^/# /' "$tmp/err"
cat >"$tmp/judge.py" <<'P'
import json, sys
ok_n = 0
def ok(x, what):
    global ok_n
    ok_n += 1
    print(f"{'ok' if x else 'not ok'} {ok_n} - {what}")
rows = [n for line in open(sys.argv[1]) for n in json.loads(line)["news"]]
def of(words):
    return [n for n in rows if words in n["cite"]["exact"]]
def is_(words, k, cls, what):
    n = of(words)
    ok(len(n) > k and n[k]["class"] == cls, what + ("" if len(n) > k and n[k]["class"] == cls else f" (got {[x['class'] for x in n]})"))
    return n[k] if len(n) > k else {"before": None, "brings": None}
is_("Ferry sinks", 0, None, "a headline is no line of the ledger") if of("Ferry sinks") else ok(True, "a headline is no line of the ledger")
is_("The ferry Selene sank", 0, "new_fact", "what is told first is new")
n = is_("The ferry Selene sank", 1, "changed_figure", "another toll is a changed figure")
ok(n["before"] and "four" in n["before"]["exact"], "and stands beside the toll before")
n = is_("Mayor Ada Brandt", 1, "background", "what was told before is background")
ok(n["before"] and n["before"]["report"] != n["cite"]["report"], "and cites who told it")
n = is_("The captain", 0, "new_fact", "an arrest is new")
ok(n["brings"] and "Orlo" in n["brings"]["exact"], "and brings a name")
is_("In 2019", 0, "background", "what looks back years is background")
is_("Correction:", 0, "correction", "a correction says so")
is_("The trade union", 0, "new_fact", "what another report adds is new")
for n in rows:
    for c in (n["cite"], n["brings"], n["before"]):
        if c and not c["exact"]:
            ok(False, "an empty receipt")
print(f"1..{ok_n}")
P
python3 "$tmp/judge.py" "$tmp/news.json"
