/* The experiments behind the training claims. Rates that are not listed are looked for. */
#include "training/trial.h"

#include <math.h>

#define OWN NAN /* the activation's own alpha */
#define BEST                                                                                                 \
    {                                                                                                        \
        NULL                                                                                                 \
    } /* the preferred kernels */

/* The notes' functions at the two usual initialisations, then the controls: is it the slope or the centring
 * that makes tanh faster than sigmoid; is it the slope or the depth that lets sigmoid's gradient vanish? */
static const contender everyone[] = {
    {"relu", INIT_HE, OWN, BEST},
    {"leaky_relu", INIT_HE, OWN, BEST},
    {"prelu", INIT_HE, OWN, BEST},
    {"elu", INIT_HE, OWN, BEST},
    {"tanh", INIT_XAVIER, OWN, BEST},
    {"sigmoid", INIT_XAVIER, OWN, BEST},
    {"relu", INIT_XAVIER, OWN, BEST},
    {"leaky_relu", INIT_XAVIER, OWN, BEST},
    {"prelu", INIT_XAVIER, OWN, BEST},
    {"elu", INIT_XAVIER, OWN, BEST},
    {"tanh", INIT_HE, OWN, BEST},
    {"sigmoid", INIT_HE, OWN, BEST},
    {"sigmoid", INIT_XAVIER_4, OWN, BEST},
    {"sigmoid_4x", INIT_XAVIER, OWN, BEST},
    {"sigmoid_centred", INIT_XAVIER, OWN, BEST},
    {"sigmoid_4x_centred", INIT_XAVIER, OWN, BEST},
    {"tanh_quarter", INIT_XAVIER, OWN, BEST},
};

static const contender every_form[] = {
    {"relu", INIT_HE, OWN, BEST},
    {"leaky_relu", INIT_HE, OWN, BEST},
    {"prelu", INIT_HE, OWN, BEST},
    {"elu", INIT_HE, OWN, BEST},
    {"tanh", INIT_XAVIER, OWN, BEST},
    {"sigmoid", INIT_XAVIER, OWN, BEST},
    {"sigmoid_4x", INIT_XAVIER, OWN, BEST},
    {"sigmoid_centred", INIT_XAVIER, OWN, BEST},
    {"sigmoid_4x_centred", INIT_XAVIER, OWN, BEST},
    {"tanh_quarter", INIT_XAVIER, OWN, BEST},
};

static const contender rectifiers[] = {{"relu", INIT_HE, OWN, BEST}, {"prelu", INIT_HE, OWN, BEST}};

static const contender may_die[] = {{"relu", INIT_HE, OWN, BEST},
                                    {"leaky_relu", INIT_HE, OWN, BEST},
                                    {"prelu", INIT_HE, OWN, BEST},
                                    {"elu", INIT_HE, OWN, BEST}};

static const contender leaks[] = {
    {"leaky_relu", INIT_HE, 0, BEST},    {"leaky_relu", INIT_HE, 0.01, BEST},
    {"leaky_relu", INIT_HE, 0.03, BEST}, {"leaky_relu", INIT_HE, 0.1, BEST},
    {"leaky_relu", INIT_HE, 0.3, BEST},  {"leaky_relu", INIT_HE, 1, BEST},
};

static const contender learners[] = {{"prelu", INIT_HE, 0, BEST},
                                     {"prelu", INIT_HE, 0.01, BEST},
                                     {"prelu", INIT_HE, 0.25, BEST},
                                     {"prelu", INIT_HE, 1, BEST}};

static const contender deep[] = {
    {"relu", INIT_HE, OWN, BEST},           {"tanh", INIT_XAVIER, OWN, BEST},
    {"sigmoid", INIT_XAVIER, OWN, BEST},    {"sigmoid", INIT_XAVIER_4, OWN, BEST},
    {"sigmoid_4x", INIT_XAVIER, OWN, BEST}, {"sigmoid_centred", INIT_XAVIER, OWN, BEST},
};

static const contender costly[] = {
    {"relu", INIT_HE, OWN, {"branch", "branch"}},
    {"relu", INIT_HE, OWN, {"select", "select"}},
    {"sigmoid", INIT_XAVIER, OWN, {"naive", "from_output"}},
    {"sigmoid", INIT_XAVIER, OWN, {"stable", "stable"}},
    {"tanh", INIT_XAVIER, OWN, {"libm", "from_output"}},
    {"elu", INIT_HE, OWN, {"expm1", "from_output"}},
    {"relu", INIT_HE, OWN, {"exact", "exact"}},
    {"sigmoid", INIT_XAVIER, OWN, {"fast", "fast"}},
    {"tanh", INIT_XAVIER, OWN, {"fast", "fast"}},
    {"elu", INIT_HE, OWN, {"fast", "fast"}},
};

