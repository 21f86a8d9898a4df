#include "claims/definitions.h"

const definition definitions[] = {
    /* of the notes' two derivations */
    {"y", "1/(1+exp(-(w*x+b)))"},
    {"S", "1/(1+exp(-g))"},
    {"p", "(t+41)/82"}, /* a probability, from a point of (-41, 41) */
    {NULL, NULL},
};
