/* What single hidden units do: dying, coming back, their mean output. */
#include "claims/identities.h"
#include "claims/runs.h"
#include "claims/take.h"
#include "claims/verdicts.h"

#include <math.h>
#include <string.h>

enum { RATES = 64 };

/* A share of units below this is none, above it is some. */
static const double hardly_any = 0.01;

static bool of_dying(const void *row, const void *unused)
{
    (void)unused;
    return strcmp(((const training_row *)row)->experiment, "dead") == 0;
}

/* The rates at which the experiment `dead` was run, from the smallest; their number. */
static size_t list_rates(const table *t, double *rates)
{
    return distinct_values(t, "rate", of_dying, NULL, rates, RATES);
}

static run_filter dead_at(const char *activation, double rate)
{
    return (run_filter){.experiment = "dead", .activation = activation, .init = "he", .rate = rate};
}

typedef struct deaths {
    double half_rate; /* the smallest rate at which surely half the units are dead; NaN: none */
    interval share;   /* the dead share there, or the largest there is */
    size_t lost;      /* runs that diverged to NaN: their units are not counted */
} deaths;

static deaths count_deaths(judgement *j, const char *activation, bool only_good)
{
    double rates[RATES];
    const size_t count = list_rates(j->evidence->training, rates);
    deaths d = {.half_rate = NAN, .share = exactly(NAN)};
    for (size_t i = 0; i < count; i++) {
        run_filter f = dead_at(activation, rates[i]);
        f.only_good = only_good;
        const series s = find_series(j, &f, "dead_share");
        const interval share = series_mean(&s);
        d.lost += s.broken;
        say(j, "rate %g: dead share %.4g [%.4g, %.4g] in %zu %s%s nets", rates[i], share.estimate, share.low,
            share.high, series_values(&s), only_good ? "good " : "", activation);
        if (!isnan(d.half_rate) || isnan(share.low))
            continue;
        if (share.low >= 0.5)
            d.half_rate = rates[i];
        if (share.low >= 0.5 || !(share.estimate <= d.share.estimate))
            d.share = share;
    }
    return d;
}

/* N15 */
conclusion judge_dead_relu(judgement *j)
{
    const deaths all = count_deaths(j, "relu", false), good = count_deaths(j, "relu", true);
    if (isnan(all.share.low))
        say_missing(j, "training.csv has no dead_share of relu over enough seeds: run `actbench train`");
    const bool in_good = !isnan(good.half_rate), in_any = !isnan(all.half_rate);
    const run_filter there = {.experiment = "dead", .activation = "relu", .rate = good.half_rate, .only_good = true};
    const series learnt = in_good ? take_series(j, &there, "train_accuracy") : (series){0};
    return (conclusion){
        .verdict = in_good                ? SUPPORTED
                   : in_any               ? DEPENDS
                   : all.share.high < 0.5 ? REFUTED
                                          : INCONCLUSIVE,
        .effect = in_good ? good.share : all.share,
        .unit = "share of hidden units that are dead",
        .regime = in_good  ? sentence("rate >= %g, in nets that learn something (training accuracy %.2g); fewer die at "
                                       "smaller rates",
                                      good.half_rate, series_mean(&learnt).estimate)
                  : in_any ? sentence("rate >= %g, but only in nets that answer everything alike or diverge; fewer die "
                                      "at smaller rates",
                                      all.half_rate)
                           : sentence("at every rate tried fewer than half"),
        .note =
            sentence("At its %s the dead share is %.2g; %zu runs at these rates diverged to NaN and their units are "
                     "not counted.",
                     in_good || in_any ? "first rate with half the units dead" : "worst rate",
                     in_good ? good.share.estimate : all.share.estimate, all.lost),
    };
}

