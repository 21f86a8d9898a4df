/* Planted kernels, each with one fault: `check` names that fault and no other. */
#include "check/check.h"
#include "reference/function.h"
#include "rows/rows.h"
#include "suite.h"
#include "support/child.h"
#include "support/length.h"

#include <fenv.h>
#include <math.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __SSE__
#include <xmmintrin.h>
#endif

/* What all faulty kernels do apart from their fault. */
static void relu(const float *x, float *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] = x[i] <= 0 ? 0 : x[i];
}

/* Keeps the compiler from seeing that what is read is not needed. */
static volatile float sink;

/* Their faults are for `check` to find, not for a sanitizer. */
#define PLANT(kernel_name)                                                                                             \
    __attribute__((no_sanitize("undefined"))) static void kernel_name(const float *x, float *y, size_t n,              \
                                                                      const params *p)

PLANT(good)
{
    (void)p;
    relu(x, y, n);
}

PLANT(skips_the_tail)
{
    (void)p;
    relu(x, y, n / 4 * 4);
}

PLANT(writes_one_past)
{
    (void)p;
    relu(x, y, n);
    y[n] = 1;
}

PLANT(writes_before)
{
    (void)p;
    relu(x, y, n);
    y[-1] = y[-1] + 1;
}

PLANT(writes_a_far_byte)
{
    (void)p;
    relu(x, y, n);
    if (n == 100)
        ((char *)y)[n * sizeof *y + 37] = 1;
}

PLANT(changes_x)
{
    (void)p;
    relu(x, y, n);
    if (n > 0 && x != y)
        ((float *)(uintptr_t)x)[n - 1] = 7;
}

PLANT(reads_before)
{
    (void)p;
    relu(x, y, n);
    sink = x[-1];
}

PLANT(reads_past)
{
    (void)p;
    relu(x, y, n);
    if (n % 16 != 0)
        sink = x[(n + 15) / 16 * 16 - 1];
}

/* Never leaves the page: only the signalling NaNs give it away. */
PLANT(reads_the_aligned_line)
{
    (void)p;
    const uintptr_t line = (uintptr_t)x / 64 * 64;
    if (n > 0 && line < (uintptr_t)x)
        sink = *(const float *)line + 1;
    relu(x, y, n);
}

#ifdef __SSE__
PLANT(needs_alignment)
{
    (void)p;
    relu(x, y, n);
    if (n >= 4) {
        const __m128 aligned = *(const volatile __m128 *)x;
        sink = aligned[0];
    }
}
#endif

PLANT(differs_in_place)
{
    (void)p;
    if (x == y && n > 1)
        y[1] = y[0];
    relu(x, y, n);
}

PLANT(depends_on_position)
{
    (void)p;
    relu(x, y, n);
    for (size_t i = n / 8 * 8; i < n; i++)
        y[i] *= 1 + 0x1p-23f;
}

PLANT(depends_on_neighbours)
{
    (void)p;
    bool special = false;
    for (size_t i = 0; i < n; i++)
        special = special || isinf(x[i]);
    relu(x, y, n);
    for (size_t i = 0; i < n && special; i++)
        y[i] *= 1 + 0x1p-23f;
}

PLANT(shares_a_buffer)
{
    static float scratch[4096];
    (void)p;
    if (n > 4096) {
        relu(x, y, n);
        return;
    }
    relu(x, scratch, n);
    sched_yield();
    memcpy(y, scratch, n * sizeof *y);
}

PLANT(rounds_upward)
{
    (void)p;
    fesetround(FE_UPWARD);
    relu(x, y, n);
}

/* Saves nothing: right only for callers that round to nearest. */
PLANT(restores_the_default)
{
    (void)p;
    relu(x, y, n);
    fesetround(FE_TONEAREST);
}

#ifdef __SSE__
PLANT(sets_ftz)
{
    (void)p;
    relu(x, y, n);
    _mm_setcsr(_mm_getcsr() | 0x8000);
}

PLANT(sets_daz)
{
    (void)p;
    relu(x, y, n);
    _mm_setcsr(_mm_getcsr() | 0x40);
}

PLANT(unmasks_division)
{
    (void)p;
    relu(x, y, n);
    _mm_setcsr(_mm_getcsr() & ~0x200u);
}
#endif

