#include "support/arena.h"

#include <sys/mman.h>
#include <unistd.h>

static size_t page_size(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

arena arena_new(size_t bytes)
{
    const size_t page = page_size(), size = (bytes + page - 1) / page * page;
    char *pages = mmap(NULL, size + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED)
        return (arena){0};
    if (mprotect(pages + page, size, PROT_READ | PROT_WRITE) != 0) {
        munmap(pages, size + 2 * page);
        return (arena){0};
    }
    return (arena){.start = pages + page, .size = size};
}

void arena_free(arena *a)
{
    if (a->start != NULL)
        munmap(a->start - page_size(), a->size + 2 * page_size());
    *a = (arena){0};
}
