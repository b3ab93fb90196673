# search.sh - the grammar of a query, what it finds, what the hits have in
# common, over the command line and over HTTP.
. tests/t.sh
N=$NUTGRAF
[ -x build/asan/nutgraf ] && [ -z "$(find src -name '*.[ch]' -newer build/asan/nutgraf)" ] && N=$PWD/build/asan/nutgraf
exits 0 "a store of examples" "$N" add -q examples/ferry examples/quake examples/recount

ids() { cut -f1 "$tmp/out" | sort | tr '\n' ' '; }
finds() { # at least this many hits
    exits 0 "search $2" "$N" search -n 100 "$2"
    [ "$(wc -l <"$tmp/out")" -ge "$1" ]
    ok $? "$2: at least $1"
}
finds 5 'ferry'
ferry=$(ids)
finds 1 'ferry -protested'
[ "$(wc -l <"$tmp/out")" -lt "$(echo "$ferry" | wc -w)" ]
ok $? "a minus takes some away"
finds 2 'actor:hallvards'
finds 1 'actor:"sigrun hallvards" type:support'
finds 1 'type:CONSULT status:planned ferry'
finds 2 'place:galway date:2031-05'
finds 2 'place:reykjavik'
finds 1 'said:morrow'
cut -f5 "$tmp/out" | grep -q .
ok $? "a hit has its sentence"
finds 1 'source:northwire'
finds 1 'indep:>1'
exits 0 "by day" "$N" search -n 100 'date:2031-05-13..2031-05-14 ferry'
cut -f2 "$tmp/out" | grep -qv '^2031-05-1[34]$'
ok $((1 - $?)) "only those days"
exits 1 "nothing of another year" "$N" search 'ferry date:2012'
exits 1 "a name that is no actor" "$N" search 'actor:ferryman'

exits 2 "an unknown key" "$N" search 'colour:red'
says 'is no key of a search' "it says which keys there are"
exits 2 "a day that is none" "$N" search 'date:2031-02-30'
says 'is no day' "it says how days are written"
exits 2 "only what should not be" "$N" search -- -ferry
says 'what to look for' "it says what is missing"
exits 2 "too long" "$N" search "$(printf 'a%.0s' $(seq 300))"
says '256 bytes' "it says the limit"
exits 2 "too many terms" "$N" search "$(seq -s' ' 1 40)"
says '32 terms' "it says that limit"
for q in '"' "' OR 1=1 --" 'NEAR(a b)' 'a* ^b' '{title}' 'title:x OR' 'a AND NOT' '%s%n'; do
    "$N" search "$q" >"$tmp/out" 2>"$tmp/err"
    rc=$?
    [ $rc -le 2 ] && ! grep -qi 'syntax\|fts5' "$tmp/err"
    ok $? "no syntax reaches the engine: $q"
done

exits 0 "facets" "$N" search --facets ferry
for k in source place actor date; do
    grep -q "^$k	" "$tmp/out"
    ok $? "facet $k"
done
grep -q '^place	Galway	n[a-z2-7]*	[0-9]*$' "$tmp/out"
ok $? "a facet has value, id and number"

"$N" serve -q -p 0 >"$tmp/log" 2>&1 &
server=$!
for i in $(seq 100); do
    url=$(sed -n 's/.*\(http:[^"]*[0-9]\)\/*".*/\1/p' "$tmp/log" | head -1)
    [ -n "$url" ] && break
    sleep 0.1
done
URL=$url python3 - <<'PY' >"$tmp/http"
import json, os, urllib.request, urllib.parse, urllib.error
def ask(q, **more):
    u = os.environ["URL"] + "/api/v1/search?" + urllib.parse.urlencode({"q": q, **more})
    try:
        with urllib.request.urlopen(u) as r:
            return r.status, json.load(r)
    except urllib.error.HTTPError as e:
        return e.code, json.load(e)
s, page = ask("ferry actor:hallvards", limit=2)
assert s == 200 and page["items"], page
for h in page["items"]:
    text = h["report"]["text"] if "text" in h["report"] else None
    assert h["context"] and any(c["cite"]["start"] == h["cite"]["start"] for c in h["context"]), h
    for c in h["context"]:
        for f in c["found"]:
            assert c["cite"]["start"] <= f["start"] < f["end"] <= c["cite"]["end"], c
            if text:
                assert text.encode()[f["start"]:f["end"]].decode() == f["exact"]
assert any(f["exact"].lower() == "ferry" for h in page["items"] for c in h["context"] for f in c["found"])
f = page["facets"]
assert f["of"] >= len(page["items"]) and set(f) == {"of", "sources", "places", "actors", "days"}, f
assert all(x["reports"] >= 1 and x["value"] for k in f if k != "of" for x in f[k])
assert f["places"][0]["id"].startswith("n")
s, p = ask("colour:red")
assert s == 400 and "is no key" in p["detail"] and p["hint"], p
s, p = ask("ferry date:1990")
assert s == 200 and p["items"] == [] and p["facets"]["of"] == 0, p
print("fine")
PY
grep -q fine "$tmp/http"
ok $? "search over HTTP: passages inside their sentences, facets, problems"
kill $server
wait $server
ok $? "the server ends in order"
done_testing
