#!/bin/bash
# Shows what `actbench gate` is worth: RUNS runs (default 20) of an unchanged program must pass while a busy loop keeps
# another core at work, and a planted fault must fail and be named: one ULP lost at one input, a NaN, a 10 percent
# slow-down (as often as RUNS / 4), a missing row. Exit status 1 where one of these is not so.
#
#     scripts/prove_gate.sh [RUNS [SECONDS_A_RUN]]
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-20} seconds=${2:-8}
work=$(mktemp -d)
busy=
trap 'rm -rf "$work"; [ -z "$busy" ] || kill "$busy"; rm -f build/tests/speed/proof/planted.o' EXIT

# Builds the program with fault $1 planted (none: as it is).
build() {
    rm -f build/tests/speed/proof/planted.o
    make --no-print-directory build/proof/actbench PROOF_FLAGS="${1:+-DPLANTED_$1}" > "$work/make.log" ||
        { cat "$work/make.log" >&2; exit 1; }
    cp build/proof/actbench "$work/actbench$1"
}

# One run of program $1 into folder $2 with seed $3.
run() {
    "$work/actbench$1" speed --function sigmoid --op forward --dtype f32 --n 4096 --budget "$seconds" --seed "$3" \
        --out "$work/$2" --quiet > /dev/null
    "$work/actbench$1" accuracy --function sigmoid --impl '*/[nps]*' --op forward --dtype f32 \
        --inputs stratified:100000 --out "$work/$2" --quiet > /dev/null
}

failures=0
# Judges folder $1; expects exit status $2 and a line that has $3.
expect() {
    local status=0
    "$work/actbench" gate --baseline "$work/base" --out "$work/$1" > "$work/said" || status=$?
    printf '%-12s %s\n' "$1" "$(grep -v '^better' "$work/said" | head -1)"
    if ((status != $2)) || ! grep -q -- "$3" "$work/said"; then
        echo "  expected exit status $2 and '$3', got $status:"
        cat "$work/said"
        failures=$((failures + 1))
    fi
}

build ''
for fault in ULP NAN SLOW MISSING; do build "$fault"; done
run '' base 1
cores=$(nproc)
taskset -c $((cores - 1)) bash -c 'while :; do :; done' &
busy=$!
for ((i = 1; i <= runs; i++)); do
    run '' now "$i"
    expect now 0 'gate: passed'
done
kill "$busy"
wait "$busy" 2> /dev/null || true
busy=
run ULP ulp 1
expect ulp 1 '^worse: accuracy: sigmoid/planted .*max_ulp'
run NAN nan 1
expect nan 1 '^worse: accuracy: sigmoid/planted .*faults 0 -> 1'
run MISSING missing 1
expect missing 1 '^missing: speed: sigmoid/planted '
for ((i = 1; i <= (runs + 3) / 4; i++)); do
    run SLOW slow "$i"
    expect slow 1 '^worse: speed: sigmoid/planted '
done
echo "gate: $failures expectations were not met"
((failures == 0))
