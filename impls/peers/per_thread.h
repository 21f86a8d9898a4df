/* State that a library wants created once and not shared between threads: made at a thread's first call,
 * freed with the thread. */
#ifndef ACTBENCH_PEERS_PER_THREAD_H
#define ACTBENCH_PEERS_PER_THREAD_H

#include <stdlib.h>
#include <threads.h>

/* The calling thread's `size` bytes under the key, zeroed at first. The key's destructor ends with free(). */
static inline void *per_thread(tss_t key, size_t size)
{
    void *state = tss_get(key);
    if (state == NULL) {
        state = calloc(1, size);
        if (state == NULL || tss_set(key, state) != thrd_success)
            abort();
    }
    return state;
}

#endif
