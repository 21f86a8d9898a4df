/* Rules about memory: a kernel touches its n elements and nothing else. */
#include "check/kernel_rules.h"
#include "support/length.h"

#include <fenv.h>
#include <string.h>

enum { CANARY = 0xA5 };

/* The bit pattern of a signalling NaN; arithmetic on it raises the invalid flag. */
static void fill_signalling(const rig *t, arena *a)
{
    static const uint32_t f32 = 0x7FA00000u;
    static const uint64_t f64 = 0x7FF4000000000000u;
    static const uint16_t f16 = 0x7D00u, bf16 = 0x7FA0u;
    static const void *const patterns[DTYPE_COUNT] = {
        [DTYPE_F32] = &f32, [DTYPE_F64] = &f64, [DTYPE_F16] = &f16, [DTYPE_BF16] = &bf16};
    const void *pattern = patterns[t->impl->dtype];
    for (size_t i = 0; i < a->size / t->size; i++)
        memcpy(a->start + i * t->size, pattern, t->size);
}

/* Whether the kernel raises the invalid flag on n harmless inputs at start + offset. */
static bool raises_invalid(rig *t, size_t offset, size_t n)
{
    for (size_t i = 0; i < n; i++)
        element_set(t, t->x + offset, i, 0.5);
    feclearexcept(FE_INVALID);
    rig_run(t, t->x + offset, t->y, n);
    return fetestexcept(FE_INVALID) != 0;
}

/* Nothing is read outside x: neither on a guard page nor, shown by a flag, from signalling NaNs on the same
 * page. */
bool rule_reads(rig *t)
{
    t->witness->call.x_guarded = true;
    for (size_t n = 0; n <= LENGTH_MAX; n++) {
        char *const places[] = {t->x_arena.start, arena_back(t, &t->x_arena, n)};
        for (size_t k = 0; k < LENGTH(places); k++) {
            fill_typical(t, places[k], n, n);
            rig_run(t, places[k], t->y, n);
        }
    }
    for (size_t n = 0; n <= LENGTH_MAX; n++)
        for (size_t offset = 0; offset < LINE; offset += t->size) {
            memset(t->x_arena.start, 0, t->x_arena.size);
            const bool always = raises_invalid(t, offset, n);
            fill_signalling(t, &t->x_arena);
            if (raises_invalid(t, offset, n) && !always)
                return broken(t, "n = %zu: computes with what stands beside x (%zu bytes into a cache line)", n,
                              offset);
        }
    return true;
}

static bool untouched(const rig *t, const arena *a, const char *array, size_t n)
{
    const char *end = array + n * t->size;
    for (const char *c = a->start; c < a->start + a->size; c++)
        if ((c < array || c >= end) && *(const unsigned char *)c != CANARY)
            return false;
    return true;
}

/* One call with y at `place` of its arena: whether the bytes around y and all of x are as before. */
static bool writes_only_y(rig *t, char *place, size_t n)
{
    char x_before[ARRAY_MAX];
    memset(t->y_arena.start, CANARY, t->y_arena.size);
    memcpy(x_before, t->x, n * t->size);
    rig_run(t, t->x, place, n);
    if (!untouched(t, &t->y_arena, place, n))
        return broken(t, "n = %zu: writes outside y (%zu bytes into a cache line)", n, (size_t)place % LINE);
    if (memcmp(x_before, t->x, n * t->size) != 0)
        return broken(t, "n = %zu: changes x", n);
    return true;
}

/* Nothing is written but y, and nothing read beside it. */
bool rule_writes(rig *t)
{
    t->witness->call.y_guarded = true;
    for (size_t n = 0; n <= LENGTH_MAX; n++) {
        fill_typical(t, t->x, n, n);
        if (!writes_only_y(t, t->y_arena.start, n) || !writes_only_y(t, arena_back(t, &t->y_arena, n), n))
            return false;
        for (size_t offset = 0; offset < LINE; offset += t->size)
            if (!writes_only_y(t, t->y + offset, n))
                return false;
    }
    return true;
}
