/* Which inputs a pass evaluates: all of them, or a stratified sample. Both are cut into segments that stand
 * alone, in order of magnitude, so that any thread or machine can do any of them; a segment is walked in
 * blocks. */
#ifndef ACTBENCH_INPUTS_H
#define ACTBENCH_INPUTS_H

#include "inputs/format.h"

enum {
    BLOCK_MAX = 1024, /* magnitudes judged in one block */
    BLOCK_LANES = 8,  /* arrays of a block are padded to a multiple of this */
    BLOCK_ROOM = BLOCK_MAX + BLOCK_LANES,
};

typedef enum input_kind { INPUTS_EXHAUSTIVE, INPUTS_STRATIFIED } input_kind;

#define INPUTS_COUNT_MAX (UINT64_C(1) << 40)

typedef struct inputs {
    input_kind kind;
    uint64_t count; /* of stratified inputs */
    const float_format *format;
    uint64_t seed;
} inputs;

/* Magnitudes of one block; both signs of each are evaluated. NaNs never share a block with numbers,
 * nor infinity with any others. */
typedef struct block {
    size_t n;      /* judged */
    size_t loaded; /* n, or n + 1 where one more is evaluated as the last one's neighbour */
    uint64_t first;
    const uint64_t *listed; /* the magnitudes of a sample; NULL: first, first + 1 ... */
} block;

/* The i-th of the loaded magnitudes. */
static inline uint64_t block_magnitude(const block *b, size_t i)
{
    if (b->listed == NULL)
        return b->first + i;
    return i < b->n ? b->listed[i] : b->listed[b->n - 1] + 1;
}

typedef struct segment {
    size_t index;
    uint64_t *magnitudes; /* of a sample: sorted, owned; NULL where the segment is the range first .. first +
                             count - 1 */
    uint64_t first, count;
} segment;

/* Number of segments of these inputs. */
size_t inputs_segments(const inputs *in);

/* Makes segment `index`; free it with segment_free. A sample depends on the seed and the index alone. */
segment inputs_segment(const inputs *in, size_t index);
void segment_free(segment *s);

/* Fills b with the block that starts at the offset-th magnitude; returns the offset of the next one. The
 * block lives no longer than the segment. */
uint64_t segment_block(const inputs *in, const segment *s, uint64_t offset, block *b);

/* The bin of all magnitudes of segment `index`: no segment crosses one. */
size_t segment_bin(const inputs *in, size_t index);

/* The bin of a magnitude: its exponent field. Subnormals and zero share bin 0; infinity and NaNs are the
 * last. */
size_t format_bin(const float_format *f, uint64_t magnitude);
size_t format_bins(const float_format *f);

/* "exhaustive" or "stratified:N". */
void inputs_name(const inputs *in, char *text, size_t size);

/* Reads such a name into in->kind and in->count; false if it is neither. */
bool inputs_parse(const char *text, inputs *in);

/* Reads the N of such a name, from 1 to INPUTS_COUNT_MAX. */
bool inputs_parse_count(const char *digits, uint64_t *count);

#endif
