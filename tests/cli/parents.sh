# parents.sh - a report can be settled before what it was copied from arrives:
# then it goes back to the late one, and the store says what it went back to
# before.
. tests/t.sh
cat >"$tmp/copy.txt" <<'T'
Title: Port of Narvik closes for nine days
Date: Tue, 4 Mar 2031 09:00:00 +0100
Source: The Fjord Post

NARVIK, March 3 (Northwire) - The port of Narvik will close for nine days so that crews can lift the ferry that sank there in January, the harbour master said on Monday.

Solveig Brekke said that two cranes had come from Rotterdam and that divers would fix chains under the hull before the ice thickens again.
T
cat >"$tmp/wire.txt" <<'T'
Title: Narvik shuts its port to lift a ferry
Date: Mon, 3 Mar 2031 18:00:00 +0100
Source: Northwire

NARVIK, March 3 (Northwire) - The port of Narvik will close for nine days so that crews can lift the ferry that sank there in January, the harbour master said on Monday.

Solveig Brekke said that two cranes had come from Rotterdam and that divers would fix chains under the hull before the ice thickens again.

Trains to Kiruna will run twice a day while ore ships wait outside the fjord, and the mine has rented three sheds for what it cannot send away in that time.
T
log() {
    python3 - "$NUTGRAF_STORE" <<'P'
import sqlite3, sys
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
for row in db.execute("SELECT r.outlet, m.was_role, n.outlet, m.now_role, m.reason, m.at > 0 FROM v1_origin_moves m JOIN v1_reports r ON r.id = m.report LEFT JOIN v1_reports n ON n.id = m.now ORDER BY m.nr"):
    print(*row, sep="|")
P
}
check "the copy" "$NUTGRAF" add -q "$tmp/copy.txt"
log >"$tmp/none"
[ ! -s "$tmp/none" ]
ok $? "a new report went back to nothing before"
check "what it was copied from" "$NUTGRAF" add -q "$tmp/wire.txt"
log >"$tmp/log"
sed 's/^/# /' "$tmp/log"
[ "$(cat "$tmp/log")" = "The Fjord Post|syndicated|Northwire|syndicated||1" ]
ok $? "it goes back to the late one, and the log says so"
check "once more" "$NUTGRAF" settle -q
log >"$tmp/again"
same "no row without a change" "$tmp/log" "$tmp/again"
done_testing
