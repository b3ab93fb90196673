# fix.sh - corrections: each kind changes what is told, undoing it brings back
# every byte, what comes later is corrected too, and what cannot be is said.
. tests/t.sh
N=$NUTGRAF
[ -x build/asan/nutgraf ] && [ -z "$(find src -name '*.[ch]' -newer build/asan/nutgraf)" ] && N=$PWD/build/asan/nutgraf
KINDS="reports names entities times quantities sayings events lineage changes disagreements stories briefs"
bytes() { # of every export
    for k in $KINDS; do "$N" export "$k" 2>/dev/null; done >"$tmp/$1"
}
first() { cut -f1 "$tmp/out" | head -1; }
field() { # KIND PYTHON: an expression over the records r
    "$N" export "$1" >"$tmp/records"
    python3 -c "import json,sys
r=[json.loads(l) for l in open('$tmp/records')]
print($2)"
}
check "a store" "$N" add -q examples/ferry examples/quake examples/recount
bytes before

undoes() { # NAME FIX...: it changes something, undone it is gone, and again holds
    name=$1
    shift
    exits 0 "$name" "$N" fix "$@" --why "as seen on the wire" --by "D. Reader"
    id=$(first)
    bytes after
    ! cmp -s "$tmp/before" "$tmp/after"
    ok $? "$name: something is told otherwise"
    exits 0 "$name: list" "$N" fix list
    grep -q "^$id	holds	20[0-9-]*T[0-9:]*Z	D. Reader	$1 .*	as seen on the wire$" "$tmp/out"
    ok $? "$name: who, when, what and why"
    exits 0 "$name: settled anew" "$N" settle
    bytes again
    same "$name: settling anew changes nothing" "$tmp/after" "$tmp/again"
    exits 0 "$name: check" "$N" check
    exits 0 "$name: undo" "$N" fix undo "$id"
    bytes undone
    same "$name: undone, every byte is back" "$tmp/before" "$tmp/undone"
    exits 1 "$name: undone twice" "$N" fix undo "$id"
    says 'undone already' "$name: and it says so"
    exits 0 "$name: it is still listed" "$N" fix list --all
    grep -q "^$id	undone	" "$tmp/out"
    ok $? "$name: as undone"
}
ferry=$(field stories "[s['id'] for s in r if any('Galway' in p for p in s['places'])][0]")
other=$(field stories "[s['id'] for s in r if s['id'] != '$ferry'][0]")
report=$(field stories "[s['reports'][-1] for s in r if s['id'] == '$ferry'][0]")
event=$(field events "[e['id'] for e in r if e['independent'] > 1][0]")
hallvards=$(field entities "[e['id'] for e in r if e['name'] == 'Sigrun Hallvards'][0]")
morrow=$(field entities "[e['id'] for e in r if e['name'] == 'Declan Morrow'][0]")
naming=$(field names "[n['report'] for n in r if n['entity'] == '$morrow'][0]" 2>/dev/null)
[ -n "$naming" ] || naming=$(field names "[n['cite']['report'] for n in r if n['entity'] == '$morrow'][0]")

undoes "merge stories" merge "$ferry" "$other"
undoes "split a story" split "$ferry" "$report"
undoes "merge entities" merge "$hallvards" "$morrow"
undoes "split an entity" split "$morrow" "$naming"
undoes "alias" alias "$hallvards" "Declan Morrow"
undoes "date" date "$report" 2031-06-01
undoes "ignore a report" ignore "$report"
undoes "ignore an event" ignore "$event"

