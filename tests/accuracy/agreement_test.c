/* What must not change a row: how the truth is found, which instructions find it, how many threads share the
 * work. */
#include "accuracy/assay.h"
#include "suite.h"
#include "support/length.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { GROUP_MAX = 256 };

/* Calls body for each (function, op, dtype) of the tree with all its implementations that can run. */
static void for_each_group(dtype type, uint64_t count, void (*body)(assay *, const implementation *const *, size_t))
{
    size_t functions;
    const function *const *all = function_all(&functions);
    for (size_t i = 0; i < functions; i++)
        for (op o = 0; o < OP_COUNT; o++) {
            const selection wanted = {.function = all[i]->name, .op = (int)o, .dtype = (int)type};
            const implementation *impls[GROUP_MAX], *runnable[GROUP_MAX];
            size_t n = 0;
            const size_t matching = registry_select(&wanted, impls);
            ck_assert_uint_le(matching, GROUP_MAX);
            for (size_t k = 0; k < matching; k++)
                if (implementation_available(impls[k]))
                    runnable[n++] = impls[k];
            if (n == 0)
                continue;
            ck_assert(all[i]->ops[o].exact != NULL);
            assay t = assay_of(all[i]->name, o, type, count);
            body(&t, runnable, n);
        }
}

static outcome *run_all(const assay *t, const implementation *const *impls, size_t n)
{
    outcome *rows = calloc(n, sizeof *rows);
    ck_assert_ptr_nonnull(rows);
    assay_run(t, impls, n, rows);
    return rows;
}

/* A kernel whose results depend on how it is called, such as a loop that the compiler vectorised with other functions than
 * its tail's, says so in its row, whose other figures then follow the cuts. */
static bool is_repeatable(const outcome *o)
{
    return o->row.unrepeatable == 0;
}

static void expect_same(const assay *a, const assay *others, size_t count, const implementation *const *impls, size_t n,
                        bool work)
{
    outcome *rows = run_all(a, impls, n);
    for (size_t k = 0; k < count; k++) {
        outcome *again = run_all(&others[k], impls, n);
        for (size_t i = 0; i < n; i++)
            if (is_repeatable(&rows[i]))
                assay_expect_equal(&rows[i].row, &again[i].row, work);
        free(again);
    }
    free(rows);
}

/* Where more inputs than the candidates hold come closer to the largest error than the filter's bound,
 * another of them may be named: an error that tends to a constant far out does that. Its size is the same
 * within the bound. */
static bool name_alike(accuracy_row *filtered, const accuracy_row *exact)
{
    memcpy(filtered->max_rel_x, exact->max_rel_x, sizeof exact->max_rel_x); /* within the bound, any may be named */
    memcpy(filtered->max_abs_x, exact->max_abs_x, sizeof exact->max_abs_x);
    if (strcmp(filtered->max_ulp_x_bits, exact->max_ulp_x_bits) == 0)
        return false;
    const double rounding = 0x1p-52 * exact->max_ulp;
    ck_assert_double_le(fabs(filtered->max_ulp - exact->max_ulp), 2 * filtered->ref_bound_ulp + rounding);
    filtered->max_ulp = exact->max_ulp;
    memcpy(filtered->max_ulp_x, exact->max_ulp_x, sizeof exact->max_ulp_x);
    memcpy(filtered->max_ulp_x_bits, exact->max_ulp_x_bits, sizeof exact->max_ulp_x_bits);
    memcpy(filtered->max_ulp_got, exact->max_ulp_got, sizeof exact->max_ulp_got);
    memcpy(filtered->max_ulp_exact, exact->max_ulp_exact, sizeof exact->max_ulp_exact);
    return true;
}

static size_t compared, named_apart;

