/* Sentences on the reasons that the notes give, and on what they say in passing. */
#include "claims/sayings.h"

const saying sayings_on_reasons[] = {
    {NULL, INCONCLUSIVE, {NULL, NULL}},
};
