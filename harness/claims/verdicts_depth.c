/* Gradients against depth: norms of a layer's gradient in nets that are not trained yet. */
#include "claims/contest.h"
#include "claims/lists.h"
#include "claims/take.h"
#include "claims/verdicts.h"

#include "support/length.h"

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

typedef struct depth_group {
    const char *activation, *init;
    uint64_t deepest, shallowest;
} depth_group;

/* Hidden layers from the second on: the first has another shape. */
static bool belongs(const void *of, const void *to)
{
    const training_row *row = of;
    const depth_group *g = to;
    return strcmp(row->experiment, "vanish") == 0 && strcmp(row->activation, g->activation) == 0 &&
           strcmp(row->init, g->init) == 0 && row->layer >= 2 && row->layer <= row->depth && row->gradient_norm > 0;
}

static depth_group group_of(const table *t, const char *activation, const char *init)
{
    depth_group g = {activation, init, 0, UINT64_MAX};
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
static double slope_of_seed(judgement *j, const depth_group *g, uint64_t seed, bool against_depth)
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
static interval mean_slope(judgement *j, const depth_group *g, bool against_depth)
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
    const depth_group g = group_of(j->evidence->training, activation, init);
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

static bool of_depth(const void *row, const void *unused)
{
    (void)unused;
    return strcmp(((const training_row *)row)->experiment, "depth") == 0;
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

/* What becomes of one activation's gradient with depth, from each kind of weights. */
typedef struct fading {
    decay of[STARTS];
    int vanishes[STARTS];
} fading;

/* Notes each start in the lists, as vanishing or not. */
static fading find_fading(judgement *j, const char *activation, lists *l)
{
    fading f = {0};
    for (start from = FROM_HE; from < STARTS; from++) {
        const decay d = take_decay(j, activation, start_names[from]);
        f.of[from] = d;
        f.vanishes[from] = vanishes(&d);
        lists_add(l, f.vanishes[from], "%s from %s (x %.2g)", activation, start_names[from], d.against_depth.estimate);
    }
    return f;
}

/* The factor from the last hidden layer's gradient to the second one's in the deepest trained nets. */
static double trained_decay(judgement *j, const char *activation, const char *init)
{
    run_filter f = {.experiment = "depth", .activation = activation, .init = init};
    double depths[POINTS];
    const size_t count = distinct_values(j->evidence->training, "depth", of_depth, NULL, depths, POINTS);
    if (count == 0)
        return NAN;
    f.depth = (uint64_t)depths[count - 1];
    f.layer = 2;
    const series low = find_series(j, &f, "gradient_norm");
    f.layer = f.depth;
    const series high = find_series(j, &f, "gradient_norm");
    const double factor = series_mean(&low).estimate / series_mean(&high).estimate;
    say(j, "%s (%s) after training at depth %g: layer 2 has %.3g of the last hidden layer's gradient", activation, init,
        depths[count - 1], factor);
    return factor;
}

/* N03: sigmoid's gradient vanishes and ReLU's, the remedy, does not. */
conclusion judge_sigmoid_vanishing(judgement *j)
{
    const double slope = take_identity(j, KEY_SIGMOID_SLOPE, "")->value;
    lists all = lists_new();
    const fading sigmoid = find_fading(j, "sigmoid", &all), relu = find_fading(j, "relu", &all);
    find_decay(j, "sigmoid_4x", "xavier");
    find_decay(j, "sigmoid_centred", "xavier");
    const decay both = find_decay(j, "sigmoid_4x_centred", "xavier");
    say(j, "the largest slope is %.6g; a gradient vanishes where it falls to %g or less in all", slope, vanished);
    int answers[2 * STARTS];
    size_t count = 0;
    for (start from = FROM_HE; from < STARTS; from++) {
        answers[count++] = sigmoid.vanishes[from];
        answers[count++] = -relu.vanishes[from];
    }
    const decay *usual = &sigmoid.of[FROM_XAVIER];
    char trained[TEXT_LONG];
    describe_depth(j, "sigmoid", usual->deepest, trained, sizeof trained);
    figure(j, "shallow", 0, (double)usual->shallowest);
    figure(j, "deep", 0, (double)usual->deepest);
    figure(j, "slope", 3, slope);
    figure(j, "sigmoid", 2, usual->against_depth.estimate);
    figure(j, "sigmoid_large", 2, sigmoid.of[FROM_XAVIER_4].against_depth.estimate);
    figure(j, "relu", 2, relu.of[FROM_HE].against_depth.estimate);
    figure(j, "relu_xavier", 2, relu.of[FROM_XAVIER].against_depth.estimate);
    figure(j, "both", 2, both.deepest > 0 ? both.against_depth.estimate : NAN);
    figure(j, "late", 2, trained_decay(j, "sigmoid", "xavier"));
    const conclusion c = {
        .verdict = slope > 0.25 ? REFUTED : combined_verdict(answers, count),
        .effect = usual->per_layer,
        .unit = "times the gradient norm of the layer above (sigmoid, Xavier)",
        .regime = sentence("depth %llu to %llu, untrained. Vanishes: %s; does not: %s; cannot tell: %s%s",
                           (unsigned long long)usual->shallowest, (unsigned long long)usual->deepest,
                           lists_text(&all, 1), lists_text(&all, -1), lists_text(&all, 0), trained),
    };
    lists_free(&all);
    return c;
}

/* N32 */
conclusion judge_tanh_vanishing(judgement *j)
{
    lists tanhs = lists_new(), sigmoids = lists_new();
    const fading tanh_fading = find_fading(j, "tanh", &tanhs), sigmoid = find_fading(j, "sigmoid", &sigmoids);
    const decay relu = take_decay(j, "relu", "he");
    const decay *usual = &tanh_fading.of[FROM_XAVIER];
    const bool milder = usual->against_depth.low > sigmoid.of[FROM_XAVIER].against_depth.high;
    say(j, "from Xavier's weights tanh keeps more of the gradient than sigmoid: %s", milder ? "yes" : "no");
    const verdict all = combined_verdict(tanh_fading.vanishes + FROM_HE, STARTS - FROM_HE);
    char trained[TEXT_LONG];
    describe_depth(j, "tanh", usual->deepest, trained, sizeof trained);
    figure(j, "shallow", 0, (double)usual->shallowest);
    figure(j, "deep", 0, (double)usual->deepest);
    figure(j, "tanh", 2, usual->against_depth.estimate);
    figure(j, "sigmoid", 2, sigmoid.of[FROM_XAVIER].against_depth.estimate);
    figure(j, "relu", 2, relu.against_depth.estimate);
    const conclusion c = {
        .verdict = all == SUPPORTED && milder ? DEPENDS : all,
        .effect = usual->against_depth,
        .unit = "of layer 2's gradient left in the deepest nets (tanh, Xavier)",
        .regime = sentence("from depth %llu to %llu, untrained. Vanishes: %s; does not: %s; cannot tell: %s%s",
                           (unsigned long long)usual->shallowest, (unsigned long long)usual->deepest,
                           lists_text(&tanhs, 1), lists_text(&tanhs, -1), lists_text(&tanhs, 0), trained),
    };
    lists_free(&tanhs);
    lists_free(&sigmoids);
    return c;
}

/* N41: values between 0 and 1 span 1, and so do these. */
conclusion judge_range_vanishing(judgement *j)
{
    static const struct {
        const char *activation, *init, *name;
    } spanning_1[] = {{"sigmoid", "xavier", "sigmoid"},
                      {"sigmoid", "xavier_4", "larger"},
                      {"sigmoid_4x", "xavier", "steeper"},
                      {"sigmoid_centred", "xavier", "centred"},
                      {"sigmoid_4x_centred", "xavier", "both"}};
    int answers[LENGTH(spanning_1)];
    lists all = lists_new();
    interval both = exactly(NAN);
    for (size_t i = 0; i < LENGTH(spanning_1); i++) {
        const decay d = take_decay(j, spanning_1[i].activation, spanning_1[i].init);
        answers[i] = vanishes(&d);
        both = d.against_depth;
        figure(j, spanning_1[i].name, 2, both.estimate);
        lists_add(&all, answers[i], "%s from %s (x %.2g)", spanning_1[i].activation, spanning_1[i].init, both.estimate);
    }
    const conclusion c = {.verdict = combined_verdict(answers, LENGTH(answers)),
                          .effect = both,
                          .unit = "of layer 2's gradient left in the deepest nets, sigmoid(4x) - 1/2",
                          .regime = sentence("all span 1. Vanishes: %s; does not: %s; cannot tell: %s",
                                             lists_text(&all, 1), lists_text(&all, -1), lists_text(&all, 0))};
    lists_free(&all);
    return c;
}

/* +1: ReLU's gradient vanishes and ELU keeps more of it; -1: there is nothing to lessen, or it is not lessened; 0:
 * cannot tell. */
static int lessens(const decay *elu, const decay *relu)
{
    if (vanishes(relu) <= 0)
        return vanishes(relu);
    return elu->against_depth.low > relu->against_depth.high   ? 1
           : elu->against_depth.high < relu->against_depth.low ? -1
                                                               : 0;
}

/* N44 */
conclusion judge_elu_vanishing(judgement *j)
{
    static const char *const elu_names[STARTS] = {[FROM_HE] = "elu", [FROM_XAVIER] = "elu_xavier"},
                             *const relu_names[STARTS] = {[FROM_HE] = "relu", [FROM_XAVIER] = "relu_xavier"};
    int answers[STARTS - FROM_HE];
    interval xavier = exactly(NAN);
    lists all = lists_new();
    for (start from = FROM_HE; from < STARTS; from++) {
        const decay elu = take_decay(j, "elu", start_names[from]), relu = take_decay(j, "relu", start_names[from]);
        answers[from - FROM_HE] = lessens(&elu, &relu);
        lists_add(&all, answers[from - FROM_HE], "%s (ReLU x %.2g, ELU x %.2g)", start_names[from],
                  relu.against_depth.estimate, elu.against_depth.estimate);
        if (from == FROM_XAVIER)
            xavier = elu.against_depth;
        if (elu_names[from] != NULL) {
            figure(j, elu_names[from], 2, elu.against_depth.estimate);
            figure(j, relu_names[from], 2, relu.against_depth.estimate);
        }
    }
    const conclusion c = {
        .verdict = combined_verdict(answers, LENGTH(answers)),
        .effect = xavier,
        .unit = "of layer 2's gradient left in the deepest nets (ELU, Xavier)",
        .regime = sentence(
            "weights from which ReLU's gradient vanishes and ELU keeps more: %s; there is nothing to lessen or "
            "it does not: %s; cannot tell: %s",
            lists_text(&all, 1), lists_text(&all, -1), lists_text(&all, 0))};
    lists_free(&all);
    return c;
}
