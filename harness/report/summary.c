#include "report/summary.h"

#include "report/figures.h"
#include "report/grid.h"
#include "rows/cell.h"
#include "rows/rows.h"
#include "support/memory.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { SUMMARY_N = 4096, SPEED_COLUMNS = 3, ACCURACY_COLUMNS = 5 };

/* One implementation's line: what is known of it; at least one of the two is. */
typedef struct entry {
    const char *function, *op, *dtype, *params, *impl;
    const accuracy_row *accuracy;
    const speed_row *speed;
    bool printed;
} entry;

/* The entries of one function, op, dtype and parameters, by the first of each kind of row; NULL: there is
 * none. */
typedef struct group {
    const entry *first;
    const accuracy_row *accuracy;
    const speed_row *speed;
    const char *baseline;
} group;

static bool same_group(const entry *a, const entry *b)
{
    return strcmp(a->function, b->function) == 0 && strcmp(a->op, b->op) == 0 &&
           strcmp(a->dtype, b->dtype) == 0 && strcmp(a->params, b->params) == 0;
}

static bool summarised(const speed_row *row)
{
    return row->n == SUMMARY_N && strcmp(row->mode, "throughput") == 0 &&
           strcmp(row->placement, "out_of_place") == 0;
}

/* Gives the speed to the entry of the same implementation, or to a new one; returns the number of entries. */
static size_t add_speed(entry *entries, size_t count, const speed_row *row)
{
    const entry wanted = {.function = row->function,
                          .op = row->op,
                          .dtype = row->dtype,
                          .params = row->params,
                          .impl = row->impl,
                          .speed = row};
    for (size_t i = 0; i < count; i++)
        if (same_group(&entries[i], &wanted) && strcmp(entries[i].impl, wanted.impl) == 0) {
            if (entries[i].speed == NULL)
                entries[i].speed = row;
            return count;
        }
    entries[count] = wanted;
    return count + 1;
}

static size_t gather(const table *accuracy, const table *speed, entry *entries)
{
    size_t count = 0;
    for (size_t i = 0; accuracy != NULL && i < accuracy->count; i++) {
        const accuracy_row *row = table_row(accuracy, i);
        entries[count++] = (entry){.function = row->function,
                                   .op = row->op,
                                   .dtype = row->dtype,
                                   .params = row->params,
                                   .impl = row->impl,
                                   .accuracy = row};
    }
    for (size_t i = 0; speed != NULL && i < speed->count; i++) {
        const speed_row *row = table_row(speed, i);
        if (summarised(row))
            count = add_speed(entries, count, row);
    }
    return count;
}

static const char *variant(const char *impl)
{
    const char *slash = strchr(impl, '/');
    return slash != NULL ? slash + 1 : impl;
}

static bool above_claim(const entry *e)
{
    return e->accuracy != NULL && accuracy_row_breaks_claim(e->accuracy);
}

/* With that many decimals; NaN, which was not measured, as a dash. */
static void add_number(grid *g, int decimals, double value)
{
    if (isnan(value))
        grid_add(g, "-");
    else
        grid_addf(g, "%.*f", decimals, value);
}

static void add_dashes(grid *g, int count)
{
    while (count-- > 0)
        grid_add(g, "-");
}

/* The ratio and the wider side of its interval, in percent of it, rounded up. */
static void add_ratio(grid *g, double ratio, double low, double high)
{
    const double percent = 100 * fmax(high - ratio, ratio - low) / ratio;
    if (isnan(low) || isnan(high) || isnan(percent))
        add_number(g, ratio < 10 ? 3 : 2, ratio);
    else if (percent < 10)
        grid_addf(g, "%.*f ±%.1f%%", ratio < 10 ? 3 : 2, ratio, ceil(10 * percent) / 10);
    else
        grid_addf(g, "%.*f ±%.0f%%", ratio < 10 ? 3 : 2, ratio, ceil(percent));
}

