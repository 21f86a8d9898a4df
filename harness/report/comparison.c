#include "report/comparison.h"
#include "report/figures.h"
#include "report/grid.h"
#include "rows/rows.h"
#include "support/memory.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { NEAR_N = 4096 };
static const char *const usual = "N(0,4)", *const usual_positive = "|N(0,4)|";

/* What the second table shows beside the usual inputs, all at n = 4096. */
static const char *const regions[] = {"near 0", "middle", "saturated", "subnormal"};
enum { REGIONS = sizeof regions / sizeof regions[0] };

typedef struct rival {
    const speed_row *speed;       /* throughput at n = 4096 on the usual inputs */
    const accuracy_row *accuracy; /* NULL: not judged */
    double ulp;                   /* infinite with faults or unjudged */
    bool front;
} rival;

static bool is_usual(const speed_row *row)
{
    return row->n == NEAR_N && strcmp(row->mode, "throughput") == 0 &&
           strcmp(row->placement, "out_of_place") == 0 &&
           (strcmp(row->distribution, usual) == 0 || strcmp(row->distribution, usual_positive) == 0);
}

static bool same_kind(const speed_row *a, const speed_row *b)
{
    return strcmp(a->op, b->op) == 0 && strcmp(a->dtype, b->dtype) == 0 && strcmp(a->params, b->params) == 0;
}

/* A reference that stands in every group is compared with memcpy there: no rival in that row. */
static bool is_rival(const speed_row *row)
{
    const size_t length = strlen(row->function);
    return strncmp(row->baseline, row->function, length) == 0 && row->baseline[length] == '/';
}

static const accuracy_row *accuracy_of(const table *accuracy, const speed_row *row)
{
    for (size_t i = 0; accuracy != NULL && i < accuracy->count; i++) {
        const accuracy_row *a = table_row(accuracy, i);
        if (strcmp(a->impl, row->impl) == 0 && strcmp(a->op, row->op) == 0 &&
            strcmp(a->dtype, row->dtype) == 0 && strcmp(a->params, row->params) == 0)
            return a;
    }
    return NULL;
}

static bool clearly_faster(const speed_row *a, const speed_row *b)
{
    return a->ratio_high < b->ratio_low ||
           (strcmp(b->impl, b->baseline) == 0 && strcmp(a->verdict, "faster") == 0) ||
           (strcmp(a->impl, a->baseline) == 0 && strcmp(b->verdict, "slower") == 0);
}

static bool beats(const rival *a, const rival *b)
{
    return (a->ulp <= b->ulp && clearly_faster(a->speed, b->speed)) ||
           (a->ulp < b->ulp && a->speed->ns_per_element <= b->speed->ns_per_element);
}

static int by_time(const void *left, const void *right)
{
    const double a = ((const rival *)left)->speed->ns_per_element,
                 b = ((const rival *)right)->speed->ns_per_element;
    return (a > b) - (a < b);
}

/* The rivals of the same kind as `first`, ranked; returns their number. */
static size_t gather(const table *accuracy, const table *speed, const speed_row *first, rival *rivals)
{
    size_t count = 0;
    for (size_t i = 0; i < speed->count; i++) {
        const speed_row *row = table_row(speed, i);
        if (strcmp(row->function, first->function) != 0 || !same_kind(row, first) || !is_usual(row) ||
            !is_rival(row))
            continue;
        const accuracy_row *a = accuracy_of(accuracy, row);
        const bool sound = a != NULL && a->faults == 0;
        rivals[count++] = (rival){row, a, sound ? a->max_ulp : (double)INFINITY, sound};
    }
    qsort(rivals, count, sizeof *rivals, by_time);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++)
            rivals[i].front = rivals[i].front && !beats(&rivals[k], &rivals[i]);
    return count;
}

/* The row of the same implementation under another workload, NULL if there is none. n 0: an array beyond the
 * cache. */
static const speed_row *under(const table *speed, const speed_row *of, const char *mode,
                              const char *distribution, uint64_t n)
{
    for (size_t i = 0; i < speed->count; i++) {
        const speed_row *row = table_row(speed, i);
        const char *name = row->distribution + (row->distribution[0] == '|');
        if (strcmp(row->impl, of->impl) == 0 && same_kind(row, of) && strcmp(row->mode, mode) == 0 &&
            strcmp(row->placement, of->placement) == 0 &&
            strncmp(name, distribution, strlen(distribution)) == 0 &&
            (n == 0 ? row->n > NEAR_N : row->n == n))
            return row;
    }
    return NULL;
}

static void add_figure(grid *g, const char *format, double value)
{
    char text[TEXT_SHORT] = "-";
    if (isfinite(value))
        snprintf(text, sizeof text, format, value);
    grid_add(g, text);
}

