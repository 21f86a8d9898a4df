/* The exact values for a block of inputs, scaled to ulps, by a filter where its bound decides and by MPFR
 * elsewhere.
 *
 * The ULP error of a result g at an exact value y is |g - y| / ulp(y) with ulp(y) = 2^(max(floor(log2|y|),
 * e_min) - p + 1) (P. Zimmermann et al., "Accuracy of Mathematical Functions in Single, Double, Double
 * Extended, and Quadruple Precision"). So everything is kept in units of ulp(y): quotient = y / ulp(y). */
#ifndef ACTBENCH_TRUTH_H
#define ACTBENCH_TRUTH_H

#include "inputs/inputs.h"
#include "reference/function.h"

/* Exact values of at least 2^(BEYOND_FACTOR (e_max + 1) - 1) are not told apart: |y| / ulp(y) counts as 2^p,
 * its bound. */
enum { BEYOND_FACTOR = 8 };

/* MPFR's working precision: enough to place a double-precision value and to tell its rounding (the hardest
 * cases of these functions need about 2^-120 relative). */
enum { TRUTH_PRECISION = 192 };

typedef enum reference_kind { REFERENCE_FILTERED, REFERENCE_MPFR } reference_kind;

/* What may be 0 beside what the function is: OpenCL's rule for devices that flush (OpenCL C, "Edge Case Behavior in Flush
 * To Zero Mode"), where a result counts as right if it is so for the exact value or for the flushed one. */
typedef struct flushes {
    bool results; /* subnormal ones */
    bool inputs;  /* subnormal ones: f(0) will do */
} flushes;

/* Its options without dashes: "ftz", "daz", "ftz daz"; empty: nothing may be flushed. */
const char *flushes_name(flushes f);
bool flushes_named(const char *name, flushes *f);

static inline bool flushes_any(flushes f)
{
    return f.results || f.inputs;
}

/* What is asked: function, op and parameters in one format. */
typedef struct question {
    const function *function;
    op op;
    params params;
    const float_format *format;
    op_traits traits; /* the range rounded to the format */
    flushes allowed;
} question;

/* With the parameters that are asked for; NULL: the function's own. */
question question_of(const function *f, op operation, dtype type, const params *asked);

/* One exact value: y / ulp(y) = quotient + rest, |rest| < an ulp of quotient, which is truncated. NaN: no
 * real value; infinite: an exact infinity (a pole or a limit). */
typedef struct exact_value {
    double quotient, rest;
    double rounded;   /* y / ulp(y) to the nearest integer, ties to even: the nearest float in ulps */
    int ulp_exponent; /* ulp(y) = 2^ulp_exponent */
} exact_value;

/* Working memory for exact evaluation, one a thread. */
typedef struct exact_scratch {
    mpfr_t x, y, scaled, rest;
    mpfr_t least; /* FILTER_LEAST */
} exact_scratch;

void exact_scratch_init(exact_scratch *scratch);
void exact_scratch_clear(exact_scratch *scratch);

/* The exact value at a bit pattern. scratch->y is left as the value itself. */
exact_value exact_at(const question *q, uint64_t bits, exact_scratch *scratch);

typedef enum side_form {
    SIDE_OPEN,    /* nothing is filled in yet */
    SIDE_UNIFORM, /* one ulp for all, no rest, every value finite and below overflow: quotient alone is filled */
    SIDE_VARIED,  /* quotient, rounded, scale and ulp; rest and rescale stand for 0 and 1 */
    SIDE_WIDE,    /* all arrays */
} side_form;

/* What the exact values at a block's two ends tell of all those between. */
typedef enum decision_kind {
    DECIDED_NOT,
    DECIDED_LEVEL,    /* all round to one float */
    DECIDED_IDENTITY, /* all round to their own x */
    DECIDED_NAN,      /* none has a real value */
} decision_kind;

typedef struct decision {
    decision_kind kind;
    uint64_t level;       /* bit pattern of that float */
    double difference[2]; /* rounded - exact in ulps at both ends; their middle stands for every input to
                             within twice the filter's bound */
    double ulp;           /* 0 where the values round to infinity */
    int64_t bin;          /* of all these errors */
} decision;

/* One side (sign of x) of a block. Padded to a multiple of BLOCK_LANES with inputs that are without error. */
typedef struct truth_side {
    decision decision;
    side_form form;
    double uniform_ulp;
    double low, high; /* no exact value in ulps lies outside, up to the filter's bound */
    _Alignas(64) double quotient[BLOCK_ROOM];
    _Alignas(64) double rest[BLOCK_ROOM];
    _Alignas(64) double rounded[BLOCK_ROOM];
    _Alignas(64) double scale[BLOCK_ROOM]; /* result * scale * rescale is the result in ulps of y */
    _Alignas(64) double rescale[BLOCK_ROOM];
    _Alignas(64) double ulp[BLOCK_ROOM];
} truth_side;

typedef struct truth {
    const question *question;
    reference_kind kind;
    const block *block;
    truth_side side[2]; /* x >= 0, x <= 0 */
    bool evaluated;     /* the filter's values are there */
    _Alignas(64) double values[2][BLOCK_ROOM];
    double bound_ulp; /* of |quotient| as given against the exact one */
    uint64_t mpfr_evaluations;
} truth;

/* The largest error of a filtered quotient in ulps: 0 for a filter that is exact. */
double truth_bound_ulp(const question *q, reference_kind kind);

/* Turns t to the block b, which must outlive its use: decides what the block's ends decide, and fills in each side that
 * they leave open, unless it is of NaNs. */
void truth_begin(truth *t, const question *q, reference_kind kind, const block *b, exact_scratch *scratch);

/* One side of the block, input by input; a decided one is filled in when it is first asked for. */
const truth_side *truth_fill(truth *t, bool negative, exact_scratch *scratch);

/* Fills in the arrays that a uniform side leaves out. */
void truth_vary(truth_side *side, size_t n);

/* The bit pattern that the exact value of input i rounds to. */
uint64_t truth_rounded(const question *q, const truth_side *side, size_t i);

/* Compares the filter with MPFR at one magnitude, both signs: the larger of the two errors, relative to the exact
 * value or to FILTER_LEAST where that is larger. */
double filter_error_at(const question *q, uint64_t magnitude, exact_scratch *scratch);

#endif
