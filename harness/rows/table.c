#include "rows/table.h"

#include "support/memory.h"

#include <stdlib.h>
#include <string.h>

table *table_new(const schema *s)
{
    table *t = memory_or_exit(calloc(1, sizeof *t));
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
        t->rows = memory_or_exit(reallocarray(t->rows, t->capacity, t->schema->row_size));
    }
    memcpy(t->rows + t->count * t->schema->row_size, row, t->schema->row_size);
    t->count++;
}

void table_keep(table *t, bool (*keep)(const void *row, const void *context), const void *context)
{
    const size_t size = t->schema->row_size;
    size_t kept = 0;
    for (size_t i = 0; i < t->count; i++)
        if (keep(table_row(t, i), context))
            memmove(t->rows + kept++ * size, table_row(t, i), size);
    t->count = kept;
}

const void *table_row(const table *t, size_t i)
{
    return t->rows + i * t->schema->row_size;
}
