#include "../../peers/gsl.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

REGISTER_GSL("sigmoid/gsl", OP_FORWARD, forward, gsl_cdf_logistic_P(x, 1), .source = "gsl_cdf_logistic_P");
REGISTER_GSL("sigmoid/gsl", OP_GRADIENT, gradient, gsl_ran_logistic_pdf(x, 1), .source = "gsl_ran_logistic_pdf");
