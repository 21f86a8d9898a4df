/* A group: the implementations of one (function, op, dtype) under one workload, measured side by side with the fixtures,
 * relu and what their ratios are to. */
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
    size_t count;    /* runners */
    runner *runners; /* owned; in the order of their roles' sharing: what all groups have comes first */
    size_t lead;     /* the first that only this group has */
    size_t fixture_at[FIXTURE_COUNT]; /* the fixtures among the runners; SIZE_MAX where one is not apt */
    size_t processes;                 /* measured so far */
    process_outcome *process;         /* owned; one a process */
    outcome *found;                   /* owned; processes x count */
    double seconds;                   /* spent on it */
    bool known;                       /* it has processes enough for intervals */
    bool settled;                     /* its intervals are narrow */
    bool failed;                      /* no more workers are started: one died, or nobody is left */
} group;

/* A measurement under way: what is planned and what is known so far. */
typedef struct session {
    const speed_plan *plan;
    group *groups; /* owned */
    size_t count;
    const implementation **left_out; /* owned; those that did not come back from their kernel */
    size_t left_out_count;
    probes best; /* the least that the session has seen */
} session;

/* Cuts the plan into groups. */
session session_new(const speed_plan *plan);
void session_free(session *s);

/* Measures without impl from now on, neither as a subject nor as a reference of others. Groups that had it
 * begin anew. */
void session_leave_out(session *s, const implementation *impl);

/* Who runner c of g is. */
const implementation *group_implementation(const session *s, const group *g, size_t c);

/* Whether it is measured in every group of the workload. */
bool group_shares(const group *g, size_t c);

/* Whether two groups share dtype and workload, and so what is measured in both. */
bool group_same_workload(const group *a, const group *b);

/* "alpha=0.01" or nothing; the distribution's name, in bars where signs are cleared. */
void group_print_params(const group *g, char *text, size_t size);
void group_print_distribution(const group *g, char *text, size_t size);

/* Runs one more process on `terms` (its workload and parameters are the group's) and keeps its outcomes.
 * Returns a status, and with a bad one who is at fault, as process_measure does. */
int group_measure(const session *s, group *g, const job *terms, culprit *who);

#endif