/* N16 */
conclusion judge_dead_forever(judgement *j)
{
    const identity_row *slope = take_identity(j, KEY_NEGATIVE_SLOPE, "");
    /* The claim is about the function: a kernel that somebody adds and gets wrong does not refute it. */
    const accuracy_row *by_branch = take_accuracy(j, "gradient", "relu/branch"),
                       *by_select = take_accuracy(j, "gradient", "relu/select");
    const bool zero = identity_holds(slope) && by_branch->misrounded == 0 && by_select->misrounded == 0;
    run_filter f = {.experiment = "dead", .activation = "relu", .when = THROUGHOUT, .layer = 1};
    const series first = take_series(j, &f, "recovered_share");
    f.deeper_layers = true;
    const series deeper = take_series(j, &f, "recovered_share");
    const interval below = series_mean(&first), above = series_mean(&deeper);
    say(j, "the slope below 0 is 0, in MPFR, and in float32 in relu/branch and relu/select: %s", zero ? "yes" : "no");
    say(j,
        "of the units dead at a checkpoint, alive at the end: layer 1: %.4g [%.4g, %.4g], layers above: %.4g "
        "[%.4g, %.4g]",
        below.estimate, below.low, below.high, above.estimate, above.low, above.high);
    const double some = 0.05;
    const int stays[] = {below.high < some  ? 1
                         : below.low > some ? -1
                                            : 0,
                         above.high < some  ? 1
                         : above.low > some ? -1
                                            : 0};
    const verdict recovery = combined_verdict(stays, 2);
    return (conclusion){
        /* Where units come back the slope is 0 all the same. */
        .verdict = !zero                 ? REFUTED
                   : recovery == REFUTED ? DEPENDS
                                         : recovery,
        .effect = above,
        .unit = "share of dead units above layer 1 that live again at the end",
        .regime = sentence("layer 1: %.3g come back; layers above, whose inputs move: %.3g come back", below.estimate,
                           above.estimate),
        .note = sentence("A dead unit's own gradient is exactly 0, but layers below it move its inputs: %.2g of those "
                         "above layer 1 come back, %.2g of those in it.",
                         above.estimate, below.estimate),
    };
}

/* N18 */
conclusion judge_leaky_cure(judgement *j)
{
    double rates[RATES];
    const size_t count = list_rates(j->evidence->training, rates);
    interval worst = exactly(NAN), cured = exactly(NAN), negative = exactly(NAN);
    double at = NAN;
    comparison found[RATES];
    size_t compared = 0, worst_of = 0;
    for (size_t i = 0; i < count; i++) {
        const run_filter f = dead_at("relu", rates[i]), g = dead_at("leaky_relu", rates[i]);
        const series relu = find_series(j, &f, "dead_share"), leaky = find_series(j, &g, "dead_share");
        const interval share = series_mean(&relu);
        const comparison c = compare(j, "leaky_relu - relu, dead share", &leaky, &relu, false);
        if (c.pairs < FEWEST_PAIRS)
            continue;
        found[compared++] = c;
        if (share.estimate <= worst.estimate)
            continue;
        worst_of = compared - 1;
        worst = share;
        cured = series_mean(&leaky);
        at = rates[i];
        const series still_negative = find_series(j, &g, "negative_share");
        negative = series_mean(&still_negative);
    }
    /* The worst rate is found by looking at all of them. */
    adjust_together(j, found, compared);
    const int better = compared > 0 ? direction(&found[worst_of], 0) : 0;
    if (isnan(cured.estimate))
        say_missing(j, "training.csv has no dead_share of relu and leaky_relu: run `actbench train`");
    say(j, "where ReLU is worst (rate %g) its dead share is %.4g [%.4g, %.4g], leaky ReLU's %.4g [%.4g, %.4g]", at,
        worst.estimate, worst.low, worst.high, cured.estimate, cured.low, cured.high);
    const bool none_left = cured.estimate <= hardly_any && !(cured.high > hardly_any);
    return (conclusion){
        .verdict = !(worst.low > hardly_any) || better == 0 ? INCONCLUSIVE
                   : better > 0                             ? REFUTED
                   : none_left                              ? SUPPORTED
                                                            : DEPENDS,
        .effect = cured,
        .unit = "dead share of leaky ReLU where ReLU's is largest",
        .regime = sentence("rate %g, alpha = 0.01; ReLU's dead share there: %.3g", at, worst.estimate),
        .note = sentence("No leaky unit is dead in the sense of a zero gradient, but a share of %.2g is negative for "
                         "every sample and "
                         "so merely linear.",
                         negative.estimate),
    };
}

