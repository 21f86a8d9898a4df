#include "gate/gate.h"
#include "registry/plugin.h"
#include "rows/row_key.h"
#include "speed/fixtures.h"
#include "support/length.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A ratio of times with its interval. */
typedef struct ratio {
    double middle, low, high;
} ratio;

/* How a ratio changed between two runs: the widest interval that the two intervals allow. */
static ratio change_of(ratio before, ratio after)
{
    return (ratio){after.middle / before.middle, after.low / before.high, after.high / before.low};
}

static gate_verdict judge(ratio change, double tolerance)
{
    if (isnan(change.low) || isnan(change.high))
        return GATE_CANNOT_TELL;
    if (change.low > 1 + tolerance)
        return GATE_WORSE;
    if (change.high < 1 / (1 + tolerance))
        return GATE_BETTER;
    const bool within = change.low >= 1 / (1 + tolerance) && change.high <= 1 + tolerance;
    return within ? GATE_SAME : GATE_CANNOT_TELL;
}

static ratio to_copy(const speed_row *row)
{
    return (ratio){row->ratio_to_copy, row->copy_low, row->copy_high};
}

/* The row of a kernel that the harness brings along, under the same workload. */
static const speed_row *companion(const table *speed, const speed_row *of, const char *impl)
{
    for (size_t i = 0; i < speed->count; i++) {
        const speed_row *row = table_row(speed, i);
        if (strcmp(row->impl, impl) == 0 && strcmp(row->dtype, of->dtype) == 0 &&
            rows_agree(&speed_schema, KEY_SETTING, row, of))
            return row;
    }
    return NULL;
}

/* The ratio to the harness's own scalar kernel: a second opinion on a row that is itself the baseline. */
static ratio to_twin(const table *speed, const speed_row *row)
{
    const speed_row *twin = companion(speed, row, fixture_names[FIXTURE_TWIN_A]);
    return twin == NULL ? (ratio){(double)NAN, (double)NAN, (double)NAN} : change_of(to_copy(twin), to_copy(row));
}

static ratio to_reference(const table *speed, const speed_row *row)
{
    if (strcmp(row->baseline, row->impl) == 0)
        return to_twin(speed, row);
    return (ratio){row->ratio_to_baseline, row->ratio_low, row->ratio_high};
}

/* A change for the worse against one yardstick counts unless the other shows none. */
static gate_verdict combine(gate_verdict a, gate_verdict b)
{
    if (a == b)
        return a;
    if (a == GATE_SAME || b == GATE_SAME)
        return GATE_SAME;
    return a == GATE_CANNOT_TELL ? b : b == GATE_CANNOT_TELL ? a : GATE_CANNOT_TELL;
}

/* "+1.0% [+0.5, +1.5]", or what of it was measured. */
static void describe(ratio change, char *text, size_t size)
{
    if (isnan(change.middle))
        snprintf(text, size, "an unmeasured amount");
    else if (isnan(change.low) || isnan(change.high))
        snprintf(text, size, "%+.1f%%, no interval", 100 * (change.middle - 1));
    else
        snprintf(text, size, "%+.1f%% [%+.1f, %+.1f]", 100 * (change.middle - 1), 100 * (change.low - 1),
                 100 * (change.high - 1));
}

/* What is judged and is gone; NULL: nothing. */
static const char *emptied_figure(const speed_row *base, const speed_row *now)
{
    static const char *const judged[] = {"ns_per_element", "ratio_to_copy", "ratio_to_baseline"};
    for (size_t i = 0; i < LENGTH(judged); i++)
        if (gate_emptied(&speed_schema, judged[i], base, now))
            return judged[i];
    return NULL;
}

