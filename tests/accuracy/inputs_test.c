/* Segments and blocks: every input once, in order; samples with the ends of every stratum. */
#include "inputs/inputs.h"
#include "suite.h"
#include "support/length.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inputs inputs_of(dtype type, input_kind kind, uint64_t count)
{
    return (inputs){.kind = kind, .count = count, .format = format_of(type), .seed = 3};
}

START_TEST(all_f32_magnitudes_once)
{
    const inputs in = inputs_of(DTYPE_F32, INPUTS_EXHAUSTIVE, 0);
    uint64_t next = 0;
    for (size_t i = 0; i < inputs_segments(&in); i++) {
        segment s = inputs_segment(&in, i);
        ck_assert_ptr_null(s.magnitudes);
        ck_assert_uint_eq(s.first, next);
        ck_assert_uint_gt(s.count, 0);
        /* No segment crosses a power of two: a table of binades is kept by segment. */
        ck_assert_uint_eq(format_bin(in.format, s.first), format_bin(in.format, s.first + s.count - 1));
        next += s.count;
        segment_free(&s);
    }
    ck_assert_uint_eq(next, UINT64_C(1) << 31);
}
END_TEST

static void expect_strata(dtype type, uint64_t count)
{
    const inputs in = inputs_of(type, INPUTS_STRATIFIED, count);
    uint64_t next = 0;
    for (size_t i = 0; i < inputs_segments(&in); i++) {
        segment s = inputs_segment(&in, i);
        const uint64_t first = s.magnitudes != NULL ? s.magnitudes[0] : s.first;
        const uint64_t last = s.magnitudes != NULL ? s.magnitudes[s.count - 1] : s.first + s.count - 1;
        /* Each stratum starts where the one before it ends, and both of its ends are taken. */
        ck_assert_uint_eq(first, next);
        ck_assert_uint_eq(format_bin(in.format, first), format_bin(in.format, last));
        for (size_t k = 1; s.magnitudes != NULL && k < s.count; k++)
            ck_assert_uint_lt(s.magnitudes[k - 1], s.magnitudes[k]);
        /* Infinity and the NaNs share the last one. */
        next = i + 1 < inputs_segments(&in) ? last + 1 : last;
        segment_free(&s);
    }
    ck_assert_uint_eq(next, in.format->last);
}

START_TEST(strata_cover_every_magnitude)
{
    static const uint64_t counts[] = {1, 3000, 100000};
    for (size_t i = 0; i < LENGTH(counts); i++) {
        expect_strata(DTYPE_F32, counts[i]);
        expect_strata(DTYPE_F64, counts[i]);
    }
}
END_TEST

/* About as many as asked for where that is more than two for each stratum, never a multiple of it. */
START_TEST(a_sample_has_about_the_size_asked_for)
{
    static const uint64_t counts[] = {5000, 100000, 1000000};
    for (dtype type = DTYPE_F32; type <= DTYPE_F64; type++)
        for (size_t i = 1; i < LENGTH(counts); i++) {
            const inputs in = inputs_of(type, INPUTS_STRATIFIED, counts[i]);
            uint64_t n = 0;
            for (size_t k = 0; k < inputs_segments(&in); k++) {
                segment s = inputs_segment(&in, k);
                n += 2 * s.count;
                segment_free(&s);
            }
            ck_assert_uint_gt(n, counts[i] / 10 * 8);
            ck_assert_uint_lt(n, counts[i] / 10 * 12);
        }
}
END_TEST

static block at_hand;

/* Whether the block at hand is the segment's from offset on, with the last one's successor where a range goes
 * on. */
static bool block_is_right(const inputs *in, const segment *s, uint64_t offset)
{
    const block *b = &at_hand;
    bool right = b->n > 0 && b->n <= BLOCK_MAX;
    for (size_t i = 0; i < b->n; i++) {
        const uint64_t m = s->magnitudes != NULL ? s->magnitudes[offset + i] : s->first + offset + i;
        right = right && block_magnitude(b, i) == m;
    }
    const uint64_t last = block_magnitude(b, b->n - 1);
    const bool goes_on = in->kind == INPUTS_EXHAUSTIVE && last < in->format->infinity;
    if (b->loaded == b->n)
        return right && !goes_on;
    return right && b->loaded == b->n + 1 && block_magnitude(b, b->n) == last + 1;
}

