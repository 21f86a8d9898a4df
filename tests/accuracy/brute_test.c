/* Every cell of accuracy.csv and of the files beside it, in f16 and bf16, against a program that shares nothing
 * with the harness. */
#include "accuracy/assay.h"
#include "accuracy/brute.h"
#include "accuracy/details.h"
#include "accuracy/report.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"
#include "support/status.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS_MAX = 64, SIGN = 0x8000 };

/* A file of rows, as text. */
typedef struct file {
    char *text;
    char *header[FIELDS_MAX];
    size_t fields;
    char *at; /* of the next row */
} file;

/* Cuts the line at *at into fields; quotes enclose what has a comma. */
static size_t cut(char **at, char *fields[FIELDS_MAX])
{
    size_t count = 0;
    char *from = *at;
    while (*from != '\0' && count < FIELDS_MAX) {
        const bool quoted = *from == '"';
        fields[count++] = from + quoted;
        from = quoted ? strchr(from + 1, '"') : from + strcspn(from, ",\r");
        if (quoted)
            *from++ = '\0';
        const char end = *from;
        *from++ = '\0';
        if (end == '\r') {
            *at = from + 1;
            return count;
        }
    }
    return 0;
}

static file file_open(const char *dir, const char *name)
{
    file f = {.text = scratch_read(dir, name)};
    ck_assert_ptr_nonnull(f.text);
    f.at = f.text;
    f.fields = cut(&f.at, f.header);
    return f;
}

/* The next row of one implementation in f, "" where a column is missing; false at the end. */
static bool file_next(file *f, char *row[FIELDS_MAX])
{
    return cut(&f->at, row) == f->fields;
}

static const char *cell(const file *f, char *const row[FIELDS_MAX], const char *column)
{
    for (size_t i = 0; i < f->fields; i++)
        if (strcmp(f->header[i], column) == 0)
            return row[i];
    ck_abort_msg("no column %s", column);
    return "";
}

static double number(const file *f, char *const row[FIELDS_MAX], const char *column)
{
    const char *text = cell(f, row, column);
    return text[0] == '\0' ? (double)NAN : strtod(text, NULL);
}

/* What is judged at the moment, for messages. */
static const implementation *judged;

/* What is below 2^-80 ulps is not told, but as 0; digits below it are not either. */
static const double untold = 0x1p-72;

static void expect_near(const char *column, double given, double expected, double tolerance)
{
    const double absolute = given == 0 || strstr(column, "ulp") != NULL ? untold : 0;
    const bool same = (isnan(given) && isnan(expected)) || given == expected ||
                      fabs(given - expected) <= fmax(tolerance * fabs(expected), absolute);
    ck_assert_msg(same, "%s %s %s: %s is %.17g, not %.17g", judged->name, op_names[judged->op],
                  dtype_names[judged->dtype], column, given, expected);
}

enum digits { ALL, SIX };

static void expect_number(const file *f, char *const row[FIELDS_MAX], const char *column, long double expected,
                          enum digits digits)
{
    expect_near(column, number(f, row, column), (double)expected, digits == ALL ? 1e-15 : 5.01e-6);
}

static void expect_count(const file *f, char *const row[FIELDS_MAX], const char *column, long long expected)
{
    char text[32];
    snprintf(text, sizeof text, "%lld", expected);
    ck_assert_msg(strcmp(cell(f, row, column), text) == 0, "%s %s %s: %s is %s, not %s", judged->name,
                  op_names[judged->op], dtype_names[judged->dtype], column, cell(f, row, column), text);
}

/* The bits of an input that a cell names by its value. */
static unsigned input_of(const brute *b, const char *text)
{
    const double x = strtod(text, NULL);
    for (unsigned i = 0; i < BRUTE_INPUTS; i++)
        if (b->of[i].x == x && !signbit(b->of[i].x) == !signbit(x))
            return i;
    ck_abort_msg("%s is no input", text);
    return 0;
}

static void expect_input(const file *f, char *const row[FIELDS_MAX], const brute *b, const char *column, int expected)
{
    const char *text = cell(f, row, column);
    const bool named = text[0] != '\0';
    ck_assert_msg(named == (expected != BRUTE_NONE), "%s: %s is '%s'", judged->name, column, text);
    if (named && strcmp(text, "nan") != 0)
        ck_assert_msg(input_of(b, text) == (unsigned)expected, "%s %s %s: %s is %s, not %a", judged->name,
                      op_names[judged->op], dtype_names[judged->dtype], column, text, b->of[expected].x);
}

