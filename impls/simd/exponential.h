/* The exponential in vectors of floats (f32_) and of doubles (f64_): arguments reduced to |r| <= ln2/16 (Cody
 * and Waite, Software Manual for the Elementary Functions, 1980), powers 2^(k/8) from a table held in
 * registers (Tang, Table-driven implementation of the exponential function, ACM TOMS 15, 1989), and short
 * polynomials. */
#ifndef ACTBENCH_SIMD_EXPONENTIAL_H
#define ACTBENCH_SIMD_EXPONENTIAL_H

#include "constants.h"
#include "support/length.h"
#include "vector.h"

#define NAME(name)    f32_##name
#define BITS(name)    i32_##name
#define REAL          float
#define VECTOR        f32v
#define SHIFTER       F32_SHIFTER
#define EIGHTHS_PLACE 20
#define EXP_LOWEST    -104.5F
#define EXP_HIGHEST   89
#include "exponential_of.h"

#define NAME(name)    f64_##name
#define BITS(name)    i64_##name
#define REAL          double
#define VECTOR        f64v
#define SHIFTER       F64_SHIFTER
#define EIGHTHS_PLACE 49
#define EXP_LOWEST    -746
#define EXP_HIGHEST   710
#include "exponential_of.h"
#include "support/length.h"

#endif
