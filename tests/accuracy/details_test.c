/* The files beside accuracy.csv against the row, against each other and against sums over all inputs. */
#include "accuracy/assay.h"
#include "accuracy/details.h"
#include "accuracy/report.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"
#include "support/status.h"
#include "truth/ulp.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The tables of one pass, read back from its files. */
static const char *const names[] = {"accuracy_bins.csv", "accuracy_histogram.csv", "accuracy_offsets.csv",
                                    "accuracy_weighted.csv", "accuracy_properties.csv"};

typedef struct files {
    table *bins, *histogram, *weighted, *properties;
    accuracy_row row;
} files;

static const implementation *find(const char *name, op operation, dtype type)
{
    const implementation *found[256];
    const size_t count = registry_select(&(selection){.impl = name, .op = (int)operation, .dtype = (int)type}, found);
    ck_assert_uint_eq(count, 1);
    return found[0];
}

static void write_files(const assay *t, const implementation *impl, const char *dir, files *out)
{
    pass p;
    findings found = assay_findings(t, impl, &p);
    accuracy_details d;
    ck_assert_int_eq(details_begin(&d, dir), STATUS_GOOD);
    details_append(&d, &p, &found, "test");
    ck_assert_int_eq(details_end(&d), STATUS_GOOD);
    out->row = accuracy_row_of(&p, &found, "test");
    findings_free(&found);
}

static files files_of(const assay *t, const implementation *impl)
{
    char *dir = scratch_new();
    files f;
    write_files(t, impl, dir, &f);
    ck_assert_uint_eq(scratch_count(dir), LENGTH(names));
    ck_assert_int_eq(table_read(&accuracy_bin_schema, dir, &f.bins), STATUS_GOOD);
    ck_assert_int_eq(table_read(&accuracy_histogram_schema, dir, &f.histogram), STATUS_GOOD);
    ck_assert_int_eq(table_read(&accuracy_weighted_schema, dir, &f.weighted), STATUS_GOOD);
    ck_assert_int_eq(table_read(&accuracy_property_schema, dir, &f.properties), STATUS_GOOD);
    scratch_free(dir);
    return f;
}

static void files_free(files *f)
{
    table_free(f->bins);
    table_free(f->histogram);
    table_free(f->weighted);
    table_free(f->properties);
}

static void expect_bins_add_up(const files *f)
{
    uint64_t n = 0, misrounded = 0;
    double max_ulp = 0, max_abs = 0;
    for (size_t i = 0; i < f->bins->count; i++) {
        const accuracy_bin_row *bin = table_row(f->bins, i);
        n += bin->n;
        misrounded += bin->misrounded;
        max_ulp = fmax(max_ulp, bin->max_ulp);
        max_abs = fmax(max_abs, bin->max_abs);
        ck_assert(isnan(bin->mean_ulp) || bin->mean_ulp <= bin->max_ulp * (1 + 1e-5));
        ck_assert(isnan(bin->mean_ulp) || fabs(bin->mean_signed_ulp) <= bin->mean_ulp);
        ck_assert_str_eq(bin->key.impl, f->row.impl);
        ck_assert_str_eq(bin->key.inputs, f->row.inputs);
    }
    if (strcmp(f->row.dtype, "f64") == 0) { /* binades without a new maximum are left out */
        ck_assert_uint_lt(f->bins->count, 1200);
        ck_assert_uint_le(n, f->row.n);
        ck_assert_uint_le(misrounded, f->row.misrounded);
    } else {
        ck_assert_uint_eq(n, f->row.n);
        ck_assert_uint_eq(misrounded, f->row.misrounded);
    }
    ck_assert_double_eq(max_ulp, f->row.max_ulp);
    ck_assert_double_eq(max_abs, f->row.max_abs);
}

static double quantile_of(const table *histogram, double share)
{
    uint64_t total = 0, seen = 0;
    for (size_t i = 0; i < histogram->count; i++)
        total += ((const accuracy_histogram_row *)table_row(histogram, i))->count;
    for (size_t i = 0; i < histogram->count; i++) {
        const accuracy_histogram_row *bin = table_row(histogram, i);
        seen += bin->count;
        if ((double)seen >= share * (double)total)
            return six_digits(bin->below_ulp);
    }
    return NAN;
}

