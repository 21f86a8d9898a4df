/* The functions that people ship: every f16 and bf16 input against formulas of the test's own, and errors planted
 * where these functions turn, in their tails and at the edge of underflow. */
#include "accuracy/oracle.h"
#include "accuracy/planted.h"
#include "registry/registry.h"
#include "suite.h"
#include "support/length.h"

#include <math.h>
#include <string.h>

/* Enough for what cancels in the formulas as they are printed, down to the least f16 and bf16 numbers. */
enum { BITS = 640 };

typedef void formula(mpfr_t y, const mpfr_t x);

static void logistic(mpfr_t y, const mpfr_t x)
{
    mpfr_neg(y, x, MPFR_RNDN);
    mpfr_exp(y, y, MPFR_RNDN);
    mpfr_add_ui(y, y, 1, MPFR_RNDN);
    mpfr_ui_div(y, 1, y, MPFR_RNDN);
}

static void silu(mpfr_t y, const mpfr_t x)
{
    logistic(y, x);
    mpfr_mul(y, y, x, MPFR_RNDN);
}

static void ln_of_1_plus_exp(mpfr_t y, const mpfr_t x)
{
    mpfr_set(y, x, MPFR_RNDN);
    if (mpfr_cmp_si(x, 1 << 20) > 0)
        return;
    mpfr_exp(y, x, MPFR_RNDN);
    mpfr_add_ui(y, y, 1, MPFR_RNDN);
    mpfr_log(y, y, MPFR_RNDN);
}

static void log_sigmoid(mpfr_t y, const mpfr_t x)
{
    mpfr_t t;
    mpfr_init2(t, BITS);
    mpfr_neg(t, x, MPFR_RNDN);
    ln_of_1_plus_exp(y, t);
    mpfr_neg(y, y, MPFR_RNDN);
    mpfr_clear(t);
}

static void mish(mpfr_t y, const mpfr_t x)
{
    ln_of_1_plus_exp(y, x);
    mpfr_tanh(y, y, MPFR_RNDN);
    mpfr_mul(y, y, x, MPFR_RNDN);
}

static void gelu_tanh(mpfr_t y, const mpfr_t x)
{
    mpfr_t t;
    mpfr_init2(t, BITS);
    mpfr_sqr(t, x, MPFR_RNDN);
    mpfr_mul(t, t, x, MPFR_RNDN);
    mpfr_mul_ui(t, t, 44715, MPFR_RNDN);
    mpfr_div_ui(t, t, 1000000, MPFR_RNDN);
    mpfr_add(t, t, x, MPFR_RNDN);
    mpfr_const_pi(y, MPFR_RNDN);
    mpfr_ui_div(y, 2, y, MPFR_RNDN);
    mpfr_sqrt(y, y, MPFR_RNDN);
    mpfr_mul(t, t, y, MPFR_RNDN);
    mpfr_tanh(y, t, MPFR_RNDN);
    mpfr_add_ui(y, y, 1, MPFR_RNDN);
    mpfr_mul(y, y, x, MPFR_RNDN);
    mpfr_div_2ui(y, y, 1, MPFR_RNDN);
    mpfr_clear(t);
}

/* By erf, which cancels: 1 + erf(x/sqrt 2). */
static void gelu(mpfr_t y, const mpfr_t x)
{
    mpfr_set_ui(y, 2, MPFR_RNDN);
    mpfr_sqrt(y, y, MPFR_RNDN);
    mpfr_div(y, x, y, MPFR_RNDN);
    mpfr_erf(y, y, MPFR_RNDN);
    mpfr_add_ui(y, y, 1, MPFR_RNDN);
    mpfr_mul(y, y, x, MPFR_RNDN);
    mpfr_div_2ui(y, y, 1, MPFR_RNDN);
}

static void one_less_erf(mpfr_t y, const mpfr_t x)
{
    mpfr_erf(y, x, MPFR_RNDN);
    mpfr_ui_sub(y, 1, y, MPFR_RNDN);
}

static void softsign(mpfr_t y, const mpfr_t x)
{
    mpfr_abs(y, x, MPFR_RNDN);
    mpfr_add_ui(y, y, 1, MPFR_RNDN);
    mpfr_div(y, x, y, MPFR_RNDN);
}

static void celu(mpfr_t y, const mpfr_t x)
{
    mpfr_set(y, x, MPFR_RNDN);
    if (mpfr_sgn(x) > 0)
        return;
    mpfr_exp(y, x, MPFR_RNDN);
    mpfr_sub_ui(y, y, 1, MPFR_RNDN);
}

