#!/bin/bash
# Builds for aarch64 with Debian's cross compiler and libraries, and runs the program under qemu: accuracy, check, train and
# claims work, speed says why it does not. Usage: trial_aarch64.sh [FOLDER]   (some minutes; FOLDER keeps the build)
# It needs root and the packages gcc-aarch64-linux-gnu and qemu-user; the libraries are unpacked, not installed.
# ARM_INPUTS=N: floats that each NEON kernel is judged on (default: 2^20); ARM_INPUTS=all takes every float, which takes hours.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/trial.sh
. scripts/trial.sh
folder=${1:-$work/aarch64}
if ! command -v aarch64-linux-gnu-gcc qemu-aarch64 > /dev/null; then
    echo "skipped: it takes the packages gcc-aarch64-linux-gnu and qemu-user"
    exit 0
fi
mkdir -p "$folder"
folder=$(realpath "$folder")
scripts/sysroot_aarch64.sh "$folder/root"
built() {
    make -s -j"$(nproc)" CROSS=aarch64 BUILD="$folder" "$folder/actbench"
}
emulated() {
    qemu-aarch64 -L /usr/aarch64-linux-gnu -E LD_LIBRARY_PATH="$folder/root/usr/lib/aarch64-linux-gnu" "$folder/actbench" "$@" \
        --out "$work/out" --quiet
}
export -f built emulated
export folder work
expect "it builds without a warning" 0 '' bash -c 'built'
inputs=${ARM_INPUTS:-1048576}
[ "$inputs" = all ] || inputs=stratified:$inputs
# A result beyond what its kernel promises is exit status 1.
expect "every f16 and bf16 input" 0 'table  ' bash -c "emulated accuracy --dtype f16 && emulated accuracy --dtype bf16"
TRIAL_SECONDS=100000 expect "NEON kernels on f32, $inputs" 0 'exact@neon' \
    bash -c "emulated accuracy --dtype f32 --impl '*@neon' --inputs $inputs"
expect "NEON kernels on f64" 0 'faithful@neon' bash -c "emulated accuracy --dtype f64 --impl '*@neon' --inputs stratified:20000"
for tier in exact faithful fast; do
    TRIAL_SECONDS=3000 expect "the kernel rules, $tier" 0 'verdicts are "kept"' bash -c "emulated check --impl '$tier@neon'"
done
TRIAL_SECONDS=3000 expect "the kernels' tests" 0 '100%' make -s CROSS=aarch64 BUILD="$folder" test
expect "a network is trained" 0 'relu' bash -c "emulated train --activation relu --depth 1 --width 8 --epochs 1 --data digits"
expect "the claims are settled" 0 'N34' bash -c "emulated claims --stride 1000003"
expect "speed is refused in a line" 3 'cannot start itself' bash -c "emulated speed --function relu --impl exact --op forward --dtype f32 --budget 2"
finish
