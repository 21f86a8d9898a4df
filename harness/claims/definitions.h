/* What the notes give a name to besides the functions, as formulas for formula_evaluate. */
#ifndef ACTBENCH_DEFINITIONS_H
#define ACTBENCH_DEFINITIONS_H

#include "claims/formula.h"

extern const definition definitions[];

#endif
