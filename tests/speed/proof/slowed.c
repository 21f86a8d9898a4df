/* This tree's kernels as a plugin in which each does SHARE percent more work, for scripts/prove_gate.sh: more elements
 * where there are many, which no predictor has just seen, otherwise now and then a call more, which waits for the one
 * before. */
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

/* Inputs of earlier calls, by the size of an element. */
enum { POOL = 1 << 16 };
static struct {
    _Alignas(64) char x[POOL * sizeof(double)];
    size_t filled, next; /* bytes */
} pools[sizeof(double) + 1];

/* `bytes` of the pool, or of x while they are not there yet: then they are put there. */
static const void *earlier(size_t element, const void *x, size_t bytes)
{
    const size_t size = POOL * element;
    if (bytes > size)
        return x;
    if (pools[element].filled + bytes <= size) {
        memcpy(pools[element].x + pools[element].filled, x, bytes);
        pools[element].filled += (bytes + 63) / 64 * 64;
        return x;
    }
    if (pools[element].next + bytes > size)
        pools[element].next = 0;
    const void *found = pools[element].x + pools[element].next;
    pools[element].next += (bytes + 63) / 64 * 64;
    return found;
}

static void run(size_t which, const void *x, void *y, size_t n, const params *p)
{
    const size_t more = n * SHARE / 100, element = slowed[which].element;
    slowed[which].original(x, y, n, p);
    if (n >= FEW && more > 0) {
        slowed[which].original(earlier(element, x, more * element), y, more, p);
    } else if (n > 0 && n < FEW && (slowed[which].due += SHARE) >= 100) {
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
    HUNDRED(of, i##1)                                                                                                  \
    HUNDRED(of, i##2) HUNDRED(of, i##3) HUNDRED(of, i##4) HUNDRED(of, i##5) HUNDRED(of, i##6) HUNDRED(of, i##7)
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
