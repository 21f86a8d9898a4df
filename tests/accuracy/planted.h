/* Correctly rounded kernels for any function of the tree, with errors planted at chosen inputs. */
#ifndef ACTBENCH_PLANTED_H
#define ACTBENCH_PLANTED_H

#include "accuracy/assay.h"

enum { PLANTS_MAX = 8 };

typedef struct plant {
    uint64_t x, result; /* bit patterns */
} plant;

typedef struct planted {
    plant plants[PLANTS_MAX];
    size_t count;
    bool saturate;          /* give `limit` where |x| >= saturate_from, on the side x >= 0 */
    uint64_t saturate_from; /* a magnitude */
    double limit;
    long write_at; /* index of an element outside of 0..n-1 that is written too; 0: none */
} planted;

/* Sets what the kernels below compute from now on: the assay's question, and the plants in it. */
void planted_set(const assay *t, const planted *p);

/* The results as planted, correctly rounded elsewhere. */
kernel_f32 planted_f32;
kernel_f64 planted_f64;

/* Runs the assay with the kernel of its dtype. */
outcome planted_run(const assay *t, const planted *p);

/* The correctly rounded result at a bit pattern, as bit pattern; NaN: the one of the machine. */
uint64_t correct_bits(const assay *t, uint64_t x);

#endif
