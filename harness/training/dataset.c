#include "training/dataset.h"

#include <math.h>
#include <stdlib.h>

enum { CLASSES = 10 };

/* Mean and standard deviation of the bytes, exact up to the last division. */
static void moments(const uint8_t *bytes, size_t count, double *mean, double *deviation)
{
    uint64_t sum = 0, squares = 0;
    for (size_t i = 0; i < count; i++) {
        sum += bytes[i];
        squares += (uint64_t)bytes[i] * bytes[i];
    }
    *mean = (double)sum / (double)count;
    *deviation = sqrt((double)squares / (double)count - *mean * *mean);
}

dataset dataset_slice(const dataset *d, size_t from, size_t count)
{
    dataset part = *d;
    part.samples = count;
    part.pixels += from * d->features;
    part.labels += from;
    return part;
}

void split_cut(split *s, size_t features, size_t train, size_t validation, size_t test)
{
    dataset all = {.features = features, .classes = CLASSES, .pixels = s->pixels, .labels = s->labels};
    moments(all.pixels, train * features, &all.mean, &all.deviation);
    s->train = dataset_slice(&all, 0, train);
    s->validation = dataset_slice(&all, train, validation);
    s->test = dataset_slice(&all, train + validation, test);
}

void split_free(split *s)
{
    free(s->pixels);
    free(s->labels);
    *s = (split){0};
}
