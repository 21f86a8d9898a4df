#include "claims/identities.h"
#include "claims/take.h"
#include "claims/verdicts.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* N01 */
conclusion judge_linear_stack(judgement *j)
{
    enum { EQUATIONS = 3, FITS = 7, GAPS = 3 };
    const identity_row *equations[EQUATIONS], *fits[FITS], *gaps[GAPS];
    take_identities(j, KEY_STACK, equations, EQUATIONS);
    take_identities(j, KEY_STRAIGHT_LINE, fits, FITS);
    take_identities(j, KEY_LARGEST_GAP, gaps, GAPS);

    bool linear = true, straightest_is_bent = true;
    double straightest = INFINITY;
    for (size_t i = 0; i < EQUATIONS; i++)
        linear &= identity_holds(equations[i]);
    for (size_t i = 0; i < FITS; i++) {
        if (strncmp(fits[i]->params, "function=linear", strlen("function=linear")) == 0)
            continue;
        straightest_is_bent &= identity_holds(fits[i]);
        straightest = fmin(straightest, fits[i]->value);
    }
    double usual = 0, underflowing = 0;
    for (size_t i = 0; i < GAPS; i++) {
        if (fabs(pow(parameter_of(gaps[i]->params, "c"), 3)) >= (double)FLT_MIN)
            usual = fmax(usual, gaps[i]->value);
        else
            underflowing = fmax(underflowing, gaps[i]->value);
    }
    say(j, "in MPFR c(c(cx)) = c^3 x: %s", linear ? "yes" : "no");
    say(j, "every activation leaves a residual; the smallest is %.4g: %s", straightest,
        straightest_is_bent ? "none is a straight line" : "one is a straight line");
    say(j, "in float32 the two sides are up to %.0f floats apart, and %.0f where c^3 underflows", usual, underflowing);
    figure(j, "straightest", 3, straightest);
    figure(j, "gap", 0, usual);
    figure(j, "underflowing", 0, underflowing);
    return (conclusion){
        .verdict = by_halves(linear && straightest_is_bent, usual <= 0 && underflowing <= 0),
        .effect = exactly(usual),
        .unit = "floats between c*(c*(c*x)) and c^3*x, at most, c^3 normal",
        .regime = halves(linear && straightest_is_bent, usual <= 0 && underflowing <= 0),
    };
}

static double value_of(judgement *j, identity_key key, const char *spelling)
{
    return take_identity(j, key, spelling)->value;
}

/* N12 */
conclusion judge_relu_spellings(judgement *j)
{
    const bool in_reals = identity_holds(take_identity(j, KEY_MAX_FORM, ""));
    const double apart =
        value_of(j, KEY_NUMBERS_APART, "spelling=branch") + value_of(j, KEY_NUMBERS_APART, "spelling=fmaxf");
    const double nans[] = {value_of(j, KEY_LOST_NANS, "spelling=piecewise"),
                           value_of(j, KEY_LOST_NANS, "spelling=branch"), value_of(j, KEY_LOST_NANS, "spelling=fmaxf")};
    const double zeros[] = {value_of(j, KEY_KEEPS_MINUS_ZERO, "spelling=piecewise"),
                            value_of(j, KEY_KEEPS_MINUS_ZERO, "spelling=branch"),
                            value_of(j, KEY_KEEPS_MINUS_ZERO, "spelling=fmaxf")};
    const accuracy_row *spelled[] = {take_accuracy(j, "forward", "relu/branch"),
                                     take_accuracy(j, "forward", "relu/max"),
                                     take_accuracy(j, "forward", "relu/select")};
    uint64_t misrounded = 0;
    for (size_t i = 0; i < 3; i++)
        misrounded += spelled[i]->misrounded;
    say(j, "in MPFR max(0,x) is the piecewise form: %s; in float32 the spellings differ on %.0f numbers",
        in_reals ? "yes" : "no", apart);
    say(j, "implementations relu/branch, max, select: %llu misrounded results", (unsigned long long)misrounded);
    say(j, "NaN patterns answered by a number: x <= 0 ? 0 : x: %.0f; x > 0 ? x : 0: %.0f; fmaxf: %.0f", nans[0],
        nans[1], nans[2]);
    say(j, "-0 comes out as -0: %.0f, %.0f, %.0f", zeros[0], zeros[1], zeros[2]);
    const bool same_numbers = apart <= 0 && misrounded == 0;
    const bool same_nans = nans[0] == nans[1] && nans[1] == nans[2];
    figure(j, "numbers", 0, same_numbers ? NAN : fmax(apart, (double)misrounded));
    figure(j, "nans", 0, same_nans ? NAN : fmax(nans[0], fmax(nans[1], nans[2])));
    return (conclusion){
        .verdict = by_halves(in_reals, same_numbers && same_nans),
        .effect = exactly(fmax(nans[0], fmax(nans[1], nans[2]))),
        .unit = "NaN patterns that a spelling turns into a number",
        .regime = sentence("real numbers: %s; float32 numbers: %s; NaN: %s", in_reals ? "the same" : "different",
                           same_numbers ? "the same" : "different", same_nans ? "the same" : "different"),
    };
}

