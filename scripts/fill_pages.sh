#!/bin/bash
# Fills what the pages show of the stored run in reports/findings, or DIR: README's screen, the tables of speed, what was found.
# Usage: fill_pages.sh [--check] [DIR]
# With --check nothing is written, and the exit status is 1 where a page does not show what the rows say.
set -euo pipefail
cd "$(dirname "$0")/.."
check=
if [ "${1:-}" = --check ]; then check=1; shift; fi
dir=${1:-reports/findings}
screen=$(mktemp)
filled=$(mktemp)
trap 'rm -f "$screen" "$filled"' EXIT
# The page shows the beginning and the end of a screen.
build/actbench report "$dir" | awk '{ line[NR] = "    " $0 } END {
    for (i = 1; i <= NR; i++) if (i <= 10 || i > NR - 9) print line[i]; else if (i == 11) print "    [...]" }' |
    sed 's/ *$//' > "$screen"
awk -v screen="$screen" '
    /^<!-- screen -->$/ { print; while ((getline line < screen) > 0) print line; skip = 1; next }
    /^<!-- end screen -->$/ { skip = 0 }
    !skip' README.md > "$filled"
if [ -n "$check" ]; then
    cmp -s README.md "$filled" || { echo "fill_pages: README.md does not show what $dir says: run scripts/fill_pages.sh" >&2; exit 1; }
    scripts/findings.py --check "$dir"
    exec scripts/tables.py --check "$dir" impls/README.md
fi
cat "$filled" > README.md
scripts/tables.py "$dir" impls/README.md
scripts/findings.py "$dir"
