/* Samples: inputs that nobody has seen, whatever n. */
#include "speed/distribution.h"
#include "speed/sample.h"
#include "speed/statistics.h"
#include "suite.h"
#include "support/length.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SEEN_MAX = 1 << 20 };
static const float *seen[SEEN_MAX];
static size_t seen_count;

static void recording(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    if (seen_count < SEEN_MAX)
        seen[seen_count++] = x;
    for (size_t i = 0; i < n; i++)
        y[i] = expf(-x[i]) + expf(x[i]);
}

/* gcc would make a conditional move of it. */
static void branching(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        if (x[i] > 0) {
            y[i] = x[i];
            __asm__ volatile("" ::: "memory");
        } else {
            y[i] = 0.01F * x[i];
            __asm__ volatile("" ::: "memory");
        }
    }
}

static const implementation recording_entry = {.name = "trial/record", .dtype = DTYPE_F32, .kernel.f32 = recording};
static const implementation branching_entry = {.name = "trial/branch", .dtype = DTYPE_F32, .kernel.f32 = branching};
static const params none = {0};

static int by_address(const void *left, const void *right)
{
    const float *a = *(const float *const *)left, *b = *(const float *const *)right;
    return (a > b) - (a < b);
}

/* A sample with its workload, as a process sets it up. */
typedef struct trial {
    workload load;
    buffers buffers;
    sampler sampler;
} trial;

static void trial_open(trial *t, const implementation *impl, uint64_t n, mode_kind mode)
{
    *t = (trial){.load = {.n = n, .mode = mode, .threads = 1}, .sampler = {.impl = impl}};
    ck_assert(buffers_open(&t->buffers, &t->load, impl->dtype, 1));
    sampler_calibrate(&t->sampler, &t->buffers, &t->load, &none);
}

static double trial_sample(trial *t)
{
    const slice first = buffers_slice(&t->buffers, t->buffers.walk);
    return sampler_sample(&t->sampler, &t->buffers, first, &t->load, &none);
}

START_TEST(no_call_of_a_sample_sees_the_inputs_of_another)
{
    const uint64_t sizes[] = {1, 63, 64, 1000, 4096, 5000};
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        trial t;
        trial_open(&t, &recording_entry, sizes[i], MODE_THROUGHPUT);
        t.sampler.passes = 1; /* the kernel is slow enough; a disturbance may have said otherwise */
        seen_count = 0;
        trial_sample(&t);
        ck_assert_uint_eq(seen_count, t.sampler.calls * t.sampler.walks);
        qsort(seen, seen_count, sizeof seen[0], by_address);
        for (size_t k = 0; k + 1 < seen_count; k++) {
            ck_assert(seen[k] + sizes[i] <= seen[k + 1]);
            ck_assert(memcmp(seen[k], seen[k + 1], sizes[i] * sizeof(float)) != 0);
        }
        buffers_close(&t.buffers);
    }
}
END_TEST

/* What a predictor learns of 64 inputs that come again and again once made this kernel 6.5 times as fast. */
START_TEST(a_branchy_kernel_is_as_slow_on_short_arrays_as_on_long_ones)
{
    enum { SAMPLES = 301 };
    static double ratios[SAMPLES];
    trial few, many;
    trial_open(&few, &branching_entry, 64, MODE_THROUGHPUT);
    trial_open(&many, &branching_entry, 4096, MODE_THROUGHPUT);
    for (size_t i = 0; i < SAMPLES; i++)
        ratios[i] = trial_sample(&few) / trial_sample(&many);
    ck_assert_double_gt(median_of(ratios, SAMPLES), 1 / 1.2);
    ck_assert_double_lt(median_of(ratios, SAMPLES), 1.2);
    buffers_close(&few.buffers);
    buffers_close(&many.buffers);
}
END_TEST

START_TEST(sorted_inputs_are_sorted_in_each_call)
{
    const uint64_t sizes[] = {63, 64, 4096};
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        trial t;
        trial_open(&t, &recording_entry, sizes[i], MODE_THROUGHPUT);
        buffers_close(&t.buffers);
        t.load.distribution = distribution_find("sorted N(0,4)");
        ck_assert(buffers_open(&t.buffers, &t.load, DTYPE_F32, 1));
        seen_count = 0;
        trial_sample(&t);
        for (size_t k = 0; k < seen_count; k++)
            for (size_t e = 0; e + 1 < sizes[i]; e++)
                ck_assert(seen[k][e] <= seen[k][e + 1]);
        buffers_close(&t.buffers);
    }
}
END_TEST

SUITE(speed_sample, 30, no_call_of_a_sample_sees_the_inputs_of_another,
      a_branchy_kernel_is_as_slow_on_short_arrays_as_on_long_ones, sorted_inputs_are_sorted_in_each_call);
