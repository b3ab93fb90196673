# seed_names.sh - who, where, when and who says what in three real reports, beside
# tables that were made by reading them (tests/seeds); and no name in the spun one
# that is glued or a verb. Each miss and each extra is named; the floor is what
# was reached before. Only ranges, names, values and counts are compared.
. tests/t.sh
seeds=$NUTGRAF_SHARED/seeds
if ! [ -d "$seeds" ]; then
    skip "names, times and sayings of the real reports" "there is no $seeds"
    done_testing
    exit
fi
for k in reports names entities times quantities sayings; do
    "$NUTGRAF" export $k "$seeds" >"$tmp/$k" 2>"$tmp/err" || echo "# export $k failed"
done
python3 tests/seeds/compare.py "$tmp"
