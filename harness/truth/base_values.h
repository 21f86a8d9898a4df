/* The base functions that the filters are composed of, at runs of neighbouring f32 inputs. The digits are
 * MPFR's; what makes them quick is that neighbours share the expensive part:
 *
 *   e^-P(m), P a polynomial of degree d, from its differences over neighbours: d MPFR products an input;
 *   f(c+h) = f(c) + c_1 h + ... + c_4 h^4 for the 2^8 inputs around c, |h| <= 2^-16 c, with f(c) and the
 * Taylor coefficients of f by MPFR: log1p, erf, log1p(e^-m) in powers of e^-m - e^-c. The remainder is below 2^-78 of f,
 * what rounding adds below 2^-63;
 *   the same over 2^10 inputs for the ratio of a normal distribution's tail to its density, whose remainder is below
 * 2^-68. */
#ifndef ACTBENCH_BASE_VALUES_H
#define ACTBENCH_BASE_VALUES_H

#include "inputs/inputs.h"
#include "reference/function.h"

#include <mpfr.h>

/* Relative error of the values, the conversion to long double included. */
#define BASE_ERROR 0x1p-62

typedef struct base_values {
    long double first[BLOCK_MAX], second[BLOCK_MAX];
} base_values;

typedef struct base_scratch base_scratch;

base_scratch *base_scratch_new(void);
void base_scratch_free(base_scratch *scratch);

/* Fills v at n <= BLOCK_MAX neighbouring magnitudes of f32, normal numbers of one binade; `first` is a
 * multiple of BLOCK_MAX. */
void base_fill(base b, uint64_t first, size_t n, base_scratch *scratch, base_values *v);

/* An MPFR number truncated to 64 bits or more. */
long double base_long_double(const mpfr_t value);

#endif
