#include "report/summary.h"

#include "report/entries.h"
#include "report/figures.h"
#include "report/grid.h"
#include "report/workloads.h"
#include "rows/cell.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* How many further workloads stand side by side. */
enum { ACCURACY_COLUMNS = 5, FLUSHED_COLUMNS = 1, SIDE_BY_SIDE = 2 };

static bool above_claim(const entry *e)
{
    return e->accuracy != NULL && accuracy_row_breaks_claim(e->accuracy);
}

static void add_share(grid *g, uint64_t part, uint64_t whole)
{
    const double percent = 100 * (double)part / (double)whole;
    if (part == COUNT_UNMEASURED)
        grid_add(g, "-");
    else if (part == 0)
        grid_add(g, "0");
    else if (percent < 0.01)
        grid_add(g, "<0.01%");
    else
        grid_addf(g, "%.2f%%", percent);
}

static void add_monotone(grid *g, const accuracy_row *row)
{
    if (row->non_monotone == COUNT_UNMEASURED)
        grid_add(g, "-");
    else if (row->non_monotone > 0)
        grid_addf(g, "%ju", (uintmax_t)row->non_monotone);
    else
        grid_add(g, figure_is_of_all_inputs(row) ? "yes" : "none seen");
}

/* What the group's rows may flush in a second judgement; NULL: there was none. */
static const char *flushes_of(const entries *s, const entry *first)
{
    for (const entry *e = s->list; e < s->list + s->count; e++)
        if (entry_same_group(e, first) && e->accuracy != NULL && e->accuracy->flushes[0] != '\0')
            return e->accuracy->flushes;
    return NULL;
}

static void add_accuracy_cells(grid *g, const entry *e, size_t columns)
{
    const accuracy_row *row = e->accuracy;
    if (row == NULL) {
        figure_add_dashes(g, columns);
        return;
    }
    figure_add_max_ulp(g, row->max_ulp, figure_is_of_all_inputs(row), above_claim(e) ? " !" : "");
    if (row->max_ulp_x[0] != '\0')
        grid_addf(g, "%.5g", strtod(row->max_ulp_x, NULL));
    else
        grid_add(g, "-");
    add_share(g, row->misrounded, row->n);
    grid_addf(g, "%ju", (uintmax_t)row->faults);
    add_monotone(g, row);
    if (columns > ACCURACY_COLUMNS)
        figure_add_max_ulp(g, row->flushed_max_ulp, figure_is_of_all_inputs(row), "");
}

/* "sigmoid forward f32", then on what inputs and under which workload the rows below stand. */
static void print_heading(const entry_group *of, const accuracy_row *accuracy, const speed_row *load, FILE *out)
{
    const entry *first = of->first;
    const bool with_params = first->params[0] != '\0';
    char workload[TEXT_LONG];
    fprintf(out, "\n%s%s%s%s %s %s", first->function, with_params ? "(" : "", first->params, with_params ? ")" : "",
            first->op, first->dtype);
    if (accuracy != NULL && figure_is_of_all_inputs(accuracy))
        fprintf(out, "; errors over all %ju inputs", (uintmax_t)accuracy->n);
    else if (accuracy != NULL)
        fprintf(out, "; errors over %ju inputs (%s)", (uintmax_t)accuracy->n, accuracy->inputs);
    if (load != NULL) {
        const workload_name name = workload_name_of(load);
        workload_describe(&name, workload, sizeof workload);
        fprintf(out, "; speed at %s", workload);
    }
    fputs("\n", out);
}

/* Titles of what the table has; returns their number. */
static size_t list_columns(const entry_group *of, const char *flushed_title, size_t speed_columns,
                           size_t accuracy_columns, grid_column *columns)
{
    const grid_column speed[FIGURE_SPEED_WIDE] = {
        {"ns/elem", true}, {"x memcpy", true}, {of->baseline, true}, {"verdict", false}};
    const grid_column accuracy[ACCURACY_COLUMNS + FLUSHED_COLUMNS] = {{"max ULP", true},    {"at x", true},
                                                                      {"misrounded", true}, {"faults", true},
                                                                      {"monotone", true},   {flushed_title, true}};
    size_t count = 0;
    columns[count++] = (grid_column){"implementation", false};
    for (size_t i = 0; i < speed_columns; i++)
        columns[count++] = speed[i];
    for (size_t i = 0; i < accuracy_columns; i++)
        columns[count++] = accuracy[i];
    return count;
}

