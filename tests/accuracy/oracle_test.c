/* Every column of a row against the definitions, for kernels that go wrong in every way, on every function. */
#include "accuracy/oracle.h"
#include "accuracy/planted.h"
#include "suite.h"
#include "support/length.h"

#include <math.h>

static uint64_t hash(uint64_t bits)
{
    bits = (bits ^ (bits >> 31)) * UINT64_C(0xbf58476d1ce4e5b9);
    bits = (bits ^ (bits >> 27)) * UINT64_C(0x94d049bb133111eb);
    return bits ^ (bits >> 31);
}

/* Moves a result by up to three floats. */
static uint64_t jitter(uint64_t x, uint64_t result)
{
    return result + (hash(x) >> 8) % 7 - 3;
}

/* What a badly broken kernel may give. */
static uint64_t chaos(const float_format *f, uint64_t x, uint64_t result)
{
    const uint64_t h = hash(x);
    const bool negative = (h >> 40 & 1) != 0;
    switch (h % 16) {
    case 0:
        return f->infinity + 1 + (h >> 41) % 100;
    case 1:
        return format_bits(f, f->infinity, negative);
    case 2:
        return format_bits(f, 0, negative);
    case 3:
        return format_bits(f, (h >> 8) & f->last, negative);
    case 4:
        return format_bits(f, f->infinity - 1, negative);
    case 5:
        return format_bits(f, 1, negative);
    case 6:
        return result ^ (f->last + 1);
    case 7:
        return result;
    default:
        return jitter(x, result);
    }
}

static bool jitter_only;

static uint64_t disturb(const float_format *f, uint64_t x, uint64_t result)
{
    return jitter_only ? jitter(x, result) : chaos(f, x, result);
}

static void disturbed_f32(const float *x, float *y, size_t n, const params *p)
{
    const float_format *f = format_of(DTYPE_F32);
    for (size_t i = 0; i < n; i++) {
        const uint64_t bits = format_element_bits(f, x + i, 0);
        planted_f32(x + i, y + i, 1, p);
        const uint32_t disturbed = (uint32_t)disturb(f, bits, format_element_bits(f, y + i, 0));
        y[i] = (float)format_value(f, disturbed);
    }
}

static void disturbed_f64(const double *x, double *y, size_t n, const params *p)
{
    const float_format *f = format_of(DTYPE_F64);
    for (size_t i = 0; i < n; i++) {
        const uint64_t bits = format_element_bits(f, x + i, 0);
        planted_f64(x + i, y + i, 1, p);
        y[i] = format_value(f, disturb(f, bits, format_element_bits(f, y + i, 0)));
    }
}

static void expect_as_defined(assay t, bool gently)
{
    jitter_only = gently;
    implementation impl = {.name = "test/disturbed", .op = t.op, .dtype = t.dtype};
    if (t.dtype == DTYPE_F32)
        impl.kernel.f32 = disturbed_f32;
    else
        impl.kernel.f64 = disturbed_f64;
    planted_set(&t, &(planted){0});
    const implementation *const one = &impl;
    for (reference_kind kind = REFERENCE_FILTERED; kind <= REFERENCE_MPFR; kind++) {
        outcome out;
        t.reference = kind;
        assay_run(&t, &one, 1, &out);
        ck_assert_uint_eq(out.offence.kind, OFFENCE_NONE);
        oracle_expect(&t, &impl, &out.row);
    }
}

/* Every function and op of the dtype, with the parameters at which their properties change. */
static void expect_all_as_defined(dtype type, uint64_t count, bool gently)
{
    static const double alphas[] = {0.01, 1, 0, -0.5, 3};
    size_t functions;
    const function *const *all = function_all(&functions);
    for (size_t i = 0; i < functions; i++)
        for (op o = 0; o < OP_COUNT; o++)
            for (size_t a = 0; a < (all[i]->parameters[PARAMETER_ALPHA].present ? LENGTH(alphas) : 1); a++) {
                if (all[i]->ops[o].exact == NULL || (all[i]->parameters[PARAMETER_ALPHA].positive && alphas[a] <= 0))
                    continue;
                assay t = assay_of(all[i]->name, o, type, count);
                t.alpha = alphas[a];
                t.inputs.seed = 7 * i + a;
                expect_as_defined(t, gently);
            }
}

START_TEST(f32_chaos_is_judged_by_the_definitions)
{
    expect_all_as_defined(DTYPE_F32, 2000, false);
}
END_TEST

START_TEST(f32_small_errors_are_judged_by_the_definitions)
{
    expect_all_as_defined(DTYPE_F32, 2000, true);
}
END_TEST

START_TEST(f64_chaos_is_judged_by_the_definitions)
{
    expect_all_as_defined(DTYPE_F64, 1, false);
}
END_TEST

START_TEST(f64_small_errors_are_judged_by_the_definitions)
{
    expect_all_as_defined(DTYPE_F64, 1, true);
}
END_TEST

SUITE(accuracy_oracle, 240, f32_chaos_is_judged_by_the_definitions, f32_small_errors_are_judged_by_the_definitions,
      f64_chaos_is_judged_by_the_definitions, f64_small_errors_are_judged_by_the_definitions);
