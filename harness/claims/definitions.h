/* The functions of the notes as formulas, for formula_evaluate. */
#ifndef ACTBENCH_DEFINITIONS_H
#define ACTBENCH_DEFINITIONS_H

#include "claims/formula.h"

extern const definition definitions[];

#endif
