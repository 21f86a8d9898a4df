/* The forms of the vector functions that were built in, one table per instruction set; vector_math.c picks
 * one. */
#ifndef ACTBENCH_VECTOR_MATH_TABLE_H
#define ACTBENCH_VECTOR_MATH_TABLE_H

#include <stddef.h>

typedef void vector_function(const double *x, double *y, size_t n);

typedef struct vector_math_table {
    const char *name;
    const char *version; /* NULL: the C library's own */
    const char *isa;     /* as in struct implementation */
    vector_function *exp, *expm1, *log1p, *erf, *erfc;
} vector_math_table;

extern const vector_math_table sleef_avx512f_table, sleef_avx2_table, sleef_sse2_table;

#endif
