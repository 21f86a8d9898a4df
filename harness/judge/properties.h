/* What is looked for in an implementation besides the size of its errors: each property is counted over all
 * inputs, and the first input that shows it is kept. */
#ifndef ACTBENCH_PROPERTIES_H
#define ACTBENCH_PROPERTIES_H

#include <stdint.h>

#define NO_INPUT UINT64_MAX

typedef enum property {
    PROPERTY_FAULT,
    PROPERTY_NON_MONOTONE,
    PROPERTY_ASYMMETRIC,
    PROPERTY_ZEROS_DIFFER,
    PROPERTY_OUT_OF_RANGE,
    PROPERTY_WRONG_ZERO_SIGN,
    PROPERTY_SUBNORMAL_FLUSHED,
    PROPERTY_SATURATED,
    PROPERTY_SATURATED_EARLY,
    PROPERTY_SLOPE_REVERSED,
    PROPERTY_SLOPE_LOST,
    PROPERTY_SLOPE_INVENTED,
    PROPERTY_NAN_SIGN_CHANGED,
    PROPERTY_NAN_PAYLOAD_CHANGED,
    PROPERTY_NAN_LEFT_SIGNALING,
    PROPERTY_UNREPEATABLE,
    PROPERTY_COUNT
} property;

/* The name and the meaning of each, as the report gives them. */
typedef struct property_text {
    const char *name, *meaning;
} property_text;

extern const property_text property_texts[PROPERTY_COUNT];

/* How many inputs show a property, and the first of them in order of magnitude. Bit patterns. */
typedef struct sighting {
    uint64_t count;
    uint64_t x; /* NO_INPUT where count is 0 */
    uint64_t got;
    uint64_t other; /* what it is held against, see property_texts */
} sighting;

sighting sighting_none(void);

/* Adds count inputs that show a property; the first is kept unless an earlier one is. */
void sighting_note(sighting *to, uint64_t count, uint64_t x, uint64_t got, uint64_t other);

/* Adds later sightings. */
void sighting_add(sighting *to, const sighting *from);

/* Those of both sides: the input nearest to 0 is kept, x > 0 where two are. `last` is the format's largest
 * magnitude. */
sighting sighting_nearest(const sighting *plus, const sighting *minus, uint64_t last);

#endif
