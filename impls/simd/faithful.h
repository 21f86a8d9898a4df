/* sigmoid, silu, tanh, elu and their slopes to less than 1 ulp, in floats (f32_) and in doubles (f64_) from one
 * source. */
#ifndef ACTBENCH_SIMD_FAITHFUL_H
#define ACTBENCH_SIMD_FAITHFUL_H

#include "exponential.h"

#define NAME(name)      f32_##name
#define REAL            float
#define VECTOR          f32v
#define SCALE           0x1p32F
#define SCALE_BITS      32
#define SIGMOID_LOWEST  -104.5F
#define SIGMOID_HIGHEST 18
#define SILU_LOWEST     -109
#define SLOPE_HIGHEST   106
#define ELU_LOWEST      -18
#define TANH_HIGHEST    9.25F
#define TANH_FLAT       2.5F
#include "faithful_of.h"

#define NAME(name)      f64_##name
#define REAL            double
#define VECTOR          f64v
#define SCALE           0x1p64
#define SCALE_BITS      64
#define SIGMOID_LOWEST  -746
#define SIGMOID_HIGHEST 38
#define SILU_LOWEST     -753
#define SLOPE_HIGHEST   748
#define ELU_LOWEST      -38
#define TANH_HIGHEST    19.5
#define TANH_FLAT       2.5
#include "faithful_of.h"

#endif
