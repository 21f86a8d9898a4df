#define ACTBENCH_REAL_F32
#include "training/backprop.h"
#include "training/first_state.h"
#include "training/unit_probe.h"

#include "support/status.h"

#include <stdio.h>

const char *const init_names[INIT_COUNT] = {"he", "xavier", "xavier_4"};
const char *const optimizer_names[OPTIMIZER_COUNT] = {"sgd", "adam"};

enum { EVALUATION_BATCH = 256 };

/* A run under way. */
typedef struct training_course {
    const run_setup *setup;
    const split *data;
    network *net;
    gsl_rng *random;
    size_t *order; /* the training samples, in the order of the epoch */
    size_t samples, steps, next_look;
    double recent_loss; /* of the last few batches */
    double steps_to_loss;
    bool broken; /* the loss or a parameter is no longer a number */
    unit_probe probes[CHECKPOINTS_MAX + 2];
    size_t probe_count;
} training_course;

training_row run_row(const run_setup *setup, const split *data)
{
    const implementation *forward = setup->activation.kernel[OP_FORWARD];
    const double unmeasured = NAN;
    training_row row = {0};
    for (size_t i = 0; i < training_schema.column_count; i++)
        if (training_schema.columns[i].kind == CELL_REAL)
            memcpy((char *)&row + training_schema.columns[i].offset, &unmeasured, sizeof unmeasured);
    snprintf(row.run_id, sizeof row.run_id, "%s", setup->run_id);
    snprintf(row.experiment, sizeof row.experiment, "%s%s",
             setup->tuning        ? "tune_"
             : setup->half_budget ? "half_"
                                  : "",
             setup->experiment);
    snprintf(row.data, sizeof row.data, "%s", data->name);
    snprintf(row.activation, sizeof row.activation, "%s", setup->activation.form->name);
    snprintf(row.kernel, sizeof row.kernel, "%s", forward->name);
    snprintf(row.gradient_kernel, sizeof row.gradient_kernel, "%s", activation_slope_name(&setup->activation));
    snprintf(row.dtype, sizeof row.dtype, "%s", dtype_names[forward->dtype]);
    snprintf(row.init, sizeof row.init, "%s", init_names[setup->init]);
    snprintf(row.decay, sizeof row.decay, "%s", setup->linear_decay ? "linear" : "none");
    row.samples = setup->samples ? setup->samples : data->train.samples;
    row.depth = setup->depth;
    row.width = setup->width;
    row.batch = setup->batch;
    row.rate = setup->rate;
    row.momentum = setup->momentum;
    row.weight_decay = setup->weight_decay;
    row.alpha_start = setup->alpha;
    row.seed = setup->seed;
    row.split = setup->split;
    snprintf(row.optimizer, sizeof row.optimizer, "%s", optimizer_names[setup->optimizer]);
    snprintf(row.normalisation, sizeof row.normalisation, "%s", setup->batch_norm ? "batch" : "none");
    if (setup->loss_target > 0)
        row.loss_target = setup->loss_target;
    return row;
}

static loss_sum evaluate(network *net, const dataset *d, const size_t *order, size_t count)
{
    loss_sum sum = {0};
    net->evaluating = true;
    for (size_t at = 0; at < count; at += net->shape.capacity) {
        const size_t n = count - at < net->shape.capacity ? count - at : net->shape.capacity;
        const dataset part = order ? *d : dataset_slice(d, at, n);
        const size_t *part_order = order ? order + at : NULL;
        network_load(net, &part, part_order, n);
        network_forward(net, n);
        network_loss(net, &part, part_order, n, &sum);
    }
    net->evaluating = false;
    return sum;
}

static void start(training_course *c, const run_setup *setup, const split *data)
{
    *c = (training_course){.setup = setup,
                           .data = data,
                           .random = run_random(setup),
                           .samples = setup->samples ? setup->samples : data->train.samples,
                           .steps_to_loss = NAN};
    c->net = run_network(setup, data, setup->batch > EVALUATION_BATCH ? setup->batch : EVALUATION_BATCH, c->random);
    c->order = memory_or_exit(malloc(data->train.samples * sizeof *c->order));
    for (size_t i = 0; i < data->train.samples; i++)
        c->order[i] = i;
    gsl_ran_shuffle(c->random, c->order, data->train.samples, sizeof *c->order);
}

static void finish(training_course *c)
{
    for (size_t i = 0; i < c->probe_count; i++)
        probe_free(&c->probes[i]);
    free(c->order);
    network_free(c->net);
    gsl_rng_free(c->random);
}

static bool at_target(const training_course *c)
{
    return !isnan(c->steps_to_loss);
}

