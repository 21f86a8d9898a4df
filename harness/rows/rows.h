/* The rows of every file: what rows/columns/ lists, as structs with their schemas. */
#ifndef ACTBENCH_ROWS_H
#define ACTBENCH_ROWS_H

#include "rows/field.h"

#include <stdbool.h>
#include <stdint.h>

#define COLUMN COLUMN_FIELD

typedef struct environment_row {
#include "rows/columns/environment.def"
} environment_row;

typedef struct accuracy_row {
#include "rows/columns/accuracy.def"
} accuracy_row;

typedef struct speed_row {
#include "rows/columns/speed.def"
} speed_row;

typedef struct instructions_row {
#include "rows/columns/instructions.def"
} instructions_row;

typedef struct certificate_row {
#include "rows/columns/certificate.def"
} certificate_row;

typedef struct comparison_row {
#include "rows/columns/comparison.def"
} comparison_row;

typedef struct check_row {
#include "rows/columns/check.def"
} check_row;

typedef struct training_row {
#include "rows/columns/training.def"
} training_row;

typedef struct identity_row {
#include "rows/columns/identity.def"
} identity_row;

typedef struct claim_row {
#include "rows/columns/claims.def"
} claim_row;

/* What names a judgement: the rows of the files beside accuracy.csv begin with it. */
typedef struct accuracy_key {
#include "rows/columns/accuracy_key.def"
} accuracy_key;

typedef struct accuracy_bin_row {
    accuracy_key key;
#include "rows/columns/accuracy_bins.def"
} accuracy_bin_row;

typedef struct accuracy_histogram_row {
    accuracy_key key;
#include "rows/columns/accuracy_histogram.def"
} accuracy_histogram_row;

typedef struct accuracy_offset_row {
    accuracy_key key;
#include "rows/columns/accuracy_offsets.def"
} accuracy_offset_row;

typedef struct accuracy_weighted_row {
    accuracy_key key;
#include "rows/columns/accuracy_weighted.def"
} accuracy_weighted_row;

typedef struct accuracy_property_row {
    accuracy_key key;
#include "rows/columns/accuracy_properties.def"
} accuracy_property_row;

typedef struct budget_row {
#include "rows/columns/budgets.def"
} budget_row;

typedef struct gate_row {
#include "rows/columns/gate.def"
} gate_row;

typedef struct list_row {
#include "rows/columns/list.def"
} list_row;

typedef struct look_row {
#include "rows/columns/look.def"
} look_row;

#undef COLUMN

extern const schema environment_schema, accuracy_schema, speed_schema, instructions_schema, certificate_schema,
    comparison_schema, check_schema, training_schema, identity_schema, claim_schema, gate_schema, list_schema,
    look_schema, accuracy_bin_schema, accuracy_histogram_schema, accuracy_offset_schema, accuracy_weighted_schema,
    accuracy_property_schema, budget_schema;

/* All of them, in the order of reports/COLUMNS.md. */
enum { SCHEMA_COUNT = 19 };
extern const schema *const schemas[SCHEMA_COUNT];

/* Whether the row is worse than the bound that the implementation's source claims. A fault has no size in
 * ulps, and is beyond any bound. */
bool accuracy_row_breaks_claim(const accuracy_row *row);

/* Where the row's faults are: first_fault_x is the one nearest to 0, so an infinite one leaves no other. A formula whose
 * factors are infinite and 0 there (gelu and silu as they are printed) is at fault for nothing that a network meets. */
typedef enum fault_place { FAULTS_NOWHERE, FAULTS_AT_INFINITY, FAULTS_AT_NUMBERS } fault_place;
fault_place accuracy_row_faults(const accuracy_row *row);

#endif
