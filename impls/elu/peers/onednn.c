#include "../../peers/onednn.h"

REGISTER_ONEDNN("elu/onednn", ONEDNN_ELU, .source = "oneDNN's element-wise elu");
