/* Memory with a page that nobody may touch on either side. */
#ifndef ACTBENCH_ARENA_H
#define ACTBENCH_ARENA_H

#include <stddef.h>

typedef struct arena {
    char *start; /* the usable bytes, a whole number of pages */
    size_t size;
} arena;

/* At least `bytes` usable bytes, zeroed. On failure start is NULL. */
arena arena_new(size_t bytes);
void arena_free(arena *a);

#endif
