#!/bin/bash
# Tries a disk that fills up: of each command every call that writes, renames or syncs fails once, by strace. The command
# says so in one line and leaves every file as it was, or as it should become; none is cut, no temporary one stays.
# Usage: trial_disk.sh [PROGRAM [COMMAND...]]   (default: build/actbench and all commands; about a minute)
set -euo pipefail
program=$(realpath "${1:-build/actbench}")
cd "$(dirname "$0")/.."
# shellcheck source=scripts/trial.sh
. scripts/trial.sh
if ! command -v strace > /dev/null; then
    echo "skipped: strace is not installed"
    exit 0
fi
cd "$work"
accuracy=("$program" accuracy --impl exp/libm --dtype f16 --op forward --threads 1 --quiet)
declare -A commands=(
    [accuracy]="${accuracy[*]} --out now"
    [shard]="${accuracy[*]} --out now --shard 1/2"
    [resume]="${accuracy[*]} --out now --shard 1/2 --resume"
    [merge]="$program merge --quiet --out now parts/1 parts/2"
    [claims]="$program claims --from now"
    [check]="$program check --impl exp/libm --dtype f16 --op forward --quiet --out now"
)
shift || true
[ $# -gt 0 ] || set -- "${!commands[@]}"

mkdir parts
for part in 1 2; do "${accuracy[@]}" --out parts/$part --shard $part/2 > /dev/null; done
"${accuracy[@]}" --out before > /dev/null
"$program" claims --from before > /dev/null

# What an unfinished run leaves for --resume is no fault.
files() { (cd "$1" && find . -type f ! -path './state/*' | sort); }
# Every file of before is there, and is what it was or one that the command writes, to its last line; nothing is there that
# the command does not leave.
whole() {
    local file
    [ -z "$(comm -23 <(files now) <({ files before; files good; } | sort -u))" ] || return 1
    while read -r file; do
        cmp -s "before/$file" "now/$file" || {
            [ "$(wc -l < "now/$file")" -ge "$(wc -l < "before/$file")" ] && [ -z "$(tail -c 1 "now/$file")" ]
        } || return 1
    done < <(files before)
}

# fill CALL NUMBER COMMAND: the command with that call failing; `wrong` says what is not as it should be.
fill() {
    local got=0
    rm -rf now
    cp -r before now
    # shellcheck disable=SC2086
    { strace -qq -y -o calls -e "trace=$1" -e "inject=$1:error=ENOSPC:when=$2" $3 > shown 2> said; } 2> "$work/none" || got=$?
    wrong=
    grep -q INJECTED calls || return 1
    # Of clang's OpenMP library, which ends the process, and not of the program.
    ! grep INJECTED calls | grep -q __KMP_ || return 0
    if [ $got = 0 ]; then
        [ ! -s said ] || wrong="all is said to be well, beside a complaint"
    elif [ $got != 3 ] || [ "$(wc -l < said)" != 1 ]; then
        wrong="exit status $got, $(wc -l < said) lines"
    fi
    whole || wrong="$wrong files are cut, lost or left behind"
}

for name in "$@"; do
    rm -rf good now
    cp -r before now
    ${commands[$name]} > /dev/null
    mv now good
    for call in write rename fsync ftruncate; do
        number=0
        while number=$((number + 1)) && fill $call $number "${commands[$name]}"; do
            [ -z "$wrong" ] || report "$name, $call $number: $(grep INJECTED calls)" "$wrong"
        done
        report "$name: each of $((number - 1)) calls of $call fails once" ""
    done
done
finish
