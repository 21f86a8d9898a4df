#include "../../peers/eigen.h"

REGISTER_REAL_EIGEN("expm1/eigen", EIGEN_EXPM1, .source = "Eigen's array expression expm1()");
