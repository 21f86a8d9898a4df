/* What an activation makes of a standard normal input: how far its mean is from 0. */
#include "registry/registry.h"
#include "support/memory.h"
#include "training/run.h"

#include <gsl/gsl_integration.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLES = 1 << 20, INTERVALS = 1000 };

typedef struct moment {
    const run_setup *setup;
    int power;
} moment;

/* f(z)^power, weighted by the normal density. */
static double weighted(double z, void *context)
{
    const moment *m = context;
    const activation *form = m->setup->activation.form;
    const params p = {.alpha = m->setup->alpha};
    double x = form->in * z, y;
    implementation_run(m->setup->activation.kernel[OP_FORWARD], &x, &y, 1, &p);
    return pow(form->out * y + form->shift, m->power) * gsl_ran_gaussian_pdf(z, 1);
}

/* The halves apart: the ReLU family has its kink at 0. */
static double expectation(const run_setup *setup, int power)
{
    moment m = {setup, power};
    gsl_function integrand = {weighted, &m};
    gsl_integration_workspace *space = gsl_integration_workspace_alloc(INTERVALS);
    double below, above, error;
    gsl_integration_qagil(&integrand, 0, 1e-13, 1e-12, INTERVALS, space, &below, &error);
    gsl_integration_qagiu(&integrand, 0, 1e-13, 1e-12, INTERVALS, space, &above, &error);
    gsl_integration_workspace_free(space);
    return below + above;
}

static void append(training_row row, double mean, double square, table *rows)
{
    strcpy(row.status, "ok");
    row.mean_activation = mean;
    row.activation_sd = sqrt(square - mean * mean);
    table_append(rows, &row);
}

void run_gaussian_exact(const run_setup *setup, const split *data, table *rows)
{
    training_row row = run_row(setup, data);
    strcpy(row.kernel, "quadrature");
    append(row, expectation(setup, 1), expectation(setup, 2), rows);
}

void run_gaussian_sample(const run_setup *setup, const split *data, table *rows)
{
    const activation *form = setup->activation.form;
    const params p = {.alpha = setup->alpha};
    float *x = memory_or_exit(malloc(SAMPLES * sizeof *x));
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(random, setup->seed);
    for (size_t i = 0; i < SAMPLES; i++)
        x[i] = (float)(form->in * gsl_ran_gaussian_ziggurat(random, 1));
    implementation_run(setup->activation.kernel[OP_FORWARD], x, x, SAMPLES, &p);
    double sum = 0, squares = 0;
    for (size_t i = 0; i < SAMPLES; i++) {
        const double y = form->out * (double)x[i] + form->shift;
        sum += y;
        squares += y * y;
    }
    training_row row = run_row(setup, data);
    row.samples = SAMPLES;
    append(row, sum / SAMPLES, squares / SAMPLES, rows);
    gsl_rng_free(random);
    free(x);
}
