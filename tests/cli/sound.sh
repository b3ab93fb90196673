# sound.sh - the program built with AddressSanitizer and UBSan over everything
# at hand: the examples in every form, the five real reports, real pages,
# and the same cut short at many places. PAGES=N for more pages than 60.
. tests/t.sh
program=$(dirname "$NUTGRAF")/../asan/nutgraf
if ! [ -x "$program" ]; then
    skip "the program under AddressSanitizer" "it is not built: make V=asan"
    done_testing
    exit
fi
NUTGRAF=$program
export ASAN_OPTIONS=detect_leaks=1
sound() { # name command...: no report of a sanitizer, whatever the exit code
    t_name=$1
    shift
    "$@" >"$tmp/out" 2>"$tmp/err"
    t_rc=$?
    [ $t_rc -le 6 ] && ! grep -qE 'Sanitizer|runtime error' "$tmp/err"
    t_rc=$?
    [ $t_rc = 0 ] || { echo "# $*"; grep -E -A12 'Sanitizer|runtime error' "$tmp/err" | head -30 | sed 's/^/# /'; }
    ok $t_rc "$t_name"
}
kinds="reports names entities times quantities sayings events lineage changes disagreements stories briefs"
for story in examples/ferry examples/river "$NUTGRAF_SHARED/seeds"; do
    if ! [ -d "$story" ]; then
        skip "$(basename "$story")" "there is no $story"
        continue
    fi
    name=$(basename "$story")
    rm -f "$NUTGRAF_STORE"*
    sound "$name: add" "$NUTGRAF" add -q "$story"
    for form in text markdown html json; do
        sound "$name: brief as $form" "$NUTGRAF" brief -f $form
    done
    for c in timeline lineage events sayings disagree story stories check; do
        sound "$name: $c" "$NUTGRAF" $c
    done
    for k in $kinds; do
        sound "$name: export $k as CSV" "$NUTGRAF" export $k -f csv
    done
    sound "$name: pipe" "$NUTGRAF" pipe "$story"
done

# Cut at many places: headers, tags and characters end in the middle.
mkdir "$tmp/cut"
for f in examples/*/* examples/histories/*/*; do
    [ -f "$f" ] || continue
    size=$(wc -c <"$f")
    for part in 1 7 13 29 53 71 97; do
        head -c $((size * part / 100)) "$f" >"$tmp/cut/$(basename "$(dirname "$f")")-$part-$(basename "$f")"
    done
done
sound "examples cut short" "$NUTGRAF" pipe "$tmp/cut"

pages=$NUTGRAF_SHARED/data/pages/newspaper4k.tar.zst
if [ -r "$pages" ]; then
    mkdir "$tmp/pages"
    zstd -dcq "$pages" | tar -x -C "$tmp/pages"
    find "$tmp/pages" -name '*.html' | sort | head -n "${PAGES:-60}" >"$tmp/list"
    sound "$(wc -l <"$tmp/list") real pages" xargs "$NUTGRAF" pipe <"$tmp/list"
else
    skip "real pages" "there is no $pages"
fi
done_testing
