/* One activation against others: by a measure, from each kind of initial weights. */
#ifndef ACTBENCH_CONTEST_H
#define ACTBENCH_CONTEST_H

#include "claims/runs.h"

/* What contenders are compared by; the smaller the better. */
typedef struct measure {
    const char *name, *experiment, *column;
    double margin; /* a smaller difference does not matter; of ratios, a ratio */
    double broken; /* the value of a run that ended in NaN, and the worst that any other counts with */
    bool ratios;
} measure;

enum { BY_ERROR, BY_LOSS, BY_STEPS, MEASURES };
extern const measure measures[MEASURES];

/* Where nets start from: the weights that are usual for their activation, or those of one kind for all. */
typedef enum start { FROM_OWN, FROM_HE, FROM_XAVIER, FROM_XAVIER_4, STARTS } start;

extern const char *const start_names[STARTS];

/* The init of an activation's nets in rows. */
const char *init_from(start from, const char *activation);

/* Whether a pair is compared from that start: not with the usual weights of each where they are of one kind, which is
 * a start of its own. */
bool is_own_start(start from, const char *a, const char *b);

/* Who competes: NULL for plain gradient descent, no normalisation and any data. */
typedef struct entrant {
    const char *activation, *optimizer, *normalisation, *data;
} entrant;

/* The measure of an entrant in each replication. A run that ended in NaN, or
 * worse than a guess, counts as a guess, one that never reached the
 * loss with the steps of the longest run; what is not there is missing. */
series take_measure(judgement *j, const measure *m, const entrant *who, start from);

enum { RIVALS = 8, BOUTS = STARTS * RIVALS };

/* How long the nets of these activations were trained, and which of them would still gain by it: whose test accuracy
 * after half the epochs is lower by what matters, from which weights. To be freed. */
char *describe_budget(judgement *j, const char *const *activations, size_t count);

/* Every rival less the subject, by one measure, from each start of its own. */
typedef struct contest {
    size_t count;
    struct bout {
        start from;
        const char *rival;
        comparison difference; /* rival - subject, or their ratio */
        finding finding;
    } bouts[BOUTS];
} contest;

/* Adjusts the p-values of all bouts together. */
contest hold_contest(judgement *j, const measure *m, const char *subject, const char *const *rivals, size_t count);

/* The comparison with one rival; without an estimate where there is none. */
comparison bout_of(const contest *c, const char *rival, start from);

/* "own: ahead of relu 1.4, tanh 1.2; level with elu 1.01; cannot tell sigmoid; he: ..." with the size of each. */
void describe_contest(const contest *c, char *text, size_t size);

#endif
