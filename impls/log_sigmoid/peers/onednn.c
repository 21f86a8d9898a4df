#include "../../peers/onednn.h"

REGISTER_ONEDNN("log_sigmoid/onednn", OP_FORWARD, ONEDNN_LOG_SIGMOID, .source = "oneDNN's element-wise logsigmoid");
REGISTER_ONEDNN("log_sigmoid/onednn", OP_GRADIENT, ONEDNN_LOG_SIGMOID,
                .source = "oneDNN's element-wise logsigmoid, backward, times an array of ones");
