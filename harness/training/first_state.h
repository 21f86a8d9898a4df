/* How a run starts: its random numbers and its network, in the `real` of the file that includes this. */
#ifndef ACTBENCH_FIRST_STATE_H
#define ACTBENCH_FIRST_STATE_H

#include "training/network.h"
#include "training/run.h"

enum { STREAM_STEP = 1000000007 };

/* The run's random numbers: equal for equal seeds, whatever the activation, so that runs are paired by their
 * seed. */
static inline gsl_rng *run_random(const run_setup *setup)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(random, setup->seed + setup->stream * STREAM_STEP);
    return random;
}

static inline network *run_network(const run_setup *setup, const split *data, size_t capacity, gsl_rng *random)
{
    shape s = {.features = data->train.features,
               .classes = data->train.classes,
               .depth = setup->depth,
               .width = setup->width,
               .capacity = capacity,
               .batch_norm = setup->batch_norm};
    memcpy(s.filters, setup->filters, sizeof s.filters);
    network *net = network_new(&s, &setup->activation, isnan(setup->alpha) ? 0 : setup->alpha);
    network_initialise(net, setup->init == INIT_HE, setup->init == INIT_XAVIER_4 ? 4 : 1, random);
    return net;
}

#endif
