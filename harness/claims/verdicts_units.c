/* What single hidden units do: dying, coming back. */
#include "claims/contest.h"
#include "claims/identities.h"
#include "claims/lists.h"
#include "claims/take.h"
#include "claims/verdicts.h"

#include "support/length.h"
#include "support/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
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

typedef struct dead_counts {
    double half_rate; /* the smallest rate at which surely half the units are dead; NaN: none */
    interval share;   /* the dead share there, or the largest there is */
    size_t lost;      /* runs that diverged to NaN: their units are not counted */
} dead_counts;

static dead_counts count_deaths(judgement *j, const char *activation, bool only_good)
{
    double rates[RATES];
    const size_t count = list_rates(j->evidence->training, rates);
    dead_counts d = {.half_rate = NAN, .share = exactly(NAN)};
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
    const dead_counts all = count_deaths(j, "relu", false), good = count_deaths(j, "relu", true);
    if (isnan(all.share.low))
        say_missing(j, "training.csv has no dead_share of relu over enough seeds: run `actbench train`");
    const bool in_good = !isnan(good.half_rate), in_any = !isnan(all.half_rate);
    const run_filter there = {.experiment = "dead", .activation = "relu", .rate = good.half_rate, .only_good = true};
    const series learnt = in_good ? take_series(j, &there, "train_accuracy") : (series){0};
    figure_percent(j, "share", in_good ? good.share.estimate : all.share.estimate);
    figure(j, "rate", 3, in_good ? good.half_rate : all.half_rate);
    figure_percent(j, "accuracy", in_good ? series_mean(&learnt).estimate : NAN);
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
                  : all.share.high < 0.5 ? sentence("at every rate tried fewer than half")
                                         : sentence("at no rate tried surely half; the largest share is %s",
                                                    interval_text(all.share, (char[TEXT_NAME]){0})),
    };
}

/* Units that died at one rate, and those of them that live at the end. */
typedef struct recovery {
    double rate, died;
    interval share; /* recovered of died, over all nets */
} recovery;

typedef struct unit_counts {
    double died[SERIES_ROOM], recovered[SERIES_ROOM];
} unit_counts;

/* Recovered units of all nets over their died ones; the values are indices into the counts. */
static double recovered_of_died(const double *seeds, size_t count, const void *context)
{
    const unit_counts *units = context;
    double died = 0, recovered = 0;
    for (size_t i = 0; i < count; i++) {
        died += units->died[(size_t)seeds[i]];
        recovered += units->recovered[(size_t)seeds[i]];
    }
    return died > 0 ? recovered / died : 0;
}

static recovery recovery_at(judgement *j, double rate)
{
    const run_filter f = dead_at("relu", rate);
    const series died = find_series(j, &f, "died_units"), recovered = find_series(j, &f, "recovered_units");
    unit_counts units;
    double indices[SERIES_ROOM] = {0};
    recovery r = {.rate = rate, .share = exactly(NAN)};
    size_t count = 0;
    for (size_t i = 0; i < died.count; i++) {
        if (isnan(died.value[i]))
            continue;
        units.died[count] = died.value[i];
        units.recovered[count] = recovered.value[i];
        indices[count] = (double)count;
        r.died += died.value[i];
        count++;
    }
    if (r.died > 0)
        r.share = bootstrap_interval(indices, count, recovered_of_died, &units, 1);
    if (count < FEWEST_PAIRS)
        r.share = exactly(r.share.estimate);
    say(j, "rate %g: %.0f units died in %zu nets, of which %.4g [%.4g, %.4g] live at the end", rate, r.died, count,
        r.share.estimate, r.share.low, r.share.high);
    return r;
}

/* A share of units that come back below which death is for good, and the fewest deaths that tell. */
static const double some = 0.05, few_deaths = 20;

/* N16 */
conclusion judge_dead_forever(judgement *j)
{
    const identity_row *slope = take_identity(j, KEY_NEGATIVE_SLOPE, "");
    /* The claim is about the function: a kernel that somebody adds and gets wrong does not refute it. */
    const accuracy_row *by_branch = take_accuracy(j, "gradient", "relu/branch"),
                       *by_select = take_accuracy(j, "gradient", "relu/select");
    const bool zero = identity_holds(slope) && by_branch->misrounded == 0 && by_select->misrounded == 0;
    say(j, "the slope below 0 is 0, in MPFR, and in float32 in relu/branch and relu/select: %s", zero ? "yes" : "no");
    double rates[RATES];
    const size_t count = list_rates(j->evidence->training, rates);
    recovery most = {.share = exactly(NAN)};
    int stays[RATES];
    size_t told = 0;
    lists by_rate = lists_new(), lasting = lists_new();
    for (size_t i = 0; i < count; i++) {
        const recovery r = recovery_at(j, rates[i]);
        if (r.died < few_deaths)
            continue;
        stays[told] = r.share.high < some ? 1 : r.share.low > some ? -1 : 0;
        if (stays[told] > 0)
            lists_add(&lasting, 1, "%g", r.rate);
        lists_add(&by_rate, stays[told++], "%g (%.0f%% of %.0f units)", r.rate, 100 * r.share.estimate, r.died);
        if (!(r.share.estimate <= most.share.estimate))
            most = r;
    }
    if (told == 0)
        say_missing(j, "training.csv has too few units of relu that died: run `actbench train`");
    const verdict recovery_says = combined_verdict(stays, told);
    figure(j, "rate", 3, most.rate);
    figure_percent(j, "back", most.share.estimate);
    figure_words(j, "lasting", lists_text(&lasting, 1));
    lists_free(&lasting);
    const conclusion c = {
        /* Where units come back the slope is 0 all the same. */
        .verdict = !zero                      ? REFUTED
                   : recovery_says == REFUTED ? DEPENDS
                                              : recovery_says,
        .effect = most.share,
        .unit = "largest share of the units that died in training that live again at the end",
        .regime =
            sentence("slope below 0 %s; learning rate at which the dead stay dead: %s; come back: %s; cannot tell: %s",
                     zero ? "is 0" : "is not 0 everywhere", lists_text(&by_rate, 1), lists_text(&by_rate, -1),
                     lists_text(&by_rate, 0)),
    };
    lists_free(&by_rate);
    return c;
}

