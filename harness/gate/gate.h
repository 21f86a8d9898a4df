/* The gate: what got worse between two stored runs. Everything is read from their CSV files. */
#ifndef ACTBENCH_GATE_H
#define ACTBENCH_GATE_H

#include "registry/registry.h"
#include "rows/rows.h"

#include <stdbool.h>

/* What is said of one subject. Only GATE_WORSE and GATE_MISSING fail. */
typedef enum gate_verdict {
    GATE_WORSE,
    GATE_MISSING,     /* in the stored run, not in the new one */
    GATE_CANNOT_TELL, /* the intervals leave it open, or the machine was in another state */
    GATE_DIFFERENT,   /* other figures on another libm, compiler or machine: no fault of the code */
    GATE_BETTER,
    GATE_NEW, /* not in the stored run */
    GATE_SAME,
    GATE_VERDICT_COUNT
} gate_verdict;

extern const char *const gate_verdict_names[GATE_VERDICT_COUNT];

/* One stored run; a table is NULL where its file is not in the folder. */
typedef struct stored_run {
    table *environment, *accuracy, *speed, *instructions; /* owned */
} stored_run;

/* Reads the files of DIR. Returns a status: STATUS_USAGE and one line when one is broken or none is there. */
int stored_run_read(const char *dir, stored_run *run);
void stored_run_free(stored_run *run);

/* Drops the rows that are not asked for, but for the yardsticks of speed, which the others are measured by.
 * Returns how many are left besides those. */
size_t stored_run_narrow(stored_run *run, const selection *wanted);

typedef struct gate_terms {
    double tolerance; /* a ratio of times may grow by this share */
} gate_terms;

/* Compares `now` with `base` and appends one row for each subject, worst verdicts first. Returns STATUS_WORSE
 * when something is worse or missing, otherwise STATUS_GOOD. */
int gate_judge(const stored_run *base, const stored_run *now, const gate_terms *terms, table *rows);

/* Appends a row. */
void gate_say(table *rows, gate_verdict verdict, const char *check, const char *subject, const char *detail, ...)
    __attribute__((format(printf, 5, 6)));

/* The parts. same_arithmetic: libm, compiler and instruction sets are those of the stored run, so that equal
 * code gives equal figures; same_machine: so is the processor. */
void gate_accuracy(const stored_run *base, const stored_run *now, bool same_arithmetic, table *rows);
void gate_speed(const stored_run *base, const stored_run *now, bool same_machine, const gate_terms *terms, table *rows);
void gate_instructions(const stored_run *base, const stored_run *now, bool same_arithmetic, table *rows);

#endif