PLANT(clears_flags)
{
    (void)p;
    relu(x, y, n);
    feclearexcept(FE_INEXACT);
}

PLANT(flushes)
{
    (void)p;
    relu(x, y, n);
    for (size_t i = 0; i < n; i++)
        y[i] = y[i] < 0x1p-126f ? 0 : y[i];
}

PLANT(knows_no_numbers)
{
    (void)x, (void)p;
    for (size_t i = 0; i < n; i++)
        y[i] = NAN;
}

PLANT(overflows_at_one_and_a_half)
{
    (void)p;
    relu(x, y, n);
    for (size_t i = 0; i < n; i++)
        y[i] = y[i] == 1.5f ? INFINITY : y[i];
}

PLANT(crashes_at_17)
{
    (void)p;
    relu(x, y, n);
    if (n == 17)
        __builtin_trap();
}

PLANT(crashes)
{
    (void)x, (void)y, (void)n, (void)p;
    abort();
}

PLANT(hangs)
{
    (void)x, (void)y, (void)n, (void)p;
    for (;;)
        sink = 1;
}

PLANT(exits)
{
    (void)x, (void)y, (void)n, (void)p;
    _Exit(0);
}

static table *checked(kernel_f32 *kernel, bool says_flushes)
{
    const implementation impl = {.name = "relu/planted",
                                 .function = function_find("relu"),
                                 .op = OP_FORWARD,
                                 .dtype = DTYPE_F32,
                                 .kernel.f32 = kernel,
                                 .flushes_subnormals = says_flushes};
    const check_plan plan = {.run_id = "test", .limit_seconds = kernel == hangs ? 1 : 10};
    table *rows = table_new(&check_schema);
    check_implementation(&plan, &impl, &(params){0}, rows);
    return rows;
}

static const check_row *row_of(const table *rows, const char *rule)
{
    for (size_t i = 0; i < rows->count; i++) {
        const check_row *row = table_row(rows, i);
        if (strcmp(row->rule, rule) == 0)
            return row;
    }
    ck_abort_msg("no row for rule %s", rule);
}

/* A kernel with one fault, the rule that it breaks and what is said of it. */
typedef struct plant {
    const char *name;
    kernel_f32 *kernel;
    const char *rule, *detail;
} plant;

static void assert_named(const plant *planted, const table *rows)
{
    const check_row *row = row_of(rows, planted->rule);
    ck_assert_msg(strcmp(row->verdict, "broken") == 0, "%s: %s is %s", planted->name, row->rule, row->verdict);
    ck_assert_msg(strstr(row->detail, planted->detail) != NULL, "%s: said \"%s\"", planted->name, row->detail);
}

/* Faults that show under one rule alone: the others are kept. */
START_TEST(one_fault_breaks_one_rule)
{
    static const plant planted[] = {
        {"writes_one_past", writes_one_past, "writes", "writes outside y"},
        {"writes_before", writes_before, "writes", "n = 0: reads 4 bytes before y"},
        {"writes_a_far_byte", writes_a_far_byte, "writes", "n = 100: writes"},
        {"reads_before", reads_before, "reads", "n = 0: reads 4 bytes before x"},
        {"reads_past", reads_past, "reads", "bytes past the end of x"},
        {"reads_the_aligned_line", reads_the_aligned_line, "reads", "computes with what stands beside x"},
        {"knows_no_numbers", knows_no_numbers, "values", "f(-3) is nan, exactly 0"},
        {"overflows_at_one_and_a_half", overflows_at_one_and_a_half, "values", "f(1.5) is inf, exactly 1.5"},
        {"differs_in_place", differs_in_place, "in_place", "element 1 differs"},
        {"depends_on_position", depends_on_position, "position", "at element 0 of 8"},
        {"depends_on_neighbours", depends_on_neighbours, "neighbours", "among inf"},
        {"shares_a_buffer", shares_a_buffer, "concurrent", "two threads at once"},
        {"rounds_upward", rounds_upward, "environment", "rounding to nearest: changes the rounding mode"},
        {"restores_the_default", restores_the_default, "environment", "rounding upward: changes the rounding mode"},
#ifdef __SSE__
        {"sets_ftz", sets_ftz, "environment", "FTZ"},
        {"unmasks_division", unmasks_division, "environment", "exceptions trap"},
#endif
        {"clears_flags", clears_flags, "flags", "clears exception flags"},
        {"flushes", flushes, "subnormals", ".flushes_subnormals = true"},
    };
    for (size_t k = 0; k < LENGTH(planted); k++) {
        table *rows = checked(planted[k].kernel, false);
        assert_named(&planted[k], rows);
        for (size_t i = 0; i < rows->count; i++) {
            const check_row *row = table_row(rows, i);
            ck_assert_msg(strcmp(row->verdict, "kept") == 0 || strcmp(row->rule, planted[k].rule) == 0,
                          "%s: %s is %s (%s)", planted[k].name, row->rule, row->verdict, row->detail);
        }
        table_free(rows);
    }
}
END_TEST

