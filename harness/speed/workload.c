#include "speed/workload.h"
#include "speed/distribution.h"

#include <stdio.h>

const char *const placement_names[PLACEMENT_COUNT] = {"out_of_place", "in_place"};
const char *const mode_names[MODE_COUNT] = {"throughput", "latency", "cold", "consumed"};

const char *const level_names[LEVEL_COUNT] = {"L1", "L2", "L3", "memory"};

/* What one small file of one cache of the first processor says: "2" or "32768K" in bytes; 0 where there is none. */
static size_t cache_fact(int index, const char *name)
{
    char path[96], unit = ' ';
    unsigned long size = 0;
    snprintf(path, sizeof path, "/sys/devices/system/cpu/cpu0/cache/index%d/%s", index, name);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return 0;
    if (fscanf(file, "%lu%c", &size, &unit) < 1)
        size = 0;
    fclose(file);
    return size * (unit == 'K' ? 1024 : unit == 'M' ? 1024 * 1024 : 1);
}

/* Bytes of the cache of that level; 0 where Linux lists none. (Linux lists data before instructions.) */
static size_t listed_cache(size_t level)
{
    for (int index = 0; index < 8; index++)
        if (cache_fact(index, "level") == level)
            return cache_fact(index, "size");
    return 0;
}

static size_t cache_bytes(memory_level cache)
{
    static const size_t usual[LEVEL_MEMORY] = {(size_t)32 << 10, (size_t)1 << 20, (size_t)32 << 20};
    const size_t listed = listed_cache((size_t)cache + 1);
    return listed > 0 ? listed : listed_cache(1) > 0 ? listed_cache((size_t)cache) : usual[cache];
}

size_t cache_first_level(void)
{
    return cache_bytes(LEVEL_L1);
}

size_t cache_last_level(void)
{
    return cache_bytes(LEVEL_L3);
}

memory_level workload_level(uint64_t n, dtype type)
{
    memory_level level = LEVEL_L1;
    while (level < LEVEL_MEMORY && 2 * n * dtype_size(type) > cache_bytes(level))
        level++;
    return level;
}

uint64_t workload_n_within(memory_level cache, dtype type)
{
    uint64_t n = 1;
    while (2 * (2 * n) * dtype_size(type) <= cache_bytes(cache) / 2)
        n *= 2;
    return n;
}

size_t workload_pace(const workload *load, dtype type)
{
    const size_t line = CACHE_LINE / dtype_size(type);
    return (load->n + line - 1) / line * line;
}

uint64_t workload_n_beyond_cache(dtype type)
{
    uint64_t n = 1;
    while (2 * n * dtype_size(type) < 4 * cache_last_level())
        n *= 2;
    return n;
}

uint64_t workload_n(uint64_t n, dtype type)
{
    if (n == N_BEYOND)
        return workload_n_beyond_cache(type);
    if (n == N_OUTPUT_CACHED)
        return cache_last_level() / 4 * 3 / dtype_size(type);
    return n >= N_WITHIN(0) ? workload_n_within((memory_level)(n - N_WITHIN(0)), type) : n;
}
