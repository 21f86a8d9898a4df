/* The weights of inputs against known probabilities, each other and sums over cells. */
#include "accuracy/assay.h"
#include "inputs/weights.h"
#include "suite.h"
#include "support/length.h"
#include "truth/ulp.h"

#include <math.h>
#include <string.h>

/* Tables of the normal distribution: P(1 < X < 2), P(0 < X < 1), P(3 < X). */
START_TEST(masses_are_those_of_the_tables)
{
    const input_distribution *normal = &input_distributions[0], *wide = &input_distributions[1],
                             *uniform = &input_distributions[2];
    ck_assert_double_eq_tol(distribution_mass(normal, 1, 2), 0.13590512198327787, 1e-15);
    ck_assert_double_eq_tol(distribution_mass(normal, 0, 1), 0.3413447460685429, 1e-15);
    ck_assert_double_eq_tol(distribution_mass(normal, 3, INFINITY), 0.0013498980316300933 - 6.220960574271786e-16,
                            1e-17);
    /* Near 0 it is the density times the width. */
    ck_assert_double_eq_tol(distribution_mass(normal, 0x1p-60, 0x1.01p-60), 0x1p-68 / sqrt(2 * M_PI), 0x1p-68 * 1e-13);
    ck_assert_double_eq_tol(distribution_mass(wide, 0, 0x1p-140), 0x1p-141 / sqrt(2 * M_PI), 0x1p-141 * 1e-15);
    ck_assert_double_eq_tol(distribution_mass(wide, 2, 4), 0.13590512198327787, 1e-15);
    ck_assert_double_eq(distribution_mass(uniform, 1, 2), 1.0 / 16);
    ck_assert_double_eq(distribution_mass(uniform, 7, 30), 1.0 / 16);
    ck_assert_double_eq(distribution_mass(uniform, 8, 30), 0);
}
END_TEST

START_TEST(the_cells_of_a_format_share_everything)
{
    static const dtype types[] = {DTYPE_F16, DTYPE_BF16};
    for (int t = 0; t < 2; t++)
        for (int d = 0; d < DISTRIBUTION_COUNT; d++) {
            const float_format *f = format_of(types[t]);
            double sum = 0;
            for (uint64_t m = 0; m <= f->last; m++)
                sum += cell_mass(&input_distributions[d], f, m);
            ck_assert_double_eq_tol(sum, 0.5, 1e-12);
        }
}
END_TEST

static block block_at(double x)
{
    return (block){.n = BLOCK_MAX, .loaded = BLOCK_MAX, .first = format_encode(format_of(DTYPE_F32), x)};
}

/* The density in a block is linear as far as the bound says, for errors that grow along the block. */
START_TEST(a_block_weighs_as_its_cells_do)
{
    static const double places[] = {0x1.8p-30, 0.01, 0.75, 1.5, 1.9, 3.5, 4.5, 6.5, 7.9, 12};
    const float_format *f = format_of(DTYPE_F32);
    for (size_t k = 0; k < LENGTH(places); k++)
        for (int i = 0; i < DISTRIBUTION_COUNT; i++) {
            const input_distribution *d = &input_distributions[i];
            const block b = block_at(places[k]);
            const block_weights w = block_weigh(f, &b);
            ck_assert_int_eq(w.kind, WEIGHTS_BLOCK);
            /* Each cell by its density: the difference of two probabilities as close as these has no digits. */
            double mass = 0, ramp = 0;
            for (size_t c = 0; c < b.n; c++) {
                const double x = format_value(f, b.first + c), width = format_value(f, b.first + c + 1) - x;
                const double density = d->sigma > 0
                                           ? exp(-x * x / (2 * d->sigma * d->sigma)) / (d->sigma * sqrt(2 * M_PI))
                                           : (x < d->support ? 0.5 / d->support : 0);
                mass += density * width;
                ramp += density * width * ((double)c + 1);
            }
            ck_assert_double_eq_tol(w.mass[i], mass, 1e-6 * mass + 1e-16);
            double by_block = 0;
            for (size_t c = 0; c < b.n; c++)
                by_block += w.even[i] / (double)b.n * (1 + w.tilt[i] * (((double)c + 0.5) / (double)b.n - 0.5)) *
                            ((double)c + 1);
            if (mass > 1e-9)
                ck_assert_double_eq_tol(by_block / w.mass[i], ramp / mass, weight_bound(f, d) * ramp / mass + 1e-6);
        }
}
END_TEST

START_TEST(samples_and_infinities_have_no_weight)
{
    const float_format *f = format_of(DTYPE_F32);
    const uint64_t listed[BLOCK_LANES] = {1, 2, 3, 4, 5, 6, 7, 8};
    const block sample = {.n = BLOCK_LANES, .loaded = BLOCK_LANES, .first = 1, .listed = listed};
    const block infinite = {.n = 1, .loaded = 1, .first = f->infinity};
    ck_assert_int_eq(block_weigh(f, &sample).kind, WEIGHTS_NONE);
    ck_assert_int_eq(block_weigh(f, &infinite).kind, WEIGHTS_NONE);
    ck_assert_double_eq(cell_mass(&input_distributions[0], f, f->infinity), 0);
}
END_TEST

