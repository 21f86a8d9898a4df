#include "../../peers/gsl.h"

#include <gsl/gsl_math.h>

REGISTER_GSL("log1p/gsl", OP_FORWARD, forward, gsl_log1p(x), .source = "gsl_log1p");
