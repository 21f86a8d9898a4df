/* What a measurement was taken on, with and when: the rows of environment.csv. */
#ifndef ACTBENCH_ENVIRONMENT_H
#define ACTBENCH_ENVIRONMENT_H

#include "rows/table.h"

#include <stdint.h>

/* What only the caller knows. */
typedef struct environment_request {
    uint64_t seed;
    int threads;
    int argument_count; /* of main */
    char *const *arguments;
} environment_request;

/* Appends to t, a table of environment_schema, one row a fact, `run_id` first: a name for this run that is
 * unique and sorts by time. What the machine does not tell has an empty value. */
void environment_collect(table *t, const environment_request *request);

/* Appends one row. Text that is not UTF-8 or too long is mended. */
void environment_add(table *t, const char *key, const char *value);

/* As environment_add, with the value as printf makes it. */
void environment_addf(table *t, const char *key, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Reads DIR/environment.csv as table_read does; one that names no run is wrong input too. */
int environment_read(const char *dir, table **t);

/* The value of the first row with that key, NULL if there is none. It lives until t grows. */
const char *environment_value(const table *t, const char *key);

/* The same among the facts of one run, which follow its run_id. */
const char *environment_value_of(const table *t, const char *run_id, const char *key);

#endif
