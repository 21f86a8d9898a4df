/* The order in which the notes prefer the activations, against the orders that training gives. */
#include "claims/contest.h"
#include "claims/verdicts.h"

#include "support/length.h"
#include "support/memory.h"

#include <math.h>
#include <stdlib.h>
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

/* The printed order against that of one measure from one start. */
typedef struct ranking {
    const measure *by;
    start from;
    interval tau;
    double mean[ORDERED];
} ranking;

static ranking rank_all(judgement *j, const measure *by, start from)
{
    series s[ORDERED];
    ranking r = {.by = by, .from = from};
    for (size_t a = 0; a < ORDERED; a++) {
        s[a] = take_measure(j, by, &(entrant){.activation = printed[a]}, from);
        r.mean[a] = series_mean(&s[a]).estimate;
    }
    const measured m = common_seeds(s);
    double indices[SERIES_ROOM];
    for (size_t i = 0; i < m.seeds; i++)
        indices[i] = (double)i;
    r.tau = bootstrap_interval(indices, m.seeds, tau_of, &m, 1);
    if (m.seeds < FEWEST_PAIRS)
        r.tau = exactly(r.tau.estimate);
    say(j, "%s, %s weights: tau %.3g [%.3g, %.3g] over %zu replications", by->name, start_names[from], r.tau.estimate,
        r.tau.low, r.tau.high, m.seeds);
    return r;
}

static void describe_order(const ranking *r, FILE *to)
{
    bool listed[ORDERED] = {false};
    for (size_t place = 0; place < ORDERED; place++) {
        size_t best = ORDERED;
        for (size_t a = 0; a < ORDERED; a++)
            if (!listed[a] && (best == ORDERED || r->mean[a] < r->mean[best]))
                best = a;
        listed[best] = true;
        fprintf(to, "%s%s", place > 0 ? ", " : "", printed[best]);
    }
}

/* Every ranking with its tau, or those of one start with their orders; to be freed. */
static char *describe_rankings(const ranking *all, size_t count, bool orders)
{
    char *text = NULL;
    size_t length = 0, told = 0;
    FILE *to = memory_or_exit(open_memstream(&text, &length));
    for (size_t i = 0; i < count; i++) {
        if (orders && all[i].from != FROM_OWN)
            continue;
        fprintf(to, "%s%s", told++ > 0 ? "; " : "", all[i].by->name);
        if (orders) {
            fputs(": ", to);
            describe_order(&all[i], to);
        } else {
            char tau[TEXT_NAME];
            fprintf(to, " from %s weights: tau %s", start_names[all[i].from], interval_text(all[i].tau, tau));
        }
    }
    fclose(to);
    return text;
}

/* An order that is claimed without a condition falls where one measure surely has another and none surely has it. */
static verdict verdict_on_order(const int *agrees, size_t count)
{
    size_t no = 0, yes = 0;
    for (size_t i = 0; i < count; i++) {
        no += agrees[i] < 0;
        yes += agrees[i] > 0;
    }
    return no > 0 && yes == 0 ? REFUTED : combined_verdict(agrees, count);
}

/* "gelu 0.03, silu 0.031": the test error of what the notes do not know, from He's weights, where it was trained; to be
 * freed. */
static char *describe_successors(judgement *j)
{
    static const char *const successors[] = {"gelu", "silu"};
    char *text = NULL;
    size_t length = 0, told = 0;
    FILE *to = memory_or_exit(open_memstream(&text, &length));
    for (size_t i = 0; i < LENGTH(successors); i++) {
        const run_filter f = {.experiment = "accuracy", .activation = successors[i], .init = "he"},
                         g = {.experiment = "steps", .activation = successors[i], .init = "he"};
        const series error = find_series(j, &f, "test_accuracy"), steps = find_series(j, &g, "steps_to_loss");
        if (series_values(&error) > 0 && series_values(&steps) > 0)
            fprintf(to, "%s%s: test error %.3g, %.3g steps", told++ > 0 ? "; " : "; beside them from He's weights ",
                    successors[i], 1 - series_mean(&error).estimate, series_mean(&steps).estimate);
    }
    fclose(to);
    return text;
}

static void name_rankings(judgement *j, const ranking *all, const int *agrees, size_t count)
{
    size_t like = 0, unlike = 0;
    for (size_t i = 0; i < count; i++) {
        like += agrees[i] > 0;
        unlike += agrees[i] < 0;
    }
    say(j, "of %zu rankings %zu are surely the printed order or one swap from it, %zu are surely not", count, like,
        unlike);
    char *text = NULL;
    size_t length = 0;
    FILE *to = memory_or_exit(open_memstream(&text, &length));
    describe_order(&all[0], to);
    fclose(to);
    figure_words(j, "order", text);
    free(text);
    figure(j, "rankings", 0, (double)count);
    figure(j, "like", 0, (double)like);
    figure(j, "unlike", 0, (double)unlike);
    figure(j, "tau", 2, all[0].tau.estimate);
}

