#include "accuracy/seams.h"

#include "registry/instruction_sets.h"
#include "support/length.h"

#include <math.h>

static seams in_force;

void seams_set(const seams *s)
{
    in_force = *s;
}

size_t __real_inputs_segments(const inputs *in);
size_t __wrap_inputs_segments(const inputs *in);
segment __real_inputs_segment(const inputs *in, size_t index);
segment __wrap_inputs_segment(const inputs *in, size_t index);
const block_loops *__real_block_loops_best(void);
const block_loops *__wrap_block_loops_best(void);
vector_function __real_vector_exp, __wrap_vector_exp, __real_vector_expm1, __wrap_vector_expm1;
vector_function __real_vector_log1p, __wrap_vector_log1p, __real_vector_erf, __wrap_vector_erf;
vector_function __real_vector_erfc, __wrap_vector_erfc;

size_t __wrap_inputs_segments(const inputs *in)
{
    return in_force.ranges != NULL ? in_force.range_count : __real_inputs_segments(in);
}

segment __wrap_inputs_segment(const inputs *in, size_t index)
{
    if (in_force.ranges == NULL)
        return __real_inputs_segment(in, index);
    const magnitude_range *r = &in_force.ranges[index];
    return (segment){.index = index, .first = r->first, .count = r->count};
}

const block_loops *__wrap_block_loops_best(void)
{
    return in_force.loops != NULL ? in_force.loops : __real_block_loops_best();
}

void __wrap_vector_exp(const double *x, double *y, size_t n)
{
    (in_force.math != NULL ? in_force.math->exp : __real_vector_exp)(x, y, n);
}

void __wrap_vector_expm1(const double *x, double *y, size_t n)
{
    (in_force.math != NULL ? in_force.math->expm1 : __real_vector_expm1)(x, y, n);
}

void __wrap_vector_log1p(const double *x, double *y, size_t n)
{
    (in_force.math != NULL ? in_force.math->log1p : __real_vector_log1p)(x, y, n);
}

void __wrap_vector_erf(const double *x, double *y, size_t n)
{
    (in_force.math != NULL ? in_force.math->erf : __real_vector_erf)(x, y, n);
}

void __wrap_vector_erfc(const double *x, double *y, size_t n)
{
    (in_force.math != NULL ? in_force.math->erfc : __real_vector_erfc)(x, y, n);
}

extern const block_loops block_loops_baseline, block_loops_v3, block_loops_v4;

static const block_loops *const all_loops[] = {
    &block_loops_baseline,
#ifdef __x86_64__
    &block_loops_v3,
    &block_loops_v4,
#endif
};

const block_loops *const *seams_loops(size_t *count)
{
    static const char *const needs[] = {NULL, "avx2 fma", "avx512f avx512dq avx512bw avx512vl avx512cd"};
    *count = 0;
    while (*count < LENGTH(all_loops) && instruction_sets_available(needs[*count]))
        (*count)++;
    return all_loops;
}

/* The C library's functions, as a program built without SLEEF uses them. */
static void libm_exp(const double *x, double *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] = exp(x[i]);
}

static void libm_expm1(const double *x, double *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] = expm1(x[i]);
}

static void libm_log1p(const double *x, double *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] = log1p(x[i]);
}

static void libm_erf(const double *x, double *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] = erf(x[i]);
}

static void libm_erfc(const double *x, double *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] = erfc(x[i]);
}

static const vector_math_table libm_table = {"libm", NULL, NULL, libm_exp, libm_expm1, libm_log1p, libm_erf, libm_erfc};

static const vector_math_table *const all_math[] = {
    &libm_table,
#if defined(ACTBENCH_HAVE_SLEEF) && defined(__x86_64__)
    &sleef_sse2_table,
    &sleef_avx2_table,
    &sleef_avx512f_table,
#endif
};

const vector_math_table *const *seams_math(size_t *count)
{
    *count = 0;
    while (*count < LENGTH(all_math) && instruction_sets_available(all_math[*count]->isa))
        (*count)++;
    return all_math;
}