/* N25 */
conclusion judge_elu_gradient(judgement *j)
{
    const identity_row *slopes[2];
    take_identities(j, KEY_NEGATIVE_SLOPE, slopes, 2);
    const accuracy_row *by_input = take_accuracy(j, "gradient", "elu/from_input");
    const accuracy_row *by_output = take_accuracy(j, "gradient", "elu/from_output");
    run_filter f = {.experiment = "dead", .activation = "elu"};
    const series dead = take_series(j, &f, "dead_share");
    f.only_good = true;
    const series good = find_series(j, &f, "dead_share");
    const interval share = series_mean(&dead);
    if (isnan(share.low))
        say_missing(j, "training.csv has no dead_share of elu over enough seeds: run `actbench train`");
    const double zero_input = number_of(by_input->saturate_lo_x), zero_output = number_of(by_output->saturate_lo_x);
    const bool in_reals = isfinite(slopes[0]->value) && isfinite(slopes[1]->value);
    say(j, "in MPFR the slope is > 0 down to x = -1e15: %s", in_reals ? "yes" : "no");
    say(j, "in float32 alpha*exp(x) is 0 from x = %.9g down, y+alpha from x = %.9g down", zero_input, zero_output);
    say(j, "dead ELU units in training: share %.4g [%.4g, %.4g] over all rates", share.estimate, share.low, share.high);
    const bool alive = share.estimate <= hardly_any && !(share.high > hardly_any);
    return (conclusion){
        .verdict = by_halves(in_reals, isnan(zero_input) && isnan(zero_output) && alive),
        .effect = share,
        .unit = "dead share of ELU units in training, all rates",
        .regime =
            sentence("real numbers: never 0; float32: 0 from x = %.5g down (from the input), %.5g (from the output)",
                     zero_input, zero_output),
        .note = sentence("The float32 gradient is 0 below x = %.4g from the output and below %.4g from the input; %.2g "
                         "of the ELU units "
                         "die in training, %.2g in nets that end well.",
                         zero_output, zero_input, share.estimate, series_mean(&good).estimate),
    };
}

/* By how much |ELU's mean| is smaller than |ReLU's|. */
static comparison compare_means(judgement *j, const char *what, run_filter f)
{
    f.magnitude = true;
    f.activation = "relu";
    const series relu = take_series(j, &f, "mean_activation");
    f.activation = "elu";
    const series elu = take_series(j, &f, "mean_activation");
    return compare(j, what, &relu, &elu, false);
}

/* N24 */
conclusion judge_elu_mean(judgement *j)
{
    run_filter exact = {.experiment = "mean", .kernel = "quadrature", .activation = "relu"};
    const series relu = take_series(j, &exact, "mean_activation");
    exact.activation = "elu";
    const series elu = take_series(j, &exact, "mean_activation");
    const double relu_mean = relu.count ? relu.value[0] : NAN, elu_mean = elu.count ? elu.value[0] : NAN;
    say(j, "mean output on N(0,1), by quadrature: ReLU %.6g, ELU %.6g", relu_mean, elu_mean);
    const run_filter sampled = {.experiment = "mean", .data = "gaussian", .dtype = "f32"};
    const run_filter trained = {.experiment = "accuracy", .init = "he", .hidden_layers = true};
    comparison found[] = {compare_means(j, "N(0,1), measured: |mean of ReLU| - |mean of ELU|", sampled),
                          compare_means(j, "trained hidden layers: |mean of ReLU| - |mean of ELU|", trained)};
    adjust_together(j, found, 2);
    const int nearer[] = {fabs(elu_mean) < fabs(relu_mean) ? 1 : -1, direction(&found[0], 0), direction(&found[1], 0)};
    static const char *const said[] = {"farther from 0", "cannot tell", "nearer to 0"};
    return (conclusion){
        .verdict = combined_verdict(nearer, 3),
        .effect = exactly(elu_mean),
        .unit = "mean of ELU(N(0,1)); ReLU's is 0.3989",
        .regime = sentence("ELU's mean on N(0,1): %s; in hidden layers of trained nets: %s", said[nearer[0] + 1],
                           said[nearer[2] + 1]),
        .note = sentence("On N(0,1) input ELU's mean output is %.3g against ReLU's %.3g; in trained nets it is %s.",
                         elu_mean, relu_mean, said[nearer[2] + 1]),
    };
}
