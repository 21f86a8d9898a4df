/* Labelled images: reading them, cutting them into parts. */
#ifndef ACTBENCH_DATASET_H
#define ACTBENCH_DATASET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A view on the samples of a split. */
typedef struct dataset {
    size_t samples, features, classes;
    const uint32_t *index;  /* of each sample, its row in pixels and labels */
    const uint8_t *pixels;  /* rows x features */
    const uint8_t *labels;  /* rows */
    double mean, deviation; /* of all pixels of the training part together: what images are standardised by */
} dataset;

/* What a network learns from, what its rate is chosen on, and what it is judged by: no sample is in two of
 * them. */
typedef struct split {
    const char *name;
    dataset train, validation, test;
    uint32_t *index;          /* of all samples, owned */
    uint8_t *pixels, *labels; /* all samples; owned unless redrawn */
    bool redrawn;
} split;

/* The UCI handwritten digits in DIR/digits.csv.gz, put into one fixed random order and cut into 1000, 297 and
 * 500. Returns a status; *s is set only on STATUS_GOOD, and freed with split_free. */
int digits_read(const char *dir, split *s);

/* Fashion-MNIST as Debian's package lays it in DIR: 50,000 of the 60,000 training images, the other 10,000,
 * and the 10,000 test images. As digits_read, and STATUS_MISSING when DIR holds no such files. */
int fashion_read(const char *dir, split *s);

/* The count samples of d from the given one on. */
dataset dataset_slice(const dataset *d, size_t from, size_t count);

/* Cuts the samples of s, of the given number of features and of ten classes, into three parts of these sizes. */
void split_cut(split *s, size_t features, size_t train, size_t validation, size_t test);

/* The same samples in another random order, cut into parts of the same sizes. It borrows the samples of `of`, and
 * is freed before it. */
split split_redraw(const split *of, uint64_t seed);

/* The pixels and the label of sample i of d. */
static inline const uint8_t *dataset_pixels(const dataset *d, size_t i)
{
    return d->pixels + d->index[i] * d->features;
}

static inline uint8_t dataset_label(const dataset *d, size_t i)
{
    return d->labels[d->index[i]];
}

void split_free(split *s);

/* Decompresses a gzip file into *bytes (to be freed) and *count. Returns a status; a file that cannot be
 * opened is if_missing, with advice as the end of the line; one that is cut short or damaged is STATUS_USAGE. */
int gzip_read(const char *path, int if_missing, const char *advice, unsigned char **bytes, size_t *count);

#endif
