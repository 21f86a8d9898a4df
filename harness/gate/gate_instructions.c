#include "gate/gate.h"
#include "rows/row_key.h"

#include <math.h>

/* The counts are exact; what changes below this share is a detail of the call, not of the kernel. */
static const double tolerance = 0.01;

static void both(const void *before, const void *after, void *with)
{
    const gate *g = with;
    const instructions_row *base = before, *now = after;
    const double change = now->instructions_per_element / base->instructions_per_element - 1;
    if (gate_emptied(&instructions_schema, "instructions_per_element", base, now))
        gate_say(g, GATE_WORSE, "instructions", &instructions_schema, base, "instructions_per_element %.2f -> none",
                 base->instructions_per_element);
    else if (isnan(change))
        gate_say(g, GATE_CANNOT_TELL, "instructions", &instructions_schema, base, "the stored run has no count");
    else
        gate_say(g,
                 change > tolerance    ? GATE_WORSE
                 : change < -tolerance ? GATE_BETTER
                                       : GATE_SAME,
                 "instructions", &instructions_schema, base, "%.2f -> %.2f instructions an element (%+.1f%%)",
                 base->instructions_per_element, now->instructions_per_element, 100 * change);
}

static void missing(const void *base, void *with)
{
    gate_say_missing(with, "instructions", &instructions_schema, base);
}

static void fresh(const void *now, void *with)
{
    const instructions_row *row = now;
    gate_say(with, GATE_NEW, "instructions", &instructions_schema, now, "%.2f instructions an element",
             row->instructions_per_element);
}

void gate_instructions(const gate *g)
{
    static const match_calls calls = {missing, both, fresh};
    gate scales = *g;
    if (g->same_arithmetic)
        match_all(g->base->instructions, g->now->instructions, &calls, &scales);
    else
        gate_say(g, GATE_CANNOT_TELL, "instructions", NULL, NULL,
                 "another libm, compiler or processor than the stored run's");
}
