/* The functions: their exact values through MPFR, a fast filter with a proved bound, and their exact
 * properties. Adding a function is adding one file to this folder. */
#ifndef ACTBENCH_FUNCTION_H
#define ACTBENCH_FUNCTION_H

#include "registry/implementation.h"

#include <mpfr.h>
#include <stdbool.h>

typedef enum symmetry {
    SYMMETRY_NONE,
    SYMMETRY_ODD,        /* f(-x) = -f(x) */
    SYMMETRY_EVEN,       /* f(-x) = f(x) */
    SYMMETRY_SUM,        /* f(x) + f(-x) = sum */
    SYMMETRY_DIFFERENCE, /* f(x) - f(-x) = x */
} symmetry;

enum { SETTLED_MAX = 2, TURNS_MAX = 2 };

/* Where a function turns from rising to falling or back: one stretch ends at the magnitude `below`, the next begins
 * at `above`. They are neighbouring doubles with the turning point between them, or equal where it is a double. */
typedef struct turn {
    double below, above;
} turn;

/* What is true of an op exactly, for given parameters. Index 0 is the side x >= 0, index 1 the side x <= 0. */
typedef struct op_traits {
    symmetry symmetry;
    double sum;
    /* Of that side's stretch next to 0. +1: never decreases with growing x; -1: never increases; 0: neither. */
    int direction[2];
    /* In growing order; above = 0 marks an unused place. At each the direction changes its sign. */
    turn turns[2][TURNS_MAX];
    /* The value approached as |x| grows and never reached by a finite x; NaN where there is none. */
    double limit[2];
    /* Magnitudes that exact results of one side come arbitrarily close to, or are, over whole binades of x; the
     * filter keeps on the right side of them. 0 marks an unused place. */
    double settled[2][SETTLED_MAX];
    /* The least and the largest value or their limits, rounded; both 0: nothing is known. */
    double range[2];
    /* f(x)/x is 1 at 0 and moves away from it, never back, as |x| grows: f(0) = 0 and small x are their own
     * results. */
    bool near_identity[2];
    /* f(x) - x goes to 0, ever closer, as |x| grows: large x are their own results. */
    bool far_identity[2];
} op_traits;

static inline bool range_is_known(const op_traits *traits)
{
    return traits->range[0] != 0 || traits->range[1] != 0;
}

/* y = f(x), x finite or infinite but no NaN, with relative error below 2^(MPFR_SLACK_BITS - precision of y),
 * and rounded such that y stays on the exact value's side of any float or midpoint of floats that lies closer
 * than that. */
typedef void exact_evaluation(mpfr_t y, const mpfr_t x, const params *p);
enum { MPFR_SLACK_BITS = 4 };

/* plus[i] = f(m[i]) and minus[i] = f(-m[i]) for finite m[i] >= 0 that are f32 values, in double, within the
 * relative bound that stands beside it. Results below FILTER_LEAST in magnitude come out as any number of their
 * sign below it but 0, those above the double range as DBL_MAX: a zero and an infinity are exact ones. */
#define FILTER_LEAST 0x1p-300
typedef void filter_evaluation(const double *m, double *plus, double *minus, size_t n, const params *p);

/* The base functions that certify evaluates in place of each function's own MPFR evaluation, so that one MPFR
 * value serves many functions. At a magnitude m > 0: */
typedef enum base {
    BASE_NONE,
    BASE_INPUT,       /* neither: m is all that it takes */
    BASE_EXP,         /* first: e^-m, second: 1 - e^-m */
    BASE_SOFTPLUS,    /* first: e^-m, second: log1p(e^-m) */
    BASE_LOG1P,       /* first: log1p(m), second: log1p(-m), NaN from 1 on */
    BASE_ERF,         /* first: erf(m) */
    BASE_ERFC_TAIL,   /* first: erfc(m)/(2 second), second: e^-m^2/sqrt(pi) */
    BASE_NORMAL_TAIL, /* first: Q(m)/second, second: the normal density */
    BASE_GELU_TANH,   /* first: e^-w, w the exponent of gelu_tanh's gate */
    BASE_COUNT,
} base;

/* An op's value at m or at -m from a base's first and second value, whose error is BASE_ERROR: what its roundings of
 * 2^-64 add keeps the sum below CERTIFY_SLACK, so that it cancels nothing. */
typedef long double composition(long double m, long double first, long double second);

/* How an op follows from a base function, its parameters at their defaults. */
typedef struct composed {
    bool chord;           /* f(0) = 0 and f(x)/x is monotone on each side */
    base base;            /* BASE_NONE: not at all */
    composition *side[2]; /* x > 0, x < 0; NULL: none is needed or known */
    double apart[2];      /* -m beside a root of f: too many digits cancel between these two magnitudes */
} composed;

typedef struct op_reference {
    exact_evaluation *exact; /* NULL: the function does not have this op */
    filter_evaluation *filter;
    double filter_bound; /* relative */
    op_traits (*traits)(const params *p);
    composed composed;
} op_reference;

typedef struct function_parameter {
    bool present;
    double usual;  /* what it is where nobody says otherwise */
    bool positive; /* the function has a meaning for positive ones alone */
} function_parameter;

typedef struct function {
    const char *name;
    const char *formula; /* of x and the parameters, as people write it and claims/formula.h reads it */
    bool noted;          /* the notes speak of it: bench judges its textbook forms over every float */
    function_parameter parameters[PARAMETER_COUNT];
    op_reference ops[OP_COUNT];
} function;

#define DEFINE_FUNCTION(id, ...)                                                                                       \
    static const function id##_function = {__VA_ARGS__};                                                               \
    static const function *const id##_registered __attribute__((used, section("actbench_functions"))) = &id##_function

/* digits / divisor, rounded once: what traits are made of. */
double decimal_over(const char *digits, double divisor, mpfr_rnd_t rounding);

/* The turning point at the irrational magnitude digits / divisor, of which all digits that count are given. */
turn turn_at(const char *digits, double divisor);

/* The direction of growing x over the magnitudes from..to of one side: 0 where f turns between them. */
int traits_direction(const op_traits *t, bool negative, double from, double to);

/* The function of that name, or NULL. */
const function *function_find(const char *name);

/* All functions in order of name; their number in *count. Constant after start-up. */
const function *const *function_all(size_t *count);

extern const char *const parameter_names[PARAMETER_COUNT];

/* Nothing is asked for: each function's own. */
extern const params params_usual;
bool params_are_usual(const params *asked);

/* The parameters of f that are asked for, its own where they are NaN or `asked` is NULL, rounded to the dtype, so
 * that kernel and reference mean the same numbers. Those that f does not have are 0. */
params params_of(const function *f, dtype type, const params *asked);

/* "alpha=0.01" with the fewest digits that give the value back in its dtype, blanks between several; empty where
 * there is no parameter. */
void params_print(const function *f, dtype type, const params *p, char *text, size_t size);

/* Filters from vector double functions with errors below 1 ulp: no composition here has more than four such
 * or rounding errors of 2^-53 in a row with condition number up to 2; `certify` compares the bound with MPFR. */
#define FILTER_BOUND 0x1p-50

#endif