/* Over some of the inputs. */
typedef struct sums {
    long long n, measured, misrounded, unfaithful, floats;
    long double sum, squares, tilt, largest, absolute, relative, over, under, normal;
} sums;

static void add(sums *s, const brute_judged *j)
{
    s->n++;
    if (!j->measured)
        return;
    const long double error = fabsl(j->error);
    s->measured++;
    s->misrounded += j->misrounded;
    s->sum += error;
    s->squares += error * error;
    s->tilt += j->error;
    s->unfaithful += error >= 1;
    s->floats = llabs(j->floats) > s->floats ? llabs(j->floats) : s->floats;
    s->over = fmaxl(s->over, j->error);
    s->under = fminl(s->under, j->error);
    s->normal = fmaxl(s->normal, j->normal ? error : 0);
    s->largest = fmaxl(s->largest, error);
    s->absolute = fmaxl(s->absolute, isnan(j->absolute) ? 0 : (long double)j->absolute);
    s->relative = fmaxl(s->relative, isnan(j->relative) ? 0 : (long double)j->relative);
}

static void expect_accuracy(const char *dir, const brute *b)
{
    file f = file_open(dir, "accuracy.csv");
    char *row[FIELDS_MAX];
    ck_assert(file_next(&f, row));
    sums s = {0};
    for (unsigned i = 0; i < BRUTE_INPUTS; i++)
        add(&s, &b->of[i]);
    expect_count(&f, row, "n", BRUTE_INPUTS);
    expect_count(&f, row, "misrounded", s.misrounded);
    expect_number(&f, row, "max_ulp", s.largest, ALL);
    expect_number(&f, row, "mean_ulp", s.sum / s.measured, SIX);
    expect_number(&f, row, "rms_ulp", sqrtl(s.squares / s.measured), SIX);
    expect_number(&f, row, "max_abs", s.absolute, SIX);
    expect_number(&f, row, "max_rel", s.relative, SIX);
    expect_number(&f, row, "ref_bound_ulp", 0, ALL);
    expect_number(&f, row, "max_ulp_normal", s.normal, SIX);
    expect_number(&f, row, "most_over_ulp", s.over, SIX);
    expect_number(&f, row, "most_under_ulp", s.under, SIX);
    if (!(fabsl(s.tilt) < 1e-9L * s.sum))
        expect_number(&f, row, "mean_signed_ulp", s.tilt / s.measured, SIX);
    expect_count(&f, row, "unfaithful", s.unfaithful);
    expect_count(&f, row, "most_floats", s.floats);
    expect_number(
        &f, row, "right_share",
        (long double)(s.measured - s.misrounded) / (long double)(s.measured + brute_property(b, "fault").count), SIX);
    const double claimed = number(&f, row, "claimed_bound_ulp");
    long long beyond = 0;
    for (unsigned i = 0; i < BRUTE_INPUTS; i++)
        beyond += b->of[i].measured && fabsl(b->of[i].error) > (long double)claimed;
    if (isnan(claimed))
        ck_assert_str_eq(cell(&f, row, "beyond_claim"), "");
    else
        expect_count(&f, row, "beyond_claim", beyond);
    expect_near("max_abs at max_abs_x", b->of[input_of(b, cell(&f, row, "max_abs_x"))].absolute, (double)s.absolute, 0);
    expect_near("max_rel at max_rel_x", b->of[input_of(b, cell(&f, row, "max_rel_x"))].relative, (double)s.relative,
                1e-15);
    const brute_judged *worst = &b->of[input_of(b, cell(&f, row, "max_ulp_x"))];
    expect_near("max_ulp at max_ulp_x", (double)fabsl(worst->error), (double)s.largest, 1e-15);
    ck_assert_ptr_eq(worst, &b->of[strtoul(cell(&f, row, "max_ulp_x_bits"), NULL, 16)]);
    ck_assert(strtod(cell(&f, row, "max_ulp_got"), NULL) == worst->got);
    char exact[80];
    brute_exact(b, (unsigned)(worst - b->of), exact, sizeof exact);
    ck_assert_str_eq(cell(&f, row, "max_ulp_exact"), exact);
    static const char *const counts[][2] = {{"faults", "fault"},
                                            {"non_monotone", "non_monotone"},
                                            {"asymmetric", "asymmetric"},
                                            {"wrong_zero_sign", "wrong_zero_sign"}};
    for (size_t i = 0; i < LENGTH(counts); i++)
        expect_count(&f, row, counts[i][0], brute_property(b, counts[i][1]).count);
    expect_input(&f, row, b, "first_fault_x", brute_property(b, "fault").x);
    int first[2] = {BRUTE_NONE, BRUTE_NONE};
    for (unsigned i = 1; i < SIGN; i++)
        for (int side = 0; side < 2; side++) {
            const brute_judged *j = &b->of[i + (side ? SIGN : 0)];
            if (first[side] == BRUTE_NONE && isfinite(j->x) && j->got == b->function->limit[side])
                first[side] = (int)i + (side ? SIGN : 0);
        }
    expect_input(&f, row, b, "saturate_hi_x", first[0]);
    expect_input(&f, row, b, "saturate_lo_x", first[1]);
    ck_assert(!file_next(&f, row));
    free(f.text);
}