static void filtered_as_mpfr(assay *t, const implementation *const *impls, size_t n)
{
    assay by_mpfr = *t;
    by_mpfr.reference = REFERENCE_MPFR;
    outcome *filtered = run_all(t, impls, n), *exact = run_all(&by_mpfr, impls, n);
    for (size_t i = 0; i < n; i++) {
        if (!is_repeatable(&filtered[i]))
            continue;
        named_apart += name_alike(&filtered[i].row, &exact[i].row);
        compared++;
        assay_expect_equal(&filtered[i].row, &exact[i].row, false);
    }
    free(filtered);
    free(exact);
}

START_TEST(the_filter_gives_what_mpfr_gives)
{
    compared = named_apart = 0;
    for_each_group(DTYPE_F32, 4000, filtered_as_mpfr);
    ck_assert_uint_gt(compared, 20);
    ck_assert_uint_le(named_apart * 20, compared);
}
END_TEST

enum { FORMS_MAX = 4, A_FEW = 4 };

static void expect_offsets_of_mpfr(const char *name)
{
    static const magnitude_range ranges[] = {{0x3dcc0000, 0x1000}, {0x40c00000, 0x2000}, {0x41400000, 0x1000}};
    const selection wanted = {.function = "sigmoid", .impl = name, .op = OP_FORWARD, .dtype = DTYPE_F32};
    const implementation *impl[GROUP_MAX];
    ck_assert_uint_eq(registry_select(&wanted, impl), 1);
    assay t = assay_of("sigmoid", OP_FORWARD, DTYPE_F32, 0);
    t.seams = (seams){.ranges = ranges, .range_count = LENGTH(ranges)};
    t.reference = REFERENCE_MPFR;
    const tally expected = assay_tally(&t, impl[0]);
    ck_assert_uint_lt(expected.offsets[OFFSET_RANGES], expected.measured);
    t.reference = REFERENCE_FILTERED;
    size_t count;
    const block_loops *const *loops = seams_loops(&count);
    for (size_t k = 0; k < count; k++) {
        t.seams.loops = loops[k];
        const tally found = assay_tally(&t, impl[0]);
        for (size_t i = 0; i < OFFSET_KINDS; i++)
            ck_assert_msg(found.offsets[i] == expected.offsets[i], "sigmoid/%s, from %g floats: %ju, not %ju", name,
                          offset_range_of(i).from, (uintmax_t)found.offsets[i], (uintmax_t)expected.offsets[i]);
        ck_assert_double_eq(found.most_floats, expected.most_floats);
    }
}

/* Runs of neighbouring inputs, whose exact values share an ulp mostly, are counted by vectors; by MPFR, one by one. */
START_TEST(offsets_are_those_of_mpfr)
{
    expect_offsets_of_mpfr("naive");
    expect_offsets_of_mpfr("fast");
    expect_offsets_of_mpfr("schraudolph");
}
END_TEST

static size_t a_few(size_t n)
{
    return n < A_FEW ? n : A_FEW;
}

static void alike_on_all_loops(assay *t, const implementation *const *impls, size_t n)
{
    size_t count;
    const block_loops *const *loops = seams_loops(&count);
    assay others[FORMS_MAX];
    for (size_t i = 0; i < count; i++) {
        others[i] = *t;
        others[i].seams.loops = loops[i];
    }
    expect_same(t, others, count, impls, a_few(n), true);
}

START_TEST(every_level_of_instructions_gives_the_same_bits)
{
    for_each_group(DTYPE_F32, 4000, alike_on_all_loops);
    assay t = assay_of("tanh", OP_FORWARD, DTYPE_F64, 1);
    const selection wanted = {.function = "tanh", .op = OP_FORWARD, .dtype = DTYPE_F64, .impl = "libm"};
    const implementation *impl[GROUP_MAX];
    ck_assert_uint_eq(registry_select(&wanted, impl), 1);
    alike_on_all_loops(&t, impl, 1);
}
END_TEST

static void alike_on_all_math(assay *t, const implementation *const *impls, size_t n)
{
    size_t count;
    const vector_math_table *const *math = seams_math(&count);
    assay others[FORMS_MAX];
    for (size_t i = 0; i < count; i++) {
        others[i] = *t;
        others[i].seams.math = math[i];
    }
    expect_same(t, others, count, impls, a_few(n), false);
}

