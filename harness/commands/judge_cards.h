/* What `judge` prints. */
#ifndef ACTBENCH_JUDGE_CARDS_H
#define ACTBENCH_JUDGE_CARDS_H

#include "commands/measure_guests.h"

/* A card for each guest, or with --format csv and json the rows of accuracy.csv. guests[i] is plan->guests[i]. */
void judge_print(const options *o, const guest_plan *plan, const guest *guests, const guest_findings *f);

#endif
