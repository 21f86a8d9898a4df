/* Findings as rows of the files beside accuracy.csv. */
#ifndef ACTBENCH_ACCURACY_DETAILS_H
#define ACTBENCH_ACCURACY_DETAILS_H

#include "accuracy/pass.h"
#include "rows/accuracy_detail_rows.h"

/* The tables of one run. */
typedef struct accuracy_details {
    table *bins, *histogram, *weighted, *properties;
} accuracy_details;

accuracy_details details_new(void);
void details_free(accuracy_details *d);

/* Appends all that the findings of one implementation say; run_id as in environment.csv. */
void details_append(accuracy_details *d, const pass *p, const findings *f, const char *run_id);

#endif
