/* What the gate says, for the eye and for CI services. Rows that are the same, new or cannot be told are
 * counted, not listed. */
#ifndef ACTBENCH_GATE_PRINT_H
#define ACTBENCH_GATE_PRINT_H

#include "gate/gate.h"
#include "rows/table.h"

#include <stdio.h>

/* One line a row, then the counts. */
void gate_print_lines(const table *rows, FILE *to);

/* GitHub-flavoured Markdown, for a job's summary: the verdict, then at most 40 lines; new implementations are listed. */
void gate_print_markdown(const table *rows, FILE *to);

/* JUnit XML, one test case for every row: worse and missing are failures, cannot tell is skipped. */
void gate_print_junit(const table *rows, FILE *to);

/* Workflow commands of GitHub Actions: an annotation, at the file of its implementation, for each row that is listed. */
void gate_print_github(const table *rows, FILE *to);

/* The run's figures as Bencher Metric Format (bencher.dev), and as github-action-benchmark's customSmallerIsBetter. */
void gate_print_bmf(const stored_run *now, FILE *to);
void gate_print_action_benchmark(const stored_run *now, FILE *to);

#endif
