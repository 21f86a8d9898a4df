/* The parameters that functions are tried with: where their properties change, and each one's own. */
#ifndef ACTBENCH_TEST_CASES_H
#define ACTBENCH_TEST_CASES_H

#include "reference/function.h"

#include <math.h>

enum { CASES_MAX = 8 };

/* Fills `out` with what is asked for; returns how many sets there are, at least one. */
static inline size_t parameter_cases(const function *f, params out[CASES_MAX])
{
    static const double values[PARAMETER_COUNT][CASES_MAX - 1] = {{0.01, 0.25, 1, 0, -0.5, -1, 3}, {1, 0.3, 1.702, 5}};
    size_t count = 0;
    out[count++] = params_usual;
    for (parameter i = 0; i < PARAMETER_COUNT; i++)
        for (size_t k = 0; k < CASES_MAX - 1 && f->parameters[i].present; k++) {
            if (f->parameters[i].positive && values[i][k] <= 0)
                continue;
            out[count] = params_usual;
            out[count++].value[i] = values[i][k];
        }
    return count;
}

#endif
