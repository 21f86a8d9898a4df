#!/bin/bash
# Stores the run in reports/ as reports/baseline/, with its budgets, beside the certificate that is kept there and the facts
# of the run that made it.
set -euo pipefail
cd "$(dirname "$0")/../reports"
mkdir -p baseline
kept=$(mktemp)
trap 'rm -f "$kept"' EXIT
if [ -e baseline/certificate.csv ]; then
    awk -F, 'NR == FNR { if (FNR > 1) certified[$1]; next }
             $1 == "run_id" { id = $2; sub(/\r$/, "", id); inside = id in certified }
             inside' baseline/certificate.csv baseline/environment.csv > "$kept"
fi
# The rows behind the pictures of the pages: f32 forward of some functions, one row an implementation. Of the bins those
# between two like them go, which a line between their neighbours shows as well.
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
if [ -e accuracy_bins.csv ]; then pictured accuracy_bins.csv | thinned > baseline/accuracy_bins.csv; fi
for file in environment accuracy speed instructions identity training claims; do
    if [ -e "$file.csv" ]; then cp "$file.csv" baseline/; fi
done
if [ -e baseline/training.csv ]; then gzip -9nf baseline/training.csv; fi
../build/actbench gate --out . --emit baseline/budgets.csv
cat "$kept" >> baseline/environment.csv
echo "The run is stored in reports/baseline/."
