/* The report card of one implementation: what its rows say, on one screen. */
#ifndef ACTBENCH_CARD_H
#define ACTBENCH_CARD_H

#include "rows/rows.h"

#include <stdio.h>

enum {
    CARD_FACTS_MAX = 24,
    CARD_SHARES_MAX = 11,
    CARD_INTERVALS_MAX = 20,
    CARD_TEXT = 320,
};

/* What a card is made of. Tables may hold other implementations' rows too; any but `row` may be NULL. */
typedef struct card_source {
    const char *impl, *function, *op, *dtype;
    const char *how, *caveat;  /* how it is called; what is to be known of it, or empty */
    const char *same_as;       /* another one with the same results; NULL: none */
    const char *offence;       /* why there are no figures; NULL: there are */
    const accuracy_row *row;   /* NULL: there is none */
    const accuracy_row *range; /* the same over a part of the inputs; NULL: none was asked for */
    const char *range_name;
    const table *accuracy; /* of others, to compare with */
    const table *bins, *histogram, *offsets, *properties, *check,
        *speed;                     /* speed: with ratios to this implementation */
    const char *untimed;            /* why it was not timed; NULL: it was */
    const char *textbook, *nearest; /* names of the others that its time is set beside; NULL: none */
} card_source;

typedef struct card_fact {
    const char *label;
    char text[CARD_TEXT];
} card_fact;

/* The share of the results that are so many floats from the nearest one, those above it positive. */
typedef struct card_share {
    char label[24];
    double share;
    uint64_t count;
} card_share;

/* The error over an interval of x. */
typedef struct card_interval {
    char label[32], x[TEXT_SHORT]; /* x: of the largest error */
    uint64_t n, misrounded;
    double max_ulp, mean_ulp, bias_ulp;
} card_interval;

typedef struct card {
    char title[CARD_TEXT], verdict[2 * CARD_TEXT];
    card_fact facts[CARD_FACTS_MAX];
    size_t fact_count;
    card_share shares[CARD_SHARES_MAX];
    size_t share_count;
    card_interval intervals[CARD_INTERVALS_MAX];
    size_t interval_count;
} card;

card card_of(const card_source *s);

/* On a terminal: 80 columns, at most 50 lines. */
void card_print(const card *c, FILE *out);

/* In Markdown, for a pull request. */
void card_print_markdown(const card *c, FILE *out);

#endif
