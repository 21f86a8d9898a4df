/* The search finds what is planted, and what others have published. */
#include "accuracy/pass.h"
#include "search/search.h"
#include "truth/wide.h"

#include "suite.h"
#include "support/length.h"
#include "truth/ulp.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* exp, off by up to 40 ulps around one place, over a millionth of a binade. */
static const double planted_at = 0x1.4567p+3, planted_width = 0x1p-18;

static void planted(const double *x, double *y, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        const double off = fabs(x[i] - planted_at) / planted_width;
        y[i] = exp(x[i]);
        if (off < 1)
            y[i] *= 1 + 40 * (1 - off) * 0x1p-53;
    }
}

static const implementation planted_exp = {
    .name = "exp/planted", .op = OP_FORWARD, .dtype = DTYPE_F64, .kernel.f64 = planted};

static extreme search(const implementation *impl, const char *function, uint64_t budget, uint64_t seed, tally *total)
{
    const question q = question_of(function_find(function), OP_FORWARD, DTYPE_F64, NULL);
    exact_scratch scratch;
    call_note note;
    caller c = caller_new(WINDOW * sizeof(double), &note);
    exact_scratch_init(&scratch);
    *total = tally_zero();
    for (size_t i = 0; i < search_descents(budget); i++) {
        tally sides[2];
        ck_assert_uint_eq(search_descend(&q, impl, budget, seed, i, &scratch, &c, sides).kind, OFFENCE_NONE);
        for (int s = 0; s < 2; s++)
            tally_add(total, &sides[s]);
    }
    exact_scratch_clear(&scratch);
    caller_free(&c);
    mpfr_free_cache();
    return total->max_ulp;
}

START_TEST(the_budget_is_kept)
{
    static const uint64_t budgets[] = {SEARCH_BUDGET_LEAST, 2000000};
    for (size_t i = 0; i < 2; i++) {
        tally t;
        search(&planted_exp, "exp", budgets[i], 1, &t);
        ck_assert_uint_le(t.n, budgets[i]);
        ck_assert_uint_ge(t.n, budgets[i] / 2);
    }
}
END_TEST

START_TEST(equal_seeds_find_the_same)
{
    tally a, b, c;
    search(&planted_exp, "exp", 600000, 1, &a);
    search(&planted_exp, "exp", 600000, 1, &b);
    search(&planted_exp, "exp", 600000, 2, &c);
    ck_assert_uint_eq(a.max_ulp.x, b.max_ulp.x);
    ck_assert_uint_eq(a.n, b.n);
    ck_assert_uint_ne(a.max_ulp.x, c.max_ulp.x);
}
END_TEST

/* What is reported is MPFR's word on a result that the kernel really gives. */
START_TEST(what_is_reported_holds)
{
    tally t;
    const extreme found = search(&planted_exp, "exp", 600000, 3, &t);
    const question q = question_of(function_find("exp"), OP_FORWARD, DTYPE_F64, NULL);
    const double x = format_value(q.format, found.x);
    double y;
    planted(&x, &y, 1, NULL);
    ck_assert_uint_eq(format_encode(q.format, y), found.got);
    exact_scratch scratch;
    exact_scratch_init(&scratch);
    ck_assert_ldouble_eq(ulp_error(&q, found.x, found.got, &scratch).ulp, found.value);
    exact_scratch_clear(&scratch);
    mpfr_free_cache();
}
END_TEST

/* An error that grows towards its largest is climbed from afar. */
static void sloping(const double *x, double *y, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        const double off = fabs(x[i] / planted_at - 1);
        y[i] = exp(x[i]);
        if (off < 0x1p-4)
            y[i] *= 1 + 40 * (1 - 16 * off) * 0x1p-53;
    }
}

START_TEST(a_planted_summit_is_climbed)
{
    static const implementation impl = {
        .name = "exp/sloping", .op = OP_FORWARD, .dtype = DTYPE_F64, .kernel.f64 = sloping};
    tally t;
    const extreme found = search(&impl, "exp", 2000000, 1, &t);
    /* 40 * 2^-53 of a value whose significand is s are 20 s ulps. */
    int exponent;
    const double summit = 40 * frexp(exp(planted_at), &exponent);
    ck_assert_double_ge((double)found.value, 0.98 * summit);
    ck_assert_uint_eq(t.seen[PROPERTY_FAULT].count, 0);
}
END_TEST

enum { PUBLISHED_MAX = 7 };

/* Inputs with the largest known error, for various C libraries (P. Zimmermann et al., "Accuracy of
 * Mathematical Functions in Single, Double, Double Extended, and Quadruple Precision"): yardsticks, never
 * given to the search. Which of them is the worst here depends on the library and the processor. */
