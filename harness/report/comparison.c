#include "report/comparison.h"

#include "report/workloads.h"
#include "rows/row_key.h"
#include "rows/rows.h"
#include "support/length.h"
#include "support/memory.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const char *const usual_inputs = "N(0,4)";

/* Times by region of the inputs, as the rows have them. */
static const struct {
    const char *distribution;
    size_t field;
} regions[] = {{"near 0", offsetof(comparison_row, ns_near_0)},
               {"middle", offsetof(comparison_row, ns_middle)},
               {"saturated", offsetof(comparison_row, ns_saturated)},
               {"subnormal", offsetof(comparison_row, ns_subnormal)}};
enum { REGIONS = LENGTH(regions) };

/* The readings of an error: at every input, and only where the exact value rounds to a normal number, for many flush the
 * others to 0 on purpose. */
typedef enum reading { READING_ALL, READING_NORMAL, READING_COUNT } reading;

typedef struct rival {
    const speed_row *speed;       /* under the workload that ranks */
    const accuracy_row *accuracy; /* NULL: not judged */
    double ulp[READING_COUNT];    /* infinite with faults or unjudged */
    bool front[READING_COUNT];
} rival;

static bool same_kind(const speed_row *a, const speed_row *b)
{
    return rows_agree(&speed_schema, KEY_QUESTION, a, b);
}

/* A reference that stands in every group is compared with memcpy there: no rival in that row. */
static bool is_rival(const speed_row *row)
{
    const size_t length = strlen(row->function);
    return strncmp(row->baseline, row->function, length) == 0 && row->baseline[length] == '/';
}

/* Whether the inputs are of that distribution, or of its magnitudes: |N(0,4)|. */
static bool is_drawn_from(const speed_row *row, const char *distribution)
{
    const char *name = row->distribution + (row->distribution[0] == '|');
    return strncmp(name, distribution, strlen(distribution)) == 0;
}

/* The row whose workload ranks the rivals of first's kind: the usual one, or the first that was measured. */
static const speed_row *find_lead(const table *speed, const speed_row *first)
{
    for (size_t i = 0; i < speed->count; i++) {
        const speed_row *row = table_row(speed, i);
        if (same_kind(row, first) && is_rival(row) && workload_is_usual(row) && is_drawn_from(row, usual_inputs))
            return row;
    }
    return first;
}

static const accuracy_row *accuracy_of(const table *accuracy, const speed_row *row)
{
    for (size_t i = 0; accuracy != NULL && i < accuracy->count; i++) {
        const accuracy_row *a = table_row(accuracy, i);
        if (rows_agree_across(&accuracy_schema, a, &speed_schema, row, KEY_QUESTION | KEY_IMPL))
            return a;
    }
    return NULL;
}

static bool clearly_faster(const speed_row *a, const speed_row *b)
{
    return a->ratio_high < b->ratio_low || (strcmp(b->impl, b->baseline) == 0 && strcmp(a->verdict, "faster") == 0) ||
           (strcmp(a->impl, a->baseline) == 0 && strcmp(b->verdict, "slower") == 0);
}

/* The largest error of a sample is a lower bound: it says nothing against a largest error of all inputs. */
static bool errors_compare(const rival *a, const rival *b)
{
    return a->accuracy == NULL || b->accuracy == NULL || strcmp(a->accuracy->inputs, "exhaustive") == 0 ||
           strcmp(a->accuracy->inputs, b->accuracy->inputs) == 0;
}

/* Whether a is the form of b for one instruction set, which b calls there itself. */
static bool is_version_of(const rival *a, const rival *b)
{
    const size_t length = strlen(b->speed->impl);
    return strncmp(a->speed->impl, b->speed->impl, length) == 0 && a->speed->impl[length] == '@';
}

/* Times of two states of the machine say nothing about each other. */
static bool beats(const rival *a, const rival *b, reading by)
{
    if (strcmp(a->speed->state, b->speed->state) != 0 || is_version_of(a, b) || !errors_compare(a, b))
        return false;
    return (a->ulp[by] <= b->ulp[by] && clearly_faster(a->speed, b->speed)) ||
           (a->ulp[by] < b->ulp[by] && a->speed->ns_per_element <= b->speed->ns_per_element);
}

static int by_time(const void *left, const void *right)
{
    const double a = ((const rival *)left)->speed->ns_per_element, b = ((const rival *)right)->speed->ns_per_element;
    return (a > b) - (a < b);
}

static rival rival_of(const speed_row *row, const accuracy_row *a)
{
    const bool sound = a != NULL && accuracy_row_faults(a) != FAULTS_AT_NUMBERS;
    const double ulp[READING_COUNT] = {sound ? a->max_ulp : (double)NAN, sound ? a->max_ulp_normal : (double)NAN};
    rival r = {.speed = row, .accuracy = a};
    for (reading by = 0; by < READING_COUNT; by++) {
        r.front[by] = sound && (by == READING_ALL || !isnan(ulp[by]));
        r.ulp[by] = isnan(ulp[by]) ? (double)INFINITY : ulp[by];
    }
    return r;
}

