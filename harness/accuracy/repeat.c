#include "accuracy/repeat.h"

#include "support/length.h"
#include "support/splitmix.h"

#include <string.h>

enum {
    PERIOD = 192,      /* of blocks called again */
    SHORT_PIECE = 40,  /* elements of every other piece: tails of every length */
    LONG_PIECE = 511,  /* and of the pieces between */
    OFFSETS = 16,      /* elements by which a piece is moved from alignment */
    STRANGER_STEP = 7, /* elements from one foreign input to the next */
};

bool repeat_is_due(const inputs *in, size_t segment, uint64_t offset)
{
    return offset == 0 || splitmix_at(in->seed + segment, offset) % PERIOD == 0;
}

/* A part of one side of a block, called again. */
typedef struct piece {
    int side;
    size_t first, n, offset; /* elements */
    bool in_place, among_strangers;
    size_t stranger; /* the first one's place */
} piece;

static piece draw_piece(uint64_t draw, int side, size_t first, size_t left)
{
    const size_t most = draw % 2 == 0 ? SHORT_PIECE : LONG_PIECE;
    const size_t n = 1 + (draw >> 8) % most;
    return (piece){.side = side,
                   .first = first,
                   .n = n < left ? n : left,
                   .offset = (draw >> 32) % OFFSETS,
                   .in_place = (draw >> 40) % 2 == 1,
                   .among_strangers = (draw >> 41) % 2 == 1,
                   .stranger = (draw >> 48) % STRANGER_STEP};
}

/* Inputs that take another path through most kernels. */
static void put_strangers(const float_format *f, const piece *p, unsigned char *x)
{
    const uint64_t strangers[] = {f->infinity, f->last, 1, f->infinity - 1, 0};
    enum { STRANGERS = LENGTH(strangers) };
    size_t k = 0;
    for (size_t i = p->stranger; i < p->n; i += STRANGER_STEP, k++)
        format_store(f, &strangers[k % STRANGERS], 1, k % 2 == 1, x + i * f->size);
}

static bool same_result(const float_format *f, uint64_t a, uint64_t b)
{
    const uint64_t mask = f->last;
    return a == b || ((a & mask) > f->infinity && (b & mask) > f->infinity);
}

static uint64_t pattern_bits(const float_format *f, filling with)
{
    unsigned char element[sizeof(uint64_t)];
    memset(element, (int)with, sizeof element);
    return format_element_bits(f, element, 0);
}

/* Holds a second result against the first. */
static void compare(const worker *w, worker_share *share, int side, uint64_t x, uint64_t first, uint64_t second)
{
    const float_format *f = w->pass->question.format;
    if (same_result(f, first, second))
        return;
    if (first == pattern_bits(f, FILLING_FIRST) || second == pattern_bits(f, FILLING_SECOND))
        offence_add(&share->offence, (offence){OFFENCE_UNWRITTEN, 0});
    else
        sighting_note(&share->repeated[side], 1, x, first, second);
}

static bool untouched(const unsigned char *from, const unsigned char *to)
{
    while (from < to && *from == FILLING_SECOND)
        from++;
    return from == to;
}

/* Runs a piece; its results are returned. */
static const unsigned char *run_piece(worker *w, const implementation *impl, const piece *p, worker_share *share)
{
    const float_format *f = w->pass->question.format;
    const operands *again = &w->caller.again;
    const size_t shift = p->offset * f->size, bytes = p->n * f->size;
    unsigned char *y = again->results[p->side] + shift;
    unsigned char *x = p->in_place ? y : again->inputs[p->side] + shift;
    operands_fill(again, p->side, shift + bytes, FILLING_SECOND);
    memcpy(x, w->caller.operands.inputs[p->side] + p->first * f->size, bytes);
    if (p->among_strangers)
        put_strangers(f, p, x);
    offence_add(&share->offence, caller_call(&w->caller, impl, p->in_place ? y : again->read_only[p->side] + shift, y,
                                             p->n, &w->pass->question.params));
    if (!untouched(again->results[p->side] - GUARD_BYTES, y) || !untouched(y + bytes, y + bytes + GUARD_BYTES))
        offence_add(&share->offence, (offence){OFFENCE_OVERRUN, 0});
    return y;
}

static void repeat_piece(worker *w, const implementation *impl, const piece *p, worker_share *share)
{
    const float_format *f = w->pass->question.format;
    const unsigned char *second = run_piece(w, impl, p, share);
    const unsigned char *first = w->caller.operands.results[p->side] + p->first * f->size;
    if (!p->among_strangers && memcmp(first, second, p->n * f->size) == 0)
        return;
    for (size_t i = 0; i < p->n; i++) {
        const bool stranger = p->among_strangers && i % STRANGER_STEP == p->stranger;
        if (!stranger && memcmp(first + i * f->size, second + i * f->size, f->size) != 0)
            compare(w, share, p->side, format_bits(f, block_magnitude(&w->block, p->first + i), p->side == 1),
                    format_element_bits(f, first, i), format_element_bits(f, second, i));
    }
}

void repeat_block(worker *w, const implementation *impl, worker_share *share)
{
    const uint64_t stream = splitmix_at(w->pass->inputs.seed, w->block.first);
    uint64_t drawn = 0;
    for (int side = 0; side < 2; side++)
        for (size_t done = 0; done < w->block.loaded;) {
            const piece p = draw_piece(splitmix_at(stream, drawn++), side, done, w->block.loaded - done);
            repeat_piece(w, impl, &p, share);
            done += p.n;
        }
}

static void repeat_alone(worker *w, const implementation *impl, int side, const extreme *e, worker_share *share)
{
    const float_format *f = w->pass->question.format;
    const operands *again = &w->caller.again;
    if (e->x == NO_INPUT)
        return;
    const uint64_t magnitude = e->x & f->last;
    format_store(f, &magnitude, 1, side == 1, again->inputs[side]);
    operands_fill(again, side, f->size, FILLING_SECOND);
    offence_add(&share->offence, caller_call(&w->caller, impl, again->read_only[side], again->results[side], 1,
                                             &w->pass->question.params));
    compare(w, share, side, e->x, e->got, format_element_bits(f, again->results[side], 0));
}

void repeat_extremes(worker *w, const implementation *impl, worker_share *share)
{
    for (int side = 0; side < 2; side++) {
        const tally *t = &share->found[side];
        repeat_alone(w, impl, side, &t->max_ulp, share);
        if (t->max_abs.x != t->max_ulp.x)
            repeat_alone(w, impl, side, &t->max_abs, share);
        if (t->max_rel.x != t->max_ulp.x && t->max_rel.x != t->max_abs.x)
            repeat_alone(w, impl, side, &t->max_rel, share);
    }
}
