#include "judge/properties.h"

#include <stdbool.h>

const property_text property_texts[PROPERTY_COUNT] = {
    [PROPERTY_FAULT] = {"fault", "a NaN where a number is due, a number where a NaN or an infinity is due, or an "
                                 "infinity of the wrong sign; other: the exact value, rounded"},
    [PROPERTY_NON_MONOTONE] = {"non_monotone", "the results at x and at its neighbour away from 0 run against the "
                                               "function's direction; other: the neighbour's result"},
    [PROPERTY_ASYMMETRIC] = {"asymmetric", "the results at x and -x break the function's symmetry; other: the "
                                           "result at -x"},
    [PROPERTY_ZEROS_DIFFER] = {"zeros_differ", "the results at +0 and at -0 differ in value; got: at +0, other: at -0"},
    [PROPERTY_OUT_OF_RANGE] = {"out_of_range", "the result lies outside the function's range; other: the end that "
                                               "it passes"},
    [PROPERTY_WRONG_ZERO_SIGN] = {"wrong_zero_sign", "the result is a zero of the wrong sign; other: the exact "
                                                     "value, rounded"},
    [PROPERTY_SUBNORMAL_FLUSHED] = {"subnormal_flushed", "the exact value rounds to a subnormal, the result is 0 "
                                                         "or the least normal number; other: that subnormal"},
    [PROPERTY_SATURATED] = {"saturated", "the result equals a limit that the function never reaches; other: the "
                                         "exact value, rounded"},
    [PROPERTY_SATURATED_EARLY] = {"saturated_early", "so it does where the exact value rounds to another number; "
                                                     "other: that number"},
    [PROPERTY_SLOPE_REVERSED] = {"slope_reversed", "the gradient has the opposite sign of the forward's slope; "
                                                   "other: the slope, rounded"},
    [PROPERTY_SLOPE_LOST] = {"slope_lost", "the gradient is 0 where the forward's slope rounds to another number; "
                                           "other: that number"},
    [PROPERTY_SLOPE_INVENTED] = {"slope_invented", "the gradient is not 0 where the forward is flat; other: the "
                                                   "slope"},
    [PROPERTY_NAN_SIGN_CHANGED] = {"nan_sign_changed", "the NaN that answers a NaN has another sign; other: the "
                                                       "result that keeps it"},
    [PROPERTY_NAN_PAYLOAD_CHANGED] = {"nan_payload_changed", "the NaN that answers a NaN has another payload "
                                                             "(quiet bit apart); other: the result that keeps it"},
    [PROPERTY_NAN_LEFT_SIGNALING] = {"nan_left_signaling", "the NaN that answers a signaling NaN is signaling "
                                                           "still; other: the quiet result"},
    [PROPERTY_UNREPEATABLE] = {"unrepeatable", "called again with another number of elements, at another address, in "
                                               "place or among other inputs, the result is another; other: that "
                                               "result (looked for on the first block of each segment, on some "
                                               "of the others, and on each extreme alone)"},
};

sighting sighting_none(void)
{
    return (sighting){.x = NO_INPUT};
}

void sighting_add(sighting *to, const sighting *from)
{
    const uint64_t count = to->count + from->count;
    if (to->count == 0)
        *to = *from;
    to->count = count;
}

sighting sighting_nearest(const sighting *plus, const sighting *minus, uint64_t last)
{
    const bool second = minus->count > 0 && (plus->count == 0 || (minus->x & last) < plus->x);
    sighting both = second ? *minus : *plus;
    both.count = plus->count + minus->count;
    return both;
}

void sighting_note(sighting *to, uint64_t count, uint64_t x, uint64_t got, uint64_t other)
{
    const sighting seen = {count, x, got, other};
    if (count > 0)
        sighting_add(to, &seen);
}
