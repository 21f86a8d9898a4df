/* elu(x) = x for x > 0, alpha (e^x - 1) otherwise. Rounding is toward zero throughout, so that results stay
 * inside |alpha| and beside alpha x for tiny x. */
#include "reference/compositions.h"
#include "reference/function.h"
#include "reference/sides.h"
#include "reference/vector_math.h"
#include "support/hot.h"

#include <math.h>

static void exact_forward(mpfr_t y, const mpfr_t x, const params *p)
{
    if (mpfr_sgn(x) > 0) {
        mpfr_set(y, x, MPFR_RNDN);
        return;
    }
    mpfr_expm1(y, x, MPFR_RNDZ);
    mpfr_mul_d(y, y, p->alpha, MPFR_RNDZ);
}

HOT static void filter_forward(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    const double alpha = p->alpha;
    for (size_t i = 0; i < n; i++)
        minus[i] = -m[i];
    vector_expm1(minus, minus, n);
    for (size_t i = 0; i < n; i++) {
        plus[i] = m[i] == 0 ? alpha * m[i] : m[i];
        minus[i] = alpha * at_least(minus[i], -JUST_BELOW_1);
    }
}

static op_traits traits_forward(const params *p)
{
    const double a = p->alpha;
    return (op_traits){.direction = {1, a < 0 ? -1 : 1},
                       .limit = {NAN, a == 0 ? NAN : -a},
                       .settled = {{0}, {fabs(a)}},
                       .range = {fmin(0, -a), INFINITY},
                       .near_identity = {true, a == 1}};
}

static void exact_gradient(mpfr_t y, const mpfr_t x, const params *p)
{
    /* Beyond MPFR's range, 0 times what comes out as 0 would not look exact. */
    if (p->alpha == 0 && mpfr_sgn(x) <= 0) {
        mpfr_set_d(y, p->alpha, MPFR_RNDN);
        return;
    }
    if (mpfr_sgn(x) > 0) {
        mpfr_set_ui(y, 1, MPFR_RNDN);
        return;
    }
    mpfr_exp(y, x, MPFR_RNDZ);
    mpfr_mul_d(y, y, p->alpha, MPFR_RNDZ);
}

HOT static void filter_gradient(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    const double alpha = p->alpha;
    for (size_t i = 0; i < n; i++)
        minus[i] = -m[i];
    vector_exp(minus, minus, n);
    for (size_t i = 0; i < n; i++) {
        plus[i] = m[i] == 0 ? alpha : 1;
        minus[i] = m[i] == 0 ? alpha : alpha * at_most(at_least(minus[i], LEAST_EXP), JUST_BELOW_1);
    }
}

static op_traits traits_gradient(const params *p)
{
    const double a = p->alpha;
    return (op_traits){.direction = {a > 1 ? -1 : 1, a < 0 ? -1 : 1},
                       .limit = {NAN, a == 0 ? NAN : 0},
                       .settled = {{1}, {fabs(a)}},
                       .range = {fmin(0, a), fmax(1, a)}};
}

static void exact_grad_alpha(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    if (mpfr_sgn(x) > 0)
        mpfr_set_zero(y, 1);
    else
        mpfr_expm1(y, x, MPFR_RNDZ);
}

HOT static void filter_grad_alpha(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        plus[i] = 0;
        minus[i] = -m[i];
    }
    vector_expm1(minus, minus, n);
    for (size_t i = 0; i < n; i++)
        minus[i] = m[i] == 0 ? -m[i] : at_least(minus[i], -JUST_BELOW_1);
}

static op_traits traits_grad_alpha(const params *p)
{
    (void)p;
    return (op_traits){.direction = {1, 1},
                       .limit = {NAN, -1},
                       .settled = {{0}, {1}},
                       .range = {-1, 0},
                       .near_identity = {false, true}};
}

/* For alpha = 1. */
#define LIKE_EXPM1                                                                                                     \
    {                                                                                                                  \
        true, BASE_EXP,                                                                                                \
        {                                                                                                              \
            NULL, base_minus_second                                                                                    \
        }                                                                                                              \
    }
#define LIKE_EXP                                                                                                       \
    {                                                                                                                  \
        false, BASE_EXP,                                                                                               \
        {                                                                                                              \
            NULL, base_first                                                                                           \
        }                                                                                                              \
    }

DEFINE_FUNCTION(elu, .name = "elu", .noted = true, .formula = "max(0,x)+alpha*(exp(min(0,x))-1)",
                .parameters[PARAMETER_ALPHA] = {true, 1},
                .ops = {[OP_FORWARD] = {exact_forward, filter_forward, FILTER_BOUND, traits_forward, LIKE_EXPM1},
                        [OP_GRADIENT] = {exact_gradient, filter_gradient, FILTER_BOUND, traits_gradient, LIKE_EXP},
                        [OP_GRAD_ALPHA] = {exact_grad_alpha, filter_grad_alpha, FILTER_BOUND, traits_grad_alpha,
                                           LIKE_EXPM1}});
