#include "suite.h"
#include "support/length.h"
#include "training/trial.h"

#include <math.h>
#include <string.h>

static split digits;

static void read_digits(void)
{
    ck_assert_int_eq(digits_read("harness/training/data", &digits), 0);
}

/* A small network of that activation. */
static run_setup setup_of(const char *activation)
{
    const activation_kernels none = {0};
    run_setup setup = {.run_id = "test",
                       .experiment = "test",
                       .activation = none,
                       .init = INIT_HE,
                       .depth = 2,
                       .width = 16,
                       .batch = 32,
                       .epochs = 10,
                       .rate = 0.1,
                       .seed = 1};
    setup.alpha = activation_find(activation)->alpha;
    ck_assert_int_eq(activation_resolve(activation_find(activation), DTYPE_F32, NULL, &setup.activation), 0);
    return setup;
}

static training_row last_row(const run_setup *setup)
{
    table *rows = table_new(&training_schema);
    run_train(setup, &digits, rows);
    const training_row last = *(const training_row *)table_row(rows, rows->count - 1);
    table_free(rows);
    return last;
}

START_TEST(every_activation_learns_the_digits)
{
    read_digits();
    for (size_t i = 0; i < 6; i++) {
        run_setup setup = setup_of(activations[i].name);
        setup.rate = strcmp(activations[i].name, "sigmoid") == 0 ? 1 : 0.1;
        setup.epochs = 20;
        const training_row row = last_row(&setup);
        ck_assert_str_eq(row.status, "ok");
        ck_assert_uint_eq(row.steps, 20 * 32);
        ck_assert_msg(row.test_accuracy > 0.85, "%s: %g", activations[i].name, row.test_accuracy);
        ck_assert_msg(row.train_accuracy > 0.95, "%s: %g", activations[i].name, row.train_accuracy);
    }
    split_free(&digits);
}
END_TEST

START_TEST(equal_setups_give_equal_rows)
{
    read_digits();
    run_setup setup = setup_of("elu");
    const training_row first = last_row(&setup), second = last_row(&setup);
    ck_assert_mem_eq(&first, &second, sizeof first);
    setup.seed = 2;
    const training_row other = last_row(&setup);
    ck_assert_double_ne(first.train_loss, other.train_loss);
    split_free(&digits);
}
END_TEST

START_TEST(runs_that_fail_are_named)
{
    read_digits();
    run_setup setup = setup_of("relu");
    setup.rate = 1e10;
    training_row row = last_row(&setup);
    ck_assert_str_eq(row.status, "nan");
    ck_assert_uint_lt(row.steps, 10);
    ck_assert(isnan(row.train_loss) && isnan(row.test_accuracy));

    setup = setup_of("sigmoid");
    setup.depth = 12;
    setup.init = INIT_XAVIER;
    row = last_row(&setup);
    ck_assert_str_eq(row.status, "constant");
    ck_assert_double_eq_tol(row.train_accuracy, 0.1, 0.05);

    setup = setup_of("relu");
    setup.init = INIT_XAVIER_4;
    setup.rate = 1e-9;
    row = last_row(&setup);
    ck_assert_str_eq(row.status, "diverged");
    ck_assert_double_gt(row.train_loss, log(10));
    split_free(&digits);
}
END_TEST

START_TEST(a_nan_behind_a_relu_is_no_dead_unit)
{
    read_digits();
    run_setup setup = setup_of("relu");
    setup.rate = 1e10;
    setup.unit_probe = true;
    table *rows = table_new(&training_schema);
    run_train(&setup, &digits, rows);
    ck_assert_uint_eq(rows->count, 1);
    ck_assert_str_eq(((const training_row *)table_row(rows, 0))->status, "nan");
    ck_assert(isnan(((const training_row *)table_row(rows, 0))->dead_share));
    table_free(rows);
    split_free(&digits);
}
END_TEST

START_TEST(a_run_stops_at_its_target)
{
    read_digits();
    run_setup setup = setup_of("relu");
    setup.loss_target = 0.5;
    const training_row row = last_row(&setup);
    ck_assert_double_le(row.train_loss, 0.5);
    ck_assert_double_eq(row.steps_to_loss, (double)row.steps);
    ck_assert_uint_lt(row.steps, 10 * 32);
    setup.loss_target = 1e-9;
    ck_assert(isnan(last_row(&setup).steps_to_loss));
    split_free(&digits);
}
END_TEST

START_TEST(a_small_sample_is_drawn_by_the_seed)
{
    read_digits();
    run_setup setup = setup_of("tanh");
    setup.samples = 50;
    const training_row row = last_row(&setup);
    ck_assert_uint_eq(row.samples, 50);
    ck_assert_uint_eq(row.steps, 10 * 2);
    ck_assert_double_eq(remainder(row.train_accuracy * 50, 1), 0);
    split_free(&digits);
}
END_TEST

