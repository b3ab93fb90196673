# crash.sh - what happens to a store when the program does not end as it
# should: kill -9 at random moments, Ctrl-C, a full disk, a medium that cannot
# be written. KILLS=200 for the long run.
. tests/t.sh
kinds="reports names entities times quantities sayings events lineage changes disagreements stories briefs"
export_all() { # store to
    mkdir -p "$2"
    for k in $kinds; do "$NUTGRAF" export "$k" --store "$1" >"$2/$k" || echo "# export $k failed"; done
}
same_all() { # name dir dir
    diff -rq "$2" "$3" >"$tmp/diff" 2>&1
    t_rc=$?
    [ $t_rc = 0 ] || sed 's/^/# /' "$tmp/diff"
    ok $t_rc "$1"
}
count() {
    "$NUTGRAF" export reports --store "$1" 2>/dev/null | wc -l
}

# Made-up news: 240 reports about 40 things, every third one a copy with some
# words changed, some without a date.
awk 'BEGIN { srand(7)
    split("harbour bridge school hospital railway market stadium library theatre airport", what, " ")
    split("closes opens floods burns moves grows fails returns", does, " ")
    split("Ellery Norbank Quill Sandover Tarn Umber Vale Westray", where, " ")
    for (i = 0; i < 240; i++) {
        e = i % 40; n = 100 + e * 7 + (i % 3 == 1)
        text = sprintf("The %s of Port %s %s on Friday, the mayor said. About %d people will have to wait until the work is done.", what[e % 10 + 1], where[e % 8 + 1], does[e % 7 + 1], n)
        text = text sprintf(" \\\"We were not asked,\\\" said Marta %s, who speaks for the %d workers. She met the minister of transport in Port %s last week.", where[(e + 3) % 8 + 1], n * 2, where[(e + 5) % 8 + 1])
        for (k = 0; k < 6; k++) text = text sprintf(" Resident %s of street %d said the %s had been promised for %d years, and the council of %s denied that.", where[int(rand() * 8) + 1], e * 3 + k, what[(e + k) % 10 + 1], k + 2, where[(e + k) % 8 + 1])
        printf "{\"id\": %d, \"title\": \"%s of %s %s\", \"text\": \"%s\"%s}\n", i, what[e % 10 + 1], where[e % 8 + 1], does[e % 7 + 1], text, i % 11 ? sprintf(", \"date\": \"2022-03-%02d\"", e % 25 + 1 + i % 3) : ""
    } }' >"$tmp/in.jsonl"
start=$(date +%s%N)
check "an uninterrupted run" "$NUTGRAF" add -q --store "$tmp/whole.db" "$tmp/in.jsonl"
took=$((($(date +%s%N) - start) / 1000000))
export_all "$tmp/whole.db" "$tmp/whole"
[ "$(wc -l <"$tmp/whole/reports")" = 240 ]
ok $? "it holds 240 reports"

# Kill again and again until a run gets through; then begin with a new store.
kills=0 rounds=0 bad=0 lost=0 early=0
seed=${SEED:-$$}
while [ $kills -lt "${KILLS:-20}" ]; do
    rm -rf "$tmp/k.db"* "$tmp/k"
    had=0
    while :; do
        seed=$((seed + 1))
        after=$(awk -v s=$seed -v t=$took 'BEGIN { srand(s); printf "%.3f", (0.01 + rand() * rand() * 1.2) * t / 1000 }')
        "$NUTGRAF" add --progress json --store "$tmp/k.db" "$tmp/in.jsonl" 2>"$tmp/said" &
        pid=$!
        sleep "$after"
        kill -KILL $pid 2>/dev/null
        wait $pid 2>/dev/null
        rc=$?
        [ $rc = 137 ] || break
        kills=$((kills + 1))
        now=0
        [ -s "$tmp/k.db" ] && now=$(count "$tmp/k.db")
        said=$(sed -n 's/.*"added":\([0-9]*\).*/\1/p' "$tmp/said" | tail -1)
        [ "$now" -ge $((had + ${said:-0})) ] || { lost=$((lost + 1)); echo "# $now left of $had and ${said:-0}"; }
        [ "$now" -lt 240 ] && early=$((early + 1))
        had=$now
    done
    rounds=$((rounds + 1))
    [ $rc = 0 ] || { echo "# the last run ended with $rc"; tail -3 "$tmp/said" | sed 's/^/# /'; }
    export_all "$tmp/k.db" "$tmp/k"
    diff -rq "$tmp/whole" "$tmp/k" >"$tmp/diff" || { bad=$((bad + 1)); sed 's/^/# /' "$tmp/diff"; }
    "$NUTGRAF" check --store "$tmp/k.db" >"$tmp/diff" 2>&1 || { bad=$((bad + 1)); tail -3 "$tmp/diff" | sed 's/^/# /'; }
