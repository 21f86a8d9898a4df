#include "claims/float_maps.h"
#include "claims/identities.h"
#include "suite.h"
#include "support/length.h"

#include <float.h>
#include <math.h>
#include <string.h>

static table *measured(uint32_t stride)
{
    table *t = table_new(&identity_schema);
    const identity_options o = {"test", 1, true, stride};
    identities_measure(t, &o);
    return t;
}

static const identity_row *row_of(const table *t, const char *claim, const char *quantity, const char *params)
{
    for (size_t i = 0; i < t->count; i++) {
        const identity_row *row = table_row(t, i);
        if (strcmp(row->claim, claim) == 0 && strcmp(row->quantity, quantity) == 0 && strcmp(row->params, params) == 0)
            return row;
    }
    ck_abort_msg("no row for %s, %s, %s", claim, quantity, params);
}

/* The lines that are wrong as printed are 10 and the last of the proof, 4 and 7 of the derivation, and no
 * others. */
START_TEST(exactly_the_wrong_lines_fail)
{
    table *t = measured(1000003);
    for (size_t i = 0; i < t->count; i++) {
        const identity_row *row = table_row(t, i);
        if (strncmp(row->method, "MPFR", 4) != 0)
            continue;
        ck_assert_msg(!isnan(row->value), "%s %s", row->claim, row->quantity);
        const bool last = strcmp(row->quantity, "last line") == 0 && strcmp(row->params, "w=2 b=0") != 0;
        const bool printed = (strcmp(row->claim, "N09") == 0 && strcmp(row->quantity, "line 10") == 0) ||
                             (strcmp(row->claim, "N11") == 0 &&
                              (strcmp(row->quantity, "line 4") == 0 || strcmp(row->quantity, "line 7") == 0));
        const bool passing = strcmp(row->claim, "N37") == 0 || strcmp(row->params, "q=0.75") == 0 ||
                             strcmp(row->key, "trials") == 0 || strcmp(row->key, "limit") == 0;
        const bool other = passing || strcmp(row->quantity, "by x, where g = wx+b") == 0 ||
                           strcmp(row->quantity, "ReLU of the largest float32") == 0 ||
                           (strcmp(row->claim, "N17") == 0 &&
                            (strcmp(row->params, "alpha=1.5") == 0 || strcmp(row->params, "alpha=2") == 0));
        if (row->relation[0] != '\0')
            ck_assert_msg((strcmp(row->holds, "no") == 0) == (last || printed || other), "%s %s: %s", row->claim,
                          row->quantity, row->holds);
    }
    table_free(t);
}
END_TEST

/* What can be computed by hand. */
START_TEST(values_known_in_closed_form)
{
    table *t = measured(1000003);
    ck_assert_double_eq_tol(row_of(t, "N09", "last line", "w=2 b=1")->value, tanh(0.5), 1e-15);
    ck_assert_double_eq_tol(row_of(t, "N09", "last line", "w=2 b=4")->value, tanh(2), 1e-15);
    ck_assert_double_eq(row_of(t, "N11", "line 4", "line=4")->value, 1.5);
    ck_assert_double_eq(row_of(t, "N17", "max(alpha x, x) = piecewise", "alpha=2")->value, 40);
    ck_assert_double_eq(row_of(t, "N26", "jump of ELU's slope at 0", "x=0 alpha=0.5")->value, 0.5);
    ck_assert_double_eq(row_of(t, "N26", "jump of ELU's curvature at 0", "x=0 alpha=1")->value, 1);
    ck_assert_double_eq_tol(row_of(t, "N02", "log2 of sigmoid", "x=-1e15")->value, -1e15 / log(2), 1);
    ck_assert_double_eq(row_of(t, "N03", "largest slope of sigmoid", "")->value, 0.25);
    ck_assert_double_eq(row_of(t, "N12", "piecewise: NaNs answered by a number", "spelling=piecewise")->value, 0);
    ck_assert_double_gt(row_of(t, "N12", "branch: NaNs answered by a number", "spelling=branch")->value, 0);
    ck_assert_double_eq(row_of(t, "N12", "fmaxf: numbers that differ", "spelling=fmaxf")->value, 0);
    ck_assert_double_gt(row_of(t, "N01", "three_layers: largest gap in floats", "spelling=three_layers c=0.3")->value,
                        0);
    /* 24 bits: 1 - sigmoid is below half an ulp of 1 from x = ln(2^25) or so on; few floats are tried. */
    const double lost = row_of(t, "N06", "smallest x > 0 that comes back infinite", "")->value;
    ck_assert_double_gt(lost, log(0x1p23));
    ck_assert_double_lt(lost, log(0x1p25) + 2);
    table_free(t);
}
END_TEST

/* Verdicts find a row by these three, whatever its prose says. */
START_TEST(claim_key_and_params_name_one_row)
{
    table *t = measured(1000003);
    for (size_t i = 0; i < t->count; i++) {
        const identity_row *a = table_row(t, i);
        ck_assert_msg(a->key[0] != '\0', "%s %s has no key", a->claim, a->quantity);
        for (size_t k = 0; k < i; k++) {
            const identity_row *b = table_row(t, k);
            ck_assert_msg(strcmp(a->claim, b->claim) != 0 || strcmp(a->key, b->key) != 0 ||
                              strcmp(a->params, b->params) != 0,
                          "%s %s %s: two rows", a->claim, a->key, a->params);
        }
    }
    table_free(t);
}
END_TEST

