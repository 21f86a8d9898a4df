#define ACTBENCH_REAL_F64
#include "suite.h"
#include "support/length.h"
#include "training/backprop.h"

#include <math.h>
#include <stdio.h>

enum { FEATURES = 6, CLASSES = 4, DEPTH = 3, WIDTH = 5, SAMPLES = 7 };

static uint8_t images[SAMPLES * FEATURES], classes[SAMPLES];
static const uint32_t in_order[SAMPLES] = {0, 1, 2, 3, 4, 5, 6};
static const dataset data = {SAMPLES, FEATURES, CLASSES, in_order, images, classes, 8, 4};

/* A network with no parameter at 0, and its samples loaded. */
static network *network_of(const activation_kernels *kernels, bool batch_norm)
{
    const shape s = {.features = FEATURES,
                     .classes = CLASSES,
                     .depth = DEPTH,
                     .width = WIDTH,
                     .capacity = SAMPLES,
                     .batch_norm = batch_norm};
    network *net = network_new(&s, kernels, 0.3);
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(random, 7);
    network_initialise(net, true, 1, random);
    for (size_t i = 0; i <= DEPTH; i++)
        for (size_t j = 0; j < net->layers[i].out; j++)
            net->layers[i].b[j] = gsl_ran_gaussian(random, 0.5);
    for (size_t i = 0; i < sizeof images; i++)
        images[i] = (uint8_t)gsl_rng_uniform_int(random, 17);
    for (size_t i = 0; i < SAMPLES; i++)
        classes[i] = (uint8_t)gsl_rng_uniform_int(random, CLASSES);
    gsl_rng_free(random);
    network_load(net, &data, NULL, SAMPLES);
    return net;
}

static double mean_loss(network *net)
{
    loss_sum sum = {0};
    network_forward(net, SAMPLES);
    network_loss(net, &data, NULL, SAMPLES, &sum);
    return sum.loss / SAMPLES;
}

static bool is_alpha(const network *net, const double *parameter)
{
    for (size_t i = 0; i <= DEPTH; i++)
        if (parameter >= net->layers[i].alpha && parameter < net->layers[i].alpha + net->layers[i].alphas)
            return true;
    return false;
}

/* The largest difference between back-propagation and central differences over all learned parameters, as a
 * share of the largest gradient. Small steps, so that none crosses the kink of a ReLU. */
static double largest_gap(network *net)
{
    mean_loss(net);
    network_backward(net, SAMPLES);
    double gap = 0, largest = 0;
    const double h = 1e-6;
    for (size_t i = 0; i < net->parameters; i++) {
        if (is_alpha(net, &net->parameter[i]) && net->activation.form->sharing == ALPHA_FIXED)
            continue;
        const double kept = net->parameter[i];
        net->parameter[i] = kept + h;
        const double above = mean_loss(net);
        net->parameter[i] = kept - h;
        const double below = mean_loss(net);
        net->parameter[i] = kept;
        gap = fmax(gap, fabs((above - below) / (2 * h) - net->gradient[i]));
        largest = fmax(largest, fabs(net->gradient[i]));
    }
    return gap / largest;
}

START_TEST(every_activation_propagates_back_its_derivative)
{
    for (size_t i = 0; i < activation_count; i++) {
        activation_kernels kernels;
        ck_assert_int_eq(activation_resolve(&activations[i], DTYPE_F64, NULL, &kernels), 0);
        network *net = network_of(&kernels, false);
        const double gap = largest_gap(net);
        ck_assert_msg(gap < 1e-7, "%s: %g", activations[i].name, gap);
        network_free(net);
    }
}
END_TEST

/* By the output that was kept and by a kernel; with batch normalisation, whose moments depend on every sample. */
START_TEST(slopes_may_come_from_the_output_and_through_normalisation)
{
    static const char *const names[] = {"relu", "elu", "elu_half", "tanh", "sigmoid", "prelu_unit"};
    for (size_t i = 0; i < LENGTH(names); i++)
        for (int batch_norm = 0; batch_norm <= 1; batch_norm++) {
            activation_kernels kernels;
            ck_assert_int_eq(activation_resolve(activation_find(names[i]), DTYPE_F64, NULL, &kernels), 0);
            ck_assert_int_eq(kernels.keeps_output, strcmp(names[i], "prelu_unit") != 0);
            network *net = network_of(&kernels, batch_norm);
            const double gap = largest_gap(net);
            ck_assert_msg(gap < 1e-6, "%s, batch norm %d: %g", names[i], batch_norm, gap);
            network_free(net);
        }
}
END_TEST

