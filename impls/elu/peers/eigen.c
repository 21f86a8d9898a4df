#include "../../peers/eigen.h"

REGISTER_REAL_EIGEN("elu/eigen", EIGEN_ELU, .source = "Eigen's array expression max(0) + alpha min(0).expm1()");
