#include "claims/identities.h"
#include "claims/take.h"
#include "claims/verdicts.h"

#include <math.h>
#include <string.h>

enum { IMPLEMENTATIONS = 256 };

static bool all_hold(const identity_row *const *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!identity_holds(rows[i]))
            return false;
    return true;
}

/* N02 */
conclusion judge_sigmoid_range(judgement *j)
{
    const identity_row *ends[2];
    take_identities(j, KEY_RANGE_END, ends, 2);
    const accuracy_row *rows[IMPLEMENTATIONS];
    const size_t count = take_accuracies(j, "sigmoid", "forward", rows, IMPLEMENTATIONS);
    const bool open = all_hold(ends, 2) && isfinite(ends[0]->value) && isfinite(ends[1]->value);
    say(j, "in MPFR: 0 < sigmoid and sigmoid < 1, far out too: %s", open ? "yes" : "no");

    size_t ones = 0, zeros = 0, accurate = 0, accurate_ones = 0, accurate_zeros = 0;
    double first_one = NAN, accurate_one = NAN, accurate_zero = NAN;
    for (size_t i = 0; i < count; i++) {
        const double one = number_of(rows[i]->saturate_hi_x), zero = number_of(rows[i]->saturate_lo_x);
        ones += isnan(one) ? 0 : 1;
        zeros += isnan(zero) ? 0 : 1;
        first_one = fmin(first_one, one);
        if (rows[i]->max_ulp <= ACCURATE_ULP) {
            accurate++;
            accurate_ones += isnan(one) ? 0 : 1;
            accurate_zeros += isnan(zero) ? 0 : 1;
            accurate_one = fmax(accurate_one, one);
            accurate_zero = fmin(accurate_zero, zero);
        }
    }
    say(j, "in float32: %zu of %zu implementations return exactly 1, the first of them from x = %s on", ones, count,
        number_text(first_one, (char[TEXT_NAME]){0}));
    say(j, "in float32: %zu of %zu return exactly 0", zeros, count);
    say(j,
        "of %zu accurate ones (%d ULP) %zu return 1, the last of them from x = %s on, and %zu 0, the last from x = %s "
        "down",
        accurate, ACCURATE_ULP, accurate_ones, number_text(accurate_one, (char[TEXT_NAME]){0}), accurate_zeros,
        number_text(accurate_zero, (char[TEXT_NAME]){0}));
    figure(j, "ones", 0, (double)ones);
    figure(j, "zeros", 0, (double)zeros);
    figure(j, "count", 0, (double)count);
    figure(j, "one_from", 5, accurate_ones == accurate ? accurate_one : NAN);
    figure(j, "zero_from", 5, accurate_zeros == accurate ? accurate_zero : NAN);
    return (conclusion){
        .verdict = by_halves(open, ones == 0 && zeros == 0),
        .effect = exactly(accurate_one),
        .unit = "x from which every accurate implementation returns exactly 1",
        .regime = halves(open, ones == 0 && zeros == 0),
    };
}

/* N05 */
conclusion judge_inventor(judgement *j)
{
    say(j, "no measurement of this program can show who came first; the literature does");
    return (conclusion){
        .verdict = NOT_MEASURABLE,
        .effect = exactly(NAN),
        .unit = "",
        .regime = sentence("history"),
    };
}

/* N06 */
conclusion judge_logit(judgement *j)
{
    const identity_row *equations[] = {take_identity(j, KEY_LOGIT_OF_SIGMOID, ""),
                                       take_identity(j, KEY_SIGMOID_OF_LOGIT, "")};
    const identity_row *error = take_identity(j, KEY_ROUND_TRIP_ERROR, "");
    const double above = take_identity(j, KEY_INFINITE_ABOVE, "")->value;
    const double below = take_identity(j, KEY_INFINITE_BELOW, "")->value;
    const double zero = take_identity(j, KEY_ZERO_BELOW, "")->value;
    const bool inverts = all_hold(equations, 2);
    say(j, "in MPFR: both round trips agree to 2^-256: %s", inverts ? "yes" : "no");
    say(j, "in float32: x comes back within 1 ulp everywhere: %s", error->value <= 1 ? "yes" : "no");
    say(j, "in float32: x is lost below |x| = %.4g (comes back 0), above %.6g and below %.6g (infinite)", zero, above,
        below);
    const bool comes_back = error->value <= 1 && isinf(above) && isinf(below) && zero <= 0;
    figure(j, "error", 3, error->value);
    figure(j, "above", 5, above);
    figure(j, "below", 5, below);
    figure(j, "zero", 3, zero);
    return (conclusion){
        .verdict = by_halves(inverts, comes_back),
        .effect = exactly(above),
        .unit = "x from which logit(sigmoid(x)) is infinite in float32",
        .regime = halves(inverts, comes_back),
    };
}

/* N07 */
conclusion judge_odds(judgement *j)
{
    const identity_row *ieee[2], *near_1[2], *near_0[2];
    take_identities(j, KEY_ODDS, ieee, 2);
    take_identities(j, KEY_ODDS_NEAR_1, near_1, 2);
    take_identities(j, KEY_ODDS_NEAR_0, near_0, 2);
    const bool in_floats = all_hold(ieee, 2), in_limit = all_hold(near_1, 2) && all_hold(near_0, 2);
    say(j, "IEEE: 1/(1-1) is +inf and 0/(1-0) is 0: %s; in MPFR the odds grow and fall without bound: %s",
        in_floats ? "yes" : "no", in_limit ? "yes" : "no");
    return (conclusion){
        .verdict = in_floats && in_limit ? SUPPORTED : REFUTED,
        .effect = exactly(near_1[1]->value),
        .unit = "log2 of the odds at y = 1 - 2^-900",
        .regime = sentence("IEEE float32 and the limit in MPFR"),
    };
}

