#!/bin/bash
# What a CI job runs: measures this tree and commit BASE on the same machine, compares them, and holds this tree to the
# budgets of reports/baseline/budgets.csv and to the stored run there. Implementations whose code differs are judged on every
# float, and their times are taken beside the base's in the same rounds of the same processes. Leaves reports/gate.md for the
# job's summary and reports/gate.xml in JUnit's form; under GitHub Actions what is said stands at the implementations' files.
# GATE_ARGS go to `actbench gate`, for example --accept-missing for a change that deletes an implementation. Exit status 1
# where something got worse or exceeds the bound that it claims, 3 where it could not be judged.
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

# Whether so much has other code that one run over everything is the shorter way.
most_changed() {
    ((2 * $(wc -l < build/changed) > $(build/actbench list --dtype f32 --format csv | wc -l)))
}

# Every float for what has other code than in the base: a sample would miss an error at one of them. (The 16-bit forms are
# judged on all inputs anyhow.)
exhaustive() {
    if most_changed; then
        "$1/build/actbench" accuracy --dtype f32 --out "$1/reports/changed" --quiet > /dev/null || [ $? = 1 ]
        return
    fi
    while read -r impl; do
        "$1/build/actbench" list --dtype f32 --impl "$impl" > /dev/null 2>&1 || continue
        "$1/build/actbench" accuracy --dtype f32 --impl "$impl" --out "$1/reports/changed" --quiet > /dev/null || [ $? = 1 ]
    done < build/changed
}

# Times beside the base's: a process, a state of the machine and a neighbour are the same for both.
beside() {
    local run=(build/actbench speed --kernels build/kernels.so --beside build/base/build/kernels.so --out reports/beside --quiet)
    make kernels && make -C build/base kernels || return 1
    if most_changed; then
        "${run[@]}" --budget 600 > /dev/null || [ $? = 1 ]
        return
    fi
    while read -r impl; do
        # (What is new has no version in the base.)
        "${run[@]}" --impl "$impl" --budget 20 > /dev/null 2> build/beside.log ||
            grep -q 'has a version of none' build/beside.log || cat build/beside.log >&2
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

rm -rf reports/changed reports/beside
# (Times that were taken minutes apart say nothing of a change.)
rm -f build/base/reports/speed.csv
scripts/changed_implementations.sh build/base > build/changed
exhaustive .
exhaustive build/base

terms=(--baseline build/base/reports)
if [ -e reports/baseline/budgets.csv ]; then terms+=(--budgets reports/baseline/budgets.csv); fi
judge "${terms[@]}"
# What is stored belongs to the tree that it stands in: whoever changes a figure stores it again (make baseline).
printf '\nThe stored run:\n\n' | tee -a reports/gate.md
judged=$own
judge --baseline reports/baseline
# (A runner of another kind can judge little of it.)
if [ "$own" = 3 ]; then own=$judged; fi
if [ -e build/base/reports/changed/accuracy.csv ]; then
    printf '\nEvery float of what has other code than in the base:\n\n' | tee -a reports/gate.md
    judge --baseline build/base/reports/changed --out reports/changed
fi
if [ ! -s build/changed ]; then
    echo "No kernel has other code than in the base: none can be slower." | tee -a reports/gate.md
elif ! beside || [ ! -e reports/beside/speed.csv ]; then
    printf '\nCould not judge speed: the kernels of the base cannot be timed beside these.\n' | tee -a reports/gate.md
    if [ "$own" = 0 ]; then own=3; fi
else
    printf '\nTimes beside the base in the same rounds:\n\n' | tee -a reports/gate.md
    judge --out reports/beside
fi
build/actbench gate "${terms[@]}" "${more[@]}" --format junit > reports/gate.xml || true
exit "$own"
