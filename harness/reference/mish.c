/* mish(x) = x tanh(softplus(x)): D. Misra, "Mish: A Self Regularized Non-Monotonic Activation Function"
 * (arXiv:1908.08681). With e = e^-|x| it is x (1 + 2e)/(1 + 2e + 2e^2) for x > 0 and x q/(q + 2), q = e (2 + e), for
 * x < 0. At -inf the value is the limit -0, where the form as PyTorch evaluates it gives NaN. */
#include "reference/function.h"
#include "reference/gated.h"
#include "reference/logistic.h"
#include "reference/roots.h"
#include "reference/sides.h"
#include "reference/vector_math.h"
#include "support/hot.h"

#include <math.h>

/* Where mish and its derivative turn, and what they are there. */
#define TURN          "1.19243121451549521213758834042073940560069"
#define LEAST         "-0.308843413017250406628760229041953728459564"
#define TURN_PLUS     "1.49057117948542845929441890819790982112783"
#define TURN_MINUS    "2.25637639636079312000574854395016390626403"
#define GRADIENT_ENDS "-0.112526122389462556407327901148553462223395", "1.08849816125172786122829362739212578715775"

static void exact_forward(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    if (exact_gated_end(y, x))
        return;
    logistic_parts q;
    logistic_parts_init(&q, y, x, 1);
    if (mpfr_sgn(x) > 0) {
        mpfr_add(q.sum, q.sum, q.e, MPFR_RNDN);
        mpfr_sqr(q.e, q.e, MPFR_RNDN);
        mpfr_mul_2ui(q.e, q.e, 1, MPFR_RNDN);
        mpfr_add(q.e, q.e, q.sum, MPFR_RNDN);
        mpfr_div(q.sum, q.sum, q.e, MPFR_RNDN);
    } else {
        mpfr_add_ui(q.sum, q.e, 2, MPFR_RNDN);
        mpfr_mul(q.e, q.e, q.sum, MPFR_RNDN);
        mpfr_add_ui(q.sum, q.e, 2, MPFR_RNDN);
        mpfr_div(q.sum, q.e, q.sum, MPFR_RNDN);
    }
    mpfr_mul(y, x, q.sum, MPFR_RNDN);
    logistic_parts_clear(&q);
    if (mpfr_sgn(x) > 0)
        keep_below_value(y, x);
}

HOT static void filter_forward(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        minus[i] = -m[i];
    vector_exp(minus, minus, n);
    for (size_t i = 0; i < n; i++) {
        const double e = at_least(minus[i], LEAST_EXP), q = e * (2 + e);
        plus[i] = m[i] * ((1 + 2 * e) / (1 + 2 * (e + e * e)));
        minus[i] = -m[i] * (q / (q + 2));
    }
}

static op_traits traits_forward(const params *p)
{
    (void)p;
    return (op_traits){.direction = {1, 1},
                       .turns = {[1] = {turn_at(TURN, 1)}},
                       .limit = {NAN, 0},
                       .range = {decimal_over(LEAST, 1, MPFR_RNDN), INFINITY},
                       .far_identity = {true, false}};
}

/* The numerators: 1 + 4e + (4m + 6) e^2 + 4 (m + 1) e^3 over (1 + 2e + 2e^2)^2 at m, and
 * e (4 (1 - m) + e (6 - 4m) + 4e^2 + e^3) over (2 + 2e + e^2)^2 at -m. */
