/* gnuplot's SVG made fit for a page: smaller, coloured by classes, its marks named. */
#ifndef ACTBENCH_GNUPLOT_SVG_H
#define ACTBENCH_GNUPLOT_SVG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct svg_card {
    char *name;       /* owned by whoever keeps the card */
    const char *kind; /* class of the mark, constant */
    char *text;
} svg_card;

typedef struct svg_style {
    const char *label; /* the accessible name */
    const char *scale; /* "x0 x1 y0 y1 xmin xmax ymin ymax": pixels and values of the axes' ends; NULL: unknown */
    bool alone;        /* a file of its own: own shapes, own colours */
} svg_style;

/* Writes what gnuplot's svg terminal (version 5.4) drew; returns the bytes written. */
size_t svg_rewrite(const char *svg, const svg_card *cards, size_t card_count, const svg_style *style, FILE *to);

/* The shapes that marks refer to, once for a page. */
void svg_shapes(FILE *to);

#endif
