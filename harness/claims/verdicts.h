/* The verdict functions: each reads rows of the evidence and concludes on one claim. */
#ifndef ACTBENCH_VERDICTS_H
#define ACTBENCH_VERDICTS_H

#include "claims/judgement.h"

typedef conclusion verdict_function(judgement *j);

/* The largest error of an implementation that is called accurate, in ULP over all inputs. */
enum { ACCURATE_ULP = 4 };

/* verdicts_sigmoid.c */
verdict_function judge_sigmoid_range, judge_inventor, judge_logit, judge_odds, judge_odds_of_four, judge_proof,
    judge_sigmoid_slope, judge_derivation;

/* verdicts_relu.c */
verdict_function judge_linear_stack, judge_relu_spellings, judge_relu_range, judge_leaky_form;

/* verdicts_elu_tanh.c */
verdict_function judge_elu_limit, judge_elu_smoothness, judge_tanh_formula, judge_tanh_from_sigmoid, judge_tanh_range,
    judge_elu_mean;

/* verdicts_speed.c */
verdict_function judge_sigmoid_cost, judge_relu_cost;

/* verdicts_depth.c */
verdict_function judge_sigmoid_vanishing, judge_tanh_vanishing, judge_range_vanishing, judge_elu_vanishing;

/* verdicts_units.c */
verdict_function judge_dead_relu, judge_dead_forever, judge_death_at_once, judge_leaky_cure, judge_elu_gradient;

/* verdicts_training.c */
verdict_function judge_alpha_convention, judge_prelu_learning, judge_prelu_large, judge_prelu_small,
    judge_elu_convergence, judge_tanh_convergence;

/* verdicts_odds.c */
verdict_function judge_odds_expected, judge_trials, judge_log_of_zero, judge_e, judge_odds_ratio, judge_elu_target,
    judge_factor;

/* verdicts_reasons.c */
verdict_function judge_output_range, judge_last_layer, judge_elu_convention, judge_smoothness, judge_steepness,
    judge_relu_first;

/* verdicts_order.c */
verdict_function judge_order, judge_advice;

#endif
