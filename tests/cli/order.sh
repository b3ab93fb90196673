# order.sh - the same reports give the same bytes, whatever their order, the
# number of threads, the number of runs, or the place they are kept in.
. tests/t.sh
kinds="reports names entities times quantities sayings events lineage changes disagreements stories briefs"
set -- examples/*/*.txt examples/*/*.html examples/*/*.jsonl
files=
for f in "$@"; do [ -f "$f" ] && files="$files $f"; done
export_all() { # store to
    mkdir -p "$2"
    for k in $kinds; do "$NUTGRAF" export "$k" --store "$1" >"$2/$k"; done
}
check "in order, one thread" "$NUTGRAF" add -q -j1 --store "$tmp/a.db" $files
check "in reverse, two threads" "$NUTGRAF" add -q -j2 --store "$tmp/b.db" $(printf '%s\n' $files | tac)
check "shuffled, seven threads" "$NUTGRAF" add -q -j7 --store "$tmp/c.db" $(printf '%s\n' $files | shuf --random-source="$NUTGRAF")
for f in $(printf '%s\n' $files | sort -k1.20); do "$NUTGRAF" add -q -j2 --store "$tmp/d.db" "$f" || echo "# failed: $f"; done
for s in a b c d; do export_all "$tmp/$s.db" "$tmp/$s"; done
for k in $kinds; do
    [ -s "$tmp/a/$k" ]
    ok $? "$k: there is something to compare"
    same "$k: in reverse, two threads" "$tmp/a/$k" "$tmp/b/$k"
    same "$k: shuffled, seven threads" "$tmp/a/$k" "$tmp/c/$k"
    same "$k: one by one" "$tmp/a/$k" "$tmp/d/$k"
done
"$NUTGRAF" pipe --stories -j1 $files >"$tmp/pipe1"
"$NUTGRAF" pipe --stories -j4 $files >"$tmp/pipe4"
same "pipe --stories: one thread and four" "$tmp/pipe1" "$tmp/pipe4"
[ "$(wc -l <"$tmp/pipe1")" = "$(wc -l <"$tmp/a/reports")" ]
ok $? "pipe --stories: a line for each report"
grep -o '"report":{.*"story":"s[a-z2-7]*"' "$tmp/pipe1" | grep -o '"story":"s[a-z2-7]*"' | sort >"$tmp/told"
grep -o '"story":"s[a-z2-7]*"' "$tmp/a/reports" | sort >"$tmp/known"
same "pipe --stories: the stories of a store" "$tmp/told" "$tmp/known"
[ "$(grep -o '"direction_basis"' "$tmp/pipe1" | wc -l)" -ge 3 ]
ok $? "pipe --stories: what was made from what"
check "every cite resolves" "$NUTGRAF" check --store "$tmp/d.db"
done_testing
