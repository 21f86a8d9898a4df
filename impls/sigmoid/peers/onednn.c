#include "../../peers/onednn.h"

REGISTER_ONEDNN("sigmoid/onednn", ONEDNN_SIGMOID, .source = "oneDNN's element-wise logistic",
                .flushes_subnormals = true);
