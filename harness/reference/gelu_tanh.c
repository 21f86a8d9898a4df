/* gelu_tanh(x) = 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) = x/(1 + e^-w), w twice the argument of tanh:
 * the approximation of gelu that D. Hendrycks and K. Gimpel give (arXiv:1606.08415), a function of its own.
 * gelu_tanh(x) - gelu_tanh(-x) = x. At -inf the value is the limit -0, where the form as PyTorch evaluates it gives
 * NaN. */
#include "reference/gelu_tanh.h"

#include "reference/function.h"
#include "reference/gated.h"
#include "reference/normal.h"
#include "reference/roots.h"
#include "reference/sides.h"
#include "reference/vector_math.h"
#include "support/hot.h"

#include <math.h>

/* Where it and its derivative turn, and what they are there. */
#define TURN          "0.752461422071016258487954443288916090605392"
#define LEAST         "-0.170040750571254050639067427987555683577093"
#define GRADIENT_TURN "1.41850400879082835554803354559964269792416"
#define GRADIENT_ENDS "-0.128993068658771765455904470399553845734306", "1.1289930686587717654559044703995538457343"

/* w = LINEAR x + CUBIC x^3: 2 sqrt(2/pi), and 0.044715 of it. */
#define LINEAR 1.59576912160573071175978423973752747390343L
#define CUBIC  0.0713548162726002487763387522798635409955907L

void exact_gelu_tanh_exponent(mpfr_t w, mpfr_t slope, const mpfr_t x)
{
    mpfr_t square, scale;
    mpfr_inits2(mpfr_get_prec(w), square, scale, (mpfr_ptr)NULL);
    mpfr_sqr(square, x, MPFR_RNDN);
    mpfr_mul_ui(square, square, 44715, MPFR_RNDN);
    mpfr_div_ui(square, square, 1000000, MPFR_RNDN);
    mpfr_const_pi(scale, MPFR_RNDN);
    mpfr_div_2ui(scale, scale, 3, MPFR_RNDN);
    mpfr_rec_sqrt(scale, scale, MPFR_RNDN);
    mpfr_mul(scale, scale, x, MPFR_RNDN);
    mpfr_abs(scale, scale, MPFR_RNDN);
    mpfr_add_ui(w, square, 1, MPFR_RNDN);
    mpfr_mul(w, w, scale, MPFR_RNDN);
    mpfr_mul_ui(square, square, 3, MPFR_RNDN);
    mpfr_add_ui(square, square, 1, MPFR_RNDN);
    mpfr_mul(slope, square, scale, MPFR_RNDN);
    mpfr_clears(square, scale, (mpfr_ptr)NULL);
}

/* e = e^-|w|. */
static void exact_parts(mpfr_t e, mpfr_t slope, const mpfr_t x)
{
    exact_gelu_tanh_exponent(e, slope, x);
    mpfr_neg(e, e, MPFR_RNDN);
    mpfr_exp(e, e, MPFR_RNDN);
}

static void exact_forward(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    if (exact_gated_end(y, x))
        return;
    mpfr_t e, t;
    mpfr_inits2(mpfr_get_prec(y) + EXTRA_BITS, e, t, (mpfr_ptr)NULL);
    if (gated_is_near_0(x)) {
        exact_density_at_0(t); /* as gelu's: 0.5 sqrt(2/pi) */
        exact_gated_near_0(y, x, t);
    } else {
        exact_parts(e, t, x);
        exact_logistic_gated(y, x, e);
    }
    mpfr_clears(e, t, (mpfr_ptr)NULL);
}

/* e[i] = e^-w. w = m (LINEAR + CUBIC m^2) in two doubles, m^2 being exact: what is left of w counts as a factor. */
HOT static void vector_parts(const double *m, double *e, double *rest, size_t n)
{
    const double linear = (double)LINEAR, linear_rest = (double)(LINEAR - (long double)linear);
    const double cubic = (double)CUBIC, cubic_rest = (double)(CUBIC - (long double)cubic);
    for (size_t i = 0; i < n; i++) {
        const double x = at_most(m[i], 64), square = x * x; /* beyond it e^-w is below every double */
        const double product = cubic * square, product_rest = fma(cubic, square, -product) + cubic_rest * square;
        const double sum = linear + product, back = sum - linear;
        const double sum_rest = ((linear - (sum - back)) + (product - back)) + (product_rest + linear_rest);
        const double w = sum * x;
        rest[i] = fma(sum, x, -w) + sum_rest * x;
        e[i] = -w;
    }
    vector_exp(e, e, n);
    for (size_t i = 0; i < n; i++)
        e[i] = at_least(e[i] * (1 - rest[i]), LEAST_EXP);
}

