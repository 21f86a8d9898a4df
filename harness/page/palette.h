/* The colours and shapes of pictures, one for each kind of series. Colours are those of Okabe and Ito, "Color Universal
 * Design" (2008), told apart by colour-blind readers; shapes tell the kinds apart without any colour. */
#ifndef ACTBENCH_PALETTE_H
#define ACTBENCH_PALETTE_H

#include <stddef.h>

typedef struct palette_entry {
    const char *name;  /* the class in the page */
    const char *color; /* as gnuplot takes it: #rrggbb */
    const char *svg;   /* as gnuplot's SVG writes it */
    int shape;         /* gnuplot's point type */
} palette_entry;

extern const palette_entry palette[];
extern const size_t palette_count;

/* The entry of that name; the last one, which stands for anything else, where there is none. */
const palette_entry *palette_find(const char *name);

#endif
