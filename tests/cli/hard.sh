# hard.sh - the server against those who mean harm: scripts in every field of a
# report and in addresses, changes that another site starts, requests that ask
# for much. The tests are in hard.py.
. tests/t.sh
NUTGRAF=$(realpath "$NUTGRAF")
NUTGRAF_SERVER=$NUTGRAF
[ -x build/asan/nutgraf ] && [ -z "$(find src -name '*.[ch]' -newer build/asan/nutgraf)" ] && NUTGRAF_SERVER=$PWD/build/asan/nutgraf
export NUTGRAF NUTGRAF_SERVER PYTHONDONTWRITEBYTECODE=1
python3 tests/cli/hard.py "$tmp"
