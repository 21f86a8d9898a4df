/* The rule about subnormal numbers: they are numbers like others, neither read nor written as 0. */
#include "check/kernel_rules.h"
#include "reference/function.h"
#include "registry/registry.h"

#include <float.h>
#include <math.h>

enum {
    PRECISION = 80,
    GRID = 2048, /* inputs from -GRID_END to GRID_END, for results that are subnormal far from 0 */
    GRID_END = 1024,
    PER_BINADE = 4,     /* inputs in each binade of the tiny ones */
    NORMAL_BINADES = 4, /* above the smallest normal number */
    ROUNDING_ROOM = 16, /* smallest subnormals: less than this may be lost to rounding on the way */
    INPUTS_MAX = GRID + 2 * PER_BINADE * (52 + NORMAL_BINADES),
    ROOM = INPUTS_MAX * (int)sizeof(double) + 2 * LINE,
};

/* What the kernel made of inputs whose exact result is tiny or whose magnitude is. */
typedef struct finding {
    size_t lost;        /* results of 0 at subnormal inputs or for subnormal exact results */
    size_t lost_normal; /* results of 0 for small normal ones: inaccuracy, no flushing */
    double first_x, first_exact;
} finding;

static double smallest_normal(const rig *t)
{
    static const double least[DTYPE_COUNT] = {
        [DTYPE_F32] = FLT_MIN, [DTYPE_F64] = DBL_MIN, [DTYPE_F16] = 0x1p-14, [DTYPE_BF16] = FLT_MIN};
    return least[t->impl->dtype];
}

static double smallest_subnormal(const rig *t)
{
    static const double least[DTYPE_COUNT] = {
        [DTYPE_F32] = 0x1p-149, [DTYPE_F64] = 0x1p-1074, [DTYPE_F16] = 0x1p-24, [DTYPE_BF16] = 0x1p-133};
    return least[t->impl->dtype];
}

/* Fills x with inputs that are tiny themselves or spread over the range where the functions saturate. */
static size_t fill_inputs(const rig *t, char *x)
{
    size_t count = 0;
    for (int i = 0; i < GRID; i++)
        element_set(t, x, count++, (i + 0.37 - GRID / 2) * GRID_END / (GRID / 2));
    for (double low = smallest_subnormal(t); low < ldexp(smallest_normal(t), NORMAL_BINADES); low *= 2)
        for (int k = 0; k < PER_BINADE; k++) {
            const double magnitude = low * (1 + k / (double)PER_BINADE);
            element_set(t, x, count++, magnitude);
            element_set(t, x, count++, -magnitude);
        }
    return count;
}

static void judge(const rig *t, double x, double exact, double got, finding *f)
{
    const double size = fabs(exact), normal = smallest_normal(t);
    if (size < ROUNDING_ROOM * smallest_subnormal(t) || got != 0)
        return;
    if (size < normal || fabs(x) < normal) {
        if (f->lost++ == 0) {
            f->first_x = x;
            f->first_exact = exact;
        }
    } else if (size < ldexp(normal, NORMAL_BINADES)) {
        f->lost_normal++;
    }
}

static finding examine(rig *t, const op_reference *reference, const char *x, const char *y, size_t count)
{
    finding f = {0};
    mpfr_t input, exact;
    mpfr_inits2(PRECISION, input, exact, (mpfr_ptr)0);
    for (size_t i = 0; i < count; i++) {
        mpfr_set_d(input, element_get(t, x, i), MPFR_RNDN);
        reference->exact(exact, input, t->params);
        judge(t, element_get(t, x, i), mpfr_get_d(exact, MPFR_RNDN), element_get(t, y, i), &f);
    }
    mpfr_clears(input, exact, (mpfr_ptr)0);
    return f;
}

/* No result is 0 where the exact one is a subnormal number, nor at a subnormal input. A kernel that returns 0
 * for small normal numbers too is inaccurate there (elu as alpha * (exp(x) - 1) near 0), which `accuracy`
 * shows. */
bool rule_subnormals(rig *t)
{
    const op_reference *reference = &t->impl->function->ops[t->impl->op];
    if (reference->exact == NULL)
        return broken_without_exact(t);
    static char x_room[ROOM], y_room[ROOM];
    char *const x = x_room + LINE, *const y = y_room + LINE;
    const size_t count = fill_inputs(t, x);
    rig_run(t, x, y, count);
    const finding found = examine(t, reference, x, y, count);
    return found.lost == 0 || found.lost_normal > 0 ||
           broken(
               t,
               "0 at %zu of the inputs where a subnormal number is involved, first at %a: exactly %.4g; if that is meant, its entry says so by .flushes_subnormals = true",
               found.lost, found.first_x, found.first_exact);
}
