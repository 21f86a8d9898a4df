/* Typed rows to and from CSV files (RFC 4180, through libcsv). A schema is data, one entry a column: reading,
 * writing and comparing loop over it. */
#ifndef ACTBENCH_TABLE_H
#define ACTBENCH_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef enum cell_kind {
    CELL_TEXT,  /* char[], NUL-terminated */
    CELL_FLOAT, /* the same: a float as text that says which one, in hex; the empty cell where there is none */
    CELL_COUNT, /* uint64_t; COUNT_UNMEASURED is the empty cell */
    CELL_REAL,  /* double; NaN is the empty cell: nothing was measured */
} cell_kind;

/* What nobody counted is not 0. */
#define COUNT_UNMEASURED UINT64_MAX

/* What a column is for. The keys together name a row. */
typedef enum role {
    ABOUT_RUN = 1,    /* tells of the run, not of what was judged: runs may differ in it */
    KEY_FUNCTION = 2, /* the function, which an implementation's name begins with */
    KEY_TASK = 4,     /* what was asked of it */
    KEY_IMPL = 8,     /* who answered */
    KEY_SETTING = 16, /* what it was measured under */
    KEY_SEED = 32,    /* repetitions differ in nothing else */
    KEY_MOMENT = 64,  /* of the run that is named by the others */
    MEASURE = 128,    /* neither more nor less of it is worse */
    MEASURE_WORSE_UP = 256,
    MEASURE_WITNESS = 512, /* where the measure before it was seen */
    ADDED_LATER = 1024,    /* besides another: files of earlier versions lack the column */
    RANGE_SHARE = 2048,    /* besides another: from 0 to 1 (a MEASURE_WORSE_UP is never below 0) */
    RANGE_POSITIVE = 4096  /* besides another: finite and above 0 */
} role;
enum {
    KEY_QUESTION = KEY_FUNCTION | KEY_TASK,
    KEY_CELLS = KEY_QUESTION | KEY_IMPL | KEY_SETTING | KEY_SEED | KEY_MOMENT
};

typedef struct column {
    const char *name;
    cell_kind kind;
    size_t offset;       /* of the field in the row's struct */
    size_t size;         /* of the field in bytes */
    unsigned roles;      /* role bits */
    const char *meaning; /* Markdown without a full stop, for reports/COLUMNS.md */
} column;

typedef struct schema {
    const char *file; /* name in the output folder, for example "accuracy.csv" */
    size_t row_size;
    size_t column_count;
    const column *columns;
} schema;

/* A growing array of rows of one schema. */
typedef struct table {
    const schema *schema;
    char *rows; /* count * schema->row_size bytes, owned */
    size_t count, capacity;
} table;

table *table_new(const schema *s);
void table_free(table *t);

/* Appends a copy of *row. */
void table_append(table *t, const void *row);

/* Drops the rows of which `keep` is false; the others stay in order. */
void table_keep(table *t, bool (*keep)(const void *row, const void *context), const void *context);

/* The i-th row, i < count. */
const void *table_row(const table *t, size_t i);

/* Writes DIR/FILE with a header row to a temporary name in DIR, then renames it: a reader never sees half a
 * file. DIR is made when missing. Returns STATUS_GOOD; on failure one line has been printed, the temporary
 * file is gone and an earlier FILE stands untouched: STATUS_USAGE where DIR cannot be written, STATUS_MISSING
 * where the disk is full. */
int table_write(const table *t, const char *dir);

/* Writes the header row, or one row, to a stream, as they stand in the file; errors stick to the stream. */
void schema_print_header(const schema *s, FILE *to);
void schema_print_row(const schema *s, const void *row, FILE *to);

/* Writes a Markdown table of the schema's columns: name, role, meaning. */
void schema_print_columns(const schema *s, FILE *to);

/* Writes the header row and all rows to a stream, as they stand in the file; errors stick to the stream. */
void table_print_csv(const table *t, FILE *to);

/* The column of that name; NULL if the schema has none. */
const column *schema_column(const schema *s, const char *name);

/* Reads DIR/FILE. Columns are found by name in any order; unknown ones are ignored; of one that was added later
 * and is missing, every cell is unmeasured. Any other one that is missing, a cell that does not parse or a row
 * of the wrong length is STATUS_USAGE with one line naming file, line and column. *t is set only on
 * STATUS_GOOD. */
int table_read(const schema *s, const char *dir, table **t);

#endif
