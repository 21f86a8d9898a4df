/* The claims of the notes, one by one: what is claimed, and the function that judges it. */
#ifndef ACTBENCH_LEDGER_H
#define ACTBENCH_LEDGER_H

#include "claims/verdicts.h"

typedef struct claim {
    const char *id;
    const char *section; /* of the notes */
    uint64_t line;       /* of the notes that the quote stands in */
    const char *kind;    /* I identity, A accuracy in floating point, S speed, T training, - not measurable */
    const char *quote;   /* from the notes, as it stands there */
    const char *english;
    const char *question; /* what decides it */
    verdict_function *judge;
} claim;

extern const claim ledger[];
extern const size_t ledger_count;

/* The claim of that id, or NULL. */
const claim *claim_find(const char *id);

/* Judges one claim. Where rows are missing the verdict is inconclusive, with what is missing as its note; a
 * claim that no row can decide is not measurable whatever is missing. The caller frees. */
judgement *claim_judge(const claim *c, const evidence *e);

/* Judges all of them into a new table of claim_schema, in the ledger's order. */
table *ledger_judge(const evidence *e, const char *run_id);

/* Writes into DIR the rows that any verdict rests on: they alone give the same verdicts. Returns a status. */
int ledger_keep(const evidence *e, const char *dir);

/* Prints the readable table of claim rows; colour-free, wrapped to the terminal. */
void claims_print(const table *claims, FILE *to);

/* Prints how one claim was settled: quote, question, rows, arithmetic, verdict. */
void claim_explain(const claim *c, const evidence *e, FILE *to);

#endif
