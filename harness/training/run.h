/* One training run: a network, its options, and the rows it leaves. */
#ifndef ACTBENCH_TRAINING_RUN_H
#define ACTBENCH_TRAINING_RUN_H

#include "rows/rows.h"
#include "training/activation.h"
#include "training/dataset.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum init { INIT_HE, INIT_XAVIER, INIT_XAVIER_4, INIT_COUNT } init;

extern const char *const init_names[INIT_COUNT];

/* How a step follows from the gradient. */
typedef enum optimizer { OPTIMIZER_SGD, OPTIMIZER_ADAM, OPTIMIZER_COUNT } optimizer;

extern const char *const optimizer_names[OPTIMIZER_COUNT];

enum { CHECKPOINTS_MAX = 8 };

typedef struct run_setup {
    const char *run_id, *experiment;
    activation_kernels activation;
    init init;
    double alpha; /* where alpha starts, or stays */
    size_t depth, width, batch, epochs;
    size_t filters[CONVOLUTIONS_MAX]; /* of the first hidden layers, where they are convolutions; closed by a 0 */
    double rate, momentum, weight_decay;
    bool linear_decay; /* of the rate, to 0 at the end; else it is constant */
    optimizer optimizer;
    bool batch_norm;
    uint64_t stream;      /* of random numbers, beside the seed; 0: that of all who are compared */
    uint64_t seed, split; /* of the weights and batches; of the order that the samples were cut in, 0: as read */
    size_t samples;       /* drawn at random from the training part; 0: all of it */
    bool tuning;          /* part of the search for a rate: judged by the validation part in place of the test part */
    bool half_budget;     /* beside a run of twice the epochs */
    double loss_target;   /* stop once the loss on the training samples is this low; 0: never */
    bool unit_probe;      /* row by row: what the units do, before training, at the checkpoints and at the end */
    size_t checkpoints[CHECKPOINTS_MAX]; /* epochs in rising order, closed by a 0 */
} run_setup;

/* The row of this setup with nothing measured yet. */
training_row run_row(const run_setup *setup, const split *data);

/* A runner does one run and appends what it measured to rows. Equal setups give equal rows, whatever else the
 * machine does and whatever order they come in (but for seconds). */
typedef void run_function(const run_setup *setup, const split *data, table *rows);

/* Trains: one row for the network at the end, and with probe those of each layer and of all hidden units
 * together (layer 0). In float. */
run_function run_train;

/* The norms of the gradient in each layer before the first step, on `batch` training samples: one row a
 * layer, the output layer last. In double. */
run_function run_gradient_norms;

/* The time of an epoch and the activation's share of it, after one epoch to warm up. In float. */
run_function run_cost;

/* Mean and deviation of the output for a standard normal input: exact, by quadrature in double (kernel
 * "quadrature"); and of a sample of 2^20, in float. No network is trained and data is not looked at. */
run_function run_gaussian_exact, run_gaussian_sample;

#endif
