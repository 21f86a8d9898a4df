/* Whole networks against each other: accuracy, alpha learned, steps to a loss. */
#include "claims/contest.h"
#include "claims/identities.h"
#include "claims/take.h"
#include "claims/verdicts.h"

#include "support/length.h"
#include "support/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool of_alpha_sweep(const void *row, const void *unused)
{
    (void)unused;
    return strcmp(((const training_row *)row)->experiment, "alpha") == 0;
}

/* Keeps every second replication, from the first or from the second on. */
static series half_of(const series *s, size_t from)
{
    series half = {.runs = s->runs};
    for (size_t i = from; i < s->count; i += 2) {
        half.seed[half.count] = s->seed[i];
        half.value[half.count++] = s->value[i];
    }
    return half;
}

static series alpha_accuracy(judgement *j, const double *alpha, size_t half)
{
    const run_filter f = {.experiment = "alpha", .alpha_start = alpha};
    const series s = find_series(j, &f, "test_accuracy");
    return half_of(&s, half);
}

/* The alpha of the sweep with the highest test accuracy in every second replication; NaN where no net has one. */
static double best_alpha_of(judgement *j)
{
    enum { ALPHAS = 16 };
    double alphas[ALPHAS], found = NAN;
    const size_t count = distinct_values(j->evidence->training, "alpha_start", of_alpha_sweep, NULL, alphas, ALPHAS);
    interval best = exactly(NAN);
    for (size_t i = 0; i < count; i++) {
        const series s = alpha_accuracy(j, &alphas[i], 0);
        const interval mean = series_mean(&s);
        say(j, "alpha = %g: test accuracy %.5g [%.5g, %.5g] in every second replication", alphas[i], mean.estimate,
            mean.low, mean.high);
        if (isnan(mean.estimate) || mean.estimate <= best.estimate)
            continue;
        best = mean;
        found = alphas[i];
    }
    return found;
}

/* N19 */
conclusion judge_alpha_convention(judgement *j)
{
    const double usual = 0.01, best = best_alpha_of(j);
    const series at_usual = alpha_accuracy(j, &usual, 1), at_best = alpha_accuracy(j, &best, 1);
    const comparison c =
        compare(j, "best alpha - 0.01, test accuracy in the other replications", &at_best, &at_usual, false);
    figure(j, "best", 3, best);
    figure(j, "gain", 2, c.difference.estimate);
    return (conclusion){
        .verdict = NOT_MEASURABLE,
        .effect = c.difference,
        .unit = "test accuracy gained by the best alpha over 0.01",
        .regime = sentence("convention"),
    };
}

/* N20 */
conclusion judge_prelu_learning(judgement *j)
{
    const identity_row *slopes[2];
    take_identities(j, KEY_SLOPE_FORM, slopes, 2);
    /* As in N16: of the kernels only the textbook's. */
    const accuracy_row *by_branch = take_accuracy(j, "grad_alpha", "prelu/branch");
    const bool right = identity_holds(slopes[0]) && identity_holds(slopes[1]) && by_branch->max_ulp <= ACCURATE_ULP;
    run_filter f = {
        .experiment = "accuracy", .activation = "prelu", .init = "he", .hidden_layers = true, .when = AT_START};
    const series start = take_series(j, &f, "alpha");
    f.when = AT_END;
    const series end = take_series(j, &f, "alpha");
    const comparison c = compare(j, "alpha at the end - at the start, mean of the layers", &end, &start, false);
    const int moves = direction(&c, 0);
    figure(j, "start", 3, series_mean(&start).estimate);
    figure(j, "end", 3, series_mean(&end).estimate);
    say(j, "the derivative by alpha agrees with the difference quotient, and in float32 in prelu/branch: %s",
        right ? "yes" : "no");
    return (conclusion){
        .verdict = !right       ? REFUTED
                   : moves != 0 ? SUPPORTED
                                : INCONCLUSIVE,
        .effect = c.difference,
        .unit = "change of alpha by training, mean of the layers",
        .regime = sentence("digits, 3 hidden layers, alpha from %.3g", series_mean(&start).estimate),
    };
}

/* The number of training samples behind an experiment's rows. */
static uint64_t samples_of(const table *t, const char *experiment, const char *data)
{
    for (size_t i = 0; i < t->count; i++) {
        const training_row *row = table_row(t, i);
        if (strcmp(row->experiment, experiment) == 0 && strcmp(row->data, data) == 0)
            return row->samples;
    }
    return 0;
}

/* How much larger one activation's value is than ReLU's in one experiment. */
typedef struct excess {
    const char *data, *activation;
    bool by_loss;
    double rate; /* 0: each at its own */
    comparison difference;
    finding finding;
    bool broken; /* all runs of one side ended in NaN: there is nothing to compare */
} excess;