static void selu(mpfr_t y, const mpfr_t x)
{
    mpfr_t number;
    mpfr_init2(number, BITS);
    celu(y, x);
    mpfr_set_str(number, "1.0507009873554804934193349852946", 10, MPFR_RNDN);
    mpfr_mul(y, y, number, MPFR_RNDN);
    mpfr_set_str(number, "1.6732632423543772848170429916717", 10, MPFR_RNDN);
    if (mpfr_sgn(x) <= 0)
        mpfr_mul(y, y, number, MPFR_RNDN);
    mpfr_clear(number);
}

static void clamped(mpfr_t y, const mpfr_t x, unsigned long shift)
{
    mpfr_add_ui(y, x, shift, MPFR_RNDN);
    if (mpfr_sgn(y) < 0)
        mpfr_set_zero(y, 1);
    if (mpfr_cmp_ui(y, 6) > 0)
        mpfr_set_ui(y, 6, MPFR_RNDN);
}

static void relu6(mpfr_t y, const mpfr_t x)
{
    clamped(y, x, 0);
}

static void hardsigmoid(mpfr_t y, const mpfr_t x)
{
    clamped(y, x, 3);
    mpfr_div_ui(y, y, 6, MPFR_RNDN);
}

static void hardswish(mpfr_t y, const mpfr_t x)
{
    hardsigmoid(y, x);
    mpfr_mul(y, y, x, MPFR_RNDN);
}

static const struct shipped {
    const char *name;
    formula *forward;
    double kinks[3]; /* where the difference quotient below is not the gradient that the function's file states */
} shipped[] = {
    {"silu", silu, {0}},
    {"softplus", ln_of_1_plus_exp, {0}},
    {"log_sigmoid", log_sigmoid, {0}},
    {"mish", mish, {0}},
    {"gelu_tanh", gelu_tanh, {0}},
    {"softsign", softsign, {0}},
    {"celu", celu, {0}},
    {"selu", selu, {0}},
    {"relu6", relu6, {0, 6}},
    {"hardsigmoid", hardsigmoid, {-3, 3}},
    {"hardswish", hardswish, {-3, 3}},
    /* mpfr_erf takes too long for as many inputs as f16 has between 2^-10 and 16. */
    {"gelu", gelu, {0}},
    {"erfc", one_less_erf, {0}},
};
enum { SHIPPED = LENGTH(shipped), SHIPPED_BY_EXP = SHIPPED - 2 };

/* (f(x + h) - f(x - h)) / 2h with h = 2^-160: off by 2^-320 f'''/6. */
static void slope(formula *forward, mpfr_t y, const mpfr_t x)
{
    enum { STEP = -160 };
    mpfr_t at, low;
    mpfr_inits2(BITS, at, low, (mpfr_ptr)NULL);
    mpfr_set_si_2exp(low, 1, STEP, MPFR_RNDN);
    mpfr_add(at, x, low, MPFR_RNDN);
    forward(y, at);
    mpfr_sub(at, x, low, MPFR_RNDN);
    forward(low, at);
    mpfr_sub(y, y, low, MPFR_RNDN);
    mpfr_mul_2si(y, y, -STEP - 1, MPFR_RNDN);
    /* What is exact but for the roundings above becomes exact again: it may be a tie. */
    mpfr_prec_round(y, BITS / 2, MPFR_RNDN);
    mpfr_prec_round(y, BITS, MPFR_RNDN);
    mpfr_clears(at, low, (mpfr_ptr)NULL);
}

/* What one loop over the results says. */
typedef struct brute {
    uint64_t misrounded, faults;
    double max_ulp;
} brute;

/* Rounded to odd: what it is rounded to next is what y itself rounds to. */
static double to_odd(const mpfr_t y)
{
    double toward_0 = mpfr_get_d(y, MPFR_RNDZ);
    uint64_t bits;
    memcpy(&bits, &toward_0, sizeof bits);
    bits |= mpfr_cmp_d(y, toward_0) != 0;
    memcpy(&toward_0, &bits, sizeof bits);
    return toward_0;
}

static void add_result(brute *b, dtype type, const mpfr_t y, double got)
{
    const float_format *f = format_of(type);
    const double number = isinf(got) ? copysign(ldexp(1, f->e_max + 1), got) : got;
    double element;
    dtype_set(type, &element, 0, to_odd(y));
    const double nearest = dtype_get(type, &element, 0);
    b->misrounded += nearest != got;
    if (isinf(nearest) && nearest == got)
        return;
    mpfr_t off;
    mpfr_init2(off, BITS);
    const long e = mpfr_zero_p(y) || mpfr_get_exp(y) - 1 < f->e_min ? f->e_min : mpfr_get_exp(y) - 1;
    mpfr_d_sub(off, number, y, MPFR_RNDN);
    mpfr_mul_2si(off, off, -(e - f->precision + 1), MPFR_RNDN);
    b->max_ulp = fmax(b->max_ulp, fabs(mpfr_get_d(off, MPFR_RNDN)));
    mpfr_clear(off);
}