/* The rows of one probed run. */
static table *probed(const char *activation, size_t epochs)
{
    run_setup setup = setup_of(activation);
    setup.unit_probe = true;
    setup.epochs = epochs;
    setup.checkpoints[0] = 1;
    table *rows = table_new(&training_schema);
    run_train(&setup, &digits, rows);
    return rows;
}

START_TEST(probes_tell_layers_and_epochs_apart)
{
    read_digits();
    table *rows = probed("prelu", 3);
    static const size_t epochs[] = {0, 1, 3};
    ck_assert_uint_eq(rows->count, 3 * 3);
    for (size_t i = 0; i < rows->count; i++) {
        const training_row *row = table_row(rows, i);
        ck_assert_uint_eq(row->epoch, epochs[i / 3]);
        ck_assert_uint_eq(row->layer, i % 3);
        ck_assert_int_eq(isnan(row->test_accuracy), i != 6);
        ck_assert_double_eq(row->dead_share, 0);
        ck_assert_int_eq(row->alpha == 0.25, row->epoch == 0);
    }
    table_free(rows);
    split_free(&digits);
}
END_TEST

START_TEST(gradient_norms_shrink_with_a_sigmoid_alone)
{
    read_digits();
    static const struct {
        const char *activation;
        init init;
        double low, high;
    } cases[] = {{"sigmoid", INIT_XAVIER, 0.2, 0.3}, {"tanh", INIT_XAVIER, 0.85, 1.1}, {"relu", INIT_HE, 0.8, 1.3}};
    for (size_t i = 0; i < 3; i++) {
        run_setup setup = setup_of(cases[i].activation);
        ck_assert_int_eq(activation_resolve(activation_find(cases[i].activation), DTYPE_F64, NULL, &setup.activation),
                         0);
        setup.init = cases[i].init;
        setup.depth = 10;
        setup.width = 64;
        table *rows = table_new(&training_schema);
        run_gradient_norms(&setup, &digits, rows);
        ck_assert_uint_eq(rows->count, 11);
        const training_row *low = table_row(rows, 1), *high = table_row(rows, 9);
        const double per_layer = pow(low->delta_norm / high->delta_norm, 1.0 / 8);
        ck_assert_msg(per_layer > cases[i].low && per_layer < cases[i].high, "%s: %g", cases[i].activation, per_layer);
        table_free(rows);
    }
    split_free(&digits);
}
END_TEST

START_TEST(gaussian_means_are_those_of_the_closed_forms)
{
    /* relu 1/sqrt(2 pi); leaky_relu (1 - alpha) times that; elu that + sqrt(e) Phi(-1) - 1/2. */
    const double half_normal = 0.398942280401432678, tail = 0.158655253931457051;
    const struct {
        const char *activation;
        double mean;
    } cases[] = {{"relu", half_normal},
                 {"leaky_relu", 0.99 * half_normal},
                 {"elu", half_normal + sqrt(M_E) * tail - 0.5},
                 {"tanh", 0},
                 {"sigmoid", 0.5},
                 {"sigmoid_4x_centred", 0}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        run_setup setup = setup_of(cases[i].activation);
        const split none = {.name = "gaussian"};
        table *rows = table_new(&training_schema);
        run_gaussian_sample(&setup, &none, rows);
        activation_resolve(setup.activation.form, DTYPE_F64, NULL, &setup.activation);
        run_gaussian_exact(&setup, &none, rows);
        const training_row *sample = table_row(rows, 0), *exact = table_row(rows, 1);
        ck_assert_double_eq_tol(exact->mean_activation, cases[i].mean, 1e-12);
        ck_assert_double_eq_tol(sample->mean_activation, cases[i].mean, 5 * exact->activation_sd / 1024);
        table_free(rows);
    }
}
END_TEST

START_TEST(an_activation_takes_a_share_of_the_time)
{
    read_digits();
    run_setup setup = setup_of("tanh");
    setup.epochs = 1;
    table *rows = table_new(&training_schema);
    run_cost(&setup, &digits, rows);
    const training_row *row = table_row(rows, 0);
    ck_assert_double_gt(row->epoch_seconds, 0);
    ck_assert_double_gt(row->forward_share, 0);
    ck_assert_double_gt(row->gradient_share, 0);
    ck_assert_double_lt(row->forward_share + row->gradient_share, 1);
    table_free(rows);
    split_free(&digits);
}
END_TEST

SUITE(training_run, 60, every_activation_learns_the_digits, equal_setups_give_equal_rows, runs_that_fail_are_named,
      a_nan_behind_a_relu_is_no_dead_unit, a_run_stops_at_its_target, a_small_sample_is_drawn_by_the_seed,
      probes_tell_layers_and_epochs_apart, gradient_norms_shrink_with_a_sigmoid_alone,
      gaussian_means_are_those_of_the_closed_forms, an_activation_takes_a_share_of_the_time);
