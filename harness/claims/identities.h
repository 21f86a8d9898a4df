/* The experiments behind the identity claims. They write identity rows; the verdicts only read those. */
#ifndef ACTBENCH_IDENTITIES_H
#define ACTBENCH_IDENTITIES_H

#include "rows/rows.h"

#include <stdbool.h>
#include <stdint.h>

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
