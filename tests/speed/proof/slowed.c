/* This tree's kernels as a plugin in which each does SHARE percent more work, for scripts/prove_gate.sh: more elements
 * where there are many, otherwise now and then a call more, which waits for the one before. */
#include "registry/implementation.h"

#include <stdlib.h>
#include <string.h>

#ifndef SHARE
#define SHARE 0
#endif

extern const implementation *const __start_actbench_impls[] __attribute__((visibility("hidden")));
extern const implementation *const __stop_actbench_impls[] __attribute__((visibility("hidden")));

typedef void any_function(void);
typedef void kernel(const void *x, void *y, size_t n, const params *p);
enum { SLOWED_MAX = 2 * 8 * 8 * 8, FEW = 100 };

static struct {
    kernel *original;
    size_t element;
    unsigned due; /* percent of a call */
} slowed[SLOWED_MAX];

/* Computes x, or the result before it, as far as the machine can tell. */
static void call_after(size_t which, const void *x, void *y, const params *p)
{
    volatile uint64_t zero = 0;
    uint64_t result = 0, input = 0;
    memcpy(&result, y, slowed[which].element);
    memcpy(&input, x, slowed[which].element);
    input |= result & zero;
    slowed[which].original(&input, y, 1, p);
}

static void run(size_t which, const void *x, void *y, size_t n, const params *p)
{
    slowed[which].original(x, y, n, p);
    if (n >= FEW) {
        slowed[which].original(x, y, n * SHARE / 100, p);
    } else if (n > 0 && (slowed[which].due += SHARE) >= 100) {
        slowed[which].due -= 100;
        call_after(which, x, y, p);
    }
}

/* One function each: kernels have no context. */
#define SLOW(i)                                                                                                        \
    static void slow_##i(const void *x, void *y, size_t n, const params *p)                                            \
    {                                                                                                                  \
        run(0##i, x, y, n, p);                                                                                         \
    }
#define NAME(i) slow_##i,
/* Octal numbers of four digits, the first 0 or 1. */
#define EIGHT(of, i) of(i##0) of(i##1) of(i##2) of(i##3) of(i##4) of(i##5) of(i##6) of(i##7)
#define HUNDRED(of, i)                                                                                                 \
    EIGHT(of, i##0)                                                                                                    \
    EIGHT(of, i##1) EIGHT(of, i##2) EIGHT(of, i##3) EIGHT(of, i##4) EIGHT(of, i##5) EIGHT(of, i##6) EIGHT(of, i##7)
#define THOUSAND(of, i)                                                                                                \
    HUNDRED(of, i##0)                                                                                                  \
    HUNDRED(of, i##1) HUNDRED(of, i##2) HUNDRED(of, i##3) HUNDRED(of, i##4) HUNDRED(of, i##5) HUNDRED(of, i##6)        \
        HUNDRED(of, i##7)
THOUSAND(SLOW, 0)
THOUSAND(SLOW, 1)
static kernel *const slow[SLOWED_MAX] = {THOUSAND(NAME, 0) THOUSAND(NAME, 1)};

static implementation entries[SLOWED_MAX];
static const implementation *list[SLOWED_MAX];
implementation_plugin actbench_plugin = {ACTBENCH_PLUGIN_VERSION, sizeof(implementation), list, list};

__attribute__((constructor)) static void fill(void)
{
    size_t count = 0;
    for (const implementation *const *i = __start_actbench_impls; i != __stop_actbench_impls; i++) {
        if ((*i)->run != NULL || (*i)->missing != NULL || dtype_size((*i)->dtype) == sizeof(uint16_t))
            continue;
        if (count == SLOWED_MAX)
            abort();
        slowed[count].element = dtype_size((*i)->dtype);
        memcpy(&slowed[count].original, &(*i)->kernel, sizeof slowed[count].original);
        entries[count] = **i;
        memcpy(&entries[count].kernel, &slow[count], sizeof slow[count]);
        list[count] = &entries[count];
        count++;
    }
    actbench_plugin.end = list + count;
}