static const char *variant(const char *impl)
{
    return strchr(impl, '/') + 1;
}

static void add_ratio(grid *g, const speed_row *row)
{
    if (isnan(row->ratio_low))
        add_figure(g, "%.3f", row->ratio_to_baseline);
    else
        grid_addf(g, "%.3f [%.3f, %.3f]", row->ratio_to_baseline, row->ratio_low, row->ratio_high);
}

static void print_ranking(const table *speed, const rival *rivals, size_t count, FILE *out)
{
    char to_baseline[TEXT_NAME + 8];
    snprintf(to_baseline, sizeof to_baseline, "x %s", variant(rivals[0].speed->baseline));
    const grid_column columns[] = {{"", false},        {"implementation", false}, {"max ULP", true},
                                   {"faults", true},   {"ns/elem", true},         {to_baseline, true},
                                   {"verdict", false}, {"x memcpy", true},        {"large n", true}};
    grid *g = grid_new(columns, sizeof columns / sizeof columns[0]);
    for (const rival *r = rivals; r < rivals + count; r++) {
        const speed_row *beyond = under(speed, r->speed, "throughput", usual, 0);
        grid_add(g, r->front ? "*" : "");
        grid_add(g, variant(r->speed->impl));
        if (r->accuracy == NULL)
            grid_add(g, "-");
        else
            figure_add_max_ulp(g, r->accuracy->max_ulp, figure_is_of_all_inputs(r->accuracy), "");
        add_figure(g, "%.0f", r->accuracy == NULL ? (double)NAN : (double)r->accuracy->faults);
        add_figure(g, "%.3f", r->speed->ns_per_element);
        add_ratio(g, r->speed);
        grid_add(g, r->speed->verdict);
        add_figure(g, "%.2f", r->speed->ratio_to_copy);
        add_figure(g, "%.2f", beyond == NULL ? (double)NAN : beyond->ratio_to_copy);
    }
    grid_print(g, out);
    grid_free(g);
}

static void print_regions(const table *speed, const rival *rivals, size_t count, FILE *out)
{
    grid_column columns[REGIONS + 3] = {{"ns/elem by inputs", false}, {usual, true}};
    for (size_t i = 0; i < REGIONS; i++)
        columns[2 + i] = (grid_column){regions[i], true};
    columns[2 + REGIONS] = (grid_column){"latency, ns", true};
    grid *g = grid_new(columns, REGIONS + 3);
    for (const rival *r = rivals; r < rivals + count; r++) {
        grid_add(g, variant(r->speed->impl));
        add_figure(g, "%.3f", r->speed->ns_per_element);
        for (size_t i = 0; i < REGIONS; i++) {
            const speed_row *row = under(speed, r->speed, "throughput", regions[i], NEAR_N);
            add_figure(g, "%.3f", row == NULL ? (double)NAN : row->ns_per_element);
        }
        const speed_row *latency = under(speed, r->speed, "latency", usual, 1);
        add_figure(g, "%.2f", latency == NULL ? (double)NAN : latency->ns_per_element);
    }
    fputc('\n', out);
    grid_print(g, out);
    grid_free(g);
}

static bool is_first_of_kind(const table *speed, const speed_row *row)
{
    for (size_t i = 0; i < speed->count; i++) {
        const speed_row *other = table_row(speed, i);
        if (strcmp(other->function, row->function) == 0 && same_kind(other, row) && is_usual(other) &&
            is_rival(other))
            return other == row;
    }
    return false;
}

static void print_heading(const speed_row *row, FILE *out)
{
    fprintf(out, "\n%s %s %s%s%s; n = %d", row->function, row->op, row->dtype,
            row->params[0] != '\0' ? " " : "", row->params, NEAR_N);
    if (!isnan(row->noise_floor))
        fprintf(out, ", differences below %.2f%% are noise", 100 * row->noise_floor);
    fputs("; large n: x memcpy beyond the caches\n"
          "* on the Pareto front: nothing without faults is both as fast and as exact\n",
          out);
}

void comparison_print(const char *function, const table *accuracy, const table *speed, FILE *out)
{
    rival *rivals = memory_or_exit(calloc(speed->count + 1, sizeof *rivals));
    for (size_t i = 0; i < speed->count; i++) {
        const speed_row *row = table_row(speed, i);
        if (strcmp(row->function, function) != 0 || !is_first_of_kind(speed, row))
            continue;
        const size_t count = gather(accuracy, speed, row, rivals);
        print_heading(row, out);
        print_ranking(speed, rivals, count, out);
        print_regions(speed, rivals, count, out);
    }
    free(rivals);
}
