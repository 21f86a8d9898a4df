/* Where the time of a training step goes. */
#define ACTBENCH_REAL_F32
#include "training/backprop.h"
#include "training/first_state.h"

/* Steps through the training samples once, in batches. */
static void step_through(network *net, const run_setup *setup, const dataset *d)
{
    for (size_t at = 0; at + setup->batch <= d->samples; at += setup->batch) {
        const dataset part = dataset_slice(d, at, setup->batch);
        loss_sum sum = {0};
        network_load(net, &part, NULL, setup->batch);
        network_forward(net, setup->batch);
        network_loss(net, &part, NULL, setup->batch, &sum);
        network_backward(net, setup->batch);
        network_step(net, setup->rate, setup->momentum, setup->weight_decay);
    }
}

void run_cost(const run_setup *setup, const split *data, table *rows)
{
    gsl_rng *random = run_random(setup);
    network *net = run_network(setup, data, setup->batch, random);
    stopwatch watch = {0};
    step_through(net, setup, &data->train);
    net->watch = &watch;
    const double began = seconds_now();
    for (size_t epoch = 0; epoch < setup->epochs; epoch++)
        step_through(net, setup, &data->train);
    const double seconds = seconds_now() - began;
    training_row row = run_row(setup, data);
    strcpy(row.status, "ok");
    row.epoch = setup->epochs;
    row.steps = setup->epochs * (data->train.samples / setup->batch);
    row.epoch_seconds = seconds / (double)setup->epochs;
    row.forward_share = watch.forward / seconds;
    row.gradient_share = watch.gradient / seconds;
    table_append(rows, &row);
    network_free(net);
    gsl_rng_free(random);
}
