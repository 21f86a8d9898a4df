#include "rows/check_row.h"

static const column columns[] = {
    COLUMN(check_row, run_id, CELL_TEXT),  COLUMN(check_row, function, CELL_TEXT), COLUMN(check_row, op, CELL_TEXT),
    COLUMN(check_row, dtype, CELL_TEXT),   COLUMN(check_row, impl, CELL_TEXT),     COLUMN(check_row, rule, CELL_TEXT),
    COLUMN(check_row, verdict, CELL_TEXT), COLUMN(check_row, detail, CELL_TEXT),
};

const schema check_schema = {
    .file = "check.csv",
    .row_size = sizeof(check_row),
    .column_count = sizeof columns / sizeof columns[0],
    .columns = columns,
};