static void expect_blocks(const inputs *in, size_t index)
{
    segment s = inputs_segment(in, index);
    uint64_t offset = 0;
    while (offset < s.count) {
        const uint64_t next = segment_block(in, &s, offset, &at_hand);
        ck_assert_msg(block_is_right(in, &s, offset), "segment %zu, offset %llu", index, (unsigned long long)offset);
        ck_assert_uint_eq(next, offset + at_hand.n);
        offset = next;
    }
    ck_assert_uint_eq(offset, s.count);
    segment_free(&s);
}

START_TEST(blocks_walk_a_segment)
{
    const inputs all = inputs_of(DTYPE_F32, INPUTS_EXHAUSTIVE, 0);
    const size_t of_infinity = (size_t)(all.format->infinity >> 21);
    const size_t some[] = {0, of_infinity - 1, of_infinity, inputs_segments(&all) - 1};
    for (size_t i = 0; i < LENGTH(some); i++)
        expect_blocks(&all, some[i]);
    for (dtype type = DTYPE_F32; type <= DTYPE_F64; type++) {
        const inputs sample = inputs_of(type, INPUTS_STRATIFIED, 1000000);
        for (size_t i = 0; i < inputs_segments(&sample); i += i < 60 ? 1 : 37)
            expect_blocks(&sample, i);
        expect_blocks(&sample, inputs_segments(&sample) - 1);
    }
}
END_TEST

START_TEST(names_are_read_back)
{
    static const char *const good[] = {"exhaustive", "stratified:1", "stratified:1000000", "stratified:1099511627776"};
    for (size_t i = 0; i < LENGTH(good); i++) {
        inputs in = {0};
        char name[64];
        ck_assert_msg(inputs_parse(good[i], &in), "%s", good[i]);
        inputs_name(&in, name, sizeof name);
        ck_assert_str_eq(name, good[i]);
    }
    static const char *const bad[] = {"",
                                      "exhaustiv",
                                      "exhaustive:1",
                                      "stratified",
                                      "stratified:",
                                      "stratified:0",
                                      "stratified:-1",
                                      "stratified:+1",
                                      "stratified: 1",
                                      "stratified:1 ",
                                      "stratified:1e6",
                                      "stratified:0x10",
                                      "stratified:1099511627777",
                                      "stratified:99999999999999999999999999",
                                      "Stratified:10",
                                      "random:10"};
    for (size_t i = 0; i < LENGTH(bad); i++)
        ck_assert_msg(!inputs_parse(bad[i], &(inputs){0}), "%s", bad[i]);
}
END_TEST

START_TEST(bit_patterns_and_values)
{
    for (dtype type = DTYPE_F32; type <= DTYPE_F64; type++) {
        const float_format *f = format_of(type);
        static const double values[] = {0, 1, 1.5, 0x1p-126, 0x1p-149, 0x1.fffffep127};
        for (size_t i = 0; i < LENGTH(values); i++)
            for (int sign = 1; sign >= -1; sign -= 2) {
                const uint64_t bits = format_encode(f, sign * values[i]);
                ck_assert_double_eq(format_value(f, bits), sign * values[i]);
                ck_assert_uint_eq(format_bits(f, bits & f->last, sign < 0), bits);
            }
        ck_assert_uint_eq(format_bin(f, 0), 0);
        ck_assert_uint_eq(format_bin(f, format_encode(f, 1)), (size_t)-f->e_min + 1);
        ck_assert_uint_eq(format_bin(f, f->infinity), format_bins(f) - 1);
    }
    char text[64];
    format_print_value(format_of(DTYPE_F32), 0x3fc00000, text, sizeof text);
    ck_assert_str_eq(text, "0x1.8p+0");
    format_print_bits(format_of(DTYPE_F32), 1, text, sizeof text);
    ck_assert_str_eq(text, "0x00000001");
    format_print_value(format_of(DTYPE_F64), 0xfff0000000000000, text, sizeof text);
    ck_assert_str_eq(text, "-inf");
    format_print_value(format_of(DTYPE_F64), 0xfff0000000000001, text, sizeof text);
    ck_assert_str_eq(text, "nan");
}
END_TEST

SUITE(accuracy_inputs, 20, all_f32_magnitudes_once, strata_cover_every_magnitude, a_sample_has_about_the_size_asked_for,
      blocks_walk_a_segment, names_are_read_back, bit_patterns_and_values);
