/* What the notes say of odds, logarithms and limits in passing. */
#include "claims/identities.h"
#include "claims/take.h"
#include "claims/verdicts.h"

#include <math.h>

/* What is decided in MPFR alone. */
static conclusion decided(bool holds, double effect, const char *unit)
{
    return (conclusion){.verdict = holds ? SUPPORTED : REFUTED,
                        .effect = exactly(effect),
                        .unit = unit,
                        .regime = sentence("real numbers (MPFR)")};
}

/* N35 */
conclusion judge_odds_expected(judgement *j)
{
    const identity_row *row = take_identity(j, KEY_EXPECTED, "");
    say(j, "y(1 + odds) and the odds differ by at most %.3g", row->value);
    figure(j, "gap", 3, row->value);
    return decided(identity_holds(row), row->value, "largest gap between y(1 + odds) and the odds");
}

/* N36 */
conclusion judge_trials(judgement *j)
{
    const identity_row *near_0[2], *near_1 = take_identity(j, KEY_ODDS_NEAR_1, "k=900");
    take_identities(j, KEY_TRIALS, near_0, 2);
    say(j, "trials up to a failure: %.6g at y = 2^-10, %.6g at y = 2^-900; 2^%g at y = 1 - 2^-900", near_0[0]->value,
        near_0[1]->value, near_1->value);
    figure(j, "trials", 3, near_0[1]->value);
    return decided(identity_holds(near_0[0]) && identity_holds(near_0[1]), near_0[1]->value,
                   "expected trials up to a failure at y = 2^-900");
}

/* N37 */
conclusion judge_log_of_zero(judgement *j)
{
    const identity_row *rows[2];
    take_identities(j, KEY_LOG_NEAR_0, rows, 2);
    say(j, "ln(2^-10) = %.6g, ln(2^-900) = %.6g", rows[0]->value, rows[1]->value);
    figure(j, "near", 3, rows[0]->value);
    figure(j, "nearer", 3, rows[1]->value);
    return decided(identity_holds(rows[0]) && identity_holds(rows[1]), rows[1]->value, "ln(2^-900)");
}

/* N38 */
conclusion judge_e(judgement *j)
{
    const identity_row *itself = take_identity(j, KEY_OVER_ITSELF, ""), *base = take_identity(j, KEY_OTHER_BASE, "");
    const bool divides = identity_holds(itself), any_base = identity_holds(base);
    say(j, "e/e - 1 = %.3g; base 2 gives the same logits but for a factor: %s", itself->value, any_base ? "yes" : "no");
    figure(j, "gap", 3, itself->value);
    return decided(!divides && !any_base, itself->value, "|e/e - 1|");
}

/* N39 */
conclusion judge_odds_ratio(judgement *j)
{
    const identity_row *rows[2];
    take_identities(j, KEY_ODDS_RATIO, rows, 2);
    say(j,
        "the ratio of the odds of 4/5 to those of q differs from the odds of 4/5 by %.3g at q = 1/2, by %.3g at q = 3/4",
        rows[0]->value, rows[1]->value);
    figure(j, "gap", 3, rows[1]->value);
    return decided(identity_holds(rows[0]) && identity_holds(rows[1]), rows[1]->value,
                   "between the odds of 4/5 and their ratio to those of 3/4");
}

/* N45 */
conclusion judge_elu_target(judgement *j)
{
    const identity_row *printed[2], *right[2];
    take_identities(j, KEY_LIMIT, printed, 2);
    take_identities(j, KEY_RIGHT_LIMIT, right, 2);
    const bool other = identity_holds(right[0]) && identity_holds(right[1]);
    say(j, "at x = -600 ELU is %.3g away from alpha and %.3g from -alpha, for alpha = 1: it goes to -alpha: %s",
        printed[0]->value, right[0]->value, other ? "yes" : "no");
    figure(j, "gap", 3, printed[0]->value);
    return decided(identity_holds(printed[0]) && identity_holds(printed[1]), printed[0]->value,
                   "|ELU(-600) - alpha|, alpha = 1");
}

/* N49 */
conclusion judge_factor(judgement *j)
{
    const bool by_g = identity_holds(take_identity(j, KEY_LINE, ""));
    const identity_row *by_x = take_identity(j, KEY_SLOPE_FORM, "w=2 b=1");
    const bool with_w = identity_holds(take_identity(j, KEY_RIGHT_LINE, "w=2 b=1"));
    say(j,
        "S(1-S) is the derivative by g: %s; by x it is off by up to %.3g at w = 2, with the factor w it is right: %s",
        by_g ? "yes" : "no", by_x->value, with_w ? "yes" : "no");
    figure(j, "gap", 3, by_x->value);
    return (conclusion){.verdict = !by_g                  ? REFUTED
                                   : identity_holds(by_x) ? SUPPORTED
                                                          : DEPENDS,
                        .effect = exactly(by_x->value),
                        .unit = "largest gap to the derivative by x, w = 2",
                        .regime = sentence("by g: %s; by x = (g-b)/w: %s", by_g ? "holds" : "fails",
                                           identity_holds(by_x) ? "holds" : "fails")};
}
