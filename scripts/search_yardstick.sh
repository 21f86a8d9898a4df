#!/bin/bash
# Shows that the search for worst cases reaches 99% of the error that published inputs have on the C library at hand:
# exp, expm1, tanh, log1p and erf, without being given those inputs.
# usage: scripts/search_yardstick.sh [EVALUATIONS_PER_FUNCTION]      (default: 9000000000: 10 minutes of one core, as much as 5 of two)
set -euo pipefail

tests=${TESTS:-build/tests/run}
ACTBENCH_SEARCH_BUDGET=${1:-9000000000} ACTBENCH_SEARCH_SHARE=0.99 "$tests" search
