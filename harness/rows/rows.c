#include "rows/rows.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

#define TEXT(field)  COLUMN(ROW, field, CELL_TEXT)
#define FLOAT(field) COLUMN(ROW, field, CELL_FLOAT)
#define COUNT(field) COLUMN(ROW, field, CELL_COUNT)
#define REAL(field)  COLUMN(ROW, field, CELL_REAL)

#define ROW environment_row
static const column environment_columns[] = {TEXT(key), TEXT(value)};
#undef ROW

#define ROW accuracy_row
static const column accuracy_columns[] = {
    TEXT(run_id),
    TEXT(function),
    TEXT(op),
    TEXT(dtype),
    TEXT(impl),
    TEXT(params),
    TEXT(inputs),
    COUNT(n),
    REAL(max_ulp),
    FLOAT(max_ulp_x),
    FLOAT(max_ulp_x_bits),
    FLOAT(max_ulp_got),
    FLOAT(max_ulp_exact),
    REAL(mean_ulp),
    REAL(rms_ulp),
    REAL(p50_ulp),
    REAL(p99_ulp),
    REAL(p999_ulp),
    REAL(max_abs),
    REAL(max_rel),
    COUNT(misrounded),
    COUNT(faults),
    FLOAT(first_fault_x),
    COUNT(non_monotone),
    COUNT(asymmetric),
    COUNT(wrong_zero_sign),
    FLOAT(saturate_hi_x),
    FLOAT(saturate_lo_x),
    COUNT(mpfr_checked),
    REAL(ref_bound_ulp),
    REAL(seconds),
    /* beyond the columns that are promised */
    REAL(kernel_seconds),
    TEXT(method),
    REAL(claimed_bound_ulp),
};
#undef ROW

#define ROW certificate_row
static const column certificate_columns[] = {
    TEXT(run_id),
    TEXT(function),
    TEXT(op),
    TEXT(dtype),
    TEXT(params),
    TEXT(filter),
    COUNT(inputs),
    COUNT(certified),
    COUNT(by_mpfr),
    COUNT(by_monotonicity),
    REAL(max_error),
    FLOAT(max_error_x),
    FLOAT(max_error_x_bits),
    REAL(bound),
    TEXT(filter_version),
};
#undef ROW

#define ROW speed_row
static const column speed_columns[] = {
    TEXT(run_id),
    TEXT(function),
    TEXT(op),
    TEXT(dtype),
    TEXT(impl),
    TEXT(isa),
    TEXT(params),
    TEXT(distribution),
    COUNT(n),
    TEXT(placement),
    TEXT(mode),
    COUNT(rounds),
    REAL(ns_per_element),
    REAL(ns_low),
    REAL(ns_high),
    REAL(cycles_per_element),
    REAL(gb_per_s),
    REAL(ratio_to_copy),
    TEXT(baseline),
    REAL(ratio_to_baseline),
    REAL(ratio_low),
    REAL(ratio_high),
    /* beyond the columns that are promised */
    REAL(copy_low),
    REAL(copy_high),
    COUNT(processes),
    COUNT(threads),
    TEXT(state),
    REAL(noise_floor),
    TEXT(verdict),
    REAL(instructions_per_element),
    REAL(branch_misses_per_element),
};
#undef ROW

#define ROW instructions_row
static const column instructions_columns[] = {
    TEXT(run_id),       TEXT(function), TEXT(op),
    TEXT(dtype),        TEXT(impl),     TEXT(params),
    TEXT(distribution), COUNT(n),       REAL(instructions_per_element),
};
#undef ROW

const schema environment_schema = {
    .file = "environment.csv",
    .row_size = sizeof(environment_row),
    .column_count = COUNT_OF(environment_columns),
    .columns = environment_columns,
};

const schema accuracy_schema = {
    .file = "accuracy.csv",
    .row_size = sizeof(accuracy_row),
    .column_count = COUNT_OF(accuracy_columns),
    .columns = accuracy_columns,
};

const schema speed_schema = {
    .file = "speed.csv",
    .row_size = sizeof(speed_row),
    .column_count = COUNT_OF(speed_columns),
    .columns = speed_columns,
};

const schema instructions_schema = {
    .file = "instructions.csv",
    .row_size = sizeof(instructions_row),
    .column_count = COUNT_OF(instructions_columns),
    .columns = instructions_columns,
};

const schema certificate_schema = {
    .file = "certificate.csv",
    .row_size = sizeof(certificate_row),
    .column_count = COUNT_OF(certificate_columns),
    .columns = certificate_columns,
};

bool accuracy_row_breaks_claim(const accuracy_row *row)
{
    return row->max_ulp > row->claimed_bound_ulp || (row->claimed_bound_ulp > 0 && row->faults > 0);
}
