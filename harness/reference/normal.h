/* The normal distribution's upper tail Q(m) = erfc(m/sqrt 2)/2 and its density, in MPFR and as vectors. */
#ifndef ACTBENCH_NORMAL_H
#define ACTBENCH_NORMAL_H

#include <mpfr.h>
#include <stddef.h>

#define SQRT_2       1.41421356237309504880168872420969807856967L
#define DENSITY_AT_0 0.398942280401432677939946059934381868475858L /* 1/sqrt(2 pi) */

enum { NORMAL_CHUNK = 512 };

/* y = erfc(z), z >= 0 finite, within a few last places of y: by series and continued fraction, for mpfr_erfc takes
 * milliseconds at some z. */
void exact_erfc(mpfr_t y, const mpfr_t z);

/* q = Q(|x|) with an absolute error of the argument below 2^(-precision of q), x finite. */
void exact_normal_tail(mpfr_t q, const mpfr_t x);

/* d = 1/sqrt(2 pi). */
void exact_density_at_0(mpfr_t d);

/* d = e^(-x^2/2)/sqrt(2 pi). */
void exact_normal_density(mpfr_t d, const mpfr_t x);

/* The same at m[i] >= 0 that are f32 values, within 2^-51 relative with SLEEF; nothing becomes 0. scratch is
 * overwritten and may not be m or q. */
void vector_normal_tail(const double *m, double *q, double *scratch, size_t n);
void vector_normal_density(const double *m, double *d, size_t n);

#endif
