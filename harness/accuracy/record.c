#include "accuracy/record.h"

#include "support/memory.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The part of a record that is common to all implementations, and that of each. */
typedef struct segment_head {
    double worst_filter_error;
    uint64_t worst_filter_magnitude;
} segment_head;

typedef struct record_share {
    tally sides[2];
    segment_cost cost;
    offence offence;
    uint64_t bins; /* so many bins follow */
} record_share;

typedef struct record_bin {
    uint64_t bin, count;
} record_bin;

/* The bytes after x86-64's long double of ten are written too; they should not be chance.
 * (gcc 12's __builtin_clear_padding clears a byte of the number itself where it lies beyond the first 128.) */
static void clear_padding(long double *value)
{
    enum { BYTES = LDBL_MANT_DIG == 64 ? 10 : sizeof *value };
    memset((char *)value + BYTES, 0, sizeof *value - BYTES);
}

static void put_share(const worker_share *from, const segment_cost *truth, FILE *to)
{
    record_share share = {.offence = from->offence};
    for (int s = 0; s < 2; s++)
        share.sides[s] = from->found[s];
    share.cost.seconds = from->seconds + truth->seconds;
    share.cost.kernel_seconds = from->kernel_seconds;
    for (size_t b = 0; b < HISTOGRAM_BINS; b++)
        share.bins += from->histogram.count[b] != 0;
    for (int s = 0; s < 2; s++) {
        clear_padding(&share.sides[s].max_ulp.value);
        clear_padding(&share.sides[s].max_abs.value);
        clear_padding(&share.sides[s].max_rel.value);
    }
    fwrite(&share, sizeof share, 1, to);
    for (size_t b = 0; b < HISTOGRAM_BINS; b++)
        if (from->histogram.count[b] != 0)
            fwrite(&(record_bin){b, from->histogram.count[b]}, sizeof(record_bin), 1, to);
}

void *record_of(worker *w, size_t *size)
{
    char *bytes = NULL;
    FILE *to = memory_or_exit(open_memstream(&bytes, size));
    const segment_head head = {w->worst_filter_error, w->worst_filter_magnitude};
    const size_t impls = w->pass->impl_count;
    const segment_cost truth = {w->truth_seconds / (double)impls, 0};
    fwrite(&head, sizeof head, 1, to);
    for (size_t i = 0; i < impls; i++)
        put_share(&w->shares[i], &truth, to);
    fclose(to);
    return memory_or_exit(bytes);
}

typedef struct cursor {
    const char *at;
    size_t left;
} cursor;

static bool get(cursor *c, void *to, size_t size)
{
    if (c->left < size)
        return false;
    memcpy(to, c->at, size);
    c->at += size;
    c->left -= size;
    return true;
}

static bool bins_are_sound(cursor *c, uint64_t bins)
{
    record_bin b;
    for (uint64_t i = 0; i < bins; i++)
        if (!get(c, &b, sizeof b) || b.bin >= HISTOGRAM_BINS)
            return false;
    return true;
}

static bool is_sound(const pass *p, cursor c)
{
    segment_head head;
    if (!get(&c, &head, sizeof head))
        return false;
    for (size_t i = 0; i < p->impl_count; i++) {
        record_share share;
        if (!get(&c, &share, sizeof share) || !bins_are_sound(&c, share.bins))
            return false;
    }
    return c.left == 0;
}

static void take_share(cursor *c, uint64_t segment, findings *out)
{
    record_share share = {0};
    record_bin b = {0};
    get(c, &share, sizeof share);
    for (int s = 0; s < 2; s++)
        out->segments[2 * segment + (size_t)s] = share.sides[s];
    out->costs[segment] = share.cost;
    offence_add(&out->offence, share.offence);
    for (uint64_t i = 0; i < share.bins; i++) {
        get(c, &b, sizeof b);
        out->histogram.count[b.bin] += b.count;
    }
}

bool record_take(const pass *p, uint64_t segment, const void *bytes, size_t size, findings *out)
{
    cursor c = {bytes, size};
    if (segment >= out->segment_count || !is_sound(p, c))
        return false;
    segment_head head = {0};
    get(&c, &head, sizeof head);
    for (size_t i = 0; i < p->impl_count; i++) {
        if (head.worst_filter_error > out[i].worst_filter_error) {
            out[i].worst_filter_error = head.worst_filter_error;
            out[i].worst_filter_magnitude = head.worst_filter_magnitude;
        }
        take_share(&c, segment, &out[i]);
    }
    return true;
}

void record_layout(const pass *p, char *text, size_t size)
{
    snprintf(text, size, "record 3: %zu segments, %zu implementations of %zu bytes, %d bins", pass_segments(p),
             p->impl_count, sizeof(record_share), (int)HISTOGRAM_BINS);
}
