/* One claim on trial: the rows that are taken, each step of the arithmetic, and the verdict they lead to. */
#ifndef ACTBENCH_JUDGEMENT_H
#define ACTBENCH_JUDGEMENT_H

#include "claims/evidence.h"
#include "claims/inference.h"

#include <stdbool.h>
#include <stdio.h>

typedef enum verdict { INCONCLUSIVE, SUPPORTED, REFUTED, DEPENDS, NOT_MEASURABLE, VERDICT_COUNT } verdict;

extern const char *const verdict_names[VERDICT_COUNT];

/* What a claim comes to. */
typedef struct conclusion {
    verdict verdict;
    interval effect;
    const char *unit; /* of the effect */
    char *regime;     /* where it holds; owned */
} conclusion;

enum { FIGURES = 24 };

typedef struct judgement {
    const evidence *evidence;
    const char *claim; /* N01 .. N50 */
    conclusion conclusion;
    char missing[TEXT_LONG]; /* the first rows that were asked for and are not there; empty: none */
    char lacking[TEXT_NOTE]; /* sentences on rows that are not there and that it does without; empty: none */
    struct lines {           /* one line a step; owned */
        FILE *stream;
        char *text;
        size_t length;
    } rows, arithmetic;
    struct use { /* of a row; owned */
        const table *table;
        size_t row;
    } * uses;
    size_t use_count, use_capacity;
    struct figure { /* that a sentence may name; owned */
        const char *name;
        char *text;
    } figures[FIGURES];
    size_t figure_count;
} judgement;

judgement *judgement_new(const evidence *e, const char *claim);
void judgement_free(judgement *j);

/* The rows used, by the cells that tell them from others: "FILE column=value column=value (N rows); ...". To be
 * freed. */
char *judgement_evidence(const judgement *j);

/* Notes that a row is used. */
void use_row(judgement *j, const table *t, const void *row);

/* What has been said so far, NUL-terminated; the judgement owns it. */
const char *lines_text(struct lines *l);

/* Adds a line on the rows taken, or on what follows from them. */
void say_row(judgement *j, const char *format, ...) __attribute__((format(printf, 2, 3)));
void say(judgement *j, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Gives a number a name for sentences: in so many significant digits, or as a whole number for 0 digits. One that is
 * not finite is none. As a percentage: 0.5 is "50%". */
void figure(judgement *j, const char *name, int digits, double value);
void figure_percent(judgement *j, const char *name, double share);

/* The same for words; NULL or "none": there are none. */
void figure_words(judgement *j, const char *name, const char *words);

/* The figure whose name is the first `length` characters; NULL where there is none. */
const char *figure_find(const judgement *j, const char *name, size_t length);

/* Notes that something is not there. The verdict is then inconclusive whatever the rest says. */
void say_missing(judgement *j, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Notes in a sentence that there could be more rows, or firmer ones: the verdict stands without them, and its note ends in
 * it. Each sentence is said once. */
void say_lacking(judgement *j, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The formatted text, to be freed. */
char *sentence(const char *format, ...) __attribute__((format(printf, 1, 2)));

void conclusion_free(conclusion *c);

/* "0.12 [0.1, 0.14]", or what of it there is, into text, which has room for TEXT_NAME; returns text. */
const char *interval_text(interval i, char *text);

/* A value that is no estimate. */
interval exactly(double value);

/* The number, or "none" for a NaN; text has room for TEXT_NAME and is returned. */
const char *number_text(double value, char *text);

/* "real numbers: holds; float32: fails", to be freed. */
char *halves(bool in_reals, bool in_floats);

/* True of real numbers and true of floats: supported; true of real numbers only: depends; else refuted. */
verdict by_halves(bool in_reals, bool in_floats);

#endif
