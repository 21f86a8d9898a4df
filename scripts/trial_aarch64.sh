#!/bin/bash
# Builds for aarch64 with Debian's cross compiler and libraries, and runs the program under qemu: accuracy, check, train and
# claims work, speed says why it does not. Usage: trial_aarch64.sh [FOLDER]   (some minutes; FOLDER keeps the build)
# It needs root for the packages gcc-aarch64-linux-gnu and qemu-user; the libraries are unpacked, not installed.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/trial.sh
. scripts/trial.sh
folder=${1:-$work/aarch64}
libraries=(libmpfr-dev libmpfr6 libgmp-dev libgmp10 libgsl-dev libgsl27 libgslcblas0 libcsv-dev libcsv3 zlib1g-dev zlib1g libgomp1)
if ! command -v aarch64-linux-gnu-gcc qemu-aarch64 > /dev/null; then
    echo "skipped: it takes the packages gcc-aarch64-linux-gnu and qemu-user"
    exit 0
fi
mkdir -p "$folder/packages" "$folder/root"
folder=$(realpath "$folder")
root=$folder/root/usr
if [ ! -e "$root/include/mpfr.h" ]; then
    known=$(dpkg --print-foreign-architectures)
    case " $known " in *arm64*) ;; *) dpkg --add-architecture arm64 && apt-get update -qq ;; esac
    (cd "$folder/packages" && apt-get download -qq "${libraries[@]/%/:arm64}")
    for package in "$folder"/packages/*.deb; do dpkg -x "$package" "$folder/root"; done
    case " $known " in *arm64*) ;; *) dpkg --remove-architecture arm64 && apt-get update -qq ;; esac
fi
built() {
    make -s -j"$(nproc)" CC=aarch64-linux-gnu-gcc BUILD="$folder/build" \
        EXTRA_CFLAGS="-isystem $root/include -isystem $root/include/aarch64-linux-gnu" \
        EXTRA_LDFLAGS="-L$root/lib/aarch64-linux-gnu -Wl,-rpath-link,$root/lib/aarch64-linux-gnu" "$folder/build/actbench"
}
emulated() {
    qemu-aarch64 -L /usr/aarch64-linux-gnu -E LD_LIBRARY_PATH="$root/lib/aarch64-linux-gnu" "$folder/build/actbench" "$@" \
        --out "$work/out" --quiet
}
export -f built emulated
export folder root work
expect "it builds without a warning" 0 '' bash -c 'built'
expect "every f16 input" 0 'naive  ' bash -c "emulated accuracy --function sigmoid --op forward --dtype f16 --impl naive"
expect "a sample of f32" 0 'exact  ' bash -c "emulated accuracy --function sigmoid --op forward --dtype f32 --impl exact --inputs stratified:20000"
expect "the kernel rules" 0 'verdicts are "kept"' bash -c "emulated check --impl sigmoid/exact --op forward --dtype f32"
expect "a network is trained" 0 'relu' bash -c "emulated train --activation relu --depth 1 --width 8 --epochs 1 --data digits"
expect "the claims are settled" 0 'N34' bash -c "emulated claims --stride 1000003"
expect "speed is refused in a line" 3 'cannot start itself' bash -c "emulated speed --function relu --impl exact --op forward --dtype f32 --budget 2"
finish
