/* Contenders gathered from accuracy.csv and from the comparison of speed.csv with it. */
#include "page/topics.h"

#include "reference/function.h"
#include "report/comparison.h"
#include "support/length.h"
#include "support/memory.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const char *const op_order[] = {"forward", "gradient", "grad_alpha", "grad_beta", NULL};
static const char *const dtype_order[] = {"f32", "f64", "f16", "bf16", NULL};

static int place_in(const char *const *order, const char *name)
{
    int i = 0;
    while (order[i] != NULL && strcmp(order[i], name) != 0)
        i++;
    return i;
}

static int by_name(const void *left, const void *right)
{
    const topic *a = left, *b = right;
    const int function = strcmp(a->function, b->function);
    const int op = place_in(op_order, a->op) - place_in(op_order, b->op);
    const int dtype = place_in(dtype_order, a->dtype) - place_in(dtype_order, b->dtype);
    return function != 0 ? function : op != 0 ? op : dtype != 0 ? dtype : strcmp(a->params, b->params);
}

static topic *find(topics *t, const char *function, const char *op, const char *dtype, const char *params)
{
    for (size_t i = 0; i < t->count; i++) {
        topic *found = &t->list[i];
        if (strcmp(found->function, function) == 0 && strcmp(found->op, op) == 0 && strcmp(found->dtype, dtype) == 0 &&
            strcmp(found->params, params) == 0)
            return found;
    }
    t->list = memory_or_exit(realloc(t->list, (t->count + 1) * sizeof *t->list));
    t->list[t->count] = (topic){function, op, dtype, params, NULL, 0};
    return &t->list[t->count++];
}

static participant *add(topic *t, const char *impl, const char *origin)
{
    for (size_t i = 0; i < t->count; i++)
        if (strcmp(t->contenders[i].impl, impl) == 0)
            return &t->contenders[i];
    t->contenders = memory_or_exit(realloc(t->contenders, (t->count + 1) * sizeof *t->contenders));
    t->contenders[t->count] = (participant){.impl = impl, .origin = origin[0] != '\0' ? origin : "other"};
    return &t->contenders[t->count++];
}

static bool is_compared(const topics *t, const char *function)
{
    for (size_t i = 0; i < t->comparison_count; i++)
        if (t->comparisons[i]->count > 0 &&
            strcmp(((const comparison_row *)table_row(t->comparisons[i], 0))->function, function) == 0)
            return true;
    return false;
}

/* Each function of speed.csv is compared once; memcpy and the A/A pairs, which measure the measurement, are none. */
static void add_speeds(topics *t, const run_files *files)
{
    for (size_t i = 0; files->speed != NULL && i < files->speed->count; i++) {
        const char *function = ((const speed_row *)table_row(files->speed, i))->function;
        if (function_find(function) == NULL || is_compared(t, function))
            continue;
        table *rows = comparison_of(function, files->accuracy, files->speed);
        t->comparisons = memory_or_exit(realloc(t->comparisons, (t->comparison_count + 1) * sizeof *t->comparisons));
        t->comparisons[t->comparison_count++] = rows;
        for (size_t r = 0; r < rows->count; r++) {
            const comparison_row *row = table_row(rows, r);
            add(find(t, row->function, row->op, row->dtype, row->params), row->impl, row->origin)->speed = row;
        }
    }
}

/* A file beside accuracy.csv, and where a contender's rows of it are noted. */
typedef struct detail_spans {
    const table *rows;
    size_t field; /* of contender */
    row_span *spans;
    size_t count;
} detail_spans;

