/* What must hold of the sentence of any verdict. */
#ifndef ACTBENCH_CLAIMS_SENTENCES_H
#define ACTBENCH_CLAIMS_SENTENCES_H

#include "claims/judgement.h"

/* The sentence fits the verdict, has no hole, and every number in it stands in the rows that were taken or in what
 * was computed from them. */
void check_sentence(judgement *j, const char *label);

/* Every outcome that has a sentence was seen, and no two outcomes of a claim say the same. */
void check_all_sentences_seen(void);

#endif
