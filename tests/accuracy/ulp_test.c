/* The definition of the ULP error on values worked out by hand, through each way that the program takes to
 * it. */
#include "accuracy/assay.h"
#include "suite.h"
#include "support/length.h"
#include "truth/ulp.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum expectation { ERROR, FAULT };

/* A function whose exact value is whatever a test says, and a kernel whose result is. */
static const char *exact_text;
static double result;

static void exact(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)x, (void)p;
    if (strcmp(exact_text, "pole") == 0) {
        mpfr_set_ui(y, 1, MPFR_RNDN);
        mpfr_set_zero(y, 1);
        mpfr_ui_div(y, 1, y, MPFR_RNDN);
        return;
    }
    char *rest;
    mpfr_strtofr(y, exact_text, &rest, 0, MPFR_RNDN);
    /* "1-0x1p-30" is a sum. */
    if (*rest != '\0') {
        mpfr_t more;
        mpfr_init2(more, mpfr_get_prec(y));
        ck_assert_int_eq(mpfr_set_str(more, rest, 0, MPFR_RNDN), 0);
        mpfr_add(y, y, more, MPFR_RNDZ);
        mpfr_clear(more);
    }
}

/* For exact values that a double holds. */
static void filter(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)m, (void)p;
    for (size_t i = 0; i < n; i++)
        plus[i] = minus[i] = strtod(exact_text, NULL);
}

static op_traits no_traits(const params *p)
{
    (void)p;
    return (op_traits){.limit = {NAN, NAN}};
}

static const function told = {.name = "told", .ops = {[OP_FORWARD] = {exact, filter, 0, no_traits}}};

static void give_f32(const float *x, float *y, size_t n, const params *p)
{
    (void)x, (void)p;
    for (size_t i = 0; i < n; i++)
        y[i] = (float)result;
}

static void give_f64(const double *x, double *y, size_t n, const params *p)
{
    (void)x, (void)p;
    for (size_t i = 0; i < n; i++)
        y[i] = result;
}

typedef struct golden {
    dtype dtype;
    const char *exact;
    double got;
    enum expectation expectation;
    double ulp; /* NaN: there is nothing to measure */
    bool misrounded, zero_sign;
} golden;

static void expect_alone(const golden *g)
{
    const question q = question_of(&told, OP_FORWARD, g->dtype, NULL);
    exact_scratch scratch;
    exact_scratch_init(&scratch);
    const exact_error e = ulp_error(&q, format_encode(q.format, 1), format_encode(q.format, g->got), &scratch);
    ck_assert_msg(e.fault == (g->expectation == FAULT), "%s, %a", g->exact, g->got);
    if (!e.fault && e.measured)
        ck_assert_msg((double)e.ulp == g->ulp, "%s, %a: %.17g ULP, not %.17g", g->exact, g->got, (double)e.ulp, g->ulp);
    exact_scratch_clear(&scratch);
}

/* Two inputs are enough: the results are the same for all. */
static void expect_in_pass(const golden *g, reference_kind kind)
{
    const magnitude_range zero = {0, 1};
    const assay t = {.function = &told,
                     .op = OP_FORWARD,
                     .dtype = g->dtype,
                     .inputs = {.kind = INPUTS_EXHAUSTIVE},
                     .reference = kind,
                     .seams = {.ranges = &zero, .range_count = 1}};
    const accuracy_row row = g->dtype == DTYPE_F32 ? assay_f32(&t, give_f32).row : assay_f64(&t, give_f64).row;
    ck_assert_uint_eq(row.n, 2);
    ck_assert_msg(row.faults == (g->expectation == FAULT ? 2 : 0), "%s, %a: %d faults", g->exact, g->got,
                  (int)row.faults);
    ck_assert_msg(row.misrounded == (g->misrounded ? 2 : 0), "%s, %a: %d misrounded", g->exact, g->got,
                  (int)row.misrounded);
    ck_assert_msg(row.wrong_zero_sign == (g->zero_sign ? 2 : 0), "%s, %a: %d wrong zeros", g->exact, g->got,
                  (int)row.wrong_zero_sign);
    if (g->expectation == ERROR)
        ck_assert_msg(row.max_ulp == g->ulp || (isnan(row.max_ulp) && isnan(g->ulp)), "%s, %a: %.17g ULP, not %.17g",
                      g->exact, g->got, row.max_ulp, g->ulp);
}

static bool a_double_holds(const char *text)
{
    char *rest;
    const double value = strtod(text, &rest);
    return *rest == '\0' && isfinite(value);
}

static void expect_all(const golden *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        exact_text = list[i].exact;
        result = list[i].got;
        expect_alone(&list[i]);
        expect_in_pass(&list[i], REFERENCE_MPFR);
        if (list[i].dtype == DTYPE_F32 && a_double_holds(list[i].exact))
            expect_in_pass(&list[i], REFERENCE_FILTERED);
    }
}

