#include "../../peers/xnnpack.h"

REGISTER_XNNPACK("relu/xnnpack", XNNPACK_RELU, .source = "XNNPACK's clamp operator from 0 to infinity");
