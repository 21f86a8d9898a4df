#include "accuracy/brute.h"
#include "support/length.h"

#include <math.h>
#include <string.h>

enum { SIGN = 0x8000 };

static const brute_judged *at(const brute *b, unsigned bits)
{
    return &b->of[bits];
}

static unsigned bits_of(const brute_format *f, double value)
{
    const unsigned sign = signbit(value) ? SIGN : 0;
    for (unsigned m = 0; m <= f->infinity; m++)
        if (brute_value(f, m) == fabs(value))
            return sign | m;
    return sign | (f->infinity + (1U << (f->fraction_bits - 1)));
}

static double least_normal(const brute *b)
{
    return ldexp(1, b->format->e_min);
}

static bool is_slope(const brute *b)
{
    return strcmp(b->function->op, "gradient") == 0;
}

static double limit_at(const brute *b, unsigned bits)
{
    return b->function->limit[bits >= SIGN];
}

static bool fault(const brute *b, unsigned bits)
{
    return at(b, bits)->fault;
}

static bool out_of_range(const brute *b, unsigned bits)
{
    const brute_judged *j = at(b, bits);
    return !isnan(j->x) && (j->got < b->function->range[0] || j->got > b->function->range[1]);
}

static bool wrong_zero_sign(const brute *b, unsigned bits)
{
    return at(b, bits)->wrong_zero_sign;
}

static bool subnormal_flushed(const brute *b, unsigned bits)
{
    const brute_judged *j = at(b, bits);
    const double nearest = fabs(j->nearest), least = least_normal(b), ulp = ldexp(least, -b->format->fraction_bits);
    return nearest > 0 && nearest < least && (j->got == 0 || (fabs(j->got) == least && nearest < least - ulp));
}

static bool saturated(const brute *b, unsigned bits)
{
    const brute_judged *j = at(b, bits);
    return isfinite(j->x) && j->x != 0 && j->got == limit_at(b, bits);
}

static bool saturated_early(const brute *b, unsigned bits)
{
    return saturated(b, bits) && at(b, bits)->nearest != at(b, bits)->got;
}

static bool slope_reversed(const brute *b, unsigned bits)
{
    const brute_judged *j = at(b, bits);
    return is_slope(b) && !isnan(j->x) && !j->exactly_0 && j->got != 0 && !isnan(j->got) &&
           !signbit(j->got) != !signbit(j->nearest);
}

static bool slope_lost(const brute *b, unsigned bits)
{
    return is_slope(b) && at(b, bits)->got == 0 && fabs(at(b, bits)->nearest) > 0;
}

static bool slope_invented(const brute *b, unsigned bits)
{
    return is_slope(b) && at(b, bits)->exactly_0 && fabs(at(b, bits)->got) > 0;
}

static unsigned quiet_bit(const brute *b)
{
    return 1U << (b->format->fraction_bits - 1);
}

static bool both_nan(const brute *b, unsigned bits)
{
    return isnan(at(b, bits)->x) && isnan(at(b, bits)->got);
}

static bool nan_sign_changed(const brute *b, unsigned bits)
{
    return both_nan(b, bits) && ((b->got[bits] ^ bits) & SIGN) != 0;
}

static bool nan_payload_changed(const brute *b, unsigned bits)
{
    return both_nan(b, bits) && ((b->got[bits] ^ bits) & ~(SIGN | quiet_bit(b)) & 0xffff) != 0;
}

static bool nan_left_signaling(const brute *b, unsigned bits)
{
    return both_nan(b, bits) && !(bits & quiet_bit(b)) && !(b->got[bits] & quiet_bit(b));
}

/* From x to the next number away from 0; `from` is x, or the other zero. */
static bool wrong_step(const brute *b, unsigned from, unsigned bits)
{
    const int away = bits >= SIGN ? -b->function->direction[1] : b->function->direction[0];
    const double here = at(b, from)->got, next = at(b, bits + 1)->got;
    return (bits & (SIGN - 1U)) < b->format->infinity && (away > 0 ? next < here : away < 0 && next > here);
}

