#include "../../peers/xnnpack.h"

REGISTER_XNNPACK("leaky_relu/xnnpack", XNNPACK_LEAKY_RELU, .source = "XNNPACK's leaky ReLU operator");
