#include "inputs/inputs.h"
#include "support/length.h"
#include "support/memory.h"

#include <gsl/gsl_rng.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int significand_bits(const float_format *f)
{
    return f->precision - 1;
}

/* 2^21 magnitudes take 10 to 100 ms: short enough to share among threads and machines and to resume from,
 * long enough that what is done once a segment costs nothing. A power of two not above a binade's size: no
 * segment crosses one. */
static uint64_t segment_magnitudes(const float_format *f)
{
    return UINT64_C(1) << (significand_bits(f) < 21 ? significand_bits(f) : 21);
}

size_t format_bin(const float_format *f, uint64_t magnitude)
{
    return (size_t)(magnitude >> significand_bits(f));
}

size_t format_bins(const float_format *f)
{
    return format_bin(f, f->last) + 1;
}

/* Strata of a sample: zero, each subnormal binade, each normal one, and infinity with the NaNs. */
static size_t strata(const float_format *f)
{
    return 1 + (size_t)significand_bits(f) + format_bins(f) - 1;
}

size_t inputs_segments(const inputs *in)
{
    if (in->kind == INPUTS_STRATIFIED)
        return strata(in->format);
    const uint64_t magnitudes = in->format->last + 1;
    return (size_t)(magnitudes / segment_magnitudes(in->format));
}

/* The range of magnitudes of a stratum. */
static void stratum_range(const float_format *f, size_t index, uint64_t *first, uint64_t *count)
{
    const size_t subnormal = (size_t)significand_bits(f);
    if (index <= subnormal) {
        *first = index == 0 ? 0 : UINT64_C(1) << (index - 1);
        *count = index == 0 ? 1 : *first;
    } else {
        *first = (uint64_t)(index - subnormal) << subnormal;
        *count = UINT64_C(1) << subnormal;
    }
}

static int ascending(const void *left, const void *right)
{
    const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return a < b ? -1 : a > b;
}

static size_t sort_unique(uint64_t *values, size_t n)
{
    qsort(values, n, sizeof *values, ascending);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || values[kept - 1] != values[i])
            values[kept++] = values[i];
    return kept;
}

/* A generator for one segment: equal seeds and indexes give equal streams, whatever ran before. */
static gsl_rng *segment_rng(uint64_t seed, size_t index)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_taus2);
    const uint64_t mixed = (seed + UINT64_C(0x9e3779b97f4a7c15) * (index + 1)) * UINT64_C(0xbf58476d1ce4e5b9);
    gsl_rng_set(rng, (unsigned long)(mixed >> 32));
    return rng;
}

static uint64_t uniform_below(gsl_rng *rng, uint64_t limit)
{
    const uint64_t high = gsl_rng_uniform_int(rng, UINT32_MAX), low = gsl_rng_uniform_int(rng, UINT32_MAX);
    return ((high << 32) | low) % limit;
}

/* Pairs of neighbours, so that monotonicity is tried; the ends of the stratum are always among them. */
static segment sample_segment(const inputs *in, size_t index)
{
    uint64_t first, count;
    stratum_range(in->format, index, &first, &count);
    uint64_t wanted = (in->count / 2 + strata(in->format) - 1) / strata(in->format);
    wanted = wanted < 2 ? 2 : wanted;
    segment s = {.index = index, .first = first, .count = count};
    if (wanted >= count)
        return s;

    const size_t pairs = (size_t)(wanted + 1) / 2;
    s.magnitudes = memory_or_exit(malloc((2 * pairs + 2) * sizeof *s.magnitudes));
    size_t n = 0;
    s.magnitudes[n++] = first;
    s.magnitudes[n++] = first + count - 1;
    gsl_rng *rng = segment_rng(in->seed, index);
    for (size_t i = 1; i < pairs; i++) {
        const uint64_t m = first + uniform_below(rng, count - 1);
        s.magnitudes[n++] = m;
        s.magnitudes[n++] = m + 1;
    }
    gsl_rng_free(rng);
    s.count = sort_unique(s.magnitudes, n);
    return s;
}

segment inputs_segment(const inputs *in, size_t index)
{
    if (in->kind == INPUTS_STRATIFIED)
        return sample_segment(in, index);
    const uint64_t count = segment_magnitudes(in->format);
    return (segment){.index = index, .first = index * count, .count = count};
}

size_t segment_bin(const inputs *in, size_t index)
{
    uint64_t first = index * segment_magnitudes(in->format), count;
    if (in->kind == INPUTS_STRATIFIED)
        stratum_range(in->format, index, &first, &count);
    return format_bin(in->format, first);
}

void segment_free(segment *s)
{
    free(s->magnitudes);
    s->magnitudes = NULL;
}

uint64_t segment_block(const inputs *in, const segment *s, uint64_t offset, block *b)
{
    const uint64_t left = s->count - offset;
    b->n = left < BLOCK_MAX ? (size_t)left : BLOCK_MAX;
    b->listed = s->magnitudes != NULL ? s->magnitudes + offset : NULL;
    b->first = b->listed != NULL ? b->listed[0] : s->first + offset;
    /* A block is of finite numbers, or infinity, or of NaNs. */
    while (b->first < in->format->infinity && block_magnitude(b, b->n - 1) >= in->format->infinity)
        b->n--;
    if (b->first == in->format->infinity)
        b->n = 1;
    /* Takes the last one's neighbour along, so that the step from block to block and from binade to binade is
     * judged too. No step leads from infinity to a NaN. */
    b->loaded = block_magnitude(b, b->n - 1) < in->format->infinity ? b->n + 1 : b->n;
    return offset + b->n;
}

static const struct {
    const char *name;
    input_kind kind;
    bool counted;
} kinds[] = {
    {"exhaustive", INPUTS_EXHAUSTIVE, false},
    {"stratified", INPUTS_STRATIFIED, true},
};
enum { KIND_COUNT = LENGTH(kinds) };

void inputs_name(const inputs *in, char *text, size_t size)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (kinds[i].kind == in->kind && kinds[i].counted)
            snprintf(text, size, "%s:%" PRIu64, kinds[i].name, in->count);
        else if (kinds[i].kind == in->kind)
            snprintf(text, size, "%s", kinds[i].name);
}

bool inputs_parse_count(const char *digits, uint64_t *count)
{
    char *end;
    const unsigned long long value = strtoull(digits, &end, 10);
    *count = value;
    return digits[0] >= '0' && digits[0] <= '9' && *end == '\0' && value >= 1 && value <= INPUTS_COUNT_MAX;
}

bool inputs_parse(const char *text, inputs *in)
{
    const size_t length = strcspn(text, ":");
    for (size_t i = 0; i < KIND_COUNT; i++) {
        if (strlen(kinds[i].name) != length || strncmp(text, kinds[i].name, length) != 0)
            continue;
        in->kind = kinds[i].kind;
        if (text[length] == '\0')
            return !kinds[i].counted;
        return kinds[i].counted && inputs_parse_count(text + length + 1, &in->count);
    }
    return false;
}
