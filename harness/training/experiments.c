/* The experiments behind the training claims. Rates that are not listed are looked for. */
#include "training/trial.h"

#include <math.h>

#define OWN NAN /* the activation's own alpha */

/* The notes' functions at the two usual initialisations, then the controls: is it the slope or the centring
 * that makes tanh faster than sigmoid; is it the slope or the depth that lets sigmoid's gradient vanish? */
static const contender everyone[] = {
    {"relu", INIT_HE, OWN},
    {"leaky_relu", INIT_HE, OWN},
    {"prelu", INIT_HE, OWN},
    {"elu", INIT_HE, OWN},
    {"tanh", INIT_XAVIER, OWN},
    {"sigmoid", INIT_XAVIER, OWN},
    {"relu", INIT_XAVIER, OWN},
    {"leaky_relu", INIT_XAVIER, OWN},
    {"prelu", INIT_XAVIER, OWN},
    {"elu", INIT_XAVIER, OWN},
    {"tanh", INIT_HE, OWN},
    {"sigmoid", INIT_HE, OWN},
    {"sigmoid", INIT_XAVIER_4, OWN},
    {"sigmoid_4x", INIT_XAVIER, OWN},
    {"sigmoid_centred", INIT_XAVIER, OWN},
    {"sigmoid_4x_centred", INIT_XAVIER, OWN},
    {"tanh_quarter", INIT_XAVIER, OWN},
};

static const contender rectifiers[] = {{"relu", INIT_HE, OWN}, {"prelu", INIT_HE, OWN}};

static const contender may_die[] = {
    {"relu", INIT_HE, OWN}, {"leaky_relu", INIT_HE, OWN}, {"prelu", INIT_HE, OWN}, {"elu", INIT_HE, OWN}};

static const contender leaks[] = {
    {"leaky_relu", INIT_HE, 0},   {"leaky_relu", INIT_HE, 0.01}, {"leaky_relu", INIT_HE, 0.03},
    {"leaky_relu", INIT_HE, 0.1}, {"leaky_relu", INIT_HE, 0.3},  {"leaky_relu", INIT_HE, 1},
};

static const contender learners[] = {
    {"prelu", INIT_HE, 0}, {"prelu", INIT_HE, 0.01}, {"prelu", INIT_HE, 0.25}, {"prelu", INIT_HE, 1}};

static const contender deep[] = {
    {"relu", INIT_HE, OWN},          {"tanh", INIT_XAVIER, OWN},       {"sigmoid", INIT_XAVIER, OWN},
    {"sigmoid", INIT_XAVIER_4, OWN}, {"sigmoid_4x", INIT_XAVIER, OWN}, {"sigmoid_centred", INIT_XAVIER, OWN},
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
     .rates = {0.01, 0.03, 0.1, 0.3, 1, 3, 10},
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
     .seeds = 10,
     .tuning_seeds = 2,
     .common = {.width = 64, .batch = 32, .epochs = 20, .linear_decay = true}},
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
