#include "../../peers/xnnpack.h"

REGISTER_XNNPACK("elu/xnnpack", XNNPACK_ELU, .source = "XNNPACK's ELU operator");
