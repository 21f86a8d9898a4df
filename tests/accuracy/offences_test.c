/* Kernels that break their contract, each beside an innocent one whose row must not notice. */
#include "accuracy/planted.h"
#include "suite.h"
#include "support/fp_control.h"
#include "support/length.h"
#include "support/status.h"

#include <assert.h>
#include <fenv.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PATIENCE = 2 };

/* max(x, 0), right to the bit: what an offender gives beside its offence. */
static void relu(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        y[i] = isnan(x[i]) ? x[i] : x[i] > 0 ? x[i] : 0;
}

static void nothing(const float *x, float *y, size_t n, const params *p)
{
    (void)x, (void)y, (void)n, (void)p;
}

static void skips_one(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n / 2, p);
    if (n > n / 2 + 1)
        relu(x + n / 2 + 1, y + n / 2 + 1, n - n / 2 - 1, p);
}

/* Whether the call has an input from 1 to 2: what happens there only is met within a pass, and not at once. */
static bool reaches(const float *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (x[i] >= 1 && x[i] < 2)
            return true;
    return false;
}

static void overruns(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    y[n] = 1;
}

static void underruns(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    y[-3] = 1;
}

static void overruns_far(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    y[n + 4096] = 1;
}

static void underruns_far(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    y[-4096] = 1;
}

static void writes_x(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    if (n > 0)
        ((float *)(uintptr_t)x)[n - 1] = 0;
}

static void rounds_up(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    fesetround(FE_UPWARD);
}

static void traps(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    fp_control control = fp_control_now();
    control.traps = FE_DIVBYZERO;
    feclearexcept(FE_ALL_EXCEPT);
    fp_control_set(control);
}

#ifdef __SSE__
static void sets_ftz(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    fp_control_add(MXCSR_FTZ);
}

static void sets_daz(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    fp_control_add(MXCSR_DAZ);
}
#endif

static void aborts(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    if (reaches(x, n))
        abort();
}

static void asserts(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    assert(!reaches(x, n));
}

static void kills(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    if (reaches(x, n))
        kill(getpid(), SIGKILL);
}

static void leaves(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    if (reaches(x, n))
        exit(0);
}

static void leaves_at_once(const float *x, float *y, size_t n, const params *p)
{
    (void)x, (void)y, (void)n, (void)p;
    _exit(7);
}

/* Not known to the compiler. */
static volatile int *volatile nowhere;

static void falls(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    if (reaches(x, n))
        *nowhere = 1;
}

static size_t exhaust_stack(size_t depth)
{
    volatile char room[4096];
    room[depth % sizeof room] = (char)depth;
    return depth < SIZE_MAX ? exhaust_stack(depth + 1) + (size_t)room[0] : 0;
}

static void exhausts_stack(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    if (reaches(x, n))
        exhaust_stack(0);
}

static void hangs(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    for (volatile bool forever = reaches(x, n); forever;)
        continue;
}

static const struct offender {
    kernel_f32 *kernel;
    offence offence;
} offenders[] = {
    {nothing, {OFFENCE_UNWRITTEN, 0}},
    {skips_one, {OFFENCE_UNWRITTEN, 0}},
    {overruns, {OFFENCE_OVERRUN, 0}},
    {underruns, {OFFENCE_OVERRUN, 0}},
    {rounds_up, {OFFENCE_ARITHMETIC, FP_ROUNDING}},
    {traps, {OFFENCE_ARITHMETIC, FP_TRAPS}},
#ifdef __SSE__
    {sets_ftz, {OFFENCE_ARITHMETIC, FP_FTZ}},
    {sets_daz, {OFFENCE_ARITHMETIC, FP_DAZ}},
#endif
    {kills, {OFFENCE_SIGNAL, SIGKILL}},
    {leaves, {OFFENCE_EXIT, 0}},
    {leaves_at_once, {OFFENCE_EXIT, 7}},
    {hangs, {OFFENCE_HANG, 0}},
    {aborts, {OFFENCE_SIGNAL, SIGABRT}},
    {asserts, {OFFENCE_SIGNAL, SIGABRT}},
#if !defined(__SANITIZE_ADDRESS__)
    {writes_x, {OFFENCE_INPUTS, 0}},
    {overruns_far, {OFFENCE_SIGNAL, SIGSEGV}},
    {underruns_far, {OFFENCE_SIGNAL, SIGSEGV}},
    {falls, {OFFENCE_SIGNAL, SIGSEGV}},
    {exhausts_stack, {OFFENCE_SIGNAL, SIGSEGV}},
#endif
};
enum { OFFENDERS = LENGTH(offenders) };

/* The innocent stands behind the offender, and before it as well. */
static void run_beside(const struct offender *o, int threads, outcome out[3])
{
    assay t = assay_of("relu", OP_FORWARD, DTYPE_F32, 3000);
    const implementation impls[] = {{.name = "relu/before", .kernel.f32 = relu},
                                    {.name = "relu/offender", .kernel.f32 = o->kernel},
                                    {.name = "relu/behind", .kernel.f32 = relu}};
    const implementation *const list[] = {&impls[0], &impls[1], &impls[2]};
    t.threads = threads;
    t.patience = PATIENCE;
    assay_run(&t, list, 3, out);
}

