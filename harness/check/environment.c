#define _GNU_SOURCE /* fegetexcept */
/* Rules about the floating-point environment: what a kernel finds it leaves. */
#include "check/rules.h"

#include <fenv.h>
#ifdef __SSE__
#include <xmmintrin.h>
#endif

enum {
    MXCSR_FTZ = 1 << 15,
    MXCSR_DAZ = 1 << 6,
    MXCSR_FLAGS = 0x3F,
    MXCSR_MASKS = 0x1F80,
    MXCSR_ROUNDING = 0x6000,
};

/* The SSE control and status register; elsewhere there is none and fenv.h says what can be said. */
static unsigned mxcsr_get(void)
{
#ifdef __SSE__
    return _mm_getcsr();
#else
    return 0;
#endif
}

static void mxcsr_set(unsigned value)
{
#ifdef __SSE__
    _mm_setcsr(value);
#else
    (void)value;
#endif
}

static void mxcsr_add(unsigned bits)
{
#ifdef __SSE__
    _mm_setcsr(_mm_getcsr() | bits);
#else
    (void)bits;
#endif
}

typedef struct fp_control {
    int rounding;
    int traps;
    unsigned mxcsr; /* without the flags */
} fp_control;

static const struct {
    const char *name;
    int rounding;
    unsigned mxcsr; /* bits set beside those at start */
} states[] = {
    {"rounding to nearest", FE_TONEAREST, 0}, {"rounding upward", FE_UPWARD, 0},
    {"rounding downward", FE_DOWNWARD, 0},    {"rounding toward zero", FE_TOWARDZERO, 0},
    {"FTZ on", FE_TONEAREST, MXCSR_FTZ},      {"DAZ on", FE_TONEAREST, MXCSR_DAZ},
};

static fp_control control_now(void)
{
    return (fp_control){fegetround(), fegetexcept(), mxcsr_get() & ~(unsigned)MXCSR_FLAGS};
}

static const char *what_changed(fp_control before, fp_control after)
{
    const unsigned changed = before.mxcsr ^ after.mxcsr;
    if (before.rounding != after.rounding || (changed & MXCSR_ROUNDING) != 0)
        return "changes the rounding mode";
    if (before.traps != after.traps || (changed & MXCSR_MASKS) != 0)
        return "changes which exceptions trap";
    if ((changed & MXCSR_FTZ) != 0)
        return "changes flush-to-zero (FTZ)";
    return (changed & MXCSR_DAZ) != 0 ? "changes denormals-are-zero (DAZ)" : NULL;
}

/* Rounding mode, FTZ, DAZ and trapping are afterwards what they were before, whatever that was. */
bool rule_environment(trial *t)
{
    static const size_t lengths[] = {1, 7, LENGTH_MAX};
    const unsigned at_start = mxcsr_get();
    for (size_t s = 0; s < sizeof states / sizeof states[0]; s++)
        for (size_t k = 0; k < sizeof lengths / sizeof lengths[0]; k++) {
            fill_typical(t, t->x, LENGTH_MAX, 0);
            fesetround(states[s].rounding);
            mxcsr_add(states[s].mxcsr);
            const fp_control before = control_now();
            trial_run(t, t->x, t->y, lengths[k]);
            const char *changed = what_changed(before, control_now());
            fesetround(FE_TONEAREST);
            mxcsr_set(at_start);
            if (changed != NULL)
                return broken(t, "n = %zu, called with %s: %s", lengths[k], states[s].name, changed);
        }
    return true;
}

/* A kernel may raise flags (vector code computes lanes it does not use), but a flag that its caller had
 * raised stays. */
bool rule_flags(trial *t)
{
    fill_typical(t, t->x, LENGTH_MAX, 0);
    feraiseexcept(FE_ALL_EXCEPT);
    trial_run(t, t->x, t->y, LENGTH_MAX);
    return fetestexcept(FE_ALL_EXCEPT) == FE_ALL_EXCEPT || broken(t, "clears exception flags that were raised before");
}
