#include "../../peers/eigen.h"

REGISTER_REAL_EIGEN("log1p/eigen", EIGEN_LOG1P, .source = "Eigen's array expression log1p()");
