/* Gradients against depth: norms of a layer's gradient in nets that are not trained yet. */
#include "claims/runs.h"
#include "claims/take.h"
#include "claims/verdicts.h"

#include <math.h>
#include <string.h>

/* A gradient vanishes where it falls to this or less from the last hidden layer to the first of the deepest
 * nets. */
static const double vanished = 0.1;
enum { SEEDS = 64, LAYERS = 64 };

typedef struct decay {
    uint64_t depth;
    interval per_layer; /* factor of the norm from one layer to the one below */
    interval in_all;    /* the same from the last hidden layer to the first */
} decay;

static uint64_t deepest(const table *t)
{
    uint64_t depth = 0;
    for (size_t i = 0; i < t->count; i++) {
        const training_row *row = table_row(t, i);
        if (strcmp(row->experiment, "vanish") == 0 && row->depth > depth)
            depth = row->depth;
    }
    return depth;
}

static bool belongs(const training_row *row, const char *activation, const char *init, uint64_t depth)
{
    return strcmp(row->experiment, "vanish") == 0 && strcmp(row->activation, activation) == 0 &&
           strcmp(row->init, init) == 0 && row->depth == depth && row->layer >= 2 && row->layer <= depth;
}

/* The slope of log(gradient norm) against the layer, of one seed. Layer 1 is left out: its shape differs. */
static double slope_of_seed(judgement *j, const char *activation, const char *init, uint64_t depth,
                            uint64_t seed)
{
    const table *t = j->evidence->training;
    double layer[LAYERS], norm[LAYERS];
    size_t count = 0;
    for (size_t i = 0; i < t->count && count < LAYERS; i++) {
        const training_row *row = table_row(t, i);
        if (!belongs(row, activation, init, depth) || row->seed != seed || !(row->gradient_norm > 0))
            continue;
        use_row(j, t, row);
        layer[count] = (double)row->layer;
        norm[count++] = log(row->gradient_norm);
    }
    return slope_of_line(layer, norm, count).estimate;
}

/* The seeds of the rows; their number. */
static size_t list_seeds(const table *t, const char *activation, const char *init, uint64_t depth,
                         uint64_t *seeds)
{
    size_t count = 0;
    for (size_t i = 0; i < t->count && count < SEEDS; i++) {
        const training_row *row = table_row(t, i);
        size_t known = 0;
        while (known < count && seeds[known] != row->seed)
            known++;
        if (known == count && belongs(row, activation, init, depth))
            seeds[count++] = row->seed;
    }
    return count;
}

static interval powers(interval slope, double times)
{
    return (interval){exp(-times * slope.estimate), exp(-times * slope.high), exp(-times * slope.low)};
}

static decay find_decay(judgement *j, const char *activation, const char *init)
{
    decay d = {.depth = deepest(j->evidence->training)};
    uint64_t seeds[SEEDS];
    const size_t count = list_seeds(j->evidence->training, activation, init, d.depth, seeds);
    double slopes[SEEDS];
    for (size_t i = 0; i < count; i++)
        slopes[i] = slope_of_seed(j, activation, init, d.depth, seeds[i]);
    const interval slope = bootstrap_mean(slopes, count, 1);
    d.per_layer = powers(slope, 1);
    d.in_all = powers(slope, (double)d.depth - 1);
    if (count > 0) {
        say_row(j,
                "training.csv experiment=vanish activation=%s init=%s depth=%llu: gradient_norm of layers "
                "2..%llu, %zu seeds",
                activation, init, (unsigned long long)d.depth, (unsigned long long)d.depth, count);
        say(j,
            "%s (%s): log-norm falls by %.4g [%.4g, %.4g] a layer downwards: x %.4g a layer, x %.3g [%.3g, "
            "%.3g] in all",
            activation, init, slope.estimate, slope.low, slope.high, d.per_layer.estimate, d.in_all.estimate,
            d.in_all.low, d.in_all.high);
    }
    return d;
}

