/* A column of a test's own struct. */
#ifndef ACTBENCH_TESTS_SAMPLE_COLUMN_H
#define ACTBENCH_TESTS_SAMPLE_COLUMN_H

#include "rows/table.h"

#define SAMPLE_COLUMN(row_type, field, cell, roles)                                                                    \
    {                                                                                                                  \
#field, cell, offsetof(row_type, field), sizeof(((row_type *)0)->field), roles, "of a test"                    \
    }

#endif