/* A NaN at a number, a number at a NaN: the functions are numbers at the infinities too. */
static bool is_fault(double x, double got)
{
    return isnan(x) != isnan(got);
}

static bool is_kink(const struct shipped *s, double x)
{
    return x == s->kinks[0] || x == s->kinks[1] || x == s->kinks[2];
}

static brute loop_over(const struct shipped *s, op operation, dtype type, const implementation *impl)
{
    const float_format *f = format_of(type);
    const params p = params_of(impl->function, type, NULL);
    brute b = {0};
    mpfr_t x, y;
    mpfr_inits2(BITS, x, y, (mpfr_ptr)NULL);
    for (uint64_t bits = 0; bits < 0x10000; bits++) {
        const uint16_t in = (uint16_t)bits;
        uint16_t out;
        implementation_run(impl, &in, &out, 1, &p);
        const double at = format_value(f, bits), got = format_value(f, out);
        b.faults += is_fault(at, got);
        if (!isfinite(at) || isnan(got) || (operation == OP_GRADIENT && is_kink(s, at)))
            continue;
        mpfr_set_d(x, at, MPFR_RNDN);
        if (operation == OP_FORWARD)
            s->forward(y, x);
        else
            slope(s->forward, y, x);
        add_result(&b, type, y, got);
    }
    mpfr_clears(x, y, (mpfr_ptr)NULL);
    return b;
}

static const implementation *first_textbook(const char *function, op operation, dtype type)
{
    size_t count;
    const implementation *const *all = registry_all(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(all[i]->function->name, function) == 0 && all[i]->op == operation && all[i]->dtype == type &&
            all[i]->origin == ORIGIN_TEXTBOOK)
            return all[i];
    return NULL;
}

static void expect_rows_as_looped(const struct shipped *s, dtype type)
{
    for (op o = OP_FORWARD; o <= OP_GRADIENT; o++) {
        const implementation *impl = first_textbook(s->name, o, type);
        ck_assert_msg(impl != NULL, "%s has no textbook form of op %d", s->name, o);
        const assay t = assay_of(s->name, o, type, 0);
        outcome out;
        assay_run(&t, &impl, 1, &out);
        const brute b = loop_over(s, o, type, impl);
        ck_assert_msg(out.row.misrounded == b.misrounded, "%s op %d: %llu misrounded, %llu by the loop", impl->name, o,
                      (unsigned long long)out.row.misrounded, (unsigned long long)b.misrounded);
        ck_assert_msg(out.row.faults == b.faults, "%s op %d: %llu faults, %llu by the loop", impl->name, o,
                      (unsigned long long)out.row.faults, (unsigned long long)b.faults);
        ck_assert_msg(fabs(out.row.max_ulp - b.max_ulp) <= 1e-12 * b.max_ulp, "%s op %d: %.17g ULP, %.17g by the loop",
                      impl->name, o, out.row.max_ulp, b.max_ulp);
    }
}

START_TEST(bf16_rows_are_those_of_a_loop)
{
    expect_rows_as_looped(&shipped[_i], DTYPE_BF16);
}
END_TEST

START_TEST(f16_rows_are_those_of_a_loop)
{
    expect_rows_as_looped(&shipped[_i], DTYPE_F16);
}
END_TEST

/* Where f turns, roughly; the sign is that of x. */
static const struct turning {
    const char *name;
    op op;
    double x;
} turnings[] = {
    {"silu", OP_FORWARD, -1.2785},       {"silu", OP_GRADIENT, 2.3994},      {"silu", OP_GRADIENT, -2.3994},
    {"gelu", OP_FORWARD, -0.7518},       {"gelu", OP_GRADIENT, 1.4142},      {"gelu", OP_GRADIENT, -1.4142},
    {"gelu_tanh", OP_FORWARD, -0.75246}, {"gelu_tanh", OP_GRADIENT, 1.4185}, {"mish", OP_FORWARD, -1.19243},
    {"mish", OP_GRADIENT, 1.49057},      {"mish", OP_GRADIENT, -2.25638},    {"hardswish", OP_FORWARD, -1.5},
    {"hardswish", OP_GRADIENT, 3},       {"hardswish", OP_GRADIENT, -3}};
