/* The inputs that may hold the largest error of a segment. The filter's errors are within a known bound of
 * the exact ones, so every input within twice that bound of the largest filtered error is kept until MPFR
 * decides among them. */
#ifndef ACTBENCH_CANDIDATES_H
#define ACTBENCH_CANDIDATES_H

#include "judge/tally.h"
#include "truth/ulp.h"

enum { CANDIDATES_MAX = 8 };

typedef struct candidates {
    double largest; /* filtered */
    double least;   /* of those kept, filtered */
    size_t count;
    struct {
        double value; /* filtered */
        uint64_t x, got;
    } kept[CANDIDATES_MAX];
} candidates;

/* How far the exact value of an error in ulps may be from what two doubles tell of it, whatever the reference. */
#define LEAST_SLACK_ULP 0x1p-80

/* An empty list. */
candidates candidates_none(void);

/* Whether a value could be the largest, given that each is within bound of the exact one. */
static inline bool candidates_want(const candidates *c, double value, double bound)
{
    return value > c->largest ||
           (bound > 0 && value >= c->largest - 2 * bound && (c->count < CANDIDATES_MAX || value > c->least));
}

/* Offers an input. Among values that the bound cannot tell apart the CANDIDATES_MAX largest are kept, the
 * first where they are equal. */
void candidates_offer(candidates *c, double value, double bound, uint64_t x, uint64_t got);

/* How far an input that is not among the candidates may exceed the largest of them. */
static inline double candidates_slack(const candidates *c, double bound)
{
    return c->count == CANDIDATES_MAX ? 2 * bound : 0;
}

/* The largest exact error among the candidates, the first where equal; *evaluations grows by the MPFR
 * evaluations. */
extreme candidates_resolve(const candidates *c, metric m, const question *q, exact_scratch *scratch,
                           uint64_t *evaluations);

#endif
