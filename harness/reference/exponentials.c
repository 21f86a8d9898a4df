/* The building blocks exp, expm1, log1p and erf, each a single correctly rounded MPFR function. */
#include "reference/function.h"
#include "reference/sides.h"
#include "reference/vector_math.h"
#include "support/hot.h"

#include <float.h>
#include <math.h>

static void exact_exp(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    mpfr_exp(y, x, MPFR_RNDZ);
}

HOT static void filter_exp(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        minus[i] = -m[i];
    vector_exp(minus, minus, n);
    vector_exp(m, plus, n);
    for (size_t i = 0; i < n; i++) {
        plus[i] = m[i] == 0 ? 1 : at_most(at_least(plus[i], JUST_ABOVE_1), DBL_MAX);
        minus[i] = m[i] == 0 ? 1 : at_most(minus[i], JUST_BELOW_1);
    }
}

static op_traits traits_exp(const params *p)
{
    (void)p;
    return (op_traits){.direction = {1, 1}, .limit = {NAN, 0}, .settled = {1}, .range = {0, INFINITY}};
}

static void exact_expm1(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    mpfr_expm1(y, x, MPFR_RNDZ);
}

HOT static void filter_expm1(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        minus[i] = -m[i];
    vector_expm1(minus, minus, n);
    vector_expm1(m, plus, n);
    for (size_t i = 0; i < n; i++) {
        plus[i] = at_most(plus[i], DBL_MAX);
        minus[i] = m[i] == 0 ? -m[i] : at_least(minus[i], -JUST_BELOW_1);
    }
}

static op_traits traits_expm1(const params *p)
{
    (void)p;
    return (op_traits){.direction = {1, 1},
                       .limit = {NAN, -1},
                       .settled = {1},
                       .range = {-1, INFINITY},
                       .near_identity = {true, true}};
}

static void exact_log1p(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    mpfr_log1p(y, x, MPFR_RNDZ);
}

HOT static void filter_log1p(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        minus[i] = -m[i];
    vector_log1p(minus, minus, n);
    vector_log1p(m, plus, n);
    for (size_t i = 0; i < n; i++) {
        minus[i] = m[i] < 1 ? minus[i] : m[i] == 1 ? -INFINITY : NAN;
        minus[i] = m[i] == 0 ? -m[i] : minus[i];
    }
}

static op_traits traits_log1p(const params *p)
{
    (void)p;
    return (op_traits){
        .direction = {1, 1}, .limit = {NAN, NAN}, .range = {-INFINITY, INFINITY}, .near_identity = {true, true}};
}

static void exact_erf(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    mpfr_erf(y, x, MPFR_RNDZ);
}

HOT static void filter_erf(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    vector_erf(m, plus, n);
    for (size_t i = 0; i < n; i++) {
        plus[i] = at_most(plus[i], JUST_BELOW_1);
        minus[i] = -plus[i];
    }
}

static op_traits traits_erf(const params *p)
{
    (void)p;
    return (op_traits){
        .symmetry = SYMMETRY_ODD, .direction = {1, 1}, .limit = {1, -1}, .settled = {1}, .range = {-1, 1}};
}

/* exp is its own derivative. */
DEFINE_FUNCTION(exp, .name = "exp",
                .ops = {[OP_FORWARD] = {exact_exp, filter_exp, FILTER_BOUND, traits_exp},
                        [OP_GRADIENT] = {exact_exp, filter_exp, FILTER_BOUND, traits_exp}});
DEFINE_FUNCTION(expm1, .name = "expm1",
                .ops = {[OP_FORWARD] = {exact_expm1, filter_expm1, FILTER_BOUND, traits_expm1}});
DEFINE_FUNCTION(log1p, .name = "log1p",
                .ops = {[OP_FORWARD] = {exact_log1p, filter_log1p, FILTER_BOUND, traits_log1p}});
DEFINE_FUNCTION(erf, .name = "erf", .ops = {[OP_FORWARD] = {exact_erf, filter_erf, FILTER_BOUND, traits_erf}});
