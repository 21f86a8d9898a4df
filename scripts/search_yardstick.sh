#!/bin/bash
# Shows that the search for worst cases reaches 99% of the error that published inputs have on the C library at hand:
# exp, expm1, tanh, log1p and erf, without being given those inputs. Takes about seven minutes of one core, as much as four
# of two; nearly all of it is erf's, whose worst inputs lie in a few small places.
set -euo pipefail
cd "$(dirname "$0")/.."
ACTBENCH_SEARCH_LONG=1 build/tests/run search
