#!/bin/bash
# What a CI job runs: measures this tree, compares it with commit BASE measured on the same machine (without BASE: with
# reports/baseline, where speed is judged only on the processor that it was stored on), and leaves reports/gate.md for the
# job's summary and reports/gate.xml in JUnit's form. Exit status 1 where something got worse, or exceeds the
# bound that it claims.
#
#     scripts/ci_gate.sh [BASE]
set -euo pipefail
cd "$(dirname "$0")/.."
base=${1:-}
stored=reports/baseline
worse=0

# Measures the tree in folder $1. A status of 1 (something exceeds its claimed bound) is kept for the end.
bench() {
    rm -f "$1/reports/speed.csv"
    make -C "$1" bench QUICK=1 || worse=1
    [ -e "$1/reports/speed.csv" ]
}

bench .
own=$worse
if [ -n "$base" ] && ! git cat-file -e "$base^{commit}" 2> /dev/null; then
    echo "ci_gate: there is no commit $base here: comparing with $stored"
    base=
fi
if [ -z "$base" ] && [ ! -e "$stored/environment.csv" ]; then
    echo "ci_gate: nothing to compare with: give a commit, or store a run by make baseline" | tee reports/gate.md
    exit 0
fi
if [ -n "$base" ]; then
    rm -rf build/base
    git worktree prune
    git worktree add --detach build/base "$base"
    trap 'git worktree remove --force build/base' EXIT
    bench build/base
    stored=build/base/reports
fi
build/actbench gate --baseline "$stored" --format markdown > reports/gate.md || [ $? = 1 ]
build/actbench gate --baseline "$stored" --format junit > reports/gate.xml || [ $? = 1 ]
build/actbench gate --baseline "$stored"
exit "$own"
