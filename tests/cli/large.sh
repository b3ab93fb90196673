# large.sh - a story of 1,200 reports over HTTP: pages of its records add up to
# the exports, long lists inside a record are cut and say so, every view of it
# is answered. The tests are in large.py.
. tests/t.sh
NUTGRAF=$(realpath "$NUTGRAF")
NUTGRAF_SERVER=$NUTGRAF
[ -x build/asan/nutgraf ] && [ -z "$(find src -name '*.[ch]' -newer build/asan/nutgraf)" ] && NUTGRAF_SERVER=$PWD/build/asan/nutgraf
export NUTGRAF NUTGRAF_SERVER
python3 bench/giant 1200 >"$tmp/giant.jsonl" || exit 1
python3 tests/cli/large.py "$tmp"
