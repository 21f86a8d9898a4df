#!/bin/bash
# Tries a system that withholds something: a source tree that cannot be written, no /proc, few processes, vector instructions
# (by qemu-x86_64, of the package qemu-user). It needs root, for mounts of its own. Usage: trial_system.sh [PROGRAM]   (default: build/actbench; some seconds)
set -euo pipefail
program=$(realpath "${1:-build/actbench}")
cd "$(dirname "$0")/.."
# shellcheck source=scripts/trial.sh
. scripts/trial.sh
if ! unshare -m true 2> "$work/said"; then
    echo "skipped: mounts of its own are for root"
    exit 0
fi
run="$program accuracy --impl exp/libm --dtype f16 --op forward --quiet --threads 2"
tree=$PWD
read_only="mount --bind '$tree' '$tree' && mount -o remount,ro,bind '$tree' && cd '$tree' &&"
no_proc="mount -t tmpfs none /proc &&"
chmod 711 "$work"
mkdir -m 777 "$work/out"
out=$work/out

expect "a run of a tree that cannot be written" 0 'libm  ' unshare -m bash -c "$read_only $run --out $out/a"
expect "reports there are refused" 2 'give a writable folder with --out' unshare -m bash -c "$read_only $run"
expect "so are claims beside stored rows" 2 'give a writable folder with --out' \
    unshare -m bash -c "$read_only $program claims --from reports/baseline"
expect "and settled elsewhere" 0 'N34' unshare -m bash -c "$read_only $program claims --from reports/baseline --out $out/a"

expect "accuracy without /proc" 0 'libm  ' unshare -m bash -c "$no_proc $run --out $out/b"
expect "shards without /proc" 0 'libm  ' unshare -m bash -c "$no_proc $run --out $out/1 --shard 1/2 > /dev/null &&
    $run --out $out/2 --shard 2/2 > /dev/null && $program merge $out/1 $out/2 --out $out/c"
expect "check without /proc" 0 'verdicts are "kept"' unshare -m bash -c "$no_proc $program check --impl exp/libm --dtype f32 --quiet --out $out/b"
expect "speed names what it lacks" 3 'cannot start itself' unshare -m bash -c "$no_proc $program speed \
    --impl exp/libm --dtype f32 --op forward --n 4096 --budget 1 --quiet --out $out/b"

# Without OPENBLAS_NUM_THREADS that library starts threads before the program does anything, and ends it in its own words.
few_processes=(setpriv --reuid=65534 --clear-groups bash -c "export OPENBLAS_NUM_THREADS=1; ulimit -u \$1; exec $run --out $out/d" -)
if setpriv --reuid=65534 --clear-groups test -x "$program"; then
    expect "one process is too few" 3 'raise .ulimit -u' "${few_processes[@]}" 1
    expect "six are enough" 0 'libm  ' "${few_processes[@]}" 6
fi
if command -v qemu-x86_64 > /dev/null; then
    nehalem=(qemu-x86_64 -cpu Nehalem "$program")
    expect "without AVX its kernels are unavailable" 0 'sigmoid/fast@avx2.*no: needs avx2' \
        "${nehalem[@]}" list --impl "sigmoid/fast*" --format csv
    expect "the others are judged" 0 'fast  ' \
        "${nehalem[@]}" accuracy --impl sigmoid/fast --op forward --dtype f16 --out "$out/e" --quiet
    expect "checked" 0 'verdicts are "kept"' \
        "${nehalem[@]}" check --impl sigmoid/fast --op forward --dtype f32 --out "$out/e" --quiet
    expect "and the claims settled" 0 'N34' "${nehalem[@]}" claims --stride 1000003 --out "$out/e" --quiet
fi
finish
