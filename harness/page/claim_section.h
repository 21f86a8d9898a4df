/* The claims as cards, with the pictures behind them. */
#ifndef ACTBENCH_CLAIM_SECTION_H
#define ACTBENCH_CLAIM_SECTION_H

#include "page/drawing.h"
#include "page/pictures.h"
#include "page/run_files.h"
#include "page/topics.h"

enum { CLAIM_PICTURES_MAX = 16 };

typedef struct claim_picture {
    picture picture;
    const char *claims; /* the ids that it stands for, blanks between */
    const char *file, *command;
    bool wide;
} claim_picture;

typedef struct claim_section {
    claim_picture pictures[CLAIM_PICTURES_MAX];
    size_t picture_count;
} claim_section;

/* Draws; before the drawing runs. */
void claim_section_draw(claim_section *s, drawing *d, const run_files *files, const topics *t);

/* Writes; after it has run. */
void claim_section_write(const claim_section *s, const drawing *d, const run_files *files, FILE *to);

/* "N claims: N supported, N refuted ..."; empty without claims. */
void claim_section_count(const table *claims, char *text, size_t size);

#endif