/* Two convolutions below a dense layer; what is learned of PReLU is an alpha for each layer or each filter. */
START_TEST(convolutions_propagate_back_their_derivative)
{
    enum { SIDE = 13, PIXELS = SIDE * SIDE };
    static uint8_t pixels[SAMPLES * PIXELS];
    const dataset large = {SAMPLES, PIXELS, CLASSES, in_order, pixels, classes, 8, 4};
    static const char *const names[] = {"relu", "tanh", "prelu", "prelu_unit"};
    for (size_t i = 0; i < LENGTH(names); i++) {
        activation_kernels kernels;
        ck_assert_int_eq(activation_resolve(activation_find(names[i]), DTYPE_F64, NULL, &kernels), 0);
        const shape s = {.features = PIXELS,
                         .classes = CLASSES,
                         .depth = DEPTH,
                         .width = WIDTH,
                         .capacity = SAMPLES,
                         .filters = {2, 3}};
        network *net = network_new(&s, &kernels, 0.3);
        ck_assert_uint_eq(net->layers[0].positions, 25);
        ck_assert_uint_eq(net->layers[1].positions, 1);
        ck_assert_uint_eq(net->layers[1].in, 25 * 2);
        ck_assert_uint_eq(net->layers[2].in, 3);
        gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
        network_initialise(net, true, 1, random);
        for (size_t k = 0; k < sizeof pixels; k++)
            pixels[k] = (uint8_t)gsl_rng_uniform_int(random, 17);
        gsl_rng_free(random);
        network_load(net, &large, NULL, SAMPLES);
        const double gap = largest_gap(net);
        ck_assert_msg(gap < 1e-6, "%s: %g", names[i], gap);
        network_free(net);
    }
}
END_TEST

/* One filter that is 1 in its upper left corner sees that corner of each square. */
START_TEST(a_filter_sees_squares_apart_by_the_stride)
{
    enum { SIDE = 7, PIXELS = SIDE * SIDE };
    uint8_t pixels[PIXELS];
    const dataset one = {1, PIXELS, CLASSES, in_order, pixels, classes, 0, 1};
    for (size_t k = 0; k < PIXELS; k++)
        pixels[k] = (uint8_t)k;
    activation_kernels kernels;
    ck_assert_int_eq(activation_resolve(activation_find("relu"), DTYPE_F64, NULL, &kernels), 0);
    const shape s = {.features = PIXELS, .classes = CLASSES, .depth = 1, .width = 1, .capacity = 1, .filters = {1}};
    network *net = network_new(&s, &kernels, 0);
    net->layers[0].w[0] = 1;
    network_load(net, &one, NULL, 1);
    network_forward(net, 1);
    static const double corners[] = {0, STRIDE, STRIDE * SIDE, STRIDE * SIDE + STRIDE};
    for (size_t p = 0; p < LENGTH(corners); p++)
        ck_assert_double_eq(net->layers[0].y[p], corners[p]);
    network_free(net);
}
END_TEST

START_TEST(normalised_units_have_mean_0_and_deviation_1)
{
    activation_kernels kernels;
    ck_assert_int_eq(activation_resolve(activation_find("sigmoid"), DTYPE_F64, NULL, &kernels), 0);
    network *net = network_of(&kernels, true);
    network_forward(net, SAMPLES);
    const layer *l = &net->layers[0];
    for (size_t j = 0; j < WIDTH; j++) {
        double sum = 0, squares = 0;
        for (size_t i = 0; i < SAMPLES; i++) {
            sum += l->z[i * WIDTH + j];
            squares += l->z[i * WIDTH + j] * l->z[i * WIDTH + j];
        }
        ck_assert_double_eq_tol(sum / SAMPLES, 0, 1e-12);
        ck_assert_double_eq_tol(squares / SAMPLES, 1, 1e-3);
    }
    /* Evaluating moves nothing. */
    const double mean = l->norm.mean[0];
    net->evaluating = true;
    network_forward(net, SAMPLES);
    ck_assert_double_eq(l->norm.mean[0], mean);
    network_free(net);
}
END_TEST

/* The first step of Adam is the rate, against the sign of each gradient. */
START_TEST(adam_starts_with_steps_of_the_rate)
{
    activation_kernels kernels;
    ck_assert_int_eq(activation_resolve(activation_find("tanh"), DTYPE_F64, NULL, &kernels), 0);
    network *net = network_of(&kernels, false);
    mean_loss(net);
    network_backward(net, SAMPLES);
    const double before = net->layers[0].w[0], gradient = net->layers[0].w_gradient[0];
    network_step_adam(net, 0.01);
    ck_assert_double_eq_tol(net->layers[0].w[0] - before, gradient > 0 ? -0.01 : 0.01, 1e-6);
    network_free(net);
}
END_TEST

