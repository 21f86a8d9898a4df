/* The rows of every report: the one place that knows the columns' names. What a column means is in the
 * README. */
#ifndef ACTBENCH_ROWS_H
#define ACTBENCH_ROWS_H

#include "rows/table.h"

#include <stdint.h>

enum { TEXT_SHORT = 32, TEXT_NAME = 80, TEXT_LONG = 256 };

typedef struct environment_row {
    char key[TEXT_NAME];
    char value[TEXT_LONG * 8];
} environment_row;

typedef struct accuracy_row {
    char run_id[TEXT_NAME];
    char function[TEXT_SHORT], op[TEXT_SHORT], dtype[TEXT_SHORT];
    char impl[TEXT_NAME], params[TEXT_NAME];
    char inputs[TEXT_SHORT];
    uint64_t n;
    double max_ulp;
    char max_ulp_x[TEXT_SHORT], max_ulp_x_bits[TEXT_SHORT], max_ulp_got[TEXT_SHORT], max_ulp_exact[TEXT_NAME];
    double mean_ulp, rms_ulp, p50_ulp, p99_ulp, p999_ulp;
    double max_abs, max_rel;
    uint64_t misrounded, faults;
    char first_fault_x[TEXT_SHORT];
    uint64_t non_monotone, asymmetric, wrong_zero_sign;
    char saturate_hi_x[TEXT_SHORT], saturate_lo_x[TEXT_SHORT];
    uint64_t mpfr_checked;
    double ref_bound_ulp, seconds;
    double kernel_seconds;    /* of `seconds`, spent inside the kernel (summed over threads) */
    char method[TEXT_SHORT];  /* exhaustive, stratified */
    double claimed_bound_ulp; /* what the implementation's source claims; empty: nothing */
} accuracy_row;

typedef struct speed_row {
    char run_id[TEXT_NAME];
    char function[TEXT_SHORT], op[TEXT_SHORT], dtype[TEXT_SHORT];
    char impl[TEXT_NAME], isa[TEXT_NAME], params[TEXT_NAME];
    char distribution[TEXT_SHORT];
    uint64_t n;
    char placement[TEXT_SHORT]; /* out_of_place, in_place */
    char mode[TEXT_SHORT];      /* throughput, latency */
    uint64_t rounds;
    double ns_per_element, ns_low, ns_high;
    double cycles_per_element; /* empty where the machine has no cycle counter */
    double gb_per_s;
    double ratio_to_copy;
    char baseline[TEXT_NAME];
    double ratio_to_baseline, ratio_low, ratio_high;
    double copy_low, copy_high; /* of ratio_to_copy */
    uint64_t processes, threads;
    char state[TEXT_SHORT];   /* of the machine: fast, slow */
    double noise_floor;       /* the largest ratio, less 1, that says nothing: from the A/A pair */
    char verdict[TEXT_SHORT]; /* against the baseline: faster, slower, cannot tell */
    double instructions_per_element,
        branch_misses_per_element; /* empty where the machine does not count them */
} speed_row;

typedef struct instructions_row {
    char run_id[TEXT_NAME];
    char function[TEXT_SHORT], op[TEXT_SHORT], dtype[TEXT_SHORT];
    char impl[TEXT_NAME], params[TEXT_NAME];
    char distribution[TEXT_SHORT];
    uint64_t n;
    double instructions_per_element;
} instructions_row;

/* How far the fast filter of one function and op was seen from MPFR. */
typedef struct certificate_row {
    char run_id[TEXT_NAME];
    char function[TEXT_SHORT], op[TEXT_SHORT], dtype[TEXT_SHORT], params[TEXT_NAME];
    char filter[TEXT_SHORT];           /* which library computed it */
    uint64_t inputs, certified;        /* all finite bit patterns, and how many of them were done */
    uint64_t by_mpfr, by_monotonicity; /* how those were done */
    double max_error;                  /* relative, rounded up */
    char max_error_x[TEXT_SHORT], max_error_x_bits[TEXT_SHORT];
    double bound; /* relative: what the figures of accuracy.csv rely on */
} certificate_row;

extern const schema environment_schema, accuracy_schema, speed_schema, instructions_schema,
    certificate_schema;

#endif
