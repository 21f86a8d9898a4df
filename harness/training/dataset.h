/* Labelled images: reading them, cutting them into parts. */
#ifndef ACTBENCH_DATASET_H
#define ACTBENCH_DATASET_H

#include <stddef.h>
#include <stdint.h>

/* A view on the samples of a split. */
typedef struct dataset {
    size_t samples, features, classes;
    const uint8_t *pixels; /* samples x features, row by row */
    const uint8_t *labels;
    double mean, deviation; /* of all pixels of the training part together: what images are standardised by */
} dataset;

/* What a network learns from, what its rate is chosen on, and what it is judged by: no sample is in two of
 * them. */
typedef struct split {
    const char *name;
    dataset train, validation, test;
    uint8_t *pixels, *labels; /* all samples, owned */
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

void split_free(split *s);

/* Decompresses a gzip file into *bytes (to be freed) and *count. Returns a status; a file that cannot be
 * opened is if_missing, with advice as the end of the line; one that is cut short or damaged is STATUS_USAGE. */
int gzip_read(const char *path, int if_missing, const char *advice, unsigned char **bytes, size_t *count);

#endif
