/* Pictures by gnuplot: all figures of a page go into one script, gnuplot runs once, and each figure comes back as an
 * SVG element that can stand in a page or in a file of its own.
 *
 * What a reader may point at (a mark) is a card: the script plots it with the hypertext "card:N", which becomes the
 * tooltip and the attributes of mark N. So no name that a row holds passes through gnuplot's own markup. */
#ifndef ACTBENCH_DRAWING_H
#define ACTBENCH_DRAWING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct drawing drawing;

/* An empty drawing; NULL with one line printed where its script cannot be kept. drawing_free removes every file. */
drawing *drawing_new(void);
void drawing_free(drawing *d);

/* Begins the next figure of so many pixels and returns the stream for its gnuplot commands. They must not change
 * terminal or output. *number is what drawing_place takes. */
FILE *drawing_figure(drawing *d, int width, int height, size_t *number);

/* A card for a mark; `name` is what filters and links go by, `kind` its class, `text` what the tooltip says (lines).
 * Returns N. */
size_t drawing_card(drawing *d, const char *name, const char *kind, const char *text);

/* Runs gnuplot on all figures. Returns a status: STATUS_MISSING with one line printed where it is not installed or
 * fails. */
int drawing_run(drawing *d);

/* Writes a figure as an <svg> element with the label as its accessible name. `alone`: as a file of its own, with
 * colours instead of classes; otherwise the page's style colours it. Returns the bytes written; 0: there is none. */
size_t drawing_place(const drawing *d, size_t number, const char *label, bool alone, FILE *to);

/* What a page needs once for all of its figures: the shapes of the marks. */
void drawing_place_shapes(FILE *to);

#endif
