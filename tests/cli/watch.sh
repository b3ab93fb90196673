# watch.sh - watches: what is told, once, over kills and restarts; web hooks and
# the server in watch.py.
. tests/t.sh
N=$(realpath "$NUTGRAF")
[ -x build/asan/nutgraf ] && [ -z "$(find src -name '*.[ch]' -newer build/asan/nutgraf)" ] && N=$PWD/build/asan/nutgraf
told() { "$N" watch alerts "$1" -n 500 2>/dev/null | wc -l; }

exits 5 "no store" "$N" watch list
check "a store" "$N" add -q examples/ferry/0[1-3]*
exits 1 "no watch yet" "$N" watch list
exits 0 "add" "$N" watch add Boats 'ferry'
says '3 reports fit already' "what is there is not told"
w=$(head -1 "$tmp/out")
exits 0 "one for grown stories" "$N" watch add Grown 'ferry' --indep 3
exits 0 "one that fits later" "$N" watch add Strikes 'strike status:planned'
exits 2 "the same name" "$N" watch add Boats 'pier'
says 'already' "it says so"
exits 2 "a broken query" "$N" watch add Bad 'colour:red'
says 'is no key' "it says why"
exits 2 "no number" "$N" watch add Bad ferry --indep none
exits 2 "no address" "$N" watch add Bad ferry --webhook file:///etc/passwd
exits 2 "an empty name" "$N" watch add '' ferry
exits 2 "no verb" "$N" watch
exits 0 "list" "$N" watch list
[ "$(cut -f2 "$tmp/out" | tr '\n' ' ')" = "Boats Grown Strikes " ]
ok $? "by name"
exits 0 "test" "$N" watch test 'actor:hallvards'
exits 1 "test of what is not there" "$N" watch test 'zeppelin'
[ "$(told Boats)" = 0 ]
ok $? "nothing is told yet"
grown=$("$N" search -n 100 'ferry indep:>=3' 2>/dev/null | wc -l)

check "more reports" "$N" add -q examples/ferry
all=$("$N" search -n 100 ferry | wc -l)
[ "$(told Boats)" = $((all - 3)) ]
ok $? "each new report that fits is told ($(told Boats) of $all)"
[ "$(told Grown)" = $(($("$N" search -n 100 'ferry indep:>=3' | wc -l) - grown)) ]
ok $? "those of a story that has grown are told"
"$N" watch alerts Grown -n 100 | grep -q '"kind":"story"'
ok $? "and known ones as such"
[ "$(told Strikes)" -ge 1 ]
ok $? "a rule with status"
NUTGRAF_STORE=$tmp/quake.db check "a story with revisions" sh -c "
    '$N' add -q \$(ls -d examples/quake/* | head -1) && '$N' watch add Quake 'quake' 2>'$tmp/x' && '$N' add -q examples/quake"
NUTGRAF_STORE=$tmp/quake.db "$N" watch alerts Quake -n 100 >"$tmp/out"
grep -q '"changes":\[{"class":"[a-z_]*","slot":.*"before":' "$tmp/out"
ok $? "the change is inside"
before="$(told Boats) $(told Grown) $(told Strikes)"
check "the same again" "$N" add -q examples/ferry
check "settled anew" "$N" settle
last=$("$N" search 'ferry' | tail -1 | cut -f1)
check "a report ignored" "$N" fix ignore "$last"
check "and back" "$N" fix undo "$("$N" fix list | cut -f1)"
[ "$before" = "$(told Boats) $(told Grown) $(told Strikes)" ]
ok $? "nothing is told twice"
exits 0 "the bodies" "$N" watch alerts Boats -n 100
python3 - "$tmp/out" <<'PY'
import json, sys
seen = set()
for l in open(sys.argv[1]):
    a = json.loads(l)
    assert a["v"] == 1 and a["id"][0] == "a" and a["at"].endswith("Z") and a["watch"]["name"] == "Boats", a
    assert a["cite"]["exact"] and a["cite"]["report"] == a["report"]["id"], a
    assert a["id"] not in seen
    seen.add(a["id"])
PY
ok $? "every alert is a record with its cite"

# Killed anywhere, each report is told once and none is lost.
for wait in 0.1 0.2 0.4 0.8; do
    s=$tmp/kill$wait.db
    NUTGRAF_STORE=$s "$N" add -q examples/quake/01* >/dev/null 2>&1
    NUTGRAF_STORE=$s "$N" watch add All 'date:2000..2100' >/dev/null 2>&1
    had=$(NUTGRAF_STORE=$s "$N" search -n 100 'date:2000..2100' | wc -l)
    NUTGRAF_STORE=$s "$N" add -q examples/quake examples/ferry >/dev/null 2>&1 &
    p=$!
    sleep $wait
    kill -9 $p 2>/dev/null
    wait $p 2>/dev/null
    NUTGRAF_STORE=$s "$N" add -q examples/quake examples/ferry >/dev/null 2>&1
    now=$(NUTGRAF_STORE=$s "$N" search -n 100 'date:2000..2100' | wc -l)
    NUTGRAF_STORE=$s "$N" watch alerts All -n 500 2>/dev/null | python3 -c "
import json,sys
print(len({json.loads(l)['report']['id'] for l in sys.stdin}))" >"$tmp/n"
    lines=$(NUTGRAF_STORE=$s "$N" watch alerts All -n 500 2>/dev/null | wc -l)
    [ "$lines" = $((now - had)) ] && [ "$(cat "$tmp/n")" = "$lines" ]
    ok $? "killed after $wait s: $lines alerts of $((now - had)) reports"
done

exits 0 "remove by the beginning of its id" "$N" watch remove "$(printf %.7s "$w")"
exits 1 "it is gone" "$N" watch alerts Boats
exits 1 "remove what is not there" "$N" watch remove Boats
exits 1 "nothing to deliver" "$N" watch jobs
exits 0 "deliver nothing" "$N" watch deliver

exits 0 "a hook" "$N" watch add Hooked 'river' --webhook http://127.0.0.1:1/
check "it fires" "$N" add -q examples/river
exits 0 "deliver without a server" "$N" watch deliver
says 'not taken' "it says how it went"
exits 0 "jobs" "$N" watch jobs
grep -q '	waiting	1	a[a-z2-7]*	Hooked	the address is in a private network' "$tmp/out"
ok $? "state, tries, alert, name and error of each"

# the tests over HTTP count on
NUTGRAF_STORE=$tmp/http.db NUTGRAF_RUN=$N python3 tests/cli/watch.py "$tmp" >"$tmp/tap" 2>"$tmp/trace" || { cat "$tmp/trace"; cat "$tmp/log"; } | sed 's/^/# /'
grep '^#\|^not' "$tmp/tap" | sed 's/^not ok/# not ok/'
while read -r word rest; do
    case $word in
    ok) ok 0 "${rest#* - }" ;;
    not) ok 1 "${rest#*- }" ;;
    esac
done <"$tmp/tap"
grep -q 'over HTTP, 0 bad' "$tmp/tap"
ok $? "all of watch.py ran"
done_testing