START_TEST(f32_values_worked_out_by_hand)
{
    static const golden list[] = {
        /* In a binade: ulp(1) = 2^-23. */
        {DTYPE_F32, "1", 1, ERROR, 0, false, false},
        {DTYPE_F32, "1", 0x1.000002p0, ERROR, 1, true, false},
        {DTYPE_F32, "0x1.000001p0", 1, ERROR, 0.5, false, false},             /* a tie, to even */
        {DTYPE_F32, "0x1.000001p0", 0x1.000002p0, ERROR, 0.5, true, false},   /* the other neighbour of the tie */
        {DTYPE_F32, "0x1.000003p0", 0x1.000002p0, ERROR, 0.5, true, false},   /* to even is up here */
        {DTYPE_F32, "0x1.0000008p0", 0x1.000002p0, ERROR, 0.75, true, false}, /* errors are no whole numbers */
        {DTYPE_F32, "-0x1.8p5", -0x1.800004p5, ERROR, 2, true, false},
        /* Just below a power of two the ulp is that of the lower binade: 2^-24. */
        {DTYPE_F32, "0x1.ffffffp-1", 1, ERROR, 0.5, false, false},
        {DTYPE_F32, "0x1.fffffffffp-1", 1, ERROR, 0x1p-13, false, false},
        {DTYPE_F32, "0x1.fffffffffp-1", 0x1.000002p0, ERROR, 2 + 0x1p-13, true, false},
        {DTYPE_F32, "1", 0x1.fffffep-1, ERROR, 0.5, true, false},
        {DTYPE_F32, "0x1.0000000001p0", 0x1.fffffep-1, ERROR, 0.5 + 0x1p-17, true, false},
        /* Subnormal: the ulp is 2^-149 down to zero, and just below 2^-126. */
        {DTYPE_F32, "0x1p-149", 0x1p-148, ERROR, 1, true, false},
        {DTYPE_F32, "0x1p-150", 0, ERROR, 0.5, false, false},
        {DTYPE_F32, "0x1p-150", 0x1p-149, ERROR, 0.5, true, false},
        {DTYPE_F32, "0x1.8p-150", 0, ERROR, 0.75, true, false},
        {DTYPE_F32, "0x1p-1000", 0x1p-149, ERROR, 1, true, false},
        {DTYPE_F32, "0x1.fffffcp-127", 0x1p-126, ERROR, 1, true, false},
        {DTYPE_F32, "0x1p-126", 0, ERROR, 0x1p23, true, false},
        {DTYPE_F32, "-0x1p-149", 0x1p-149, ERROR, 2, true, false},
        /* Exactly zero: in units of the smallest subnormal. */
        {DTYPE_F32, "0", 0, ERROR, 0, false, false},
        {DTYPE_F32, "0", -0.0, ERROR, 0, false, true},
        {DTYPE_F32, "-0", 0, ERROR, 0, false, true},
        {DTYPE_F32, "-0", -0.0, ERROR, 0, false, false},
        {DTYPE_F32, "0", 0x1p-149, ERROR, 1, true, false},
        {DTYPE_F32, "0", -0x1p-126, ERROR, 0x1p23, true, false},
        {DTYPE_F32, "0", 1, ERROR, 0x1p149, true, false},
        {DTYPE_F32, "-0x1p-200", 0, ERROR, 0x1p-51, false, true}, /* -0 is due */
        {DTYPE_F32, "0x1p-3", -0.0, ERROR, 0x1p23, true, true},
        /* Overflow: infinity stands for 2^128; from 2^128 - 2^103 on it is the nearest. */
        {DTYPE_F32, "0x1.fffffep127", HUGE_VAL, ERROR, 1, true, false},
        {DTYPE_F32, "0x1.fffffefp127", HUGE_VAL, ERROR, 0.53125, true, false},
        {DTYPE_F32, "0x1.fffffefp127", 0x1.fffffep127, ERROR, 0.46875, false, false},
        {DTYPE_F32, "0x1.ffffffp127", HUGE_VAL, ERROR, 0, false, false}, /* the tie goes to even: up */
        {DTYPE_F32, "0x1.ffffffp127", 0x1.fffffep127, ERROR, 0.5, true, false},
        {DTYPE_F32, "0x1p127", HUGE_VAL, ERROR, 0x1p23, true, false},
        {DTYPE_F32, "1", HUGE_VAL, ERROR, 0x1p151 - 0x1p23, true, false},
        {DTYPE_F32, "0", HUGE_VAL, ERROR, 0x1p277, true, false},
        {DTYPE_F32, "0x1p128", HUGE_VAL, ERROR, 0, false, false},
        {DTYPE_F32, "0x1p128", 0x1.fffffep127, ERROR, 0.5, true, false},
        {DTYPE_F32, "0x1.8p130", 0x1p128, ERROR, 0, false, false}, /* (float)0x1p128 is infinite */
        {DTYPE_F32, "0x1.8p130", 0x1p127, ERROR, 0x1.6p23, true, false},
        {DTYPE_F32, "-0x1p128", -HUGE_VAL, ERROR, 0, false, false},
        /* Faults are no sizes. */
        {DTYPE_F32, "1", NAN, FAULT, 0, false, false},
        {DTYPE_F32, "0", NAN, FAULT, 0, false, false},
        {DTYPE_F32, "1", -HUGE_VAL, FAULT, 0, false, false},
        {DTYPE_F32, "0x1p128", -HUGE_VAL, FAULT, 0, false, false},
        {DTYPE_F32, "-0x1p-200", HUGE_VAL, FAULT, 0, false, false},
        {DTYPE_F32, "nan", 1, FAULT, 0, false, false},
        {DTYPE_F32, "nan", HUGE_VAL, FAULT, 0, false, false},
        {DTYPE_F32, "nan", NAN, ERROR, NAN, false, false},
        {DTYPE_F32, "pole", 0x1.fffffep127, FAULT, 0, false, false},
        {DTYPE_F32, "pole", -HUGE_VAL, FAULT, 0, false, false},
        {DTYPE_F32, "pole", HUGE_VAL, ERROR, NAN, false, false},
        {DTYPE_F32, "pole", NAN, FAULT, 0, false, false},
    };
    expect_all(list, LENGTH(list));
}
END_TEST

