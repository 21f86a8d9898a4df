/* The kernel rules, tried one by one on an implementation. Each try runs in a forked child with a time limit,
 * so that a kernel that crashes, hangs or writes where it must not spoils nothing but its own verdict. */
#ifndef ACTBENCH_CHECK_H
#define ACTBENCH_CHECK_H

#include "registry/implementation.h"
#include "rows/table.h"

typedef struct check_plan {
    const char *run_id;
    unsigned limit_seconds; /* for one rule on one implementation */
} check_plan;

/* Tries every rule on impl and appends one check_row each to rows. An implementation that this machine cannot
 * run gets rows that say so. Returns the number of broken rules. */
size_t check_implementation(const check_plan *plan, const implementation *impl, const params *p, table *rows);

#endif
