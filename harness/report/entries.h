/* The rows of a run by implementation, and what those of one function, op, dtype and parameters share. */
#ifndef ACTBENCH_REPORT_ENTRIES_H
#define ACTBENCH_REPORT_ENTRIES_H

#include "rows/rows.h"

#include <stdbool.h>

/* One implementation: its accuracy, if it was judged, or any of its speeds. */
typedef struct entry {
    const char *function, *op, *dtype, *params, *impl;
    const accuracy_row *accuracy; /* NULL: it was not judged */
    const schema *schema;         /* of `row` */
    const void *row;              /* either of them, which names it */
} entry;

/* All of them, in the order of their first appearance. */
typedef struct entries {
    const table *speed; /* may be NULL */
    entry *list;        /* owned */
    size_t count;
} entries;

/* Either table may be NULL; both must outlive what is returned. */
entries entries_of(const table *accuracy, const table *speed);
void entries_free(entries *s);

/* Whether they agree in function, op, dtype and parameters; whether no earlier entry does so with e. */
bool entry_same_group(const entry *a, const entry *b);
bool entry_is_first(const entries *s, const entry *e);

/* The speed of e under the workload of `load`; NULL: it was not measured, or load is NULL. */
const speed_row *entry_speed(const entries *s, const entry *e, const speed_row *load);

/* What comes behind the slash of an implementation's name. */
const char *entry_variant(const char *impl);

/* The entries that agree with the first one. */
typedef struct entry_group {
    const entry *first;
    const accuracy_row *accuracy; /* any of it; NULL: there is none */
    const speed_row **loads;      /* owned; one row of each workload, that which leads first, then NULL */
    size_t load_count;
    char baseline[TEXT_NAME + 2]; /* the title of ratios to it */
} entry_group;

entry_group group_of(const entries *s, const entry *first);
void group_free(entry_group *g);

#endif