/* Errors that grow along each block and differ between blocks: where the weights are uneven, it shows. */
static void leaning(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        uint32_t bits, in;
        const double e = exp(-fabs((double)x[i]));
        const float right = (float)((x[i] < 0 ? e : 1) / (1 + e));
        memcpy(&in, &x[i], sizeof in);
        memcpy(&bits, &right, sizeof bits);
        bits -= (in & (BLOCK_MAX - 1)) / 16 + (in >> 10) % 3;
        memcpy(&y[i], &bits, sizeof bits);
    }
}

/* Wrong at powers of two alone, whose cells are narrower. */
static void wrong_at_powers(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        uint32_t in, bits;
        const double e = exp(-fabs((double)x[i]));
        const float right = (float)((x[i] < 0 ? e : 1) / (1 + e));
        memcpy(&in, &x[i], sizeof in);
        memcpy(&bits, &right, sizeof bits);
        bits -= (in & 0x7fffff) == 0 ? 1000 : 0;
        memcpy(&y[i], &bits, sizeof bits);
    }
}

/* No number in the nearer half of each block. */
static void half_at_fault(const float *x, float *y, size_t n, const params *p)
{
    leaning(x, y, n, p);
    for (size_t i = 0; i < n; i++) {
        uint32_t in;
        memcpy(&in, &x[i], sizeof in);
        if ((in & (BLOCK_MAX - 1)) < BLOCK_MAX / 2)
            y[i] = NAN;
    }
}

/* The probability of a cell, relatively, from the width that the formats' definition gives it. */
static long double cell_share(const input_distribution *d, const float_format *f, uint64_t magnitude)
{
    const long double here = (long double)format_value(f, magnitude);
    const long double below = magnitude > 0 ? (long double)format_value(f, magnitude - 1) : 0;
    const long double above = (long double)format_value(f, magnitude + 1), middle = (below + 2 * here + above) / 4;
    const long double sigma = (long double)d->sigma;
    const long double density = sigma > 0 ? expl(-middle * middle / (2 * sigma * sigma)) : 1;
    const long double end = fminl((here + above) / 2, (long double)d->support);
    return density * fmaxl(end - (below + here) / 2, 0);
}

static kernel_f32 *const uneven[] = {leaning, wrong_at_powers, half_at_fault};

START_TEST(weighted_means_are_sums_over_cells)
{
    static const double places[] = {0, 0x1p-126, 0x1p-30, 0.75, 1, 2, 2.5, 4.5, 7.999, 8};
    kernel_f32 *const kernel = uneven[_i];
    const float_format *f = format_of(DTYPE_F32);
    for (size_t k = 0; k < LENGTH(places); k++) {
        const magnitude_range range = {format_encode(f, places[k]) / BLOCK_MAX * BLOCK_MAX, 3 * BLOCK_MAX};
        assay t = assay_of("sigmoid", OP_FORWARD, DTYPE_F32, 0);
        t.seams.ranges = &range;
        t.seams.range_count = 1;
        const implementation impl = {.name = "t/leaning", .dtype = DTYPE_F32, .kernel.f32 = kernel};
        const tally got = assay_tally(&t, &impl);
        const question q = assay_question(&t);
        exact_scratch scratch;
        exact_scratch_init(&scratch);
        for (int d = 0; d < DISTRIBUTION_COUNT; d++) {
            const input_distribution *drawn = &input_distributions[d];
            long double mass = 0, ulp = 0, absolute = 0;
            for (uint64_t i = 0; i < 2 * range.count; i++) {
                const uint64_t magnitude = range.first + i / 2, x = format_bits(f, magnitude, i % 2 != 0);
                const float value = (float)format_value(f, x);
                float y;
                kernel(&value, &y, 1, NULL);
                if (isnan(y))
                    continue;
                const exact_error e = ulp_error(&q, x, format_encode(f, (double)y), &scratch);
                const long double share = cell_share(drawn, f, magnitude);
                mass += share;
                ulp += share * e.ulp;
                absolute += share * (long double)e.absolute;
            }
            const weighted_sums *sums = &got.weighted[d];
            const double bound = weight_bound(f, drawn) + 1e-7;
            if (mass == 0)
                continue;
            ck_assert_double_eq_tol(sums->ulp / sums->mass, (double)(ulp / mass), bound * (double)(ulp / mass));
            ck_assert_double_eq_tol(sums->absolute / sums->mass, (double)(absolute / mass),
                                    bound * (double)(absolute / mass));
        }
        exact_scratch_clear(&scratch);
    }
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_test(tests, masses_are_those_of_the_tables);
    tcase_add_test(tests, the_cells_of_a_format_share_everything);
    tcase_add_test(tests, a_block_weighs_as_its_cells_do);
    tcase_add_test(tests, samples_and_infinities_have_no_weight);
    tcase_add_loop_test(tests, weighted_means_are_sums_over_cells, 0, LENGTH(uneven));
}

static const suite_entry weights_entry = {"accuracy_weights", 60, add_tests};
static const suite_entry *const weights_registered __attribute__((used, section("actbench_suites"))) = &weights_entry;
