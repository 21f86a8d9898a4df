#!/bin/bash
# What a CI job runs: measures this tree and commit BASE on the same machine, compares them, and holds this tree to the
# budgets of reports/baseline/budgets.csv where that file is. Leaves reports/gate.md for the job's summary and reports/gate.xml
# in JUnit's form; under GitHub Actions what is said stands at the implementations' files. GATE_ARGS go to `actbench gate`,
# for example --accept-missing for a change that deletes an implementation. Exit status 1 where something got worse or
# exceeds the bound that it claims, 3 where it could not be judged.
#
#     scripts/ci_gate.sh BASE
set -euo pipefail
cd "$(dirname "$0")/.."
# What an earlier job has left is no verdict on this one.
rm -f reports/gate.md reports/gate.xml
if [ -z "${1:-}" ] || ! git cat-file -e "$1^{commit}" 2> /dev/null; then
    echo "ci_gate: ${1:+there is no commit $1 here: }give the commit to compare with, which is measured on this same machine:" \
        "scripts/ci_gate.sh origin/main" >&2
    exit 2
fi
worse=0

# Measures the tree in folder $1. A status of 1 (something exceeds its claimed bound) is kept for the end.
bench() {
    rm -f "$1/reports/speed.csv"
    make -C "$1" bench QUICK=1 || worse=1
    [ -e "$1/reports/speed.csv" ] || { echo "ci_gate: $1 could not be built or measured" >&2; exit 1; }
}

bench .
own=$worse
rm -rf build/base
git worktree prune
git worktree add --detach build/base "$1"
trap 'git worktree remove --force build/base' EXIT
bench build/base

terms=(--baseline build/base/reports)
if [ -e reports/baseline/budgets.csv ]; then terms+=(--budgets reports/baseline/budgets.csv); fi
read -ra more <<< "${GATE_ARGS:-}"
judge() {
    build/actbench gate "${terms[@]}" "${more[@]}" --format "$1"
}
# A verdict, as against a gate that broke.
known() {
    [ "$1" = 1 ] || [ "$1" = 3 ]
}
judge markdown > reports/gate.md || known $?
judge junit > reports/gate.xml || known $?
judge "$([ -n "${GITHUB_ACTIONS:-}" ] && echo github || echo table)"
exit "$own"