HOT static void filter_forward(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    vector_parts(m, minus, plus, n);
    for (size_t i = 0; i < n; i++) {
        const double e = minus[i], upper = m[i] / (1 + e);
        plus[i] = upper;
        minus[i] = -upper * e;
    }
}

static op_traits traits_forward(const params *p)
{
    (void)p;
    return gated_traits(TURN, LEAST, 1);
}

static void exact_gradient(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    if (exact_gated_slope_end(y, x))
        return;
    mpfr_t e, s;
    mpfr_inits2(mpfr_get_prec(y) + EXTRA_BITS, e, s, (mpfr_ptr)NULL);
    exact_parts(e, s, x);
    exact_logistic_gated_slope(y, x, e, s);
    mpfr_clears(e, s, (mpfr_ptr)NULL);
    if (mpfr_sgn(x) > 0)
        keep_above(y, mpfr_cmp_ui(x, 1) > 0 ? 1 : 0.5);
}

/* m dw/dm. */
static long double slope_at(long double m)
{
    return m * (LINEAR + 3 * CUBIC * (m * m));
}

static long double gradient_minus(long double m, long double e, long double none)
{
    (void)none;
    return e * ((1 - slope_at(m)) + e) / ((1 + e) * (1 + e));
}

static long double gradient_at_minus(long double m, const params *p)
{
    (void)p;
    return gradient_minus(m, expl(-m * (LINEAR + CUBIC * (m * m))), 0);
}

HOT static void filter_gradient(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    const double linear = (double)LINEAR, thrice = (double)(3 * CUBIC);
    vector_parts(m, minus, plus, n);
    for (size_t i = 0; i < n; i++) {
        const double s = m[i] * (linear + thrice * (m[i] * m[i])), e = minus[i], square = (1 + e) * (1 + e);
        const double upper = (1 + (e + s * e)) / square, lower = e * ((1 + e) - s) / square;
        plus[i] = m[i] == 0 ? 0.5 : at_least(upper, m[i] > 1 ? JUST_ABOVE_1 : 0.5 * JUST_ABOVE_1);
        minus[i] = m[i] == 0 ? 0.5 : at_most(lower, 0.5 * JUST_BELOW_1);
    }
    const root r = {0.25, 6, decimal_over(TURN, 1, MPFR_RNDN), gradient_at_minus, exact_gradient};
    refine_near_root(&r, m, minus, n, p);
}

static op_traits traits_gradient(const params *p)
{
    (void)p;
    static const char *const ends[] = {GRADIENT_ENDS};
    return gated_slope_traits(GRADIENT_TURN, ends, 1);
}

static long double forward_plus(long double m, long double e, long double none)
{
    (void)none;
    return m / (1 + e);
}

static long double forward_minus(long double m, long double e, long double none)
{
    (void)none;
    return -m * e / (1 + e);
}

static long double gradient_plus(long double m, long double e, long double none)
{
    (void)none;
    return (1 + (e + slope_at(m) * e)) / ((1 + e) * (1 + e));
}

DEFINE_FUNCTION(gelu_tanh, .name = "gelu_tanh", .formula = "x/2*(1+tanh((2/pi)^0.5*(x+0.044715*x^3)))",
                .ops = {[OP_FORWARD] = {exact_forward,
                                        filter_forward,
                                        FILTER_BOUND,
                                        traits_forward,
                                        {true, BASE_GELU_TANH, {forward_plus, forward_minus}}},
                        [OP_GRADIENT] = {exact_gradient,
                                         filter_gradient,
                                         FILTER_BOUND,
                                         traits_gradient,
                                         {false, BASE_GELU_TANH, {gradient_plus, gradient_minus}, {0.4, 1.5}}}});
