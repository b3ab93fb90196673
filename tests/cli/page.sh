# page.sh - the page in a browser without a window: every view in both colours
# and on a large and a small screen, looked at by axe; the twelve questions,
# each in four clicks; hostile reports; no request off the host. Pictures go to
# build/pages. The build is the same bytes twice.
. tests/t.sh
NUTGRAF=$(realpath "$NUTGRAF")
chromium=$(command -v chromium || command -v chromium-browser || true)
if ! command -v node >/dev/null || [ -z "$chromium" ] || [ ! -e build/page-yes/made ]; then
    skip "the page in a browser" "node, chromium or the page is not there"
    done_testing
    exit
fi
tests/page/install >"$tmp/npm" 2>&1 || {
    skip "the page in a browser" "its packages cannot be installed"
    done_testing
    exit
}

node web/build.js "$tmp/again" >/dev/null
for f in "$tmp"/again/*.gz; do same "the same bytes again: $(basename "$f")" "$f" "build/page-yes/$(basename "$f")"; done
n=$(cat "$tmp"/again/page.js.gz "$tmp"/again/page.css.gz | wc -c)
[ "$n" -le 100000 ]
ok $? "program and style are $n bytes, of 100,000 at most"
! grep -q '"resolved"' web/package-lock.json tests/page/package-lock.json
ok $? "no lock file names a host"

seeds=$NUTGRAF_SHARED/seeds
[ -d "$seeds" ] || seeds=
# shellcheck disable=SC2086
check "a store of the examples" "$NUTGRAF" add -q --store "$tmp/good.db" $(dirname examples/*/01*) $seeds
python3 - >"$tmp/evil.jsonl" <<'P'
import json
EVIL = ["<script>window.ran=1</script>", "<img src=x onerror=window.ran=1>", "\"><svg onload=window.ran=1>", "' onmouseover='window.ran=1", "</title><script>window.ran=1</script>", "javascript:window.ran=1", "{{constructor.constructor('window.ran=1')()}}", "${window.ran=1}", "<iframe srcdoc='<script>parent.ran=1</script>'>", "\u202e<b>x</b>", "&lt;script&gt;window.ran=1&lt;/script&gt;"]
URLS = ["javascript:window.ran=1", "data:text/html,<script>window.ran=1</script>", "https://n.example/\"><script>window.ran=1</script>", " jAvAsCrIpT:window.ran=1"]
for i, e in enumerate(EVIL):
    print(json.dumps({"id": e, "title": f"{e} Norway and Chile sign treaty in Oslo", "source": e, "author": e, "url": URLS[i % len(URLS)], "date": f"2031-05-{10 + i}",
        "text": f"OSLO {e} - Norway and Chile signed a fishing treaty in Oslo on Tuesday, {7 + i} ministers said. {e} President Marta Quill will visit Santiago on 20 May 2031, a spokesman said.\n\n\"We are glad {e} of it,\" Marta {e} Quill said. The ministry denied that Norway had attacked a Chilean ship on Monday.\n\n{e} Peru accused Norway of fraud on 9 May 2031."}))
P
check "a store of hostile reports" "$NUTGRAF" add -q --store "$tmp/evil.db" "$tmp/evil.jsonl"

pids=
serve() { # store, name, address: where it listens is $where
    "$NUTGRAF" serve -q --store "$1" --port 0 --address "$3" 2>"$tmp/$2.log" &
    pids="$pids $!"
    for _ in $(seq 100); do
        grep -q listening "$tmp/$2.log" && break
        sleep 0.05
    done
    where=$(sed -n 's/.*"text":"\(http[^"]*\)\/".*/\1/p' "$tmp/$2.log" | head -1)
}
serve "$tmp/good.db" good 127.0.0.1
good=$where
serve "$tmp/evil.db" evil 127.0.0.1
evil=$where
token=$("$NUTGRAF" token --store "$tmp/evil.db" add page)
serve "$tmp/evil.db" door 0.0.0.0
door=$(echo "$where" | sed 's/0\.0\.0\.0/127.0.0.1/')
mkdir "$tmp/chromium"
(cd tests/page && timeout -k 5 420 node walk.js "$chromium" "$tmp/chromium" "$OLDPWD/build/pages" "$good" "$evil" "$door" "$token") >"$tmp/tap" 2>"$tmp/err"
rc=$?
# shellcheck disable=SC2086
kill $pids
while read -r line; do
    case $line in
    "ok "*) ok 0 "${line#* - }" ;;
    "not ok "*) ok 1 "${line#* - }" ;;
    "#"*) echo "$line" ;;
    esac
done <"$tmp/tap"
[ $rc -le 1 ] || sed 's/^/# /' "$tmp/err" | head -5
[ $rc -le 1 ]
ok $? "the browser came to its end"
done_testing
