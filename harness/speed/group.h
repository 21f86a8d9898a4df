/* A group: the implementations of one (function, op, dtype) under one workload, measured side by side with
 * memcpy, the A/A pair, relu and the function's baseline. */
#ifndef ACTBENCH_GROUP_H
#define ACTBENCH_GROUP_H

#include "speed/fixtures.h"
#include "speed/process.h"
#include "speed/speed.h"

typedef struct group {
    const implementation *sample;          /* the first of its subjects: tells function, op and dtype */
    const implementation *const *subjects; /* of the plan's, those of one kind */
    size_t subject_count;
    workload load;
    params params;
    size_t count;    /* contenders */
    size_t shared;   /* the first so many, the fixtures and relu, are in all groups of the workload */
    entry *entries;  /* owned; the shared ones, the baseline, the rest */
    bool *wanted;    /* owned; whether the contender gets a row of its group: not an unselected baseline */
    size_t baseline; /* index of the baseline among the contenders */
    size_t fixture_at[FIXTURE_COUNT]; /* and of the fixtures; SIZE_MAX where one is not apt */
    size_t processes;                 /* measured so far */
    process_outcome *process;         /* owned; one a process */
    outcome *found;                   /* owned; processes x count */
    double seconds;                   /* spent on it */
    bool known;                       /* it has processes enough for intervals */
    bool settled;                     /* its intervals are narrow */
    bool failed;                      /* no more workers are started: one died, or nobody is left */
} group;

typedef struct groups {
    group *list; /* owned */
    size_t count;
    const implementation **left_out; /* owned; those that did not come back from their kernel */
    size_t left_out_count;
} groups;

/* Cuts the plan into groups. */
groups groups_of(const speed_plan *plan);
void groups_free(groups *g);

/* Measures without impl from now on, neither as a subject nor as a reference of others. Groups that had it
 * begin anew. */
void groups_leave_out(groups *all, const speed_plan *plan, const implementation *impl);

/* What contender c of g is. */
const implementation *group_implementation(const group *g, const speed_plan *plan, size_t c);

/* Whether two groups share dtype and workload, and so what is measured in both. */
bool group_same_workload(const group *a, const group *b);

/* "alpha=0.01" or nothing; the distribution's name, in bars where signs are cleared. */
void group_print_params(const group *g, char *text, size_t size);
void group_print_distribution(const group *g, char *text, size_t size);

/* Runs one more process on `terms` (its workload and parameters are the group's) and keeps its outcomes.
 * Returns a status, and with a bad one who is at fault, as process_measure does. */
int group_measure(group *g, const speed_plan *plan, const job *terms, culprit *who);

#endif
