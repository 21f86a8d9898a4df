/* ln(1 + x) in vectors of floats (f32_) and of doubles (f64_): the argument is brought to between 3/4 and 3/2 by a power
 * of two. */
#ifndef ACTBENCH_SIMD_LOGARITHM_H
#define ACTBENCH_SIMD_LOGARITHM_H

#include "exponential.h"

#include <math.h>

#define NAME(name)     f32_##name
#define BITS(name)     i32_##name
#define REAL           float
#define VECTOR         f32v
#define INTEGER        i32v
#define EXPONENT_PLACE 23
#define FIRST_WHOLE    0x1p23F
#include "logarithm_of.h"

#define NAME(name)     f64_##name
#define BITS(name)     i64_##name
#define REAL           double
#define VECTOR         f64v
#define INTEGER        i64v
#define EXPONENT_PLACE 52
#define FIRST_WHOLE    0x1p52
#include "logarithm_of.h"

#endif
