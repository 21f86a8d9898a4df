/* Finding the row of one run that answers to a row of another. */
#ifndef ACTBENCH_GATE_MATCH_H
#define ACTBENCH_GATE_MATCH_H

#include "rows/table.h"

#include <stdbool.h>

enum { KEY_MAX = 12 };

/* The columns that name a row, in the order in which a subject is printed; ended by NULL. */
typedef const char *row_key[KEY_MAX];

/* The column of that name; NULL if the schema has none. */
const column *schema_column(const schema *s, const char *name);

/* The first row of t with the same key as row; NULL if there is none. */
const void *match_row(const table *t, const row_key *key, const void *row);

/* The key's cells, blank-separated; empty ones are left out. */
void match_print(const schema *s, const row_key *key, const void *row, char *text, size_t size);

/* Calls missing for each row of base without a partner in now, both for each pair, fresh for each row of now
 * without a partner in base. */
typedef struct match_calls {
    void (*missing)(const void *base, void *context);
    void (*both)(const void *base, const void *now, void *context);
    void (*fresh)(const void *now, void *context);
} match_calls;
void match_all(const table *base, const table *now, const row_key *key, const match_calls *calls, void *context);

#endif
