/* The rows of every report: the one place that knows the columns' names. What a column means is in
 * reports/COLUMNS.md. */
#ifndef ACTBENCH_ROWS_H
#define ACTBENCH_ROWS_H

#include "rows/table.h"
#include <stdbool.h>

#include <stdint.h>

enum { TEXT_SHORT = 32, TEXT_NAME = 80, TEXT_LONG = 256 };

typedef struct environment_row {
    char key[TEXT_NAME];
    char value[TEXT_LONG * 8];
} environment_row;

typedef struct accuracy_row {
    char run_id[TEXT_NAME];
    char function[TEXT_SHORT], op[TEXT_SHORT], dtype[TEXT_SHORT];
    char impl[TEXT_NAME], params[TEXT_NAME];
    char inputs[TEXT_SHORT];
    uint64_t n;
    double max_ulp;
    char max_ulp_x[TEXT_SHORT], max_ulp_x_bits[TEXT_SHORT], max_ulp_got[TEXT_SHORT], max_ulp_exact[TEXT_NAME];
    double mean_ulp, rms_ulp, p50_ulp, p99_ulp, p999_ulp;
    double max_abs, max_rel;
    uint64_t misrounded, faults;
    char first_fault_x[TEXT_SHORT];
    uint64_t non_monotone, asymmetric, wrong_zero_sign;
    char saturate_hi_x[TEXT_SHORT], saturate_lo_x[TEXT_SHORT];
    uint64_t mpfr_checked;
    double ref_bound_ulp, seconds;
    double kernel_seconds;    /* of `seconds`, spent inside the kernel (summed over threads) */
    char method[TEXT_SHORT];  /* exhaustive, stratified, searched */
    double claimed_bound_ulp; /* what the implementation's source claims; empty: nothing */
} accuracy_row;

typedef struct speed_row {
    char run_id[TEXT_NAME];
    char function[TEXT_SHORT], op[TEXT_SHORT], dtype[TEXT_SHORT];
    char impl[TEXT_NAME], isa[TEXT_NAME], params[TEXT_NAME];
    char distribution[TEXT_SHORT];
    uint64_t n;
    char placement[TEXT_SHORT]; /* out_of_place, in_place */
    char mode[TEXT_SHORT];      /* throughput, latency */
    uint64_t rounds;
    double ns_per_element, ns_low, ns_high;
    double cycles_per_element; /* empty where the machine has no cycle counter */
    double gb_per_s;
    double ratio_to_copy;
    char baseline[TEXT_NAME];
    double ratio_to_baseline, ratio_low, ratio_high;
    double copy_low, copy_high; /* of ratio_to_copy */
    uint64_t processes, threads;
    char state[TEXT_SHORT];   /* of the machine: fast, slow */
    double noise_floor;       /* the largest ratio, less 1, that says nothing: from the A/A pair */
    char verdict[TEXT_SHORT]; /* against the baseline: faster, slower, cannot tell */
    double instructions_per_element, branch_misses_per_element; /* empty where the machine does not count them */
} speed_row;

typedef struct instructions_row {
    char run_id[TEXT_NAME];
    char function[TEXT_SHORT], op[TEXT_SHORT], dtype[TEXT_SHORT];
    char impl[TEXT_NAME], params[TEXT_NAME];
    char distribution[TEXT_SHORT];
    uint64_t n;
    double instructions_per_element;
} instructions_row;

/* How far the fast filter of one function and op was seen from MPFR. */
typedef struct certificate_row {
    char run_id[TEXT_NAME];
    char function[TEXT_SHORT], op[TEXT_SHORT], dtype[TEXT_SHORT], params[TEXT_NAME];
    char filter[TEXT_SHORT];           /* which library computed it */
    uint64_t inputs, certified;        /* all finite bit patterns, and how many of them were done */
    uint64_t by_mpfr, by_monotonicity; /* how those were done */
    double max_error;                  /* relative, rounded up */
    char max_error_x[TEXT_SHORT], max_error_x_bits[TEXT_SHORT];
    double bound;                    /* relative: what the figures of accuracy.csv rely on */
    char filter_version[TEXT_SHORT]; /* of that library */
} certificate_row;

extern const schema certificate_schema;

