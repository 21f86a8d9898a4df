#include "../../peers/gsl.h"

#include <gsl/gsl_sf_erf.h>

REGISTER_GSL("erf/gsl", OP_FORWARD, forward, gsl_sf_erf(x), .source = "gsl_sf_erf");
