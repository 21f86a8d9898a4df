/* One training run: a network, its options, and the rows it leaves. */
#ifndef ACTBENCH_RUN_H
#define ACTBENCH_RUN_H

#include "rows/rows.h"
#include "training/activation.h"
#include "training/dataset.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum init { INIT_HE, INIT_XAVIER, INIT_XAVIER_4, INIT_COUNT } init;

extern const char *const init_names[INIT_COUNT];

enum { CHECKPOINTS_MAX = 8 };

typedef struct run_setup {
    const char *experiment;
    activation_kernels activation;
    init init;
    double alpha; /* where alpha starts, or stays */
    size_t depth, width, batch, epochs;
    double rate, momentum, weight_decay;
    bool linear_decay; /* of the rate, to 0 at the end; else it is constant */
    uint64_t seed;
    size_t samples;     /* drawn at random from the training part; 0: all of it */
    bool tuning;        /* judge by the validation part in place of the test part */
    double loss_target; /* stop once the loss on the training samples is this low; 0: never */
    bool probe; /* row by row: what the units do, before training, at the checkpoints and at the end */
    size_t checkpoints[CHECKPOINTS_MAX]; /* epochs in rising order, closed by a 0 */
} run_setup;

/* The row of this setup with nothing measured yet. */
training_row run_row(const run_setup *setup, const split *data);

/* Trains, and appends what was measured to rows: one row for the network at the end, and with probe those of
 * each layer and of all hidden units together (layer 0). Equal setups give equal rows, whatever else the
 * machine does. */
void run_train(const run_setup *setup, const split *data, table *rows);

/* Appends the norms of the gradient in each layer before the first step, on the first `batch` training
 * samples and computed in double (the kernels must be): one row a layer, the output layer last. */
void run_gradient_norms(const run_setup *setup, const split *data, table *rows);

#endif
