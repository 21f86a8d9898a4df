/* What ends a run on stdout. */
#ifndef ACTBENCH_PRINT_RUN_H
#define ACTBENCH_PRINT_RUN_H

#include "commands/options.h"
#include "page/run_files.h"

/* The entry of --full, for a flag at that offset. */
#define FULL_ENTRY(offset)                                                                                             \
    {                                                                                                                  \
        "full", NULL, "print every table, not one screen", NULL, set_flag, offset                                      \
    }

/* Prints the rows as --format asks: as tables everything where `full` or where it fits one screen, else one screen. A
 * table that is NULL was not measured. */
void print_run(const options *o, bool full, const run_files *files, bool page);

#endif