/* One table of the entries that have accuracy, which may be NULL, or a speed under load, which may be, too. */
static void print_section(const entries *s, const entry_group *of, const accuracy_row *accuracy, const speed_row *load,
                          FILE *out)
{
    const size_t speed_columns = load == NULL ? 0 : accuracy == NULL ? FIGURE_SPEED_WIDE : FIGURE_SPEED_NARROW;
    const char *flushes = flushes_of(s, of->first);
    char flushed_title[TEXT_NAME];
    snprintf(flushed_title, sizeof flushed_title, "max ULP, %s", flushes != NULL ? flushes : "");
    const size_t accuracy_columns = accuracy == NULL ? 0 : ACCURACY_COLUMNS + (flushes != NULL ? FLUSHED_COLUMNS : 0);
    grid_column columns[1 + FIGURE_SPEED_WIDE + ACCURACY_COLUMNS + FLUSHED_COLUMNS];
    grid *g = grid_new(columns, list_columns(of, flushed_title, speed_columns, accuracy_columns, columns));
    bool marked = false;
    for (const entry *e = s->list; e < s->list + s->count; e++) {
        const speed_row *row = entry_same_group(e, of->first) ? entry_speed(s, e, load) : NULL;
        if (!entry_same_group(e, of->first) || (row == NULL && (accuracy == NULL || e->accuracy == NULL)))
            continue;
        grid_add(g, entry_variant(e->impl));
        if (load != NULL)
            figure_add_speed(g, row, speed_columns);
        if (accuracy != NULL)
            add_accuracy_cells(g, e, accuracy_columns);
        marked = marked || (accuracy != NULL && above_claim(e));
    }
    print_heading(of, accuracy, load, out);
    grid_print(g, out);
    if (marked)
        fputs("  ! above the bound that the implementation claims\n", out);
    grid_free(g);
}

/* A table of up to SIDE_BY_SIDE further workloads; each is titled by what differs from the one that leads. */
static void print_beside(const entries *s, const entry_group *of, const speed_row *const *loads, size_t count,
                         FILE *out)
{
    char titles[SIDE_BY_SIDE][TEXT_LONG];
    grid_column columns[1 + SIDE_BY_SIDE * FIGURE_SPEED_NARROW] = {{"ns/elem at", false}};
    for (size_t i = 0; i < count; i++) {
        grid_column *own = &columns[1 + i * FIGURE_SPEED_NARROW];
        const workload_name name = workload_name_beside(loads[i], of->loads[0]);
        workload_describe(&name, titles[i], sizeof titles[i]);
        own[0] = (grid_column){titles[i], true};
        own[1] = (grid_column){"x memcpy", true};
        own[2] = (grid_column){of->baseline, true};
    }
    grid *g = grid_new(columns, 1 + count * FIGURE_SPEED_NARROW);
    for (const entry *e = s->list; e < s->list + s->count; e++) {
        const speed_row *rows[SIDE_BY_SIDE] = {NULL};
        bool any = false;
        for (size_t i = 0; i < count && entry_same_group(e, of->first); i++) {
            rows[i] = entry_speed(s, e, loads[i]);
            any = any || rows[i] != NULL;
        }
        if (!any)
            continue;
        grid_add(g, entry_variant(e->impl));
        for (size_t i = 0; i < count; i++)
            figure_add_speed(g, rows[i], FIGURE_SPEED_NARROW);
    }
    fputs("\n", out);
    grid_print(g, out);
    grid_free(g);
}

/* Beside the usual workload the others are told in short; without it each has a table of its own. */
static void print_group(const entries *s, const entry *first, FILE *out)
{
    entry_group of = group_of(s, first);
    const bool in_short = of.load_count > 0 && workload_is_usual(of.loads[0]);
    print_section(s, &of, of.accuracy, of.loads[0], out);
    for (size_t i = 1; i < of.load_count; i += in_short ? SIDE_BY_SIDE : 1) {
        const size_t left = of.load_count - i;
        if (in_short)
            print_beside(s, &of, of.loads + i, left < SIDE_BY_SIDE ? left : SIDE_BY_SIDE, out);
        else
            print_section(s, &of, NULL, of.loads[i], out);
    }
    group_free(&of);
}

/* What the marks in the cells of speeds mean, where there are any. */
static void explain_marks(const table *speed, FILE *out)
{
    bool few = false, streams = false;
    for (size_t i = 0; speed != NULL && i < speed->count; i++) {
        const speed_row *row = table_row(speed, i);
        few = few || isnan(row->ns_low);
        streams = streams || strcmp(row->streams, "yes") == 0;
    }
    if (few)
        fputs("\n(0.123): from fewer than six processes, no interval\n", out);
    if (streams)
        fputs("\ns: stores past the caches\n", out);
}

void summary_print(const table *accuracy, const table *speed, FILE *out)
{
    entries s = entries_of(accuracy, speed);
    const locale_t previous = c_locale_enter();
    for (size_t i = 0; i < s.count; i++)
        if (entry_is_first(&s, &s.list[i]))
            print_group(&s, &s.list[i], out);
    explain_marks(speed, out);
    c_locale_leave(previous);
    entries_free(&s);
}
