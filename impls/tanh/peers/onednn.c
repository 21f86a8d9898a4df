#include "../../peers/onednn.h"

REGISTER_ONEDNN("tanh/onednn", ONEDNN_TANH, .source = "oneDNN's element-wise tanh");