#define CONTENDERS(list) .contenders = list, .contender_count = sizeof list / sizeof list[0]

const experiment experiments[] = {
    {.name = "vanish",
     .data = "digits",
     .run = run_gradient_norms,
     .type = DTYPE_F64,
     CONTENDERS(deep),
     .depths = {2, 5, 10, 15, 20},
     .seeds = 20,
     .common = {.width = 128, .batch = 128}},
    {.name = "accuracy",
     .data = "digits",
     .run = run_train,
     .goal = GOAL_ACCURACY,
     CONTENDERS(everyone),
     .depths = {3},
     .seeds = 20,
     .tuning_seeds = 3,
     .common = {.width = 128, .batch = 32, .epochs = 20, .linear_decay = true, .probe = true}},
    {.name = "steps",
     .data = "digits",
     .run = run_train,
     .goal = GOAL_STEPS,
     CONTENDERS(everyone),
     .depths = {3},
     .seeds = 20,
     .tuning_seeds = 3,
     .common = {.width = 128, .batch = 32, .epochs = 40, .loss_target = 0.1}},
    {.name = "dead",
     .data = "digits",
     .run = run_train,
     CONTENDERS(may_die),
     .depths = {3},
     .rates = {0.01, 0.03, 0.1, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 2, 5},
     .seeds = 10,
     .common = {.width = 128, .batch = 32, .epochs = 20, .probe = true, .checkpoints = {1, 2, 5, 10}}},
    {.name = "overfit",
     .data = "digits",
     .run = run_train,
     .goal = GOAL_ACCURACY,
     CONTENDERS(rectifiers),
     .depths = {3},
     .seeds = 40,
     .tuning_seeds = 5,
     .common = {.width = 128, .batch = 32, .epochs = 40, .linear_decay = true, .samples = 200}},
    {.name = "alpha",
     .data = "digits",
     .run = run_train,
     .goal = GOAL_ACCURACY,
     CONTENDERS(leaks),
     .depths = {3},
     .seeds = 20,
     .tuning_seeds = 3,
     .common = {.width = 128, .batch = 32, .epochs = 20, .linear_decay = true}},
    {.name = "prelu",
     .data = "digits",
     .run = run_train,
     CONTENDERS(learners),
     .depths = {3},
     .rates = {0.1},
     .seeds = 10,
     .common = {.width = 128, .batch = 32, .epochs = 20, .linear_decay = true, .probe = true}},
    {.name = "depth",
     .data = "digits",
     .run = run_train,
     .goal = GOAL_ACCURACY,
     CONTENDERS(deep),
     .depths = {2, 5, 10, 20},
     .seeds = 5,
     .tuning_seeds = 1,
     .common = {.width = 64, .batch = 32, .epochs = 10, .linear_decay = true}},
    {.name = "mean",
     .data = "gaussian",
     .run = run_gaussian_exact,
     .type = DTYPE_F64,
     CONTENDERS(every_form),
     .depths = {1},
     .seeds = 1},
    {.name = "mean",
     .data = "gaussian",
     .run = run_gaussian_sample,
     CONTENDERS(every_form),
     .depths = {1},
     .seeds = 10},
    {.name = "cost",
     .data = "digits",
     .run = run_cost,
     CONTENDERS(costly),
     .depths = {3},
     .rates = {0.01},
     .seeds = 15,
     .alone = true,
     .common = {.width = 128, .batch = 32, .epochs = 3}},
    {.name = "overfit",
     .data = "fashion",
     .run = run_train,
     .goal = GOAL_ACCURACY,
     CONTENDERS(rectifiers),
     .depths = {3},
     .seeds = 20,
     .tuning_seeds = 3,
     .common = {.width = 128, .batch = 32, .epochs = 30, .linear_decay = true, .samples = 1000}},
    {.name = "large",
     .data = "fashion",
     .run = run_train,
     .goal = GOAL_ACCURACY,
     CONTENDERS(rectifiers),
     .depths = {3},
     .seeds = 10,
     .tuning_seeds = 1,
     .common = {.width = 128, .batch = 64, .epochs = 5, .linear_decay = true}},
};
const size_t experiment_count = sizeof experiments / sizeof experiments[0];
