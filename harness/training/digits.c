/* The UCI handwritten digits: 64 pixels of 0..16 and the digit, one image a line. */
#include "support/memory.h"
#include "support/status.h"
#include "training/dataset.h"

#include <csv.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdio.h>
#include <stdlib.h>

enum { FEATURES = 64, TRAIN = 1000, VALIDATION = 297, TEST = 500, SAMPLES = TRAIN + VALIDATION + TEST };
enum { CELLS = FEATURES + 1, PIXEL_MAX = 16, LABEL_MAX = 9, SHUFFLE_SEED = 1998 };

/* Where the parser stands; column and line count from 0. */
typedef struct parse {
    const char *path;
    uint8_t (*images)[CELLS]; /* SAMPLES of them */
    size_t line, column;
    int status;
} parse;

static void on_cell(void *text, size_t length, void *context)
{
    parse *at = context;
    if (at->status != STATUS_GOOD)
        return;
    const int limit = at->column == FEATURES ? LABEL_MAX : PIXEL_MAX;
    char *end = text;
    const long value = text && length > 0 ? strtol(text, &end, 10) : -1;
    if (value < 0 || value > limit || end != (char *)text + length)
        at->status = complain(STATUS_USAGE, "%s: line %zu, column %zu: not a whole number of 0..%d", at->path,
                              at->line + 1, at->column + 1, limit);
    else if (at->line >= SAMPLES || at->column >= CELLS)
        at->status = complain(STATUS_USAGE, "%s: line %zu, column %zu: one too many: %d lines of %d numbers are due",
                              at->path, at->line + 1, at->column + 1, SAMPLES, CELLS);
    else
        at->images[at->line][at->column++] = (uint8_t)value;
}

static void on_line(int terminator, void *context)
{
    (void)terminator;
    parse *at = context;
    if (at->status == STATUS_GOOD && at->column != CELLS)
        at->status = complain(STATUS_USAGE, "%s: line %zu: %zu numbers where %d are due", at->path, at->line + 1,
                              at->column, CELLS);
    at->line++;
    at->column = 0;
}

static int parse_images(const char *path, const unsigned char *text, size_t length, uint8_t (*images)[CELLS])
{
    parse at = {.path = path, .images = images};
    struct csv_parser parser;
    memory_or_exit(csv_init(&parser, CSV_STRICT | CSV_APPEND_NULL) == 0 ? &parser : NULL);
    const size_t read = csv_parse(&parser, text, length, on_cell, on_line, &at);
    if (read != length && at.status == STATUS_GOOD)
        at.status = complain(STATUS_USAGE, "%s: line %zu: %s", path, at.line + 1, csv_strerror(csv_error(&parser)));
    csv_fini(&parser, on_cell, on_line, &at);
    csv_free(&parser);
    if (at.status == STATUS_GOOD && at.line != SAMPLES)
        at.status = complain(STATUS_USAGE, "%s: %zu lines where %d are due: fetch it again", path, at.line, SAMPLES);
    return at.status;
}

static void split_images(uint8_t (*images)[CELLS], split *s)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(random, SHUFFLE_SEED);
    gsl_ran_shuffle(random, images, SAMPLES, CELLS);
    gsl_rng_free(random);
    *s = (split){.name = "digits",
                 .pixels = memory_or_exit(malloc(SAMPLES * FEATURES)),
                 .labels = memory_or_exit(malloc(SAMPLES))};
    for (size_t i = 0; i < SAMPLES; i++) {
        for (size_t j = 0; j < FEATURES; j++)
            s->pixels[i * FEATURES + j] = images[i][j];
        s->labels[i] = images[i][FEATURES];
    }
    split_cut(s, FEATURES, TRAIN, VALIDATION, TEST);
}

int digits_read(const char *dir, split *s)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/digits.csv.gz", dir);
    unsigned char *text;
    size_t length;
    int status = gzip_read(path, STATUS_USAGE, "name the folder that holds it with --digits-dir", &text, &length);
    if (status != STATUS_GOOD)
        return status;
    uint8_t(*images)[CELLS] = memory_or_exit(malloc(SAMPLES * sizeof *images));
    status = parse_images(path, text, length, images);
    if (status == STATUS_GOOD)
        split_images(images, s);
    free(images);
    free(text);
    return status;
}