/* N33 */
conclusion judge_order(judgement *j)
{
    ranking all[MEASURES * STARTS];
    int agrees[MEASURES * STARTS];
    size_t count = 0;
    for (size_t m = 0; m < MEASURES; m++)
        for (start from = FROM_OWN; from < STARTS; from++) {
            all[count] = rank_all(j, &measures[m], from);
            const interval tau = all[count].tau;
            agrees[count++] = tau.low >= agreement ? 1 : tau.high < agreement ? -1 : 0;
        }
    say(j, "the printed order is called confirmed where all of the interval is at %g or more", agreement);
    char *orders = describe_rankings(all, count, true), *budget = describe_budget(j, printed, ORDERED);
    char *successors = describe_successors(j);
    char *taus = describe_rankings(all, count, false);
    name_rankings(j, all, agrees, count);
    const conclusion c = {
        .verdict = verdict_on_order(agrees, count),
        .effect = all[0].tau,
        .unit = "Kendall's tau, printed order against test error, own weights",
        .regime = sentence("%s. Best first, from the usual weights of each: %s; after %s%s", taus, orders, budget,
                           successors),
    };
    free(taus);
    free(successors);
    free(orders);
    free(budget);
    return c;
}

/* What N34 asks of a pair: that sigmoid is worse than each of the others, and that none of them is better than ReLU. */
typedef struct advice {
    size_t asked, kept, broken;
} advice;

static void hear(advice *a, int *answers, size_t *count, int answer)
{
    a->asked++;
    a->kept += answer > 0;
    a->broken += answer < 0;
    answers[(*count)++] = answer;
}

static int sigmoid_is_worse(finding rival_less_sigmoid)
{
    return rival_less_sigmoid == SMALLER ? 1 : rival_less_sigmoid == CANNOT_TELL ? 0 : -1;
}

static int relu_is_no_worse(finding rival_less_relu)
{
    return rival_less_relu == SMALLER ? -1 : rival_less_relu == CANNOT_TELL ? 0 : 1;
}

/* Sigmoid less ReLU where something else than the usual training is done. */
static finding compare_under(judgement *j, const char *what, const char *optimizer, const char *normalisation,
                             comparison *c)
{
    const measure *m = &measures[BY_ERROR];
    const entrant sigmoid = {"sigmoid", optimizer, normalisation, NULL},
                  relu = {"relu", optimizer, normalisation, NULL};
    const series a = take_measure(j, m, &sigmoid, FROM_OWN), b = take_measure(j, m, &relu, FROM_OWN);
    *c = compare(j, what, &a, &b, false);
    return find(c, m->margin);
}

/* N34 */
conclusion judge_advice(judgement *j)
{
    enum { OTHERS = ORDERED - 1, ANSWERS = 2 * MEASURES * BOUTS + 2 };
    static const char *const not_sigmoid[OTHERS] = {"elu", "leaky_relu", "relu", "tanh"};
    static const char *const not_relu[OTHERS] = {"elu", "leaky_relu", "tanh", "sigmoid"};
    int answers[ANSWERS];
    size_t count = 0;
    advice never = {0}, first = {0};
    comparison own = {.difference = exactly(NAN)};
    char last[TEXT_LONG * 4] = "";
    for (size_t m = 0; m < MEASURES; m++) {
        const contest sigmoid = hold_contest(j, &measures[m], "sigmoid", not_sigmoid, OTHERS);
        const contest relu = hold_contest(j, &measures[m], "relu", not_relu, OTHERS);
        for (size_t i = 0; i < sigmoid.count; i++)
            hear(&never, answers, &count, sigmoid_is_worse(sigmoid.bouts[i].finding));
        for (size_t i = 0; i < relu.count; i++)
            hear(&first, answers, &count, relu_is_no_worse(relu.bouts[i].finding));
        if (m != BY_ERROR)
            continue;
        describe_contest(&sigmoid, last, sizeof last);
        own = bout_of(&relu, "sigmoid", FROM_OWN);
    }
    comparison normalised, by_adam;
    const finding with_norm =
        compare_under(j, "test error with batch normalisation, sigmoid - relu", NULL, "batch", &normalised);
    const finding with_adam = compare_under(j, "test error with Adam, sigmoid - relu", "adam", NULL, &by_adam);
    hear(&never, answers, &count, claim_of_larger(with_norm));
    hear(&never, answers, &count, claim_of_larger(with_adam));
    char *budget = describe_budget(j, printed, ORDERED);
    say(j,
        "sigmoid is worse by what matters in %zu of %zu comparisons and not in %zu; of %zu with ReLU the other is not "
        "better by what matters in %zu, and is in %zu",
        never.kept, never.asked, never.broken, first.asked, first.kept, first.broken);
    figure(j, "asked", 0, (double)never.asked);
    figure(j, "worse", 0, (double)never.kept);
    figure(j, "no_worse", 0, (double)never.broken);
    figure(j, "with_relu", 0, (double)first.asked);
    figure(j, "beaten", 0, (double)first.broken);
    figure(j, "normalised", 2, normalised.difference.estimate);
    figure(j, "adam", 2, by_adam.difference.estimate);
    const conclusion c = {
        .verdict = combined_verdict(answers, count),
        .effect = own.difference,
        .unit = "test error, sigmoid - ReLU, own weights",
        .regime = sentence("after %s; by test error sigmoid is, from %s", budget, last),
    };
    free(budget);
    return c;
}
