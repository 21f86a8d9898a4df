/* Any table on the terminal, in the form that --format names. */
#ifndef ACTBENCH_PRINT_H
#define ACTBENCH_PRINT_H

#include "rows/table.h"

#include <stdio.h>

typedef enum format { FORMAT_TABLE, FORMAT_CSV, FORMAT_JSON, FORMAT_MARKDOWN, FORMAT_COUNT } format;

extern const char *const format_names[FORMAT_COUNT];

/* Prints all rows: as aligned columns with few digits, as the CSV file would have them, or as a JSON array
 * (RFC 8259) of objects, or as a Markdown table with few digits. JSON knows no NaN and no infinity: an unmeasured value or a float that there is none
 * of is null, an infinity the string "inf" or "-inf". */
void table_print(const table *t, FILE *out, format f);

#endif
