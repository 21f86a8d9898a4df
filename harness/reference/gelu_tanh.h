/* The exponent of gelu_tanh's gate. */
#ifndef ACTBENCH_GELU_TANH_H
#define ACTBENCH_GELU_TANH_H

#include <mpfr.h>

/* w = 2 sqrt(2/pi) (|x| + 0.044715 |x|^3), slope = |x| dw/d|x|, in as many bits as w has. */
void exact_gelu_tanh_exponent(mpfr_t w, mpfr_t slope, const mpfr_t x);

#endif