/* A step from 0 runs against the direction where it does from either zero. */
static bool non_monotone(const brute *b, unsigned bits)
{
    return wrong_step(b, bits, bits) || ((bits & (SIGN - 1U)) == 0 && wrong_step(b, bits ^ SIGN, bits));
}

static bool zeros_differ(const brute *b, unsigned bits)
{
    const double zero = at(b, 0)->got, negative_zero = at(b, SIGN)->got;
    return bits == 0 && zero != negative_zero && !isnan(zero) && !isnan(negative_zero);
}

static bool asymmetric(const brute *b, unsigned bits)
{
    if (bits >= SIGN || isnan(at(b, bits)->x))
        return false;
    const double here = at(b, bits)->got, there = at(b, bits + SIGN)->got;
    if (isnan(here) || isnan(there))
        return false;
    double allowed = 0;
    switch (b->function->symmetry) {
    case BRUTE_ODD:
        return here != -there;
    case BRUTE_EVEN:
        return here != there;
    case BRUTE_SUM_1:
        if (!isfinite(here) || !isfinite(there))
            return true;
        for (int s = 0; s < 2; s++) {
            const double y = fabs(s == 0 ? here : there);
            const int e = y < least_normal(b) ? b->format->e_min : ilogb(y);
            allowed += ldexp(0.5, e - b->format->fraction_bits);
        }
        return fabs(here - 1 + there) > allowed;
    default:
        return false;
    }
}

static int nearest_bits(const brute *b, unsigned bits)
{
    return (int)bits_of(b->format, at(b, bits)->nearest);
}

static int kept_nan(const brute *b, unsigned bits)
{
    return (int)(bits | quiet_bit(b));
}

static int due(const brute *b, unsigned bits)
{
    return isnan(at(b, bits)->x) ? kept_nan(b, bits) : nearest_bits(b, bits);
}

static int passed_end(const brute *b, unsigned bits)
{
    return (int)bits_of(b->format, b->function->range[at(b, bits)->got > b->function->range[1]]);
}

static int next_result(const brute *b, unsigned bits)
{
    return b->got[bits + 1];
}

static int opposite_result(const brute *b, unsigned bits)
{
    return b->got[bits ^ SIGN];
}

static const struct {
    const char *name;
    bool (*shows)(const brute *b, unsigned bits);
    int (*other)(const brute *b, unsigned bits);
} properties[] = {
    {"fault", fault, due},
    {"non_monotone", non_monotone, next_result},
    {"asymmetric", asymmetric, opposite_result},
    {"zeros_differ", zeros_differ, opposite_result},
    {"out_of_range", out_of_range, passed_end},
    {"wrong_zero_sign", wrong_zero_sign, nearest_bits},
    {"subnormal_flushed", subnormal_flushed, nearest_bits},
    {"saturated", saturated, nearest_bits},
    {"saturated_early", saturated_early, nearest_bits},
    {"slope_reversed", slope_reversed, nearest_bits},
    {"slope_lost", slope_lost, nearest_bits},
    {"slope_invented", slope_invented, nearest_bits},
    {"nan_sign_changed", nan_sign_changed, kept_nan},
    {"nan_payload_changed", nan_payload_changed, kept_nan},
    {"nan_left_signaling", nan_left_signaling, kept_nan},
};

brute_sighting brute_property(const brute *b, const char *property)
{
    brute_sighting seen = {0, BRUTE_NONE, BRUTE_NONE, BRUTE_NONE};
    for (size_t i = 0; i < LENGTH(properties); i++)
        for (unsigned k = 0; strcmp(properties[i].name, property) == 0 && k < BRUTE_INPUTS; k++) {
            const unsigned bits = k / 2 + (k % 2) * SIGN; /* growing magnitude, the positive one first */
            if (!properties[i].shows(b, bits))
                continue;
            if (seen.count++ == 0) {
                seen.x = (int)bits;
                seen.got = b->got[bits];
                seen.other = properties[i].other(b, bits);
            }
        }
    return seen;
}
