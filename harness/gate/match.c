#include "gate/match.h"
#include "rows/cell.h"

#include <stdio.h>
#include <string.h>

const column *schema_column(const schema *s, const char *name)
{
    for (size_t i = 0; i < s->column_count; i++)
        if (strcmp(s->columns[i].name, name) == 0)
            return &s->columns[i];
    return NULL;
}

static bool same_key(const schema *s, const row_key *key, const void *a, const void *b)
{
    for (size_t k = 0; (*key)[k] != NULL; k++) {
        const column *c = schema_column(s, (*key)[k]);
        char left[CELL_NUMBER_SIZE], right[CELL_NUMBER_SIZE];
        if (strcmp(cell_text(c, a, left), cell_text(c, b, right)) != 0)
            return false;
    }
    return true;
}

const void *match_row(const table *t, const row_key *key, const void *row)
{
    for (size_t i = 0; i < t->count; i++)
        if (same_key(t->schema, key, table_row(t, i), row))
            return table_row(t, i);
    return NULL;
}

void match_print(const schema *s, const row_key *key, const void *row, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t k = 0; (*key)[k] != NULL && used < size; k++) {
        const column *c = schema_column(s, (*key)[k]);
        char number[CELL_NUMBER_SIZE];
        const char *cell = cell_text(c, row, number);
        const char *label = c->kind == CELL_COUNT ? c->name : "";
        if (cell[0] != '\0')
            used += (size_t)snprintf(text + used, size - used, "%s%s%s%s", used > 0 ? " " : "", label,
                                     label[0] != '\0' ? "=" : "", cell);
    }
}

void match_all(const table *base, const table *now, const row_key *key, const match_calls *calls, void *context)
{
    for (size_t i = 0; i < base->count; i++) {
        const void *row = table_row(base, i), *partner = match_row(now, key, row);
        if (partner == NULL)
            calls->missing(row, context);
        else
            calls->both(row, partner, context);
    }
    for (size_t i = 0; i < now->count; i++)
        if (match_row(base, key, table_row(now, i)) == NULL)
            calls->fresh(table_row(now, i), context);
}
