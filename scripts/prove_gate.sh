#!/bin/bash
# Shows what `actbench gate` is worth: RUNS runs (default 20) of an unchanged program must pass while a busy loop keeps
# another core at work, and a planted fault must fail and be named each time: one ULP lost at one input, a NaN, a missing
# row, a 10 percent slow-down. Where the machine has gone over to another state of speed than the stored run's, times
# prove nothing, and the slow-down is named by its count of instructions. Exit status 1 where one of these is not so.
#
#     scripts/prove_gate.sh [RUNS [SECONDS_A_RUN]]
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-20} seconds=${2:-8}
work=$(mktemp -d)
busy=
trap 'rm -rf "$work"; [ -z "$busy" ] || kill "$busy"' EXIT

# Builds the program with fault $1 planted (none: as it is).
build() {
    make --no-print-directory build/proof/actbench PROOF_FLAGS="${1:+-DPLANTED_$1}" > "$work/make.log" ||
        { cat "$work/make.log" >&2; exit 1; }
    cp build/proof/actbench "$work/actbench$1"
}

# Program $1 measures into folder $2, the speeds with seed $3.
speed_of() {
    "$work/actbench$1" speed --function sigmoid --op forward --dtype f32 --n 4096 --budget "$seconds" --seed "$3" \
        --instructions --out "$work/$2" --quiet > /dev/null
}
accuracy_of() {
    "$work/actbench$1" accuracy --function sigmoid --impl '*/[nps]*' --op forward --dtype f32 \
        --inputs stratified:100000 --out "$work/$2" --quiet > /dev/null
}

failures=0 blind=0
# Judges folder $1; expects exit status $2 and a line that has $3.
expect() {
    local status=0
    "$work/actbench" gate --baseline "$work/base" --out "$work/$1" > "$work/said" || status=$?
    printf '%-12s %s\n' "$1" "$(grep -v '^better' "$work/said" | head -1)"
    # The machine has gone over to its other state: that is said, and is no false alarm.
    if ((status == 3 && $2 == 0)); then
        blind=$((blind + 1))
        return
    fi
    if ((status != $2)) || ! grep -q -- "$3" "$work/said"; then
        echo "  expected exit status $2 and '$3', got $status:"
        cat "$work/said"
        failures=$((failures + 1))
    fi
}

# Fault $1 planted, measured by $2 in each of the runs, must be named as $3.
expect_caught() {
    for ((i = 1; i <= runs; i++)); do
        rm -rf "${work:?}/$1"
        cp -r "$work/base" "$work/$1"
        "$2" "$1" "$1" "$i"
        expect "$1" 1 "$3"
    done
}

build ''
for fault in ULP NAN SLOW MISSING; do build "$fault"; done
speed_of '' base 1
accuracy_of "" base
cores=$(nproc)
taskset -c $((cores - 1)) bash -c 'while :; do :; done' &
busy=$!
for ((i = 1; i <= runs; i++)); do
    speed_of '' now "$i"
    accuracy_of "" now
    expect now 0 'gate: passed'
done
kill "$busy"
wait "$busy" 2> /dev/null || true
busy=
expect_caught ULP accuracy_of '^worse: accuracy: sigmoid/planted .*max_ulp'
expect_caught NAN accuracy_of '^worse: accuracy: sigmoid/planted .*faults 0 -> 1'
expect_caught MISSING speed_of '^missing: speed: sigmoid/planted '
expect_caught SLOW speed_of '^worse: \(speed\|instructions\): sigmoid/planted '
echo "gate: $failures of $((5 * runs)) expectations were not met, $blind unchanged runs could not be judged"
((failures == 0))