START_TEST(every_vector_library_gives_the_same_rows)
{
    for_each_group(DTYPE_F32, 10000, alike_on_all_math);
}
END_TEST

static void alike_on_threads(const assay *t, const implementation *const *impls, size_t n)
{
    assay others[] = {*t, *t, *t};
    others[0].threads = 1;
    others[1].threads = 2;
    others[2].threads = 5;
    expect_same(t, others, 3, impls, n, true);
}

START_TEST(threads_do_not_show)
{
    assay t = assay_of("sigmoid", OP_FORWARD, DTYPE_F32, 100000);
    const selection wanted = {.function = "sigmoid", .impl = "naive", .op = OP_FORWARD, .dtype = DTYPE_F32};
    const implementation *impl[GROUP_MAX];
    ck_assert_uint_eq(registry_select(&wanted, impl), 1);
    alike_on_threads(&t, impl, 1);

    /* Whole ranges, the ends of the format among them. */
    const magnitude_range ranges[] = {{0, 1 << 16}, {0x42b00000, 1 << 18}, {0x7f7f0000, 1 << 16}, {0x7f800000, 9}};
    t.inputs.kind = INPUTS_EXHAUSTIVE;
    t.seams.ranges = ranges;
    t.seams.range_count = LENGTH(ranges);
    alike_on_threads(&t, impl, 1);
}
END_TEST

/* The same inputs cut into segments anywhere give the same counts and extremes. */
START_TEST(cuts_do_not_show)
{
    static const magnitude_range whole = {0x42ae0000, 0x8000};
    static const magnitude_range cut[] = {
        {0x42ae0000, 1}, {0x42ae0001, 2048}, {0x42ae0801, 3}, {0x42ae0804, 0x1000}, {0x42ae1804, 0x67fc}};
    const implementation *impls[GROUP_MAX];
    const selection wanted = {.function = "sigmoid", .op = OP_FORWARD, .dtype = DTYPE_F32};
    const size_t matching = registry_select(&wanted, impls);
    for (size_t i = 0; i < matching; i++) {
        if (!implementation_available(impls[i]))
            continue;
        assay t = assay_of("sigmoid", OP_FORWARD, DTYPE_F32, 0);
        t.seams = (seams){.ranges = &whole, .range_count = 1};
        outcome a, b;
        assay_run(&t, &impls[i], 1, &a);
        t.seams = (seams){.ranges = cut, .range_count = LENGTH(cut)};
        assay_run(&t, &impls[i], 1, &b);
        if (is_repeatable(&a))
            assay_expect_equal(&a.row, &b.row, false);
    }
}
END_TEST

START_TEST(the_seed_decides_the_sample)
{
    inputs in = {.kind = INPUTS_STRATIFIED, .count = 100000, .format = format_of(DTYPE_F32), .seed = 1}, same = in,
           other = in;
    other.seed = 2;
    size_t differing = 0;
    for (size_t i = 0; i < inputs_segments(&in); i++) {
        segment a = inputs_segment(&in, i), b = inputs_segment(&same, i), c = inputs_segment(&other, i);
        ck_assert_uint_eq(a.count, b.count);
        if (a.magnitudes != NULL) {
            ck_assert_mem_eq(a.magnitudes, b.magnitudes, a.count * sizeof *a.magnitudes);
            differing += a.count != c.count || memcmp(a.magnitudes, c.magnitudes, a.count * sizeof *a.magnitudes) != 0;
        }
        segment_free(&a);
        segment_free(&b);
        segment_free(&c);
    }
    ck_assert_uint_gt(differing, 200);
}
END_TEST

SUITE(accuracy_agreement, 120, the_filter_gives_what_mpfr_gives, offsets_are_those_of_mpfr,
      every_level_of_instructions_gives_the_same_bits, every_vector_library_gives_the_same_rows, threads_do_not_show,
      cuts_do_not_show, the_seed_decides_the_sample);
