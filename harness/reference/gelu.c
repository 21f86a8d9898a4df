/* gelu(x) = x Phi(x), Phi the normal distribution's function: D. Hendrycks and K. Gimpel, "Gaussian Error Linear
 * Units" (arXiv:1606.08415). gelu(x) - gelu(-x) = x, gelu(+-0) = +-0. At -inf the value is the limit -0, where
 * 0.5 x (1 + erf(x/sqrt 2)) as PyTorch evaluates it gives NaN. */
#include "reference/function.h"
#include "reference/gated.h"
#include "reference/normal.h"
#include "reference/roots.h"
#include "reference/sides.h"
#include "reference/vector_math.h"
#include "support/hot.h"

#include <math.h>

/* Where gelu turns and what it is there; its derivative turns at +-sqrt 2. */
#define TURN          "0.751791524693564457457904946779524039664471"
#define LEAST         "-0.169971207479903661693868470982433922832852"
#define GRADIENT_TURN "1.41421356237309504880168872420969807856967"
#define GRADIENT_ENDS "-0.128904145185154786340744442261973312332486", "1.12890414518515478634074444226197331233249"

/* x/2 erfc(m/sqrt 2) for x < 0, x less that for x > 0. */
static void exact_forward(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    if (exact_gated_end(y, x))
        return;
    mpfr_t tail;
    mpfr_init2(tail, mpfr_get_prec(y) + EXTRA_BITS);
    if (gated_is_near_0(x)) {
        exact_density_at_0(tail);
        exact_gated_near_0(y, x, tail);
    } else {
        exact_normal_tail(tail, x);
        if (mpfr_sgn(x) > 0)
            mpfr_ui_sub(tail, 1, tail, MPFR_RNDN);
        mpfr_mul(y, x, tail, MPFR_RNDN);
    }
    mpfr_clear(tail);
    keep_above_half(y, x);
    if (mpfr_sgn(x) > 0)
        keep_below_value(y, x);
}

HOT static void filter_forward(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    vector_normal_tail(m, minus, plus, n);
    for (size_t i = 0; i < n; i++) {
        plus[i] = m[i] * (1 - minus[i]);
        minus[i] = -m[i] * minus[i];
    }
}

static op_traits traits_forward(const params *p)
{
    (void)p;
    return gated_traits(TURN, LEAST, 1);
}

/* Phi(x) + x phi(x). */
static void exact_gradient(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    if (exact_gated_slope_end(y, x))
        return;
    mpfr_t tail, density;
    mpfr_inits2(mpfr_get_prec(y) + EXTRA_BITS, tail, density, (mpfr_ptr)NULL);
    exact_normal_tail(tail, x);
    if (mpfr_sgn(x) > 0)
        mpfr_ui_sub(tail, 1, tail, MPFR_RNDN);
    exact_normal_density(density, x);
    mpfr_mul(density, density, x, MPFR_RNDN);
    mpfr_add(y, tail, density, MPFR_RNDN);
    mpfr_clears(tail, density, (mpfr_ptr)NULL);
    if (mpfr_zero_p(y)) /* both terms are below MPFR's range */
        mpfr_set_zero(y, -1);
    if (mpfr_sgn(x) < 0)
        keep_below(y, 0.5);
    if (mpfr_sgn(x) > 0)
        keep_above(y, mpfr_cmp_d(x, 1) > 0 ? 1 : 0.5);
}

static long double gradient_at_minus(long double m, const params *p)
{
    (void)p;
    return erfcl(m / SQRT_2) / 2 - m * expl(-m * m / 2) * DENSITY_AT_0;
}

HOT static void filter_gradient(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    double density[NORMAL_CHUNK];
    for (size_t done = 0; done < n; done += NORMAL_CHUNK) {
        const size_t count = n - done < NORMAL_CHUNK ? n - done : NORMAL_CHUNK;
        const double *at = m + done;
        double *upper = plus + done, *tail = minus + done;
        vector_normal_tail(at, tail, upper, count);
        vector_normal_density(at, density, count);
        for (size_t i = 0; i < count; i++) {
            const double lean = at[i] * density[i], q = tail[i];
            upper[i] = at[i] == 0 ? 0.5 : at_least(1 + (lean - q), at[i] > 1 ? JUST_ABOVE_1 : 0.5 * JUST_ABOVE_1);
            tail[i] =
                at[i] == 0 ? 0.5 : at_most(at[i] > 1 ? -at_least(lean - q, LEAST_EXP) : q - lean, 0.5 * JUST_BELOW_1);
        }
    }
    const root r = {0.25, 2.25, decimal_over(TURN, 1, MPFR_RNDN), gradient_at_minus, exact_gradient};
    refine_near_root(&r, m, minus, n, p);
}

static op_traits traits_gradient(const params *p)
{
    (void)p;
    static const char *const ends[] = {GRADIENT_ENDS};
    return gated_slope_traits(GRADIENT_TURN, ends, 1);
}

static long double forward_plus(long double m, long double ratio, long double density)
{
    return m * (1 - ratio * density);
}

static long double forward_minus(long double m, long double ratio, long double density)
{
    return -m * (ratio * density);
}

static long double gradient_plus(long double m, long double ratio, long double density)
{
    return 1 + (m - ratio) * density;
}

static long double gradient_minus(long double m, long double ratio, long double density)
{
    return (ratio - m) * density;
}

DEFINE_FUNCTION(gelu, .name = "gelu", .formula = "x/2*(1+erf(x/sqrt(2)))",
                .ops = {[OP_FORWARD] = {exact_forward,
                                        filter_forward,
                                        FILTER_BOUND,
                                        traits_forward,
                                        {true, BASE_NORMAL_TAIL, {forward_plus, forward_minus}}},
                        [OP_GRADIENT] = {exact_gradient,
                                         filter_gradient,
                                         FILTER_BOUND,
                                         traits_gradient,
                                         {false, BASE_NORMAL_TAIL, {gradient_plus, gradient_minus}, {0.6, 0.9}}}});
