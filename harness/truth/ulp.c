#include "truth/ulp.h"

#include <math.h>

/* |got - y| with an infinite result standing for 2^(e_max + 1), into scratch->rest. */
static void difference(const question *q, double got, exact_scratch *scratch)
{
    if (isinf(got)) {
        mpfr_set_si_2exp(scratch->rest, got > 0 ? 1 : -1, q->format->e_max + 1, MPFR_RNDN);
        mpfr_sub(scratch->rest, scratch->rest, scratch->y, MPFR_RNDA);
    } else {
        mpfr_d_sub(scratch->rest, got, scratch->y, MPFR_RNDA);
    }
    mpfr_abs(scratch->rest, scratch->rest, MPFR_RNDN);
}

static bool rounds_to_infinity(const question *q, const exact_value *y)
{
    return ldexpl(fabsl((long double)y->rounded), y->ulp_exponent) >= ldexpl(1, q->format->e_max + 1);
}

exact_error ulp_error(const question *q, uint64_t x, uint64_t got_bits, exact_scratch *scratch)
{
    const double got = format_value(q->format, got_bits);
    const exact_value y = exact_at(q, x, scratch);
    if (isnan(y.quotient) || isnan(got))
        return (exact_error){.fault = isnan(y.quotient) != isnan(got)};
    if (isinf(y.quotient))
        return (exact_error){.fault = got != y.quotient};
    if (isinf(got) && signbit(got) != signbit(y.quotient))
        return (exact_error){.fault = true};

    exact_error e = {.measured = true};
    const bool overflow = rounds_to_infinity(q, &y);
    if (overflow && isinf(got))
        return e;
    const bool beyond = fabs(y.quotient) == ldexp(1, q->format->precision);
    if (beyond) {
        e.ulp = fabsl((long double)y.quotient);
        return e;
    }
    difference(q, got, scratch);
    if (!overflow)
        e.absolute = mpfr_get_d(scratch->rest, MPFR_RNDN);
    mpfr_mul_2si(scratch->scaled, scratch->rest, -y.ulp_exponent, MPFR_RNDN);
    e.ulp = mpfr_get_ld(scratch->scaled, MPFR_RNDN);
    if (!overflow && fabs(y.rounded) >= ldexp(1, q->format->precision - 1)) {
        mpfr_div(scratch->rest, scratch->rest, scratch->y, MPFR_RNDN);
        e.relative = fabs(mpfr_get_d(scratch->rest, MPFR_RNDN));
    }
    return e;
}
