/* The experiments behind the training claims. Rates that are not listed are looked for. */
#include "support/length.h"
#include "training/trial.h"

#include <math.h>

#define OWN NAN /* the activation's own alpha */
#define BEST                                                                                                           \
    {                                                                                                                  \
        NULL                                                                                                           \
    } /* the preferred kernels */

#define SGD        OPTIMIZER_SGD, false, 0
#define AGAIN      OPTIMIZER_SGD, false, 1
#define ADAM       OPTIMIZER_ADAM, false, 0
#define NORMALISED OPTIMIZER_SGD, true, 0
#define HE         (1U << INIT_HE)
#define XAVIER     (1U << INIT_XAVIER)
#define XAVIER_4   (1U << INIT_XAVIER_4)
#define EACH       (HE | XAVIER | XAVIER_4)

/* The notes' functions from the same weights, each kind of them; then what changes the picture: an alpha for each
 * unit, what followed the notes (GELU, SiLU), batch normalisation, Adam. */
static const contender everyone[] = {
    {"relu", EACH, OWN, BEST, SGD},       {"leaky_relu", EACH, OWN, BEST, SGD},
    {"prelu", EACH, OWN, BEST, SGD},      {"elu", EACH, OWN, BEST, SGD},
    {"tanh", EACH, OWN, BEST, SGD},       {"sigmoid", EACH, OWN, BEST, SGD},
    {"prelu_unit", HE, OWN, BEST, SGD},   {"relu_again", HE, OWN, BEST, AGAIN},
    {"gelu", HE, OWN, BEST, SGD},         {"silu", HE, OWN, BEST, SGD},
    {"relu", HE, OWN, BEST, NORMALISED},  {"sigmoid", XAVIER, OWN, BEST, NORMALISED},
    {"relu", HE, OWN, BEST, ADAM},        {"leaky_relu", HE, OWN, BEST, ADAM},
    {"elu", HE, OWN, BEST, ADAM},         {"tanh", XAVIER, OWN, BEST, ADAM},
    {"sigmoid", XAVIER, OWN, BEST, ADAM},
};

/* The same, then the controls: is it smoothness that makes ELU fast, and the slope or the centring that makes tanh
 * faster than sigmoid? */
static const contender runners[] = {
    {"relu", EACH, OWN, BEST, SGD},
    {"leaky_relu", EACH, OWN, BEST, SGD},
    {"prelu", EACH, OWN, BEST, SGD},
    {"elu", EACH, OWN, BEST, SGD},
    {"tanh", EACH, OWN, BEST, SGD},
    {"sigmoid", EACH, OWN, BEST, SGD},
    {"relu_again", HE, OWN, BEST, AGAIN},
    {"gelu", HE, OWN, BEST, SGD},
    {"silu", HE, OWN, BEST, SGD},
    {"elu_half", HE | XAVIER, OWN, BEST, SGD},
    {"elu_double", HE | XAVIER, OWN, BEST, SGD},
    {"sigmoid_4x", XAVIER, OWN, BEST, SGD},
    {"sigmoid_centred", XAVIER, OWN, BEST, SGD},
    {"sigmoid_4x_centred", XAVIER, OWN, BEST, SGD},
    {"tanh_quarter", XAVIER, OWN, BEST, SGD},
};

static const contender every_form[] = {
    {"relu", HE, OWN, BEST, SGD},
    {"leaky_relu", HE, OWN, BEST, SGD},
    {"prelu", HE, OWN, BEST, SGD},
    {"elu", HE, OWN, BEST, SGD},
    {"tanh", XAVIER, OWN, BEST, SGD},
    {"sigmoid", XAVIER, OWN, BEST, SGD},
    {"sigmoid_4x", XAVIER, OWN, BEST, SGD},
    {"sigmoid_centred", XAVIER, OWN, BEST, SGD},
    {"sigmoid_4x_centred", XAVIER, OWN, BEST, SGD},
    {"tanh_quarter", XAVIER, OWN, BEST, SGD},
};

/* PReLU's two kinds beside ReLU, and beside the same slope that is not learned. */
static const contender rectifiers[] = {{"relu", HE, OWN, BEST, SGD},
                                       {"leaky_relu_quarter", HE, OWN, BEST, SGD},
                                       {"prelu", HE, OWN, BEST, SGD},
                                       {"prelu_unit", HE, OWN, BEST, SGD}};

