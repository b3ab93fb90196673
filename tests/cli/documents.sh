# documents.sh - the record in the formats of other programs, each read back by
# a parser that is not ours (Python's standard library), from examples and from
# reports whose every field is hostile.
. tests/t.sh
mkdir "$tmp/bad"
python3 - "$tmp/bad" <<'P'
import json, os, sys
to = sys.argv[1]
EVIL = ["</script><script>alert(1)</script>", "\u202eevil\u202c \u2066x\u2069", "a\tb\x00c\x1b[31md\x07\u0085", "]]>&lt;&amp;\"'<!--", "\r\nBEGIN:VEVENT\r\nX:1;2,3\\", "=cmd|' /C calc'!A0", "\ufeff\ufffe\U0001f600\u05d0\u05d1 \u0645\u0631", "L" * 9000, "word " * 900]
def lines():
    for i, evil in enumerate(EVIL):
        who = evil if i % 2 else "Marta Quill " + evil
        yield {"id": f"{evil[:40]}-{i}", "title": f"{evil} Norway and Chile sign treaty in Oslo {evil}", "source": f"Outlet {evil}", "author": evil, "url": ["javascript:alert(1)", "https://news.example/" + str(i), "https://news.example/\"><script>", "http://x.example/ y"][i % 4], "date": f"2031-05-{10 + i}T08:0{i}:00{['', 'Z', '+05:30'][i % 3]}",
               "text": f"Norway and Chile signed a fishing treaty in Oslo on Tuesday. {evil} President Marta Quill will visit Santiago on 20 May 2031, a spokesman said. \"We are glad {evil[:60]} of it,\" Quill said. The ministry denied that Norway had attacked a Chilean ship on Monday.\n\nPeru accused Norway of fraud on 9 May 2031. {who} {evil}\n\nIn Lima, 300 fishermen protested against the treaty on Wednesday."}
with open(to + "/bad.jsonl", "w", encoding="utf-8") as f:
    for r in lines():
        f.write(json.dumps(r) + "\n")
P
forms() { # from to: every form of documents
    from=$1
    to=$2
    shift 2
    mkdir -p "$tmp/$to"
    for f in events.geojson events.gexf events.icalendar briefs.timelinejs events.timelinejs \
        reports.ninjs stories.jsonld stories.ftm stories.rss reports.rss stories.jsonfeed reports.jsonfeed; do
        exits "$from" "$to: $f" "$NUTGRAF" export ${f%.*} -f ${f#*.} "$@"
        mv "$tmp/out" "$tmp/$to/$f"
        mv "$tmp/err" "$tmp/$to/$f.err"
    done
    for k in events briefs reports sayings stories lineage disagreements; do "$NUTGRAF" export $k -q "$@" >"$tmp/$to/$k"; done
}
forms 0 good examples/ferry examples/river
forms 0 again -q -j1 examples/river examples/ferry
forms 0 bad "$tmp/bad/bad.jsonl"
for f in "$tmp"/good/*.*; do
    case $f in *.err | *.rss | *.jsonfeed) ;; *) same "${f##*/} is the same in another order" "$f" "$tmp/again/${f##*/}" ;; esac
done
exits 2 "a map of names" "$NUTGRAF" export names -f geojson examples/ferry
says "for events alone" "says of what there is one"
exits 2 "no such form" "$NUTGRAF" export events -f jsonfoo examples/ferry
says "is not jsonl" "says so"
check "a store" "$NUTGRAF" add -q examples/ferry examples/river
"$NUTGRAF" export events -q -f ics >"$tmp/all.ics"
same "a store tells the same as its files" "$tmp/all.ics" "$tmp/good/events.icalendar"
exits 0 "one story of it" "$NUTGRAF" export events -q -f ics "$("$NUTGRAF" stories | sed -n 2p | cut -f1)"
python3 -c '
import sys
uids = lambda p: {l for l in open(p, encoding="utf-8") if l.startswith("UID:")}
one, all_ = uids(sys.argv[1] + "/out"), uids(sys.argv[1] + "/all.ics")
sys.exit(not (one and one < all_))' "$tmp"
ok $? "has its events alone"
"$NUTGRAF" export stories -q -f jsonfeed >"$tmp/feed"
"$NUTGRAF" export stories -q -f jsonfeed --since 2032-01-01 >"$tmp/late"
python3 -c '
import json, sys
feed, late = (json.load(open(sys.argv[1] + f, encoding="utf-8"))["items"] for f in ("/feed", "/late"))
days = [i["date_published"] for i in feed]
sys.exit(not (len(feed) == 2 and days == sorted(days, reverse=True) and late == feed[:1]))' "$tmp"
ok $? "a feed has the newest first, and no more than --since asks for"
python3 tests/cli/documents.py "$tmp" $t_n good bad >"$tmp/tap"
ok $? "documents.py ran to its end"
cat "$tmp/tap"
t_bad=$((t_bad + $(grep -c '^not ok' "$tmp/tap")))
t_n=$((t_n + $(grep -c '^ok\|^not ok' "$tmp/tap")))
done_testing
