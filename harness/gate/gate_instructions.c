#include "gate/gate.h"
#include "rows/row_key.h"

/* The counts are exact; what changes below this share is a detail of the call, not of the kernel. */
static const double tolerance = 0.01;

static void both(const void *before, const void *after, void *with)
{
    table *rows = with;
    const instructions_row *base = before, *now = after;
    const double change = now->instructions_per_element / base->instructions_per_element - 1;
    char subject[2 * TEXT_LONG];
    row_print_key(&instructions_schema, base, subject, sizeof subject);
    gate_say(rows,
             change > tolerance    ? GATE_WORSE
             : change < -tolerance ? GATE_BETTER
                                   : GATE_SAME,
             "instructions", subject, "%.2f -> %.2f instructions an element (%+.1f%%)", base->instructions_per_element,
             now->instructions_per_element, 100 * change);
}

static void missing(const void *base, void *with)
{
    char subject[2 * TEXT_LONG];
    row_print_key(&instructions_schema, base, subject, sizeof subject);
    gate_say(with, GATE_MISSING, "instructions", subject, "the stored run has this row, the new one has not");
}

static void fresh(const void *now, void *with)
{
    const instructions_row *row = now;
    char subject[2 * TEXT_LONG];
    row_print_key(&instructions_schema, now, subject, sizeof subject);
    gate_say(with, GATE_NEW, "instructions", subject, "%.2f instructions an element", row->instructions_per_element);
}

void gate_instructions(const stored_run *base, const stored_run *now, bool same_arithmetic, table *rows)
{
    static const match_calls calls = {missing, both, fresh};
    if (same_arithmetic)
        match_all(base->instructions, now->instructions, &calls, rows);
    else
        gate_say(rows, GATE_DIFFERENT, "instructions", "all rows",
                 "another libm, compiler or processor than the stored run's: counts are not judged");
}
