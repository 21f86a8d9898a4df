/* The schemas of every file, from the lists in rows/columns/. */
#include "rows/rows.h"

#include <string.h>

#define COLUMN COLUMN_ENTRY

#define ROW environment_row
static const column environment_columns[] = {
#include "rows/columns/environment.def"
};
#undef ROW

#define ROW accuracy_row
static const column accuracy_columns[] = {
#include "rows/columns/accuracy.def"
};
#undef ROW

#define ROW speed_row
static const column speed_columns[] = {
#include "rows/columns/speed.def"
};
#undef ROW

#define ROW instructions_row
static const column instructions_columns[] = {
#include "rows/columns/instructions.def"
};
#undef ROW

#define ROW certificate_row
static const column certificate_columns[] = {
#include "rows/columns/certificate.def"
};
#undef ROW

#define ROW comparison_row
static const column comparison_columns[] = {
#include "rows/columns/comparison.def"
};
#undef ROW

#define ROW check_row
static const column check_columns[] = {
#include "rows/columns/check.def"
};
#undef ROW

#define ROW training_row
static const column training_columns[] = {
#include "rows/columns/training.def"
};
#undef ROW

#define ROW identity_row
static const column identity_columns[] = {
#include "rows/columns/identity.def"
};
#undef ROW

#define ROW claim_row
static const column claims_columns[] = {
#include "rows/columns/claims.def"
};
#undef ROW

#define ROW budget_row
static const column budgets_columns[] = {
#include "rows/columns/budgets.def"
};
#undef ROW

#define ROW gate_row
static const column gate_columns[] = {
#include "rows/columns/gate.def"
};
#undef ROW

#define ROW list_row
static const column list_columns[] = {
#include "rows/columns/list.def"
};
#undef ROW

#define ROW look_row
static const column look_columns[] = {
#include "rows/columns/look.def"
};
#undef ROW

/* The key comes first in each of the following, so that its offsets are the row's. */
#define ROW accuracy_key
static const column accuracy_bins_columns[] = {
#include "rows/columns/accuracy_key.def"
#undef ROW
#define ROW accuracy_bin_row
#include "rows/columns/accuracy_bins.def"
};
#undef ROW

#define ROW accuracy_key
static const column accuracy_histogram_columns[] = {
#include "rows/columns/accuracy_key.def"
#undef ROW
#define ROW accuracy_histogram_row
#include "rows/columns/accuracy_histogram.def"
};
#undef ROW

#define ROW accuracy_key
static const column accuracy_offsets_columns[] = {
#include "rows/columns/accuracy_key.def"
#undef ROW
#define ROW accuracy_offset_row
#include "rows/columns/accuracy_offsets.def"
};
#undef ROW

#define ROW accuracy_key
static const column accuracy_weighted_columns[] = {
#include "rows/columns/accuracy_key.def"
#undef ROW
#define ROW accuracy_weighted_row
#include "rows/columns/accuracy_weighted.def"
};
#undef ROW

#define ROW accuracy_key
static const column accuracy_properties_columns[] = {
#include "rows/columns/accuracy_key.def"
#undef ROW
#define ROW accuracy_property_row
#include "rows/columns/accuracy_properties.def"
};
#undef ROW

_Static_assert(offsetof(accuracy_bin_row, key) == 0 && offsetof(accuracy_histogram_row, key) == 0 &&
                   offsetof(accuracy_offset_row, key) == 0 && offsetof(accuracy_weighted_row, key) == 0 &&
                   offsetof(accuracy_property_row, key) == 0,
               "the key comes first");

const schema environment_schema = SCHEMA("environment.csv", environment_row, environment_columns);
const schema accuracy_schema = SCHEMA("accuracy.csv", accuracy_row, accuracy_columns);
const schema speed_schema = SCHEMA("speed.csv", speed_row, speed_columns);
const schema instructions_schema = SCHEMA("instructions.csv", instructions_row, instructions_columns);
const schema certificate_schema = SCHEMA("certificate.csv", certificate_row, certificate_columns);
const schema comparison_schema = SCHEMA("comparison.csv", comparison_row, comparison_columns);
const schema check_schema = SCHEMA("check.csv", check_row, check_columns);
const schema training_schema = SCHEMA("training.csv", training_row, training_columns);
const schema identity_schema = SCHEMA("identity.csv", identity_row, identity_columns);
const schema budget_schema = SCHEMA("budgets.csv", budget_row, budgets_columns);
const schema gate_schema = SCHEMA("gate.csv", gate_row, gate_columns);
const schema list_schema = SCHEMA("list.csv", list_row, list_columns);
const schema look_schema = SCHEMA("look.csv", look_row, look_columns);
const schema claim_schema = SCHEMA("claims.csv", claim_row, claims_columns);
const schema accuracy_bin_schema = SCHEMA("accuracy_bins.csv", accuracy_bin_row, accuracy_bins_columns);
const schema accuracy_histogram_schema =
    SCHEMA("accuracy_histogram.csv", accuracy_histogram_row, accuracy_histogram_columns);
const schema accuracy_offset_schema = SCHEMA("accuracy_offsets.csv", accuracy_offset_row, accuracy_offsets_columns);
const schema accuracy_weighted_schema =
    SCHEMA("accuracy_weighted.csv", accuracy_weighted_row, accuracy_weighted_columns);
const schema accuracy_property_schema =
    SCHEMA("accuracy_properties.csv", accuracy_property_row, accuracy_properties_columns);

const schema *const schemas[SCHEMA_COUNT] = {&environment_schema,
                                             &accuracy_schema,
                                             &accuracy_bin_schema,
                                             &accuracy_histogram_schema,
                                             &accuracy_offset_schema,
                                             &accuracy_weighted_schema,
                                             &accuracy_property_schema,
                                             &certificate_schema,
                                             &speed_schema,
                                             &instructions_schema,
                                             &comparison_schema,
                                             &check_schema,
                                             &training_schema,
                                             &identity_schema,
                                             &claim_schema,
                                             &budget_schema,
                                             &gate_schema,
                                             &list_schema,
                                             &look_schema};

bool accuracy_row_breaks_claim(const accuracy_row *row)
{
    return row->max_ulp > row->claimed_bound_ulp || (row->claimed_bound_ulp > 0 && row->faults > 0);
}

fault_place accuracy_row_faults(const accuracy_row *row)
{
    if (row->faults == 0 || row->faults == COUNT_UNMEASURED)
        return FAULTS_NOWHERE;
    return strstr(row->first_fault_x, "inf") != NULL ? FAULTS_AT_INFINITY : FAULTS_AT_NUMBERS;
}
