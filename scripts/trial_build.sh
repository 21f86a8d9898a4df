#!/bin/bash
# Tries what the Makefile promises: objects follow the compiler and the flags, a compiler that will not do is named in one
# line, and so is a kernel that would not be built; a stranger's file may have warnings. (About a minute.)
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/trial.sh
. scripts/trial.sh

# In a copy, for files are put into it.
tree="$work/a tree with 빈칸"
mkdir "$tree"
git ls-files -z | xargs -0 cp --parents -t "$tree"
cd "$tree"
git init -q
git add .
object=build/impls/sigmoid/naive.f32.o
build=(make --no-print-directory "$object")
# shellcheck disable=SC2016
quiet=(bash -c 'said=$("$@") && echo "${said:-nothing to do}"' -)

expect "an object is built" 0 "CC $object" "${build[@]}"
expect "and not again" 0 'nothing to do' "${quiet[@]}" "${build[@]}"
expect "other flags build it anew" 0 "CC $object" "${build[@]}" CFLAGS=-O1
expect "the same flags do not" 0 'nothing to do' "${quiet[@]}" "${build[@]}" CFLAGS=-O1
if command -v clang > /dev/null; then
    expect "another compiler builds it anew" 0 "CC $object" "${build[@]}" CFLAGS=-O1 CC=clang
fi
expect "a missing compiler is named" 2 'no compiler no-such-gcc' "${build[@]}" CC=no-such-gcc
if command -v musl-gcc > /dev/null; then
    expect "musl is named" 2 'no GNU C library' "${build[@]}" CC=musl-gcc
fi
expect "32 bits are named" 2 '32-bit machine' "${build[@]}" CC="gcc -m32"
expect "a missing header is named" 3 'actbench: no/such.h is missing' scripts/check_toolchain.sh gcc stdio.h no/such.h

echo 'int nothing;' > impls/loose.c
expect "a kernel outside a function's folder is named" 2 'impls/loose.c would not be built' make build/objects
rm impls/loose.c
echo 'int nothing;' > impls/sigmoid/other.cpp
expect "a kernel in C++ is named" 2 'impls/sigmoid/other.cpp would not be built' make build/objects
rm impls/sigmoid/other.cpp

warns='static int unused; int also_unused(int x) { int y; return 1; }'
echo "$warns" > impls/sigmoid/guest.c
expect "warnings in a stranger's file are shown and not fatal" 0 'warning: unused' make build/impls/sigmoid/guest.o
git add impls/sigmoid/guest.c
expect "warnings in the tree's own are fatal" 2 'error: unused' make -B build/impls/sigmoid/guest.o
finish
