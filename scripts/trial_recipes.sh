#!/bin/bash
# Tries the table of CONTRIBUTING.md in a copy of the tree: an implementation, a function, a column, a distribution and a
# command are each added with the edits that it names and no other, and then the program knows them.
# Usage: trial_recipes.sh   (some minutes: a new column compiles what reads rows again)
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/trial.sh
. scripts/trial.sh
tree=$work/tree
mkdir "$tree"
git ls-files -z | xargs -0 cp -a --parents -t "$tree"
[ ! -d build ] || cp -a build "$tree"
cd "$tree"

# Where the row goes: before the first line that ends the table begun by a line like the pattern.
add_row() {
    awk -v begin="$2" -v row="$3" '$0 ~ begin { inside = 1 } inside && /^};/ { print row; inside = 0 } { print }' "$1" > "$1.new"
    mv "$1.new" "$1"
}

cat > impls/relu/recipe.c <<'C'
/* max(0, x) by the absolute value. */
#include "registry/implementation.h"

static real recipe(real x)
{
    return 0.5F * (x + (x < 0 ? -x : x));
}

REGISTER_POINTWISE("relu/recipe", OP_FORWARD, recipe, .source = "max(0, x) = (x + |x|)/2");
C

mkdir impls/twice
cat > harness/reference/twice.c <<'C'
/* twice(x) = 2x. */
#include "reference/function.h"

static void exact_forward(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    mpfr_mul_2ui(y, x, 1, MPFR_RNDN);
}

static void filter_forward(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        plus[i] = 2 * m[i];
        minus[i] = -plus[i];
    }
}

static op_traits traits_forward(const params *p)
{
    (void)p;
    return (op_traits){.symmetry = SYMMETRY_ODD, .direction = {1, 1}};
}

DEFINE_FUNCTION(twice, .name = "twice", .formula = "2*x",
                .ops = {[OP_FORWARD] = {exact_forward, filter_forward, FILTER_BOUND, traits_forward}});
C
cat > impls/twice/printed.c <<'C'
/* The definition. */
#include "registry/implementation.h"

static real printed(real x)
{
    return x + x;
}

REGISTER_POINTWISE("twice/printed", OP_FORWARD, printed, .source = "definition");
C

echo 'COLUMN(text_line, recipe, MEASURE, "what a recipe adds")' >> harness/rows/columns/check.def
add_row harness/speed/distribution.c '^const distribution distributions' \
    '    {"recipe", "normal, variance 4, under another name", draw_normal_4, false},'
cat > harness/commands/recipe.c <<'C'
/* `recipe`: says that it is there. */
#include "commands/commands.h"
#include "support/status.h"

#include <stdio.h>

int command_recipe(int argc, char **argv)
{
    printf("%s: %d operands\n", argv[0], argc - 1);
    return STATUS_GOOD;
}
C
echo 'COMMAND("recipe", "says that it is there", command_recipe, false)' >> harness/commands/commands.def

run=build/actbench
expect "the tree with all of it builds" 0 '' make -j"$(nproc)"
expect "an implementation: one file" 0 'relu/recipe,.*exhaustive' \
    "$run" accuracy --impl relu/recipe --dtype f16 --format csv --quiet --out "$work/out"
expect "a function: one file, and an implementation" 0 'twice,forward,.*twice/printed' \
    "$run" accuracy --function twice --dtype bf16 --format csv --quiet --out "$work/out"
expect "a function is judged by its filter" 0 'twice' \
    "$run" accuracy --function twice --dtype f32 --inputs stratified:1000 --quiet --out "$work/out" --full
# shellcheck disable=SC2016
expect "a column: one line" 0 '`recipe`' "$run" columns check.csv
expect "a column is in its file" 0 ',recipe' bash -c "$run check --impl twice/printed --dtype f16 --quiet --out $work/out > /dev/null &&
    head -1 $work/out/check.csv | grep -o ',recipe'"
expect "a distribution: one row" 0 'recipe' \
    "$run" speed --impl 'twice/*' --dtype f32 --distribution recipe --budget 3 --quiet --full --out "$work/out"
expect "a command: one file and one row" 0 'recipe: 0 operands' "$run" recipe
expect "a command is listed" 0 'says that it is there' "$run" --help
expect "floors hold" 0 'they hold' bash -c 'scripts/check_floors.sh && echo they hold'
finish