static const char *const words_of[] = {
    [CANNOT_TELL] = "cannot tell", [LARGER] = "larger", [SMALLER] = "smaller", [NEGLIGIBLE] = "too small to matter"};

static void judge_together(judgement *j, excess *all, size_t count)
{
    comparison *found = memory_or_exit(calloc(count + 1, sizeof *found));
    for (size_t i = 0; i < count; i++)
        found[i] = all[i].difference;
    adjust_together(j, found, count);
    for (size_t i = 0; i < count; i++) {
        all[i].difference = found[i];
        all[i].finding = find(&found[i], measures[all[i].by_loss ? BY_LOSS : BY_ERROR].margin);
    }
    free(found);
}

/* "digits, accuracy, prelu: too small to matter but real (0.001 [..]); ..."; to be freed. */
static char *describe_excesses(const excess *all, size_t count)
{
    char *text = NULL;
    size_t length = 0;
    FILE *to = memory_or_exit(open_memstream(&text, &length));
    for (size_t i = 0; i < count; i++) {
        const excess *e = &all[i];
        fprintf(to, "%s%s, %s, %s", i > 0 ? "; " : "", e->data, e->activation, e->by_loss ? "loss" : "accuracy");
        if (e->rate > 0)
            fprintf(to, ", rate %g", e->rate);
        if (e->broken)
            fputs(": all nets of one side end in NaN", to);
        else
            fprintf(to, ": %s%s %+.2g", words_of[e->finding],
                    e->finding == NEGLIGIBLE && is_real(&e->difference) ? " but real" : "",
                    e->difference.difference.estimate);
    }
    fclose(to);
    return text;
}

/* What literature calls a large set of images: ImageNet's 1.28 million, on which PReLU was proposed (He et al.
 * 2015). */
static const uint64_t large_set = 1000000;

static void name_gains(judgement *j, const excess *arms, uint64_t samples, bool large)
{
    figure(j, "samples", 0, (double)samples);
    figure(j, "too_small", 0, large ? NAN : (double)samples);
    figure(j, "accuracy", 2, arms[0].difference.difference.estimate);
    figure(j, "loss", 2, arms[1].difference.difference.estimate);
    figure(j, "detectable", 2, arms[0].difference.detectable);
}

/* "; a convolutional net, an alpha a layer: +0.001 [..], a filter: ..." of test accuracy, where it was trained; to be
 * freed. */
static char *describe_convolutions(judgement *j)
{
    static const char *const kinds[] = {"prelu", "prelu_unit"}, *const names[] = {"a layer", "a filter"};
    char *text = NULL, gain[TEXT_NAME];
    size_t length = 0;
    FILE *to = memory_or_exit(open_memstream(&text, &length));
    const run_filter g = {.experiment = "convolution", .activation = "relu", .optimizer = "adam"};
    const series relu = find_series(j, &g, "test_accuracy");
    for (size_t i = 0; i < LENGTH(kinds) && relu.count > 0; i++) {
        const run_filter f = {.experiment = "convolution", .activation = kinds[i], .optimizer = "adam"};
        const series prelu = find_series(j, &f, "test_accuracy");
        const comparison c = compare(j, "gain in a convolutional net, test accuracy", &prelu, &relu, false);
        fprintf(to, "%s%s: %s", i == 0 ? "; in a convolutional net, an alpha for " : ", for ", names[i],
                interval_text(c.difference, gain));
    }
    fclose(to);
    return text;
}

/* N21: test accuracy, and less loss, than ReLU's. */
conclusion judge_prelu_large(judgement *j)
{
    static const char *const kinds[] = {"prelu", "prelu_unit"};
    enum { KINDS = 2, ARMS = 2 * KINDS };
    excess arms[ARMS];
    series wrecks = {0};
    for (size_t i = 0; i < ARMS; i++) {
        const bool by_loss = i % 2;
        const char *column = by_loss ? "test_loss" : "test_accuracy";
        const run_filter f = {.experiment = "large", .data = "fashion", .activation = kinds[i / 2]},
                         g = {.experiment = "large", .data = "fashion", .activation = "relu"};
        const series prelu = take_series(j, &f, column), relu = take_series(j, &g, column);
        wrecks = prelu;
        char what[TEXT_NAME];
        snprintf(what, sizeof what, "gain of %s over relu, %s", kinds[i / 2], column);
        arms[i] = (excess){.data = "Fashion-MNIST", .activation = kinds[i / 2], .by_loss = by_loss};
        arms[i].difference = by_loss ? compare(j, what, &relu, &prelu, false) : compare(j, what, &prelu, &relu, false);
    }
    judge_together(j, arms, ARMS);
    int better[ARMS];
    for (size_t i = 0; i < ARMS; i++)
        better[i] = claim_of_larger(arms[i].finding);
    const uint64_t samples = samples_of(j->evidence->training, "large", "fashion");
    const bool large = samples >= large_set;
    say(j, "%llu training images; a set is called large from %llu on", (unsigned long long)samples,
        (unsigned long long)large_set);
    char *gains = describe_excesses(arms, ARMS), ended[TEXT_NAME];
    char *convolved = describe_convolutions(j);
    name_gains(j, arms, samples, large);
    describe_wrecks(&wrecks, ended, sizeof ended);
    const conclusion c = {
        .verdict = large ? combined_verdict(better, ARMS) : INCONCLUSIVE,
        .effect = arms[0].difference.difference,
        .unit = "test accuracy, PReLU - ReLU",
        .regime = sentence(
            "%llu training images, a perceptron%s; gain of PReLU over ReLU: %s%s; runs that end badly: %s",
            (unsigned long long)samples, large ? "" : ": not the large sets of photographs that the claim is about",
            gains, convolved, ended),
    };
    free(convolved);
    free(gains);
    return c;
}

