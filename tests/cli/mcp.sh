# mcp.sh - the store for a model: nutgraf mcp and POST /mcp, both eras of the
# protocol, every tool, replies that fit, text of reports in its fence. The
# tests are in mcp.py.
. tests/t.sh
NUTGRAF=$(realpath "$NUTGRAF")
NUTGRAF_SERVER=$NUTGRAF
[ -x build/asan/nutgraf ] && [ -z "$(find src -name '*.[ch]' -newer build/asan/nutgraf)" ] && NUTGRAF_SERVER=$PWD/build/asan/nutgraf
export NUTGRAF NUTGRAF_SERVER
python3 tests/cli/mcp.py "$tmp"
