/* Compositions that several functions share. */
#ifndef ACTBENCH_COMPOSITIONS_H
#define ACTBENCH_COMPOSITIONS_H

#include "reference/function.h"

composition base_first, base_second, base_minus_first, base_minus_second;

#endif