/* How much worse a net does on the test part than on the training part. */
static series generalisation_gap(judgement *j, const char *data, const char *activation, bool by_loss, double rate)
{
    const run_filter f = {
        .experiment = rate > 0 ? "overfit_rate" : "overfit", .data = data, .activation = activation, .rate = rate};
    series gap = find_series(j, &f, by_loss ? "train_loss" : "train_accuracy");
    const series test = find_series(j, &f, by_loss ? "test_loss" : "test_accuracy");
    if (gap.count == 0)
        say_missing(j, "training.csv has no experiment %s on %s with %s: run `actbench train`", f.experiment, data,
                    activation);
    for (size_t i = 0; i < gap.count; i++)
        gap.value[i] = by_loss ? test.value[i] - gap.value[i] : gap.value[i] - test.value[i];
    return gap;
}

static excess gap_excess(judgement *j, const char *data, const char *activation, bool by_loss, double rate)
{
    const series own = generalisation_gap(j, data, activation, by_loss, rate),
                 relu = generalisation_gap(j, data, "relu", by_loss, rate);
    char what[TEXT_LONG];
    const bool broken = own.count > 0 && relu.count > 0 && (series_values(&own) == 0 || series_values(&relu) == 0);
    snprintf(what, sizeof what, "%s, rate %s%.0g, gap by %s, %s - relu", data, rate > 0 ? "" : "own ", rate,
             by_loss ? "loss" : "accuracy", activation);
    return (excess){data, activation, by_loss, rate, compare(j, what, &own, &relu, false), CANNOT_TELL, broken};
}

static bool of_equal_rates(const void *row, const void *unused)
{
    (void)unused;
    return strcmp(((const training_row *)row)->experiment, "overfit_rate") == 0;
}

/* N22 */
conclusion judge_prelu_small(judgement *j)
{
    static const char *const data[] = {"digits", "fashion"}, *const kinds[] = {"prelu", "prelu_unit"};
    enum { SETS = 2, KINDS = 2, RATES = 6, CELLS = SETS * KINDS * 2 * (RATES + 1) };
    double rates[RATES + 1] = {0};
    const size_t count = 1 + distinct_values(j->evidence->training, "rate", of_equal_rates, NULL, rates + 1, RATES);
    excess cells[CELLS], controls[SETS * 2];
    size_t filled = 0, controlled = 0;
    for (size_t i = 0; i < SETS * KINDS * 2 * count; i++)
        cells[filled++] = gap_excess(j, data[i / (KINDS * 2 * count)], kinds[i / (2 * count) % KINDS],
                                     i / count % 2 == 0, rates[i % count]);
    for (size_t i = 0; i < SETS * 2; i++)
        controls[controlled++] = gap_excess(j, data[i / 2], "leaky_relu_quarter", i % 2 == 0, 0);
    judge_together(j, cells, filled);
    judge_together(j, controls, controlled);
    int worse[CELLS];
    char *gaps = describe_excesses(cells, filled), *fixed = describe_excesses(controls, controlled);
    size_t larger = 0, no_larger = 0, told = 0;
    for (size_t i = 0; i < filled; i++) {
        if (cells[i].broken)
            continue;
        worse[told++] = claim_of_larger(cells[i].finding);
        larger += worse[told - 1] > 0;
        no_larger += worse[told - 1] < 0;
    }
    say(j, "of %zu gaps %zu are larger than ReLU's by what matters, and %zu are not; %zu are of nets that end in NaN",
        told, larger, no_larger, filled - told);
    figure(j, "cells", 0, (double)told);
    figure(j, "larger", 0, (double)larger);
    figure(j, "no_larger", 0, (double)no_larger);
    figure(j, "loss", 2, cells[0].difference.difference.estimate);
    figure(j, "accuracy", 2, cells[count].difference.difference.estimate);
    const conclusion c = {
        .verdict = combined_verdict(worse, told),
        .effect = cells[0].difference.difference,
        .unit = "test - training loss on the digits, PReLU - ReLU, each at its own rate",
        .regime =
            sentence("%llu digits, %llu Fashion images: %s. The same slope that is not learned (alpha = 0.25): %s",
                     (unsigned long long)samples_of(j->evidence->training, "overfit", data[0]),
                     (unsigned long long)samples_of(j->evidence->training, "overfit", data[1]), gaps, fixed),
    };
    free(gaps);
    free(fixed);
    return c;
}

