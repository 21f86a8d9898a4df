/* What a verdict says to a reader: a sentence for each outcome of each claim, in English and in Korean. */
#ifndef ACTBENCH_SAYINGS_H
#define ACTBENCH_SAYINGS_H

#include "claims/judgement.h"

typedef enum language { ENGLISH, KOREAN, LANGUAGES } language;

/* One sentence. "{name}" in it stands for a figure of the judgement. */
typedef struct saying {
    const char *id;
    verdict outcome;
    const char *text[LANGUAGES];
} saying;

/* Of the sayings for an outcome the first counts whose figures are all there; the last of them needs none that a
 * decided verdict can lack. The lists end with a NULL id. */
extern const saying sayings_on_functions[], sayings_on_training[], sayings_on_reasons[];

/* How a sentence on an outcome begins. */
extern const char *const openings[VERDICT_COUNT][LANGUAGES];

/* The saying that fits the judgement's claim, verdict and figures; NULL where there is none. */
const saying *saying_find(const judgement *j);

/* The saying with its opening and figures, to be freed. Rows that are missing are named instead. */
char *saying_text(const judgement *j, language in);

/* The i-th of all sayings, NULL past the last. */
const saying *saying_at(size_t i);

#endif
