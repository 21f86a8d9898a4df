/* Elements of any dtype as doubles. */
#include "registry/elements.h"

#include "registry/narrow.h"

#include <string.h>

double dtype_get(dtype type, const void *elements, size_t i)
{
    const char *element = (const char *)elements + i * dtype_size(type);
    double wide;
    float single;
    uint16_t half;
    switch (type) {
    case DTYPE_F32:
        memcpy(&single, element, sizeof single);
        return (double)single;
    case DTYPE_F16:
        memcpy(&half, element, sizeof half);
        return (double)f16_to_f32(half);
    case DTYPE_BF16:
        memcpy(&half, element, sizeof half);
        return (double)bf16_to_f32(half);
    default:
        memcpy(&wide, element, sizeof wide);
        return wide;
    }
}

void dtype_set(dtype type, void *elements, size_t i, double value)
{
    char *element = (char *)elements + i * dtype_size(type);
    const float single = (float)value;
    const uint16_t half = type == DTYPE_F16 ? f16_from_f64(value) : bf16_from_f64(value);
    if (type == DTYPE_F64)
        memcpy(element, &value, sizeof value);
    else if (type == DTYPE_F32)
        memcpy(element, &single, sizeof single);
    else
        memcpy(element, &half, sizeof half);
}