enum { TURNINGS = LENGTH(turnings), AROUND = 6, WINDOW_AROUND = 2 * AROUND + 1 };

/* The exact values at WINDOW_AROUND neighbouring magnitudes and which way they go from each to the next. */
typedef struct neighbourhood {
    uint64_t first;
    bool negative;
    int way[WINDOW_AROUND - 1];
} neighbourhood;

static uint64_t bits_at(const float_format *f, const neighbourhood *h, size_t i)
{
    return format_bits(f, h->first + i, h->negative);
}

static int way_between(const question *q, uint64_t here, uint64_t next, exact_scratch *scratch)
{
    mpfr_t y;
    mpfr_init2(y, TRUTH_PRECISION);
    exact_at(q, here, scratch);
    mpfr_set(y, scratch->y, MPFR_RNDN);
    exact_at(q, next, scratch);
    const int way = mpfr_cmp(scratch->y, y);
    mpfr_clear(y);
    return (way > 0) - (way < 0);
}

/* Around the magnitude where the way changes, which is found by the exact values alone. */
static neighbourhood find_turn(const question *q, double roughly)
{
    const float_format *f = q->format;
    neighbourhood h = {.negative = roughly < 0};
    uint64_t low = format_encode(f, 0.9990234375 * fabs(roughly)),
             high = format_encode(f, 1.0009765625 * fabs(roughly));
    exact_scratch scratch;
    exact_scratch_init(&scratch);
    const int way = way_between(q, format_bits(f, low, h.negative), format_bits(f, low + 1, h.negative), &scratch);
    while (high - low > 1) {
        const uint64_t middle = low + (high - low) / 2;
        const int here =
            way_between(q, format_bits(f, middle, h.negative), format_bits(f, middle + 1, h.negative), &scratch);
        *(here == way ? &low : &high) = middle;
    }
    h.first = high - AROUND;
    for (size_t i = 0; i + 1 < WINDOW_AROUND; i++)
        h.way[i] = way_between(q, bits_at(f, &h, i), bits_at(f, &h, i + 1), &scratch);
    exact_scratch_clear(&scratch);
    return h;
}

/* Steps against the way of the exact values; a flat stretch's steps and the turning point's own, whichever of its neighbours it looks like,
 * may go either way. */
static void expect_steps(const assay *t, const neighbourhood *h, const uint64_t *results, uint64_t seen)
{
    const float_format *f = format_of(t->dtype);
    uint64_t against = 0, open = 0;
    for (size_t i = 0; i + 1 < WINDOW_AROUND; i++) {
        const double here = format_value(f, results[i]), next = format_value(f, results[i + 1]);
        const bool flat = h->way[i] == 0 && next != here;
        const bool is_against = flat || (h->way[i] > 0 && next < here) || (h->way[i] < 0 && next > here);
        const bool turns = flat || (i > 0 && i + 2 < WINDOW_AROUND && h->way[i - 1] * h->way[i + 1] < 0);
        against += is_against;
        open += is_against && turns;
    }
    ck_assert_uint_le(seen, against);
    ck_assert_uint_ge(seen, against - open);
}

static void expect_planted_at(const assay *t, const neighbourhood *h, size_t place, int off)
{
    const float_format *f = format_of(t->dtype);
    uint64_t results[WINDOW_AROUND];
    for (size_t i = 0; i < WINDOW_AROUND; i++)
        results[i] = correct_bits(t, bits_at(f, h, i));
    results[place] += (uint64_t)off;
    const planted p = {.plants = {{bits_at(f, h, place), results[place]}}, .count = 1};
    const accuracy_row row = planted_run(t, &p).row;
    char bits[TEXT_SHORT];
    format_print_bits(f, bits_at(f, h, place), bits, sizeof bits);
    ck_assert_uint_eq(row.misrounded, 1);
    ck_assert_str_eq(row.max_ulp_x_bits, bits);
    expect_steps(t, h, results, row.non_monotone);
}

START_TEST(errors_beside_turning_points)
{
    const struct turning *at = &turnings[_i];
    for (dtype type = DTYPE_F32; type <= DTYPE_F64; type++) {
        assay t = assay_of(at->name, at->op, type, 0);
        const question q = assay_question(&t);
        const neighbourhood h = find_turn(&q, at->x);
        const magnitude_range range = {h.first, WINDOW_AROUND};
        t.seams.ranges = &range;
        t.seams.range_count = 1;
        ck_assert_uint_eq(planted_run(&t, &(planted){0}).row.non_monotone, 0);
        for (size_t place = 2; place + 2 < WINDOW_AROUND; place++)
            for (int off = -2; off <= 2; off += 4)
                if ((correct_bits(&t, bits_at(format_of(type), &h, place)) & format_of(type)->last) != 0)
                    expect_planted_at(&t, &h, place, off);
    }
}
END_TEST

