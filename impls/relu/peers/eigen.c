#include "../../peers/eigen.h"

REGISTER_REAL_EIGEN("relu/eigen", EIGEN_RELU, .source = "Eigen's array expression max(0)");
