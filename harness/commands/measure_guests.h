/* Judging guests beside the tree's own implementations of the same question. */
#ifndef ACTBENCH_MEASURE_GUESTS_H
#define ACTBENCH_MEASURE_GUESTS_H

#include "commands/run.h"
#include "guests/guest.h"
#include "truth/truth.h"

enum { GUESTS_MAX = 16 };

typedef struct guest_plan {
    const implementation *guests[GUESTS_MAX]; /* as they stand in the registry; all of one question */
    size_t count;
    inputs inputs;          /* format and seed are filled in */
    double range[2];        /* a part of the inputs that is summed up apart; both 0: none */
    flushes allowed;        /* what is allowed to be 0 in a second judgement; neither: there is none */
    unsigned limit_seconds; /* after which a call that does not come back is given up */
    double speed_seconds;   /* 0: nothing is timed */
} guest_plan;

/* What was found. */
typedef struct guest_findings {
    table *accuracy;          /* owned; the tree's rows too: from a sample, or as the folder had them */
    table *recalled, *check;  /* owned; recalled: those that the folder had */
    table *speed[GUESTS_MAX]; /* owned; of each guest, with ratios to it; NULL: it was not timed */
    table *bins, *histogram, *offsets, *properties; /* owned; NULL until guests_measure has come that far */
    accuracy_row range[GUESTS_MAX];                 /* of that part: largest error, mean, misrounded */
    int same_as[GUESTS_MAX];                        /* the earlier guest with the same results, bit for bit; -1: none */
    char offences[GUESTS_MAX][TEXT_LONG];           /* why a guest has no figures; empty: it has */
    const implementation *textbook, *nearest[GUESTS_MAX]; /* to set times beside; NULL: none */
} guest_findings;

/* Judges and times them, writes the files of the run. Returns a status: STATUS_WORSE where a guest exceeds the bound that
 * was claimed for it, or broke what no figure survives. Free the findings whatever it is. */
int guests_measure(const run *r, const guest_plan *plan, guest_findings *f);
void guest_findings_free(guest_findings *f);

#endif
