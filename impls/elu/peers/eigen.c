#include "../../peers/eigen.h"

REGISTER_REAL_EIGEN("elu/eigen", EIGEN_ELU, .source = "Eigen's array expression select(alpha expm1(x), x)");
