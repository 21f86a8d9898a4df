#!/bin/sh
# Makes sure that what actbench is built with is there. Usage: setup.sh [--test | --page]
#
# Installs missing Debian packages when it may (root and apt-get), and otherwise prints the one line to run. The needed ones
# must be there in the end; without the optional ones the program is built with less.
set -eu

needed="gcc make pkg-config libmpfr-dev libgmp-dev libgsl-dev libcsv-dev zlib1g-dev"
optional="libopenblas-dev libsleef-dev libdnnl-dev libxnnpack-dev libpthreadpool-dev libcpuinfo-dev libfxdiv-dev \
libeigen3-dev g++ dataset-fashion-mnist valgrind gnuplot-nox"
case "${1:-}" in
--test) needed="$needed check libsubunit-dev gnuplot-nox" ;;
--page) needed="$needed gnuplot-nox chromium chromium-driver python3-selenium" ;;
esac

missing() {
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || printf '%s ' "$package"
    done
}

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "setup: not a Debian system: make sure that these are installed: $needed (optional: $optional)"
    exit 0
fi
# shellcheck disable=SC2086
absent=$(missing $needed)
# shellcheck disable=SC2086
wanted=$(missing $optional)
[ -z "$absent$wanted" ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "setup: installing $absent$wanted"
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    apt-get update >"$log" 2>&1 || true
    # shellcheck disable=SC2086
    if [ -n "$absent" ] && ! apt-get install -y --no-install-recommends $absent >>"$log" 2>&1; then
        tail -n 5 "$log" >&2
        echo "setup: apt-get could not install: $absent" >&2
        exit 3
    fi
    for package in $wanted; do
        apt-get install -y --no-install-recommends "$package" >>"$log" 2>&1 ||
            echo "setup: $package cannot be had here: built without it"
    done
elif [ -n "$absent" ]; then
    echo "setup: missing packages; run: sudo apt-get install $absent$wanted" >&2
    exit 3
else
    echo "setup: optional packages are missing; for the whole comparison run: sudo apt-get install $wanted"
fi
