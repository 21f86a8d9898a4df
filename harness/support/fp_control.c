#define _GNU_SOURCE /* fegetexcept */
#include "support/fp_control.h"

#include <fenv.h>
#ifdef __SSE__
#include <xmmintrin.h>
#endif

enum { MXCSR_FLAGS = 0x3F, MXCSR_MASKS = 0x1F80, MXCSR_ROUNDING = 0x6000 };

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

fp_control fp_control_now(void)
{
    return (fp_control){fegetround(), fegetexcept(), mxcsr_get() & ~(unsigned)MXCSR_FLAGS};
}

const char *const fp_change_texts[FP_CHANGE_COUNT] = {
    [FP_ROUNDING] = "changes the rounding mode",
    [FP_TRAPS] = "changes which exceptions trap",
    [FP_FTZ] = "changes flush-to-zero (FTZ)",
    [FP_DAZ] = "changes denormals-are-zero (DAZ)",
};

fp_change fp_control_change(fp_control before, fp_control after)
{
    const unsigned changed = before.mxcsr ^ after.mxcsr;
    if (before.rounding != after.rounding || (changed & MXCSR_ROUNDING) != 0)
        return FP_ROUNDING;
    if (before.traps != after.traps || (changed & MXCSR_MASKS) != 0)
        return FP_TRAPS;
    if ((changed & MXCSR_FTZ) != 0)
        return FP_FTZ;
    return (changed & MXCSR_DAZ) != 0 ? FP_DAZ : FP_SAME;
}

void fp_control_set(fp_control control)
{
    fesetround(control.rounding);
    fedisableexcept(FE_ALL_EXCEPT & ~control.traps);
    feenableexcept(control.traps);
    mxcsr_set(control.mxcsr | (mxcsr_get() & MXCSR_FLAGS));
}

void fp_control_add(unsigned mxcsr_bits)
{
    mxcsr_set(mxcsr_get() | mxcsr_bits);
}
