/* A split: which samples a network learns from, and which judge it. */
#include "training/dataset.h"

#include "support/memory.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CLASSES = 10 };

/* Mean and standard deviation of the pixels, exact up to the last division. */
static void find_moments(dataset *d)
{
    uint64_t sum = 0, squares = 0;
    for (size_t i = 0; i < d->samples; i++) {
        const uint8_t *pixels = dataset_pixels(d, i);
        for (size_t j = 0; j < d->features; j++) {
            sum += pixels[j];
            squares += (uint64_t)pixels[j] * pixels[j];
        }
    }
    const double count = (double)(d->samples * d->features);
    d->mean = (double)sum / count;
    d->deviation = sqrt((double)squares / count - d->mean * d->mean);
}

dataset dataset_slice(const dataset *d, size_t from, size_t count)
{
    dataset part = *d;
    part.samples = count;
    part.index += from;
    return part;
}

static void cut(split *s, size_t features, size_t train, size_t validation, size_t test)
{
    dataset all = {.samples = train,
                   .features = features,
                   .classes = CLASSES,
                   .index = s->index,
                   .pixels = s->pixels,
                   .labels = s->labels};
    find_moments(&all);
    s->train = dataset_slice(&all, 0, train);
    s->validation = dataset_slice(&all, train, validation);
    s->test = dataset_slice(&all, train + validation, test);
}

void split_cut(split *s, size_t features, size_t train, size_t validation, size_t test)
{
    const size_t count = train + validation + test;
    s->index = memory_or_exit(malloc(count * sizeof *s->index));
    for (size_t i = 0; i < count; i++)
        s->index[i] = (uint32_t)i;
    cut(s, features, train, validation, test);
}

split split_redraw(const split *of, uint64_t seed)
{
    const size_t train = of->train.samples, validation = of->validation.samples, test = of->test.samples;
    const size_t count = train + validation + test;
    split s = {.name = of->name, .pixels = of->pixels, .labels = of->labels, .redrawn = true};
    s.index = memory_or_exit(malloc((count + 1) * sizeof *s.index));
    memcpy(s.index, of->index, count * sizeof *s.index);
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(random, seed);
    gsl_ran_shuffle(random, s.index, count, sizeof *s.index);
    gsl_rng_free(random);
    cut(&s, of->train.features, train, validation, test);
    return s;
}

void split_free(split *s)
{
    free(s->index);
    if (!s->redrawn) {
        free(s->pixels);
        free(s->labels);
    }
    *s = (split){0};
}
