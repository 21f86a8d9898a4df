/* Gradients against depth: norms of a layer's gradient in nets that are not trained yet. */
#include "claims/runs.h"
#include "claims/take.h"
#include "claims/verdicts.h"

#include <math.h>
#include <string.h>

/* A gradient vanishes where it falls to this or less: from the last hidden layer to the first of the deepest
 * nets, or from the shallowest nets to the deepest. */
static const double vanished = 0.1;
enum { SEEDS = 64, POINTS = 256 };

typedef struct decay {
    uint64_t deepest, shallowest; /* depths of the nets */
    interval per_layer;           /* factor of the gradient's norm from one layer to the one below it */
    interval across;              /* the same from the last hidden layer to the second, in the deepest nets */
    interval against_depth;       /* factor of the second layer's gradient from the shallowest nets to the deepest */
} decay;

typedef struct group {
    const char *activation, *init;
    uint64_t deepest, shallowest;
} group;

/* Hidden layers from the second on: the first has another shape. */
static bool belongs(const void *of, const void *to)
{
    const training_row *row = of;
    const group *g = to;
    return strcmp(row->experiment, "vanish") == 0 && strcmp(row->activation, g->activation) == 0 &&
           strcmp(row->init, g->init) == 0 && row->layer >= 2 && row->layer <= row->depth && row->gradient_norm > 0;
}

static group group_of(const table *t, const char *activation, const char *init)
{
    group g = {activation, init, 0, UINT64_MAX};
    for (size_t i = 0; i < t->count; i++) {
        const training_row *row = table_row(t, i);
        if (!belongs(row, &g))
            continue;
        g.deepest = row->depth > g.deepest ? row->depth : g.deepest;
        g.shallowest = row->depth < g.shallowest ? row->depth : g.shallowest;
    }
    return g;
}

/* The slope of log(gradient norm) of one seed: against the layer in the deepest nets, or of layer 2 against
 * the depth. */
static double slope_of_seed(judgement *j, const group *g, uint64_t seed, bool against_depth)
{
    const table *t = j->evidence->training;
    double at[POINTS], norm[POINTS];
    size_t count = 0;
    for (size_t i = 0; i < t->count && count < POINTS; i++) {
        const training_row *row = table_row(t, i);
        if (!belongs(row, g) || row->seed != seed || (against_depth ? row->layer != 2 : row->depth != g->deepest))
            continue;
        use_row(j, t, row);
        at[count] = (double)(against_depth ? row->depth : row->layer);
        norm[count++] = log(row->gradient_norm);
    }
    return slope_of_line(at, norm, count).estimate;
}

/* The mean slope over the seeds. */
static interval mean_slope(judgement *j, const group *g, bool against_depth)
{
    double seeds[SEEDS], slopes[SEEDS];
    const size_t count = distinct_values(j->evidence->training, "seed", belongs, g, seeds, SEEDS);
    for (size_t i = 0; i < count; i++)
        slopes[i] = slope_of_seed(j, g, (uint64_t)seeds[i], against_depth);
    return mean_over_seeds(slopes, count);
}

/* e^(times * slope), the ends in order. */
static interval powers(interval slope, double times)
{
    const interval p = {exp(times * slope.estimate), exp(times * slope.low), exp(times * slope.high)};
    return times < 0 ? (interval){p.estimate, p.high, p.low} : p;
}

static decay find_decay(judgement *j, const char *activation, const char *init)
{
    const group g = group_of(j->evidence->training, activation, init);
    const interval by_layer = mean_slope(j, &g, false), by_depth = mean_slope(j, &g, true);
    const decay d = {g.deepest, g.shallowest, powers(by_layer, -1), powers(by_layer, 2 - (double)g.deepest),
                     powers(by_depth, (double)g.deepest - (double)g.shallowest)};
    if (g.deepest == 0)
        return d;
    say_row(j,
            "training.csv experiment=vanish activation=%s init=%s: gradient_norm of layers 2..%llu at depth "
            "%llu, and "
            "of layer 2 at depths %llu..%llu",
            activation, init, (unsigned long long)g.deepest, (unsigned long long)g.deepest,
            (unsigned long long)g.shallowest, (unsigned long long)g.deepest);
    say(j,
        "%s (%s): slope of log-norm by layer %.4g [%.4g, %.4g]: x %.4g a layer downwards, x %.3g [%.3g, "
        "%.3g] from "
        "the last to layer 2",
        activation, init, by_layer.estimate, by_layer.low, by_layer.high, d.per_layer.estimate, d.across.estimate,
        d.across.low, d.across.high);
    say(j,
        "%s (%s): slope of layer 2's log-norm by depth %.4g [%.4g, %.4g]: x %.3g [%.3g, %.3g] from depth "
        "%llu to %llu",
        activation, init, by_depth.estimate, by_depth.low, by_depth.high, d.against_depth.estimate, d.against_depth.low,
        d.against_depth.high, (unsigned long long)g.shallowest, (unsigned long long)g.deepest);
    return d;
}