/* N08 */
conclusion judge_odds_of_four(judgement *j)
{
    const identity_row *rows[] = {take_identity(j, KEY_SIGMOID_OF_4, ""), take_identity(j, KEY_ODDS, "")};
    say(j, "sigmoid(ln 4) - 4/5 is %.3g, odds(4/5) - 4 is %.3g", rows[0]->value, rows[1]->value);
    figure(j, "gap", 3, rows[0]->value);
    figure(j, "odds_gap", 3, rows[1]->value);
    return (conclusion){
        .verdict = all_hold(rows, 2) ? SUPPORTED : REFUTED,
        .effect = exactly(rows[0]->value),
        .unit = "|sigmoid(ln 4) - 4/5|",
        .regime = sentence("real numbers (MPFR)"),
    };
}

/* Lists the numbers of the lines that fail, as "4, 7"; returns how many rows fail. */
static size_t list_failures(const identity_row *const *rows, size_t count, char *text, size_t size)
{
    size_t failures = 0;
    text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        if (identity_holds(rows[i]))
            continue;
        const size_t used = strlen(text);
        snprintf(text + used, size - used, "%s%d", failures++ > 0 ? ", " : "",
                 (int)parameter_of(rows[i]->params, "line"));
    }
    return failures;
}

/* N09 */
conclusion judge_proof(judgement *j)
{
    enum { LINES = 11, ENDS = 3 };
    const identity_row *lines[LINES], *ends[ENDS];
    take_identities(j, KEY_LINE, lines, LINES);
    take_identities(j, KEY_LAST_LINE, ends, ENDS);
    const identity_row *right = take_identity(j, KEY_RIGHT_LAST_LINE, "w=2 b=1");
    char wrong[TEXT_NAME];
    const size_t failures = list_failures(lines, LINES, wrong, sizeof wrong);
    double gap = 0;
    size_t holding = 0;
    for (size_t i = 0; i < ENDS; i++) {
        holding += identity_holds(ends[i]);
        say(j, "the last line at %s: largest gap %.6g: %s", ends[i]->params, ends[i]->value,
            identity_holds(ends[i]) ? "holds" : "fails");
        gap = fmax(gap, ends[i]->value);
    }
    say(j, "1/(1+e^-(wx+b)) instead: largest gap %.3g: %s", right->value, identity_holds(right) ? "holds" : "fails");
    say(j, "earlier lines that fail as printed: %zu%s%s", failures, failures ? ": " : "", wrong);
    figure(j, "gap", 3, gap);
    figure_words(j, "lines", wrong);
    return (conclusion){
        .verdict = all_hold(ends, ENDS) ? SUPPORTED : REFUTED,
        .effect = exactly(gap),
        .unit = "largest |gap| to y",
        .regime = sentence("of %d pairs of w and b the last line holds for %zu", ENDS, holding),
    };
}

/* N10 */
conclusion judge_sigmoid_slope(judgement *j)
{
    const identity_row *equation = take_identity(j, KEY_SLOPE_FORM, "");
    const accuracy_row *by_output = take_accuracy(j, "gradient", "sigmoid/from_output");
    const accuracy_row *careful = take_accuracy(j, "gradient", "sigmoid/stable");
    const double dead = number_of(by_output->saturate_hi_x), alive = number_of(careful->saturate_hi_x);
    const bool in_reals = identity_holds(equation), in_floats = by_output->max_ulp <= ACCURATE_ULP;
    say(j, "in MPFR S' and S(1-S) differ by at most %.3g: %s", equation->value, in_reals ? "equal" : "not equal");
    say(j, "y*(1-y) from the rounded y: max %.6g ULP, 0 from x = %.9g on", by_output->max_ulp, dead);
    say(j, "e/(1+e)^2, e = exp(-|x|): max %.6g ULP, 0 only from x = %.9g on", careful->max_ulp, alive);
    figure(j, "off", 3, by_output->max_ulp);
    figure(j, "dead", 5, dead);
    figure(j, "careful", 3, careful->max_ulp);
    return (conclusion){
        .verdict = by_halves(in_reals, in_floats),
        .effect = exactly(dead),
        .unit = "x from which y(1-y) is 0 in float32",
        .regime = halves(in_reals, in_floats),
    };
}

/* N11 */
conclusion judge_derivation(judgement *j)
{
    enum { LINES = 10 };
    const identity_row *lines[LINES];
    take_identities(j, KEY_LINE, lines, LINES);
    char wrong[TEXT_NAME];
    const size_t failures = list_failures(lines, LINES, wrong, sizeof wrong);
    for (size_t i = 0; i < LINES; i++)
        say(j, "%s: %s is off by %.3g: %s", lines[i]->quantity, lines[i]->statement, lines[i]->value,
            identity_holds(lines[i]) ? "holds" : "fails");
    figure_words(j, "lines", wrong);
    figure(j, "count", 0, LINES);
    figure_words(j, "result", identity_holds(lines[LINES - 1]) ? "S(1-S)" : NULL);
    return (conclusion){
        .verdict = failures == 0 ? SUPPORTED : REFUTED,
        .effect = exactly((double)failures),
        .unit = "lines of 10 that fail as printed",
        .regime = sentence("%zu of %d lines hold as printed", LINES - failures, LINES),
    };
}