static void expect_percentiles(const files *f)
{
    ck_assert_double_eq(quantile_of(f->histogram, 0.5), f->row.p50_ulp);
    ck_assert_double_eq(quantile_of(f->histogram, 0.99), f->row.p99_ulp);
    ck_assert_double_eq(quantile_of(f->histogram, 0.999), f->row.p999_ulp);
    for (size_t i = 0; i < f->histogram->count; i++) {
        const accuracy_histogram_row *bin = table_row(f->histogram, i);
        ck_assert_double_lt(bin->from_ulp, bin->below_ulp);
        ck_assert_uint_gt(bin->count, 0);
    }
}

static void expect_properties(const files *f)
{
    const struct {
        const char *name;
        uint64_t count;
    } columns[] = {
        {"fault", f->row.faults},
        {"non_monotone", f->row.non_monotone},
        {"asymmetric", f->row.asymmetric},
        {"wrong_zero_sign", f->row.wrong_zero_sign},
    };
    for (size_t i = 0; i < f->properties->count; i++) {
        const accuracy_property_row *row = table_row(f->properties, i);
        ck_assert_int_eq(row->count > 0, row->x_bits[0] != '\0');
        ck_assert_uint_gt(strlen(row->meaning), 0);
        for (size_t k = 0; k < LENGTH(columns); k++)
            if (strcmp(row->property, columns[k].name) == 0)
                ck_assert_uint_eq(row->count, columns[k].count);
    }
}

START_TEST(files_agree_with_the_row)
{
    static const struct {
        const char *impl;
        op op;
        dtype type;
        uint64_t count; /* 0: all */
    } cases[] = {
        {"sigmoid/naive", OP_FORWARD, DTYPE_F32, 40000},     {"tanh/printed", OP_FORWARD, DTYPE_F32, 40000},
        {"log1p/libm", OP_FORWARD, DTYPE_F32, 40000},        {"elu/from_output", OP_GRADIENT, DTYPE_F32, 40000},
        {"sigmoid/naive", OP_FORWARD, DTYPE_F64, 20000},     {"sigmoid/table", OP_FORWARD, DTYPE_F16, 0},
        {"sigmoid/through_f32", OP_GRADIENT, DTYPE_BF16, 0}, {"tanh/printed", OP_FORWARD, DTYPE_BF16, 0},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        const implementation *impl = find(cases[i].impl, cases[i].op, cases[i].type);
        char name[TEXT_SHORT];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(impl->name, "/"), impl->name);
        assay t = assay_of(name, cases[i].op, cases[i].type, cases[i].count);
        t.reference = dtype_size(cases[i].type) == 2 ? REFERENCE_MPFR : REFERENCE_FILTERED;
        files f = files_of(&t, impl);
        expect_bins_add_up(&f);
        expect_percentiles(&f);
        expect_properties(&f);
        ck_assert_uint_eq(f.weighted->count, cases[i].count == 0 ? DISTRIBUTION_COUNT : 0);
        files_free(&f);
    }
}
END_TEST

/* Zero and the subnormals, 254 binades, infinity with the NaNs; two signs. */
START_TEST(bf16_has_a_bin_for_every_binade)
{
    assay t = assay_of("sigmoid", OP_FORWARD, DTYPE_BF16, 0);
    files f = files_of(&t, find("sigmoid/table", OP_FORWARD, DTYPE_BF16));
    ck_assert_uint_eq(f.bins->count, 512);
    const accuracy_bin_row *first = table_row(f.bins, 0), *second = table_row(f.bins, 1), *third = table_row(f.bins, 2),
                           *last = table_row(f.bins, 511);
    ck_assert_str_eq(first->exponent, "subnormal");
    ck_assert_str_eq(first->sign, "+");
    ck_assert_str_eq(second->sign, "-");
    ck_assert_str_eq(third->exponent, "-126");
    ck_assert_str_eq(last->exponent, "special");
    for (size_t i = 0; i < 512; i++)
        ck_assert_uint_eq(((const accuracy_bin_row *)table_row(f.bins, i))->n, 128);
    files_free(&f);
}
END_TEST

static double relative(double a, double b)
{
    return a == b ? 0 : fabs(a - b) / fmax(fabs(a), fabs(b));
}

