/* What `bench` does behind its measurements, without a word on stdout: its own screen tells. */
#ifndef ACTBENCH_CONCLUDE_H
#define ACTBENCH_CONCLUDE_H

#include "commands/options.h"

#include <stdint.h>

/* The experiments on the digits, or the quick ones alone: few replications of what needs no search for rates. They may take
 * so many seconds. Writes training.csv; returns a status. */
int conclude_training(const options *o, bool quick, double seconds);

/* The identities over every stride-th float, and the verdicts; writes identity.csv and claims.csv. Returns a status. */
int conclude_claims(const options *o, uint64_t stride);

#endif
