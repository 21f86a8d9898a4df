/* What the gate says, for the eye and for CI services. Rows that are the same, new or cannot be told are
 * counted, not listed. */
#ifndef ACTBENCH_GATE_PRINT_H
#define ACTBENCH_GATE_PRINT_H

#include "rows/table.h"

#include <stdio.h>

/* One line a row, then the counts. */
void gate_print_lines(const table *rows, FILE *to);

/* GitHub-flavoured Markdown, for a CI summary. */
void gate_print_markdown(const table *rows, FILE *to);

/* JUnit XML, one test case for every row: worse and missing are failures, cannot tell is skipped. */
void gate_print_junit(const table *rows, FILE *to);

#endif