START_TEST(weighted_errors_are_sums_over_all_inputs)
{
    static const dtype types[] = {DTYPE_F16, DTYPE_BF16};
    for (int k = 0; k < 2; k++) {
        const implementation *impl = find("sigmoid/table_linear_64", OP_FORWARD, types[k]);
        const assay t = assay_of("sigmoid", OP_FORWARD, types[k], 0);
        files f = files_of(&t, impl);
        const question q = assay_question(&t);
        double ulp[DISTRIBUTION_COUNT] = {0}, absolute[DISTRIBUTION_COUNT] = {0}, largest[DISTRIBUTION_COUNT] = {0};
        exact_scratch scratch;
        exact_scratch_init(&scratch);
        for (uint32_t i = 0; i < 1 << 16; i++) {
            const uint16_t x = (uint16_t)i;
            uint16_t y;
            implementation_run(impl, &x, &y, 1, &q.params);
            const exact_error e = ulp_error(&q, x, y, &scratch);
            for (int d = 0; e.measured && d < DISTRIBUTION_COUNT; d++) {
                const double mass = cell_mass(&input_distributions[d], q.format, x & q.format->last);
                ulp[d] += mass * (double)e.ulp;
                absolute[d] += mass * e.absolute;
                if (fabs(format_value(q.format, x)) < input_distributions[d].support)
                    largest[d] = fmax(largest[d], e.absolute);
            }
        }
        exact_scratch_clear(&scratch);
        for (int d = 0; d < DISTRIBUTION_COUNT; d++) {
            const accuracy_weighted_row *row = table_row(f.weighted, (size_t)d);
            ck_assert_str_eq(row->distribution, input_distributions[d].name);
            ck_assert_double_eq(row->mass, 1);
            ck_assert_double_lt(relative(row->mean_ulp, ulp[d]), 1e-5);
            ck_assert_double_lt(relative(row->mean_abs, absolute[d]), 1e-5);
            ck_assert_double_lt(relative(row->max_abs, largest[d]), 1e-5);
        }
        files_free(&f);
    }
}
END_TEST

START_TEST(any_number_of_threads_writes_the_same_bytes)
{
    const magnitude_range ranges[] = {{0, 5000},          {0x30000000, 5000}, {0x3f000000, 9000}, {0x3f800000, 9000},
                                      {0x40c00000, 9000}, {0x42ae0000, 9000}, {0x7f7ff000, 9000}};
    for (int exhaustive = 0; exhaustive < 2; exhaustive++) {
        assay t = assay_of("sigmoid", OP_FORWARD, DTYPE_F32, exhaustive ? 0 : 60000);
        if (exhaustive) {
            t.seams.ranges = ranges;
            t.seams.range_count = LENGTH(ranges);
        }
        char *dirs[2] = {scratch_new(), scratch_new()};
        files f;
        for (int i = 0; i < 2; i++) {
            t.threads = i == 0 ? 1 : 3;
            write_files(&t, find("sigmoid/naive", OP_FORWARD, DTYPE_F32), dirs[i], &f);
        }
        for (size_t i = 0; i < LENGTH(names); i++) {
            char *one = scratch_read(dirs[0], names[i]), *three = scratch_read(dirs[1], names[i]);
            ck_assert_str_eq(one, three);
            ck_assert_uint_gt(strlen(one), 0);
            free(one);
            free(three);
        }
        scratch_free(dirs[0]);
        scratch_free(dirs[1]);
    }
}
END_TEST

/* A table of all results from double is right everywhere. */
START_TEST(tables_are_correctly_rounded)
{
    size_t count, tables = 0;
    const implementation *const *all = registry_all(&count);
    for (size_t i = 0; i < count; i++) {
        if (dtype_size(all[i]->dtype) != 2 || strcmp(all[i]->variant, "table") != 0)
            continue;
        char name[TEXT_SHORT];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(all[i]->name, "/"), all[i]->name);
        const assay t = assay_of(name, all[i]->op, all[i]->dtype, 0);
        const tally got = assay_tally(&t, all[i]);
        ck_assert_uint_eq(got.n, 1 << 16);
        ck_assert_uint_eq(got.misrounded + got.seen[PROPERTY_FAULT].count + got.seen[PROPERTY_NON_MONOTONE].count, 0);
        ck_assert_uint_eq(got.seen[PROPERTY_NAN_LEFT_SIGNALING].count, 0);
        tables++;
    }
    ck_assert_uint_ge(tables, 10);
}
END_TEST

SUITE(accuracy_details, 120, files_agree_with_the_row, bf16_has_a_bin_for_every_binade,
      weighted_errors_are_sums_over_all_inputs, any_number_of_threads_writes_the_same_bytes,
      tables_are_correctly_rounded);
