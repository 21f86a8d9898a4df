/* What is left of the gradient, layer by layer, in a network that has not learned yet. In double: a vanishing
 * gradient shall vanish in the mathematics, not in the arithmetic. */
#define ACTBENCH_REAL_F64
#include "training/backprop.h"
#include "training/first_state.h"

void run_gradient_norms(const run_setup *setup, const split *data, table *rows)
{
    gsl_rng *random = run_random(setup);
    network *net = run_network(setup, data, setup->batch, random);
    const size_t n = setup->batch;
    size_t *order = memory_or_exit(malloc(data->train.samples * sizeof *order));
    for (size_t i = 0; i < data->train.samples; i++)
        order[i] = i;
    gsl_ran_shuffle(random, order, data->train.samples, sizeof *order);
    network_load(net, &data->train, order, n);
    network_forward(net, n);
    loss_sum sum = {0};
    network_loss(net, &data->train, order, n, &sum);
    network_backward(net, n);
    training_row row = run_row(setup, data);
    strcpy(row.status, "ok");
    for (size_t i = 0; i <= setup->depth; i++) {
        const layer *l = &net->layers[i];
        row.layer = i + 1;
        row.gradient_norm = cblas_dnrm2((int)(l->in * l->out), l->w_gradient, 1);
        row.delta_norm = cblas_dnrm2((int)(n * l->out), l->delta, 1) * sqrt((double)n);
        table_append(rows, &row);
    }
    free(order);
    network_free(net);
    gsl_rng_free(random);
}
