#!/bin/bash
# Shows that a library costs no more in this program than in its user's own loop: libmvec's rows against the textbook loop that
# the compiler vectorises with the same library, in f32 and f64, for the widest instruction set and for AVX2, by paired ratios.
# Exit status 1 where one takes more than 3 percent longer with its whole interval.
#
#     scripts/prove_shims.sh [SECONDS_A_FUNCTION]
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-8}
make --no-print-directory all
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

for pair in exp/libm expm1/libm log1p/libm erf/libm tanh/libm sigmoid/naive elu/expm1; do
    for set in "" @avx2; do
        build/actbench speed --function "${pair%/*}" --impl "*[a-z]$set" --op forward --n 4096 --budget "$seconds" --quiet \
            --baseline "${pair#*/}_auto$set" --out "$out" --format csv |
            awk -F, -v impl="${pair%/*}/libmvec$set" '
                NR == 1 { for (i = 1; i <= NF; i++) at[$i] = NF - i }
                index($0, "," impl ",") {
                    low = $(NF - at["ratio_low"])
                    printf "%-22s %s  %.3f of the loop [%.3f, %.3f]%s\n", impl, $4, $(NF - at["ratio_to_baseline"]), low,
                        $(NF - at["ratio_high"]), low > 1.03 ? "  too much" : ""
                }'
    done
done | tee "$out/found"
[ -s "$out/found" ] && ! grep -q 'too much' "$out/found"
