#!/bin/bash
# What a CI job runs: measures this tree and commit BASE on the same machine, compares them, and holds this tree to the
# budgets of reports/baseline/budgets.csv where that file is; implementations whose code differs are judged on every float. Leaves reports/gate.md for the job's summary and reports/gate.xml
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

# Every float for what has other code than in the base: a sample would miss an error at one of them. (The 16-bit forms are
# judged on all inputs anyhow.) Where most has changed, one run over everything shares the reference's work.
exhaustive() {
    local listed
    listed=$("$1/build/actbench" list --dtype f32 --format csv | wc -l)
    if ((2 * $(wc -l < build/changed) > listed)); then
        "$1/build/actbench" accuracy --dtype f32 --out "$1/reports/changed" --quiet > /dev/null || [ $? = 1 ]
        return
    fi
    while read -r impl; do
        "$1/build/actbench" list --dtype f32 --impl "$impl" > /dev/null 2>&1 || continue
        "$1/build/actbench" accuracy --dtype f32 --impl "$impl" --out "$1/reports/changed" --quiet > /dev/null || [ $? = 1 ]
    done < build/changed
}

# Judges with the arguments; the worst verdict of all is kept for the end.
read -ra more <<< "${GATE_ARGS:-}"
judge() {
    local status=0
    build/actbench gate "$@" "${more[@]}" --format markdown >> reports/gate.md || status=$?
    if ((status == 1 || (status > own && own != 1))); then own=$status; fi
    build/actbench gate "$@" "${more[@]}" --format "$([ -n "${GITHUB_ACTIONS:-}" ] && echo github || echo table)" || true
}

rm -rf reports/changed
scripts/changed_implementations.sh build/base > build/changed
exhaustive .
exhaustive build/base

terms=(--baseline build/base/reports)
if [ -e reports/baseline/budgets.csv ]; then terms+=(--budgets reports/baseline/budgets.csv); fi
judge "${terms[@]}"
if [ -e build/base/reports/changed/accuracy.csv ]; then
    printf '\nEvery float of what has other code than in the base:\n\n' | tee -a reports/gate.md
    judge --baseline build/base/reports/changed --out reports/changed
fi
build/actbench gate "${terms[@]}" "${more[@]}" --format junit > reports/gate.xml || true
exit "$own"
