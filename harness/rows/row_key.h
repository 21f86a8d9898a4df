/* Rows by their keys: which agree, which answers to a row of another run, what a row is called. Roles choose the
 * columns (rows/table.h). */
#ifndef ACTBENCH_ROW_KEY_H
#define ACTBENCH_ROW_KEY_H

#include "rows/table.h"

/* Whether the cells of two rows are the same: two that are unmeasured are. */
bool cells_agree(const column *c, const void *a, const void *b);

/* Whether two rows of one schema agree in every column of these roles. A cell that only one of them lacks,
 * because its column was added later, says nothing. */
bool rows_agree(const schema *s, unsigned roles, const void *a, const void *b);

/* The same for rows of two schemas, in the columns that both have. */
bool rows_agree_across(const schema *s, const void *a, const schema *t, const void *b, unsigned roles);

/* The first row of t that agrees with `row` of the same schema; NULL if there is none. */
const void *table_find(const table *t, unsigned roles, const void *row);

/* What names a row: its implementation, its task, its settings, blank-separated; empty cells are left out. */
void row_print_key(const schema *s, const void *row, char *text, size_t size);

/* Calls missing for each row of base without a partner of the same keys in now, both for each pair, fresh for
 * each row of now without a partner in base. */
typedef struct match_calls {
    void (*missing)(const void *base, void *context);
    void (*both)(const void *base, const void *now, void *context);
    void (*fresh)(const void *now, void *context);
} match_calls;
void match_all(const table *base, const table *now, const match_calls *calls, void *context);

#endif
