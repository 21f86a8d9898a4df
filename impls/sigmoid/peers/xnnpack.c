#include "../../peers/xnnpack.h"

REGISTER_XNNPACK("sigmoid/xnnpack", XNNPACK_SIGMOID, .source = "XNNPACK's sigmoid operator");
