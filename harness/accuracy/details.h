/* Findings as rows of the files beside accuracy.csv. */
#ifndef ACTBENCH_ACCURACY_DETAILS_H
#define ACTBENCH_ACCURACY_DETAILS_H

#include "accuracy/pass.h"
#include "rows/row_stream.h"
#include "rows/rows.h"

typedef struct accuracy_details {
    row_stream bins, histogram, offsets, weighted, properties;
} accuracy_details;

/* Begins the files of a run in DIR; details_end gives them their names. Both return a status. details_drop
 * gives the files up instead, which leaves earlier ones in place. */
int details_begin(accuracy_details *d, const char *dir);
int details_end(accuracy_details *d);
void details_drop(accuracy_details *d);

/* Appends all that the findings of one implementation say; run_id as in environment.csv. */
void details_append(accuracy_details *d, const pass *p, const findings *f, const char *run_id);

#endif
