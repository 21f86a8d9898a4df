#!/bin/bash
# Tries the program on a bare Debian 12, made by debootstrap and with nothing added but make: what is missing is named, setup.sh
# installs it, and then the program builds, judges, times and settles. Usage: trial_debian.sh [FOLDER]   (half an hour on two
# cores and 2 GB; FOLDER keeps the system and the build)
# It needs root and a Debian mirror (MIRROR=http://deb.debian.org/debian).
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/trial.sh
. scripts/trial.sh
mirror=${MIRROR:-http://deb.debian.org/debian}
if ! command -v debootstrap > /dev/null || [ "$(id -u)" != 0 ]; then
    echo "skipped: it takes root and the package debootstrap"
    exit 0
fi
root=${1:-$work/debian}
if [ ! -e "$root/usr/bin/make" ]; then
    expect "a bare Debian 12" 0 'Base system installed' debootstrap --variant=minbase --include=make bookworm "$root" "$mirror"
fi
root=$(realpath "$root")
mkdir -p "$root/actbench"
find "$root/actbench" -mindepth 1 -maxdepth 1 ! -name build -exec rm -rf {} + # what an earlier trial left is of another tree
git ls-files -z | xargs -0 cp --parents -t "$root/actbench"

within() {
    unshare --mount bash -c "mount -t proc proc '$root/proc' && exec chroot '$root' bash -c 'cd /actbench && $*'"
}
export -f within
export root
in_system() { expect "$1" "$2" "$3" bash -c "within '$4'"; }

if ! chroot "$root" sh -c 'command -v gcc' > "$work/said"; then
    in_system "the missing compiler is named" 2 'no compiler gcc' 'make build/toolchain.found'
fi
in_system "what is missing is installed" 0 '' 'scripts/setup.sh --test'
in_system "and nothing is missing then" 0 ready 'scripts/setup.sh --test && make build/toolchain.found && echo ready'
TRIAL_SECONDS=7200
in_system "it builds without a warning" 0 '' "make -s -j$(nproc) all"
in_system "all that can run is listed" 0 'fast  *forward' 'build/actbench list --function sigmoid'
in_system "every f16 input" 0 'naive  ' 'build/actbench accuracy --function sigmoid --op forward --dtype f16 --quiet'
in_system "the kernel rules" 0 'verdicts are "kept"' 'build/actbench check --impl exp/libm --dtype f32 --quiet'
in_system "times" 0 'exp ' 'build/actbench speed --function exp --op forward --dtype f32 --budget 5 --quiet'
in_system "the claims" 0 'N34' 'build/actbench claims --stride 1000003 --quiet'
finish
