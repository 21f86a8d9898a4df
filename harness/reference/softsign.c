/* softsign(x) = x/(1 + |x|): J. Bergstra et al., "Quadratic Polynomials Learn Better Image Features" (2009). At the
 * infinities it is +-1, where the quotient as PyTorch evaluates it gives NaN. */
#include "reference/function.h"
#include "reference/sides.h"
#include "support/hot.h"

#include <math.h>

static void exact_forward(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    if (mpfr_zero_p(x) || mpfr_inf_p(x)) {
        mpfr_set(y, x, MPFR_RNDN);
        if (mpfr_inf_p(x))
            mpfr_set_si(y, mpfr_sgn(x), MPFR_RNDN);
        return;
    }
    mpfr_t size, sum;
    mpfr_inits2(mpfr_get_prec(y) + EXTRA_BITS, size, sum, (mpfr_ptr)NULL);
    mpfr_abs(size, x, MPFR_RNDN);
    mpfr_add_ui(sum, size, 1, MPFR_RNDN);
    mpfr_div(y, size, sum, MPFR_RNDN);
    keep_below_value(y, size);
    keep_below(y, 1);
    mpfr_setsign(y, y, mpfr_sgn(x) < 0, MPFR_RNDN);
    mpfr_clears(size, sum, (mpfr_ptr)NULL);
}

HOT static void filter_forward(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        plus[i] = at_most(m[i] / (1 + m[i]), JUST_BELOW_1);
        minus[i] = -plus[i];
    }
}

static op_traits traits_forward(const params *p)
{
    (void)p;
    return (op_traits){.symmetry = SYMMETRY_ODD,
                       .direction = {1, 1},
                       .limit = {1, -1},
                       .settled = {{1}, {1}},
                       .range = {-1, 1},
                       .near_identity = {true, true}};
}

static void exact_gradient(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    /* Never above the value, which lies just below 1 for small x and just below 1/x^2 for large ones, a power of two
     * where x is one. */
    mpfr_t sum;
    mpfr_init2(sum, mpfr_get_prec(y) + EXTRA_BITS);
    mpfr_abs(sum, x, MPFR_RNDN);
    mpfr_add_ui(sum, sum, 1, MPFR_RNDU);
    mpfr_sqr(sum, sum, MPFR_RNDU);
    mpfr_ui_div(y, 1, sum, MPFR_RNDD);
    mpfr_clear(sum);
}

HOT static void filter_gradient(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        const double sum = 1 + m[i];
        plus[i] = m[i] == 0 ? 1 : at_most(1 / (sum * sum), JUST_BELOW_1);
        minus[i] = plus[i];
    }
}

static op_traits traits_gradient(const params *p)
{
    (void)p;
    return (op_traits){
        .symmetry = SYMMETRY_EVEN, .direction = {-1, 1}, .limit = {0, 0}, .settled = {{1}, {1}}, .range = {0, 1}};
}

static long double forward_plus(long double m, long double first, long double second)
{
    (void)first, (void)second;
    return m / (1 + m);
}

static long double forward_minus(long double m, long double first, long double second)
{
    return -forward_plus(m, first, second);
}

static long double gradient(long double m, long double first, long double second)
{
    (void)first, (void)second;
    return 1 / ((1 + m) * (1 + m));
}

DEFINE_FUNCTION(softsign, .name = "softsign", .formula = "x/(1+max(x,-x))",
                .ops = {[OP_FORWARD] = {exact_forward,
                                        filter_forward,
                                        FILTER_BOUND,
                                        traits_forward,
                                        {true, BASE_INPUT, {forward_plus, forward_minus}}},
                        [OP_GRADIENT] = {exact_gradient,
                                         filter_gradient,
                                         FILTER_BOUND,
                                         traits_gradient,
                                         {false, BASE_INPUT, {gradient, gradient}}}});
