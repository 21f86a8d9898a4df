/* The base functions that the filters are composed of, at runs of neighbouring f32 inputs. The digits are
 * MPFR's; what makes them quick is that neighbours share the expensive part:
 *
 *   e^-(a+b) = e^-a e^-b, with e^-b from a table of one binade: one MPFR product an input;
 *   f(c+h) = f(c) + c_1 h + ... + c_4 h^4 for the 2^8 inputs around c, |h| <= 2^-16 c, with f(c) and the
 * Taylor coefficients of f = log1p or erf by MPFR: the remainder is below 2^-78 of f, what rounding adds
 * below 2^-63. */
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
