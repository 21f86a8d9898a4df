/* selu(x) = lambda x for x > 0, lambda alpha (e^x - 1) otherwise, with the two numbers of G. Klambauer et al.,
 * "Self-Normalizing Neural Networks" (arXiv:1706.02515), to the digits that PyTorch has. At 0 the gradient is
 * lambda alpha, the left derivative. */
#include "reference/function.h"
#include "reference/sides.h"
#include "reference/vector_math.h"
#include "support/hot.h"

#include <math.h>
#include <stdlib.h>

#define LAMBDA "1.0507009873554804934193349852946"
#define LAMBDA_ALPHA                                                                                                   \
    "1.7580993408473768599402175208123193420602458089122" /* alpha = 1.6732632423543772848170429916717 */

static void scale_by(mpfr_t y, const char *digits)
{
    mpfr_t factor;
    mpfr_init2(factor, mpfr_get_prec(y));
    mpfr_set_str(factor, digits, 10, MPFR_RNDN);
    mpfr_mul(y, y, factor, MPFR_RNDN);
    mpfr_clear(factor);
}

static void exact_forward(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    if (mpfr_sgn(x) > 0)
        mpfr_set(y, x, MPFR_RNDN);
    else
        mpfr_expm1(y, x, MPFR_RNDN);
    scale_by(y, mpfr_sgn(x) > 0 ? LAMBDA : LAMBDA_ALPHA);
}

HOT static void filter_forward(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    const double lambda = strtod(LAMBDA, NULL), both = strtod(LAMBDA_ALPHA, NULL);
    for (size_t i = 0; i < n; i++)
        minus[i] = -m[i];
    vector_expm1(minus, minus, n);
    for (size_t i = 0; i < n; i++) {
        plus[i] = lambda * m[i];
        minus[i] = m[i] == 0 ? -m[i] : both * minus[i];
    }
}

static op_traits traits_forward(const params *p)
{
    (void)p;
    /* No float is its limit -lambda alpha. */
    return (op_traits){
        .direction = {1, 1}, .limit = {NAN, NAN}, .range = {-decimal_over(LAMBDA_ALPHA, 1, MPFR_RNDN), INFINITY}};
}

static void exact_gradient(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    if (mpfr_sgn(x) > 0)
        mpfr_set_ui(y, 1, MPFR_RNDN);
    else
        mpfr_exp(y, x, MPFR_RNDN);
    scale_by(y, mpfr_sgn(x) > 0 ? LAMBDA : LAMBDA_ALPHA);
}

HOT static void filter_gradient(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    const double lambda = strtod(LAMBDA, NULL), both = strtod(LAMBDA_ALPHA, NULL);
    for (size_t i = 0; i < n; i++)
        minus[i] = -m[i];
    vector_exp(minus, minus, n);
    for (size_t i = 0; i < n; i++) {
        plus[i] = m[i] == 0 ? both : lambda;
        minus[i] = both * at_least(minus[i], LEAST_EXP);
    }
}

static op_traits traits_gradient(const params *p)
{
    (void)p;
    return (op_traits){.direction = {-1, 1}, .limit = {NAN, 0}, .range = {0, decimal_over(LAMBDA_ALPHA, 1, MPFR_RNDN)}};
}

static const long double lambda_alpha = 1.7580993408473768599402175208123193420602L;

static long double forward_minus(long double m, long double e, long double d)
{
    (void)m, (void)e;
    return -lambda_alpha * d;
}

static long double gradient_minus(long double m, long double e, long double d)
{
    (void)m, (void)d;
    return lambda_alpha * e;
}

DEFINE_FUNCTION(selu, .name = "selu", .formula = "1.0507009873554805*(max(0,x)+1.6732632423543772*(exp(min(0,x))-1))",
                .ops = {[OP_FORWARD] = {exact_forward,
                                        filter_forward,
                                        FILTER_BOUND,
                                        traits_forward,
                                        {true, BASE_EXP, {NULL, forward_minus}}},
                        [OP_GRADIENT] = {exact_gradient,
                                         filter_gradient,
                                         FILTER_BOUND,
                                         traits_gradient,
                                         {false, BASE_EXP, {NULL, gradient_minus}}}});
