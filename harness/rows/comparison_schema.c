#include "rows/comparison_row.h"

#define TEXT(field)  COLUMN(comparison_row, field, CELL_TEXT)
#define COUNT(field) COLUMN(comparison_row, field, CELL_COUNT)
#define REAL(field)  COLUMN(comparison_row, field, CELL_REAL)

static const column columns[] = {
    TEXT(run_id),
    TEXT(function),
    TEXT(op),
    TEXT(dtype),
    TEXT(params),
    COUNT(rank),
    TEXT(pareto),
    TEXT(impl),
    TEXT(inputs),
    REAL(max_ulp),
    COUNT(faults),
    TEXT(distribution),
    COUNT(n),
    TEXT(placement),
    TEXT(mode),
    REAL(ns_per_element),
    REAL(ns_low),
    REAL(ns_high),
    TEXT(baseline),
    REAL(ratio_to_baseline),
    REAL(ratio_low),
    REAL(ratio_high),
    REAL(noise_floor),
    TEXT(verdict),
    REAL(ratio_to_copy),
    REAL(beyond_ratio_to_copy),
    REAL(ns_near_0),
    REAL(ns_middle),
    REAL(ns_saturated),
    REAL(ns_subnormal),
    REAL(latency_ns),
};

/* It is printed only, never a file. */
const schema comparison_schema = {
    .file = "comparison.csv",
    .row_size = sizeof(comparison_row),
    .column_count = sizeof columns / sizeof columns[0],
    .columns = columns,
};
