#!/bin/bash
# Shows that a run in shards is the run: N parts under GNU parallel, merged, against one run of the same.
# usage: scripts/shards.sh [N [ACTBENCH_OPTION]...]      (default: 4 --function tanh --inputs stratified:1000000)
set -euo pipefail

n=${1:-4}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- --function tanh --inputs stratified:1000000
actbench=${ACTBENCH:-build/actbench}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Columns that tell of the run and not of its result.
result() { python3 -c '
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], newline="")))
for row in rows:
    for column in ("run_id", "seconds", "kernel_seconds"):
        del row[column]
    print(row)' "$1"; }

parallel --will-cite --jobs "${JOBS:-2}" "$actbench" accuracy "$@" --quiet --threads 1 --shard {}/"$n" --out "$work/shard{}" \
    ::: $(seq "$n")
"$actbench" merge "$work"/shard* --out "$work/merged" --quiet > "$work/merged.txt"
"$actbench" accuracy "$@" --quiet --out "$work/whole" > "$work/whole.txt"
if cmp <(result "$work/whole/accuracy.csv") <(result "$work/merged/accuracy.csv"); then
    echo "shards: $(($(wc -l < "$work/merged/accuracy.csv") - 1)) rows from $n shards are those of one run"
else
    echo "shards: the merged rows differ from those of one run" >&2
    exit 1
fi
