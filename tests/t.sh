# t.sh - TAP for shell tests. Sourced by tests/cli/*.sh.
#
#   check NAME CMD...          passes if the command ends with 0
#   exits CODE NAME CMD...     passes if it ends with CODE; what it wrote is in
#                              $tmp/out and $tmp/err
#   says TEXT NAME             the last $tmp/err is one clear sentence with TEXT
#   same NAME A B              two files hold the same bytes
#   skip NAME WHY
#   done_testing               the plan; the last line of every test
: "${NUTGRAF:=build/release/nutgraf}"
: "${NUTGRAF_SHARED:=../shared}"
tmp=$(mktemp -d)
trap 'chmod -R u+rwx "$tmp" 2>/dev/null; rm -rf "$tmp"' EXIT
export NUTGRAF_STORE="$tmp/store.db" NO_COLOR=1 LC_ALL=C.UTF-8
t_n=0
t_bad=0

ok() { # status name
    t_n=$((t_n + 1))
    if [ "$1" = 0 ]; then
        echo "ok $t_n - $2"
    else
        t_bad=$((t_bad + 1))
        echo "not ok $t_n - $2"
    fi
}
check() {
    t_name=$1
    shift
    "$@" >"$tmp/out" 2>"$tmp/err"
    t_rc=$?
    [ $t_rc = 0 ] || { echo "# ended with $t_rc: $*"; head -5 "$tmp/err" | sed 's/^/# /'; }
    ok $t_rc "$t_name"
}
exits() {
    t_code=$1
    t_name=$2
    shift 2
    "$@" >"$tmp/out" 2>"$tmp/err"
    t_rc=$?
    [ $t_rc = "$t_code" ] || { echo "# ended with $t_rc, not $t_code: $*"; head -5 "$tmp/err" | sed 's/^/# /'; }
    [ $t_rc = "$t_code" ]
    ok $? "$t_name"
}
says() {
    grep -q -- "$1" "$tmp/err" || { echo "# no \"$1\" in:"; head -5 "$tmp/err" | sed 's/^/# /'; }
    grep -q -- "$1" "$tmp/err"
    ok $? "$2"
}
same() {
    cmp -s "$2" "$3" || { echo "# $2 and $3 differ"; diff "$2" "$3" | head -6 | cut -c1-200 | sed 's/^/# /'; }
    cmp -s "$2" "$3"
    ok $? "$1"
}
skip() {
    t_n=$((t_n + 1))
    echo "ok $t_n - $1 # SKIP $2"
}
done_testing() {
    echo "1..$t_n"
    [ $t_bad = 0 ]
}
