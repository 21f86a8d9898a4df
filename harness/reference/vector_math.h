/* Double-precision elementary functions over arrays with errors below 1 ulp, erfc with 1.5 of SLEEF and 5.2 of
 * the C library: SLEEF's vector functions where
 * the program is built with them, the C library's otherwise. Building blocks of the filters. */
#ifndef ACTBENCH_VECTOR_MATH_H
#define ACTBENCH_VECTOR_MATH_H

#include <stdbool.h>
#include <stddef.h>

void vector_exp(const double *x, double *y, size_t n);
void vector_expm1(const double *x, double *y, size_t n);
void vector_log1p(const double *x, double *y, size_t n);
void vector_erf(const double *x, double *y, size_t n);
void vector_erfc(const double *x, double *y, size_t n);

/* Which library computes them, for the environment's record: for example "SLEEF avx512f". */
const char *vector_math_name(void);

/* Its version, such as 3.5.1. */
const char *vector_math_version(void);

/* Takes the library of that name from now on; false where this machine or build does not have it. Not while
 * another thread computes. */
bool vector_math_use(const char *name);

#endif
