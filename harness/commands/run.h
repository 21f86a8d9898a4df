/* A run: what was asked, what it was measured on, and where its rows go. */
#ifndef ACTBENCH_RUN_H
#define ACTBENCH_RUN_H

#include "commands/options.h"
#include "rows/rows.h"

typedef struct run {
    const options *options;
    table *environment; /* facts of this run, run_id first */
    table *earlier;     /* those of earlier runs that rows in the folder still name */
    char id[TEXT_NAME]; /* run_id in every row */
    int lock;           /* on the folder; 0: none */
    bool adds;          /* it is a part put beside others: what it lacks is not gone */
} run;

/* Locks the folder against other runs, collects the environment and writes environment.csv, so that a folder
 * that cannot be written is found before anything is measured. Returns a status; end it with run_end. */
int run_begin(run *r, const options *o);
void run_end(run *r);

/* Reads the facts of the other runs whose rows are still in the folder: a part of run_begin. */
int run_read_earlier(run *r);

/* Writes a table into the run's folder, with the rows of earlier runs behind it that it does not replace; the
 * environment with the facts of these. The first of them is for a table that is not complete yet: it replaces only
 * rows with the same key. */
int run_write_part(const run *r, const table *t);
int run_write(const run *r, const table *t);

#endif