/* Whether |x| lies in the bin of that name; `exponent` is its number where it has one. */
static bool in_bin(const brute_format *format, double x, const char *name, int exponent)
{
    if (name[0] == 's')
        return name[1] == 'p' ? !isfinite(x) : fabs(x) < ldexp(1, format->e_min);
    return isfinite(x) && fabs(x) >= ldexp(1, format->e_min) && ilogb(x) == exponent;
}

static void expect_bins(const char *dir, const brute *b)
{
    file f = file_open(dir, "accuracy_bins.csv");
    char *row[FIELDS_MAX];
    long long all = 0;
    while (file_next(&f, row)) {
        sums s = {0};
        const char *name = cell(&f, row, "exponent");
        const unsigned first = cell(&f, row, "sign")[0] == '-' ? SIGN : 0;
        const int exponent = atoi(name);
        for (unsigned i = first; i < first + SIGN; i++)
            if (in_bin(b->format, b->of[i].x, name, exponent))
                add(&s, &b->of[i]);
        const long double measured = s.measured > 0 ? (long double)s.measured : (long double)NAN;
        expect_count(&f, row, "n", s.n);
        expect_count(&f, row, "misrounded", s.misrounded);
        expect_number(&f, row, "max_ulp", s.measured > 0 ? s.largest : measured, ALL);
        /* What is hardly above that has fewer digits than six. */
        expect_near("max_abs", number(&f, row, "max_abs"), (double)(s.measured > 0 ? s.absolute : measured),
                    s.largest < 1e-17L ? 0.5 : 5.01e-6);
        expect_number(&f, row, "mean_ulp", s.sum / measured, SIX);
        /* What cancels leaves the rounding of sums of doubles. */
        if (!(fabsl(s.tilt) < 1e-9L * s.sum))
            expect_number(&f, row, "mean_signed_ulp", s.tilt / measured, SIX);
        if (s.measured > 0)
            expect_near("max_ulp at max_ulp_x", (double)fabsl(b->of[input_of(b, cell(&f, row, "max_ulp_x"))].error),
                        (double)s.largest, 1e-15);
        all += s.n;
    }
    ck_assert_int_eq(all, BRUTE_INPUTS);
    free(f.text);
}

static double quantile(const file *bins, const brute *b, double share)
{
    char *row[FIELDS_MAX];
    long long measured = 0, seen = 0;
    for (unsigned i = 0; i < BRUTE_INPUTS; i++)
        measured += b->of[i].measured;
    file copy = *bins;
    char *text = strdup(bins->at);
    copy.at = text;
    double edge = 0;
    while ((double)seen < ceil(share * (double)measured) && file_next(&copy, row)) {
        seen += atoll(cell(&copy, row, "count"));
        edge = number(&copy, row, "below_ulp");
    }
    free(text);
    return edge;
}

