/* How a row's struct and its schema follow from one list of columns, rows/columns/FILE.def, each of which says
 *     COLUMN(TYPE, NAME, ROLES, MEANING)
 * once. With COLUMN_FIELD as COLUMN the list gives the fields of the struct, with COLUMN_ENTRY the entries of the
 * schema's array; TYPE is one of those below. */
#ifndef ACTBENCH_ROWS_FIELD_H
#define ACTBENCH_ROWS_FIELD_H

#include "rows/table.h"

enum {
    TEXT_SHORT = 32,
    TEXT_NAME = 80,
    TEXT_LONG = 256,
    TEXT_NOTE = 2 * TEXT_LONG,
    TEXT_DETAIL = 4 * TEXT_LONG,
    TEXT_PAGE = 8 * TEXT_LONG,
    TEXT_LIST = 8 * TEXT_PAGE
};

typedef char text_short[TEXT_SHORT], text_name[TEXT_NAME], text_line[TEXT_LONG], text_note[TEXT_NOTE],
    text_detail[TEXT_DETAIL], text_page[TEXT_PAGE], text_list[TEXT_LIST], hex_short[TEXT_SHORT], hex_long[TEXT_NAME];

#define CELL_OF_text_short  CELL_TEXT
#define CELL_OF_text_name   CELL_TEXT
#define CELL_OF_text_line   CELL_TEXT
#define CELL_OF_text_note   CELL_TEXT
#define CELL_OF_text_detail CELL_TEXT
#define CELL_OF_text_page   CELL_TEXT
#define CELL_OF_text_list   CELL_TEXT
#define CELL_OF_hex_short   CELL_FLOAT
#define CELL_OF_hex_long    CELL_FLOAT
#define CELL_OF_uint64_t    CELL_COUNT
#define CELL_OF_double      CELL_REAL

#define COLUMN_FIELD(type, name, roles, meaning) type name;

/* Of the struct ROW. */
#define COLUMN_ENTRY(type, name, roles, meaning)                                                                       \
    {#name, CELL_OF_##type, offsetof(ROW, name), sizeof(((ROW *)0)->name), roles, meaning},

/* Defines the schema of a file whose columns are in ARRAY. */
#define SCHEMA(file, row_type, array)                                                                                  \
    {                                                                                                                  \
        file, sizeof(row_type), sizeof(array) / sizeof(array)[0], array                                                \
    }

#endif
