/* A complete made-up run for the verdicts to be tried on, and edits of it as text. */
#ifndef ACTBENCH_CLAIMS_FIXTURE_H
#define ACTBENCH_CLAIMS_FIXTURE_H

#include "claims/evidence.h"

/* Rows of all four files. The identity rows are measured, on few floats; the others are made up, with 12
 * seeds. */
evidence fixture_new(void);

/* A deep copy. */
evidence fixture_copy(const evidence *e);

/* Changes the rows of a file that match: `where` is "column=value ...", each of them holding; `what` is
 * "column=value", "column*factor" or "column~spread" (up for odd seeds, down for even ones), blanks between,
 * or "drop". Returns how many rows were changed. */
size_t fixture_edit(evidence *e, const char *file, const char *where, const char *what);

#endif
