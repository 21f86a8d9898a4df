# Sourced by the trials: each case is one line on the terminal, and a failed one shows what it said.
# shellcheck shell=bash
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0 cases=0

report() {
    cases=$((cases + 1))
    if [ -z "$2" ]; then
        echo "ok      $1"
    else
        failures=$((failures + 1))
        printf 'FAILED  %s: %s\n' "$1" "$2"
        sed 's/^/        /' "$work/said" | head -20
    fi
}

# expect NAME STATUS PATTERN COMMAND...: the command ends with the status, and what it prints has a line like the pattern ('' is
# any, and silence too).
expect() {
    local name=$1 status=$2 pattern=$3 got=0
    shift 3
    timeout "${TRIAL_SECONDS:-300}" "$@" > "$work/said" 2>&1 < /dev/null || got=$?
    local wrong=
    [ "$got" = "$status" ] || wrong="exit status $got, not $status"
    [ -z "$pattern" ] || grep -q -- "$pattern" "$work/said" || wrong="$wrong no line like '$pattern'"
    report "$name" "$wrong"
}

# The last line; exit status 1 where a case failed.
finish() {
    echo "$((cases - failures)) passed, $failures failed"
    [ "$failures" = 0 ]
}
