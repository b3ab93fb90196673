#!/bin/sh
# web.sh - the parts of the page that need no browser: layouts and alignments
# of web/src/chart, by node's own test runner, which speaks TAP.
set -u
cd "$(dirname "$0")/../.." || exit 1
command -v node >/dev/null || {
    echo "ok 1 - the page # SKIP there is no node"
    exit 0
}
node --test --test-reporter=tap web/test/*.test.js
