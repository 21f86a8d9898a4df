/* The rows of a comparison: what `compare` prints of one implementation. */
#ifndef ACTBENCH_COMPARISON_ROW_H
#define ACTBENCH_COMPARISON_ROW_H

#include "rows/rows.h"

typedef struct comparison_row {
    char run_id[TEXT_NAME];
    char function[TEXT_SHORT], op[TEXT_SHORT], dtype[TEXT_SHORT], params[TEXT_NAME];
    uint64_t rank;           /* by time; 1: the fastest */
    char pareto[TEXT_SHORT]; /* yes: on the front; no */
    char impl[TEXT_NAME];
    char inputs[TEXT_SHORT]; /* that max_ulp is over; empty: not judged */
    double max_ulp;
    uint64_t faults;
    char distribution[TEXT_SHORT]; /* of the workload that ranks; with n, placement and mode */
    uint64_t n;
    char placement[TEXT_SHORT], mode[TEXT_SHORT];
    double ns_per_element, ns_low, ns_high;
    char baseline[TEXT_NAME];
    double ratio_to_baseline, ratio_low, ratio_high;
    double noise_floor;
    char verdict[TEXT_SHORT];
    double ratio_to_copy, beyond_ratio_to_copy;              /* the latter beyond the caches */
    double ns_near_0, ns_middle, ns_saturated, ns_subnormal; /* as ns_per_element, in regions of the inputs */
    double latency_ns;
} comparison_row;

extern const schema comparison_schema;

#endif
