#define ACTBENCH_REAL_F32
#include "training/probe.h"

#include "training/backprop.h"

static void look_at_layer(network *net, size_t i, size_t n, probe *p)
{
    const layer *l = &net->layers[i];
    uint8_t *units = p->units + i * p->width;
    activation_apply(net, OP_GRADIENT, l, n, net->slope);
    for (size_t s = 0; s < n; s++)
        for (size_t j = 0; j < l->out; j++) {
            const size_t at = s * l->out + j;
            const int seen = (net->slope[at] != 0 ? UNIT_SLOPE : 0) | (l->y[at] != 0 ? UNIT_OUTPUT : 0) |
                             (l->z[at] > 0 ? UNIT_POSITIVE : 0);
            units[j] = (uint8_t)(units[j] | seen);
            p->sum[i] += (double)l->y[at];
            p->squares[i] += (double)l->y[at] * (double)l->y[at];
        }
}

probe probe_take(network *net, const dataset *d, const size_t *order, size_t count, size_t epoch)
{
    const size_t depth = net->shape.depth, width = net->shape.width;
    probe p = {.epoch = epoch,
               .depth = depth,
               .width = width,
               .samples = count,
               .units = memory_or_exit(calloc(depth * width, sizeof *p.units)),
               .sum = memory_or_exit(calloc(depth, sizeof *p.sum)),
               .squares = memory_or_exit(calloc(depth, sizeof *p.squares)),
               .alpha = memory_or_exit(calloc(depth, sizeof *p.alpha))};
    for (size_t i = 0; i < depth; i++)
        p.alpha[i] = (double)*net->layers[i].alpha;
    for (size_t at = 0; at < count; at += net->shape.capacity) {
        const size_t n = count - at < net->shape.capacity ? count - at : net->shape.capacity;
        network_load(net, d, order + at, n);
        network_forward(net, n);
        for (size_t i = 0; i < depth; i++)
            look_at_layer(net, i, n, &p);
    }
    return p;
}

void probe_free(probe *p)
{
    free(p->units);
    free(p->sum);
    free(p->squares);
    free(p->alpha);
}

/* The columns for the layers from..to-1 taken together. */
static void fill_row(const probe *p, const probe *later, size_t from, size_t to, training_row *row)
{
    size_t dead = 0, zero = 0, negative = 0, recovered = 0;
    for (size_t i = from * p->width; i < to * p->width; i++) {
        const bool is_dead = !(p->units[i] & UNIT_SLOPE);
        dead += is_dead;
        zero += !(p->units[i] & UNIT_OUTPUT);
        negative += !(p->units[i] & UNIT_POSITIVE);
        recovered += is_dead && later && later->units[i] & UNIT_SLOPE;
    }
    double sum = 0, squares = 0, alpha = 0;
    for (size_t i = from; i < to; i++) {
        sum += p->sum[i];
        squares += p->squares[i];
        alpha += p->alpha[i];
    }
    const double units = (double)((to - from) * p->width), outputs = units * (double)p->samples;
    row->epoch = p->epoch;
    row->dead_share = (double)dead / units;
    row->zero_share = (double)zero / units;
    row->negative_share = (double)negative / units;
    row->recovered_share = later && dead > 0 ? (double)recovered / (double)dead : NAN;
    row->mean_activation = sum / outputs;
    row->activation_sd = sqrt(fmax(0, squares / outputs - row->mean_activation * row->mean_activation));
    row->alpha = isnan(row->alpha_start) ? NAN : alpha / (double)(to - from);
}

void probe_append(const probe *p, const probe *later, const training_row *row, table *rows)
{
    training_row filled = *row;
    fill_row(p, later, 0, p->depth, &filled);
    table_append(rows, &filled);
    for (size_t i = 0; i < p->depth; i++) {
        filled = *row;
        filled.train_loss = filled.train_accuracy = filled.test_loss = filled.test_accuracy = NAN;
        filled.layer = i + 1;
        fill_row(p, later, i, i + 1, &filled);
        table_append(rows, &filled);
    }
}
