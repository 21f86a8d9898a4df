#include "claims/definitions.h"

const definition definitions[] = {
    {"sigmoid", "1/(1+exp(-x))"},
    {"relu", "max(0,x)"},
    {"leaky_relu", "max(0,x)+alpha*min(0,x)"},
    {"prelu", "max(0,x)+alpha*min(0,x)"},
    {"elu", "max(0,x)+alpha*(exp(min(0,x))-1)"},
    /* of the notes' two derivations */
    {"y", "1/(1+exp(-(w*x+b)))"},
    {"S", "1/(1+exp(-g))"},
    {"p", "(t+41)/82"}, /* a probability, from a point of (-41, 41) */
    {NULL, NULL},
};
