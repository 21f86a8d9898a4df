#!/bin/bash
# Shows what `actbench gate` is worth. Planted faults must fail and be named each time: one ULP lost at one input, a NaN, a
# missing row. Identical kernels of two trees, timed beside each other with a busy loop on another core, must never be called
# worse, in RUNS runs (default 20) over all of our rows. Kernels that do 10 percent more work must be: at most 1 percent of
# them missed at n = 4096, 5 of latency, 10 beyond the caches. Exit status 1 where one of these is not so.
#
#     scripts/prove_gate.sh [RUNS [SECONDS_A_RUN]]
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-20} seconds=${2:-80}
work=$(mktemp -d)
busy=
trap 'rm -rf "$work"; [ -z "$busy" ] || kill "$busy"' EXIT
failures=0

# Builds the program with fault $1 planted (none: as it is).
build() {
    make --no-print-directory build/proof/actbench PROOF_FLAGS="${1:+-DPLANTED_$1}" > "$work/make.log" ||
        { cat "$work/make.log" >&2; exit 1; }
    cp build/proof/actbench "$work/actbench$1"
}

# Program $1 judges the planted implementation and some others into folder $2.
accuracy_of() {
    "$work/actbench$1" accuracy --function sigmoid --impl '*/[nps]*' --op forward --dtype f32 \
        --inputs stratified:100000 --out "$work/$2" --quiet > /dev/null
}

# Fault $1 planted must be named as $2 in each of the runs.
expect_caught() {
    local status caught=0
    build "$1"
    for ((i = 1; i <= runs; i++)); do
        rm -rf "${work:?}/$1"
        accuracy_of "$1" "$1"
        status=0
        "$work/actbench" gate --baseline "$work/base" --out "$work/$1" > "$work/said" || status=$?
        if ((status == 1)) && grep -q -- "$2" "$work/said"; then caught=$((caught + 1)); fi
    done
    echo "planted $1: named $caught of $runs times"
    ((caught == runs)) || failures=$((failures + 1))
}

build ''
accuracy_of '' base
expect_caught ULP '^worse: accuracy: sigmoid/planted .*max_ulp'
expect_caught NAN '^worse: accuracy: sigmoid/planted .*faults 0 -> 1'
expect_caught MISSING '^missing: accuracy: sigmoid/planted '

# Times the kernels of file $1 beside those of file $2, with seed $3; the rest are options. Prints how many rows there are, and
# how many are called worse, better, or are left open.
beside() {
    local kernels=$1 base=$2 seed=$3
    shift 3
    rm -rf "$work/beside"
    build/actbench speed --kernels "$kernels" --beside "$base" --dtype f32 --seed "$seed" --out "$work/beside" --quiet "$@" \
        > /dev/null
    build/actbench gate --out "$work/beside" --format csv > "$work/said" || true
    awk -F, 'NR > 1 { count[$1]++ } END { print NR - 1, count["worse"] + 0, count["better"] + 0, count["cannot tell"] + 0 }' "$work/said"
}

make --no-print-directory all kernels build/proof/slowed_0.so build/proof/slowed_10.so > "$work/make.log"
cp build/kernels.so "$work/base.so"
taskset -c $(($(nproc) - 1)) bash -c 'while :; do :; done' &
busy=$!
alarms=0
for ((i = 1; i <= runs; i++)); do
    read -r rows worse better open <<< "$(beside build/kernels.so "$work/base.so" "$i" --n 4096 --budget "$seconds")"
    echo "identical kernels, n = 4096, busy machine: of $rows rows $worse worse, $better better, $open cannot tell"
    alarms=$((alarms + worse))
    if ((open > rows / 10)); then failures=$((failures + 1)); fi
done
kill "$busy"
wait "$busy" 2> /dev/null || true
busy=
echo "false alarms: $alarms in $runs runs"
((alarms == 0)) || failures=$((failures + 1))

# Of workload $1 at most $2 percent of the slowed rows may be missed; the rest are options of `speed`.
expect_slow() {
    local workload=$1 percent=$2 rows worse better open
    shift 2
    read -r rows worse better open <<< "$(beside build/kernels.so "$work/base.so" 1 "$@")"
    echo "$workload, identical: of $rows rows $worse worse, $better better, $open cannot tell"
    ((worse == 0)) || failures=$((failures + 1))
    read -r rows worse better open <<< "$(beside build/proof/slowed_10.so build/proof/slowed_0.so 1 "$@")"
    echo "$workload, 10 percent more work: of $rows rows $worse worse, $((rows - worse)) missed ($open cannot tell)"
    ((rows > 0 && 100 * (rows - worse) <= percent * rows)) || failures=$((failures + 1))
}
expect_slow 'n = 4096' 1 --n 4096 --budget "$seconds"
expect_slow latency 5 --op forward --mode latency --budget "$seconds"
expect_slow 'beyond the caches' 10 --op forward --n beyond --budget $((3 * seconds))
echo "gate: $failures expectations were not met"
((failures == 0))
