#include "report/comparison.h"
#include "report/entries.h"
#include "report/figures.h"
#include "report/grid.h"
#include "report/workloads.h"
#include "rows/cell.h"
#include "rows/rows.h"
#include "support/length.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* A row and how many more are of its kind, down to the last in the ranking. */
typedef struct ranked_row {
    const comparison_row *rows;
    size_t count;
} ranked_row;

static void add_figure(grid *g, const char *format, double value)
{
    char text[TEXT_SHORT] = "-";
    if (isfinite(value))
        snprintf(text, sizeof text, format, value);
    grid_add(g, text);
}

static void add_ratio(grid *g, const comparison_row *row)
{
    if (isnan(row->ratio_low))
        add_figure(g, "%.3f", row->ratio_to_baseline);
    else
        grid_addf(g, "%.3f [%.3f, %.3f]", row->ratio_to_baseline, row->ratio_low, row->ratio_high);
}

static void add_error(grid *g, const comparison_row *row, double ulp)
{
    if (isnan(ulp))
        grid_add(g, "-");
    else
        figure_add_max_ulp(g, ulp, strcmp(row->inputs, "exhaustive") == 0, "");
}

static void print_ranking(ranked_row r, FILE *out)
{
    char to_baseline[TEXT_NAME + 8];
    snprintf(to_baseline, sizeof to_baseline, "x %s", entry_variant(r.rows->baseline));
    const grid_column columns[] = {
        {"", false},       {"implementation", false}, {"max ULP", true},  {"normal", true},   {"faults", true},
        {"ns/elem", true}, {to_baseline, true},       {"verdict", false}, {"x memcpy", true}, {"large n", true}};
    grid *g = grid_new(columns, LENGTH(columns));
    for (const comparison_row *row = r.rows; row < r.rows + r.count; row++) {
        const bool judged = !isnan(row->max_ulp);
        grid_addf(g, "%s%s", strcmp(row->pareto, "yes") == 0 ? "*" : "",
                  strcmp(row->pareto_normal, "yes") == 0 ? "n" : "");
        grid_add(g, entry_variant(row->impl));
        add_error(g, row, row->max_ulp);
        add_error(g, row, row->max_ulp_normal);
        add_figure(g, "%.0f", judged ? (double)row->faults : (double)NAN);
        add_figure(g, isnan(row->ns_low) ? "(%.3f)" : "%.3f", row->ns_per_element);
        add_ratio(g, row);
        grid_add(g, row->verdict);
        add_figure(g, "%.2f", row->ratio_to_copy);
        add_figure(g, "%.2f", row->beyond_ratio_to_copy);
    }
    grid_print(g, out);
    grid_free(g);
}

static void print_regions(ranked_row r, FILE *out)
{
    const grid_column columns[] = {
        {"ns/elem by inputs", false}, {r.rows->distribution, true}, {"near 0", true},     {"middle", true},
        {"saturated", true},          {"subnormal", true},          {"latency, ns", true}};
    grid *g = grid_new(columns, LENGTH(columns));
    for (const comparison_row *row = r.rows; row < r.rows + r.count; row++) {
        grid_add(g, entry_variant(row->impl));
        add_figure(g, "%.3f", row->ns_per_element);
        add_figure(g, "%.3f", row->ns_near_0);
        add_figure(g, "%.3f", row->ns_middle);
        add_figure(g, "%.3f", row->ns_saturated);
        add_figure(g, "%.3f", row->ns_subnormal);
        add_figure(g, "%.2f", row->latency_ns);
    }
    fputc('\n', out);
    grid_print(g, out);
    grid_free(g);
}

static void print_heading(const comparison_row *row, FILE *out)
{
    char workload[TEXT_LONG];
    const workload_name name = {row->n, row->distribution, row->mode, row->placement};
    workload_describe(&name, workload, sizeof workload);
    fprintf(out, "\n%s %s %s%s%s; %s", row->function, row->op, row->dtype, row->params[0] != '\0' ? " " : "",
            row->params, workload);
    if (!isnan(row->noise_floor))
        fprintf(out, ", differences below %.2f%% are noise", 100 * row->noise_floor);
    fputs("; large n: x memcpy beyond the caches\n"
          "* on the Pareto front: nothing without faults is both as fast and as exact; n: on that of errors at normal "
          "results\n",
          out);
}

void comparison_print(const table *rows, FILE *out)
{
    const locale_t previous = c_locale_enter();
    ranked_row r = {NULL, 0};
    for (size_t i = 0; i < rows->count; i += r.count) {
        r = (ranked_row){table_row(rows, i), 1};
        while (i + r.count < rows->count && r.rows[r.count].rank > r.rows->rank)
            r.count++;
        print_heading(r.rows, out);
        print_ranking(r, out);
        print_regions(r, out);
    }
    c_locale_leave(previous);
}
