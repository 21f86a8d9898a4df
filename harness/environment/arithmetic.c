#include "environment/facts.h"

#include "environment/environment.h"
#include "support/length.h"

#include <fenv.h>
#include <float.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static const struct {
    int mode;
    const char *name;
} roundings[] = {
    {FE_TONEAREST, "to_nearest"},
    {FE_UPWARD, "upward"},
    {FE_DOWNWARD, "downward"},
    {FE_TOWARDZERO, "toward_zero"},
};

static const char *rounding(void)
{
    for (size_t i = 0; i < LENGTH(roundings); i++)
        if (fegetround() == roundings[i].mode)
            return roundings[i].name;
    return "";
}

/* A comparison would be under the very rule that is asked for: where subnormals count as zero, one equals 0. */
static bool bits_are_zero(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits == 0;
}

void add_arithmetic_facts(table *t)
{
    /* Asked of the arithmetic itself, so that it works on any processor; volatile, so that it is this
     * machine's and not the compiler's. */
    volatile float least_normal = FLT_MIN, subnormal = FLT_TRUE_MIN, half = 0.5f, large = 0x1p100f;
    environment_add(t, "rounding", rounding());
    environment_add(t, "flush_to_zero", bits_are_zero(least_normal * half) ? "yes" : "no");
    environment_add(t, "denormals_are_zero", bits_are_zero(subnormal * large) ? "yes" : "no");
}
