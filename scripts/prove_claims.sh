#!/bin/sh
# How far the verdicts on training depend on the luck of one trial: the trial is done over with other seeds, so with other
# cuts of the samples, searches and weights, and each verdict is counted. One that is not inconclusive should stay the same
# in 11 of 12. ReLU against itself (relu_again) should be called different in at most 1 comparison of 20.
#
#   scripts/prove_claims.sh [TRIALS [DATA [FOLDER]]]      default: 12 trials, digits, out/claims
#
# Rows of accuracy.csv, speed.csv and identity.csv are taken from reports/, or what stands in $REPORTS.
set -eu
trials=${1:-12} data=${2:-digits} folder=${3:-out/claims} reports=${REPORTS:-reports}
program=build/actbench
training='N03 N15 N16 N18 N20 N21 N22 N24 N25 N27 N31 N32 N33 N34 N40 N41 N42 N43 N44 N47 N48 N50'

[ -x "$program" ] || { echo "prove_claims: $program is not there: run make" >&2; exit 3; }
mkdir -p "$folder"
for trial in $(seq "$trials"); do
    dir=$folder/$trial
    mkdir -p "$dir"
    for file in accuracy speed identity; do
        [ ! -f "$reports/$file.csv" ] || cp "$reports/$file.csv" "$dir/"
    done
    [ -f "$dir/claims.csv" ] || "$program" train --data "$data" --seed "$trial" --out "$dir" --quiet > "$dir/training.txt"
    "$program" claims --from "$dir" --format csv > "$dir/claims.out"
done

echo "verdicts of $trials trials:"
for id in $training; do
    printf '%s ' "$id"
    for trial in $(seq "$trials"); do
        "$program" claims --from "$folder/$trial" --explain "$id" | sed -n 's/^Verdict: //p'
    done | sort | uniq -c | sort -rn | awk '{ printf " %s %s", $1, $2 } END { print "" }'
done
echo "ReLU told from itself:"
for trial in $(seq "$trials"); do
    "$program" claims --from "$folder/$trial" --explain N34 | grep -o 'ReLU is told from itself: [a-z]*' || true
done | sort | uniq -c