exits 0 "merge again" "$N" fix merge "$ferry" "$other"
m=$(first)
[ "$(field stories "sum(1 for s in r if set(s['reports']) >= {'$report'})")" = 1 ]
ok $? "one story has all"
exits 0 "date a report of it" "$N" fix date "$report" 2031-06-01
d=$(first)
[ "$(field reports "[x['published'] + x['published_basis'] for x in r if x['id'] == '$report'][0]")" = 2031-06-01correction ]
ok $? "it is of that day, by correction"
exits 0 "ignore another" "$N" fix ignore "$naming"
i=$(first)
exits 0 "entities merged" "$N" fix merge "$hallvards" "$morrow"
e=$(first)
exits 0 "an event ignored" "$N" fix ignore "$event"
v=$(first)
[ "$(field events "sum(1 for e in r if e['id'] == '$event')")" = 0 ]
ok $? "the event is told no more"
bytes all
exits 0 "the same reports again" "$N" add -q examples/ferry examples/quake examples/recount
bytes again
same "re-adding keeps corrections" "$tmp/all" "$tmp/again"
exits 0 "others" "$N" add -q examples/river
exits 0 "settled anew" "$N" settle
bytes grown
grep -q "\"$naming\"" "$tmp/grown"
ok $((1 - $?)) "what is ignored stays so when others come"
NUTGRAF_STORE=$tmp/second.db check "all at once, with the same corrections" sh -c "
    '$N' add -q examples/river examples/recount examples/quake examples/ferry &&
    '$N' fix merge $ferry $other && '$N' fix date $report 2031-06-01 && '$N' fix ignore $naming &&
    '$N' fix merge $hallvards $morrow && '$N' fix ignore $event"
for k in $KINDS; do NUTGRAF_STORE=$tmp/second.db "$N" export "$k" 2>/dev/null; done >"$tmp/second"
same "the same reports and corrections give the same bytes" "$tmp/grown" "$tmp/second"
for x in "$m" "$v" "$e" "$i" "$d"; do exits 0 "undo $x in another order" "$N" fix undo "$x"; done
bytes plain
NUTGRAF_STORE=$tmp/third.db check "without corrections" "$N" add -q examples/river examples/recount examples/quake examples/ferry
for k in $KINDS; do NUTGRAF_STORE=$tmp/third.db "$N" export "$k" 2>/dev/null; done >"$tmp/third"
same "nothing is left of them" "$tmp/plain" "$tmp/third"

exits 1 "an id that is none" "$N" fix ignore rzzzzzzzzzzzz
exits 2 "a beginning of several" "$N" fix ignore r
says 'several ids' "it asks for more of it"
exits 2 "merge with itself" "$N" fix merge "$ferry" "$ferry"
says 'one story already' "it says so"
exits 2 "merge an entity with itself" "$N" fix merge "$morrow" "$morrow"
exits 2 "merge unlike things" "$N" fix merge "$ferry" "$morrow"
exits 2 "a split that leaves nothing" "$N" fix split "$ferry" $(field stories "' '.join([s for s in r if s['id'] == '$ferry'][0]['reports'])")
says 'nothing would be left' "it says so"
exits 2 "a report of another story" "$N" fix split "$other" "$report"
exits 2 "no day" "$N" fix date "$report" 2031-02-30
says 'is not a day' "it says how"
exits 2 "ignore a story" "$N" fix ignore "$ferry"
exits 2 "no such verb" "$N" fix mend "$ferry"
exits 2 "no verb" "$N" fix
exits 1 "undo what is not there" "$N" fix undo fzzz
exits 0 "ignore" "$N" fix ignore "$report"
i=$(first)
exits 1 "ignore what is ignored" "$N" fix date "$report" 2031-06-01
says 'is ignored' "it names the reason"
exits 0 "and back" "$N" fix undo "$(printf %.6s "$i")"

exits 0 "a correction of a report" "$N" fix date "$report" 2031-06-02
exits 0 "that is ignored then" "$N" fix ignore "$report"
exits 0 "list" "$N" fix list
grep -q '	rests	' "$tmp/out"
ok $? "a correction whose thing is gone rests"
exits 0 "adding tells of it" "$N" add examples/ferry
says 'rests: what it is about is not there' "by name"
exits 0 "as JSON" "$N" fix list --all -f json
python3 -c "
import json
for l in open('$tmp/out'):
    f = json.loads(l)
    assert f['id'][0] == 'f' and f['fix'] and f['state'] in ('holds', 'rests', 'undone') and f['made'], f
"
ok $? "every line is a record"

"$N" serve -q -p 0 >"$tmp/log" 2>&1 &
server=$!
for n in $(seq 100); do
    url=$(sed -n 's/.*\(http:[^"]*[0-9]\)\/*".*/\1/p' "$tmp/log" | head -1)
    [ -n "$url" ] && break
    sleep 0.1
