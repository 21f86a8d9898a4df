/* The rows beside accuracy.csv: where the errors sit, how they are distributed, what they weigh, and which
 * properties an implementation breaks. Each begins with the columns that name an implementation's judgement. */
#ifndef ACTBENCH_ACCURACY_DETAIL_ROWS_H
#define ACTBENCH_ACCURACY_DETAIL_ROWS_H

#include "rows/rows.h"

typedef struct accuracy_key {
    char run_id[TEXT_NAME];
    char function[TEXT_SHORT], op[TEXT_SHORT], dtype[TEXT_SHORT];
    char impl[TEXT_NAME], params[TEXT_NAME];
    char inputs[TEXT_SHORT];
} accuracy_key;

typedef struct accuracy_bin_row {
    accuracy_key key;
    char sign[TEXT_SHORT];     /* of x: + or - */
    char exponent[TEXT_SHORT]; /* e where 2^e <= |x| < 2^(e+1); subnormal (with 0); special (infinity and
                                  NaNs) */
    uint64_t n;
    double max_ulp;
    char max_ulp_x[TEXT_SHORT];
    double mean_ulp, mean_signed_ulp, max_abs;
    uint64_t misrounded;
} accuracy_bin_row;

typedef struct accuracy_histogram_row {
    accuracy_key key;
    double from_ulp, below_ulp;
    uint64_t count;
} accuracy_histogram_row;

typedef struct accuracy_weighted_row {
    accuracy_key key;
    char distribution[TEXT_SHORT];
    double mean_ulp, mean_abs;
    double max_abs, support;   /* the largest error over |x| below support */
    double mass, weight_bound; /* of the inputs with a measured error; relative, of the two means */
} accuracy_weighted_row;

typedef struct accuracy_property_row {
    accuracy_key key;
    char property[TEXT_SHORT];
    uint64_t count;
    char x[TEXT_SHORT], x_bits[TEXT_SHORT]; /* the first input that shows it */
    char got[TEXT_SHORT], got_bits[TEXT_SHORT];
    char other[TEXT_SHORT], other_bits[TEXT_SHORT];
    char meaning[TEXT_LONG];
} accuracy_property_row;

extern const schema accuracy_bin_schema, accuracy_histogram_schema, accuracy_weighted_schema, accuracy_property_schema;

#endif
