/* Functions of straight lines that stop: relu6(x) = min(max(0, x), 6), hardsigmoid(x) = relu6(x + 3)/6 and
 * hardswish(x) = x relu6(x + 3)/6: A. Howard et al., "Searching for MobileNetV3" (arXiv:1905.02244).
 *
 * At the kinks the gradients are PyTorch's: relu6' is 0 at 0 and at 6, hardsigmoid' is 0 at -3 and at 3, hardswish' is
 * x/3 + 1/2 at both. relu6(-0) is +0, as relu's; hardswish is -0 below -3, as x times 0 is; at -inf, where that
 * product is NaN, its limit. */
#include "reference/function.h"
#include "reference/sides.h"
#include "support/hot.h"

#include <math.h>

static void exact_relu6(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    if (mpfr_cmp_ui(x, 6) >= 0)
        mpfr_set_ui(y, 6, MPFR_RNDN);
    else if (mpfr_sgn(x) > 0)
        mpfr_set(y, x, MPFR_RNDN);
    else
        mpfr_set_zero(y, 1);
}

HOT static void filter_relu6(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        plus[i] = at_most(m[i], 6);
        minus[i] = 0;
    }
}

static op_traits traits_relu6(const params *p)
{
    (void)p;
    return (op_traits){.direction = {1, 1}, .limit = {NAN, NAN}, .range = {0, 6}, .near_identity = {true, false}};
}

static void exact_relu6_gradient(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    mpfr_set_ui(y, mpfr_sgn(x) > 0 && mpfr_cmp_ui(x, 6) < 0, MPFR_RNDN);
}

HOT static void filter_relu6_gradient(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        plus[i] = m[i] > 0 && m[i] < 6 ? 1 : 0;
        minus[i] = 0;
    }
}

static op_traits traits_relu6_gradient(const params *p)
{
    (void)p;
    return (op_traits){.direction = {1, 1}, .turns = {{{3, 3}}}, .limit = {NAN, NAN}, .range = {0, 1}};
}

/* y = (x + c)/6. */
static void sixth(mpfr_t y, const mpfr_t x, unsigned long c)
{
    mpfr_t sum;
    mpfr_init2(sum, mpfr_get_prec(y) + EXTRA_BITS);
    mpfr_add_ui(sum, x, c, MPFR_RNDN);
    mpfr_div_ui(y, sum, 6, MPFR_RNDN);
    mpfr_clear(sum);
    if (mpfr_sgn(x) > 0)
        keep_above(y, (double)c / 6);
    if (mpfr_sgn(x) < 0)
        keep_below(y, (double)c / 6);
}

static void exact_hardsigmoid(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    if (mpfr_cmp_si(x, -3) <= 0)
        mpfr_set_zero(y, 1);
    else if (mpfr_cmp_si(x, 3) >= 0)
        mpfr_set_ui(y, 1, MPFR_RNDN);
    else
        sixth(y, x, 3);
}

HOT static void filter_hardsigmoid(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        const double inner = at_most(m[i], 3), above = (3 + inner) / 6, below = (3 - inner) / 6;
        plus[i] = m[i] == 0 ? 0.5 : at_least(above, 0.5 * JUST_ABOVE_1);
        minus[i] = m[i] == 0 ? 0.5 : at_most(below, 0.5 * JUST_BELOW_1);
    }
}

static op_traits traits_hardsigmoid(const params *p)
{
    (void)p;
    return (op_traits){.symmetry = SYMMETRY_SUM,
                       .sum = 1,
                       .direction = {1, 1},
                       .limit = {NAN, NAN},
                       .settled = {{1, 0.5}, {0.5}},
                       .range = {0, 1}};
}

static void exact_hardsigmoid_gradient(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    mpfr_set_ui(y, mpfr_cmp_si(x, -3) > 0 && mpfr_cmp_si(x, 3) < 0, MPFR_RNDN);
    mpfr_div_ui(y, y, 6, MPFR_RNDN);
}

HOT static void filter_hardsigmoid_gradient(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        plus[i] = m[i] < 3 ? 1.0 / 6 : 0;
        minus[i] = plus[i];
    }
}

static op_traits traits_hardsigmoid_gradient(const params *p)
{
    (void)p;
    return (op_traits){.symmetry = SYMMETRY_EVEN,
                       .direction = {-1, 1},
                       .limit = {NAN, NAN},
                       .range = {0, decimal_over("1", 6, MPFR_RNDN)}};
}

static void exact_hardswish(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    if (mpfr_cmp_si(x, -3) <= 0) {
        mpfr_set_zero(y, -1);
        return;
    }
    if (mpfr_cmp_si(x, 3) >= 0 || mpfr_zero_p(x)) {
        mpfr_set(y, x, MPFR_RNDN);
        return;
    }
    mpfr_t sum;
    mpfr_init2(sum, mpfr_get_prec(y) + EXTRA_BITS);
    mpfr_add_ui(sum, x, 3, MPFR_RNDN);
    mpfr_mul(sum, sum, x, MPFR_RNDN);
    mpfr_div_ui(y, sum, 6, MPFR_RNDN);
    mpfr_clear(sum);
    keep_above_half(y, x);
}