static const struct {
    const char *function, *impl;
    uint64_t long_budget; /* reaches 99% */
    double x[PUBLISHED_MAX];
} published[] = {
    {"exp",
     "exp/libm",
     1000000000,
     {-0x1.571eb1496dab3p+9, 0x1.6f5ea0e012c38p+6, -0x1.1820ac5084912p+6, -0x1.6237c669d1a9fp+9, -0x1.f8ee4b949bf25p-29,
      0x1.fce66609f7428p+5, 0x1.e7fb382169bc1p+1}},
    {"expm1",
     "expm1/libm",
     1000000000,
     {0x1.62f69d171fa65p-2, 0x1.63daa4e2b9346p-2, 0x1.63d05581e2f84p-2, 0x1.9a579b4e7005fp-2, -0x1.635e445cc416bp-8,
      0x1.e7ebb59408602p-5, 0x1.2984a10a3c349p+5}},
    {"tanh",
     "tanh/libm",
     1000000000,
     {0x1.e0f65b6ce8826p-3, 0x1.e100f835705efp-3, -0x1.0018308fc500dp+0, -0x1.ff58c8cce5385p-1, 0x1.00cf9f273d84p+1,
      0x1.1917834b6f97bp-1}},
    {"log1p",
     "log1p/libm",
     1000000000,
     {-0x1.2c10396268852p-2, -0x1.2bf5e2b0dab12p-2, -0x1.2c19ff3584c92p-2, 0x1.10734fffffff9p-4, 0x1.000aee2a2757fp-9,
      -0x1.fffffb3ffffa5p-28, -0x1.fffffa9bab3e5p-2}},
    {"erf",
     "erf/libm",
     30000000000,
     {0x1.c332bde7ca515p-5, -0x1.c57541b55c8ebp-16, 0x1.00b4ce467e371p+2, -0x1.e1500cfaad20ep-2, 0x1.321a11445f63fp-2}},
};

static const implementation *find_impl(const char *name)
{
    size_t count;
    const implementation *const *all = registry_all(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(all[i]->name, name) == 0 && all[i]->op == OP_FORWARD && all[i]->dtype == DTYPE_F64)
            return all[i];
    ck_abort_msg("no %s", name);
    return NULL;
}

static double worst_published(size_t i)
{
    const question q = question_of(function_find(published[i].function), OP_FORWARD, DTYPE_F64, NULL);
    exact_scratch scratch;
    exact_scratch_init(&scratch);
    double worst = 0;
    for (size_t k = 0; k < PUBLISHED_MAX; k++) {
        double y;
        implementation_run(find_impl(published[i].impl), &published[i].x[k], &y, 1, &q.params);
        const exact_error e =
            ulp_error(&q, format_encode(q.format, published[i].x[k]), format_encode(q.format, y), &scratch);
        worst = (double)e.ulp > worst ? (double)e.ulp : worst;
    }
    exact_scratch_clear(&scratch);
    mpfr_free_cache();
    return worst;
}

/* A short search has to come near. scripts/search_yardstick.sh sets ACTBENCH_SEARCH_LONG, for the long one. */
START_TEST(a_search_comes_near_the_published_inputs)
{
    const bool is_long = getenv("ACTBENCH_SEARCH_LONG") != NULL;
    const uint64_t budget = is_long ? published[_i].long_budget : 3000000;
    const double share = is_long ? 0.99 : 0.85;
    tally t;
    const double known = worst_published((size_t)_i);
    const extreme found = search(find_impl(published[_i].impl), published[_i].function, budget, 1, &t);
    printf("%-6s searched %.5f, published %.5f: %.2f%%\n", published[_i].function, (double)found.value, known,
           100 * (double)found.value / known);
    ck_assert_double_ge((double)found.value, share * known);
}
END_TEST

START_TEST(names_are_read_back)
{
    static const char *const bad[] = {
        "", "searc", "searching", "search:", "search:0", "search:499999", "search:1e9", "search:1099511627777"};
    pass p = {.search_budget = SEARCH_BUDGET_LEAST}, back = {0};
    char name[64];
    pass_inputs_name(&p, name, sizeof name);
    ck_assert_str_eq(name, "search:500000");
    ck_assert(pass_inputs_parse(name, &back.inputs, &back.search_budget));
    ck_assert_uint_eq(back.search_budget, SEARCH_BUDGET_LEAST);
    ck_assert(pass_inputs_parse("search", &back.inputs, &back.search_budget));
    ck_assert_uint_eq(back.search_budget, SEARCH_BUDGET);
    ck_assert(pass_inputs_parse("stratified:10", &back.inputs, &back.search_budget));
    ck_assert_uint_eq(back.search_budget, 0);
    for (size_t i = 0; i < LENGTH(bad); i++)
        ck_assert_msg(!pass_inputs_parse(bad[i], &back.inputs, &back.search_budget), "%s", bad[i]);
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_test(tests, names_are_read_back);
    tcase_add_test(tests, the_budget_is_kept);
    tcase_add_test(tests, equal_seeds_find_the_same);
    tcase_add_test(tests, what_is_reported_holds);
    tcase_add_test(tests, a_planted_summit_is_climbed);
    tcase_add_loop_test(tests, a_search_comes_near_the_published_inputs, 0, LENGTH(published));
}

static const suite_entry search_entry = {"search", 1200, add_tests};
static const suite_entry *const search_registered __attribute__((used, section("actbench_suites"))) = &search_entry;