/* One measured thing of one training run. A row describes the run's whole network (layer 0) or one of its
 * layers (1: next to the input) at one epoch (0: before the first step). What an experiment does not measure
 * stays empty. */
typedef struct training_row {
    char run_id[TEXT_NAME];
    char experiment[TEXT_SHORT];
    char data[TEXT_SHORT]; /* digits, fashion, gaussian */
    uint64_t samples;      /* in the training set */
    char activation[TEXT_SHORT];
    char kernel[TEXT_NAME], gradient_kernel[TEXT_NAME]; /* the implementations that computed it */
    char dtype[TEXT_SHORT];
    char init[TEXT_SHORT]; /* he, xavier, xavier_4 (four times the standard deviation) */
    uint64_t depth, width; /* hidden layers and units in each */
    uint64_t batch;
    double rate;
    char decay[TEXT_SHORT]; /* of the rate: none, linear */
    double momentum, weight_decay;
    double alpha_start;
    uint64_t seed;
    char status[TEXT_SHORT]; /* of the run: ok, constant, diverged, nan */
    uint64_t steps;          /* the run took, all in all */
    uint64_t epoch, layer;   /* what this row describes */
    double train_loss, train_accuracy;
    double test_loss, test_accuracy; /* on the validation samples while a rate is tuned */
    double loss_target;
    double steps_to_loss;   /* empty: not reached within `steps` */
    double dead_share;      /* units whose derivative is exactly 0 for every training sample */
    double zero_share;      /* units whose output is exactly 0 for every training sample */
    double negative_share;  /* units whose input is never positive on the training samples */
    double recovered_share; /* of the units dead at this epoch, those that live at the end */
    double gradient_norm;   /* Frobenius norm of the loss's gradient by the layer's weights */
    double delta_norm;      /* the same by the layer's inputs z, per sample */
    double mean_activation, activation_sd;
    double alpha; /* at this epoch */
    double epoch_seconds;
    double forward_share, gradient_share; /* of the time of training steps: in the activation, in its gradient */
} training_row;

extern const schema environment_schema;
extern const schema accuracy_schema;
extern const schema speed_schema;
extern const schema instructions_schema;
extern const schema training_schema;

/* One side of a claim, computed: an identity as printed, a limit, or a property of float32 arithmetic over
 * its inputs. */
typedef struct identity_row {
    char run_id[TEXT_NAME];
    char claim[TEXT_SHORT];    /* N01 .. N34 */
    char quantity[TEXT_NAME];  /* what `value` is: gap, value, maximum, or a name of its own */
    char statement[TEXT_LONG]; /* the formula or program text that was evaluated, as printed */
    char params[TEXT_NAME];    /* name=value, blanks between */
    char method[TEXT_NAME];    /* how, and on which inputs */
    uint64_t n;                /* inputs evaluated */
    char x[TEXT_SHORT];        /* the input that gave the value, as a hex float */
    char x_bits[TEXT_SHORT];   /* the same as a bit pattern, where it is a float */
    double value;
    char value_hex[TEXT_SHORT];
    char relation[TEXT_SHORT]; /* how value must stand to bound: "<=", ">", "=="; empty: it is a measurement
                                  only */
    double bound;
    char holds[TEXT_SHORT]; /* yes, no; empty where there is no relation */
    char key[TEXT_NAME];    /* what the row shows, in a word: with claim and params it names the row */
} identity_row;

typedef struct claim_row {
    char run_id[TEXT_NAME];
    char id[TEXT_SHORT], kind[TEXT_SHORT];
    char claim[TEXT_LONG];
    char verdict[TEXT_SHORT]; /* supported, refuted, depends, not-measurable, inconclusive */
    char regime[TEXT_LONG * 2];
    double effect, effect_low, effect_high; /* 95% interval; empty where the effect is no statistic */
    char unit[TEXT_NAME];
    char evidence[TEXT_LONG * 8]; /* FILE:LINES, blanks between; the header is line 1 */
    char note[TEXT_LONG * 2];
} claim_row;

extern const schema identity_schema;
extern const schema claim_schema;

/* Whether the row is worse than the bound that the implementation's source claims. A fault has no size in
 * ulps, and is beyond any bound. */
bool accuracy_row_breaks_claim(const accuracy_row *row);

#endif
