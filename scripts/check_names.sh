#!/bin/sh
# Says which name of a type is given to two types of harness/, and which name of a file stands in two of its rooms. A
# command's file carries its command's name, whatever room has that name too.
# usage: scripts/check_names.sh [FOLDER]      FOLDER holds the rooms: harness by default. Exit status 1: there is one.
set -eu
LC_ALL=C
export LC_ALL
cd "${1:-harness}"
status=0

# TYPE FILE, of `} name;` behind a typedef and of a typedef's one line.
types() {
    find . -name '*.[ch]' -exec awk '
        /^typedef (struct|enum|union)/ && /\{/ { inside = 1 }
        inside && /^\}/ { sub(/^\} */, ""); sub(/;.*/, ""); print $0, FILENAME; inside = 0 }
        /^typedef / && /;/ && !/[{]/ {
            name = $0; sub(/;.*/, "", name); sub(/ *__attribute__.*/, "", name); sub(/\(.*/, "", name)
            sub(/.*[ *]/, "", name); if (name != "nothing_to_compile") print name, FILENAME }' {} +
}

# (ISO C wants something in a file that compiles to nothing: `nothing_to_compile`.) A type that a header declares and its own .c defines is one type.
types | sed 's/\.[ch]$//' | sort -u | awk '
    $1 == type { print "the type " $1 " stands in " file " and in " $2; bad = 1 }
    { type = $1; file = $2 }
    END { exit bad }' || status=1

find . -mindepth 2 -name '*.[ch]' ! -path './commands/*' | sed 's/\.[ch]$//' | sort -u | sed 's|^\./\(.*\)/\([^/]*\)$|\2 \1|' | sort | awk '
    $1 == stem { print "a file " $1 " stands in " room " and in " $2; bad = 1 }
    { stem = $1; room = $2 }
    END { exit bad }' || status=1
exit $status
