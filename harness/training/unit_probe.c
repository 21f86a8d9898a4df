#define ACTBENCH_REAL_F32
#include "training/unit_probe.h"

#include "training/backprop.h"

static void look_at_layer(network *net, size_t i, size_t n, unit_probe *p)
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

/* The norms of the gradient on the first samples. */
static void look_at_gradient(network *net, const dataset *d, const size_t *order, size_t count, unit_probe *p)
{
    const size_t n = count < net->shape.capacity ? count : net->shape.capacity;
    loss_sum sum = {0};
    network_load(net, d, order, n);
    network_forward(net, n);
    network_loss(net, d, order, n, &sum);
    network_backward(net, n);
    for (size_t i = 0; i <= p->depth; i++) {
        const layer *l = &net->layers[i];
        p->gradient[i] = (double)cblas_snrm2((int)(l->in * l->out), l->w_gradient, 1);
    }
}

static double mean_alpha(const layer *l)
{
    double sum = 0;
    for (size_t j = 0; j < l->alphas; j++)
        sum += (double)l->alpha[j];
    return sum / (double)l->alphas;
}

unit_probe probe_take(network *net, const dataset *d, const size_t *order, size_t count, size_t epoch)
{
    const size_t depth = net->shape.depth, width = net->shape.width;
    unit_probe p = {.epoch = epoch,
                    .depth = depth,
                    .width = width,
                    .samples = count,
                    .units = memory_or_exit(calloc(depth * width, sizeof *p.units)),
                    .sum = memory_or_exit(calloc(depth, sizeof *p.sum)),
                    .squares = memory_or_exit(calloc(depth, sizeof *p.squares)),
                    .alpha = memory_or_exit(calloc(depth, sizeof *p.alpha)),
                    .gradient = memory_or_exit(calloc(depth + 1, sizeof *p.gradient))};
    net->evaluating = true;
    for (size_t i = 0; i < depth; i++)
        p.alpha[i] = mean_alpha(&net->layers[i]);
    for (size_t at = 0; at < count; at += net->shape.capacity) {
        const size_t n = count - at < net->shape.capacity ? count - at : net->shape.capacity;
        network_load(net, d, order + at, n);
        network_forward(net, n);
        for (size_t i = 0; i < depth; i++)
            look_at_layer(net, i, n, &p);
    }
    look_at_gradient(net, d, order, count, &p);
    net->evaluating = false;
    return p;
}

void probe_free(unit_probe *p)
{
    free(p->units);
    free(p->sum);
    free(p->squares);
    free(p->alpha);
    free(p->gradient);
}

static bool is_dead(const unit_probe *p, size_t unit)
{
    return !(p->units[unit] & UNIT_SLOPE);
}

deaths probe_deaths(const unit_probe *probes, size_t count, size_t from, size_t to)
{
    deaths d = {0};
    const unit_probe *last = &probes[count - 1];
    for (size_t unit = from * last->width; unit < to * last->width; unit++) {
        bool died = false;
        for (const unit_probe *p = probes + 1; p < last && !is_dead(probes, unit); p++)
            died = died || is_dead(p, unit);
        d.died += died;
        d.recovered += died && !is_dead(last, unit);
    }
    return d;
}

/* The columns for the layers from..to-1 taken together. */
static void fill_row(const unit_probe *p, const unit_probe *later, size_t from, size_t to, training_row *row)
{
    size_t dead = 0, zero = 0, negative = 0, recovered = 0;
    for (size_t i = from * p->width; i < to * p->width; i++) {
        dead += is_dead(p, i);
        zero += !(p->units[i] & UNIT_OUTPUT);
        negative += !(p->units[i] & UNIT_POSITIVE);
        recovered += later && is_dead(p, i) && !is_dead(later, i);
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

void probes_append(const unit_probe *probes, size_t count, const training_row *row, table *rows)
{
    const unit_probe *last = &probes[count - 1];
    training_row part = *row;
    part.train_loss = part.train_accuracy = part.test_loss = part.test_accuracy = part.steps_to_loss = NAN;
    for (const unit_probe *p = probes; p <= last; p++)
        for (size_t l = 0; l <= p->depth; l++) {
            training_row filled = p == last && l == 0 ? *row : part;
            const size_t from = l == 0 ? 0 : l - 1, to = l == 0 ? p->depth : l;
            filled.layer = l;
            fill_row(p, p == last ? NULL : last, from, to, &filled);
            if (l > 0)
                filled.gradient_norm = p->gradient[l - 1];
            if (p == last && count > 2) {
                const deaths d = probe_deaths(probes, count, from, to);
                filled.died_units = (double)d.died;
                filled.recovered_units = (double)d.recovered;
            }
            table_append(rows, &filled);
        }
}
