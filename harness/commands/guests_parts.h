/* The parts of judging guests. */
#ifndef ACTBENCH_GUESTS_PARTS_H
#define ACTBENCH_GUESTS_PARTS_H

#include "commands/measure_guests.h"

enum { NEIGHBOURS_MAX = 64 };

/* Judges the guests, and the neighbours of which the run's folder has no row, on a sample; writes the rows. Returns a
 * status. */
int guests_judge(const run *r, const guest_plan *plan, const implementation *const *neighbours, size_t known,
                 guest_findings *f);

/* The row of one of them; NULL: it has none. */
const accuracy_row *guests_row(const table *accuracy, const implementation *impl);

/* Times each guest beside the textbook's form and our kernels; writes the rows. Returns a status. */
int guests_time(const run *r, const guest_plan *plan, const implementation *const *neighbours, size_t count,
                guest_findings *f);

#endif
