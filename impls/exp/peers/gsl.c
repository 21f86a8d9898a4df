#include "../../peers/gsl.h"

#include <gsl/gsl_machine.h>
#include <gsl/gsl_sf_exp.h>
#include <math.h>

/* gsl_sf_exp ends the program on over- and underflow. */
static double within_range(double x)
{
    return x > GSL_LOG_DBL_MAX ? INFINITY : x < GSL_LOG_DBL_MIN ? 0 : gsl_sf_exp(x);
}

REGISTER_GSL("exp/gsl", OP_FORWARD, forward, within_range(x), .source = "gsl_sf_exp", .flushes_subnormals = true);