/* Evaluates the loss on all training samples once the last batches come near the target: at every step at
 * first, later at steps 2 percent apart; 8 percent where only a rate is looked for. */
static void look_for_target(training_course *c, double batch_loss)
{
    const double target = c->setup->loss_target, memory = 0.8, near = 4;
    c->recent_loss = c->steps == 1 ? batch_loss : memory * c->recent_loss + (1 - memory) * batch_loss;
    if (c->recent_loss > near * target || c->steps < c->next_look)
        return;
    c->next_look = c->steps + 1 + c->steps / (c->setup->tuning ? 12 : 50);
    const loss_sum sum = evaluate(c->net, &c->data->train, c->order, c->samples);
    if (sum.loss / (double)c->samples <= target)
        c->steps_to_loss = (double)c->steps;
}

static void train_epoch(training_course *c)
{
    const run_setup *s = c->setup;
    const double planned = (double)(s->epochs * ((c->samples + s->batch - 1) / s->batch));
    gsl_ran_shuffle(c->random, c->order, c->samples, sizeof *c->order);
    for (size_t at = 0; at < c->samples && !c->broken && !at_target(c); at += s->batch) {
        const size_t n = c->samples - at < s->batch ? c->samples - at : s->batch;
        const double rate = s->linear_decay ? s->rate * (1 - (double)c->steps / planned) : s->rate;
        loss_sum sum = {0};
        network_load(c->net, &c->data->train, c->order + at, n);
        network_forward(c->net, n);
        network_loss(c->net, &c->data->train, c->order + at, n, &sum);
        network_backward(c->net, n);
        if (s->optimizer == OPTIMIZER_ADAM)
            network_step_adam(c->net, rate);
        else
            network_step(c->net, rate, s->momentum, s->weight_decay);
        c->steps++;
        c->broken = !isfinite(sum.loss);
        if (s->loss_target > 0)
            look_for_target(c, sum.loss / (double)n);
    }
    /* A NaN in the first layers may leave the loss a number: ReLU can turn it into 0. */
    c->broken = c->broken || !isfinite(cblas_sasum((int)c->net->parameters, c->net->parameter, 1));
}

static void take_probe(training_course *c, size_t epoch)
{
    if (c->setup->unit_probe && !c->broken)
        c->probes[c->probe_count++] = probe_take(c->net, &c->data->train, c->order, c->samples, epoch);
}

static bool is_checkpoint(const run_setup *setup, size_t epoch)
{
    for (size_t i = 0; i < CHECKPOINTS_MAX && setup->checkpoints[i] > 0; i++)
        if (setup->checkpoints[i] == epoch)
            return epoch < setup->epochs;
    return false;
}

/* A network worse than guessing has diverged; one that has only one answer learned nothing, whatever its
 * loss. */
static const char *status_of(const loss_sum *train, size_t classes)
{
    if (!isfinite(train->loss))
        return "nan";
    if (train->like_first == train->samples)
        return "constant";
    return train->loss / (double)train->samples > log((double)classes) ? "diverged" : "ok";
}

/* Fills the columns that are known at the end of the run. */
static void judge(training_course *c, training_row *row)
{
    const dataset *unseen = c->setup->tuning ? &c->data->validation : &c->data->test;
    const loss_sum train = evaluate(c->net, &c->data->train, c->order, c->samples);
    c->broken = c->broken || !isfinite(train.loss);
    snprintf(row->status, sizeof row->status, "%s", c->broken ? "nan" : status_of(&train, c->data->train.classes));
    row->steps = c->steps;
    if (c->broken)
        return;
    const loss_sum test = evaluate(c->net, unseen, NULL, unseen->samples);
    row->train_loss = train.loss / (double)train.samples;
    row->train_accuracy = (double)train.correct / (double)train.samples;
    row->test_loss = test.loss / (double)test.samples;
    row->test_accuracy = (double)test.correct / (double)test.samples;
    row->steps_to_loss = c->steps_to_loss;
}

void run_train(const run_setup *setup, const split *data, table *rows)
{
    training_course c;
    start(&c, setup, data);
    take_probe(&c, 0);
    size_t epoch = 0;
    while (epoch < setup->epochs && !c.broken && !at_target(&c)) {
        train_epoch(&c);
        epoch++;
        if (is_checkpoint(setup, epoch))
            take_probe(&c, epoch);
    }
    take_probe(&c, epoch);
    training_row row = run_row(setup, data);
    judge(&c, &row);
    row.epoch = epoch;
    if (c.broken || c.probe_count == 0)
        table_append(rows, &row);
    else
        probes_append(c.probes, c.probe_count, &row, rows);
    finish(&c);
}
