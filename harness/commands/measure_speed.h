/* The speed part of a run, for every command that has one. */
#ifndef ACTBENCH_MEASURE_SPEED_H
#define ACTBENCH_MEASURE_SPEED_H

#include "commands/run.h"
#include "speed/speed.h"

enum { CHOICES_MAX = 32 };

/* The values of an option that may be given several times; count 0 stands for its default. */
typedef struct choices {
    size_t count;
    uint64_t value[CHOICES_MAX];
} choices;

/* The workloads are all combinations; where nothing is chosen, a set that fits the budget: n = 4096 for all,
 * arrays in L2 and beyond the caches for f32 forward, latency for forward. */
typedef struct speed_options {
    choices distributions, sizes, placements, modes;
    const planned_load *defaults; /* where nothing is chosen */
    size_t default_count;
    const char *baseline;
    const char *kernels, *beside; /* files of kernels, loaded before options are read; NULL: the program's own, alone */
    double budget;                /* seconds */
    int threads;
    bool instructions; /* counted under callgrind too */
} speed_options;

speed_options speed_options_defaults(void);

/* The options that set such a struct, which begins at `offset` of a command's own: for its table of entries. */
enum { SPEED_ENTRY_COUNT = 7 };
extern const option_entry speed_entries[SPEED_ENTRY_COUNT];

/* Complains when no selected implementation has --baseline as a variant. Returns a status. */
int speed_options_check(const speed_options *s, const options *o);

/* Measures every selected implementation that the machine can run, appends rows of speed_schema to t and
 * writes the file. Returns a status. */
int measure_speed(const run *r, const speed_options *s, table *t);

#endif
