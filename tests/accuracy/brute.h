/* The figures of 16-bit formats by brute force, for a test: bit patterns, formulas, rounding, probabilities and
 * statistics anew from their definitions, in MPFR at 320 bits. Nothing of the harness is used here; a fault there
 * cannot hide behind the same fault here. */
#ifndef ACTBENCH_BRUTE_H
#define ACTBENCH_BRUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BRUTE_INPUTS = 1 << 16, BRUTE_NONE = -1 };

typedef struct brute_format {
    const char *name;
    int fraction_bits, e_min;
    uint16_t infinity;
} brute_format;

typedef struct brute_function {
    const char *name, *op;
    int direction[2]; /* with growing x: for x >= 0, for x <= 0 */
    enum { BRUTE_ASYMMETRIC, BRUTE_ODD, BRUTE_EVEN, BRUTE_SUM_1 } symmetry;
    double range[2], limit[2]; /* NaN: none */
} brute_function;

/* One input and its result. */
typedef struct brute_judged {
    double x, got, nearest;
    bool fault, measured, misrounded, wrong_zero_sign, overflows, exactly_0;
    long double error;         /* signed, in ulps */
    double absolute, relative; /* NaN where they do not apply */
    long long floats;          /* from the nearest to the result, which is above where it is positive */
    bool normal;               /* the exact value rounds to a normal number */
} brute_judged;

typedef struct brute {
    const brute_format *format;
    const brute_function *function;
    double alpha;
    const uint16_t *got; /* by the bit pattern of x */
    brute_judged *of;    /* the same */
} brute;

typedef struct brute_sighting {
    long long count;
    int x; /* bit pattern nearest to 0, the positive one where two are; BRUTE_NONE */
    int got, other;
} brute_sighting;

const brute_format *brute_format_of(const char *name);
const brute_function *brute_function_of(const char *name, const char *op);

/* Judges 65536 results, in order of their inputs' bit patterns; free it with brute_free. */
brute brute_judge(const char *function, const char *op, const char *dtype, double alpha, const uint16_t *got);
void brute_free(brute *b);

double brute_value(const brute_format *f, unsigned bits);

/* The inputs that show a property of accuracy_properties.csv. */
brute_sighting brute_property(const brute *b, const char *property);

/* The probability of the reals that round to each number of one sign: of N(0, sigma^2) cut off at 8 sigma, or
 * (0) of the uniform distribution on (-8, 8). */
void brute_masses(const brute_format *f, double sigma, long double masses[BRUTE_INPUTS / 2]);

/* The exact value at an input in 24 hexadecimal digits. */
void brute_exact(const brute *b, unsigned bits, char *text, size_t size);

#endif
