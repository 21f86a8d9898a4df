/* Whole networks against each other: accuracy, alpha learned, steps to a loss. */
#include "claims/identities.h"
#include "claims/runs.h"
#include "claims/take.h"
#include "claims/verdicts.h"

#include <math.h>
#include <string.h>

static bool of_alpha_sweep(const void *row, const void *unused)
{
    (void)unused;
    return strcmp(((const training_row *)row)->experiment, "alpha") == 0;
}

/* The alpha of the sweep with the highest test accuracy; NaN where no net has one. */
static double best_alpha_of(judgement *j)
{
    enum { ALPHAS = 16 };
    double alphas[ALPHAS], found = NAN;
    const size_t count = distinct_values(j->evidence->training, "alpha_start", of_alpha_sweep, NULL, alphas, ALPHAS);
    interval best = exactly(NAN);
    for (size_t i = 0; i < count; i++) {
        const run_filter f = {.experiment = "alpha", .alpha_start = &alphas[i]};
        const series s = find_series(j, &f, "test_accuracy");
        const interval mean = series_mean(&s);
        say(j, "alpha = %g: test accuracy %.5g [%.5g, %.5g]", alphas[i], mean.estimate, mean.low, mean.high);
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
    static const char source[] = "0.01 is the choice of Maas, Hannun and Ng (ICML workshop, 2013)";
    const double usual = 0.01, best = best_alpha_of(j);
    if (isnan(best))
        return (conclusion){
            .verdict = NOT_MEASURABLE,
            .effect = exactly(NAN),
            .unit = "",
            .regime = sentence("convention"),
            .note = sentence("%s; no sweep of alpha gave an accuracy.", source),
        };
    const run_filter f = {.experiment = "alpha", .alpha_start = &usual},
                     g = {.experiment = "alpha", .alpha_start = &best};
    const series at_usual = find_series(j, &f, "test_accuracy"), at_best = find_series(j, &g, "test_accuracy");
    const comparison c = compare(j, "best alpha - 0.01, test accuracy", &at_best, &at_usual, false);
    return (conclusion){
        .verdict = NOT_MEASURABLE,
        .effect = c.difference,
        .unit = "test accuracy gained by the best alpha over 0.01",
        .regime = sentence("convention"),
        .note = sentence("%s; in a sweep on the digits alpha = %g did best, by %.2g [%.2g, %.2g].", source, best,
                         c.difference.estimate, c.difference.low, c.difference.high),
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
    say(j, "the derivative by alpha agrees with the difference quotient, and in float32 in prelu/branch: %s",
        right ? "yes" : "no");
    return (conclusion){
        .verdict = !right       ? REFUTED
                   : moves != 0 ? SUPPORTED
                                : INCONCLUSIVE,
        .effect = c.difference,
        .unit = "change of alpha by training, mean of the layers",
        .regime = sentence("digits, 3 hidden layers, alpha from %.3g", series_mean(&start).estimate),
        .note =
            sentence("Back-propagation moves alpha from %.3g to %.3g; its derivative is min(0, x), checked against a "
                     "difference "
                     "quotient.",
                     series_mean(&start).estimate, series_mean(&end).estimate),
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

/* Half a percentage point of accuracy: what a claim of better or worse has to be about. Test sets of this
 * size tell no finer difference between two single nets, and the gain that PReLU was published for is twice
 * as large (He et al., "Delving deep into rectifiers", ICCV 2015, table 2). */
static const double worth_claiming = 0.005;

/* As direction, of a difference in accuracy; and -1 where the whole interval lies below what is worth
 * claiming (a test of non-superiority, as in Schuirmann, J. Pharmacokinet. Biopharm. 15, 1987). */
static int direction_of_accuracy(judgement *j, const comparison *c)
{
    const int found = direction(c, 0);
    if (found != 0 || !(c->difference.high < worth_claiming))
        return found;
    say(j, "the whole interval is below %g: no gain worth claiming", worth_claiming);
    return -1;
}

/* N21 */
conclusion judge_prelu_large(judgement *j)
{
    const run_filter f = {.experiment = "large", .data = "fashion", .activation = "prelu"},
                     g = {.experiment = "large", .data = "fashion", .activation = "relu"};
    const series prelu = take_series(j, &f, "test_accuracy"), relu = take_series(j, &g, "test_accuracy");
    const comparison c = compare(j, "PReLU - ReLU, test accuracy", &prelu, &relu, false);
    const int better = direction_of_accuracy(j, &c);
    return (conclusion){
        .verdict = combined_verdict(&better, 1),
        .effect = c.difference,
        .unit = "test accuracy, PReLU - ReLU",
        .regime =
            sentence("Fashion-MNIST, %llu training images, an MLP; \"large\" means millions of photographs in the "
                     "literature",
                     (unsigned long long)samples_of(j->evidence->training, "large", "fashion")),
        .note = sentence("PReLU's test accuracy less ReLU's is %.2g [%.2g, %.2g] over %zu seeds, each at its own best "
                         "rate; a gain "
                         "below %g is none.",
                         c.difference.estimate, c.difference.low, c.difference.high, c.pairs, worth_claiming),
    };
}

static series generalisation_gap(judgement *j, const char *data, const char *activation)
{
    const run_filter f = {.experiment = "overfit", .data = data, .activation = activation};
    series gap = take_series(j, &f, "train_accuracy");
    const series test = take_series(j, &f, "test_accuracy");
    for (size_t i = 0; i < gap.count; i++)
        gap.value[i] -= test.value[i];
    return gap;
}

/* N22 */
conclusion judge_prelu_small(judgement *j)
{
    static const char *const data[] = {"digits", "fashion"};
    enum { SETS = 2 };
    comparison found[SETS];
    int worse[SETS];
    for (size_t i = 0; i < SETS; i++) {
        const series prelu = generalisation_gap(j, data[i], "prelu"), relu = generalisation_gap(j, data[i], "relu");
        char what[TEXT_NAME];
        snprintf(what, sizeof what, "%s: train - test accuracy, PReLU - ReLU", data[i]);
        found[i] = compare(j, what, &prelu, &relu, false);
    }
    adjust_together(j, found, SETS);
    for (size_t i = 0; i < SETS; i++)
        worse[i] = direction_of_accuracy(j, &found[i]);
    return (conclusion){
        .verdict = combined_verdict(worse, SETS),
        .effect = found[0].difference,
        .unit = "train - test accuracy on the digits, PReLU - ReLU",
        .regime = sentence("%llu digits: %+.2g [%+.2g, %+.2g]; %llu Fashion images: %+.2g [%+.2g, %+.2g]",
                           (unsigned long long)samples_of(j->evidence->training, "overfit", data[0]),
                           found[0].difference.estimate, found[0].difference.low, found[0].difference.high,
                           (unsigned long long)samples_of(j->evidence->training, "overfit", data[1]),
                           found[1].difference.estimate, found[1].difference.low, found[1].difference.high),
        .note =
            sentence("PReLU's gap between training and test accuracy is larger than ReLU's by %.2g on the digits and "
                     "%.2g on Fashion-MNIST; less than %g is no difference.",
                     found[0].difference.estimate, found[1].difference.estimate, worth_claiming),
    };
}

/* How many times the steps of `activation` each of the others takes to the target loss; Holm over all of
 * them. */
static void compare_steps(judgement *j, const char *activation, const char *const *others, size_t count,
                          comparison *found, int *slower)
{
    const series own = take_steps(j, activation, usual_init(activation));
    for (size_t i = 0; i < count; i++) {
        const series other = take_steps(j, others[i], usual_init(others[i]));
        char what[TEXT_NAME];
        snprintf(what, sizeof what, "steps to the loss, %s / %s", others[i], activation);
        found[i] = compare(j, what, &other, &own, true);
    }
    adjust_together(j, found, count);
    for (size_t i = 0; i < count; i++)
        slower[i] = direction(&found[i], 1);
}

/* N27 */
conclusion judge_elu_convergence(judgement *j)
{
    enum { OTHERS = 5 };
    static const char *const others[OTHERS] = {"relu", "leaky_relu", "prelu", "tanh", "sigmoid"};
    comparison found[OTHERS];
    int slower[OTHERS];
    compare_steps(j, "elu", others, OTHERS, found, slower);
    char than[3][TEXT_NAME] = {"", "", ""};
    for (size_t i = 0; i < OTHERS; i++) {
        char *list = than[slower[i] + 1];
        const size_t used = strlen(list);
        snprintf(list + used, TEXT_NAME - used, "%s%s", used > 0 ? ", " : "", others[i]);
    }
    return (conclusion){
        .verdict = combined_verdict(slower, OTHERS),
        .effect = found[0].difference,
        .unit = "times ELU's steps to the loss that ReLU takes",
        .regime = sentence("digits, each at its own best rate: faster than %s; slower than %s; cannot tell: %s",
                           *than[2] ? than[2] : "none", *than[0] ? than[0] : "none", *than[1] ? than[1] : "none"),
        .note = sentence("ReLU takes %.3g [%.3g, %.3g] times as many steps as ELU to the same training loss.",
                         found[0].difference.estimate, found[0].difference.low, found[0].difference.high),
    };
}

/* N31 */
conclusion judge_tanh_convergence(judgement *j)
{
    enum { OTHERS = 1, CONTROLS = 4 };
    static const char *const others[OTHERS] = {"sigmoid"};
    static const char *const controls[CONTROLS] = {"sigmoid_4x", "sigmoid_centred", "sigmoid_4x_centred",
                                                   "tanh_quarter"};
    comparison found[OTHERS], control[CONTROLS];
    int slower[OTHERS], ignored[CONTROLS];
    compare_steps(j, "tanh", others, OTHERS, found, slower);
    compare_steps(j, "tanh", controls, CONTROLS, control, ignored);
    return (conclusion){
        .verdict = combined_verdict(slower, OTHERS),
        .effect = found[0].difference,
        .unit = "times tanh's steps to the loss that sigmoid takes",
        .regime = sentence("digits, 3 hidden layers, Xavier, each at its own best rate"),
        .note =
            sentence("Sigmoid takes %.3g times tanh's steps; with tanh's slope (sigmoid(4x)) %.2g, with its centring "
                     "(sigmoid-1/2) %.2g, with both %.2g; tanh(x/4) takes %.2g.",
                     found[0].difference.estimate, control[0].difference.estimate, control[1].difference.estimate,
                     control[2].difference.estimate, control[3].difference.estimate),
    };
}