static void expect_histogram(const char *dir, const brute *b)
{
    static const struct {
        const char *column;
        double share;
    } quantiles[] = {
        {"p50_ulp", 0.5}, {"p95_ulp", 0.95}, {"p99_ulp", 0.99}, {"p999_ulp", 0.999}, {"p9999_ulp", 0.9999}};
    file f = file_open(dir, "accuracy_histogram.csv"), whole = file_open(dir, "accuracy.csv");
    char *row[FIELDS_MAX], *of_all[FIELDS_MAX];
    ck_assert(file_next(&whole, of_all));
    for (size_t i = 0; i < LENGTH(quantiles); i++)
        expect_number(&whole, of_all, quantiles[i].column, (long double)quantile(&f, b, quantiles[i].share), SIX);
    long double last = 0;
    long long measured = 0, all = 0;
    for (unsigned i = 0; i < BRUTE_INPUTS; i++)
        measured += b->of[i].measured;
    while (file_next(&f, row)) {
        const long double from = (long double)number(&f, row, "from_ulp"),
                          below = (long double)number(&f, row, "below_ulp");
        long long count = 0;
        for (unsigned i = 0; i < BRUTE_INPUTS; i++)
            count += b->of[i].measured && fabsl(b->of[i].error) >= from && fabsl(b->of[i].error) < below;
        expect_count(&f, row, "count", count);
        ck_assert(from >= last && (from == 0 || below <= from * (1 + 1.0L / 31)));
        last = below;
        all += count;
    }
    ck_assert_int_eq(all, measured);
    free(f.text);
    free(whole.text);
}

static void expect_offsets(const char *dir, const brute *b)
{
    file f = file_open(dir, "accuracy_offsets.csv");
    char *row[FIELDS_MAX];
    long long measured = 0, all = 0;
    for (unsigned i = 0; i < BRUTE_INPUTS; i++)
        measured += b->of[i].measured;
    while (file_next(&f, row)) {
        const double from = number(&f, row, "from_floats"), to = number(&f, row, "to_floats");
        long long count = 0;
        for (unsigned i = 0; i < BRUTE_INPUTS; i++) {
            const double floats = (double)b->of[i].floats;
            count += b->of[i].measured && floats >= from && floats <= to;
        }
        expect_count(&f, row, "count", count);
        all += count;
    }
    ck_assert_int_eq(all, measured);
    free(f.text);
}

static const struct {
    const char *name;
    double sigma, support;
} drawn_from[] = {{"N(0,1)", 1, 8}, {"N(0,4)", 2, 16}, {"uniform(-8,8)", 0, 8}};

static const long double *masses_of(const brute *b, size_t distribution)
{
    static long double masses[3][BRUTE_INPUTS / 2];
    static const brute_format *filled;
    for (size_t i = 0; filled != b->format && i < 3; i++)
        brute_masses(b->format, drawn_from[i].sigma, masses[i]);
    filled = b->format;
    return masses[distribution];
}

static void expect_weighted(const char *dir, const brute *b)
{
    file f = file_open(dir, "accuracy_weighted.csv");
    char *row[FIELDS_MAX];
    size_t rows = 0;
    for (; file_next(&f, row); rows++) {
        ck_assert_str_eq(cell(&f, row, "distribution"), drawn_from[rows].name);
        const double support = drawn_from[rows].support;
        const long double *masses = masses_of(b, rows);
        expect_number(&f, row, "support", (long double)support, ALL);
        long double mass = 0, ulp = 0, absolute = 0, largest = 0;
        for (unsigned i = 0; i < BRUTE_INPUTS; i++) {
            const brute_judged *j = &b->of[i];
            if (!j->measured)
                continue;
            const long double share = masses[i % SIGN];
            const long double off = isnan(j->absolute) ? 0 : (long double)j->absolute;
            mass += share;
            ulp += share * fabsl(j->error);
            absolute += share * off;
            largest = fabs(j->x) < support ? fmaxl(largest, off) : largest;
        }
        expect_number(&f, row, "mean_ulp", ulp / mass, SIX);
        expect_number(&f, row, "mean_abs", absolute / mass, SIX);
        expect_number(&f, row, "max_abs", largest, SIX);
        expect_near("mass", number(&f, row, "mass"), (double)mass, 1e-11);
        expect_number(&f, row, "weight_bound", 0, ALL);
    }
    ck_assert_uint_eq(rows, 3);
    free(f.text);
}

