#include "../../peers/onednn.h"

REGISTER_ONEDNN("hardswish/onednn", OP_FORWARD, ONEDNN_HARDSWISH, .source = "oneDNN's element-wise hardswish");
REGISTER_ONEDNN("hardswish/onednn", OP_GRADIENT, ONEDNN_HARDSWISH,
                .source = "oneDNN's element-wise hardswish, backward, times an array of ones");
