/* The experiments behind the identity claims. They write identity rows; the verdicts only read those. */
#ifndef ACTBENCH_IDENTITIES_H
#define ACTBENCH_IDENTITIES_H

#include "rows/rows.h"

#include <stdbool.h>
#include <stdint.h>

/* What a row shows. With its claim and its params a key finds the row, whatever its prose says. */
typedef enum identity_key {
    KEY_STACK,            /* three linear layers less the one they are */
    KEY_STRAIGHT_LINE,    /* what the best straight line leaves of a function */
    KEY_LARGEST_GAP,      /* floats between two spellings of a function in float32, at most */
    KEY_NUMBERS_APART,    /* inputs, no NaN, on which two spellings differ */
    KEY_LOST_NANS,        /* NaN patterns that a spelling answers with a number */
    KEY_KEEPS_MINUS_ZERO, /* whether a spelling answers -0 with -0 */
    KEY_LOGIT_OF_SIGMOID, /* the round trip less its argument */
    KEY_SIGMOID_OF_LOGIT, /* the other round trip */
    KEY_ROUND_TRIP_ERROR, /* the largest error of logit(sigmoid(x)) in float32 */
    KEY_INFINITE_ABOVE,   /* the smallest x > 0 whose round trip is infinite */
    KEY_INFINITE_BELOW,   /* the largest x < 0 whose round trip is infinite */
    KEY_ZERO_BELOW,       /* the largest |x| whose round trip is 0 */
    KEY_ODDS,             /* odds of one probability */
    KEY_ODDS_NEAR_1,      /* log2 of the odds of 1 - 2^-k */
    KEY_ODDS_NEAR_0,      /* log2 of the odds of 2^-k */
    KEY_SIGMOID_OF_4,     /* sigmoid(ln 4) less 4/5 */
    KEY_LINE,             /* a printed line of a derivation */
    KEY_LAST_LINE,        /* the last line of the proof */
    KEY_RIGHT_LAST_LINE,  /* the last line as it should be */
    KEY_RIGHT_LINE,       /* a line as it should be printed */
    KEY_SLOPE_FORM,       /* a derivative by a formula */
    KEY_SIGMOID_SLOPE,    /* the largest slope of sigmoid */
    KEY_TANH_SLOPE,       /* the largest slope of tanh */
    KEY_RANGE_END,        /* how near a function comes to an end of its range, or that end */
    KEY_MAX_FORM,         /* a maximum less the piecewise form */
    KEY_NEGATIVE_SLOPE,   /* a slope below 0 */
    KEY_SLOPE_JUMP,       /* the jump of a slope at 0 */
    KEY_SLOPE_JUMP_FORM,  /* the same less |alpha-1| */
    KEY_CURVATURE_JUMP,   /* the jump of a curvature at 0 */
    KEY_TANH_FORM,        /* tanh by a formula */
    KEY_EXPECTED,         /* the equation of an expected number */
    KEY_TRIALS,           /* expected trials up to a failure */
    KEY_LOG_NEAR_0,       /* ln(2^-k) */
    KEY_OVER_ITSELF,      /* e/e less 1 */
    KEY_OTHER_BASE,       /* logits to base 2, times ln 2, less the logits */
    KEY_ODDS_RATIO,       /* a ratio of odds less odds */
    KEY_LIMIT,            /* a function far out less what the notes say it goes to */
    KEY_RIGHT_LIMIT,      /* the same less what it goes to */
    KEY_COUNT
} identity_key;

extern const char *const identity_key_names[KEY_COUNT];

/* How thorough to be, and what the rows are marked with. */
typedef struct identity_options {
    const char *run_id;
    unsigned long seed; /* of the random points among the points of the MPFR evaluations */
    bool quiet;         /* no progress bar */
    uint32_t stride;    /* 1: every float where an experiment goes over the floats; k: every k-th */
} identity_options;

/* Runs every experiment and appends its rows; after an interrupt some are not there. */
void identities_measure(table *rows, const identity_options *options);

/* The parts of it: the printed identities in MPFR, the best affine fits, float32 arithmetic, logit and odds
 * in it. */
void identities_in_mpfr(table *rows, const identity_options *options);
void identities_by_fit(table *rows, const identity_options *options);
void identities_in_float(table *rows, const identity_options *options);
void identities_of_logit(table *rows, const identity_options *options);
void identities_of_odds(table *rows, const identity_options *options);

/* Fills in run_id, value_hex and holds of the row, then appends it. */
void identity_append(table *rows, const identity_options *options, identity_row *row);

/* Whether value stands to bound as relation says; a row without a relation holds nothing. */
bool identity_holds(const identity_row *row);

#endif
