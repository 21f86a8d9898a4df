#include "../../peers/eigen.h"

REGISTER_REAL_EIGEN("sigmoid/eigen", EIGEN_SIGMOID, .source = "Eigen's array expression logistic()",
                    .flushes_subnormals = true);