static void expect_bits(const file *f, char *const row[FIELDS_MAX], const char *column, int expected)
{
    const char *text = cell(f, row, column);
    const int given = text[0] == '\0' ? BRUTE_NONE : (int)strtoul(text, NULL, 16);
    ck_assert_msg(given == expected, "%s %s %s: %s of %s is 0x%04x, not 0x%04x", judged->name, op_names[judged->op],
                  dtype_names[judged->dtype], column, cell(f, row, "property"), (unsigned)given, (unsigned)expected);
}

static void expect_properties(const char *dir, const brute *b)
{
    file f = file_open(dir, "accuracy_properties.csv");
    char *row[FIELDS_MAX];
    while (file_next(&f, row)) {
        const brute_sighting seen = brute_property(b, cell(&f, row, "property"));
        expect_count(&f, row, "count", seen.count);
        expect_bits(&f, row, "x_bits", seen.x);
        expect_bits(&f, row, "got_bits", seen.got);
        expect_bits(&f, row, "other_bits", seen.other);
        if (seen.count > 0 && !isnan(b->of[seen.x].x)) {
            expect_input(&f, row, b, "x", seen.x);
            expect_near("got", strtod(cell(&f, row, "got"), NULL), b->of[seen.x].got, 0);
        }
    }
    free(f.text);
}

static void write_files(const implementation *impl, const char *dir)
{
    assay t = assay_of(impl->function->name, impl->op, impl->dtype, 0);
    t.reference = REFERENCE_MPFR;
    pass p;
    findings found = assay_findings(&t, impl, &p);
    accuracy_details d;
    ck_assert_int_eq(details_begin(&d, dir), STATUS_GOOD);
    details_append(&d, &p, &found, "test");
    ck_assert_int_eq(details_end(&d), STATUS_GOOD);
    table *rows = table_new(&accuracy_schema);
    const accuracy_row row = accuracy_row_of(&p, &found, "test");
    table_append(rows, &row);
    ck_assert_int_eq(table_write(rows, dir), STATUS_GOOD);
    table_free(rows);
    findings_free(&found);
}

static void expect_files(const implementation *impl)
{
    static uint16_t x[BRUTE_INPUTS], got[BRUTE_INPUTS];
    judged = impl;
    const assay t = assay_of(impl->function->name, impl->op, impl->dtype, 0);
    const question q = assay_question(&t);
    for (unsigned i = 0; i < BRUTE_INPUTS; i++)
        x[i] = (uint16_t)i;
    implementation_run(impl, x, got, BRUTE_INPUTS, &q.params);
    brute b = brute_judge(impl->function->name, op_names[impl->op], dtype_names[impl->dtype], q.params.alpha, got);
    char *dir = scratch_new();
    write_files(impl, dir);
    expect_accuracy(dir, &b);
    expect_bins(dir, &b);
    expect_histogram(dir, &b);
    expect_offsets(dir, &b);
    expect_weighted(dir, &b);
    expect_properties(dir, &b);
    scratch_free(dir);
    brute_free(&b);
}

/* One of each kind at least; those that a build lacks are left out. */
static const char *const names[] = {
    "sigmoid/naive",    "sigmoid/schraudolph", "sigmoid/hard_theano", "sigmoid/faithful", "tanh/printed",
    "tanh/from_output", "relu/branch",         "leaky_relu/branch",   "elu/schraudolph",  "elu/from_input"};

static void expect_op(op operation, dtype type)
{
    size_t count, done = 0;
    const implementation *const *all = registry_all(&count);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < LENGTH(names); k++)
            if (strcmp(all[i]->name, names[k]) == 0 && all[i]->op == operation && all[i]->dtype == type) {
                expect_files(all[i]);
                done++;
            }
    ck_assert_uint_ge(done, 4);
}

START_TEST(every_cell_is_that_of_brute_force)
{
    expect_op(_i % 2 == 0 ? OP_FORWARD : OP_GRADIENT, _i / 2 == 0 ? DTYPE_F16 : DTYPE_BF16);
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_loop_test(tests, every_cell_is_that_of_brute_force, 0, 4);
}

static const suite_entry brute_entry = {"accuracy_brute", 300, add_tests};
static const suite_entry *const brute_registered __attribute__((used, section("actbench_suites"))) = &brute_entry;
