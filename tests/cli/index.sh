# index.sh - the files of prints beside a store: what is missing or damaged is
# told, made again when the next report is added, and leaves no trace in what
# is exported; a copy of the store alone is a whole store.
. tests/t.sh
kinds="reports lineage stories"

# Made-up news: 700 reports, every third one a version of the one before.
awk 'BEGIN { srand(11)
    split("harbour bridge school hospital railway market stadium library theatre airport", what, " ")
    split("Ellery Norbank Quill Sandover Tarn Umber Vale Westray", where, " ")
    for (i = 0; i < 700; i++) {
        if (i % 3 == 0) { text = sprintf("Item %d. ", i * 7919 % 1009)
            for (k = 0; k < 9; k++) text = text sprintf("Resident %d of %s said the %s number %d had been promised for %d years by council %d. ", int(rand() * 900), where[int(rand() * 8) + 1], what[int(rand() * 10) + 1], int(rand() * 900), k + 2, int(rand() * 900)) }
        printf "{\"title\":\"Item %d\",\"date\":\"2031-03-%02d\",\"outlet\":\"Outlet %d\",\"text\":\"%sVersion %d of %s.\"}\n", i, i % 28 + 1, i % 5, text, i, where[i % 8 + 1]
    } }' >"$tmp/all.jsonl"
head -640 "$tmp/all.jsonl" >"$tmp/in.jsonl"
tail -60 "$tmp/all.jsonl" >"$tmp/more.jsonl"
export_all() { # store to
    mkdir -p "$2"
    for k in $kinds; do "$NUTGRAF" export "$k" --store "$1" | sed 's/"path":"[^"]*",*//' >"$2/$k"; done
}
same_all() { # name dir dir
    diff -rq "$2" "$3" | sed 's/^/# /'
    diff -rq "$2" "$3" >/dev/null
    ok $? "$1"
}
add() { "$NUTGRAF" add --fast -q --store "$@"; }

add "$tmp/first.db" "$tmp/in.jsonl"
[ -s "$tmp/first.db-prints/1.prints" ]
ok $? "640 reports at once: a file of prints beside the store"
check "the store holds" "$NUTGRAF" check --store "$tmp/first.db"
cp -r "$tmp/first.db" "$tmp/whole.db"
cp -r "$tmp/first.db-prints" "$tmp/whole.db-prints"
add "$tmp/whole.db" "$tmp/more.jsonl"
export_all "$tmp/whole.db" "$tmp/whole"
[ "$(wc -l <"$tmp/whole/lineage")" -gt 200 ]
ok $? "there is lineage to find"

mend() { # name: what was done to $tmp/x.db
    exits 6 "$1: check finds it" "$NUTGRAF" check --store "$tmp/x.db"
    grep -q "index of prints" "$tmp/out"
    ok $? "$1: it says what"
    check "$1: the next report makes it again" "$NUTGRAF" add --fast --store "$tmp/x.db" "$tmp/more.jsonl"
    says "index of prints .*made again" "$1: and says so"
    check "$1: it holds" "$NUTGRAF" check --store "$tmp/x.db"
    export_all "$tmp/x.db" "$tmp/x"
    same_all "$1: the same records" "$tmp/whole" "$tmp/x"
    rm -rf "$tmp/x.db"* "$tmp/x"
}
begin() {
    cp "$tmp/first.db" "$tmp/x.db"
    cp -r "$tmp/first.db-prints" "$tmp/x.db-prints"
}
cp "$tmp/first.db" "$tmp/x.db"
mend "a copy without its folder"
begin
truncate -s 20000 "$tmp/x.db-prints/1.prints"
mend "a file cut short"
begin
head -c 4096 /dev/zero | dd of="$tmp/x.db-prints/1.prints" conv=notrunc 2>/dev/null
mend "a file without its head"
begin
add "$tmp/other.db" "$tmp/all.jsonl"
cp "$tmp/other.db-prints/1.prints" "$tmp/x.db-prints/1.prints"
mend "a file of another store"

begin
printf 'xxxx' | dd of="$tmp/x.db-prints/1.prints" bs=1 seek=20000 conv=notrunc 2>/dev/null
exits 6 "a page that is damaged: check finds it" "$NUTGRAF" check --store "$tmp/x.db"
check "a page that is damaged: settling makes all anew" "$NUTGRAF" settle --store "$tmp/x.db"
check "a page that is damaged: then it holds" "$NUTGRAF" check --store "$tmp/x.db"

touch "$tmp/x.db-prints/99.prints" "$tmp/x.db-prints/98.prints.tmp" "$tmp/x.db-prints/mine.txt"
add "$tmp/x.db" "$tmp/more.jsonl"
[ ! -e "$tmp/x.db-prints/99.prints" ] && [ ! -e "$tmp/x.db-prints/98.prints.tmp" ] && [ -e "$tmp/x.db-prints/mine.txt" ]
ok $? "files of a killed writer are swept, files of others stay"
export_all "$tmp/x.db" "$tmp/x"
same_all "after all that: the same records" "$tmp/whole" "$tmp/x"

# A disk on which prints do not fit.
if unshare -rm sh -c "mkdir -p '$tmp/small' && mount -t tmpfs -o size=3m none '$tmp/small'" 2>/dev/null; then
    cat >"$tmp/full.sh" <<'END'
mount -t tmpfs -o size=60m none "$tmp/small" || exit 99
cp "$tmp/first.db" "$tmp/small/s.db"
rm -f "$tmp/small/s.db-prints"
free=$(df -k --output=avail "$tmp/small" | tail -1)
head -c $(((free - 150) * 1024)) /dev/zero >"$tmp/small/fill"
"$NUTGRAF" settle --store "$tmp/small/s.db" 2>"$tmp/err"
rc=$?
rm "$tmp/small/fill"
"$NUTGRAF" settle --store "$tmp/small/s.db" 2>>"$tmp/err" || echo "again: $?" >>"$tmp/err"
"$NUTGRAF" check --store "$tmp/small/s.db" >>"$tmp/err" 2>&1 || echo "check: $?" >>"$tmp/err"
exit $rc
END
    export tmp NUTGRAF
    unshare -rm sh "$tmp/full.sh"
    rc=$?
    [ $rc = 5 ] || { echo "# ended with $rc"; sed 's/^/# /' "$tmp/err"; }
    [ $rc = 5 ]
    ok $? "a full disk ends with 5"
    says "disk is full" "a full disk: it says so"
    ! grep -q "again:\|check:" "$tmp/err"
    ok $? "a full disk: with room again, it settles and holds"
else
    skip "a full disk" "no small disk can be mounted here"
fi
done_testing