START_TEST(every_alpha_has_a_gradient_where_it_is_learned)
{
    activation_kernels kernels;
    ck_assert_int_eq(activation_resolve(activation_find("prelu"), DTYPE_F64, NULL, &kernels), 0);
    network *net = network_of(&kernels, false);
    mean_loss(net);
    network_backward(net, SAMPLES);
    for (size_t i = 0; i < DEPTH; i++)
        ck_assert_double_gt(fabs(*net->layers[i].alpha_gradient), 1e-6);
    ck_assert_double_eq(*net->layers[DEPTH].alpha_gradient, 0);
    network_free(net);
}
END_TEST

START_TEST(a_wrong_derivative_does_not_pass)
{
    activation_kernels kernels, other;
    ck_assert_int_eq(activation_resolve(activation_find("prelu"), DTYPE_F64, NULL, &kernels), 0);
    ck_assert_int_eq(activation_resolve(activation_find("tanh"), DTYPE_F64, NULL, &other), 0);
    for (op o = OP_GRADIENT; o <= OP_GRAD_ALPHA; o++) {
        activation_kernels spoilt = kernels;
        spoilt.kernel[o] = other.kernel[OP_GRADIENT];
        network *net = network_of(&spoilt, false);
        ck_assert_double_gt(largest_gap(net), 1e-3);
        network_free(net);
    }
}
END_TEST

START_TEST(softmax_and_its_loss)
{
    /* exp(1..3) / (exp(1) + exp(2) + exp(3)), to 15 digits by bc. */
    const double z[] = {1, 2, 3}, expected[] = {0.0900305731703805, 0.244728471054798, 0.665240955774822};
    double p[3];
    loss_sum sum = {0};
    softmax(z, 3, 0, p, &sum);
    softmax(z, 3, 2, p, &sum);
    for (size_t i = 0; i < 3; i++)
        ck_assert_double_eq_tol(p[i], expected[i], 1e-14);
    ck_assert_double_eq_tol(sum.loss, 2.40760596444438 + 0.40760596444438, 1e-13);
    ck_assert_uint_eq(sum.correct, 1);
    ck_assert_uint_eq(sum.samples, 2);
    ck_assert_uint_eq(sum.like_first, 2);
}
END_TEST

START_TEST(softmax_tells_when_a_network_has_broken)
{
    const double broken[] = {1, NAN, 3}, endless[] = {1, INFINITY, 3};
    double p[3];
    loss_sum sum = {0};
    softmax(broken, 3, 0, p, &sum);
    ck_assert(isnan(sum.loss));
    sum = (loss_sum){0};
    softmax(endless, 3, 0, p, &sum);
    ck_assert(isnan(sum.loss));
}
END_TEST

START_TEST(steps_follow_momentum_and_decay)
{
    activation_kernels kernels;
    ck_assert_int_eq(activation_resolve(activation_find("tanh"), DTYPE_F64, NULL, &kernels), 0);
    network *net = network_of(&kernels, false);
    const layer *l = &net->layers[1];
    const double w = l->w[2], b = l->b[2];
    for (size_t step = 0; step < 2; step++) {
        l->w_gradient[2] = 3;
        l->b_gradient[2] = 3;
        network_step(net, 0.1, 0.5, 0.01);
    }
    const double v1 = -0.1 * (3 + 0.01 * w), w1 = w + v1, v2 = 0.5 * v1 - 0.1 * (3 + 0.01 * w1);
    ck_assert_double_eq_tol(l->w[2], w1 + v2, 1e-15);
    ck_assert_double_eq_tol(l->b[2], b - 0.3 - 0.45, 1e-15);
    network_free(net);
}
END_TEST

SUITE(backprop, 20, every_activation_propagates_back_its_derivative,
      slopes_may_come_from_the_output_and_through_normalisation, convolutions_propagate_back_their_derivative,
      a_filter_sees_squares_apart_by_the_stride, normalised_units_have_mean_0_and_deviation_1,
      adam_starts_with_steps_of_the_rate, every_alpha_has_a_gradient_where_it_is_learned,
      a_wrong_derivative_does_not_pass, softmax_and_its_loss, softmax_tells_when_a_network_has_broken,
      steps_follow_momentum_and_decay);
