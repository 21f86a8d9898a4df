/* The exact values for a block of inputs, scaled to ulps, by a filter where its bound decides and by MPFR
 * elsewhere.
 *
 * The ULP error of a result g at an exact value y is |g - y| / ulp(y) with ulp(y) = 2^(max(floor(log2|y|),
 * e_min) - p + 1) (P. Zimmermann et al., "Accuracy of Mathematical Functions in Single, Double, Double
 * Extended, and Quadruple Precision"). So everything is kept in units of ulp(y): quotient = y / ulp(y). */
#ifndef ACTBENCH_TRUTH_H
#define ACTBENCH_TRUTH_H

#include "accuracy/inputs.h"
#include "reference/function.h"

/* Exact values of at least 2^(BEYOND_FACTOR (e_max + 1) - 1) are not told apart: |y| / ulp(y) counts as 2^p,
 * its bound. */
enum { BEYOND_FACTOR = 8 };

/* MPFR's working precision: enough to place a double-precision value and to tell its rounding (the hardest
 * cases of these functions need about 2^-120 relative). */
enum { TRUTH_PRECISION = 192 };

typedef enum reference_kind { REFERENCE_FILTERED, REFERENCE_MPFR } reference_kind;

/* What is asked: function, op and parameters in one format. */
typedef struct question {
    const function *function;
    op op;
    params params;
    const float_format *format;
    op_traits traits;
} question;

question question_of(const function *f, op operation, dtype type, double alpha);

/* One exact value: y / ulp(y) = quotient + rest, |rest| < an ulp of quotient, which is truncated. NaN: no
 * real value; infinite: an exact infinity (a pole or a limit). */
typedef struct exact_value {
    double quotient, rest;
    double rounded;   /* y / ulp(y) to the nearest integer, ties to even: the nearest float in ulps */
    int ulp_exponent; /* ulp(y) = 2^ulp_exponent */
} exact_value;

/* Working memory for exact evaluation, one a thread. */
typedef struct exact_room {
    mpfr_t x, y, scaled, rest;
} exact_room;

void exact_room_init(exact_room *room);
void exact_room_clear(exact_room *room);

/* The exact value at a bit pattern. room->y is left as the value itself. */
exact_value exact_at(const question *q, uint64_t bits, exact_room *room);

/* One side (sign of x) of a block. Padded with zeros to a multiple of BLOCK_LANES. */
typedef struct truth_side {
    _Alignas(64) double quotient[BLOCK_ROOM];
    _Alignas(64) double rest[BLOCK_ROOM];
    _Alignas(64) double rounded[BLOCK_ROOM];
    _Alignas(64) double scale[BLOCK_ROOM]; /* result * scale * rescale is the result in ulps of y */
    _Alignas(64) double rescale[BLOCK_ROOM];
    _Alignas(64) double ulp[BLOCK_ROOM];
} truth_side;

typedef struct truth {
    truth_side side[2]; /* x >= 0, x <= 0 */
    bool plain;         /* every value is finite and below overflow */
    bool wide;          /* rest and rescale are in use: otherwise they stand for 0 and 1 */
    double bound_ulp;   /* of |quotient| as given against the exact one */
    uint64_t mpfr_evaluations;
} truth;

/* The largest error of a filtered quotient in ulps: 0 for a filter that is exact. */
double truth_bound_ulp(const question *q, reference_kind kind);

/* Fills t for the judged magnitudes of b. */
void truth_fill(const question *q, reference_kind kind, const block *b, exact_room *room, truth *t);

/* Compares the filter with MPFR at one magnitude, both signs: the larger of the two relative errors. */
double filter_error_at(const question *q, uint64_t magnitude, exact_room *room);

#endif
