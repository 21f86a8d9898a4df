#include "speed/workload.h"
#include "speed/distribution.h"

#include <stdio.h>

const char *const placement_names[PLACEMENT_COUNT] = {"out_of_place", "in_place"};
const char *const mode_names[MODE_COUNT] = {"throughput", "latency", "cold"};

/* A value such as "32768K" of one cache of the first processor; 0 where there is none. */
static size_t cache_bytes(int index)
{
    char path[96], unit = ' ';
    unsigned long size = 0;
    snprintf(path, sizeof path, "/sys/devices/system/cpu/cpu0/cache/index%d/size", index);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return 0;
    if (fscanf(file, "%lu%c", &size, &unit) < 1)
        size = 0;
    fclose(file);
    return size * (unit == 'K' ? 1024 : unit == 'M' ? 1024 * 1024 : 1);
}

size_t cache_first_level(void)
{
    const size_t bytes = cache_bytes(0); /* Linux lists the first level's data cache first */
    return bytes > 0 ? bytes : (size_t)32 << 10;
}

size_t cache_last_level(void)
{
    size_t largest = 0;
    for (int index = 0; index < 8; index++) {
        const size_t bytes = cache_bytes(index);
        largest = bytes > largest ? bytes : largest;
    }
    return largest > 0 ? largest : (size_t)32 << 20;
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
