/* What the sources of the approximations claim of their absolute and relative error holds: on a slice of the
 * inputs, or, with ACTBENCH_STRIDE=1 in the environment, on every f32 input. */
#include "reference/function.h"
#include "registry/registry.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 1024, PRECISION = 100, STRIDE_DEFAULT = 100003, F64_SAMPLES = 20000 };

static uint32_t stride(void)
{
    const char *given = getenv("ACTBENCH_STRIDE");
    return given == NULL ? STRIDE_DEFAULT : (uint32_t)strtoul(given, NULL, 10);
}

/* The worst error of one implementation, as a multiple of its bound. */
typedef struct worst {
    double ratio, x, got, exact;
} worst;

static bool claims(const implementation *impl)
{
    return (impl->bound_abs > 0 || impl->bound_rel > 0) && implementation_available(impl);
}

/* error is got - exact; the exact value may be beyond the dtype's range where the claim ends. */
static void compare(const implementation *impl, double x, double got, double exact, double error, worst *w)
{
    const bool everywhere = impl->bound_from == 0 && impl->bound_to == 0;
    if (!everywhere && (x < impl->bound_from || x > impl->bound_to))
        return;
    const double size = fabs(error);
    const double ratio = impl->bound_abs > 0 ? size / impl->bound_abs : size / fabs(exact) / impl->bound_rel;
    if (!(ratio <= w->ratio))
        *w = (worst){ratio, x, got, exact};
}

static void assert_within(const implementation *impl, const worst *w)
{
    ck_assert_msg(w->ratio <= 1, "%s %s: %.3g of the claimed bound at %a: %.17g instead of %.17g", impl->name,
                  dtype_names[impl->dtype], w->ratio, w->x, w->got, w->exact);
}

/* One block of f32 magnitudes, every stride-th from `first`, with both signs. */
static void compare_block(const implementation *impl, const function *f, const params *p, uint32_t first, worst *w)
{
    double m[BLOCK], exact[2][BLOCK];
    const uint32_t step = stride();
    size_t n = 0;
    for (uint64_t bits = first; n < BLOCK && bits < 0x7F800000u; bits += step) {
        const uint32_t pattern = (uint32_t)bits;
        float x;
        memcpy(&x, &pattern, sizeof x);
        m[n++] = x;
    }
    f->ops[impl->op].filter(m, exact[0], exact[1], n, p);
    for (int sign = 0; sign < 2; sign++) {
        float x[BLOCK], y[BLOCK];
        for (size_t i = 0; i < n; i++)
            x[i] = (float)(sign == 0 ? m[i] : -m[i]);
        implementation_run(impl, x, y, n, p);
        for (size_t i = 0; i < n; i++)
            compare(impl, x[i], y[i], exact[sign][i], y[i] - exact[sign][i], w);
    }
}

static void check_f32(const implementation *impl, const function *f, const params *p)
{
    worst w = {0};
    const uint64_t step = (uint64_t)stride() * BLOCK;
#pragma omp parallel
    {
        worst own = {0};
#pragma omp for
        for (uint64_t first = 0; first < 0x7F800000u; first += step)
            compare_block(impl, f, p, (uint32_t)first, &own);
#pragma omp critical
        if (!(own.ratio <= w.ratio))
            w = own;
    }
    assert_within(impl, &w);
}

/* f64 inputs spread over the range where the functions vary, and the error taken in MPFR. */
static void check_f64(const implementation *impl, const function *f, const params *p)
{
    worst w = {0};
    mpfr_t x, exact, error;
    mpfr_inits2(PRECISION, x, exact, error, (mpfr_ptr)0);
    for (int i = 0; i < F64_SAMPLES; i++) {
        const double u = 2 * (i + 0.31) / F64_SAMPLES - 1, in = u * exp2(10 * fabs(u) - 0.4);
        double out;
        implementation_run(impl, &in, &out, 1, p);
        mpfr_set_d(x, in, MPFR_RNDN);
        f->ops[impl->op].exact(exact, x, p);
        mpfr_d_sub(error, out, exact, MPFR_RNDN);
        compare(impl, in, out, mpfr_get_d(exact, MPFR_RNDN), mpfr_get_d(error, MPFR_RNDN), &w);
    }
    mpfr_clears(x, exact, error, (mpfr_ptr)0);
    assert_within(impl, &w);
}

START_TEST(claimed_bounds_hold)
{
    size_t count, checked = 0;
    const implementation *const *all = registry_all(&count);
    for (size_t i = 0; i < count; i++) {
        if (!claims(all[i]))
            continue;
        const function *f = all[i]->function;
        const params p = params_of(f, all[i]->dtype, NULL);
        (all[i]->dtype == DTYPE_F32 ? check_f32 : check_f64)(all[i], f, &p);
        checked++;
    }
    ck_assert_uint_gt(checked, 50);
}
END_TEST

/* A bound that is too small by a part in a thousand of the true maximum does not pass: the slice finds the
 * worst places of smooth errors. */
START_TEST(planted_bound_is_found_wrong)
{
    const implementation *found[64];
    const size_t count =
        registry_select(&(selection){.impl = "sigmoid/hard_theano", .op = OP_FORWARD, .dtype = DTYPE_F32}, found);
    ck_assert_uint_eq(count, 1);
    implementation tight = *found[0];
    tight.bound_abs *= 0.9;
    worst w = {0};
    const function *f = function_find("sigmoid");
    const uint32_t step = stride() * BLOCK;
    for (uint32_t first = 0; first < 0x7F800000u - step; first += step)
        compare_block(&tight, f, &(params){0}, first, &w);
    ck_assert_double_gt(w.ratio, 1);
}
END_TEST

SUITE(bounds, 3600, claimed_bounds_hold, planted_bound_is_found_wrong);
