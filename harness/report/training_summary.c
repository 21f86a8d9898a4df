#include "report/training_summary.h"

#include "report/grid.h"
#include "rows/rows.h"
#include "support/memory.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The figures that are worth a line's space; an experiment shows those that it measured. */
static const struct {
    grid_column column;
    size_t offset;
} figures[] = {
    {{"train loss", true}, offsetof(training_row, train_loss)},
    {{"train acc.", true}, offsetof(training_row, train_accuracy)},
    {{"test acc.", true}, offsetof(training_row, test_accuracy)},
    {{"steps to loss", true}, offsetof(training_row, steps_to_loss)},
    {{"dead", true}, offsetof(training_row, dead_share)},
    {{"gradient, 1st layer", true}, offsetof(training_row, gradient_norm)},
    {{"mean", true}, offsetof(training_row, mean_activation)},
    {{"alpha", true}, offsetof(training_row, alpha)},
    {{"s/epoch", true}, offsetof(training_row, epoch_seconds)},
    {{"forward", true}, offsetof(training_row, forward_share)},
    {{"backward", true}, offsetof(training_row, gradient_share)},
};
enum { FIGURES = sizeof figures / sizeof figures[0] };

static const grid_column keys[] = {{"activation", false}, {"kernel", false}, {"init", false},
                                   {"depth", true},       {"rate", true},    {"alpha 0", true},
                                   {"samples", true},     {"sound", true}};
enum { KEYS = sizeof keys / sizeof keys[0] };

/* One line: the runs that differ in nothing but the seed. */
typedef struct line {
    const training_row *first;
    size_t runs, sound, counts[FIGURES];
    double sums[FIGURES];
} line;

static bool same_real(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static bool same_table(const training_row *a, const training_row *b)
{
    return strcmp(a->experiment, b->experiment) == 0 && strcmp(a->data, b->data) == 0;
}

static bool same_line(const training_row *a, const training_row *b)
{
    return same_table(a, b) && strcmp(a->activation, b->activation) == 0 &&
           strcmp(a->kernel, b->kernel) == 0 && strcmp(a->gradient_kernel, b->gradient_kernel) == 0 &&
           strcmp(a->init, b->init) == 0 && a->depth == b->depth && a->width == b->width &&
           a->samples == b->samples && same_real(a->rate, b->rate) &&
           same_real(a->alpha_start, b->alpha_start);
}

/* Whether later, a row of the same run, says more of the whole network. */
static bool supersedes(const training_row *later, const training_row *row)
{
    return later->epoch > row->epoch ? later->layer <= row->layer : later->layer < row->layer;
}

/* The row that stands for the run that begins at row i; *end is where the next begins. */
static const training_row *run_row(const table *t, size_t i, size_t *end)
{
    const training_row *best = table_row(t, i);
    for (*end = i + 1; *end < t->count; (*end)++) {
        const training_row *row = table_row(t, *end);
        if (!same_line(row, best) || row->seed != best->seed)
            break;
        if (supersedes(row, best))
            best = row;
    }
    return best;
}

static void add(line *l, const training_row *row)
{
    l->runs++;
    if (strcmp(row->status, "ok") != 0)
        return;
    l->sound++;
    for (size_t i = 0; i < FIGURES; i++) {
        const double value = *(const double *)((const char *)row + figures[i].offset);
        if (isnan(value))
            continue;
        l->counts[i]++;
        l->sums[i] += value;
    }
}

/* Gathers the lines of all tables in the order of their first run; returns their number. */
static size_t gather(const table *t, line *lines)
{
    size_t count = 0, end;
    for (size_t i = 0; i < t->count; i = end) {
        const training_row *row = run_row(t, i, &end);
        if (strncmp(row->experiment, "tune_", 5) == 0)
            continue;
        size_t at = 0;
        while (at < count && !same_line(lines[at].first, row))
            at++;
        if (at == count)
            lines[count++] = (line){.first = row};
        add(&lines[at], row);
    }
    return count;
}

static void print_table(const line *lines, size_t count, FILE *out)
{
    grid_column columns[KEYS + FIGURES];
    size_t chosen[FIGURES], shown = 0;
    memcpy(columns, keys, sizeof keys);
    for (size_t f = 0; f < FIGURES; f++) {
        bool measured = false;
        for (size_t i = 0; i < count; i++)
            measured = measured || lines[i].counts[f] > 0;
        if (measured) {
            columns[KEYS + shown] = figures[f].column;
            chosen[shown++] = f;
        }
    }
    grid *g = grid_new(columns, KEYS + shown);
    for (size_t i = 0; i < count; i++) {
        const training_row *row = lines[i].first;
        const char *variant = strchr(row->kernel, '/');
        grid_add(g, row->activation);
        grid_add(g, variant ? variant + 1 : row->kernel);
        grid_add(g, row->init);
        grid_addf(g, "%llu", (unsigned long long)row->depth);
        grid_addf(g, isnan(row->rate) ? "" : "%.3g", row->rate);
        grid_addf(g, isnan(row->alpha_start) ? "" : "%.3g", row->alpha_start);
        grid_addf(g, "%llu", (unsigned long long)row->samples);
        grid_addf(g, "%zu/%zu", lines[i].sound, lines[i].runs);
        for (size_t s = 0; s < shown; s++) {
            const size_t f = chosen[s];
            grid_addf(g, lines[i].counts[f] ? "%.4g" : "", lines[i].sums[f] / (double)lines[i].counts[f]);
        }
    }
    fprintf(out, "%s (%s)\n", lines[0].first->experiment, lines[0].first->data);
    grid_print(g, out);
    fprintf(out, "\n");
    grid_free(g);
}

void training_summary_print(const table *t, FILE *out)
{
    line *lines = memory_or_exit(calloc(t->count + 1, sizeof *lines));
    const size_t count = gather(t, lines);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && same_table(lines[i].first, lines[end].first);)
            end++;
        print_table(lines + i, end - i, out);
    }
    free(lines);
}
