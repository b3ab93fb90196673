# bad_input.sh - what cannot be read costs one sentence, the right exit code,
# and nothing that was stored before.
. tests/t.sh
in=$tmp/in
mkdir "$in"
printf 'PORT LENZ, March 7, 2025 - Ministers met on Friday in Port Lenz.\n' >"$in/good.txt"
check "a good report is stored" "$NUTGRAF" add -q "$in/good.txt"
before=$("$NUTGRAF" export reports 2>/dev/null | sha256sum)
kept() {
    [ "$("$NUTGRAF" export reports 2>/dev/null | sha256sum)" = "$before" ]
    ok $? "$1: nothing that was stored is lost"
}

: >"$in/empty.txt"
exits 3 "an empty file" "$NUTGRAF" add "$in/empty.txt"
says "empty" "an empty file is named so"
kept "an empty file"

printf x >"$in/one"
exits 0 "one byte is a report, if a poor one" "$NUTGRAF" brief -q "$in/one"

head -c 100000000 /dev/zero | tr '\0' a >"$in/huge.txt"
exits 3 "100 MB of one letter" timeout 60 "$NUTGRAF" add "$in/huge.txt"
says "huge.txt" "100 MB of one letter: the file is named"
kept "100 MB of one letter"
rm "$in/huge.txt"

mkdir -p "$in/loop/deep"
cp "$in/good.txt" "$in/loop/deep/a.txt"
ln -s .. "$in/loop/deep/up"
exits 3 "a directory loop is walked once" timeout 20 "$NUTGRAF" add "$in/loop"
says "deep/up" "the link that makes the loop is named"
kept "a directory loop"

head -c 20000 "$NUTGRAF" >"$in/program"
exits 3 "a binary" "$NUTGRAF" add "$in/program"
says "program" "a binary is named"
kept "a binary"

text='Ministers met on Friday in Zürich, the café owner said – “twice”.'
printf '%s\n' "$text" | iconv -t UTF-16 >"$in/utf16.txt"
exits 0 "UTF-16" sh -c "'$NUTGRAF' show '$in/utf16.txt' >'$tmp/out16'"
grep -q 'Zürich, the café' "$tmp/out16"
ok $? "UTF-16 is read as the letters it means"
printf '%s\n' "Ministers met on Friday in Zürich, the café owner said." | iconv -t ISO-8859-1 >"$in/latin1.txt"
exits 0 "Latin-1" sh -c "'$NUTGRAF' show '$in/latin1.txt' >'$tmp/out1'"
grep -q 'Zürich, the café' "$tmp/out1"
ok $? "Latin-1 is read as the letters it means"

printf 'Ministers met on Friday.\0 Then they left the hall in Port Lenz.\n' >"$in/nul.txt"
exits 0 "a NUL in the text" sh -c "'$NUTGRAF' show '$in/nul.txt' >'$tmp/outnul'"
grep -q 'left the hall' "$tmp/outnul"
ok $? "the text after a NUL is not lost"

head -c 300000 /dev/urandom | base64 >"$in/long.txt"
gzip -c "$in/long.txt" | head -c 100000 >"$in/cut.txt.gz"
exits 3 "a truncated .gz" "$NUTGRAF" add "$in/cut.txt.gz"
says "cut.txt.gz" "a truncated .gz is named"
kept "a truncated .gz"

head -c 300000000 /dev/zero | tr '\0' a | gzip -1 >"$in/bomb.txt.gz"
exits 3 "a zip bomb" timeout 60 "$NUTGRAF" add "$in/bomb.txt.gz"
says "bomb.txt.gz: unpacks to more than" "a zip bomb is named so"
kept "a zip bomb"
head -c 300000000 /dev/zero | gzip -1 >"$in/zeros.txt.gz"
exits 3 "a zip bomb of zeros" timeout 60 "$NUTGRAF" add "$in/zeros.txt.gz"
says "zeros.txt.gz" "a zip bomb of zeros is named"
head -c 30000000 /dev/zero | tr '\0' a >"$in/letters.txt"
(cd "$in" && zip -q packed-bomb.zip letters.txt good.txt && rm letters.txt)
exits 3 "a zip bomb in an archive" timeout 60 "$NUTGRAF" add "$in/packed-bomb.zip"
says "packed-bomb.zip!letters.txt: unpacks to more than" "a zip bomb in an archive: the member is named"
says "1 known already" "a zip bomb in an archive: the other member is read"
kept "a zip bomb in an archive"