static void both(const void *before, const void *after, void *with)
{
    const gate *g = with;
    const speed_row *base = before, *now = after;
    const char *emptied = emptied_figure(base, now);
    if (emptied != NULL) {
        gate_say(g, GATE_WORSE, "speed", &speed_schema, base, "%s is empty, the stored run measured it", emptied);
        return;
    }
    if (strcmp(base->state, now->state) != 0) {
        gate_say(g, GATE_CANNOT_TELL, "speed", &speed_schema, base,
                 "measured in the machine's %s state, stored in its %s one", now->state, base->state);
        return;
    }
    const double floor = fmax(fmax(base->noise_floor, now->noise_floor), g->terms.tolerance);
    const bool same_baseline = strcmp(base->baseline, now->baseline) == 0;
    const ratio copy = change_of(to_copy(base), to_copy(now));
    const ratio reference = change_of(to_reference(g->base->speed, base), to_reference(g->now->speed, now));
    const gate_verdict verdict =
        same_baseline ? combine(judge(copy, floor), judge(reference, floor)) : judge(copy, floor);
    char by_copy[TEXT_NAME], by_reference[TEXT_NAME];
    describe(copy, by_copy, sizeof by_copy);
    describe(reference, by_reference, sizeof by_reference);
    gate_say(g, verdict, "speed", &speed_schema, base, "time relative to memcpy changed by %s, to %s by %s", by_copy,
             strcmp(now->baseline, now->impl) == 0 ? fixture_names[FIXTURE_TWIN_A] : now->baseline, by_reference);
}

static void missing(const void *base, void *with)
{
    gate_say_missing(with, "speed", &speed_schema, base);
}

static void fresh(const void *now, void *with)
{
    const speed_row *row = now;
    gate_say(with, GATE_NEW, "speed", &speed_schema, now, "%.4g ns an element", row->ns_per_element);
}

/* Whether the row's ratio is to the implementation's own version in another tree. */
static bool is_beside_version(const speed_row *row)
{
    const size_t length = strlen(row->impl);
    return strncmp(row->baseline, row->impl, length) == 0 && strcmp(row->baseline + length, base_suffix) == 0;
}

size_t gate_versions_count(const table *speed)
{
    size_t count = 0;
    for (size_t i = 0; speed != NULL && i < speed->count; i++)
        count += is_beside_version(table_row(speed, i));
    return count;
}

/* By how much identical kernels differ under the workload beyond what their intervals allow: what scatters is in a row's own
 * interval already. */
static double constant_noise_of(const table *speed, const speed_row *of)
{
    double noise = 0;
    for (size_t i = 0; i < speed->count; i++) {
        const speed_row *row = table_row(speed, i);
        if (fixture_is_second_twin(row->impl) && strcmp(row->dtype, of->dtype) == 0 &&
            rows_agree(&speed_schema, KEY_SETTING, row, of))
            noise = fmax(noise, fmax(row->ratio_low, 1 / row->ratio_high) - 1);
    }
    return noise;
}

/* Both trees' kernels ran in the same rounds: state, processor and neighbours were the same for both. */
void gate_versions(const gate *g)
{
    for (size_t i = 0; i < g->now->speed->count; i++) {
        const speed_row *row = table_row(g->now->speed, i);
        if (!is_beside_version(row))
            continue;
        const ratio change = {row->ratio_to_baseline, row->ratio_low, row->ratio_high};
        char text[TEXT_NAME];
        describe(change, text, sizeof text);
        gate_say(g, judge(change, fmax(constant_noise_of(g->now->speed, row), g->terms.tolerance)), "speed",
                 &speed_schema, row, "time beside the base's version changed by %s", text);
    }
}

/* The rows of the tree's own implementations: the yardsticks are not judged by themselves. */
static table *subjects_of(const table *speed)
{
    table *subjects = table_new(&speed_schema);
    for (size_t i = 0; i < speed->count; i++) {
        const speed_row *row = table_row(speed, i);
        if (!fixture_is(row->impl) && !is_beside_version(row))
            table_append(subjects, row);
    }
    return subjects;
}

void gate_speed(const gate *g)
{
    static const match_calls calls = {missing, both, fresh};
    gate scales = *g;
    if (!g->same_machine) {
        gate_say(g, GATE_CANNOT_TELL, "speed", NULL, NULL, "another processor or compiler than the stored run's");
        return;
    }
    table *before = subjects_of(g->base->speed), *after = subjects_of(g->now->speed);
    match_all(before, after, &calls, &scales);
    table_free(before);
    table_free(after);
}
