#include "rows/table.h"

#include "support/status.h"

#include <stdlib.h>
#include <string.h>

/* A table that cannot grow leaves nothing sensible to do. */
static void *or_exit(void *memory)
{
    if (memory == NULL)
        exit(complain(STATUS_MISSING, "rows: out of memory: close other programs or measure less at once"));
    return memory;
}

table *table_new(const schema *s)
{
    table *t = or_exit(calloc(1, sizeof *t));
    t->schema = s;
    return t;
}

void table_free(table *t)
{
    if (t == NULL)
        return;
    free(t->rows);
    free(t);
}

void table_append(table *t, const void *row)
{
    if (t->count == t->capacity) {
        t->capacity = t->capacity == 0 ? 16 : 2 * t->capacity;
        t->rows = or_exit(reallocarray(t->rows, t->capacity, t->schema->row_size));
    }
    memcpy(t->rows + t->count * t->schema->row_size, row, t->schema->row_size);
    t->count++;
}

const void *table_row(const table *t, size_t i)
{
    return t->rows + i * t->schema->row_size;
}