static decay take_decay(judgement *j, const char *activation, const char *init)
{
    const decay d = find_decay(j, activation, init);
    if (isnan(d.in_all.low))
        say_missing(j, "training.csv has too few gradient norms of %s (%s): run `actbench train`", activation,
                    init);
    return d;
}

/* +1: vanishes; -1: does not; 0: cannot tell. */
static int vanishes(const decay *d)
{
    return d->in_all.high <= vanished ? 1 : d->in_all.low > vanished ? -1 : 0;
}

/* How a deep net of the activation ends: "untrainable in N of M" for the note. */
static void describe_depth(judgement *j, const char *activation, char *text, size_t size)
{
    const run_filter f = {.experiment = "depth",
                          .activation = activation,
                          .init = usual_init(activation),
                          .depth = deepest(j->evidence->training)};
    const series s = find_series(j, &f, "train_accuracy");
    text[0] = '\0';
    if (s.count > 0)
        snprintf(text, size, "; trained at that depth %zu of %zu nets learn nothing",
                 series_outcomes(&s, 'c'), s.count);
}

/* N03 */
void judge_sigmoid_vanishing(judgement *j)
{
    const double slope = take_identity(j, "largest slope of sigmoid", "")->value;
    const decay usual = take_decay(j, "sigmoid", "xavier"), relu = take_decay(j, "relu", "he");
    const decay wide = take_decay(j, "sigmoid", "xavier_4");
    find_decay(j, "sigmoid_4x", "xavier");
    find_decay(j, "sigmoid_centred", "xavier");
    const int with_usual = vanishes(&usual), with_wide = vanishes(&wide), with_relu = vanishes(&relu);
    say(j, "the largest slope is %.6g; a gradient vanishes where it falls to %g or less in all", slope,
        vanished);
    if (with_usual < 0 || slope > 0.25)
        conclude(j, REFUTED);
    else if (with_usual == 0 || with_wide == 0)
        conclude(j, INCONCLUSIVE);
    else
        conclude(j, with_wide > 0 && with_relu < 0 ? SUPPORTED : DEPENDS);
    set_effect(j, usual.per_layer, "times the gradient norm of the layer above (sigmoid, Xavier)");
    set_regime(j, "depth %llu: Xavier weights: vanishes; weights 4 times as large: %s; ReLU (He): %s",
               (unsigned long long)usual.depth, with_wide < 0 ? "does not" : "vanishes",
               with_relu < 0 ? "does not" : "vanishes");
    char trained[TEXT_LONG];
    describe_depth(j, "sigmoid", trained, sizeof trained);
    set_note(j,
             "Each layer down leaves %.3g of sigmoid's gradient, %.3g of it with weights 4 times as large "
             "and %.3g of "
             "ReLU's%s.",
             usual.per_layer.estimate, wide.per_layer.estimate, relu.per_layer.estimate, trained);
}

/* N32 */
void judge_tanh_vanishing(judgement *j)
{
    const decay tanh_decay = take_decay(j, "tanh", "xavier"), sigmoid = take_decay(j, "sigmoid", "xavier");
    const decay relu = take_decay(j, "relu", "he");
    const int it = vanishes(&tanh_decay);
    const bool milder = tanh_decay.per_layer.low > sigmoid.per_layer.high;
    say(j, "tanh keeps more of the gradient than sigmoid: %s", milder ? "yes" : "no");
    conclude(j, it == 0 ? INCONCLUSIVE : it < 0 ? REFUTED : milder ? DEPENDS : SUPPORTED);
    set_effect(j, tanh_decay.per_layer, "times the gradient norm of the layer above (tanh, Xavier)");
    set_regime(j, "depth %llu, Xavier weights: the first hidden layer has %.3g of the last one's gradient",
               (unsigned long long)tanh_decay.depth, tanh_decay.in_all.estimate);
    char trained[TEXT_LONG];
    describe_depth(j, "tanh", trained, sizeof trained);
    set_note(j,
             "Each layer down leaves %.3g of tanh's gradient against %.3g of sigmoid's and %.3g of ReLU's%s.",
             tanh_decay.per_layer.estimate, sigmoid.per_layer.estimate, relu.per_layer.estimate, trained);
}
