/* Compositions that several functions share. */
#ifndef ACTBENCH_COMPOSITIONS_H
#define ACTBENCH_COMPOSITIONS_H

#include "reference/function.h"

/* What gives the value at m, or at -m where `negative`; NULL: MPFR has to. */
composition *composition_at(const composed *c, bool negative, double m);

composition base_first, base_second, base_minus_first, base_minus_second;

#endif
