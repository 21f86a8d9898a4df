#!/bin/bash
# Stores what the pages tell of from the run in reports/ as reports/findings/: the claims with all rows that they rest on, and
# the accuracy of every float32 implementation.
set -euo pipefail
cd "$(dirname "$0")/../reports"
mkdir -p findings
for file in environment accuracy speed identity training claims; do cp "$file.csv" findings/; done
echo "What the pages tell of is stored in reports/findings/."