static void add_speed_cells(grid *g, const speed_row *row)
{
    if (row == NULL) {
        add_dashes(g, SPEED_COLUMNS);
        return;
    }
    add_number(g, 3, row->ns_per_element);
    add_number(g, 2, row->ratio_to_copy);
    add_ratio(g, row->ratio_to_baseline, row->ratio_low, row->ratio_high);
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

static void add_accuracy_cells(grid *g, const entry *e)
{
    const accuracy_row *row = e->accuracy;
    if (row == NULL) {
        add_dashes(g, ACCURACY_COLUMNS);
        return;
    }
    figure_add_max_ulp(g, row, above_claim(e) ? " !" : "");
    if (row->max_ulp_x[0] != '\0')
        grid_addf(g, "%.5g", strtod(row->max_ulp_x, NULL));
    else
        grid_add(g, "-");
    add_share(g, row->misrounded, row->n);
    grid_addf(g, "%ju", (uintmax_t)row->faults);
    add_monotone(g, row);
}

static group group_of(const entry *entries, size_t count, const entry *first)
{
    group found = {.first = first, .baseline = "/baseline"};
    for (const entry *e = entries; e < entries + count; e++) {
        if (!same_group(e, first))
            continue;
        if (found.accuracy == NULL)
            found.accuracy = e->accuracy;
        if (found.speed == NULL && e->speed != NULL) {
            found.speed = e->speed;
            if (e->speed->baseline[0] != '\0')
                found.baseline = e->speed->baseline;
        }
    }
    return found;
}

/* "sigmoid forward f32", then on what inputs and at what speed setting the rows below stand. */
static void print_heading(const group *of, FILE *out)
{
    const entry *first = of->first;
    const bool with_params = first->params[0] != '\0';
    fprintf(out, "\n%s%s%s%s %s %s", first->function, with_params ? "(" : "", first->params,
            with_params ? ")" : "", first->op, first->dtype);
    if (of->accuracy != NULL && figure_is_of_all_inputs(of->accuracy))
        fprintf(out, "; errors over all %ju inputs", (uintmax_t)of->accuracy->n);
    else if (of->accuracy != NULL)
        fprintf(out, "; errors over %ju inputs (%s)", (uintmax_t)of->accuracy->n, of->accuracy->inputs);
    if (of->speed != NULL)
        fprintf(out, "; speed at n = %d, %s", SUMMARY_N, of->speed->distribution);
    fputs("\n", out);
}

/* Titles of what the group has; returns their number. */
static size_t list_columns(const group *of, const char *baseline, grid_column *columns)
{
    const grid_column speed[SPEED_COLUMNS] = {{"ns/elem", true}, {"x memcpy", true}, {baseline, true}};
    static const grid_column accuracy[ACCURACY_COLUMNS] = {
        {"max ULP", true}, {"at x", true}, {"misrounded", true}, {"faults", true}, {"monotone", true}};
    size_t count = 0;
    columns[count++] = (grid_column){"implementation", false};
    for (size_t i = 0; of->speed != NULL && i < SPEED_COLUMNS; i++)
        columns[count++] = speed[i];
    for (size_t i = 0; of->accuracy != NULL && i < ACCURACY_COLUMNS; i++)
        columns[count++] = accuracy[i];
    return count;
}

static void print_group(entry *entries, size_t count, const entry *first, FILE *out)
{
    const group of = group_of(entries, count, first);
    char baseline[TEXT_NAME + 2];
    snprintf(baseline, sizeof baseline, "x %s", variant(of.baseline));
    grid_column columns[1 + SPEED_COLUMNS + ACCURACY_COLUMNS];
    grid *g = grid_new(columns, list_columns(&of, baseline, columns));
    bool marked = false;
    for (entry *e = entries; e < entries + count; e++) {
        if (!same_group(e, first))
            continue;
        grid_add(g, variant(e->impl));
        if (of.speed != NULL)
            add_speed_cells(g, e->speed);
        if (of.accuracy != NULL)
            add_accuracy_cells(g, e);
        marked = marked || above_claim(e);
        e->printed = true;
    }
    print_heading(&of, out);
    grid_print(g, out);
    if (marked)
        fputs("  ! above the bound that the implementation claims\n", out);
    grid_free(g);
}

void summary_print(const table *accuracy, const table *speed, FILE *out)
{
    const size_t most = (accuracy != NULL ? accuracy->count : 0) + (speed != NULL ? speed->count : 0);
    entry *entries = memory_or_exit(calloc(most + 1, sizeof *entries));
    const locale_t previous = c_locale_enter();
    const size_t count = gather(accuracy, speed, entries);
    for (size_t i = 0; i < count; i++)
        if (!entries[i].printed)
            print_group(entries, count, &entries[i], out);
    c_locale_leave(previous);
    free(entries);
}
