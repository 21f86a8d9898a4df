#include "../../peers/eigen.h"

REGISTER_REAL_EIGEN("exp/eigen", EIGEN_EXP, .source = "Eigen's array expression exp()", .flushes_subnormals = true);