START_TEST(straight_lines_have_no_residual)
{
    table *t = measured(1000003);
    const char *quantity = "rms residual of the best straight line";
    ck_assert_double_lt(row_of(t, "N01", quantity, "function=linear c=0.3")->value, 1e-12);
    /* ReLU is |x|/2 + x/2, and the residual of |x|/2 on [-8, 8] about its mean is 8/2/sqrt(12). */
    ck_assert_double_eq_tol(row_of(t, "N01", quantity, "function=relu")->value, 4 / sqrt(12), 1e-3);
    table_free(t);
}
END_TEST

START_TEST(rows_do_not_depend_on_chance)
{
    table *a = measured(1000003), *b = measured(1000003);
    ck_assert_uint_eq(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        const identity_row *p = table_row(a, i), *q = table_row(b, i);
        ck_assert_str_eq(p->value_hex, q->value_hex);
        ck_assert_str_eq(p->x, q->x);
        ck_assert_uint_eq(p->n, q->n);
    }
    table_free(a);
    table_free(b);
}
END_TEST

START_TEST(relations_are_read_as_written)
{
    static const struct {
        const char *relation;
        double value, bound;
        bool holds;
    } cases[] = {{"<=", 1, 1, true},
                 {"<", 1, 1, false},
                 {">", 2, 1, true},
                 {">", 1, 1, false},
                 {"==", 1, 1, true},
                 {"==", 1, 2, false},
                 {"<=", NAN, 1, false},
                 {"", 0, 0, false},
                 {"?", 0, 0, false},
                 {"<=", 1, NAN, false},
                 {"==", INFINITY, INFINITY, true}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        identity_row row = {.value = cases[i].value, .bound = cases[i].bound};
        strcpy(row.relation, cases[i].relation);
        ck_assert_msg(identity_holds(&row) == cases[i].holds, "case %zu", i);
    }
}
END_TEST

static void same(const float *x, float *y, size_t n, float unused)
{
    (void)unused;
    memcpy(y, x, n * sizeof *x);
}

enum { SUBNORMAL = 0x123, QUIET_NAN = 0x7fc40000 };

/* Off by three floats at 1.5f, by one at a subnormal, and by the way from -1 to 1 at -1; a NaN and -0 become
 * 0. */
static void planted(const float *x, float *y, size_t n, float unused)
{
    same(x, y, n, unused);
    for (size_t i = 0; i < n; i++) {
        if (x[i] == 1.5f)
            y[i] = 1.5f + 3 * FLT_EPSILON;
        if (float_bits(x[i]) == SUBNORMAL)
            y[i] = float_from_bits(SUBNORMAL + 1);
        if (x[i] == -1)
            y[i] = 1;
        if (float_bits(x[i]) == QUIET_NAN || x[i] == 0)
            y[i] = 0;
    }
}

START_TEST(planted_differences_are_found)
{
    enum { FEW = 0x2001, WIDE = 0x40000, WIDEST = 0x800000 };
    const float_tally none = float_maps_compare(same, same, 0, FEW, 1);
    ck_assert_uint_eq(none.n, FEW);
    ck_assert_uint_eq(none.apart, 0);
    ck_assert(none.keeps_minus_zero);

    const float_tally dense = float_maps_compare(planted, same, 0, FEW, 1);
    ck_assert_uint_eq(dense.apart, 1);
    ck_assert_uint_eq(dense.gap, 1);
    ck_assert_uint_eq(dense.first_apart, SUBNORMAL);
    ck_assert(!dense.keeps_minus_zero);

    const float_tally half = float_maps_compare(planted, same, 0, UINT64_C(1) << 31, WIDE);
    ck_assert_uint_eq(half.n, (UINT64_C(1) << 31) / WIDE);
    ck_assert_uint_eq(half.apart, 1);
    ck_assert_uint_eq(half.gap, 3);
    ck_assert_uint_eq(half.gap_at, float_bits(1.5f));
    ck_assert_uint_eq(half.lost_nans, 1);

    /* A stride that meets -1 (0xbf800000) and misses the rest. */
    const float_tally sparse = float_maps_compare(planted, same, 0, UINT64_C(1) << 32, WIDEST);
    ck_assert_uint_eq(sparse.n, 512);
    ck_assert_uint_eq(sparse.apart, 1);
    ck_assert_uint_eq(sparse.gap, 2 * (uint64_t)float_bits(1));
    ck_assert_uint_eq(sparse.gap_at, float_bits(-1));
}
END_TEST

SUITE(claims_identities, 60, claim_key_and_params_name_one_row, exactly_the_wrong_lines_fail,
      values_known_in_closed_form, straight_lines_have_no_residual, rows_do_not_depend_on_chance,
      relations_are_read_as_written, planted_differences_are_found);
