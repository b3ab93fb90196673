# exchange.sh - what other programs take over HTTP: every form of nutgraf
# export, each read back by a reader of its own, the dossier, and the
# description of the interface, judged by a validator. The tests are in
# exchange.py.
. tests/t.sh
NUTGRAF=$(realpath "$NUTGRAF")
NUTGRAF_SERVER=$NUTGRAF
[ -x build/asan/nutgraf ] && [ -z "$(find src -name '*.[ch]' -newer build/asan/nutgraf)" ] && NUTGRAF_SERVER=$PWD/build/asan/nutgraf
export NUTGRAF NUTGRAF_SERVER PYTHONDONTWRITEBYTECODE=1
command -v node >/dev/null && command -v npm >/dev/null && tests/page/install >"$tmp/npm" 2>&1
python3 tests/cli/exchange.py "$tmp"
