# serve.sh - the server over HTTP, under AddressSanitizer where it was built:
# every route, pages that add up to the exports, bad input, other sites' pages,
# tokens, slow clients, kill -9, an orderly stop. The tests are in serve.py.
. tests/t.sh
NUTGRAF=$(realpath "$NUTGRAF")
NUTGRAF_SERVER=$NUTGRAF
# a build that is older than the sources would test what was
[ -x build/asan/nutgraf ] && [ -z "$(find src -name '*.[ch]' -newer build/asan/nutgraf)" ] && NUTGRAF_SERVER=$PWD/build/asan/nutgraf
export NUTGRAF NUTGRAF_SERVER
python3 tests/cli/serve.py "$tmp"
