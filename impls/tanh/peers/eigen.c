#include "../../peers/eigen.h"

REGISTER_REAL_EIGEN("tanh/eigen", EIGEN_TANH, .source = "Eigen's array expression tanh()");