/* The same on many samples, where each run takes long. */
static const contender rectifiers_alone[] = {
    {"relu", HE, OWN, BEST, SGD}, {"prelu", HE, OWN, BEST, SGD}, {"prelu_unit", HE, OWN, BEST, SGD}};

/* Convolutions, where an alpha for each unit is one for each filter. Plain gradient descent ends them in NaN at the
 * rates at which it is fast, by the luck of the first steps. */
static const contender convolved[] = {
    {"relu", HE, OWN, BEST, ADAM}, {"prelu", HE, OWN, BEST, ADAM}, {"prelu_unit", HE, OWN, BEST, ADAM}};

static const contender may_die[] = {{"relu", HE, OWN, BEST, SGD},
                                    {"leaky_relu", HE, OWN, BEST, SGD},
                                    {"prelu", HE, OWN, BEST, SGD},
                                    {"elu", HE, OWN, BEST, SGD}};

static const contender leaks[] = {
    {"leaky_relu", HE, 0, BEST, SGD},   {"leaky_relu", HE, 0.01, BEST, SGD}, {"leaky_relu", HE, 0.03, BEST, SGD},
    {"leaky_relu", HE, 0.1, BEST, SGD}, {"leaky_relu", HE, 0.3, BEST, SGD},  {"leaky_relu", HE, 1, BEST, SGD},
};

static const contender learners[] = {{"prelu", HE, 0, BEST, SGD},
                                     {"prelu", HE, 0.01, BEST, SGD},
                                     {"prelu", HE, 0.25, BEST, SGD},
                                     {"prelu", HE, 1, BEST, SGD}};

static const contender deep[] = {
    {"relu", EACH, OWN, BEST, SGD},
    {"elu", EACH, OWN, BEST, SGD},
    {"tanh", EACH, OWN, BEST, SGD},
    {"sigmoid", EACH, OWN, BEST, SGD},
    {"sigmoid_4x", XAVIER, OWN, BEST, SGD},
    {"sigmoid_centred", XAVIER, OWN, BEST, SGD},
    {"sigmoid_4x_centred", XAVIER, OWN, BEST, SGD},
};

static const contender trained_deep[] = {
    {"relu", HE | XAVIER, OWN, BEST, SGD},       {"elu", HE | XAVIER, OWN, BEST, SGD},
    {"tanh", HE | XAVIER, OWN, BEST, SGD},       {"sigmoid", XAVIER | XAVIER_4, OWN, BEST, SGD},
    {"sigmoid_centred", XAVIER, OWN, BEST, SGD},
};

/* The slope comes from the output that the forward pass has kept, but where a variant of the gradient is named. */
static const contender costly[] = {
    {"relu", HE, OWN, {"branch", "branch"}, SGD},
    {"relu", HE, OWN, {"mask"}, SGD},
    {"relu", HE, OWN, {"select"}, SGD},
    {"sigmoid", XAVIER, OWN, {"naive", "from_output"}, SGD},
    {"sigmoid", XAVIER, OWN, {"naive"}, SGD},
    {"sigmoid", XAVIER, OWN, {"stable", "stable"}, SGD},
    {"tanh", XAVIER, OWN, {"libm"}, SGD},
    {"elu", HE, OWN, {"expm1"}, SGD},
    {"relu", HE, OWN, {"exact"}, SGD},
    {"sigmoid", XAVIER, OWN, {"fast"}, SGD},
    {"tanh", XAVIER, OWN, {"fast"}, SGD},
    {"elu", HE, OWN, {"fast"}, SGD},
};

#define CONTENDERS(list) .contenders = (list), .contender_count = sizeof(list) / sizeof((list)[0])

