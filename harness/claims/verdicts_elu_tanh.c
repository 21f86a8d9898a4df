#include "claims/contest.h"
#include "claims/identities.h"
#include "claims/lists.h"
#include "claims/take.h"
#include "claims/verdicts.h"

#include <math.h>
#include <stdio.h>

enum { IMPLEMENTATIONS = 256 };

/* N23 */
conclusion judge_elu_limit(judgement *j)
{
    enum { ALPHAS = 3 };
    const identity_row *limits[ALPHAS];
    take_identities(j, KEY_RANGE_END, limits, ALPHAS);
    const accuracy_row *printed = take_accuracy(j, "forward", "elu/printed");
    const accuracy_row *careful = take_accuracy(j, "forward", "elu/expm1");
    bool converges = true;
    for (size_t i = 0; i < ALPHAS; i++)
        converges &= identity_holds(limits[i]) && isfinite(limits[i]->value);
    const double reached = number_of(careful->saturate_lo_x);
    say(j, "in MPFR ELU comes as close to -alpha as 2^%.4g alpha at x = -600, and never reaches it: %s",
        limits[0]->value, converges ? "yes" : "no");
    say(j, "alpha*(expf(x)-1): max %.6g ULP at x = %s; alpha*expm1f(x): max %.6g ULP", printed->max_ulp,
        printed->max_ulp_x, careful->max_ulp);
    say(j, "alpha*expm1f(x) is exactly -alpha from x = %s down", number_text(reached, (char[TEXT_NAME]){0}));
    const bool in_floats = printed->max_ulp <= ACCURATE_ULP && isnan(reached);
    figure(j, "off", 3, printed->max_ulp);
    figure(j, "careful", 3, careful->max_ulp);
    figure(j, "reached", 5, reached);
    return (conclusion){
        .verdict = by_halves(converges, in_floats),
        .effect = exactly(printed->max_ulp),
        .unit = "max ULP error of alpha*(exp(x)-1) as printed",
        .regime = halves(converges, in_floats),
    };
}

/* N26 */
conclusion judge_elu_smoothness(judgement *j)
{
    enum { ALPHAS = 3 };
    const identity_row *equations[ALPHAS];
    take_identities(j, KEY_SLOPE_JUMP_FORM, equations, ALPHAS);
    const double jumps[ALPHAS] = {take_identity(j, KEY_SLOPE_JUMP, "x=0 alpha=0.5")->value,
                                  take_identity(j, KEY_SLOPE_JUMP, "x=0 alpha=1")->value,
                                  take_identity(j, KEY_SLOPE_JUMP, "x=0 alpha=2")->value};
    const double bend = take_identity(j, KEY_CURVATURE_JUMP, "x=0 alpha=1")->value;
    bool as_expected = true;
    for (size_t i = 0; i < ALPHAS; i++)
        as_expected &= identity_holds(equations[i]);
    say(j, "the slope jumps by %.3g, %.3g, %.3g at alpha = 0.5, 1, 2: |alpha-1|: %s", jumps[0], jumps[1], jumps[2],
        as_expected ? "yes" : "no");
    say(j, "at alpha = 1 the curvature jumps by %.3g", bend);
    figure(j, "half", 2, jumps[0]);
    figure(j, "one", 2, jumps[1]);
    figure(j, "double", 2, jumps[2]);
    figure(j, "bend", 2, bend);
    return (conclusion){
        .verdict = jumps[1] < 0x1p-200 && as_expected ? SUPPORTED : REFUTED,
        .effect = exactly(jumps[1]),
        .unit = "jump of the slope at x = 0, alpha = 1",
        .regime = sentence("alpha = 1, first derivative"),
    };
}

/* A formula that is an identity of real numbers, and the float32 implementation that follows it. */
static conclusion judge_formula(judgement *j, const char *impl)
{
    const identity_row *equation = take_identity(j, KEY_TANH_FORM, "");
    const accuracy_row *row = take_accuracy(j, "forward", impl);
    const accuracy_row *careful = take_accuracy(j, "forward", "tanh/expm1_form");
    const bool in_floats = row->max_ulp <= ACCURATE_ULP && row->faults == 0;
    say(j, "in MPFR the two sides differ by at most %.3g: %s", equation->value,
        identity_holds(equation) ? "equal" : "not equal");
    say(j, "%s: max %.6g ULP at x = %s, %llu faults%s%s", impl, row->max_ulp, row->max_ulp_x,
        (unsigned long long)row->faults, row->faults ? ", the first at x = " : "", row->first_fault_x);
    say(j, "tanh/expm1_form: max %.6g ULP", careful->max_ulp);
    figure(j, "off", 3, row->max_ulp);
    figure(j, "careful", 3, careful->max_ulp);
    figure(j, "broken_from", 5, row->faults > 0 ? number_of(row->first_fault_x) : NAN);
    if (row->faults > 0)
        say(j, "that is x = %.6g", number_of(row->first_fault_x));
    return (conclusion){
        .verdict = by_halves(identity_holds(equation), in_floats),
        .effect = exactly(row->max_ulp),
        .unit = "max ULP error of the formula in float32",
        .regime = halves(identity_holds(equation), in_floats),
    };
}

