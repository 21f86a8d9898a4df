/* Formulas as text, evaluated in MPFR exactly as printed.
 *
 *     sum     = product { ("+" | "-") product }
 *     product = signed { ("*" | "/") signed }
 *     signed  = "-" signed | power
 *     power   = atom [ "^" signed ]
 *     atom    = number | name | name "(" sum { "," sum } ")" | "(" sum ")"
 *
 * so that -a^-2*b-1 is (-(a^(-2)) * b) - 1, as a reader of mathematics takes it. The functions are exp, ln,
 * log2, tanh, abs, max, min and D(v, sum), the derivative by the variable v: a central difference quotient,
 * good to 2^-500 for the functions here. left(v, sum) and right(v, sum) are one-sided quotients, good to
 * 2^-250. */
#ifndef ACTBENCH_FORMULA_H
#define ACTBENCH_FORMULA_H

#include <mpfr.h>
#include <stdbool.h>
#include <stddef.h>

enum { FORMULA_BITS = 1024, FORMULA_VARIABLES = 8, NAME_SIZE = 16 };

/* A name that stands for a formula: its text, evaluated wherever the name is met. */
typedef struct definition {
    const char *name, *formula;
} definition;

/* The values of the variables, and the names that stand for formulas (ending with a NULL name) besides those of
 * the functions, which stand for their own. A name is a letter, then letters, digits or underscores. */
typedef struct scope {
    const definition *definitions;
    size_t count;
    struct {
        char name[NAME_SIZE];
        mpfr_t value;
    } variable[FORMULA_VARIABLES];
} scope;

/* Opens a scope with the variables of "name=value name=value"; false where the text is something else.
 * scope_free is due either way. */
bool scope_read(scope *s, const definition *definitions, const char *text);
void scope_free(scope *s);

/* The value of a variable, made (as NaN) if it is not there yet; NULL where there is no room. */
mpfr_ptr scope_variable(scope *s, const char *name);

/* Evaluates text into result (of any precision). False where the text is not a formula or names what the
 * scope does not know; result is then NaN. */
bool formula_evaluate(const char *text, scope *s, mpfr_t result);

#endif
