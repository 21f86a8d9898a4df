#include "report/training_summary.h"

#include "report/grid.h"
#include "rows/cell.h"
#include "rows/row_key.h"
#include "rows/rows.h"
#include "support/length.h"
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
    {{"test loss", true}, offsetof(training_row, test_loss)},
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
enum { FIGURES = LENGTH(figures) };

/* What tells the lines of a table apart, by the column's name; what is the same in all of them goes to its title. */
static const struct {
    grid_column column;
    const char *name;
} keys[] = {
    {{"activation", false}, "activation"}, {{"init", false}, "init"},  {{"optimizer", false}, "optimizer"},
    {{"norm", false}, "normalisation"},    {{"depth", true}, "depth"}, {{"width", true}, "width"},
    {{"samples", true}, "samples"},        {{"rate", true}, "rate"},   {{"alpha 0", true}, "alpha_start"},
};
enum { KEYS = LENGTH(keys) };

/* Kernels matter where time was taken: nothing else depends on them but for rounding. */
static const grid_column kernel_column = {"kernel", false}, sound_column = {"sound", true},
                         others_column = {"others", false};

/* How a run ends that is not sound. */
static const char *const failures[] = {"constant", "diverged", "nan"};
enum { FAILURES = LENGTH(failures) };

/* One line: the runs that differ in nothing but the seed. */
typedef struct summary_line {
    const training_row *first;
    bool searched; /* each run has the rate that was found for it */
    size_t runs, sound, failed[FAILURES], counts[FIGURES];
    double sums[FIGURES];
} summary_line;

static bool same_table(const training_row *a, const training_row *b)
{
    return rows_agree(&training_schema, KEY_TASK, a, b);
}

/* With a rate that was searched it tells no lines apart. */
static bool same_line(const training_row *a, const training_row *b, bool searched)
{
    training_row like = *b;
    if (searched)
        like.rate = a->rate;
    return rows_agree(&training_schema, KEY_TASK | KEY_IMPL | KEY_SETTING, a, &like);
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
        if (!rows_agree(&training_schema, KEY_CELLS & ~KEY_MOMENT, row, best))
            break;
        if (supersedes(row, best))
            best = row;
    }
    return best;
}

static void add(summary_line *l, const training_row *row)
{
    l->runs++;
    for (size_t i = 0; i < FAILURES; i++)
        l->failed[i] += strcmp(row->status, failures[i]) == 0;
    if (strcmp(row->status, "ok") != 0)
        return;
    l->sound++;
    for (size_t i = 0; i < FIGURES; i++) {
        const double value = *(const double *)(const void *)((const char *)row + figures[i].offset);
        if (isnan(value))
            continue;
        l->counts[i]++;
        l->sums[i] += value;
    }
}

static const char search_prefix[] = "tune_", half_prefix[] = "half_";

static bool has_prefix(const training_row *row, const char *prefix)
{
    return strncmp(row->experiment, prefix, strlen(prefix)) == 0;
}

/* Whether the table has runs that looked for this row's rate. */
static bool rate_was_searched(const table *t, const training_row *row)
{
    for (size_t i = 0; i < t->count; i++) {
        const training_row *other = table_row(t, i);
        if (has_prefix(other, search_prefix) && strcmp(other->data, row->data) == 0 &&
            strcmp(other->experiment + strlen(search_prefix), row->experiment) == 0)
            return true;
    }
    return false;
}

/* Gathers the lines of all tables in the order of their first run; returns their number. */
static size_t gather(const table *t, summary_line *lines)
{
    size_t count = 0, end;
    for (size_t i = 0; i < t->count; i = end) {
        const training_row *row = run_row(t, i, &end);
        if (has_prefix(row, search_prefix) || has_prefix(row, half_prefix))
            continue;
        size_t at = 0;
        while (at < count && !same_line(lines[at].first, row, lines[at].searched))
            at++;
        if (at == count)
            lines[count++] = (summary_line){.first = row, .searched = rate_was_searched(t, row)};
        add(&lines[at], row);
    }
    return count;
}

static const column *key_column(size_t key)
{
    return schema_column(&training_schema, keys[key].name);
}

static bool is_searched_rate(const summary_line *l, size_t key)
{
    return l->searched && strcmp(keys[key].name, "rate") == 0;
}

