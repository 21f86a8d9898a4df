/* The cases of a verdict, told apart by what they answer. */
#ifndef ACTBENCH_LISTS_H
#define ACTBENCH_LISTS_H

#include "claims/judgement.h"

/* The cases that answer +1, -1 and 0, each a text with commas between. */
typedef struct lists {
    struct lines list[3];
} lists;

lists lists_new(void);
void lists_free(lists *l);

/* Adds a case to those of its answer. */
void lists_add(lists *l, int answer, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The cases of an answer, "none" where there is none; lives until the next call that changes the lists. */
const char *lists_text(lists *l, int answer);

#endif
