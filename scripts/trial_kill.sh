#!/bin/bash
# Tries kill -9 at random moments: a run that is resumed until it is whole has the rows of one that nothing has stopped, byte
# for byte but for its name and its times. Usage: trial_kill.sh [KILLS [SEED [PROGRAM]]]   (default: 100 kills, some minutes)
set -euo pipefail
kills=${1:-100} seed=${2:-$RANDOM} program=$(realpath "${3:-build/actbench}")
cd "$(dirname "$0")/.."
# shellcheck source=scripts/trial.sh
. scripts/trial.sh
cd "$work"
RANDOM=$seed
run=("$program" accuracy --impl exp/libm --op forward --dtype f32 --inputs stratified:20000000 --threads 1 --quiet)

# Rows without run_id, seconds and kernel_seconds.
rows() {
    for file in "$1"/accuracy*.csv; do
        awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) told[i] = $i !~ /^(run_id|seconds|kernel_seconds)$/ }
            { for (i = 1; i <= NF; i++) if (!told[i]) $i = ""; print }' "$file"
    done
}

started=$(date +%s%N)
"${run[@]}" --out whole > /dev/null
took=$((($(date +%s%N) - started) / 1000))
killed=0 rounds=0
while [ $killed -lt "$kills" ]; do
    rounds=$((rounds + 1))
    rm -rf cut
    ended=137
    while [ $ended = 137 ] && [ $killed -lt "$kills" ]; do
        ended=0
        moment=$(((RANDOM * 32768 + RANDOM) % took))
        # In the background, for a shell tells of a child's end by a signal where it is in front.
        "${run[@]}" --resume --out cut > /dev/null 2> "$work/said" &
        pid=$!
        sleep "$(printf '%d.%06d' $((moment / 1000000)) $((moment % 1000000)))"
        kill -KILL $pid 2> "$work/none" || true
        wait $pid 2> "$work/none" || ended=$?
        [ $ended != 137 ] || killed=$((killed + 1))
    done
    wrong=
    if [ $ended = 137 ]; then
        ended=0
        "${run[@]}" --resume --out cut > /dev/null 2> "$work/said" || ended=$?
    fi
    [ $ended = 0 ] || wrong="exit status $ended"
    diff <(rows whole) <(rows cut) > "$work/said" || wrong="$wrong other rows"
    [ -z "$(find cut -name '.*.csv.*')" ] || wrong="$wrong temporary files are left"
    [ -z "$wrong" ] || report "kill $killed of $kills, seed $seed" "$wrong"
done
report "$killed kills in $rounds runs that were resumed to their end, seed $seed" ""
finish
