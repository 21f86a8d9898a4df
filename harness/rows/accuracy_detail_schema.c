#include "rows/accuracy_detail_rows.h"

/* Every row begins with its key, so that the key's offsets are the row's. */
#define KEY(field)  COLUMN(accuracy_key, field, CELL_TEXT)
#define KEY_COLUMNS KEY(run_id), KEY(function), KEY(op), KEY(dtype), KEY(impl), KEY(params), KEY(inputs)

#define TEXT(field)  COLUMN(ROW, field, CELL_TEXT)
#define COUNT(field) COLUMN(ROW, field, CELL_COUNT)
#define REAL(field)  COLUMN(ROW, field, CELL_REAL)

#define ROW accuracy_bin_row
static const column bin_columns[] = {
    KEY_COLUMNS,     TEXT(sign),     TEXT(exponent),        COUNT(n),      REAL(max_ulp),
    TEXT(max_ulp_x), REAL(mean_ulp), REAL(mean_signed_ulp), REAL(max_abs), COUNT(misrounded),
};
#undef ROW

#define ROW accuracy_histogram_row
static const column histogram_columns[] = {KEY_COLUMNS, REAL(from_ulp), REAL(below_ulp), COUNT(count)};
#undef ROW

#define ROW accuracy_weighted_row
static const column weighted_columns[] = {
    KEY_COLUMNS,   TEXT(distribution), REAL(mean_ulp), REAL(mean_abs),
    REAL(max_abs), REAL(support),      REAL(mass),     REAL(weight_bound),
};
#undef ROW

#define ROW accuracy_property_row
static const column property_columns[] = {
    KEY_COLUMNS, TEXT(property), COUNT(count), TEXT(x),          TEXT(x_bits),
    TEXT(got),   TEXT(got_bits), TEXT(other),  TEXT(other_bits), TEXT(meaning),
};
#undef ROW

_Static_assert(offsetof(accuracy_bin_row, key) == 0 && offsetof(accuracy_histogram_row, key) == 0 &&
                   offsetof(accuracy_weighted_row, key) == 0 && offsetof(accuracy_property_row, key) == 0,
               "the key comes first");

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

const schema accuracy_bin_schema = {
    .file = "accuracy_bins.csv",
    .row_size = sizeof(accuracy_bin_row),
    .column_count = COUNT_OF(bin_columns),
    .columns = bin_columns,
};

const schema accuracy_histogram_schema = {
    .file = "accuracy_histogram.csv",
    .row_size = sizeof(accuracy_histogram_row),
    .column_count = COUNT_OF(histogram_columns),
    .columns = histogram_columns,
};

const schema accuracy_weighted_schema = {
    .file = "accuracy_weighted.csv",
    .row_size = sizeof(accuracy_weighted_row),
    .column_count = COUNT_OF(weighted_columns),
    .columns = weighted_columns,
};

const schema accuracy_property_schema = {
    .file = "accuracy_properties.csv",
    .row_size = sizeof(accuracy_property_row),
    .column_count = COUNT_OF(property_columns),
    .columns = property_columns,
};
