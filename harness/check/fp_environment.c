/* Rules about the floating-point environment: what a kernel finds it leaves. */
#include "check/kernel_rules.h"
#include "support/fp_control.h"
#include "support/length.h"

#include <fenv.h>

static const struct {
    const char *name;
    int rounding;
    unsigned mxcsr; /* bits set beside those at start */
} states[] = {
    {"rounding to nearest", FE_TONEAREST, 0}, {"rounding upward", FE_UPWARD, 0},
    {"rounding downward", FE_DOWNWARD, 0},    {"rounding toward zero", FE_TOWARDZERO, 0},
    {"FTZ on", FE_TONEAREST, MXCSR_FTZ},      {"DAZ on", FE_TONEAREST, MXCSR_DAZ},
};

/* Rounding mode, FTZ, DAZ and trapping are afterwards what they were before, whatever that was. */
bool rule_environment(rig *t)
{
    static const size_t lengths[] = {1, 7, LENGTH_MAX};
    const fp_control at_start = fp_control_now();
    for (size_t s = 0; s < LENGTH(states); s++)
        for (size_t k = 0; k < LENGTH(lengths); k++) {
            fill_typical(t, t->x, LENGTH_MAX, 0);
            fesetround(states[s].rounding);
            fp_control_add(states[s].mxcsr);
            const fp_control before = fp_control_now();
            rig_run(t, t->x, t->y, lengths[k]);
            const fp_change change = fp_control_change(before, fp_control_now());
            fp_control_set(at_start);
            if (change != FP_SAME)
                return broken(t, "n = %zu, called with %s: %s", lengths[k], states[s].name, fp_change_texts[change]);
        }
    return true;
}

/* A kernel may raise flags (vector code computes lanes it does not use), but a flag that its caller had
 * raised stays. */
bool rule_flags(rig *t)
{
    fill_typical(t, t->x, LENGTH_MAX, 0);
    feraiseexcept(FE_ALL_EXCEPT);
    rig_run(t, t->x, t->y, LENGTH_MAX);
    return fetestexcept(FE_ALL_EXCEPT) == FE_ALL_EXCEPT || broken(t, "clears exception flags that were raised before");
}