static void add_accuracy(topics *t, const run_files *files)
{
    detail_spans details[] = {{.rows = files->bins, .field = offsetof(participant, bins)},
                              {.rows = files->histogram, .field = offsetof(participant, histogram)},
                              {.rows = files->offsets, .field = offsetof(participant, offsets)},
                              {.rows = files->properties, .field = offsetof(participant, properties)}};
    for (size_t k = 0; k < LENGTH(details); k++)
        details[k].spans = row_spans_of(details[k].rows, &details[k].count);
    for (size_t i = 0; files->accuracy != NULL && i < files->accuracy->count; i++) {
        const accuracy_row *row = table_row(files->accuracy, i);
        participant *c = add(find(t, row->function, row->op, row->dtype, row->params), row->impl, row->origin);
        c->accuracy = row;
        for (size_t k = 0; k < LENGTH(details); k++) {
            const row_span span = row_span_find(details[k].rows, details[k].spans, details[k].count, row);
            memcpy((char *)c + details[k].field, &span, sizeof span);
        }
    }
    for (size_t k = 0; k < LENGTH(details); k++)
        free(details[k].spans);
}

topics topics_of(const run_files *files)
{
    topics t = {0};
    add_speeds(&t, files);
    add_accuracy(&t, files);
    if (t.count > 0)
        qsort(t.list, t.count, sizeof *t.list, by_name);
    return t;
}

void topics_free(topics *t)
{
    for (size_t i = 0; i < t->count; i++)
        free(t->list[i].contenders);
    free(t->list);
    for (size_t i = 0; i < t->comparison_count; i++)
        table_free(t->comparisons[i]);
    free(t->comparisons);
    *t = (topics){0};
}

static const topic *like(const topics *t, const topic *of)
{
    for (size_t i = 0; i < t->count; i++)
        if (by_name(&t->list[i], of) == 0)
            return &t->list[i];
    return NULL;
}

void topics_link(topics *now, const topics *earlier)
{
    for (size_t i = 0; i < now->count; i++) {
        const topic *then = like(earlier, &now->list[i]);
        for (size_t k = 0; then != NULL && k < now->list[i].count; k++)
            for (size_t m = 0; m < then->count; m++)
                if (strcmp(then->contenders[m].impl, now->list[i].contenders[k].impl) == 0)
                    now->list[i].contenders[k].before = &then->contenders[m];
    }
}

bool participant_is_unsound(const participant *c)
{
    return c->accuracy == NULL || accuracy_row_faults(c->accuracy) == FAULTS_AT_NUMBERS || isnan(c->accuracy->max_ulp);
}

bool participant_is_sampled(const participant *c)
{
    return c->accuracy != NULL && strcmp(c->accuracy->inputs, "exhaustive") != 0;
}

bool participant_is_version(const topic *t, const participant *c)
{
    const size_t length = strcspn(c->impl, "@");
    if (c->impl[length] == '\0')
        return false;
    for (size_t i = 0; i < t->count; i++)
        if (strlen(t->contenders[i].impl) == length && strncmp(t->contenders[i].impl, c->impl, length) == 0)
            return true;
    return false;
}

static const char *const fault_words[] = {[FAULTS_NOWHERE] = "",
                                          [FAULTS_AT_INFINITY] = "\nwith a fault at an infinite input",
                                          [FAULTS_AT_NUMBERS] = "\nwith faults"};

void participant_describe(const participant *c, char *text, size_t size)
{
    int used = snprintf(text, size, "%s (%s)", c->impl, c->origin);
    if (c->accuracy != NULL && used > 0 && (size_t)used < size)
        used += snprintf(text + used, size - (size_t)used, "\nlargest error %s%.4g ulp at x = %s (bits %s)%s",
                         participant_is_sampled(c) ? "≥ " : "", c->accuracy->max_ulp, c->accuracy->max_ulp_x,
                         c->accuracy->max_ulp_x_bits, fault_words[accuracy_row_faults(c->accuracy)]);
    if (c->accuracy != NULL && !isnan(c->accuracy->claimed_bound_ulp) && used > 0 && (size_t)used < size)
        used += snprintf(text + used, size - (size_t)used, "\nclaims at most %.4g ulp", c->accuracy->claimed_bound_ulp);
    if (c->speed != NULL && used > 0 && (size_t)used < size)
        snprintf(text + used, size - (size_t)used, "\n%.3g ns an element [%.3g, %.3g], %.3g of %s's",
                 c->speed->ns_per_element, c->speed->ns_low, c->speed->ns_high, c->speed->ratio_to_baseline,
                 c->speed->baseline);
}
