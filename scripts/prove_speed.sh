#!/bin/bash
# Shows what the verdicts of `actbench speed` are worth: over RUNS whole runs each (default 20), two identical kernels and
# two that differ by 3 percent; and how well the ratio of sigmoid/naive to sigmoid/fast repeats over half as many. Exit status 1
# when identical kernels were told apart more than once in 20, or the slower of the other two was not named in 19 of 20, or was
# ever called faster, or that ratio strays by more than 2 percent from its median within one state of the machine.
#
#     scripts/prove_speed.sh [RUNS [SECONDS_A_RUN]]
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-20} seconds=${2:-8}
make --no-print-directory build/proof/actbench
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# The verdict, ratio and interval of implementation $1 against baseline $2. Columns are counted from the end of the line:
# a distribution's name has a comma.
measure() {
    build/proof/actbench speed --impl "${1%/*}/*" --op forward --dtype f32 --baseline "${2#*/}" --n 4096 --budget "$seconds" --seed "$3" \
        --out "$out" --format csv --quiet |
        awk -F, -v impl="$1" '
            NR == 1 { for (i = 1; i <= NF; i++) at[$i] = NF - i }
            index($0, "," impl ",") { print $(NF - at["verdict"]), $(NF - at["ratio_to_baseline"]),
                                            $(NF - at["ratio_low"]), $(NF - at["ratio_high"]), $(NF - at["state"]) }
        ' FS=, OFS=';'
}

same_told_apart=0 slower=0 faster=0
for ((i = 1; i <= runs; i++)); do
    same=$(measure proof_same/other proof_same/one "$i")
    more=$(measure proof_3_percent/more proof_3_percent/plain "$i")
    printf '%2d  identical: %s   3%% more: %s\n' "$i" "$same" "$more"
    case $same in faster*|slower*) same_told_apart=$((same_told_apart + 1)) ;; esac
    case $more in slower*) slower=$((slower + 1)) ;; faster*) faster=$((faster + 1)) ;; esac
done
echo "identical kernels told apart: $same_told_apart of $runs"
echo "3 percent more work called slower: $slower of $runs, faster: $faster of $runs"
for ((i = 1; i <= (runs + 1) / 2; i++)); do
    measure sigmoid/fast sigmoid/naive "$i"
done | awk -F';' '{ print $5, $2 }' | sort -k1,1 -k2,2g | awk '
    { if ($1 != state) report(); state = $1; value[++n] = $2 }
    function report(  low, high, middle) {
        if (n > 0) {
            middle = value[int((n + 1) / 2)]
            low = 100 * (value[1] / middle - 1); high = 100 * (value[n] / middle - 1)
            printf "sigmoid/fast : sigmoid/naive = %.4f in the %s state, %+.2f%% to %+.2f%% over %d runs\n", middle, state, low, high, n
            bad = bad || low < -2 || high > 2
        }
        n = 0
    }
    END { report(); exit bad }'
((same_told_apart * 20 <= runs && slower * 20 >= 19 * runs && faster == 0))
