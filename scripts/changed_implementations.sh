#!/bin/bash
# Prints the implementations, one a line, whose code differs from that in tree BASE, which is built like this one: those of a
# source file one of whose objects has other instructions or constants there. New ones are among them, other projects' are
# not. What shares code with all of them (a registry entry of another form) changes them all: then all are printed.
#
#     scripts/changed_implementations.sh BASE
set -euo pipefail
cd "$(dirname "$0")/.."
base=${1:?"give the folder of the other tree"}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What an object computes: its sections with their relocations, without what only debuggers read.
code_of() {
    objcopy --strip-debug "$1" "$work/object"
    objdump -drws "$work/object" | tail -n +4
    objdump -rw "$work/object" | tail -n +4
}

# "FILE IMPLEMENTATION" for each that runs here and is not another project's. (Only cells before the file's are ever quoted.)
build/actbench list --format csv | tr -d '\r' |
    awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "file") from_end = NF - i; next }
             $5 == "yes" && $(NF - from_end - 1) != "peer" { print $(NF - from_end), $4 }' | sort -u > "$work/listed"

find build/impls -name '*.o' | sort | while read -r object; do
    source=${object#build/}
    source=${source%/*}/$(basename "$source" | cut -d. -f1).c
    grep -q "^$source " "$work/listed" || continue
    code_of "$object" > "$work/here"
    if [ -e "$base/$object" ]; then code_of "$base/$object" > "$work/there"; else : > "$work/there"; fi
    cmp -s "$work/here" "$work/there" || echo "$source"
done | sort -u | join - "$work/listed" | cut -d' ' -f2 | sort -u