/* N43 */
conclusion judge_death_at_once(judgement *j)
{
    double rates[RATES];
    const size_t count = list_rates(j->evidence->training, rates);
    const run_filter f = dead_at("relu", count > 0 ? rates[0] : NAN);
    const series at_smallest = take_series(j, &f, "dead_share");
    const interval dead = series_mean(&at_smallest);
    recovery most = {.share = exactly(NAN)};
    bool all_told = true;
    for (size_t i = 0; i < count; i++) {
        const recovery r = recovery_at(j, rates[i]);
        if (r.died < few_deaths)
            continue;
        all_told = all_told && r.share.high < some;
        if (!(r.share.estimate <= most.share.estimate))
            most = r;
    }
    say(j, "at the smallest rate, %.3g, a share of %.4g [%.4g, %.4g] is dead", count > 0 ? rates[0] : NAN,
        dead.estimate, dead.low, dead.high);
    if (isnan(most.share.estimate))
        say_missing(j, "training.csv has too few units of relu that died: run `actbench train`");
    const int answers[] = {dead.low > 0.5    ? 1
                           : dead.high < 0.5 ? -1
                                             : 0,
                           most.share.low > some ? -1
                           : all_told            ? 1
                                                 : 0};
    figure(j, "small_rate", 3, count > 0 ? rates[0] : NAN);
    figure_percent(j, "dead", dead.estimate);
    figure(j, "rate", 3, most.rate);
    figure_percent(j, "back", most.share.estimate);
    return (conclusion){.verdict = combined_verdict(answers, LENGTH(answers)),
                        .effect = dead,
                        .unit = "dead share of ReLU units at the smallest rate",
                        .regime = sentence("dead at rate %g: %s of the units; most that came back: %s, at rate %g",
                                           count > 0 ? rates[0] : NAN, interval_text(dead, (char[TEXT_NAME]){0}),
                                           interval_text(most.share, (char[TEXT_NAME]){0}), most.rate)};
}

/* ReLU's nets and leaky ReLU's at one rate. */
typedef struct cure {
    double rate;
    series relu, leaky;
    interval dead, left; /* shares of their units */
    comparison difference;
} cure;

static cure cure_at(judgement *j, double rate)
{
    const run_filter f = dead_at("relu", rate), g = dead_at("leaky_relu", rate);
    cure c = {.rate = rate, .relu = find_series(j, &f, "dead_share"), .leaky = find_series(j, &g, "dead_share")};
    c.dead = series_mean(&c.relu);
    c.left = series_mean(&c.leaky);
    c.difference = compare(j, "leaky_relu - relu, dead share", &c.leaky, &c.relu, false);
    return c;
}

static size_t wrecks_of(const series *s)
{
    return s->constant + s->diverged + s->broken;
}

/* Whether most of the nets end well: +1; are wrecks: -1; at 5% by a sign test: 0 cannot tell. */
static int nets_end_well(const series *s)
{
    const unsigned runs = (unsigned)s->runs, wrecks = (unsigned)wrecks_of(s);
    const unsigned fewer = wrecks < runs - wrecks ? wrecks : runs - wrecks;
    if (runs == 0 || 2 * gsl_cdf_binomial_P(fewer, 0.5, runs) > 0.05)
        return 0;
    return wrecks < runs - wrecks ? 1 : -1;
}

