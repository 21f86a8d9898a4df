#define _GNU_SOURCE /* memfd_create */
#include "calls/operands.h"

#include "support/hot.h"
#include "support/status.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Each map: gap, array, gap, array, gap, where the gaps are not to be touched: so wide that what runs far out of one
 * array ends there, not in another. A multiple of every page size there is. */
enum { ARRAYS = 2, GAP_BYTES = 1 << 16 };

static size_t page_bytes(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

static unsigned char *array_in(const operands *o, unsigned char *map, int side)
{
    return map + GAP_BYTES + (size_t)side * (o->map_bytes + GAP_BYTES);
}

_Noreturn static void no_memory(void)
{
    exit(complain(STATUS_MISSING, "there is no memory for a kernel's arrays: raise `ulimit -v`"));
}

/* Maps the two arrays; file < 0: memory of their own. */
static unsigned char *map_arrays(const operands *o, int file, int protection)
{
    const size_t all = ARRAYS * o->map_bytes + (ARRAYS + 1) * GAP_BYTES;
    unsigned char *map = mmap(NULL, all, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (map == MAP_FAILED)
        no_memory();
    for (int s = 0; s < ARRAYS; s++) {
        const int flags = MAP_FIXED | (file < 0 ? MAP_PRIVATE | MAP_ANONYMOUS : MAP_SHARED);
        const off_t offset = file < 0 ? 0 : (off_t)((size_t)s * o->map_bytes);
        if (mmap(array_in(o, map, s), o->map_bytes, protection, flags, file, offset) == MAP_FAILED)
            no_memory();
    }
    return map;
}

operands operands_new(size_t capacity)
{
    const size_t page = page_bytes();
    /* Results begin in the middle of a page and inputs at its start: loads that follow a store to an address
     * with the same last twelve bits would wait for it. */
    const size_t shift = page / 2;
    operands o = {.capacity = capacity};
    o.map_bytes = (shift + capacity + GUARD_BYTES + page - 1) / page * page;
    const int file = memfd_create("actbench-inputs", MFD_CLOEXEC);
    if (file < 0 || ftruncate(file, (off_t)(ARRAYS * o.map_bytes)) != 0)
        no_memory();
    o.maps[0] = map_arrays(&o, file, PROT_READ | PROT_WRITE);
    o.maps[1] = map_arrays(&o, file, PROT_READ);
    o.maps[2] = map_arrays(&o, -1, PROT_READ | PROT_WRITE);
    close(file);
    for (int s = 0; s < ARRAYS; s++) {
        o.inputs[s] = array_in(&o, o.maps[0], s);
        o.read_only[s] = array_in(&o, o.maps[1], s);
        o.results[s] = array_in(&o, o.maps[2], s) + shift;
    }
    return o;
}

void operands_free(operands *o)
{
    for (int m = 0; m < 3; m++)
        munmap(o->maps[m], ARRAYS * o->map_bytes + (ARRAYS + 1) * GAP_BYTES);
    *o = (operands){0};
}

/* memset takes a way to fill some kilobytes that costs three times as much, and there is nothing to do so often. */
typedef unsigned char line __attribute__((vector_size(GUARD_BYTES), aligned(1), may_alias));

HOT void operands_fill(const operands *o, int side, size_t bytes, filling with)
{
    const line filled = (line){0} + (unsigned char)with;
    unsigned char *at = o->results[side] - GUARD_BYTES, *const last = o->results[side] + bytes;
    for (; at < last; at += sizeof filled)
        *(line *)at = filled;
    *(line *)last = filled;
}

static bool is_filled(const unsigned char guard[GUARD_BYTES], filling with)
{
    const uint64_t expected = UINT64_C(0x0101010101010101) * with;
    uint64_t differ = 0;
    for (size_t i = 0; i < GUARD_BYTES; i += sizeof expected) {
        uint64_t found;
        memcpy(&found, guard + i, sizeof found);
        differ |= found ^ expected;
    }
    return differ == 0;
}

bool operands_guarded(const operands *o, int side, size_t bytes, filling with)
{
    return is_filled(o->results[side] - GUARD_BYTES, with) && is_filled(o->results[side] + bytes, with);
}

bool operands_are_inputs(const operands *o, const void *address)
{
    const uintptr_t at = (uintptr_t)address;
    for (int s = 0; s < ARRAYS; s++) {
        const uintptr_t begin = (uintptr_t)o->read_only[s];
        if (at >= begin && at < begin + o->map_bytes)
            return true;
    }
    return false;
}
