#!/bin/bash
# Stores what the pages tell of from the run in reports/, or DIR, as reports/findings/: the claims with all rows that they
# rest on, those of training compressed; accuracy, times and instructions of every implementation; and the rows behind the pictures.
# Usage: findings_store.sh [DIR]
set -euo pipefail
cd "$(dirname "$0")/.."
from=${1:-reports}
# The pictures show f32 forward of some functions, one row an implementation. Of the bins those between two like them go, which
# a line between their neighbours shows as well.
pictured() {
    awk -F, -v functions=" sigmoid tanh elu gelu silu " 'NR == 1 { print; next }
        index(functions, " " $2 " ") && $3 == "forward" && $4 == "f32" && $5 !~ /@/' "$1"
}
thinned() {
    awk -F, 'function like(a, b) { return a - b <= 0.01 * b && b - a <= 0.01 * b }
        { key = $5 "," $8; same = $9 != "special" && key in most && like($11, most[key]) && like($13, mean[key]) }
        same { held[key] = $0; next }
        { if (held[key] != "") print held[key]; held[key] = ""; print; most[key] = $11; mean[key] = $13 }
        END { for (key in held) if (held[key] != "") print held[key] }'
}
mkdir -p reports/findings
build/actbench claims --from "$from" --keep reports/findings > /dev/null
for file in environment accuracy speed instructions; do cp "$from/$file.csv" reports/findings/; done
pictured "$from/accuracy_bins.csv" | thinned > reports/findings/accuracy_bins.csv
gzip -9nf reports/findings/training.csv
build/actbench claims --from reports/findings > /dev/null
echo "What the pages tell of is stored in reports/findings/."
