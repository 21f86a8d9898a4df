/* The order in which the notes prefer the activations, against the orders that training gives. */
#include "claims/runs.h"
#include "claims/verdicts.h"

#include <math.h>
#include <string.h>

enum { ORDERED = 5 };
static const char *const printed[ORDERED] = {"elu", "leaky_relu", "relu", "tanh", "sigmoid"};
static const double printed_rank[ORDERED] = {1, 2, 3, 4, 5};

/* Kendall's tau of five items that chance alone reaches 1 time in 24 (5 of 120 orders): less is no agreement. */
static const double agreement = 0.8;

/* One measure of all five, seed by seed: the smaller the better. */
typedef struct measured {
    size_t seeds;
    double value[ORDERED][SERIES_ROOM];
} measured;

/* Keeps the seeds that all five have. */
static measured common_seeds(const series *s)
{
    measured m = {0};
    for (size_t i = 0; i < s[0].count; i++) {
        size_t having = 0;
        for (size_t a = 0; a < ORDERED; a++)
            for (size_t k = 0; k < s[a].count; k++)
                if (s[a].seed[k] == s[0].seed[i] && !isnan(s[a].value[k])) {
                    m.value[a][m.seeds] = s[a].value[k];
                    having++;
                }
        m.seeds += having == ORDERED;
    }
    return m;
}

/* Tau of the printed order and that of the means over the given seeds, which are indices. */
static double tau_of(const double *seeds, size_t count, const void *context)
{
    const measured *m = context;
    double mean[ORDERED] = {0};
    for (size_t a = 0; a < ORDERED; a++)
        for (size_t i = 0; i < count; i++)
            mean[a] += m->value[a][(size_t)seeds[i]] / (double)count;
    return kendall_tau(printed_rank, mean, ORDERED);
}

static interval tau_interval(judgement *j, const char *what, const series *s)
{
    const measured m = common_seeds(s);
    double indices[SERIES_ROOM];
    for (size_t i = 0; i < m.seeds; i++)
        indices[i] = (double)i;
    interval tau = bootstrap_interval(indices, m.seeds, tau_of, &m, 1);
    if (m.seeds < FEWEST_PAIRS)
        tau = exactly(tau.estimate);
    say(j, "%s: tau %.3g [%.3g, %.3g] over %zu seeds", what, tau.estimate, tau.low, tau.high, m.seeds);
    return tau;
}

static void take_both(judgement *j, series *errors, series *steps)
{
    for (size_t a = 0; a < ORDERED; a++) {
        const run_filter f = {.experiment = "accuracy", .activation = printed[a], .init = usual_init(printed[a])};
        errors[a] = take_series(j, &f, "test_accuracy");
        for (size_t i = 0; i < errors[a].count; i++)
            errors[a].value[i] = 1 - errors[a].value[i];
        steps[a] = take_steps(j, printed[a], f.init);
    }
}

static void describe_order(const series *s, char *text, size_t size)
{
    double mean[ORDERED];
    for (size_t a = 0; a < ORDERED; a++)
        mean[a] = series_mean(&s[a]).estimate;
    bool listed[ORDERED] = {false};
    text[0] = '\0';
    for (size_t place = 0; place < ORDERED; place++) {
        size_t best = ORDERED;
        for (size_t a = 0; a < ORDERED; a++)
            if (!listed[a] && (best == ORDERED || mean[a] < mean[best]))
                best = a;
        listed[best] = true;
        const size_t used = strlen(text);
        snprintf(text + used, size - used, "%s%s", place > 0 ? ", " : "", printed[best]);
    }
}

/* N33 */
conclusion judge_order(judgement *j)
{
    series errors[ORDERED], steps[ORDERED];
    take_both(j, errors, steps);
    const interval by_accuracy = tau_interval(j, "by test accuracy", errors);
    const interval by_steps = tau_interval(j, "by steps to the loss", steps);
    const interval *const taus[] = {&by_accuracy, &by_steps};
    int agrees[2];
    for (size_t i = 0; i < 2; i++)
        agrees[i] = taus[i]->low >= agreement ? 1 : taus[i]->high < agreement ? -1 : 0;
    say(j, "the printed order is called confirmed where all of the interval is at %g or more", agreement);
    char accuracy_order[TEXT_NAME], steps_order[TEXT_NAME];
    describe_order(errors, accuracy_order, sizeof accuracy_order);
    describe_order(steps, steps_order, sizeof steps_order);
    return (conclusion){
        .verdict = combined_verdict(agrees, 2),
        .effect = by_accuracy,
        .unit = "Kendall's tau, printed order against test accuracy",
        .regime = sentence("digits: by accuracy tau %.2g; by steps tau %.2g [%.2g, %.2g]", by_accuracy.estimate,
                           by_steps.estimate, by_steps.low, by_steps.high),
        .note = sentence("Best first, by accuracy: %s; by steps: %s.", accuracy_order, steps_order),
    };
}

/* N34 */
conclusion judge_advice(judgement *j)
{
    enum { OTHERS = ORDERED - 1 };
    series errors[ORDERED], steps[ORDERED];
    take_both(j, errors, steps);
    comparison found[2 * OTHERS];
    int worse[2 * OTHERS];
    for (size_t a = 0; a < OTHERS; a++) {
        char what[TEXT_NAME];
        snprintf(what, sizeof what, "test error, sigmoid - %s", printed[a]);
        found[a] = compare(j, what, &errors[OTHERS], &errors[a], false);
        snprintf(what, sizeof what, "steps, sigmoid / %s", printed[a]);
        found[OTHERS + a] = compare(j, what, &steps[OTHERS], &steps[a], true);
    }
    adjust_together(j, found, 2 * OTHERS);
    size_t last = 0;
    for (size_t i = 0; i < 2 * OTHERS; i++) {
        worse[i] = direction(&found[i], i < OTHERS ? 0 : 1);
        last += worse[i] > 0;
    }
    say(j, "sigmoid is worse in %zu of %d comparisons at 5%% after Holm", last, 2 * OTHERS);
    return (conclusion){
        .verdict = combined_verdict(worse, 2 * OTHERS),
        .effect = found[2].difference,
        .unit = "test error, sigmoid - ReLU",
        .regime = sentence(
            "the measurable part, that sigmoid ranks last: digits, 3 hidden layers; the advice itself is none"),
        .note = sentence("Advice (Karpathy, cs231n notes, \"Commonly used activation functions\") is not measurable; "
                         "sigmoid is worse "
                         "in %zu of %d comparisons of accuracy and steps.",
                         last, 2 * OTHERS),
    };
}
