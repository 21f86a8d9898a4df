#include "truth/wide.h"

#include "reference/compositions.h"

#include <float.h>
#include <math.h>

bool wide_knows(base b)
{
    return LDBL_MANT_DIG >= 64 && b != BASE_NONE && b != BASE_ERFC_TAIL && b != BASE_NORMAL_TAIL && b != BASE_GELU_TANH;
}

long double wide_value(const composed *c, double x)
{
    const long double m = fabsl((long double)x);
    composition *compose = c->side[signbit(x) != 0];
    switch (c->base) {
    case BASE_EXP:
        return compose(m, expl(-m), -expm1l(-m));
    case BASE_SOFTPLUS:
        return compose(m, expl(-m), log1pl(expl(-m)));
    case BASE_LOG1P:
        return compose(m, log1pl(m), log1pl(-m));
    case BASE_ERF:
        return compose(m, erfl(m), 0);
    default:
        return compose(m, 0, 0);
    }
}

int wide_ulp_exponent(const float_format *f, long double y)
{
    const int e = y == 0 ? f->e_min : ilogbl(y);
    return (e < f->e_min ? f->e_min : e) - f->precision + 1;
}

/* The exact values of a window: first + i step, with an ulp of 2^ulp. */
typedef struct chord {
    long double first, step;
    int ulp;
} chord;

/* false: the function bends, leaves a binade, or is not finite or not composed there. */
static bool chord_through(const composed *c, const float_format *f, uint64_t first, bool negative, chord *l)
{
    static const int at[] = {0, WINDOW / 2, WINDOW - 1};
    long double y[3];
    for (int i = 0; i < 3; i++) {
        const double x = format_value(f, format_bits(f, first + (uint64_t)at[i], negative));
        if (composition_at(c, negative, fabs(x)) == NULL)
            return false;
        y[i] = wide_value(c, x);
        if (!(fabsl(y[i]) < ldexpl(1, f->e_max)))
            return false;
    }
    *l = (chord){y[0], (y[2] - y[0]) / (WINDOW - 1), wide_ulp_exponent(f, y[0])};
    const long double bend = fabsl(y[0] + (WINDOW / 2) * l->step - y[1]);
    return wide_ulp_exponent(f, y[2]) == l->ulp && ldexpl(bend, -l->ulp) < wide_bound / 2;
}

bool wide_errors(const composed *c, const float_format *f, uint64_t first, bool negative, const double got[WINDOW],
                 double errors[WINDOW])
{
    chord l;
    if (!chord_through(c, f, first, negative, &l))
        return false;
    /* One ulp of a subnormal result is too small for 1/ulp to be a double. */
    const double half = ldexp(1, -l.ulp / 2), rest = ldexp(1, -l.ulp - -l.ulp / 2);
    const double step = (double)ldexpl(l.step, -l.ulp);
    const double origin = (double)ldexpl((long double)got[0] - l.first, -l.ulp);
    bool finite = true;
    for (int i = 0; i < WINDOW; i++) {
        finite &= fabs(got[i]) <= DBL_MAX;
        errors[i] = (got[i] - got[0]) * half * rest - i * step + origin;
    }
    return finite;
}
