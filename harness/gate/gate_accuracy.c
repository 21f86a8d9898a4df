#include "environment/environment.h"
#include "gate/gate.h"
#include "rows/cell.h"
#include "rows/row_key.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* -1: better, 0: neither, 1: worse. A figure that is gone is worse: nothing finite was left, or nobody looked. */
static int direction(const column *c, const void *base, const void *now)
{
    const double before = gate_figure(c, base), after = gate_figure(c, now);
    if (isnan(before) || isnan(after))
        return !isnan(before) && isnan(after);
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
static bool same_inputs(const gate *g, const accuracy_row *base, const accuracy_row *now)
{
    const char *before = environment_value_of(g->base->environment, base->run_id, "seed");
    const char *after = environment_value_of(g->now->environment, now->run_id, "seed");
    return strcmp(base->inputs, "exhaustive") == 0 ||
           strcmp(before == NULL ? "" : before, after == NULL ? "" : after) == 0;
}

static void both(const void *base, const void *now, void *with)
{
    const gate *g = with;
    char text[3 * TEXT_LONG] = "";
    const gate_verdict verdict = compare(base, now, text, sizeof text);
    const bool sampled_alike = same_inputs(g, base, now);
    if (verdict == GATE_SAME || (g->same_arithmetic && sampled_alike))
        gate_say(g, verdict, "accuracy", &accuracy_schema, base, "%s", text);
    else
        gate_say(g, GATE_DIFFERENT, "accuracy", &accuracy_schema, base, "%s: %s",
                 sampled_alike ? "on another libm, compiler or processor" : "a sample of another --seed", text);
}

/* The other run's row of the same question on other inputs. */
static const accuracy_row *on_other_inputs(const table *other, const void *row)
{
    return table_find(other, KEY_QUESTION | KEY_IMPL, row);
}

static void missing(const void *before, void *with)
{
    const gate *g = with;
    const accuracy_row *base = before, *other = on_other_inputs(g->now->accuracy, base);
    if (other != NULL)
        gate_say(g, GATE_CANNOT_TELL, "accuracy", &accuracy_schema, base, "the new run has it on other inputs: %s",
                 other->inputs);
    else if (g->same_arithmetic)
        gate_say_missing(g, "accuracy", &accuracy_schema, base);
    else
        gate_say(g, GATE_DIFFERENT, "accuracy", &accuracy_schema, base,
                 "not measured on another libm, compiler or processor");
}

/* What a reader wants to know of it first: its error, and the time of its first workload. */
static void fresh(const void *now, void *with)
{
    const gate *g = with;
    const accuracy_row *row = now;
    if (on_other_inputs(g->base->accuracy, row) != NULL)
        return;
    char time[TEXT_NAME] = "";
    const table *speed = g->now->speed;
    for (size_t i = 0; speed != NULL && time[0] == '\0' && i < speed->count; i++) {
        const speed_row *fast = table_row(speed, i);
        if (rows_agree_across(&accuracy_schema, row, &speed_schema, fast, KEY_QUESTION | KEY_IMPL))
            snprintf(time, sizeof time, ", %.4g ns an element (n = %llu)", fast->ns_per_element,
                     (unsigned long long)fast->n);
    }
    gate_say(g, GATE_NEW, "accuracy", &accuracy_schema, row, "max_ulp %.4g, faults %llu%s", row->max_ulp,
             (unsigned long long)row->faults, time);
}

void gate_accuracy(const gate *g)
{
    static const match_calls calls = {missing, both, fresh};
    gate scales = *g;
    match_all(g->base->accuracy, g->now->accuracy, &calls, &scales);
}
