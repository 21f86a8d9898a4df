#include "../../peers/eigen.h"

REGISTER_REAL_EIGEN("prelu/eigen", EIGEN_LEAKY_RELU, .source = "Eigen's array expression max(0) + alpha min(0)");