HOT static void filter_hardswish(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        const double inner = at_most(m[i], 3);
        plus[i] = m[i] >= 3 ? m[i] : m[i] * (3 + m[i]) / 6;
        minus[i] = -inner * (3 - inner) / 6;
    }
}

static op_traits traits_hardswish(const params *p)
{
    (void)p;
    return (op_traits){.symmetry = SYMMETRY_DIFFERENCE,
                       .direction = {1, 1},
                       .turns = {[1] = {{1.5, 1.5}}},
                       .limit = {NAN, NAN},
                       .range = {-0.375, INFINITY},
                       .far_identity = {true, false}};
}

static void exact_hardswish_gradient(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    if (mpfr_cmp_si(x, -3) < 0 || mpfr_cmp_si(x, 3) > 0) {
        mpfr_set_si(y, mpfr_sgn(x) > 0, MPFR_RNDN);
        return;
    }
    mpfr_t twice;
    mpfr_init2(twice, mpfr_get_prec(x));
    mpfr_mul_2ui(twice, x, 1, MPFR_RNDN);
    sixth(y, twice, 3);
    mpfr_clear(twice);
}

HOT static void filter_hardswish_gradient(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        const double above = at_least((m[i] + 1.5) / 3, 0.5 * JUST_ABOVE_1), below = (1.5 - m[i]) / 3;
        plus[i] = m[i] == 0 ? 0.5 : m[i] > 3 ? 1 : above;
        minus[i] = m[i] == 0 ? 0.5 : m[i] > 3 ? 0 : at_most(below, 0.5 * JUST_BELOW_1);
    }
}

static op_traits traits_hardswish_gradient(const params *p)
{
    (void)p;
    return (op_traits){.symmetry = SYMMETRY_SUM,
                       .sum = 1,
                       .direction = {1, 1},
                       .turns = {{{3, 3}}, {{3, 3}}},
                       .limit = {NAN, NAN},
                       .settled = {{1, 0.5}, {0.5}},
                       .range = {-0.5, 1.5}};
}

static long double hardsigmoid_plus(long double m, long double first, long double second)
{
    (void)first, (void)second;
    return m < 3 ? (3 + m) / 6 : 1;
}

static long double hardsigmoid_minus(long double m, long double first, long double second)
{
    (void)first, (void)second;
    return m < 3 ? (3 - m) / 6 : 0;
}

static long double hardswish_plus(long double m, long double first, long double second)
{
    return m < 3 ? m * hardsigmoid_plus(m, first, second) : m;
}

static long double hardswish_minus(long double m, long double first, long double second)
{
    return -m * hardsigmoid_minus(m, first, second);
}

static long double hardswish_gradient_plus(long double m, long double first, long double second)
{
    (void)first, (void)second;
    return m > 3 ? 1 : (m + 1.5L) / 3;
}

static long double hardswish_gradient_minus(long double m, long double first, long double second)
{
    (void)first, (void)second;
    return m > 3 ? 0 : (1.5L - m) / 3;
}

DEFINE_FUNCTION(relu6, .name = "relu6", .formula = "min(max(0,x),6)",
                .ops = {[OP_FORWARD] = {exact_relu6, filter_relu6, 0, traits_relu6, {.chord = true}},
                        [OP_GRADIENT] = {exact_relu6_gradient, filter_relu6_gradient, 0, traits_relu6_gradient}});
DEFINE_FUNCTION(hardsigmoid, .name = "hardsigmoid", .formula = "min(max(0,x+3),6)/6",
                .ops = {[OP_FORWARD] = {exact_hardsigmoid,
                                        filter_hardsigmoid,
                                        FILTER_BOUND,
                                        traits_hardsigmoid,
                                        {false, BASE_INPUT, {hardsigmoid_plus, hardsigmoid_minus}}},
                        [OP_GRADIENT] = {exact_hardsigmoid_gradient, filter_hardsigmoid_gradient, FILTER_BOUND,
                                         traits_hardsigmoid_gradient}});
DEFINE_FUNCTION(hardswish, .name = "hardswish", .formula = "x*min(max(0,x+3),6)/6",
                .ops = {[OP_FORWARD] = {exact_hardswish,
                                        filter_hardswish,
                                        FILTER_BOUND,
                                        traits_hardswish,
                                        {true, BASE_INPUT, {hardswish_plus, hardswish_minus}}},
                        [OP_GRADIENT] = {exact_hardswish_gradient,
                                         filter_hardswish_gradient,
                                         FILTER_BOUND,
                                         traits_hardswish_gradient,
                                         {false, BASE_INPUT, {hardswish_gradient_plus, hardswish_gradient_minus}}}});