/* N18 */
conclusion judge_leaky_cure(judgement *j)
{
    double rates[RATES];
    const size_t count = list_rates(j->evidence->training, rates);
    cure *all = memory_or_exit(calloc(count + 1, sizeof *all));
    comparison found[RATES];
    int answers[2 * RATES];
    size_t told = 0, well = 0, wrecked = 0;
    lists by_rate = lists_new();
    interval left = exactly(NAN);
    for (size_t i = 0; i < count; i++) {
        all[i] = cure_at(j, rates[i]);
        found[i] = all[i].difference;
    }
    adjust_together(j, found, count);
    for (size_t i = 0; i < count; i++) {
        const cure *c = &all[i];
        if (!(c->dead.low > hardly_any))
            continue;
        const int fewer = -direction(&found[i], 0), none_left = c->left.high <= hardly_any || c->left.estimate <= 0;
        const int nets = nets_end_well(&c->leaky);
        answers[told++] = fewer == 0 ? 0 : fewer > 0 && none_left ? 1 : -1;
        answers[told++] = nets;
        well += nets > 0;
        wrecked += nets < 0;
        char relu_ends[TEXT_NAME], leaky_ends[TEXT_NAME];
        describe_wrecks(&c->relu, relu_ends, sizeof relu_ends);
        describe_wrecks(&c->leaky, leaky_ends, sizeof leaky_ends);
        lists_add(&by_rate, nets, "%g (dead %.2g, with leaky ReLU %.2g; wrecks %s, with leaky ReLU %s)", c->rate,
                  c->dead.estimate, c->left.estimate, relu_ends, leaky_ends);
        if (!(c->left.estimate <= left.estimate))
            left = c->left;
    }
    if (count == 0)
        say_missing(j, "training.csv has no dead_share of relu and leaky_relu: run `actbench train`");
    figure_percent(j, "left", left.estimate);
    figure(j, "rates", 0, (double)(told / 2));
    figure(j, "well", 0, (double)well);
    figure(j, "wrecked", 0, (double)wrecked);
    say(j,
        "rates at which ReLU's units die: %zu; leaky ReLU's nets end well at %zu and as wrecks at %zu; its largest dead "
        "share there is %.3g",
        told / 2, well, wrecked, left.estimate);
    const conclusion done = {
        .verdict = combined_verdict(answers, told),
        .effect = left,
        .unit = "dead share of leaky ReLU, at most, where ReLU's units die",
        .regime =
            sentence("rates at which ReLU's units die and leaky ReLU's nets end well: %s; end as wrecks: %s; cannot "
                     "tell: %s",
                     lists_text(&by_rate, 1), lists_text(&by_rate, -1), lists_text(&by_rate, 0)),
    };
    lists_free(&by_rate);
    free(all);
    return done;
}

/* From which x down the two ways to compute the gradient give 0; text has room for TEXT_LONG. */
static const char *describe_zeros(double by_input, double by_output, char *text)
{
    if (isnan(by_input) && isnan(by_output))
        return "nowhere";
    snprintf(text, TEXT_LONG, "from the input %s%.5g, from the output %s%.5g",
             isnan(by_input) ? "nowhere, " : "below x = ", isnan(by_input) ? 0 : by_input,
             isnan(by_output) ? "nowhere, " : "below x = ", isnan(by_output) ? 0 : by_output);
    return text;
}

/* N25 */
conclusion judge_elu_gradient(judgement *j)
{
    const identity_row *slopes[2];
    take_identities(j, KEY_NEGATIVE_SLOPE, slopes, 2);
    const accuracy_row *by_input = take_accuracy(j, "gradient", "elu/from_input");
    const accuracy_row *by_output = take_accuracy(j, "gradient", "elu/from_output");
    const run_filter f = {.experiment = "dead", .activation = "elu", .only_good = true},
                     g = {.experiment = "dead", .activation = "elu"};
    const series good = take_series(j, &f, "dead_share"), every = find_series(j, &g, "dead_share");
    const interval share = series_mean(&good);
    char wrecks[TEXT_NAME];
    describe_wrecks(&every, wrecks, sizeof wrecks);
    if (isnan(share.low))
        say_missing(j, "training.csv has no dead_share of elu over enough seeds: run `actbench train`");
    const double zero_input = number_of(by_input->saturate_lo_x), zero_output = number_of(by_output->saturate_lo_x);
    const bool in_reals = isfinite(slopes[0]->value) && isfinite(slopes[1]->value);
    say(j, "in MPFR the slope is > 0 down to x = -1e15: %s", in_reals ? "yes" : "no");
    say(j, "in float32 alpha*exp(x) is 0 from x = %s down, y+alpha from x = %s down",
        number_text(zero_input, (char[TEXT_NAME]){0}), number_text(zero_output, (char[TEXT_NAME]){0}));
    say(j, "dead ELU units in nets that end well: share %.4g [%.4g, %.4g] over all rates; wrecks: %s", share.estimate,
        share.low, share.high, wrecks);
    const bool alive = share.estimate <= hardly_any && !(share.high > hardly_any);
    const bool in_floats = isnan(zero_input) && isnan(zero_output);
    figure(j, "zero_input", 5, zero_input);
    figure(j, "zero_output", 5, zero_output);
    figure_percent(j, "share", share.estimate);
    return (conclusion){
        .verdict = by_halves(in_reals, in_floats && alive),
        .effect = share,
        .unit = "dead share of ELU units in nets that end well, all rates",
        .regime =
            sentence("real numbers: %s; float32: 0 %s; training: %.2g of the units dead in nets that end well, wrecks "
                     "%s",
                     in_reals ? "never 0" : "0 somewhere",
                     describe_zeros(zero_input, zero_output, (char[TEXT_LONG]){0}), share.estimate, wrecks),
    };
}
