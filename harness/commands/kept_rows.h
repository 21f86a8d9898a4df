/* What a run leaves alone in the files that it writes: a run of a few implementations replaces the rows that it
 * measures, and no others. */
#ifndef ACTBENCH_KEPT_ROWS_H
#define ACTBENCH_KEPT_ROWS_H

#include "accuracy/details.h"
#include "commands/options.h"
#include "rows/table.h"

/* The rows of a run. */
typedef struct fresh_rows {
    const table *rows;
    const options *asked;
    bool complete; /* all that was asked for was measured, or has failed */
} fresh_rows;

/* Whether a row of an earlier run stays beside the fresh ones. It goes where one of them has the same key; and, once
 * the run is complete, where its implementation was asked for and has no fresh row: it is no more, or has failed. */
bool earlier_row_stays(const fresh_rows *fresh, const schema *s, const void *row);

/* The fresh rows, and behind them those of DIR's file that stay. A file that cannot be read is set aside under
 * another name, in one line. To be freed. */
table *with_kept_rows(const fresh_rows *fresh, const char *dir);

/* Appends those rows of DIR's files beside accuracy.csv that stay; `fresh` are the rows of accuracy.csv itself. */
void keep_details(accuracy_details *d, const fresh_rows *fresh, const char *dir);

#endif
