#!/bin/sh
# Says which file of harness/ includes one of a floor above its own, or of another room on its own floor, and which
# headers include each other in a circle.
# usage: scripts/check_floors.sh [FOLDER]      FOLDER holds the rooms: harness by default. Exit status 1: there is one.
set -eu
LC_ALL=C
export LC_ALL
rooms=${1:-harness}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# A floor a line, the lowest first: its rooms, or files of a room; the longest name that fits decides.
cat > "$scratch/floors" <<'FLOORS'
support
rows
registry/implementation.h registry/narrow.h registry/elements registry/instruction_sets
reference
registry
environment calls inputs
report truth
judge
search certify
accuracy check guests speed training
card claims gate page
commands
main.c
FLOORS

# INCLUDER INCLUDED, both from the folder of the rooms.
(cd "$rooms" && find . -name '*.[ch]' -exec grep -H '^#include "' {} +) |
    sed -n 's|^\./\([^:]*\):#include "\([^"]*\)".*|\1 \2|p' | sort > "$scratch/includes"

status=0
awk -v floors="$scratch/floors" '
    BEGIN { while ((getline line < floors) > 0) { n = split(line, names, " "); height++
                for (i = 1; i <= n; i++) floor[names[i]] = height } }
    function home(file,  name, best) {
        for (name in floor) if (index(file, name) == 1 && length(name) > length(best)) best = name
        return best }
    function room(file) { sub("/.*", "", file); return file }
    home($1) == "" && seen[$1]++ { next }
    home($1) == "" { print $1 " is in no room that has a floor: give it one in scripts/check_floors.sh"; bad = 1; next }
    home($2) == "" { next } # not a file of the rooms
    floor[home($1)] < floor[home($2)] { print $1 " includes " $2 ", which is on a floor above its own"; bad = 1 }
    floor[home($1)] == floor[home($2)] && room($1) != room($2) {
        print $1 " includes " $2 ", another room on its floor"; bad = 1 }
    END { exit bad }' "$scratch/includes" || status=1

# A file that includes nothing but itself is no circle to tsort; guards make it harmless.
tsort "$scratch/includes" > /dev/null 2> "$scratch/circles" || status=1
sed -n '/loop:$/d; s/^tsort: *//p' "$scratch/circles" | sed 's/$/ is in a circle of includes/'
exit $status
