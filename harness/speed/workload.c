#include "speed/workload.h"
#include "speed/distribution.h"

#include <unistd.h>

const char *const placement_names[PLACEMENT_COUNT] = {"out_of_place", "in_place"};
const char *const mode_names[MODE_COUNT] = {"throughput", "latency", "cold"};

size_t cache_last_level(void)
{
    const int levels[] = {_SC_LEVEL4_CACHE_SIZE, _SC_LEVEL3_CACHE_SIZE, _SC_LEVEL2_CACHE_SIZE};
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
        const long bytes = sysconf(levels[i]);
        if (bytes > 0)
            return (size_t)bytes;
    }
    return (size_t)32 << 20;
}

uint64_t workload_n_beyond_cache(dtype type)
{
    uint64_t n = 1;
    while (2 * n * dtype_size(type) < 4 * cache_last_level())
        n *= 2;
    return n;
}
