#include "truth/truth.h"

#include "registry/registry.h"

#include <float.h>
#include <math.h>
#include <string.h>

question question_of(const function *f, op operation, dtype type, const params *asked)
{
    question q = {.function = f, .op = operation, .format = format_of(type), .params = params_of(f, type, asked)};
    q.traits = f->ops[operation].traits(&q.params);
    for (int end = 0; end < 2; end++) {
        double element;
        dtype_set(type, &element, 0, q.traits.range[end]);
        q.traits.range[end] = dtype_get(type, &element, 0);
    }
    return q;
}

void exact_scratch_init(exact_scratch *scratch)
{
    mpfr_inits2(TRUTH_PRECISION, scratch->x, scratch->y, scratch->scaled, scratch->rest, scratch->least,
                (mpfr_ptr)NULL);
    mpfr_set_d(scratch->least, FILTER_LEAST, MPFR_RNDN);
}

void exact_scratch_clear(exact_scratch *scratch)
{
    mpfr_clears(scratch->x, scratch->y, scratch->scaled, scratch->rest, scratch->least, (mpfr_ptr)NULL);
}

/* Rounds to odd: a rest that is not exact keeps a set last bit, so that it never looks like a tie. */
static double to_odd(const mpfr_t value)
{
    double truncated = mpfr_get_d(value, MPFR_RNDZ);
    if (mpfr_cmp_d(value, truncated) == 0)
        return truncated;
    uint64_t bits;
    memcpy(&bits, &truncated, sizeof bits);
    bits |= 1;
    memcpy(&truncated, &bits, sizeof bits);
    return truncated;
}

/* The integer nearest to quotient + rest, ties to even. */
static double round_sum(double quotient, double rest)
{
    const double down = trunc(quotient), fraction = fabs(quotient - down);
    const double towards = copysign(1, quotient);
    const double above_half = fraction - 0.5 + fabs(rest); /* exact enough: its sign is what counts */
    if (fraction - 0.5 == -fabs(rest))
        return fmod(down, 2) == 0 ? down : down + towards;
    return above_half > 0 ? down + towards : down;
}

static int beyond_exponent(const float_format *f)
{
    return BEYOND_FACTOR * (f->e_max + 1) - 1;
}

static exact_value beyond(const question *q, int sign)
{
    const int p = q->format->precision, exponent = beyond_exponent(q->format);
    return (exact_value){sign * ldexp(1, p), 0, sign * ldexp(1, p), exponent - p + 1};
}

/* Only an exact zero is one: the least number of its sign stands for what is below the range of double. */
static exact_value tiny(int sign, int ulp_exponent)
{
    return (exact_value){sign * DBL_TRUE_MIN, 0, copysign(0, sign), ulp_exponent};
}

static exact_value scaled_value(const question *q, exact_scratch *scratch)
{
    const int sign = mpfr_signbit(scratch->y) ? -1 : 1;
    const int p = q->format->precision;
    if (mpfr_zero_p(scratch->y))
        return (exact_value){copysign(0, sign), 0, copysign(0, sign), q->format->e_min - p + 1};

    const mpfr_exp_t e = mpfr_get_exp(scratch->y) - 1;
    if (e >= beyond_exponent(q->format))
        return beyond(q, sign);
    exact_value v;
    v.ulp_exponent = (int)(e < q->format->e_min ? q->format->e_min : e) - p + 1;
    mpfr_mul_2si(scratch->scaled, scratch->y, -v.ulp_exponent, MPFR_RNDN);
    v.quotient = mpfr_get_d(scratch->scaled, MPFR_RNDZ);
    if (v.quotient == 0)
        return tiny(sign, v.ulp_exponent);
    mpfr_sub_d(scratch->rest, scratch->scaled, v.quotient, MPFR_RNDN);
    v.rest = to_odd(scratch->rest);
    v.rounded = copysign(round_sum(v.quotient, v.rest), sign);
    return v;
}

exact_value exact_at(const question *q, uint64_t bits, exact_scratch *scratch)
{
    const double x = format_value(q->format, bits);
    const exact_value none = {NAN, 0, NAN, 0};
    if (isnan(x))
        return none;
    mpfr_set_d(scratch->x, x, MPFR_RNDN);
    mpfr_clear_flags();
    q->function->ops[q->op].exact(scratch->y, scratch->x, &q->params);
    if (mpfr_nan_p(scratch->y))
        return none;
    if (mpfr_inf_p(scratch->y)) {
        const int sign = mpfr_sgn(scratch->y);
        /* MPFR's own range ends too; only the value at an infinite x or at a pole is exactly infinite. */
        if (isfinite(x) && !mpfr_divby0_p())
            return beyond(q, sign);
        const double infinity = copysign(HUGE_VAL, sign);
        return (exact_value){infinity, 0, infinity, 0};
    }
    /* MPFR's own range again. */
    if (mpfr_zero_p(scratch->y) && isfinite(x) && (mpfr_underflow_p() || mpfr_overflow_p()))
        return tiny(mpfr_signbit(scratch->y) ? -1 : 1, q->format->e_min - q->format->precision + 1);
    return scaled_value(q, scratch);
}