done
bytes quiet
URL=$url FERRY=$ferry OTHER=$other python3 - <<'PY' >"$tmp/http"
import json, os, urllib.request, urllib.error
def ask(method, path, body=None, **headers):
    if body is not None and not isinstance(body, bytes):
        body = json.dumps(body).encode()
    headers.setdefault("Content-Type", "application/json")
    r = urllib.request.Request(os.environ["URL"] + path, data=body, method=method, headers=headers)
    try:
        with urllib.request.urlopen(r) as a:
            return a.status, json.load(a)
    except urllib.error.HTTPError as e:
        return e.code, json.load(e)
two = [os.environ["FERRY"], os.environ["OTHER"]]
n = len(ask("GET", "/api/v1/stories")[1]["items"])
s, f = ask("POST", "/api/v1/fixes", {"fix": "merge", "of": two, "why": "one line", "by": "the desk"})
assert s == 201 and f["state"] == "holds" and f["by"] == "the desk" and f["of"] == " ".join(two), (s, f)
assert len(ask("GET", "/api/v1/stories")[1]["items"]) == n - 1
s, page = ask("GET", "/api/v1/fixes")
assert s == 200 and page["items"][-1] == f and page["truncated"] is False, page
s, one = ask("GET", "/api/v1/fixes?limit=1")
assert one["truncated"] and one["next"] == "1"
for site in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Host": "evil.example"}):
    for m, p, b in (("POST", "/api/v1/fixes", {"fix": "merge", "of": two}), ("DELETE", "/api/v1/fixes/" + f["id"], None)):
        s, p = ask(m, p, b, **site)
        assert s in (403, 421) and p["hint"], (site, m, s)
s, g = ask("DELETE", "/api/v1/fixes/" + f["id"][:8])
assert s == 200 and g["state"] == "undone" and g["undone"], g
assert ask("DELETE", "/api/v1/fixes/" + f["id"])[0] == 404
assert len(ask("GET", "/api/v1/stories")[1]["items"]) == n
for b in (b"x", b"[]", {"fix": "mend"}, {"fix": "merge", "of": 3}, {"fix": "merge", "of": [1, 2]}, {"fix": "merge", "of": two[:1]},
          {"fix": "merge", "of": [two[0], two[0]]}, {"fix": "alias", "of": two}, {"fix": 3}, {"fix": "merge", "of": two, "why": "x" * 2000}):
    s, p = ask("POST", "/api/v1/fixes", b)
    assert s == 400 and p["detail"], (b, s, p)
assert ask("POST", "/api/v1/fixes", {"fix": "ignore", "of": "rzzzzzzzzzzzz"})[0] == 404
assert ask("POST", "/api/v1/fixes", b"{}", **{"Content-Type": "text/plain"})[0] == 400
assert ask("DELETE", "/api/v1/fixes")[0] == 405
print("fine")
PY
grep -q fine "$tmp/http"
ok $? "corrections over HTTP: made, listed, undone, refused to other sites"
kill $server
wait $server
ok $? "the server ends in order"
bytes now
same "and the store is as it was" "$tmp/quiet" "$tmp/now"

# A disk that is full, a kill, and Ctrl-C leave the store as it was.
bytes whole
(ulimit -f 1; trap '' XFSZ; "$N" fix merge "$ferry" "$other") >"$tmp/out" 2>"$tmp/err"
ok $((! $?)) "a full disk ends it"
grep -qi 'disk is full\|could not be written\|too large\|I/O' "$tmp/err"
ok $? "with a sentence"
bytes now
same "and changes nothing" "$tmp/whole" "$tmp/now"
for wait in 0.05 0.15 0.3; do
    "$N" fix merge "$ferry" "$other" >/dev/null 2>&1 &
    p=$!
    sleep $wait
    kill -9 $p 2>/dev/null
    wait $p 2>/dev/null
    exits 0 "check after a kill" "$N" check
    for x in $("$N" fix list 2>/dev/null | awk -F'\t' '$5 ~ /^merge s/ {print $1}'); do "$N" fix undo "$x" >/dev/null 2>&1; done
    bytes now
    same "all of it or nothing after $wait s" "$tmp/whole" "$tmp/now"
done
"$N" fix merge "$ferry" "$other" >"$tmp/out" 2>"$tmp/err" &
p=$!
sleep 0.1
kill -INT $p 2>/dev/null
wait $p
rc=$?
[ $rc = 130 ] || [ $rc = 0 ]
ok $? "Ctrl-C ends it ($rc)"
[ $rc = 0 ] || { bytes now; same "and changes nothing" "$tmp/whole" "$tmp/now"; }
done_testing
