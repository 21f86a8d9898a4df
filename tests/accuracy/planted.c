#include "accuracy/planted.h"
#include "support/length.h"

#include <math.h>
#include <string.h>

enum { WIDE_PRECISION = 320 };

/* A kernel has no place for what a test tells it. */
static question asked;
static planted plan;

void planted_set(const assay *t, const planted *p)
{
    asked = assay_question(t);
    plan = *p;
}

static void exact_wide(mpfr_t y, double x)
{
    mpfr_t input;
    mpfr_init2(input, 53);
    mpfr_set_d(input, x, MPFR_RNDN);
    asked.function->ops[asked.op].exact(y, input, &asked.params);
    mpfr_clear(input);
}

static double correct_f64(double x)
{
    if (isnan(x))
        return x;
    mpfr_t y;
    mpfr_init2(y, WIDE_PRECISION);
    exact_wide(y, x);
    const double result = mpfr_get_d(y, MPFR_RNDN);
    mpfr_clear(y);
    return result;
}

static float exact_f32(float x)
{
    mpfr_t y;
    mpfr_init2(y, WIDE_PRECISION);
    exact_wide(y, (double)x);
    const float result = mpfr_get_flt(y, MPFR_RNDN);
    mpfr_clear(y);
    return result;
}

static double exp_form(double x)
{
    return exp(x);
}

static double sigmoid_form(double x)
{
    const double e = exp(-fabs(x));
    return (x < 0 ? e : 1) / (1 + e);
}

static double sigmoid_slope(double x)
{
    const double e = exp(-fabs(x));
    return e / ((1 + e) * (1 + e));
}

static double tanh_slope(double x)
{
    return 4 * sigmoid_slope(2 * x);
}

/* Functions that a double computes to 2^-48, whatever the C library. */
static const struct {
    const char *function;
    op op;
    double (*in_double)(double x);
} forms[] = {
    {"exp", OP_FORWARD, exp_form},
    {"expm1", OP_FORWARD, expm1},
    {"log1p", OP_FORWARD, log1p},
    {"erf", OP_FORWARD, erf},
    {"sigmoid", OP_FORWARD, sigmoid_form},
    {"tanh", OP_FORWARD, tanh},
    {"sigmoid", OP_GRADIENT, sigmoid_slope},
    {"tanh", OP_GRADIENT, tanh_slope},
};

static float correct_f32(float x, double (*form)(double))
{
    if (isnan(x))
        return x;
    if (form == NULL)
        return exact_f32(x);
    const double y = form((double)x);
    const float low = (float)(y * (1 - 0x1p-48)), high = (float)(y * (1 + 0x1p-48));
    return low == high && isfinite(low) ? low : exact_f32(x);
}

static double (*form_asked(void))(double)
{
    for (size_t i = 0; i < LENGTH(forms); i++)
        if (strcmp(forms[i].function, asked.function->name) == 0 && forms[i].op == asked.op)
            return forms[i].in_double;
    return NULL;
}

static bool plant_at(uint64_t x, uint64_t *result)
{
    for (size_t i = 0; i < plan.count; i++)
        if (plan.plants[i].x == x) {
            *result = plan.plants[i].result;
            return true;
        }
    *result = format_encode(asked.format, plan.limit);
    return plan.saturate && x >= plan.saturate_from && x < asked.format->infinity;
}

void planted_f32(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    double (*const form)(double) = form_asked();
    for (size_t i = 0; i < n; i++) {
        uint64_t bits;
        const bool here = plant_at(format_element_bits(asked.format, x, i), &bits);
        y[i] = here ? (float)format_value(asked.format, bits) : correct_f32(x[i], form);
    }
    if (plan.write_at != 0)
        y[plan.write_at < 0 ? plan.write_at : (long)n + plan.write_at - 1] = 0;
}

void planted_f64(const double *x, double *y, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        uint64_t bits;
        const bool here = plant_at(format_element_bits(asked.format, x, i), &bits);
        y[i] = here ? format_value(asked.format, bits) : correct_f64(x[i]);
    }
    if (plan.write_at != 0)
        y[plan.write_at < 0 ? plan.write_at : (long)n + plan.write_at - 1] = 0;
}

outcome planted_run(const assay *t, const planted *p)
{
    planted_set(t, p);
    return t->dtype == DTYPE_F32 ? assay_f32(t, planted_f32) : assay_f64(t, planted_f64);
}

uint64_t correct_bits(const assay *t, uint64_t x)
{
    planted_set(t, &(planted){0});
    const double value = format_value(asked.format, x);
    if (t->dtype == DTYPE_F64)
        return format_encode(asked.format, correct_f64(value));
    return format_encode(asked.format, (double)correct_f32((float)value, NULL));
}