START_TEST(an_offender_is_named_and_costs_nobody_else)
{
    outcome alone[3];
    run_beside(&(struct offender){relu, {0}}, 1, alone);
    for (size_t i = 0; i < OFFENDERS; i++)
        for (int threads = 1; threads <= 2; threads++) {
            outcome out[3];
            run_beside(&offenders[i], threads, out);
            ck_assert_msg(out[1].offence.kind == offenders[i].offence.kind &&
                              out[1].offence.detail == offenders[i].offence.detail,
                          "offender %zu: kind %u, detail %d", i, out[1].offence.kind, out[1].offence.detail);
            for (int k = 0; k < 3; k += 2) {
                ck_assert_uint_eq(out[k].offence.kind, OFFENCE_NONE);
                snprintf(out[k].row.impl, sizeof out[k].row.impl, "%s", alone[k].row.impl);
                assay_expect_equal(&out[k].row, &alone[k].row, true);
            }
        }
}
END_TEST

/* Nobody left to run is no reason to walk on, nor to fail. */
START_TEST(a_pass_that_everyone_dies_of_ends)
{
    assay t = assay_of("relu", OP_FORWARD, DTYPE_F32, 3000);
    const implementation impl = {.name = "relu/aborts", .kernel.f32 = leaves_at_once};
    const implementation *const list[] = {&impl, &impl};
    outcome out[2];
    t.threads = 2;
    assay_run(&t, list, 2, out);
    for (int i = 0; i < 2; i++)
        ck_assert_uint_eq(out[i].offence.kind, OFFENCE_EXIT);
}
END_TEST

/* Results that depend on how a kernel is called. */
static void wrong_tail(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    for (size_t i = n - n % 8; i < n; i++)
        y[i] = fabsf(x[i]);
}

static void wrong_when_short(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    for (size_t i = 0; i < n && n < 512; i++)
        y[i] = fabsf(x[i]);
}

static void wrong_when_alone(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    for (size_t i = 0; i < n && n == 1; i++)
        y[i] = x[i] < 0 ? -0x1p-149F : y[i];
}

static void wrong_in_place(const float *x, float *y, size_t n, const params *p)
{
    const bool in_place = x == y;
    relu(x, y, n, p);
    if (in_place && n > 0)
        y[n - 1] = 0;
}

static void wrong_when_unaligned(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    if ((uintptr_t)y % 64 != 0 && n > 0)
        y[0] = 0;
}

static void wrong_among_nans(const float *x, float *y, size_t n, const params *p)
{
    bool any_nan = false, any_number = false;
    for (size_t i = 0; i < n; i++) {
        any_nan |= isnan(x[i]) != 0;
        any_number |= isnan(x[i]) == 0;
    }
    relu(x, y, n, p);
    for (size_t i = 0; i < n && any_nan && any_number; i++)
        y[i] = isnan(y[i]) ? y[i] : 0;
}

/* Gives something else when it is called with the same input as the last time. */
static void wrong_second_call(const float *x, float *y, size_t n, const params *p)
{
    static float last;
    relu(x, y, n, p);
    if (n > 0 && x != y && x[0] == last)
        y[0] = 2 * x[0];
    last = n > 0 ? x[0] : 0;
}

START_TEST(results_that_depend_on_the_call_are_found)
{
    kernel_f32 *const kernels[] = {wrong_tail,           wrong_when_short, wrong_in_place,
                                   wrong_when_unaligned, wrong_among_nans, wrong_second_call};
    for (size_t i = 0; i < LENGTH(kernels); i++) {
        const assay t = assay_of("relu", OP_FORWARD, DTYPE_F32, 100000);
        const implementation impl = {.name = "relu/fickle", .kernel.f32 = kernels[i]};
        const tally got = assay_tally(&t, &impl);
        ck_assert_msg(got.seen[PROPERTY_UNREPEATABLE].count > 0, "kernel %zu", i);
    }
    const assay t = assay_of("relu", OP_FORWARD, DTYPE_F32, 100000);
    ck_assert_uint_eq(
        assay_tally(&t, &(implementation){.name = "relu/sound", .kernel.f32 = relu}).seen[PROPERTY_UNREPEATABLE].count,
        0);
}
END_TEST

/* A kernel that is wrong by 1 ULP somewhere, but not when it is asked about that input alone. */
static void wrong_in_company(const float *x, float *y, size_t n, const params *p)
{
    relu(x, y, n, p);
    for (size_t i = 0; i < n && n > 1; i++)
        if (x[i] == 1.5F)
            y[i] = nextafterf(1.5F, 2);
}

START_TEST(an_extreme_is_asked_for_alone)
{
    const uint64_t at = format_encode(format_of(DTYPE_F32), 1.5);
    const magnitude_range range = {at - 1500, 3000};
    assay t = assay_of("relu", OP_FORWARD, DTYPE_F32, 0);
    t.seams = (seams){.ranges = &range, .range_count = 1};
    const implementation impl = {.name = "relu/company", .kernel.f32 = wrong_in_company};
    const tally got = assay_tally(&t, &impl);
    ck_assert_uint_eq(got.max_ulp.x, at);
    ck_assert_uint_ge(got.seen[PROPERTY_UNREPEATABLE].count, 1);
    ck_assert_uint_eq(got.seen[PROPERTY_UNREPEATABLE].x, at);
    ck_assert_uint_eq(got.seen[PROPERTY_UNREPEATABLE].other, at);
    const implementation alone = {.name = "relu/alone", .kernel.f32 = wrong_when_alone};
    ck_assert_uint_gt(assay_tally(&t, &alone).seen[PROPERTY_UNREPEATABLE].count, 0);
}
END_TEST

SUITE(accuracy_offences, 120, an_offender_is_named_and_costs_nobody_else, a_pass_that_everyone_dies_of_ends,
      results_that_depend_on_the_call_are_found, an_extreme_is_asked_for_alone);
