#include "../../peers/xnnpack.h"

REGISTER_XNNPACK("prelu/xnnpack", XNNPACK_LEAKY_RELU,
                 .source = "XNNPACK's leaky ReLU operator (its PReLU has a slope for each channel)");
