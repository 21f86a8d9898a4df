/* The stored rows that the verdicts are read from. */
#ifndef ACTBENCH_EVIDENCE_H
#define ACTBENCH_EVIDENCE_H

#include "rows/rows.h"

typedef struct evidence {
    table *accuracy, *speed, *training, *identity;
} evidence;

/* Reads DIR's accuracy.csv, speed.csv, training.csv and identity.csv; one that is not there is taken as
 * empty. Returns a status; *e is set, and evidence_free due, only on STATUS_GOOD. */
int evidence_read(const char *dir, evidence *e);
void evidence_free(evidence *e);

#endif