START_TEST(f64_values_worked_out_by_hand)
{
    static const golden list[] = {
        {DTYPE_F64, "1", 1, ERROR, 0, false, false},
        {DTYPE_F64, "1", 0x1.0000000000001p0, ERROR, 1, true, false},
        {DTYPE_F64, "0x1.00000000000008p0", 1, ERROR, 0.5, false, false},
        {DTYPE_F64, "0x1.00000000000008p0", 0x1.0000000000001p0, ERROR, 0.5, true, false},
        {DTYPE_F64, "0x1.00000000000004p0", 0x1.0000000000001p0, ERROR, 0.75, true, false},
        /* What rounding is decided by may lie far behind what a double holds. */
        {DTYPE_F64, "1+0x1p-53", 1, ERROR, 0.5, false, false},
        {DTYPE_F64, "0x1.00000000000008p0+0x1p-130", 1, ERROR, 0.5, true, false},
        {DTYPE_F64, "0x1.00000000000008p0-0x1p-130", 0x1.0000000000001p0, ERROR, 0.5, true, false},
        {DTYPE_F64, "0x1.00000000000008p0-0x1p-130", 1, ERROR, 0.5, false, false},
        {DTYPE_F64, "0x1.00000000000018p0-0x1p-130", 0x1.0000000000001p0, ERROR, 0.5, false, false},
        {DTYPE_F64, "1-0x1p-100", 1, ERROR, 0x1p-47, false, false},
        {DTYPE_F64, "1-0x1p-100", 0x1.fffffffffffffp-1, ERROR, 1 - 0x1p-47, true, false},
        {DTYPE_F64, "1", 0x1.fffffffffffffp-1, ERROR, 0.5, true, false},
        {DTYPE_F64, "0x1p-1074", 0x1p-1073, ERROR, 1, true, false},
        {DTYPE_F64, "0x1p-1075", 0, ERROR, 0.5, false, false},
        {DTYPE_F64, "0x1.8p-1075", 0, ERROR, 0.75, true, false},
        {DTYPE_F64, "0x1p-3000", 0x1p-1074, ERROR, 1, true, false},
        {DTYPE_F64, "-0x1p-3000", 0, ERROR, 0, false, true},
        {DTYPE_F64, "0x1p-1022", 0, ERROR, 0x1p52, true, false},
        {DTYPE_F64, "0x1.ffffffffffffep-1023", 0x1p-1022, ERROR, 1, true, false},
        {DTYPE_F64, "0", 0x1p-1074, ERROR, 1, true, false},
        {DTYPE_F64, "0", -0.0, ERROR, 0, false, true},
        {DTYPE_F64, "0", 0x1p-74, ERROR, 0x1p1000, true, false},
        {DTYPE_F64, "0x1.fffffffffffffp1023", HUGE_VAL, ERROR, 1, true, false},
        {DTYPE_F64, "0x1.fffffffffffff8p1023", HUGE_VAL, ERROR, 0, false, false},
        {DTYPE_F64, "0x1.fffffffffffff8p1023", 0x1.fffffffffffffp1023, ERROR, 0.5, true, false},
        {DTYPE_F64, "0x1.fffffffffffff4p1023", HUGE_VAL, ERROR, 0.75, true, false},
        {DTYPE_F64, "0x1p1024", HUGE_VAL, ERROR, 0, false, false},
        {DTYPE_F64, "0x1p1023", HUGE_VAL, ERROR, 0x1p52, true, false},
        {DTYPE_F64, "0x1p1030", 0x1p1023, ERROR, 0x1p52 - 0x1p45, true, false},
        {DTYPE_F64, "-0x1p1024", HUGE_VAL, FAULT, 0, false, false},
        {DTYPE_F64, "1", NAN, FAULT, 0, false, false},
        {DTYPE_F64, "nan", 0, FAULT, 0, false, false},
        {DTYPE_F64, "pole", 0x1p1023, FAULT, 0, false, false},
    };
    expect_all(list, LENGTH(list));
}
END_TEST

SUITE(accuracy_ulp, 10, f32_values_worked_out_by_hand, f64_values_worked_out_by_hand);
