#include "../../peers/gsl.h"

#include <gsl/gsl_math.h>

REGISTER_GSL("expm1/gsl", OP_FORWARD, forward, gsl_expm1(x), .source = "gsl_expm1");
