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
} run;

/* Locks the folder against other runs, collects the environment and writes environment.csv, so that a folder
 * that cannot be written is found before anything is measured. Returns a status; end it with run_end. */
int run_begin(run *r, const options *o);
void run_end(run *r);

/* Writes a table into the run's folder; the environment with the earlier runs' facts behind it. */
int run_write(const run *r, const table *t);

#endif