/* Writes a key's value; nothing where there is none. */
static void describe_key(const summary_line *l, size_t key, char *text, size_t size)
{
    const training_row *row = l->first;
    const column *c = key_column(key);
    text[0] = '\0';
    if (is_searched_rate(l, key))
        return;
    char number[CELL_NUMBER_SIZE];
    if (c->kind == CELL_REAL && !cell_is_unmeasured(c, row))
        snprintf(text, size, "%.3g", *(const double *)cell_field(c, row));
    else
        snprintf(text, size, "%s", cell_text(c, row, number));
}

/* Which columns a table has. */
typedef struct layout {
    bool keys[KEYS], kernel, others, figures[FIGURES];
} layout;

static layout layout_of(const summary_line *lines, size_t count)
{
    layout shown = {.keys = {true}};
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 1; k < KEYS; k++)
            shown.keys[k] = shown.keys[k] || (!is_searched_rate(&lines[i], k) &&
                                              !cells_agree(key_column(k), lines[0].first, lines[i].first));
        for (size_t f = 0; f < FIGURES; f++)
            shown.figures[f] = shown.figures[f] || lines[i].counts[f] > 0;
        shown.others = shown.others || lines[i].sound < lines[i].runs;
        shown.kernel = shown.kernel || !isnan(lines[i].first->epoch_seconds);
    }
    return shown;
}

static size_t list_columns(const layout *shown, grid_column *columns)
{
    size_t count = 0;
    for (size_t k = 0; k < KEYS; k++)
        if (shown->keys[k])
            columns[count++] = keys[k].column;
    if (shown->kernel)
        columns[count++] = kernel_column;
    columns[count++] = sound_column;
    if (shown->others)
        columns[count++] = others_column;
    for (size_t f = 0; f < FIGURES; f++)
        if (shown->figures[f])
            columns[count++] = figures[f].column;
    return count;
}

/* "2 diverged, 1 nan" */
static void describe_failures(const summary_line *l, char *text, size_t size)
{
    text[0] = '\0';
    for (size_t i = 0; i < FAILURES; i++) {
        const size_t used = strlen(text);
        if (l->failed[i] > 0)
            snprintf(text + used, size - used, "%s%zu %s", used > 0 ? ", " : "", l->failed[i], failures[i]);
    }
}

static void add_line(grid *g, const layout *shown, const summary_line *l)
{
    for (size_t k = 0; k < KEYS; k++)
        if (shown->keys[k]) {
            char text[TEXT_NAME];
            describe_key(l, k, text, sizeof text);
            grid_add(g, text);
        }
    if (shown->kernel)
        grid_add(g, l->first->kernel);
    grid_addf(g, "%zu/%zu", l->sound, l->runs);
    if (shown->others) {
        char text[TEXT_NAME];
        describe_failures(l, text, sizeof text);
        grid_add(g, text);
    }
    for (size_t f = 0; f < FIGURES; f++)
        if (shown->figures[f])
            grid_addf(g, l->counts[f] > 0 ? "%.4g" : "-", l->sums[f] / (double)l->counts[f]);
}

/* The experiment, and what all its lines have in common. */
static void print_title(const summary_line *l, const layout *shown, FILE *out)
{
    fprintf(out, "%s (%s", l->first->experiment, l->first->data);
    for (size_t k = 0; k < KEYS; k++) {
        char text[TEXT_NAME];
        describe_key(l, k, text, sizeof text);
        if (!shown->keys[k] && text[0] != '\0')
            fprintf(out, ", %s %s", keys[k].column.title, text);
    }
    fprintf(out, ")\n");
}

static void print_table(const summary_line *lines, size_t count, FILE *out)
{
    grid_column columns[KEYS + 3 + FIGURES];
    const layout shown = layout_of(lines, count);
    grid *g = grid_new(columns, list_columns(&shown, columns));
    for (size_t i = 0; i < count; i++)
        add_line(g, &shown, &lines[i]);
    print_title(&lines[0], &shown, out);
    grid_print(g, out);
    fprintf(out, "\n");
    grid_free(g);
}

void training_summary_print(const table *t, FILE *out)
{
    summary_line *lines = memory_or_exit(calloc(t->count + 1, sizeof *lines));
    const size_t count = gather(t, lines);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && same_table(lines[i].first, lines[end].first);)
            end++;
        print_table(lines + i, end - i, out);
    }
    free(lines);
}