/* The rivals of the lead's kind under its workload, ranked; returns their number. */
static size_t gather(const table *accuracy, const table *speed, const speed_row *lead, rival *rivals)
{
    size_t count = 0;
    for (size_t i = 0; i < speed->count; i++) {
        const speed_row *row = table_row(speed, i);
        if (!same_kind(row, lead) || !workload_same(row, lead) || !is_rival(row))
            continue;
        rivals[count++] = rival_of(row, accuracy_of(accuracy, row));
    }
    qsort(rivals, count, sizeof *rivals, by_time);
    for (reading by = 0; by < READING_COUNT; by++)
        for (size_t i = 0; i < count; i++)
            for (size_t k = 0; k < count; k++)
                rivals[i].front[by] = rivals[i].front[by] && !beats(&rivals[k], &rivals[i], by);
    return count;
}

static bool is_same_size(const speed_row *row, const speed_row *of)
{
    return row->n == of->n && strcmp(row->mode, of->mode) == 0;
}

static bool is_beyond(const speed_row *row, const speed_row *of)
{
    (void)of;
    return row->n > WORKLOAD_NEAR_N && strcmp(row->mode, "throughput") == 0;
}

static bool is_latency(const speed_row *row, const speed_row *of)
{
    (void)of;
    return strcmp(row->mode, "latency") == 0;
}

/* The row of the same implementation under a workload that `fits`, the largest where a sweep has several;
 * NULL: it was not measured. */
static const speed_row *under(const table *speed, const speed_row *of, const char *distribution,
                              bool (*fits)(const speed_row *row, const speed_row *of))
{
    const speed_row *best = NULL;
    for (size_t i = 0; i < speed->count; i++) {
        const speed_row *row = table_row(speed, i);
        if (strcmp(row->impl, of->impl) == 0 && same_kind(row, of) && is_rival(row) &&
            strcmp(row->placement, of->placement) == 0 && is_drawn_from(row, distribution) && fits(row, of) &&
            (best == NULL || row->n > best->n))
            best = row;
    }
    return best;
}

static double time_of(const speed_row *row)
{
    return row != NULL ? row->ns_per_element : (double)NAN;
}

/* Both rows have a text field of that name. */
#define COPY_TEXT(to, from, field) snprintf((to)->field, sizeof(to)->field, "%s", (from)->field)

static comparison_row row_of(const table *speed, const rival *r, uint64_t rank)
{
    const speed_row *s = r->speed;
    const speed_row *beyond = under(speed, s, usual_inputs, is_beyond);
    comparison_row row = {.rank = rank,
                          .max_ulp = (double)NAN,
                          .max_ulp_normal = (double)NAN,
                          .faults = COUNT_UNMEASURED,
                          .n = s->n,
                          .ns_per_element = s->ns_per_element,
                          .ns_low = s->ns_low,
                          .ns_high = s->ns_high,
                          .ratio_to_baseline = s->ratio_to_baseline,
                          .ratio_low = s->ratio_low,
                          .ratio_high = s->ratio_high,
                          .noise_floor = s->noise_floor,
                          .ratio_to_copy = s->ratio_to_copy,
                          .beyond_ratio_to_copy = beyond != NULL ? beyond->ratio_to_copy : (double)NAN,
                          .latency_ns = time_of(under(speed, s, usual_inputs, is_latency))};
    for (size_t i = 0; i < REGIONS; i++) {
        const double ns = time_of(under(speed, s, regions[i].distribution, is_same_size));
        memcpy((char *)&row + regions[i].field, &ns, sizeof ns);
    }
    COPY_TEXT(&row, s, run_id);
    COPY_TEXT(&row, s, function);
    COPY_TEXT(&row, s, op);
    COPY_TEXT(&row, s, dtype);
    COPY_TEXT(&row, s, params);
    COPY_TEXT(&row, s, impl);
    COPY_TEXT(&row, s, distribution);
    COPY_TEXT(&row, s, placement);
    COPY_TEXT(&row, s, mode);
    COPY_TEXT(&row, s, baseline);
    COPY_TEXT(&row, s, verdict);
    COPY_TEXT(&row, s, origin);
    snprintf(row.pareto, sizeof row.pareto, "%s", r->front[READING_ALL] ? "yes" : "no");
    if (r->accuracy != NULL && !isnan(r->accuracy->max_ulp_normal))
        snprintf(row.pareto_normal, sizeof row.pareto_normal, "%s", r->front[READING_NORMAL] ? "yes" : "no");
    if (r->accuracy != NULL) {
        COPY_TEXT(&row, r->accuracy, inputs);
        row.max_ulp = r->accuracy->max_ulp;
        row.max_ulp_normal = r->accuracy->max_ulp_normal;
        row.faults = r->accuracy->faults;
    }
    return row;
}

static bool is_first_of_kind(const table *speed, const speed_row *row)
{
    for (size_t i = 0; i < speed->count; i++) {
        const speed_row *other = table_row(speed, i);
        if (same_kind(other, row) && is_rival(other))
            return other == row;
    }
    return false;
}

table *comparison_of(const char *function, const table *accuracy, const table *speed)
{
    table *rows = table_new(&comparison_schema);
    rival *rivals = memory_or_exit(calloc(speed->count + 1, sizeof *rivals));
    for (size_t i = 0; i < speed->count; i++) {
        const speed_row *first = table_row(speed, i);
        if (strcmp(first->function, function) != 0 || !is_first_of_kind(speed, first))
            continue;
        const size_t count = gather(accuracy, speed, find_lead(speed, first), rivals);
        for (size_t k = 0; k < count; k++) {
            const comparison_row row = row_of(speed, &rivals[k], k + 1);
            table_append(rows, &row);
        }
    }
    free(rivals);
    return rows;
}
