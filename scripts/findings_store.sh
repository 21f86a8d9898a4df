#!/bin/bash
# Stores what the pages tell of from the run in reports/, or DIR, as reports/findings/: the claims with all rows that they
# rest on, those of training compressed, and the accuracy of every implementation.
# Usage: findings_store.sh [DIR]
set -euo pipefail
cd "$(dirname "$0")/.."
from=${1:-reports}
mkdir -p reports/findings
build/actbench claims --from "$from" --keep reports/findings > /dev/null
for file in environment accuracy; do cp "$from/$file.csv" reports/findings/; done
gzip -9nf reports/findings/training.csv
build/actbench claims --from reports/findings > /dev/null
echo "What the pages tell of is stored in reports/findings/."
