/* One timed sample of one kernel. */
#ifndef ACTBENCH_SAMPLE_H
#define ACTBENCH_SAMPLE_H

#include "speed/buffers.h"

/* Inputs that one latency sample may walk through. */
enum { LATENCY_INPUTS = 4096 };

/* One kernel within a measuring process. */
typedef struct contender {
    const implementation *impl;
    int32_t number;   /* what it is called by where its process is watched */
    size_t reference; /* index of the contender that log_reference is against */
    placement placement;
    bool streaming;    /* the array is beyond the cache: samples are long */
    size_t extent;     /* elements of one call */
    size_t iterations; /* calls of one sample */
} contender;

/* Calls the kernel for the first time and settles how many elements and calls make one sample of about 10 us. */
void contender_calibrate(contender *c, buffers *b, const workload *load, const params *p);

/* Elements that one sample computes. */
double contender_elements(const contender *c, const workload *load);

/* Times one sample on s and returns nanoseconds per element. overhead is the clock's own, in nanoseconds. */
double contender_sample(const contender *c, slice s, const workload *load, const params *p, double overhead);

#endif
