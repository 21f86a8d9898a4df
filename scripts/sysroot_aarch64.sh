#!/bin/bash
# Unpacks Debian's arm64 libraries that actbench and its tests are built with. Usage: sysroot_aarch64.sh FOLDER
# Nothing is installed. To ask apt for another architecture's packages takes root; a folder that is there is kept.
set -euo pipefail
folder=$1
[ ! -e "$folder/usr/include/check.h" ] || exit 0
libraries=(libmpfr-dev libmpfr6 libgmp-dev libgmp10 libgsl-dev libgsl27 libgslcblas0 libcsv-dev libcsv3 zlib1g-dev zlib1g libgomp1
    check libsubunit-dev libsubunit0)
packages=$(mktemp -d)
trap 'rm -rf "$packages"' EXIT
known=$(dpkg --print-foreign-architectures)
case " $known " in *arm64*) ;; *) dpkg --add-architecture arm64 && apt-get update -qq ;; esac
(cd "$packages" && apt-get download -qq "${libraries[@]/%/:arm64}")
case " $known " in *arm64*) ;; *) dpkg --remove-architecture arm64 && apt-get update -qq ;; esac
mkdir -p "$folder"
for package in "$packages"/*.deb; do dpkg -x "$package" "$folder"; done
