#define ACTBENCH_REAL_F32
#include "suite.h"
#include "training/unit_probe.h"

#include "training/backprop.h"

enum { FEATURES = 2, WIDTH = 4, SAMPLES = 300 };

static uint8_t images[SAMPLES * FEATURES], classes[SAMPLES];
static uint32_t in_order[SAMPLES];
static const dataset data = {SAMPLES, FEATURES, 2, in_order, images, classes, 100, 50};
static size_t order[SAMPLES];

/* One hidden layer: unit 0 sees the first pixel, unit 1 nothing but its bias of -1 and unit 2 one of 1; unit
 * 3 is positive for the last sample alone. */
static network *planted(const char *name)
{
    activation_kernels kernels;
    ck_assert_int_eq(activation_resolve(activation_find(name), DTYPE_F32, NULL, &kernels), 0);
    const shape s = {.features = FEATURES, .classes = 2, .depth = 1, .width = WIDTH, .capacity = 64};
    network *net = network_new(&s, &kernels, 0.5);
    net->layers[0].w[0] = 1;
    net->layers[0].w[WIDTH + 3] = 1;
    net->layers[0].b[1] = -1;
    net->layers[0].b[2] = 1;
    for (size_t i = 0; i < SAMPLES; i++) {
        order[i] = i;
        in_order[i] = (uint32_t)i;
        images[2 * i] = i % 2 ? 50 : 150;
        images[2 * i + 1] = i == SAMPLES - 1 ? 200 : 0;
    }
    return net;
}

static training_row look(const char *activation, const unit_probe *later)
{
    network *net = planted(activation);
    unit_probe p = probe_take(net, &data, order, SAMPLES, 3);
    const unit_probe both[] = {p, later ? *later : p};
    const training_row blank = {0};
    table *rows = table_new(&training_schema);
    probes_append(both, later ? 2 : 1, &blank, rows);
    ck_assert_uint_eq(rows->count, later ? 4 : 2);
    const training_row row = *(const training_row *)table_row(rows, 1);
    table_free(rows);
    probe_free(&p);
    network_free(net);
    return row;
}

START_TEST(planted_units_are_counted)
{
    training_row row = look("relu", NULL);
    ck_assert_uint_eq(row.epoch, 3);
    ck_assert_uint_eq(row.layer, 1);
    ck_assert_double_eq(row.dead_share, 0.25);
    ck_assert_double_eq(row.zero_share, 0.25);
    ck_assert_double_eq(row.negative_share, 0.25);
    /* Outputs: unit 0 gives 1 for every second sample, unit 2 always 1, unit 3 gives 2 once. */
    ck_assert_double_eq_tol(row.mean_activation, (0.5 + 1 + 2.0 / SAMPLES) / WIDTH, 1e-7);
    row = look("leaky_relu", NULL);
    ck_assert_double_eq(row.dead_share, 0);
    ck_assert_double_eq(row.zero_share, 0);
    ck_assert_double_eq(row.negative_share, 0.25);
    ck_assert_double_eq(row.alpha, 0.5);
}
END_TEST

START_TEST(recovered_units_are_those_that_live_later)
{
    network *net = planted("relu");
    unit_probe same = probe_take(net, &data, order, SAMPLES, 9);
    net->layers[0].b[1] = 1;
    unit_probe revived = probe_take(net, &data, order, SAMPLES, 9);
    ck_assert(isnan(look("relu", NULL).recovered_share));
    ck_assert(isnan(look("leaky_relu", &revived).recovered_share));
    ck_assert_double_eq(look("relu", &same).recovered_share, 0);
    ck_assert_double_eq(look("relu", &revived).recovered_share, 1);
    probe_free(&same);
    probe_free(&revived);
    network_free(net);
}
END_TEST

/* Unit 1 is dead from the start: it has not died. Unit 2 dies and comes back, unit 0 dies for good. */
START_TEST(deaths_are_counted_in_units)
{
    network *net = planted("relu");
    net->layers[1].w[2 * 2] = 1; /* from unit 2 */
    unit_probe probes[3];
    probes[0] = probe_take(net, &data, order, SAMPLES, 0);
    net->layers[0].b[2] = -1;
    net->layers[0].b[0] = -9;
    probes[1] = probe_take(net, &data, order, SAMPLES, 1);
    net->layers[0].b[2] = 1;
    net->layers[0].b[1] = 1;
    probes[2] = probe_take(net, &data, order, SAMPLES, 2);
    const deaths d = probe_deaths(probes, 3, 0, 1);
    ck_assert_uint_eq(d.died, 2);
    ck_assert_uint_eq(d.recovered, 1);
    const training_row blank = {.died_units = NAN, .recovered_units = NAN};
    table *rows = table_new(&training_schema);
    probes_append(probes, 3, &blank, rows);
    const training_row *last = table_row(rows, rows->count - 1);
    ck_assert_double_eq(last->died_units, 2);
    ck_assert_double_eq(last->recovered_units, 1);
    ck_assert(isnan(((const training_row *)table_row(rows, 0))->died_units));
    ck_assert_double_gt(last->gradient_norm, 0);
    for (size_t i = 0; i < 3; i++)
        probe_free(&probes[i]);
    table_free(rows);
    network_free(net);
}
END_TEST

SUITE(training_probe, 10, planted_units_are_counted, recovered_units_are_those_that_live_later,
      deaths_are_counted_in_units);
