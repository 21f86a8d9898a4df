#!/bin/sh
# Says in one line why actbench cannot be built here, before the compiler does in many.
# usage: check_toolchain.sh "COMPILER AND FLAGS" HEADER...      Exit status 3: something is missing.
set -eu
compiler=$1
shift

compiles() { printf '%s\n' "$1" | $compiler -x c -c - -o /dev/null 2>/dev/null; }

give_up() {
    echo "actbench: $1" >&2
    exit 3
}

command -v "${compiler%% *}" >/dev/null ||
    give_up "there is no compiler ${compiler%% *}: run scripts/setup.sh, which installs or names it, or give another as CC=NAME"
compiles 'int nothing;' ||
    give_up "'$compiler' compiles nothing: try it on a file of one line, and mend CC, CFLAGS or its installation"
compiles '#if __SIZEOF_POINTER__ != 8
#error
#endif' ||
    give_up "'$compiler' builds for a 32-bit machine; the formats take 64 bits: build for x86-64 or aarch64"
compiles '#include <features.h>
#ifndef __GLIBC__
#error
#endif' ||
    give_up "'$compiler' finds no GNU C library (musl and others lack what is used of it): install libc6-dev, or give a compiler for it as CC=NAME"
for header in "$@"; do
    compiles "#include <$header>" ||
        give_up "$header is missing for '$compiler': run scripts/setup.sh, which installs or names its package"
done
