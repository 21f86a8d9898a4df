/* The row of check.csv: one kernel rule tried on one implementation. */
#ifndef ACTBENCH_CHECK_ROW_H
#define ACTBENCH_CHECK_ROW_H

#include "rows/rows.h"

typedef struct check_row {
    char run_id[TEXT_NAME];
    char function[TEXT_SHORT], op[TEXT_SHORT], dtype[TEXT_SHORT];
    char impl[TEXT_NAME];
    char rule[TEXT_SHORT];
    char verdict[TEXT_SHORT]; /* kept, broken, declared (broken, and the source says so), untried */
    char detail[TEXT_LONG];   /* what was seen, empty where the rule is kept */
} check_row;

extern const schema check_schema;

#endif
