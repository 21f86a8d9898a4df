#include "../../peers/onednn.h"

REGISTER_ONEDNN("relu/onednn", ONEDNN_RELU, .source = "oneDNN's element-wise relu");
