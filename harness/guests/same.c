#include "guests/same.h"

#include "calls/operands.h"
#include "registry/registry.h"
#include "support/child.h"
#include "truth/block_loops.h"

#include <string.h>
#include <sys/mman.h>

typedef struct sameness {
    const implementation *a, *b;
    const inputs *in;
    const params *params;
    bool same; /* shared with the child; meaningful once it has come back */
} sameness;

static bool agree_on(const sameness *c, const operands *o, const block *b)
{
    const float_format *f = c->in->format;
    for (int side = 0; side < 2; side++) {
        block_elements(f, b, side == 1, o->inputs[side]);
        implementation_run(c->a, o->read_only[side], o->results[0], b->n, c->params);
        implementation_run(c->b, o->read_only[side], o->results[1], b->n, c->params);
        if (memcmp(o->results[0], o->results[1], b->n * f->size) != 0)
            return false;
    }
    return true;
}

static void compare(void *data)
{
    sameness *c = data;
    const operands o = operands_new(BLOCK_ROOM * sizeof(double));
    for (size_t i = 0; i < inputs_segments(c->in); i++) {
        segment s = inputs_segment(c->in, i);
        block b;
        for (uint64_t offset = 0; offset < s.count;) {
            offset = segment_block(c->in, &s, offset, &b);
            if (!agree_on(c, &o, &b))
                return;
        }
        segment_free(&s);
    }
    c->same = true;
}

bool same_results(const implementation *a, const implementation *b, const inputs *in, const params *p)
{
    enum { LIMIT_SECONDS = 600 };
    sameness *c = mmap(NULL, sizeof *c, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (c == MAP_FAILED)
        return false;
    *c = (sameness){.a = a, .b = b, .in = in, .params = p};
    int killer;
    const bool same = child_run(compare, c, LIMIT_SECONDS, &killer) == CHILD_RETURNED && c->same;
    munmap(c, sizeof *c);
    return same;
}
