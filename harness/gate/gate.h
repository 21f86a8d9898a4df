/* The gate: what got worse between two stored runs. Everything is read from their CSV files. */
#ifndef ACTBENCH_GATE_H
#define ACTBENCH_GATE_H

#include "registry/registry.h"
#include "rows/rows.h"

#include <stdbool.h>

/* What is said of one subject. Only GATE_WORSE and GATE_MISSING fail; GATE_CANNOT_TELL and GATE_DIFFERENT were not
 * judged. */
typedef enum gate_verdict {
    GATE_WORSE,
    GATE_MISSING,     /* in the stored run, not in the new one */
    GATE_REPORTED,    /* either of them, of another project's implementation or accepted beforehand */
    GATE_CANNOT_TELL, /* the intervals leave it open, or the machine was in another state or is another one */
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

/* The same for one file's rows. */
size_t stored_rows_narrow(table *rows, const selection *wanted);

typedef struct gate_terms {
    double tolerance;     /* a ratio of times may grow by this share */
    bool accept_missing;  /* what is gone is reported, and does not fail */
    const table *budgets; /* of budget_schema; NULL: none */
} gate_terms;

/* Two runs on the scales. */
typedef struct gate {
    const stored_run *base; /* NULL: there is none */
    const stored_run *now;
    gate_terms terms;
    bool same_arithmetic; /* libm, compiler and instruction sets are the stored run's: equal code gives equal figures */
    bool same_machine;    /* so is the processor */
    table *rows;          /* what is said */
} gate;

/* Compares `now` with `base` (NULL: none) and with the terms' budgets, and appends one row for each subject, worst verdicts first. Returns gate_status of them. */
int gate_judge(const stored_run *base, const stored_run *now, const gate_terms *terms, table *rows);

/* STATUS_WORSE when something is worse or missing; STATUS_MISSING when a part of the runs, or all, could not be judged;
 * otherwise STATUS_GOOD. */
int gate_status(const table *rows);

/* What was judged of one part. */
typedef struct gate_part {
    const char *check;
    size_t judged, open;
    const gate_row *reason; /* the first that was left open; NULL: none */
} gate_part;

enum { GATE_PARTS = 5 };
void gate_parts(const table *rows, gate_part parts[GATE_PARTS]);

/* Whether next to nothing of it was judged: to pass it would be to pass it unseen. */
bool gate_part_is_blind(const gate_part *part);

gate_verdict gate_row_verdict(const gate_row *row);

/* Appends what is said of a row of one of the runs; NULL: of all rows of that file. What would fail is only reported of
 * another project's implementation. */
void gate_say(const gate *g, gate_verdict verdict, const char *check, const schema *s, const void *row,
              const char *detail, ...) __attribute__((format(printf, 6, 7)));

/* Says that a row of the stored run is not in the new one, and how to accept that. */
void gate_say_missing(const gate *g, const char *check, const schema *s, const void *row);

/* Whether `before` has measured what `after` has not. A figure that is gone is a loss like any other. */
bool gate_emptied(const schema *s, const char *column, const void *before, const void *after);

/* A figure as a double, NaN where it is unmeasured. */
double gate_figure(const column *c, const void *row);

/* An entry of the registry by that name; NULL: there is none. */
const implementation *gate_entry_of(const char *impl);

/* How many of the rows (NULL: none) are of that kind: they are judged without a stored run. */
size_t gate_versions_count(const table *speed);

/* The parts: figures of accuracy, times, counts of instructions, and what a run must hold without any other run: the
 * bounds that implementations claim, and that an `exact` one of ours misrounds nothing. */
void gate_accuracy(const gate *g);
void gate_speed(const gate *g);
void gate_versions(const gate *g); /* times that were taken beside another tree's versions */
void gate_instructions(const gate *g);
void gate_claims(const gate *g);
void gate_budgets(const gate *g);

#endif