printf '{"id":1,"text":"Ministers met in Port Lenz on Friday."}\n{"id":2,"text":\n' >"$in/bad.jsonl"
exits 3 "a broken line of JSONL" "$NUTGRAF" pipe "$in/bad.jsonl"
says "record 2" "a broken line of JSONL: the line is named"
[ "$(grep -c '"id":"1"' "$tmp/out")" = 1 ]
ok $? "a broken line of JSONL: the good line is told"

exits 5 "a file that is not there" "$NUTGRAF" add "$in/nowhere.txt"
says "nowhere.txt" "a file that is not there is named"
exits 3 "a file that is not there, beside one that is" "$NUTGRAF" add "$in/nowhere.txt" "$in/good.txt"
says "nowhere.txt" "a file that is not there, beside one that is: it is named"
kept "a file that is not there"
exits 3 "a file that is not there, to a reader of another" "$NUTGRAF" brief "$in/nowhere.txt" "$in/good.txt"
says "nowhere.txt" "a file that is not there, to a reader of another: it is named"
exits 5 "a file that is not there, to a reader" "$NUTGRAF" brief "$in/nowhere.txt"
if [ "$(id -u)" != 0 ]; then
    cp "$in/good.txt" "$in/secret.txt"
    chmod 000 "$in/secret.txt"
    exits 5 "a file that may not be read" "$NUTGRAF" add "$in/secret.txt"
else
    skip "a file that may not be read" "root may read everything"
fi

cp "$NUTGRAF_STORE" "$tmp/newer.db"
sqlite3 "$tmp/newer.db" 'pragma user_version=999999'
exits 4 "a store of a newer version" "$NUTGRAF" brief --store "$tmp/newer.db"
says "newer" "a store of a newer version is named so"
exits 4 "a store of a newer version is not written" "$NUTGRAF" add --store "$tmp/newer.db" "$in/good.txt"
cp "$NUTGRAF_STORE" "$tmp/broken.db"
printf 'garbage garbage garbage garbage' | dd of="$tmp/broken.db" bs=1 seek=0 conv=notrunc 2>/dev/null
exits 4 "a damaged store" "$NUTGRAF" brief --store "$tmp/broken.db"
exits 5 "no store yet, to a reader" "$NUTGRAF" brief --store "$tmp/none/at/all.db"
says "nutgraf add" "no store yet: it says what to do"

mkfifo "$tmp/hold"
("$NUTGRAF" add -q - <"$tmp/hold" >/dev/null 2>&1) &
holder=$!
exec 9>"$tmp/hold"
sleep 0.5
exits 4 "a store that another process writes" "$NUTGRAF" add "$in/good.txt"
says "another" "a store that another process writes is named so"
exits 0 "readers go on beside a writer" "$NUTGRAF" stories
exec 9>&-
wait $holder
kept "a second writer"

exits 2 "an unknown option" "$NUTGRAF" brief --frobnicate
exits 2 "an unknown command" "$NUTGRAF" frobnicate
exits 2 "an unknown format" "$NUTGRAF" brief --format docx "$in/good.txt"
exits 2 "export of nothing" "$NUTGRAF" export
exits 1 "an id that nothing has" "$NUTGRAF" show rzzzzzzzzzz
exits 1 "words that no report holds" "$NUTGRAF" search quixotic zeppelins
exits 5 "a full device" sh -c "'$NUTGRAF' export reports >/dev/full"
exits 0 "a reader that has had enough" sh -c "'$NUTGRAF' export reports | head -c 1 >/dev/null"
exits 0 "check after all of it" "$NUTGRAF" check
done_testing