const experiment experiments[] = {
    {.name = "vanish",
     .data = "digits",
     .run = run_gradient_norms,
     .type = DTYPE_F64,
     CONTENDERS(deep),
     .depths = {2, 5, 10, 15, 20},
     .replications = 20,
     .common = {.width = 64, .batch = 128}},
    {.name = "accuracy",
     .data = "digits",
     .run = run_train,
     .goal = GOAL_ACCURACY,
     CONTENDERS(everyone),
     .depths = {3},
     .replications = 20,
     .search_epochs = 20,
     .half_budget = true,
     .common = {.width = 64, .batch = 32, .epochs = 60, .linear_decay = true, .unit_probe = true}},
    {.name = "steps",
     .data = "digits",
     .run = run_train,
     .goal = GOAL_STEPS,
     CONTENDERS(runners),
     .depths = {3},
     .replications = 20,
     .search_epochs = 20,
     .common = {.width = 64, .batch = 32, .epochs = 60, .loss_target = 0.1}},
    {.name = "dead",
     .data = "digits",
     .run = run_train,
     CONTENDERS(may_die),
     .depths = {3},
     .rates = {0.01, 0.03, 0.1, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1, 2, 5},
     .replications = 20,
     .common = {.width = 64, .batch = 32, .epochs = 20, .unit_probe = true, .checkpoints = {1, 2, 5, 10}}},
    {.name = "overfit",
     .data = "digits",
     .run = run_train,
     .goal = GOAL_ACCURACY,
     CONTENDERS(rectifiers),
     .depths = {3},
     .replications = 60,
     .search_epochs = 20,
     .common = {.width = 64, .batch = 32, .epochs = 40, .linear_decay = true, .samples = 200}},
    {.name = "overfit_rate",
     .data = "digits",
     .run = run_train,
     CONTENDERS(rectifiers),
     .depths = {3},
     .rates = {0.03, 0.1, 0.3},
     .replications = 60,
     .common = {.width = 64, .batch = 32, .epochs = 40, .linear_decay = true, .samples = 200}},
    {.name = "alpha",
     .data = "digits",
     .run = run_train,
     .goal = GOAL_ACCURACY,
     CONTENDERS(leaks),
     .depths = {3},
     .replications = 20,
     .search_epochs = 10,
     .common = {.width = 64, .batch = 32, .epochs = 20, .linear_decay = true}},
    {.name = "prelu",
     .data = "digits",
     .run = run_train,
     CONTENDERS(learners),
     .depths = {3},
     .rates = {0.1},
     .replications = 10,
     .common = {.width = 64, .batch = 32, .epochs = 20, .linear_decay = true, .unit_probe = true}},
    {.name = "depth",
     .data = "digits",
     .run = run_train,
     .goal = GOAL_ACCURACY,
     CONTENDERS(trained_deep),
     .depths = {5, 20},
     .replications = 8,
     .search_epochs = 5,
     .common =
         {.width = 64, .batch = 32, .epochs = 10, .linear_decay = true, .unit_probe = true, .checkpoints = {1, 5}}},
    {.name = "mean",
     .data = "gaussian",
     .run = run_gaussian_exact,
     .type = DTYPE_F64,
     CONTENDERS(every_form),
     .depths = {1},
     .replications = 1},
    {.name = "mean",
     .data = "gaussian",
     .run = run_gaussian_sample,
     CONTENDERS(every_form),
     .depths = {1},
     .replications = 10},
    {.name = "cost",
     .data = "digits",
     .run = run_cost,
     CONTENDERS(costly),
     .depths = {3},
     .rates = {0.01},
     .replications = 15,
     .alone = true,
     .common = {.width = 128, .batch = 32, .epochs = 3}},
    {.name = "overfit",
     .data = "fashion",
     .run = run_train,
     .goal = GOAL_ACCURACY,
     CONTENDERS(rectifiers),
     .depths = {3},
     .replications = 8,
     .search_epochs = 10,
     .common = {.width = 128, .batch = 32, .epochs = 30, .linear_decay = true, .samples = 1000}},
    {.name = "overfit_rate",
     .data = "fashion",
     .run = run_train,
     CONTENDERS(rectifiers),
     .depths = {3},
     .rates = {0.03, 0.1, 0.3},
     .replications = 8,
     .common = {.width = 128, .batch = 32, .epochs = 30, .linear_decay = true, .samples = 1000}},
    {.name = "large",
     .data = "fashion",
     .run = run_train,
     .goal = GOAL_ACCURACY,
     CONTENDERS(rectifiers_alone),
     .depths = {3},
     .replications = 8,
     .search_epochs = 1,
     .half_budget = true,
     .common = {.width = 64, .batch = 64, .epochs = 6, .linear_decay = true}},
    {.name = "convolution",
     .data = "fashion",
     .run = run_train,
     .goal = GOAL_ACCURACY,
     CONTENDERS(convolved),
     .depths = {3},
     .replications = 6,
     .search_epochs = 1,
     .common = {.width = 64, .batch = 64, .epochs = 5, .linear_decay = true, .samples = 20000, .filters = {8, 16}}},
};
const size_t experiment_count = LENGTH(experiments);