/* N14 */
conclusion judge_relu_range(judgement *j)
{
    const identity_row *high = take_identity(j, KEY_RANGE_END, "x=0x1.fffffep+127");
    const identity_row *low = take_identity(j, KEY_RANGE_END, "x=-0x1.fffffep+127");
    say(j, "ReLU is monotone; its float32 range is [%.6g, %.6g]", low->value, high->value);
    figure(j, "low", 3, low->value);
    figure(j, "high", 3, high->value);
    return (conclusion){
        .verdict = high->value > 1 || low->value < 0 ? SUPPORTED : REFUTED,
        .effect = exactly(high->value),
        .unit = "largest output of a finite float32",
        .regime = sentence("the range; that the last layer be a sigmoid is advice and not measurable"),
    };
}

/* N17 */
conclusion judge_leaky_form(judgement *j)
{
    enum { ALPHAS = 7 };
    const identity_row *rows[ALPHAS];
    take_identities(j, KEY_MAX_FORM, rows, ALPHAS);
    const identity_row *in_float = take_identity(j, KEY_NUMBERS_APART, "spelling=fmaxf alpha=0.01");
    const accuracy_row *by_max = take_accuracy(j, "forward", "leaky_relu/max_form");
    double holds_to = -INFINITY, fails_from = INFINITY, gap = 0;
    for (size_t i = 0; i < ALPHAS; i++) {
        const double alpha = parameter_of(rows[i]->params, "alpha");
        if (identity_holds(rows[i]))
            holds_to = fmax(holds_to, alpha);
        else
            fails_from = fmin(fails_from, alpha);
        gap = fmax(gap, rows[i]->value);
    }
    say(j, "in MPFR it holds up to alpha = %g and fails from alpha = %g on, by up to %g on |x| <= 40", holds_to,
        fails_from, gap);
    say(j, "in float32 at alpha = 0.01: %.0f numbers differ; leaky_relu/max_form: max %.6g ULP", in_float->value,
        by_max->max_ulp);
    figure(j, "to", 3, holds_to);
    figure(j, "from", 3, fails_from);
    figure(j, "gap", 3, gap);
    const bool usual = fails_from > 1 && holds_to >= 1 && in_float->value <= 0 && by_max->max_ulp <= ACCURATE_ULP;
    return (conclusion){
        .verdict = !usual              ? REFUTED
                   : isinf(fails_from) ? SUPPORTED
                                       : DEPENDS,
        .effect = exactly(holds_to),
        .unit = "largest alpha for which it holds",
        .regime = isinf(fails_from)
                      ? sentence("every alpha tried, up to %g", holds_to)
                      : sentence("holds up to alpha = %g, fails from alpha = %g on", holds_to, fails_from),
    };
}
