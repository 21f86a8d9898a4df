#include "certify/certify.h"

#include "certify/certify_run.h"
#include "judge/tally.h"
#include "reference/compositions.h"
#include "reference/function.h"
#include "registry/registry.h"
#include "suite.h"
#include "support/length.h"
#include "support/splitmix.h"
#include "truth/base_values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* 2^-20, 2^-2, 1, 8 and 64 begin these; the first is all decided by monotonicity. */
static const size_t segments[] = {0, 428, 500, 508, 520, 532};

/* Each base value against MPFR's own evaluation at the same input. */
START_TEST(base_values_are_those_of_mpfr)
{
    base_scratch *scratch = base_scratch_new();
    base_values *v = malloc(sizeof *v);
    exact_scratch exact;
    exact_scratch_init(&exact);
    static const struct {
        base base;
        const char *function;
        bool negative, second;
    } cases[] = {{BASE_EXP, "exp", true, false},
                 {BASE_LOG1P, "log1p", false, false},
                 {BASE_LOG1P, "log1p", true, true},
                 {BASE_ERF, "erf", false, false}};
    for (uint64_t trial = 0; trial < 40; trial++) {
        /* Binades from 2^-57 to 2^3. */
        const uint64_t exponent = 127 - 57 + splitmix_at(1, trial) % 60;
        const uint64_t first = (exponent << 23) + splitmix_at(2, trial) % (UINT64_C(1) << 23) / BLOCK_MAX * BLOCK_MAX;
        for (size_t c = 0; c < LENGTH(cases); c++) {
            const question q = question_of(function_find(cases[c].function), OP_FORWARD, DTYPE_F32, NULL);
            if (cases[c].second && format_value(q.format, first) >= 1)
                continue;
            base_fill(cases[c].base, first, BLOCK_MAX, scratch, v);
            for (size_t i = 0; i < BLOCK_MAX; i += 97) {
                exact_at(&q, format_bits(q.format, first + i, cases[c].negative), &exact);
                const long double y = mpfr_get_ld(exact.y, MPFR_RNDN);
                const long double got = cases[c].second ? v->second[i] : v->first[i];
                ck_assert_msg(fabsl(got - y) <= BASE_ERROR * fabsl(y), "%s at 0x%08llx: %La, not %La",
                              cases[c].function, (unsigned long long)(first + i), got, y);
            }
        }
    }
    exact_scratch_clear(&exact);
    base_scratch_free(scratch);
    free(v);
}
END_TEST

/* Those that need no MPFR evaluation of their own at most inputs, or beside a root, which takes minutes a segment. */
static size_t quick_questions(question out[64])
{
    question all[64];
    size_t count = 0;
    const size_t asked = certify_questions(all, 64);
    for (size_t i = 0; i < asked; i++) {
        const op_reference *r = &all[i].function->ops[all[i].op];
        const composed *how = &r->composed;
        const bool is_composed = how->base != BASE_NONE && how->side[1] != NULL && how->apart[1] == 0;
        if (is_composed || r->filter_bound == 0)
            out[count++] = all[i];
    }
    return count;
}

/* No sample by MPFR alone sees more than the certificate says, nor much less. */
START_TEST(certificates_bound_what_samples_see)
{
    question questions[64];
    const size_t count = quick_questions(questions);
    ck_assert_uint_ge(count, 40);
    certifier *c = certifier_new(questions, count);
    const size_t index = segments[_i];
    certificate *found = calloc(count, sizeof *found), *seen = calloc(count, sizeof *seen);
    certify_segment(c, index, found);
    certify_sample(c, index, 1, seen);
    for (size_t i = 0; i < count; i++) {
        const double bound = questions[i].function->ops[questions[i].op].filter_bound;
        ck_assert_uint_eq(found[i].by_mpfr + found[i].by_monotonicity, UINT64_C(1) << 22);
        ck_assert_msg(found[i].largest_error <= bound, "%s %s misses by %g at 0x%08llx", questions[i].function->name,
                      op_names[questions[i].op], found[i].largest_error, (unsigned long long)found[i].largest_x);
        ck_assert_double_le(seen[i].largest_error, found[i].largest_error);
        ck_assert_double_ge(seen[i].largest_error, found[i].largest_error / 2 - CERTIFY_ROOM * 4);
    }
    free(found);
    free(seen);
    certifier_free(c);
}
END_TEST

/* A filter that is wrong at one input of 2^22. */
static filter_evaluation *sound;
static const double wrong_at = 0x1.123456p+0;

static void wrong_filter(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    sound(m, plus, minus, n, p);
    for (size_t i = 0; i < n; i++)
        if (m[i] == wrong_at)
            minus[i] *= 1 + 0x1p-48;
}

