/* The parts of a card, each from the rows of one file. */
#ifndef ACTBENCH_CARD_PARTS_H
#define ACTBENCH_CARD_PARTS_H

#include "card/card.h"

#include <stdbool.h>

/* Appends a fact, its text as printf makes it. */
void card_fact_add(card *c, const char *label, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Whether a row of the files beside accuracy.csv is of the card's implementation. */
bool card_is_own(const card_source *s, const char *impl, const char *op, const char *dtype);

/* The row of a property; NULL: the function does not have it, or nobody looked. */
const accuracy_property_row *card_property(const card_source *s, const char *name);

/* The errors' quantile, the upper edge of the bin as in accuracy.csv; NaN without a histogram. */
double card_quantile(const card_source *s, double share);

/* The share of the errors below the edge that lies at `ulp` or next below it; NaN without a histogram. */
double card_share_within(const card_source *s, double ulp);

void card_add_shares(card *c, const card_source *s);    /* accuracy_offsets.csv */
void card_add_intervals(card *c, const card_source *s); /* accuracy_bins.csv */
void card_add_parts(card *c, const card_source *s);     /* the same: normal, subnormal, special inputs */
void card_add_properties(card *c, const card_source *s);
void card_add_rules(card *c, const card_source *s);
void card_add_time(card *c, const card_source *s);

/* The first other implementation that is at least as fast and as accurate, and better in one; NULL: none is, or nobody
 * was timed. */
const accuracy_row *card_beaten_by(const card_source *s);

/* The verdict in a sentence. */
void card_give_verdict(card *c, const card_source *s);

#endif
