/* Text in aligned columns for a terminal. */
#ifndef ACTBENCH_GRID_H
#define ACTBENCH_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { GRID_WIDTH = 120 }; /* what a grid is kept to, in characters */

typedef struct grid_column {
    const char *title;
    bool right; /* aligned to the right, as numbers are */
} grid_column;

typedef struct grid grid;

/* An empty grid with these columns, which must outlive it. */
grid *grid_new(const grid_column *columns, size_t count);
void grid_free(grid *g);

/* Appends the next cell, row by row from left to right. */
void grid_add(grid *g, const char *text);

/* As grid_add, with the text as printf makes it. */
void grid_addf(grid *g, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Prints titles, a rule and the rows. A last column of text is wrapped at blanks; where even that does not
 * fit, each row becomes a paragraph with one line a cell. */
void grid_print(const grid *g, FILE *out);

#endif