static decay take_decay(judgement *j, const char *activation, const char *init)
{
    const decay d = find_decay(j, activation, init);
    if (isnan(d.across.low) || isnan(d.against_depth.low))
        say_missing(j, "training.csv has too few gradient norms of %s (%s): run `actbench train`", activation, init);
    return d;
}

/* +1: vanishes; -1: does not; 0: cannot tell. */
static int vanishes(const decay *d)
{
    if (d->across.high <= vanished || d->against_depth.high <= vanished)
        return 1;
    return d->across.low > vanished && d->against_depth.low > vanished ? -1 : 0;
}

static const char *vanishing(int found)
{
    return found > 0 ? "vanishes" : found < 0 ? "does not" : "cannot tell";
}

/* How a deep net of the activation ends: "untrainable in N of M" for the note. */
static void describe_depth(judgement *j, const char *activation, uint64_t depth, char *text, size_t size)
{
    const run_filter f = {
        .experiment = "depth", .activation = activation, .init = usual_init(activation), .depth = depth};
    const series s = find_series(j, &f, "train_accuracy");
    text[0] = '\0';
    if (s.count > 0)
        snprintf(text, size, "; trained at that depth %zu of %zu nets learn nothing", s.constant, s.runs);
}

/* N03 */
conclusion judge_sigmoid_vanishing(judgement *j)
{
    const double slope = take_identity(j, KEY_SIGMOID_SLOPE, "")->value;
    const decay usual = take_decay(j, "sigmoid", "xavier"), relu = take_decay(j, "relu", "he");
    const decay wide = take_decay(j, "sigmoid", "xavier_4");
    find_decay(j, "sigmoid_4x", "xavier");
    find_decay(j, "sigmoid_centred", "xavier");
    const int with_usual = vanishes(&usual), with_wide = vanishes(&wide), with_relu = vanishes(&relu);
    say(j, "the largest slope is %.6g; a gradient vanishes where it falls to %g or less in all", slope, vanished);
    char trained[TEXT_LONG];
    describe_depth(j, "sigmoid", usual.deepest, trained, sizeof trained);
    return (conclusion){
        .verdict = with_usual < 0 || slope > 0.25 ? REFUTED
                   : with_usual == 0              ? INCONCLUSIVE
                                     : combined_verdict((const int[]){with_usual, with_wide, -with_relu}, 3),
        .effect = usual.per_layer,
        .unit = "times the gradient norm of the layer above (sigmoid, Xavier)",
        .regime = sentence("depth %llu: Xavier weights: %s; weights 4 times as large: %s; ReLU (He): %s",
                           (unsigned long long)usual.deepest, vanishing(with_usual), vanishing(with_wide),
                           vanishing(with_relu)),
        .note = sentence("Each layer down leaves %.3g of sigmoid's gradient, %.3g of it with weights 4 times as large "
                         "and %.3g of ReLU's%s.",
                         usual.per_layer.estimate, wide.per_layer.estimate, relu.per_layer.estimate, trained),
    };
}

/* N32 */
conclusion judge_tanh_vanishing(judgement *j)
{
    const decay tanh_decay = take_decay(j, "tanh", "xavier"), sigmoid = take_decay(j, "sigmoid", "xavier");
    const decay relu = take_decay(j, "relu", "he");
    const int it = vanishes(&tanh_decay);
    const bool milder = tanh_decay.against_depth.low > sigmoid.against_depth.high;
    say(j, "tanh keeps more of the gradient than sigmoid: %s", milder ? "yes" : "no");
    char trained[TEXT_LONG];
    describe_depth(j, "tanh", tanh_decay.deepest, trained, sizeof trained);
    return (conclusion){
        .verdict = it == 0  ? INCONCLUSIVE
                   : it < 0 ? REFUTED
                   : milder ? DEPENDS
                            : SUPPORTED,
        .effect = tanh_decay.against_depth,
        .unit = "of layer 2's gradient left in the deepest nets (tanh, Xavier)",
        .regime =
            sentence("Xavier weights: layer 2 keeps %.3g of the last layer's gradient, and from depth %llu to %llu "
                     "%.3g of its own",
                     tanh_decay.across.estimate, (unsigned long long)tanh_decay.shallowest,
                     (unsigned long long)tanh_decay.deepest, tanh_decay.against_depth.estimate),
        .note = sentence("From depth %llu to the deepest the gradient of layer 2 falls to %.2g with tanh, %.2g with "
                         "sigmoid, %.2g with ReLU%s.",
                         (unsigned long long)tanh_decay.shallowest, tanh_decay.against_depth.estimate,
                         sigmoid.against_depth.estimate, relu.against_depth.estimate, trained),
    };
}