/* Two floats beyond the least value there is. */
START_TEST(a_result_below_the_minimum_is_out_of_range)
{
    const struct turning *at = &turnings[_i];
    const assay whole = assay_of(at->name, at->op, DTYPE_F32, 0);
    const question q = assay_question(&whole);
    const neighbourhood h = find_turn(&q, at->x);
    const float_format *f = q.format;
    const uint64_t x = bits_at(f, &h, AROUND), least = correct_bits(&whole, x);
    const magnitude_range range = {h.first, WINDOW_AROUND};
    assay t = whole;
    t.seams.ranges = &range;
    t.seams.range_count = 1;
    for (uint64_t off = 0; off <= 2; off += 2) {
        planted_set(&t, &(planted){.plants = {{x, least + off}}, .count = 1});
        const tally seen =
            assay_tally(&t, &(implementation){.name = "test/planted", .op = t.op, .kernel.f32 = planted_f32});
        ck_assert_uint_eq(seen.seen[PROPERTY_OUT_OF_RANGE].count, off > 0);
    }
}
END_TEST

static const struct tail {
    const char *name;
    op op;
    double x;
} tails[] = {{"silu", OP_FORWARD, -100},       {"silu", OP_GRADIENT, -103},      {"gelu", OP_FORWARD, -13.5},
             {"gelu", OP_GRADIENT, -14},       {"gelu_tanh", OP_FORWARD, -10.2}, {"softplus", OP_FORWARD, -100},
             {"log_sigmoid", OP_FORWARD, 100}, {"mish", OP_FORWARD, -100},       {"mish", OP_GRADIENT, -100},
             {"erfc", OP_FORWARD, 9.7},        {"softplus", OP_GRADIENT, -95}};
enum { TAILS = LENGTH(tails) };

/* A 0 where a subnormal number is due is lost, early and misrounded, at that input alone. */
START_TEST(a_zero_at_the_edge_of_underflow)
{
    const struct tail *at = &tails[_i];
    assay t = assay_of(at->name, at->op, DTYPE_F32, 0);
    const float_format *f = format_of(DTYPE_F32);
    const uint64_t x = format_encode(f, (double)(float)at->x), sign = correct_bits(&t, x) & (f->last + 1);
    ck_assert_uint_lt(correct_bits(&t, x) & f->last, UINT64_C(1) << (f->precision - 1));
    const magnitude_range range = {(x & f->last) - AROUND, WINDOW_AROUND};
    t.seams.ranges = &range;
    t.seams.range_count = 1;
    planted_set(&t, &(planted){.plants = {{x, sign}}, .count = 1});
    const tally seen =
        assay_tally(&t, &(implementation){.name = "test/planted", .op = t.op, .kernel.f32 = planted_f32});
    ck_assert_uint_eq(seen.misrounded, 1);
    ck_assert_uint_eq(seen.seen[PROPERTY_SUBNORMAL_FLUSHED].count, 1);
    ck_assert_uint_eq(seen.seen[PROPERTY_SUBNORMAL_FLUSHED].x, x);
    ck_assert_uint_eq(seen.seen[PROPERTY_SATURATED_EARLY].count, 1);
    ck_assert_uint_eq(seen.seen[PROPERTY_WRONG_ZERO_SIGN].count, 0);
    ck_assert_uint_eq(seen.max_ulp.x, x);
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_loop_test(tests, bf16_rows_are_those_of_a_loop, 0, SHIPPED);
    tcase_add_loop_test(tests, f16_rows_are_those_of_a_loop, 0, SHIPPED_BY_EXP);
    tcase_add_loop_test(tests, errors_beside_turning_points, 0, TURNINGS);
    tcase_add_loop_test(tests, a_result_below_the_minimum_is_out_of_range, 0, 1);
    tcase_add_loop_test(tests, a_result_below_the_minimum_is_out_of_range, 3, 4);
    tcase_add_loop_test(tests, a_zero_at_the_edge_of_underflow, 0, TAILS);
}

static const suite_entry shipped_entry = {"shipped", 240, add_tests};
static const suite_entry *const shipped_registered __attribute__((used, section("actbench_suites"))) = &shipped_entry;
