#include "guests/culprit.h"

#include "calls/operands.h"
#include "registry/registry.h"
#include "support/child.h"
#include "support/fp_control.h"
#include "truth/block_loops.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

/* Shared with the child: what it is at. */
typedef struct look {
    const implementation *impl;
    const inputs *in;
    const params *params;
    unsigned limit_seconds;
    bool singly; /* the block at hand, one by one; otherwise block by block */
    size_t segment, index;
    uint64_t offset;
    int side;
    bool offended; /* it came back, but broke a rule */
} look;

static bool call_breaks_rules(const look *l, const operands *o, size_t first, size_t n)
{
    const size_t size = l->in->format->size;
    const fp_control before = fp_control_now();
    operands_fill(o, l->side, n * size, FILLING_FIRST);
    implementation_run(l->impl, o->read_only[l->side] + first * size, o->results[l->side], n, l->params);
    const bool changed = fp_control_change(before, fp_control_now()) != FP_SAME;
    fp_control_set(before);
    return changed || !operands_guarded(o, l->side, n * size, FILLING_FIRST);
}

static bool block_breaks_rules(look *l, const operands *o, const block *b)
{
    for (l->side = 0; l->side < 2; l->side++) {
        block_elements(l->in->format, b, l->side == 1, o->inputs[l->side]);
        alarm(l->limit_seconds);
        if (call_breaks_rules(l, o, 0, b->loaded))
            return true;
    }
    return false;
}

static void look_at_blocks(look *l, const operands *o)
{
    for (l->segment = 0; l->segment < inputs_segments(l->in); l->segment++) {
        segment s = inputs_segment(l->in, l->segment);
        block b;
        for (uint64_t next = l->offset = 0; l->offset < s.count; l->offset = next) {
            next = segment_block(l->in, &s, l->offset, &b);
            if (block_breaks_rules(l, o, &b)) {
                l->offended = true;
                return;
            }
        }
        segment_free(&s);
    }
}

static void look_at_inputs(look *l, const operands *o)
{
    segment s = inputs_segment(l->in, l->segment);
    block b;
    segment_block(l->in, &s, l->offset, &b);
    block_elements(l->in->format, &b, l->side == 1, o->inputs[l->side]);
    for (l->index = 0; l->index < b.loaded && !l->offended; l->index++) {
        alarm(l->limit_seconds);
        l->offended = call_breaks_rules(l, o, l->index, 1);
    }
    l->index -= l->offended;
}

static void body(void *data)
{
    look *l = data;
    operands o = operands_new(BLOCK_ROOM * sizeof(double));
    if (l->singly)
        look_at_inputs(l, &o);
    else
        look_at_blocks(l, &o);
}

static bool seen(look *l, bool singly)
{
    int killer;
    l->singly = singly;
    l->offended = false;
    return child_run(body, l, l->limit_seconds, &killer) != CHILD_RETURNED || l->offended;
}

static void name_input(const look *l, size_t index, char *text, size_t size)
{
    const float_format *f = l->in->format;
    segment s = inputs_segment(l->in, l->segment);
    block b;
    char value[40], bits[40];
    segment_block(l->in, &s, l->offset, &b);
    const uint64_t x = format_bits(f, block_magnitude(&b, index), l->side == 1);
    format_print_value(f, x, value, sizeof value);
    format_print_bits(f, x, bits, sizeof bits);
    if (index == l->index)
        snprintf(text, size, " at x = %s (%s)", value, bits);
    else
        snprintf(text, size, " in a call on the %zu inputs from x = %s (%s) on", b.loaded, value, bits);
    segment_free(&s);
}

bool culprit_find(const implementation *impl, const inputs *in, const params *p, unsigned limit_seconds, char *text,
                  size_t size)
{
    look *l = mmap(NULL, sizeof *l, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (l == MAP_FAILED)
        return false;
    *l = (look){.impl = impl, .in = in, .params = p, .limit_seconds = limit_seconds};
    const bool found = seen(l, false);
    if (found) {
        l->index = 1;
        const bool single = seen(l, true);
        if (!single)
            l->index = SIZE_MAX;
        name_input(l, single ? l->index : 0, text, size);
    }
    munmap(l, sizeof *l);
    return found;
}
