/* Values beside a root, in long double and closest to it in MPFR. */
#include "reference/roots.h"

#include <float.h>
#include <math.h>

/* So close, relative to the root, that long double may lose too many of its digits. */
static const double closest = 0x1p-8;

static double by_mpfr(const root *r, double m, const params *p)
{
    enum { PRECISION = 128 };
    mpfr_t x, y;
    mpfr_inits2(PRECISION, x, y, (mpfr_ptr)NULL);
    mpfr_set_d(x, -m, MPFR_RNDN);
    r->exact(y, x, p);
    const double value = mpfr_get_d(y, MPFR_RNDN);
    mpfr_clears(x, y, (mpfr_ptr)NULL);
    return value;
}

void refine_near_root(const root *r, const double *m, double *minus, size_t n, const params *p)
{
    for (size_t i = 0; i < n; i++) {
        if (!(m[i] > r->from && m[i] < r->to))
            continue;
        const bool is_closest = LDBL_MANT_DIG < 64 || fabs(m[i] - r->at) < closest * r->at;
        minus[i] = is_closest ? by_mpfr(r, m[i], p) : (double)r->wide((long double)m[i], p);
    }
}