START_TEST(one_wrong_input_is_found)
{
    function planted = *function_find("exp");
    sound = planted.ops[OP_FORWARD].filter;
    planted.ops[OP_FORWARD].filter = wrong_filter;
    const question q = question_of(&planted, OP_FORWARD, DTYPE_F32, NULL);
    certifier *c = certifier_new(&q, 1);
    certificate found;
    certify_segment(c, 508, &found);
    ck_assert_double_gt(found.largest_error, planted.ops[OP_FORWARD].filter_bound);
    ck_assert_double_eq(format_value(q.format, found.largest_x), -wrong_at);
    certifier_free(c);
}
END_TEST

static void filter_without_a_number(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    sound(m, plus, minus, n, p);
    for (size_t i = 0; i < n; i++)
        if (m[i] == 0x1.123456p-100 || m[i] == 0x1.123456p+20)
            minus[i] = NAN;
}

/* Where monotonicity decides, by value or by ratio, as well as where MPFR does. */
START_TEST(a_filter_that_gives_no_number_is_found)
{
    static const struct {
        const char *function;
        size_t segment;
        double x;
    } cases[] = {{"expm1", (127 - 100) * 4, -0x1.123456p-100}, {"expm1", (127 + 20) * 4, -0x1.123456p+20}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        function planted = *function_find(cases[i].function);
        sound = planted.ops[OP_FORWARD].filter;
        planted.ops[OP_FORWARD].filter = filter_without_a_number;
        const question q = question_of(&planted, OP_FORWARD, DTYPE_F32, 0);
        certifier *c = certifier_new(&q, 1);
        certificate found;
        certify_segment(c, cases[i].segment, &found);
        ck_assert_uint_gt(found.by_monotonicity, 0);
        ck_assert_double_infinite(found.largest_error);
        ck_assert_double_eq(format_value(q.format, found.largest_x), cases[i].x);
        certifier_free(c);
    }
}
END_TEST

/* Every composition is its function: at random inputs, against that function's own MPFR evaluation, out to where results
 * leave f32. */
START_TEST(compositions_are_their_functions)
{
    question questions[64];
    const size_t count = certify_questions(questions, 64);
    base_scratch *scratch = base_scratch_new();
    base_values *v = malloc(sizeof *v);
    exact_scratch exact;
    exact_scratch_init(&exact);
    for (size_t i = 0; i < count; i++) {
        const question *q = &questions[i];
        const composed *how = &q->function->ops[q->op].composed;
        for (uint64_t trial = 0; trial < 40 && how->base != BASE_NONE; trial++) {
            const uint64_t place = splitmix_at(3, trial) % (27 << 23);
            const uint64_t first = ((127 - 20) << 23) + place / BLOCK_MAX * BLOCK_MAX;
            base_fill(how->base, first, BLOCK_MAX, scratch, v);
            for (int s = 0; s < 2; s++)
                for (size_t k = 0; k < BLOCK_MAX; k += 93) {
                    const double m = format_value(q->format, first + k);
                    composition *compose = composition_at(how, s == 1, m);
                    if (compose == NULL)
                        continue;
                    exact_at(q, format_bits(q->format, first + k, s == 1), &exact);
                    const long double y = mpfr_get_ld(exact.y, MPFR_RNDN);
                    const long double off = fabsl(compose((long double)m, v->first[k], v->second[k]) - y);
                    ck_assert_msg(isnan(y) || off <= CERTIFY_SLACK * fmaxl(fabsl(y), FILTER_LEAST),
                                  "%s %s at %s%a: off by %Lg", q->function->name, op_names[q->op], s == 1 ? "-" : "", m,
                                  off / fabsl(y));
                }
        }
    }
    exact_scratch_clear(&exact);
    base_scratch_free(scratch);
    free(v);
}
END_TEST

/* Parts of some questions are put together as what they are. */
START_TEST(an_identity_leads_back_to_its_questions)
{
    certify_run some = certify_run_new("elu", OP_GRADIENT), all = certify_run_new(NULL, -1);
    char *of_some = certify_identity(&some, 42), *of_all = certify_identity(&all, 42);
    certify_run back = certify_run_of(of_some), again = certify_run_of(of_all);
    ck_assert_uint_eq(some.count, 1);
    ck_assert_uint_eq(back.count, 1);
    ck_assert_uint_eq(again.count, all.count);
    char *same = certify_identity(&back, 42);
    ck_assert_str_eq(same, of_some);
    free(same);
    free(of_all);
    free(of_some);
    certify_run_free(&some);
    certify_run_free(&all);
    certify_run_free(&back);
    certify_run_free(&again);
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_test(tests, base_values_are_those_of_mpfr);
    tcase_add_loop_test(tests, certificates_bound_what_samples_see, 0, LENGTH(segments));
    tcase_add_test(tests, one_wrong_input_is_found);
    tcase_add_test(tests, a_filter_that_gives_no_number_is_found);
    tcase_add_test(tests, compositions_are_their_functions);
    tcase_add_test(tests, an_identity_leads_back_to_its_questions);
}

static const suite_entry certify_entry = {"certify", 300, add_tests};
static const suite_entry *const certify_registered __attribute__((used, section("actbench_suites"))) = &certify_entry;