static void exact_gradient(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    const bool negative = mpfr_sgn(x) < 0;
    if (exact_gated_slope_end(y, x))
        return;
    logistic_parts q;
    logistic_parts_init(&q, y, x, 1);
    mpfr_t top, t;
    mpfr_inits2(mpfr_get_prec(q.e), top, t, (mpfr_ptr)NULL);
    /* Horner's scheme in e. */
    if (negative) {
        mpfr_add_ui(top, q.e, 4, MPFR_RNDN);
        mpfr_mul(top, top, q.e, MPFR_RNDN);
        mpfr_ui_sub(t, 3, q.t, MPFR_RNDN);
        mpfr_sub(t, t, q.t, MPFR_RNDN);
        mpfr_mul_2ui(t, t, 1, MPFR_RNDN);
        mpfr_add(top, top, t, MPFR_RNDN);
        mpfr_mul(top, top, q.e, MPFR_RNDN);
        mpfr_ui_sub(t, 1, q.t, MPFR_RNDN);
        mpfr_mul_2ui(t, t, 2, MPFR_RNDN);
        mpfr_add(top, top, t, MPFR_RNDN);
        mpfr_mul(top, top, q.e, MPFR_RNDN);
        mpfr_add_ui(t, q.e, 2, MPFR_RNDN);
        mpfr_mul(t, t, q.e, MPFR_RNDN);
        mpfr_add_ui(t, t, 2, MPFR_RNDN);
    } else {
        mpfr_add_ui(t, q.t, 1, MPFR_RNDN);
        mpfr_mul(top, t, q.e, MPFR_RNDN);
        mpfr_mul_2ui(top, top, 1, MPFR_RNDN);
        mpfr_mul_2ui(t, q.t, 1, MPFR_RNDN);
        mpfr_add_ui(t, t, 3, MPFR_RNDN);
        mpfr_add(top, top, t, MPFR_RNDN);
        mpfr_mul(top, top, q.e, MPFR_RNDN);
        mpfr_add_ui(top, top, 2, MPFR_RNDN);
        mpfr_mul(top, top, q.e, MPFR_RNDN);
        mpfr_mul_2ui(top, top, 1, MPFR_RNDN);
        mpfr_add_ui(top, top, 1, MPFR_RNDN);
        mpfr_mul(t, q.e, q.sum, MPFR_RNDN);
        mpfr_mul_2ui(t, t, 1, MPFR_RNDN);
        mpfr_add_ui(t, t, 1, MPFR_RNDN);
    }
    mpfr_sqr(t, t, MPFR_RNDN);
    mpfr_div(y, top, t, MPFR_RNDN);
    mpfr_clears(top, t, (mpfr_ptr)NULL);
    logistic_parts_clear(&q);
    if (!negative && mpfr_cmp_ui(x, 1) > 0)
        keep_above(y, 1);
}

static long double gradient_minus(long double m, long double e, long double d)
{
    (void)d;
    const long double half = 2 + e * (2 + e);
    return e * (4 * (1 - m) + e * ((6 - 4 * m) + e * (4 + e))) / (half * half);
}

static long double gradient_at_minus(long double m, const params *p)
{
    (void)p;
    return gradient_minus(m, expl(-m), 0);
}

HOT static void filter_gradient(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    for (size_t i = 0; i < n; i++)
        minus[i] = -m[i];
    vector_exp(minus, minus, n);
    for (size_t i = 0; i < n; i++) {
        const double e = at_least(minus[i], LEAST_EXP), half = 2 + e * (2 + e), whole = 1 + 2 * (e + e * e);
        const double upper = (1 + e * (4 + e * ((4 * m[i] + 6) + e * (4 * (m[i] + 1))))) / (whole * whole);
        plus[i] = at_least(upper, m[i] > 1 ? JUST_ABOVE_1 : 0);
        minus[i] = e * (4 * (1 - m[i]) + e * ((6 - 4 * m[i]) + e * (4 + e))) / (half * half);
    }
    const root r = {0.9, 1.6, decimal_over(TURN, 1, MPFR_RNDN), gradient_at_minus, exact_gradient};
    refine_near_root(&r, m, minus, n, p);
}

static op_traits traits_gradient(const params *p)
{
    (void)p;
    static const char *const ends[] = {GRADIENT_ENDS};
    return (op_traits){.direction = {1, 1},
                       .turns = {{turn_at(TURN_PLUS, 1)}, {turn_at(TURN_MINUS, 1)}},
                       .limit = {1, 0},
                       .settled = {{1}},
                       .range = {decimal_over(ends[0], 1, MPFR_RNDN), decimal_over(ends[1], 1, MPFR_RNDN)}};
}

static long double forward_plus(long double m, long double e, long double d)
{
    (void)d;
    return m * ((1 + 2 * e) / (1 + 2 * (e + e * e)));
}

static long double forward_minus(long double m, long double e, long double d)
{
    (void)d;
    const long double q = e * (2 + e);
    return -m * (q / (q + 2));
}

static long double gradient_plus(long double m, long double e, long double d)
{
    (void)d;
    const long double whole = 1 + 2 * (e + e * e);
    return (1 + e * (4 + e * ((4 * m + 6) + e * (4 * (m + 1))))) / (whole * whole);
}

DEFINE_FUNCTION(mish, .name = "mish", .formula = "x*tanh(ln(1+exp(x)))",
                .ops = {[OP_FORWARD] = {exact_forward,
                                        filter_forward,
                                        FILTER_BOUND,
                                        traits_forward,
                                        {true, BASE_EXP, {forward_plus, forward_minus}}},
                        [OP_GRADIENT] = {exact_gradient,
                                         filter_gradient,
                                         FILTER_BOUND,
                                         traits_gradient,
                                         {false, BASE_EXP, {gradient_plus, gradient_minus}, {1, 1.5}}}});
