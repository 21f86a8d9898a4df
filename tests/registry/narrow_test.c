/* The conversions of f16 and bf16 against MPFR and against each other. */
#include "inputs/format.h"
#include "registry/registry.h"
#include "suite.h"
#include "support/length.h"

#include <gsl/gsl_rng.h>
#include <math.h>
#include <mpfr.h>
#include <string.h>

enum { PATTERNS = 1 << 16, DRAWS = 200000 };

static const dtype types[] = {DTYPE_F16, DTYPE_BF16};
enum { TYPES = LENGTH(types) };

static float to_f32(dtype type, uint16_t x)
{
    return type == DTYPE_F16 ? f16_to_f32(x) : bf16_to_f32(x);
}

static uint16_t from_f32(dtype type, float x)
{
    return type == DTYPE_F16 ? f16_from_f32(x) : bf16_from_f32(x);
}

static uint16_t from_f64(dtype type, double x)
{
    return type == DTYPE_F16 ? f16_from_f64(x) : bf16_from_f64(x);
}

START_TEST(every_element_survives_the_way_there_and_back)
{
    for (int t = 0; t < TYPES; t++) {
        const float_format *f = format_of(types[t]);
        for (uint32_t i = 0; i < PATTERNS; i++) {
            const uint16_t x = (uint16_t)i;
            const bool nan = (i & f->last) > f->infinity;
            const uint16_t quiet = (uint16_t)(1u << (f->precision - 2));
            const uint16_t expected = nan ? x | quiet : x;
            ck_assert_uint_eq(from_f32(types[t], to_f32(types[t], x)), expected);
            ck_assert_uint_eq(from_f64(types[t], (double)to_f32(types[t], x)), expected);
            if (nan)
                ck_assert(isnan(to_f32(types[t], x)) && isnan(format_value(f, i)));
            else
                ck_assert_double_eq((double)to_f32(types[t], x), format_value(f, i));
            if (!nan)
                ck_assert_uint_eq(format_encode(f, format_value(f, i)), i);
        }
    }
}
END_TEST

START_TEST(ties_go_to_the_even_element)
{
    for (int t = 0; t < TYPES; t++) {
        const float_format *f = format_of(types[t]);
        for (uint32_t i = 0; i < f->infinity; i++) {
            const double here = format_value(f, i);
            const double step = i + 1 < f->infinity ? format_value(f, i + 1) - here : here - format_value(f, i - 1);
            const float middle = (float)(here + step / 2); /* exact */
            const uint32_t even = i % 2 == 0 ? i : i + 1;
            ck_assert_uint_eq(from_f32(types[t], middle), even);
            ck_assert_uint_eq(from_f32(types[t], nextafterf(middle, 0)), i);
            ck_assert_uint_eq(from_f32(types[t], nextafterf(middle, INFINITY)), i + 1);
            ck_assert_uint_eq(from_f32(types[t], -middle), even | 0x8000);
            /* No f32 lies between these and the middle: rounding twice would lose the side. */
            ck_assert_uint_eq(from_f64(types[t], nextafter((double)middle, 0)), i);
            ck_assert_uint_eq(from_f64(types[t], nextafter((double)middle, INFINITY)), i + 1);
        }
    }
}
END_TEST

/* The element nearest to x, by MPFR. */
static double nearest(const float_format *f, double x)
{
    const mpfr_exp_t emin = mpfr_get_emin(), emax = mpfr_get_emax();
    mpfr_t y;
    mpfr_init2(y, f->precision);
    mpfr_set_emin(f->e_min - f->precision + 2);
    mpfr_set_emax(f->e_max + 1);
    const int inexact = mpfr_set_d(y, x, MPFR_RNDN);
    mpfr_subnormalize(y, mpfr_check_range(y, inexact, MPFR_RNDN), MPFR_RNDN);
    const double result = mpfr_get_d(y, MPFR_RNDN);
    mpfr_clear(y);
    mpfr_set_emin(emin);
    mpfr_set_emax(emax);
    return result;
}

START_TEST(drawn_numbers_round_as_mpfr_rounds_them)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_taus2);
    gsl_rng_set(random, 3);
    for (int t = 0; t < TYPES; t++) {
        const float_format *f = format_of(types[t]);
        for (int i = 0; i < DRAWS; i++) {
            const int span = f->e_max - f->e_min + 2 * f->precision + 4;
            const int exponent = f->e_min - f->precision - 2 + (int)gsl_rng_uniform_int(random, (unsigned long)span);
            const double x = ldexp(1 + gsl_rng_uniform(random), exponent) * (i % 2 == 0 ? 1 : -1);
            const double expected = nearest(f, x);
            ck_assert_msg(format_value(f, from_f64(types[t], x)) == expected, "%a gives %a, not %a", x,
                          format_value(f, from_f64(types[t], x)), expected);
        }
    }
    gsl_rng_free(random);
}
END_TEST

START_TEST(every_f32_implementation_is_there_for_both)
{
    size_t count, wrapped[DTYPE_COUNT] = {0}, expected = 0;
    const implementation *const *all = registry_all(&count);
    for (size_t i = 0; i < count; i++) {
        expected += all[i]->dtype == DTYPE_F32 && all[i]->missing == NULL && all[i]->target == NULL;
        if (all[i]->wrapped == NULL)
            continue;
        wrapped[all[i]->dtype]++;
        ck_assert_str_eq(all[i]->name, all[i]->wrapped->name);
        ck_assert_int_eq(all[i]->op, all[i]->wrapped->op);
        ck_assert_int_eq(all[i]->wrapped->dtype, DTYPE_F32);
    }
    ck_assert_uint_gt(expected, 0);
    ck_assert_uint_eq(wrapped[DTYPE_F16], expected);
    ck_assert_uint_eq(wrapped[DTYPE_BF16], expected);
    ck_assert_uint_eq(wrapped[DTYPE_F32] + wrapped[DTYPE_F64], 0);
}
END_TEST

static void add_third(const float *x, float *y, size_t n, const params *p)
{
    for (size_t i = 0; i < n; i++)
        y[i] = x[i] + (float)p->alpha;
}

/* A wrapper widens, computes in f32 and rounds once, at any length and in place. */
START_TEST(a_wrapper_rounds_once)
{
    enum { LONGEST = 1100 };
    static const implementation inner = {.name = "t/third", .dtype = DTYPE_F32, .kernel.f32 = add_third};
    const params p = {.alpha = 1.0 / 3};
    for (int t = 0; t < TYPES; t++)
        for (size_t n = 0; n <= LONGEST; n += n < 20 ? 1 : 180) {
            const implementation impl = {.name = "t/third", .dtype = types[t], .wrapped = &inner};
            uint16_t x[LONGEST + 1], y[LONGEST + 1];
            for (size_t i = 0; i <= n; i++)
                x[i] = y[i] = (uint16_t)(0x3a00 + 7 * i);
            implementation_run(&impl, x, y, n, &p);
            ck_assert_uint_eq(y[n], x[n]);
            for (size_t i = 0; i < n; i++)
                ck_assert_uint_eq(y[i], from_f32(types[t], to_f32(types[t], x[i]) + (float)p.alpha));
            implementation_run(&impl, x, x, n, &p);
            ck_assert_mem_eq(x, y, n * sizeof *x);
        }
}
END_TEST

SUITE(narrow, 60, every_element_survives_the_way_there_and_back, ties_go_to_the_even_element,
      drawn_numbers_round_as_mpfr_rounds_them, every_f32_implementation_is_there_for_both, a_wrapper_rounds_once);
