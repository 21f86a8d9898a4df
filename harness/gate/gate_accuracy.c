#include "environment/environment.h"
#include "gate/gate.h"
#include "rows/cell.h"
#include "rows/row_key.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct context {
    table *rows;
    const table *base_environment, *now_environment;
    bool same_arithmetic;
} context;

static double number_of(const column *c, const void *row)
{
    const void *field = cell_field(c, row);
    if (c->kind == CELL_REAL)
        return *(const double *)field;
    const uint64_t count = *(const uint64_t *)field;
    return count == COUNT_UNMEASURED ? NAN : (double)count;
}

/* -1: better, 0: neither, 1: worse. A figure that is gone or new is worse: it means that nothing finite was
 * left. */
static int direction(const column *c, const void *base, const void *now)
{
    const double before = number_of(c, base), after = number_of(c, now);
    if (isnan(before) || isnan(after))
        return isnan(before) != isnan(after);
    return (after > before) - (after < before);
}

static void add(char *text, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));
static void add(char *text, size_t size, const char *format, ...)
{
    const size_t used = strlen(text);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text + used, size - used, format, arguments);
    va_end(arguments);
}

static gate_verdict compare(const accuracy_row *base, const accuracy_row *now, char *text, size_t size)
{
    const schema *s = &accuracy_schema;
    bool worse = false, better = false, other = false, changed = false;
    for (size_t i = 0; i < s->column_count; i++) {
        const column *c = &s->columns[i];
        const bool same = cells_agree(c, base, now), witness = (c->roles & MEASURE_WITNESS) != 0;
        if (!witness)
            changed = !same;
        /* Another input beside another figure goes without saying; an older file has not all columns. */
        if (same || (c->roles & ABOUT_RUN) != 0 || (witness && changed) ||
            ((c->roles & ADDED_LATER) != 0 && cell_is_unmeasured(c, base)))
            continue;
        const bool counts = (c->roles & MEASURE_WORSE_UP) != 0;
        const int sign = counts ? direction(c, base, now) : 0;
        worse = worse || sign > 0;
        better = better || sign < 0;
        other = other || !counts;
        char before[CELL_NUMBER_SIZE], after[CELL_NUMBER_SIZE];
        const char *from = cell_text(c, base, before), *to = cell_text(c, now, after);
        add(text, size, "%s%s %s -> %s", text[0] != '\0' ? ", " : "", c->name, from[0] != '\0' ? from : "none",
            to[0] != '\0' ? to : "none");
    }
    if (worse && now->max_ulp > base->max_ulp)
        add(text, size, ", largest at %s", now->max_ulp_x);
    if (now->faults > base->faults)
        add(text, size, ", first fault at %s", now->first_fault_x);
    return worse ? GATE_WORSE : better ? GATE_BETTER : other ? GATE_DIFFERENT : GATE_SAME;
}

/* All inputs are the same inputs; a sample is the same with the same seed alone. */
static bool same_inputs(const context *c, const accuracy_row *base, const accuracy_row *now)
{
    const char *before = environment_value_of(c->base_environment, base->run_id, "seed");
    const char *after = environment_value_of(c->now_environment, now->run_id, "seed");
    return strcmp(base->inputs, "exhaustive") == 0 ||
           strcmp(before == NULL ? "" : before, after == NULL ? "" : after) == 0;
}

static void both(const void *base, const void *now, void *with)
{
    const context *c = with;
    char subject[2 * TEXT_LONG], text[3 * TEXT_LONG] = "";
    row_print_key(&accuracy_schema, base, subject, sizeof subject);
    const gate_verdict verdict = compare(base, now, text, sizeof text);
    const bool sampled_alike = same_inputs(c, base, now);
    if (verdict == GATE_SAME || (c->same_arithmetic && sampled_alike))
        gate_say(c->rows, verdict, "accuracy", subject, "%s", text);
    else if (!sampled_alike)
        gate_say(c->rows, GATE_DIFFERENT, "accuracy", subject, "a sample of another --seed: %s", text);
    else
        gate_say(c->rows, GATE_DIFFERENT, "accuracy", subject, "on another libm, compiler or processor: %s", text);
}

static void missing(const void *base, void *with)
{
    const context *c = with;
    char subject[2 * TEXT_LONG];
    row_print_key(&accuracy_schema, base, subject, sizeof subject);
    gate_say(c->rows, c->same_arithmetic ? GATE_MISSING : GATE_DIFFERENT, "accuracy", subject,
             "the stored run has this row, the new one has not");
}

static void fresh(const void *now, void *with)
{
    const context *c = with;
    const accuracy_row *row = now;
    char subject[2 * TEXT_LONG];
    row_print_key(&accuracy_schema, now, subject, sizeof subject);
    gate_say(c->rows, GATE_NEW, "accuracy", subject, "max_ulp %.4g, faults %llu", row->max_ulp,
             (unsigned long long)row->faults);
}

void gate_accuracy(const stored_run *base, const stored_run *now, bool same_arithmetic, table *rows)
{
    static const match_calls calls = {missing, both, fresh};
    context c = {rows, base->environment, now->environment, same_arithmetic};
    match_all(base->accuracy, now->accuracy, &calls, &c);
}
