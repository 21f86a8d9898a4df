/* One timed sample of one kernel. */
#ifndef ACTBENCH_SAMPLE_H
#define ACTBENCH_SAMPLE_H

#include "speed/buffers.h"

/* How one kernel is sampled within a measuring process. A sample is made of walks, each over inputs that no sample has just seen and
 * that are brought into the nearest cache before its clock starts; a walk is calls on neighbouring inputs, which (but in
 * place) write to one output. */
typedef struct sampler {
    const implementation *impl;
    int32_t number;   /* what it is called by where its process is watched */
    size_t reference; /* index of the one that log_reference is against */
    bool consumed;    /* what a call has written is read at once */
    bool yardstick;   /* it reads and writes two arrays whatever the placement */
    placement placement;
    bool streaming; /* the array is beyond the cache: one call takes milliseconds */
    size_t extent;  /* elements of one call */
    size_t pace;    /* elements from one call's input to the next's */
    size_t calls;   /* of one walk */
    size_t passes;  /* over one walk, back to back: more than one only for a kernel too quick to be timed otherwise */
    size_t walks;   /* of one sample */
    double once;    /* nanoseconds of what is timed in one go that are not the kernel's: the clock's own, and those in
                    * which the pipeline fills and drains */
} sampler;

/* Calls the kernel for the first time and settles how much makes one sample of about 10 us. */
void sampler_calibrate(sampler *c, buffers *b, const workload *load, const params *p);

/* Times walks of calls on n elements instead, no more than at first, and returns the median nanoseconds of one call. */
double sampler_call_ns(const sampler *c, buffers *b, uint64_t n, const workload *load, const params *p);

/* Elements that one walk computes. */
double sampler_elements(const sampler *c, const workload *load);

/* Times one walk on s and returns nanoseconds per element. */
double sampler_walk(const sampler *c, slice s, const workload *load, const params *p);

/* Times one sample, its first walk on s, and returns nanoseconds per element. */
double sampler_sample(const sampler *c, const buffers *b, slice s, const workload *load, const params *p);

#endif
