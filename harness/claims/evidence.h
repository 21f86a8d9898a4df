/* The stored rows that the verdicts are read from. */
#ifndef ACTBENCH_EVIDENCE_H
#define ACTBENCH_EVIDENCE_H

#include "rows/rows.h"

typedef struct evidence {
    table *accuracy, *speed, *training, *identity;
    size_t own_training;      /* rows of training that are not borrowed, where borrowed is not empty */
    char borrowed[TEXT_LONG]; /* when and on what the borrowed rows were measured */
} evidence;

/* Reads DIR's accuracy.csv, speed.csv, training.csv and identity.csv; one that is not there is taken as
 * empty, but not all of them. An environment.csv beside them must be sound. Returns a status; *e is set, and
 * evidence_free due, only on STATUS_GOOD. */
int evidence_read(const char *dir, evidence *e);
void evidence_free(evidence *e);

/* Where the training rows know nothing of Fashion-MNIST, which takes long, takes those of a stored run in DIR, if it has
 * any: what is concluded from them says so. Returns a status; a DIR that is not there lends nothing. */
int evidence_borrow(evidence *e, const char *dir);

/* The run that stands for the claims: the one that evaluated the identities, otherwise the first that any row
 * names. Empty where no row names one. */
const char *evidence_run_id(const evidence *e);

#endif
