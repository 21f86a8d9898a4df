#include "claims/identities.h"
#include "claims/take.h"
#include "claims/verdicts.h"

#include <math.h>

enum { IMPLEMENTATIONS = 256 };

/* N23 */
void judge_elu_limit(judgement *j)
{
    enum { ALPHAS = 3 };
    const identity_row *limits[ALPHAS];
    take_identities(j, "log2 of ELU's distance from -alpha", limits, ALPHAS);
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
    say(j, "alpha*expm1f(x) is exactly -alpha from x = %.9g down", reached);
    conclude(j, by_halves(converges, printed->max_ulp <= ACCURATE_ULP && isnan(reached)));
    set_effect(j, exactly(printed->max_ulp), "max ULP error of alpha*(exp(x)-1) as printed");
    set_regime(j, "real numbers: right, -alpha is never reached; float32: cancels near 0, reaches -alpha at x = %.5g",
               reached);
    set_note(j,
             "As printed the float32 result is off by up to %.3g ULP near 0, with expm1 by %.3g; exactly "
             "-alpha is "
             "returned from x = %.5g down.",
             printed->max_ulp, careful->max_ulp, reached);
}

/* N26 */
void judge_elu_smoothness(judgement *j)
{
    enum { ALPHAS = 3 };
    const identity_row *equations[ALPHAS];
    take_identities(j, "jump of ELU's slope at 0 = |alpha-1|", equations, ALPHAS);
    const double jumps[ALPHAS] = {take_identity(j, "jump of ELU's slope at 0", "x=0 alpha=0.5")->value,
                                  take_identity(j, "jump of ELU's slope at 0", "x=0 alpha=1")->value,
                                  take_identity(j, "jump of ELU's slope at 0", "x=0 alpha=2")->value};
    const double bend = take_identity(j, "jump of ELU's curvature at 0", "x=0 alpha=1")->value;
    bool as_expected = true;
    for (size_t i = 0; i < ALPHAS; i++)
        as_expected &= identity_holds(equations[i]);
    say(j, "the slope jumps by %.3g, %.3g, %.3g at alpha = 0.5, 1, 2: |alpha-1|: %s", jumps[0], jumps[1], jumps[2],
        as_expected ? "yes" : "no");
    say(j, "at alpha = 1 the curvature jumps by %.3g", bend);
    conclude(j, jumps[1] < 0x1p-200 && as_expected ? SUPPORTED : REFUTED);
    set_effect(j, exactly(jumps[1]), "jump of the slope at x = 0, alpha = 1");
    set_regime(j, "alpha = 1, first derivative; for other alpha the slope jumps by |alpha-1|");
    set_note(j,
             "At alpha = 1 the slope is continuous (jump %.1g), at 0.5 and 2 it jumps by %.2g and %.2g; the "
             "curvature jumps by %.2g even at alpha = 1.",
             jumps[1], jumps[0], jumps[2], bend);
}

/* A formula that is an identity of real numbers, and the float32 implementation that follows it. */
static void judge_formula(judgement *j, const char *identity, const char *impl)
{
    const identity_row *equation = take_identity(j, identity, "");
    const accuracy_row *row = take_accuracy(j, "forward", impl);
    const accuracy_row *careful = take_accuracy(j, "forward", "tanh/expm1_form");
    const bool in_floats = row->max_ulp <= ACCURATE_ULP && row->faults == 0;
    say(j, "in MPFR the two sides differ by at most %.3g: %s", equation->value,
        identity_holds(equation) ? "equal" : "not equal");
    say(j, "%s: max %.6g ULP at x = %s, %llu faults%s%s", impl, row->max_ulp, row->max_ulp_x,
        (unsigned long long)row->faults, row->faults ? ", the first at x = " : "", row->first_fault_x);
    say(j, "tanh/expm1_form: max %.6g ULP", careful->max_ulp);
    conclude(j, by_halves(identity_holds(equation), in_floats));
    set_effect(j, exactly(row->max_ulp), "max ULP error of the formula in float32");
    const double fault = number_of(row->first_fault_x);
    if (row->faults > 0)
        set_regime(j, "real numbers: an identity; float32: cancels near x = %.3g and is NaN past x = %.5g (%s)",
                   number_of(row->max_ulp_x), fault, inputs_of(row));
    else
        set_regime(j, "real numbers: an identity; float32: %s (worst at x = %.3g, %s)",
                   in_floats ? "holds" : "cancels near 0", number_of(row->max_ulp_x), inputs_of(row));
    set_note(j, "%s is off by up to %.3g ULP%s; expm1 keeps the same function to %.3g ULP.", impl, row->max_ulp,
             row->faults ? " and overflows to NaN" : "", careful->max_ulp);
}

/* N28 */
void judge_tanh_formula(judgement *j)
{
    judge_formula(j, "tanh as printed", "tanh/printed");
}

/* N29 */
void judge_tanh_from_sigmoid(judgement *j)
{
    judge_formula(j, "tanh from sigmoid", "tanh/sigmoid_form");
}

/* N30 */
void judge_tanh_range(judgement *j)
{
    const identity_row *tanh_slope = take_identity(j, "largest slope of tanh", "");
    const identity_row *sigmoid_slope = take_identity(j, "largest slope of sigmoid", "");
    const identity_row *ends[2];
    take_identities(j, "log2 of 1 ", ends, 2);
    const accuracy_row *rows[IMPLEMENTATIONS];
    const size_t count = take_accuracies(j, "tanh", "forward", rows, IMPLEMENTATIONS);
    const bool open =
        identity_holds(ends[0]) && identity_holds(ends[1]) && isfinite(ends[0]->value) && isfinite(ends[1]->value);
    const bool steeper = tanh_slope->value > sigmoid_slope->value;
    size_t ones = 0;
    double accurate_one = NAN;
    for (size_t i = 0; i < count; i++) {
        const double one = number_of(rows[i]->saturate_hi_x);
        ones += isnan(one) ? 0 : 1;
        if (rows[i]->max_ulp <= ACCURATE_ULP)
            accurate_one = fmax(accurate_one, one);
    }
    say(j, "in MPFR -1 < tanh < 1: %s; largest slopes: tanh %.6g, sigmoid %.6g", open ? "yes" : "no", tanh_slope->value,
        sigmoid_slope->value);
    say(j, "in float32 %zu of %zu implementations return exactly 1, all of the accurate ones from x = %.9g on", ones,
        count, accurate_one);
    conclude(j, by_halves(open && steeper, ones == 0));
    set_effect(j, exactly(tanh_slope->value / sigmoid_slope->value), "times the largest slope of sigmoid");
    set_regime(j,
               "slope, and range of real numbers: right; range in float32: the accurate implementations "
               "return 1 from x = %.5g on",
               accurate_one);
    set_note(j,
             "tanh is %.3g times as steep as sigmoid at 0; %zu of %zu float32 implementations return exactly 1, "
             "which tanh never is.",
             tanh_slope->value / sigmoid_slope->value, ones, count);
}
