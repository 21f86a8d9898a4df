/* What is fuzzed: files that a reader takes, and the reader, alone or within a command. */
#ifndef ACTBENCH_TARGET_H
#define ACTBENCH_TARGET_H

#include "fuzz/mutant.h"

typedef struct target {
    const char *name;
    const char *files;               /* those that are damaged, in turn; blanks between */
    void (*plant)(const char *dir);  /* writes them, and what they need, as they should be */
    int (*attempt)(const char *dir); /* takes them, and returns the status */
    const char *command;             /* or takes them; blanks between, DIR stands for the folder */
    int cost;                        /* against that of the readers of CSV files */
} target;

/* The readers of all CSV files of reports/COLUMNS.md, and then the others. */
size_t target_count(void);
target target_at(size_t i);

/* Writes the files. */
void target_plant(const target *t, const char *dir);

/* Takes what is in the folder; returns the status. */
int target_attempt(const target *t, const char *dir);

/* All of DIR/FILE; to be freed. */
bytes target_file(const char *dir, const char *file);

#endif
