/* How far each activation is from every straight line. */
#include "claims/definitions.h"
#include "claims/identities.h"
#include "support/length.h"

#include <gsl/gsl_fit.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { FIT_POINTS = 4001 };
static const double fit_end = 8;

/* `linear` is the control: its residual is the rounding error of the fit. */
static const struct fit {
    const char *function, *formula, *params;
} fits[] = {
    {"linear", "c*x", "c=0.3"},
    {"sigmoid", "sigmoid", ""},
    {"tanh", "tanh(x)", ""},
    {"relu", "relu", ""},
    {"leaky_relu", "leaky_relu", "alpha=0.01"},
    {"prelu", "prelu", "alpha=0.25"},
    {"elu", "elu", "alpha=1"},
};

static void sample(const struct fit *f, double *x, double *y)
{
    scope s;
    scope_read(&s, definitions, f->params);
    mpfr_ptr at = scope_variable(&s, "x");
    mpfr_t value;
    mpfr_init2(value, FORMULA_BITS);
    for (int i = 0; i < FIT_POINTS; i++) {
        x[i] = fit_end * (2.0 * i / (FIT_POINTS - 1) - 1);
        mpfr_set_d(at, x[i], MPFR_RNDN);
        formula_evaluate(f->formula, &s, value);
        y[i] = mpfr_get_d(value, MPFR_RNDN);
    }
    mpfr_clear(value);
    scope_free(&s);
}

void identities_by_fit(table *rows, const identity_options *options)
{
    double x[FIT_POINTS], y[FIT_POINTS];
    for (size_t i = 0; i < LENGTH(fits); i++) {
        sample(&fits[i], x, y);
        double intercept, slope, cov00, cov01, cov11, squares;
        gsl_fit_linear(x, 1, y, 1, FIT_POINTS, &intercept, &slope, &cov00, &cov01, &cov11, &squares);
        identity_row row = {.claim = "N01",
                            .quantity = "rms residual of the best straight line",
                            .n = FIT_POINTS,
                            .value = sqrt(squares / FIT_POINTS),
                            .relation = ">",
                            .bound = 1e-6};
        snprintf(row.key, sizeof row.key, "%s", identity_key_names[KEY_STRAIGHT_LINE]);
        snprintf(row.statement, sizeof row.statement, "%s: %.6g + %.6g x", fits[i].function, intercept, slope);
        snprintf(row.params, sizeof row.params, "function=%s%s%s", fits[i].function, *fits[i].params ? " " : "",
                 fits[i].params);
        snprintf(row.method, sizeof row.method, "gsl_fit_linear on [-%g, %g]", fit_end, fit_end);
        identity_append(rows, options, &row);
    }
}
