/* The reasons that the notes give for what training shows. */
#include "claims/contest.h"
#include "claims/take.h"
#include "claims/verdicts.h"

#include "support/length.h"

#include <math.h>

/* A net of ten classes that answers more than half of the samples right has learned. */
static const double learned = 0.5;

/* The test accuracy of an activation's nets from its usual weights; -1 in *must_not where they learn without what is
 * claimed to be needed, +1 where they do not. */
static interval take_learning(judgement *j, const char *activation, int *needs)
{
    const run_filter f = {.experiment = "accuracy", .activation = activation, .init = usual_init(activation)};
    const series s = take_series(j, &f, "test_accuracy");
    const interval accuracy = series_mean(&s);
    *needs = accuracy.low > learned ? -1 : accuracy.high < learned ? 1 : 0;
    say(j, "%s: test accuracy %.5g [%.5g, %.5g]", activation, accuracy.estimate, accuracy.low, accuracy.high);
    return accuracy;
}

/* N40 */
conclusion judge_output_range(judgement *j)
{
    static const char *const outside[] = {"relu", "elu", "tanh"};
    int needs[LENGTH(outside)];
    interval accuracy[LENGTH(outside)];
    for (size_t i = 0; i < LENGTH(outside); i++) {
        accuracy[i] = take_learning(j, outside[i], &needs[i]);
        figure_percent(j, outside[i], accuracy[i].estimate);
    }
    return (conclusion){.verdict = combined_verdict(needs, LENGTH(outside)),
                        .effect = accuracy[0],
                        .unit = "test accuracy of nets of ReLUs",
                        .regime = sentence("digits, hidden layers of ReLU, ELU and tanh")};
}

/* N42 */
conclusion judge_last_layer(judgement *j)
{
    int needs;
    const interval accuracy = take_learning(j, "relu", &needs);
    figure_percent(j, "relu", accuracy.estimate);
    return (conclusion){.verdict = combined_verdict(&needs, 1),
                        .effect = accuracy,
                        .unit = "test accuracy of nets of ReLUs that end in a softmax",
                        .regime = sentence("digits, ten classes")};
}

/* One activation's steps over another's from the same weights. */
static comparison steps_over(judgement *j, const char *activation, const char *other, start from)
{
    const measure *m = &measures[BY_STEPS];
    const series a = take_measure(j, m, &(entrant){.activation = activation}, from),
                 b = take_measure(j, m, &(entrant){.activation = other}, from);
    char what[TEXT_LONG];
    snprintf(what, sizeof what, "steps to the loss, %s weights, %s / %s", start_names[from], activation, other);
    return compare(j, what, &a, &b, true);
}

/* N46: no row decides a convention, so none is missing. */
conclusion judge_elu_convention(judgement *j)
{
    static const char *const names[] = {"elu", "elu_half", "elu_double"};
    series steps[LENGTH(names)];
    for (size_t i = 0; i < LENGTH(names); i++) {
        const run_filter f = {.experiment = "steps", .activation = names[i], .init = "he"};
        steps[i] = find_series(j, &f, "steps_to_loss");
    }
    const comparison half = compare(j, "steps to the loss, alpha 0.5 / 1", &steps[1], &steps[0], true),
                     twice = compare(j, "steps to the loss, alpha 2 / 1", &steps[2], &steps[0], true);
    figure(j, "half", 3, half.difference.estimate);
    figure(j, "double", 3, twice.difference.estimate);
    return (conclusion){.verdict = NOT_MEASURABLE,
                        .effect = twice.difference,
                        .unit = "times the steps to a loss with alpha = 2 instead of 1",
                        .regime = sentence("convention")};
}

/* N47 */
conclusion judge_smoothness(judgement *j)
{
    static const char *const kinked[] = {"elu_half", "elu_double"};
    static const start from[] = {FROM_HE, FROM_XAVIER};
    enum { CELLS = LENGTH(kinked) * LENGTH(from) };
    comparison found[CELLS];
    int slower[CELLS];
    for (size_t i = 0; i < CELLS; i++)
        found[i] = steps_over(j, kinked[i / LENGTH(from)], "elu", from[i % LENGTH(from)]);
    adjust_together(j, found, CELLS);
    for (size_t i = 0; i < CELLS; i++)
        slower[i] = claim_of_larger(find(&found[i], measures[BY_STEPS].margin));
    figure(j, "half", 3, found[0].difference.estimate);
    figure(j, "double", 3, found[LENGTH(from)].difference.estimate);
    return (conclusion){.verdict = combined_verdict(slower, CELLS),
                        .effect = found[0].difference,
                        .unit = "times the steps to a loss with alpha = 0.5 instead of 1, He's weights",
                        .regime = sentence("digits, alpha 0.5 and 2 against 1, from He's and Xavier's weights")};
}

/* N48: where the slope is the reason, tanh with sigmoid's slope is as slow as sigmoid and sigmoid with tanh's slope as
 * fast as tanh. */
conclusion judge_steepness(judgement *j)
{
    enum { FLATTER, STEEPER, CELLS };
    comparison found[CELLS] = {[FLATTER] = steps_over(j, "tanh_quarter", "tanh", FROM_XAVIER),
                               [STEEPER] = steps_over(j, "sigmoid_4x", "tanh", FROM_XAVIER)};
    adjust_together(j, found, CELLS);
    const double margin = measures[BY_STEPS].margin;
    const int by_slope[CELLS] = {claim_of_larger(find(&found[FLATTER], margin)),
                                 -claim_of_larger(find(&found[STEEPER], margin))};
    figure(j, "flatter", 3, found[FLATTER].difference.estimate);
    figure(j, "steeper", 3, found[STEEPER].difference.estimate);
    return (conclusion){.verdict = combined_verdict(by_slope, CELLS),
                        .effect = found[FLATTER].difference,
                        .unit = "times tanh's steps that tanh(x/4) takes, Xavier's weights",
                        .regime = sentence("digits, Xavier's weights; steepness alone against steepness and centring")};
}

/* N50 */
conclusion judge_relu_first(judgement *j)
{
    static const char *const family[] = {"leaky_relu", "elu"};
    int no_better[MEASURES * BOUTS];
    size_t count = 0, beaten = 0;
    interval elu = exactly(NAN);
    for (size_t m = 0; m < MEASURES; m++) {
        const contest c = hold_contest(j, &measures[m], "relu", family, LENGTH(family));
        for (size_t i = 0; i < c.count; i++) {
            const finding f = c.bouts[i].finding;
            no_better[count++] = f == SMALLER ? -1 : f == CANNOT_TELL ? 0 : 1;
            beaten += f == SMALLER;
        }
        if (m == BY_STEPS)
            elu = bout_of(&c, "elu", FROM_HE).difference;
    }
    say(j, "ReLU is beaten by what matters in %zu of %zu comparisons", beaten, count);
    figure(j, "asked", 0, (double)count);
    figure(j, "beaten", 0, (double)beaten);
    figure(j, "elu", 3, elu.estimate);
    return (conclusion){.verdict = combined_verdict(no_better, count),
                        .effect = elu,
                        .unit = "times ReLU's steps to a loss that ELU takes, He's weights",
                        .regime = sentence("digits; test error, test loss and steps, from each kind of weights")};
}