/* N28 */
conclusion judge_tanh_formula(judgement *j)
{
    return judge_formula(j, "tanh/printed");
}

/* N29 */
conclusion judge_tanh_from_sigmoid(judgement *j)
{
    return judge_formula(j, "tanh/sigmoid_form");
}

/* N30 */
conclusion judge_tanh_range(judgement *j)
{
    const identity_row *tanh_slope = take_identity(j, KEY_TANH_SLOPE, "");
    const identity_row *sigmoid_slope = take_identity(j, KEY_SIGMOID_SLOPE, "");
    const identity_row *ends[2];
    take_identities(j, KEY_RANGE_END, ends, 2);
    const accuracy_row *rows[IMPLEMENTATIONS];
    const size_t count = take_accuracies(j, "tanh", "forward", rows, IMPLEMENTATIONS);
    const bool open =
        identity_holds(ends[0]) && identity_holds(ends[1]) && isfinite(ends[0]->value) && isfinite(ends[1]->value);
    const bool steeper = tanh_slope->value > sigmoid_slope->value;
    size_t ones = 0, accurate = 0, accurate_ones = 0;
    double accurate_one = NAN;
    for (size_t i = 0; i < count; i++) {
        const double one = number_of(rows[i]->saturate_hi_x);
        ones += isnan(one) ? 0 : 1;
        if (rows[i]->max_ulp <= ACCURATE_ULP) {
            accurate++;
            accurate_ones += isnan(one) ? 0 : 1;
            accurate_one = fmax(accurate_one, one);
        }
    }
    say(j, "in MPFR -1 < tanh < 1: %s; largest slopes: tanh %.6g, sigmoid %.6g", open ? "yes" : "no", tanh_slope->value,
        sigmoid_slope->value);
    say(j, "in float32 %zu of %zu implementations return exactly 1; of %zu accurate ones %zu, the last from x = %s on",
        ones, count, accurate, accurate_ones, number_text(accurate_one, (char[TEXT_NAME]){0}));
    say(j, "tanh is %.6g times as steep", tanh_slope->value / sigmoid_slope->value);
    figure(j, "times", 3, tanh_slope->value / sigmoid_slope->value);
    figure(j, "ones", 0, (double)ones);
    figure(j, "count", 0, (double)count);
    figure(j, "one_from", 5, accurate_ones == accurate ? accurate_one : NAN);
    return (conclusion){
        .verdict = by_halves(open && steeper, ones == 0),
        .effect = exactly(tanh_slope->value / sigmoid_slope->value),
        .unit = "times the largest slope of sigmoid",
        .regime = halves(open && steeper, ones == 0),
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
    run_filter trained = {.experiment = "accuracy", .init = start_names[FROM_HE], .hidden_layers = true};
    enum { CELLS = STARTS };
    comparison found[CELLS] = {compare_means(j, "N(0,1), measured: |mean of ReLU| - |mean of ELU|", sampled)};
    for (start from = FROM_HE; from < STARTS; from++) {
        char what[TEXT_LONG];
        snprintf(what, sizeof what, "trained hidden layers, %s weights: |mean of ReLU| - |mean of ELU|",
                 start_names[from]);
        trained.init = start_names[from];
        found[from] = compare_means(j, what, trained);
    }
    adjust_together(j, found, CELLS);
    figure(j, "relu", 3, relu_mean);
    figure(j, "elu", 3, elu_mean);
    int nearer[CELLS + 1] = {fabs(elu_mean) < fabs(relu_mean) ? 1 : -1};
    lists weights = lists_new();
    for (size_t i = 0; i < CELLS; i++) {
        nearer[i + 1] = direction(&found[i], 0);
        if (i > 0)
            lists_add(&weights, nearer[i + 1], "%s (%.2g)", start_names[i], found[i].difference.estimate);
    }
    const conclusion c = {
        .verdict = combined_verdict(nearer, CELLS + 1),
        .effect = exactly(elu_mean),
        .unit = "mean of ELU(N(0,1))",
        .regime =
            sentence("by how much |ELU's mean| is nearer to 0 in hidden layers of trained nets, from weights: %s; "
                     "farther: %s; cannot tell: %s",
                     lists_text(&weights, 1), lists_text(&weights, -1), lists_text(&weights, 0)),
    };
    lists_free(&weights);
    return c;
}