done
echo "# $kills kills in $rounds rounds, $early of them before all was stored"
[ $bad = 0 ]
ok $? "killed again and again: the store is that of an uninterrupted run"
[ $lost = 0 ]
ok $? "no report that was told as added is lost"

timeout -s KILL 0.2 "$NUTGRAF" add -q --store "$tmp/r.db" "$tmp/in.jsonl" 2>/dev/null
if [ -s "$tmp/r.db" ]; then
    "$NUTGRAF" export reports --store "$tmp/r.db" >"$tmp/out" 2>"$tmp/err"
    rc=$?
    [ $rc = 0 ] || [ $rc = 1 ] || { sed 's/^/# /' "$tmp/err"; false; }
    ok $? "a reader copes with what a killed writer left"
fi

# Ctrl-C once the first reports are stored.
"$NUTGRAF" add --store "$tmp/i.db" "$tmp/in.jsonl" 2>"$tmp/err" &
pid=$!
n=0
while [ $n -lt 500 ] && [ "$(stat -c %s "$tmp/i.db-wal" 2>/dev/null || echo 0)" -lt 400000 ]; do
    sleep 0.01
    n=$((n + 1))
done
kill -INT $pid
wait $pid
rc=$?
[ $rc = 130 ] || echo "# ended with $rc"
[ $rc = 130 ]
ok $? "Ctrl-C ends with 130"
says "interrupted" "Ctrl-C: it says so"
check "the run after Ctrl-C does the rest" "$NUTGRAF" add -q --store "$tmp/i.db" "$tmp/in.jsonl"
export_all "$tmp/i.db" "$tmp/i"
same_all "after Ctrl-C: the store is that of an uninterrupted run" "$tmp/whole" "$tmp/i"

# A small disk: 1.2 MB is less than the store needs.
mkdir "$tmp/small"
if unshare -rm sh -c "mount -t tmpfs -o size=1200k none '$tmp/small'" 2>/dev/null; then
    cat >"$tmp/full.sh" <<'END'
mount -t tmpfs -o size=1200k none "$tmp/small" || exit 99
"$NUTGRAF" add -q --store "$tmp/small/s.db" "$tmp/in.jsonl" 2>"$tmp/err"
rc=$?
"$NUTGRAF" export reports --store "$tmp/small/s.db" >"$tmp/kept" 2>>"$tmp/err"
mount -o remount,size=200m "$tmp/small"
"$NUTGRAF" add -q --store "$tmp/small/s.db" "$tmp/in.jsonl" 2>>"$tmp/err" || echo "again: $?" >>"$tmp/err"
"$NUTGRAF" check --store "$tmp/small/s.db" >>"$tmp/err" 2>&1 || echo "check: $?" >>"$tmp/err"
for k in $kinds; do "$NUTGRAF" export "$k" --store "$tmp/small/s.db" >"$tmp/f/$k"; done
exit $rc
END
    mkdir "$tmp/f"
    export tmp kinds NUTGRAF
    unshare -rm sh "$tmp/full.sh"
    rc=$?
    [ $rc = 5 ] || { echo "# ended with $rc"; sed 's/^/# /' "$tmp/err"; }
    [ $rc = 5 ]
    ok $? "a full disk ends with 5"
    says "disk is full" "a full disk: it says so"
    echo "# $(wc -l <"$tmp/kept") reports were kept on the full disk"
    same_all "after a full disk: with room again, the store is whole" "$tmp/whole" "$tmp/f"
else
    skip "a full disk" "no small disk can be mounted here"
fi

mkdir "$tmp/still"
cp "$tmp/whole.db" "$tmp/still/s.db"
chmod 555 "$tmp/still"
chmod 444 "$tmp/still/s.db"
check "a store in a folder that cannot be written is read" "$NUTGRAF" stories --store "$tmp/still/s.db"
chmod 755 "$tmp/still"
done_testing
