/* Looks for the input with the largest error in f64, which has too many to try them all: recursively, in the
 * manner of P. Zimmermann et al., "Accuracy of Mathematical Functions in Single, Double, Double
 * Extended, and Quadruple Precision": sample intervals, keep those where the largest error was seen, cut them
 * and sample again. What it finds is a lower bound of the maximum.
 *
 * A search is cut into descents that stand alone, each from all inputs down to a few neighbours, each with
 * its own random numbers: they are the pieces that threads and machines share and that a resumed run keeps. */
#ifndef ACTBENCH_SEARCH_H
#define ACTBENCH_SEARCH_H

#include "calls/caller.h"
#include "judge/tally.h"
#include "registry/registry.h"
#include "truth/truth.h"

/* Evaluations of a whole search by default, and the least that makes sense. */
enum { SEARCH_BUDGET = 1000000000, SEARCH_BUDGET_LEAST = 500000 };

/* The descents that a budget of evaluations pays for. */
size_t search_descents(uint64_t budget);

/* "search:N" with the budget N. */
void search_name(uint64_t budget, char *text, size_t size);

/* Reads such a name, or "search" with the default budget; false if it is neither. */
bool search_parse(const char *text, uint64_t *budget);

/* Makes descent `index` of a search for one implementation. sides[0] gets what x >= 0 gave and sides[1] the rest; `worst`
 * errors are decided by MPFR. The bulk of the errors is measured against the C library's long double
 * functions, where the function is composed of them, otherwise against MPFR. The calls are made by c; what was
 * found wrong with them is returned. */
offence search_descend(const question *q, const implementation *impl, uint64_t budget, uint64_t seed, size_t index,
                       exact_scratch *scratch, caller *c, tally sides[2]);

#endif