/* Faults that show under several rules, among them the one that names them. */
START_TEST(far_reaching_faults_are_named)
{
    static const plant planted[] = {
        {"skips_the_tail", skips_the_tail, "length", "n = 1: element 0 is not written"},
        {"changes_x", changes_x, "writes", "n = 1: changes x"},
#ifdef __SSE__
        {"needs_alignment", needs_alignment, "alignment", "n = 17: crashes (Segmentation fault)"},
        {"sets_daz", sets_daz, "environment", "DAZ"},
#endif
        {"crashes_at_17", crashes_at_17, "length", "n = 17: crashes (Illegal instruction)"},
        {"crashes", crashes, "runs", "n = 130: crashes (Aborted)"},
        {"exits", exits, "runs", "ends the program"},
    };
    for (size_t k = 0; k < LENGTH(planted); k++) {
        table *rows = checked(planted[k].kernel, false);
        assert_named(&planted[k], rows);
        table_free(rows);
    }
}
END_TEST

START_TEST(a_hanging_kernel_is_stopped)
{
    table *rows = checked(hangs, false);
    assert_named(&(plant){"hangs", hangs, "runs", "hangs (no end within 1 s)"}, rows);
    ck_assert_str_eq(row_of(rows, "length")->verdict, "untried");
    table_free(rows);
}
END_TEST

START_TEST(a_good_kernel_keeps_every_rule)
{
    table *rows = checked(good, false);
    ck_assert_uint_gt(rows->count, 10);
    for (size_t i = 0; i < rows->count; i++) {
        const check_row *row = table_row(rows, i);
        ck_assert_msg(strcmp(row->verdict, "kept") == 0, "%s is %s (%s)", row->rule, row->verdict, row->detail);
        ck_assert_str_eq(row->detail, "");
    }
    table_free(rows);
}
END_TEST

START_TEST(flushing_that_is_declared_is_not_broken)
{
    table *rows = checked(flushes, true);
    ck_assert_str_eq(row_of(rows, "subnormals")->verdict, "declared");
    table_free(rows);
}
END_TEST

START_TEST(what_is_missing_is_untried)
{
    const implementation impl = {
        .name = "relu/planted", .function = function_find("relu"), .missing = "built without a library"};
    table *rows = table_new(&check_schema);
    ck_assert_uint_eq(check_implementation(&(check_plan){"test", 1}, &impl, &(params){0}, rows), 0);
    for (size_t i = 0; i < rows->count; i++) {
        const check_row *row = table_row(rows, i);
        ck_assert_str_eq(row->verdict, "untried");
        ck_assert_str_eq(row->detail, "built without a library");
    }
    table_free(rows);
}
END_TEST

static void hang_on(void *data)
{
    (void)data;
    for (;;)
        pause();
}

/* A kernel that hangs does not outlive the program. */
START_TEST(a_child_dies_with_the_program)
{
    int status;
    /* Orphans become the test's own children, so that it can see them end. */
    ck_assert_int_eq(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    const pid_t program = fork();
    ck_assert_int_ge(program, 0);
    if (program == 0)
        _exit((int)child_run(hang_on, NULL, 1000, &status));
    usleep(200000);
    ck_assert_int_eq(kill(program, SIGKILL), 0);
    ck_assert_int_eq(waitpid(program, &status, 0), program);
    ck_assert_int_gt(waitpid(-1, &status, 0), 0);
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}
END_TEST

SUITE(check, 60, one_fault_breaks_one_rule, far_reaching_faults_are_named, a_hanging_kernel_is_stopped,
      a_good_kernel_keeps_every_rule, flushing_that_is_declared_is_not_broken, what_is_missing_is_untried,
      a_child_dies_with_the_program);
