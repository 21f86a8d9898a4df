/* The figures of a run in the forms of services that keep their history. */
#include "gate/gate_print.h"
#include "report/json.h"
#include "rows/cell.h"
#include "rows/row_key.h"
#include "speed/fixtures.h"
#include "support/length.h"

#include <math.h>
#include <stdio.h>

/* One figure of each row of a file; NULL: it has no interval. */
typedef struct metric {
    const schema *schema;
    const char *slug, *unit, *column, *low, *high;
} metric;

static const metric metrics[] = {
    {&accuracy_schema, "max-ulp", "ulp", "max_ulp", NULL, NULL},
    {&speed_schema, "ns-per-element", "ns/element", "ns_per_element", "ns_low", "ns_high"},
    {&instructions_schema, "instructions-per-element", "instructions/element", "instructions_per_element", NULL, NULL},
};
enum { METRIC_COUNT = LENGTH(metrics) };

typedef struct printed_metric {
    const metric *metric;
    char subject[2 * TEXT_LONG];
    double value, low, high; /* low and high are NaN where there is no interval */
} printed_metric;

typedef void metric_printer(const printed_metric *m, FILE *to);

static double figure(const schema *s, const char *name, const void *row)
{
    return name == NULL ? (double)NAN : gate_figure(schema_column(s, name), row);
}

/* Whether another one follows is known only when it comes: the separator stands before it. */
static void print_table(const table *t, const metric *m, metric_printer *print, const char **separator, FILE *to)
{
    const column *impl = schema_column(m->schema, "impl");
    for (size_t i = 0; t != NULL && i < t->count; i++) {
        const void *row = table_row(t, i);
        printed_metric now = {.metric = m,
                              .value = figure(m->schema, m->column, row),
                              .low = figure(m->schema, m->low, row),
                              .high = figure(m->schema, m->high, row)};
        if (!isfinite(now.value) || fixture_is(cell_field(impl, row)))
            continue;
        row_print_key(m->schema, row, now.subject, sizeof now.subject);
        fputs(*separator, to);
        print(&now, to);
        *separator = ",\n";
    }
}

static void print_all(const stored_run *now, metric_printer *print, FILE *to)
{
    const table *const tables[METRIC_COUNT] = {now->accuracy, now->speed, now->instructions};
    const char *separator = "";
    const locale_t previous = c_locale_enter();
    for (size_t i = 0; i < METRIC_COUNT; i++)
        print_table(tables[i], &metrics[i], print, &separator, to);
    c_locale_leave(previous);
}

static void put_bmf(const printed_metric *m, FILE *to)
{
    json_put_string(m->subject, to);
    fprintf(to, ": {\"%s\": {\"value\": %.17g", m->metric->slug, m->value);
    if (isfinite(m->low) && isfinite(m->high))
        fprintf(to, ", \"lower_value\": %.17g, \"upper_value\": %.17g", m->low, m->high);
    fputs("}}", to);
}

void gate_print_bmf(const stored_run *now, FILE *to)
{
    fputs("{\n", to);
    print_all(now, put_bmf, to);
    fputs("\n}\n", to);
}

static void put_action_benchmark(const printed_metric *m, FILE *to)
{
    char name[3 * TEXT_LONG];
    snprintf(name, sizeof name, "%s %s", m->metric->slug, m->subject);
    fputs("{\"name\": ", to);
    json_put_string(name, to);
    fprintf(to, ", \"unit\": \"%s\", \"value\": %.17g", m->metric->unit, m->value);
    if (isfinite(m->low) && isfinite(m->high))
        fprintf(to, ", \"range\": \"%.6g .. %.6g\"", m->low, m->high);
    fputc('}', to);
}

void gate_print_action_benchmark(const stored_run *now, FILE *to)
{
    fputs("[\n", to);
    print_all(now, put_action_benchmark, to);
    fputs("\n]\n", to);
}
