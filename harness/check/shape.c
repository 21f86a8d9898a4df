/* Rules about the shape of a call: any length, any alignment, in place as well as not. */
#include "check/kernel_rules.h"
#include "support/length.h"

#include <string.h>

enum { POISONS = 2 };
static const unsigned char poisons[POISONS] = {0x5A, 0xC3};

/* A plain call returns. */
bool rule_runs(rig *t)
{
    fill_typical(t, t->x, LENGTH_MAX, 0);
    rig_run(t, t->x, t->y, LENGTH_MAX);
    return true;
}

/* Every one of the n elements is written, whatever n. An element that keeps what stood there before shows
 * that under two different poisons. */
bool rule_length(rig *t)
{
    for (size_t n = 0; n <= LENGTH_MAX; n++) {
        fill_typical(t, t->x, n, n);
        for (size_t k = 0; k < POISONS; k++) {
            memset(t->y, poisons[k], ARRAY_MAX);
            rig_run(t, t->x, t->y, n);
            if (k == 0)
                memcpy(t->z, t->y, ARRAY_MAX);
        }
        for (size_t i = 0; i < n; i++)
            if (!element_same(t, element(t, t->z, i), element(t, t->y, i)))
                return broken(t, "n = %zu: element %zu is not written, or depends on what y held", n, i);
    }
    return true;
}

/* Results do not depend on where x and y stand in a cache line. */
bool rule_alignment(rig *t)
{
    static const size_t lengths[] = {1, 3, 17, 64, LENGTH_MAX};
    for (size_t k = 0; k < LENGTH(lengths); k++) {
        const size_t n = lengths[k];
        fill_typical(t, t->x, n, n);
        rig_run(t, t->x, t->y, n);
        memcpy(t->z, t->y, n * t->size);
        for (size_t from = 0; from < LINE; from += t->size) {
            fill_typical(t, t->x + from, n, n);
            for (size_t to = 0; to < LINE; to += t->size) {
                rig_run(t, t->x + from, t->y + to, n);
                for (size_t i = 0; i < n; i++)
                    if (!element_same(t, element(t, t->z, i), element(t, t->y + to, i)))
                        return broken(t, "n = %zu: element %zu differs with x %zu and y %zu bytes into a cache line", n,
                                      i, from, to);
            }
        }
    }
    return true;
}

/* x == y gives what x != y gives. */
bool rule_in_place(rig *t)
{
    for (size_t n = 0; n <= LENGTH_MAX; n++)
        for (size_t offset = 0; offset < LINE; offset += LINE / 4 + t->size) {
            char *both = t->y + offset;
            fill_typical(t, t->x + offset, n, n);
            rig_run(t, t->x + offset, t->z, n);
            fill_typical(t, both, n, n);
            rig_run(t, both, both, n);
            for (size_t i = 0; i < n; i++)
                if (!element_same(t, element(t, t->z, i), element(t, both, i)))
                    return broken(t, "n = %zu: element %zu differs from the result out of place", n, i);
        }
    return true;
}