/* Whether rivals take more steps than the subject, from every start. */
static verdict slower_rivals(const contest *c)
{
    int slower[BOUTS];
    for (size_t i = 0; i < c->count; i++)
        slower[i] = claim_of_larger(c->bouts[i].finding);
    return combined_verdict(slower, c->count);
}

/* "elu_half 1.1 [1.0, 1.2]", for each: steps over the subject's, from one start; to be freed. */
static char *ratios_of_steps(judgement *j, const char *subject, start from, const char *const *others, size_t count)
{
    char *text = NULL;
    size_t length = 0;
    FILE *to = memory_or_exit(open_memstream(&text, &length));
    const series own = take_measure(j, &measures[BY_STEPS], &(entrant){.activation = subject}, from);
    for (size_t i = 0; i < count; i++) {
        const series other = take_measure(j, &measures[BY_STEPS], &(entrant){.activation = others[i]}, from);
        char what[TEXT_NAME];
        snprintf(what, sizeof what, "steps to the loss, %s / %s", others[i], subject);
        char ratio[TEXT_NAME];
        interval_text(compare(j, what, &other, &own, true).difference, ratio);
        fprintf(to, "%s%s %s", i > 0 ? ", " : "", others[i], ratio);
    }
    fclose(to);
    return text;
}

/* N27 */
conclusion judge_elu_convergence(judgement *j)
{
    enum { OTHERS = 5 };
    static const char *const others[OTHERS] = {"relu", "leaky_relu", "prelu", "tanh", "sigmoid"};
    static const char *const kinked[] = {"elu_half", "elu_double"};
    const contest c = hold_contest(j, &measures[BY_STEPS], "elu", others, OTHERS);
    char all[TEXT_PAGE], *bent = ratios_of_steps(j, "elu", FROM_HE, kinked, 2);
    describe_contest(&c, all, sizeof all);
    figure(j, "relu", 3, bout_of(&c, "relu", FROM_HE).difference.estimate);
    figure(j, "tanh", 3, bout_of(&c, "tanh", FROM_XAVIER).difference.estimate);
    figure(j, "sigmoid", 3, bout_of(&c, "sigmoid", FROM_XAVIER).difference.estimate);
    const conclusion done = {
        .verdict = slower_rivals(&c),
        .effect = bout_of(&c, "relu", FROM_HE).difference,
        .unit = "times ELU's steps to the loss that ReLU takes, He's weights",
        .regime =
            sentence("digits, times ELU's steps, each at its own rate: ELU is, from %s; ELU of alpha 0.5 and 2, with "
                     "a kink at 0: %s",
                     all, bent),
    };
    free(bent);
    return done;
}

/* N31 */
conclusion judge_tanh_convergence(judgement *j)
{
    static const char *const sigmoid[] = {"sigmoid"};
    static const char *const controls[] = {"sigmoid_4x", "sigmoid_centred", "sigmoid_4x_centred", "tanh_quarter"};
    const contest c = hold_contest(j, &measures[BY_STEPS], "tanh", sigmoid, 1);
    char all[TEXT_PAGE], *why = ratios_of_steps(j, "tanh", FROM_XAVIER, controls, LENGTH(controls));
    describe_contest(&c, all, sizeof all);
    figure(j, "he", 3, bout_of(&c, "sigmoid", FROM_HE).difference.estimate);
    figure(j, "xavier", 3, bout_of(&c, "sigmoid", FROM_XAVIER).difference.estimate);
    figure(j, "xavier_4", 3, bout_of(&c, "sigmoid", FROM_XAVIER_4).difference.estimate);
    const conclusion done = {
        .verdict = slower_rivals(&c),
        .effect = bout_of(&c, "sigmoid", FROM_XAVIER).difference,
        .unit = "times tanh's steps to the loss that sigmoid takes, Xavier's weights",
        .regime =
            sentence("digits, times tanh's steps, each at its own rate: tanh is, from %s; sigmoid with tanh's slope, "
                     "its centring, both, and tanh with sigmoid's slope: %s",
                     all, why),
    };
    free(why);
    return done;
}
