/* Means over runs, line by line. */
#include "page/training_pictures.h"

#include "page/palette.h"
#include "rows/cell.h"
#include "support/length.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const training_picture training_pictures[] = {
    {"N03 N32", "vanish", "depth", "gradient_norm", 1, false, true, "Gradient of the first layer against depth",
     "hidden layers", "norm of the gradient, layer 1",
     "Before the first step. A line that falls is a gradient that vanishes with depth; the initialisation stands beside each activation."},
    {"N15 N16 N18 N25", "dead", "rate", "dead_share", 0, true, false, "Dead units against the learning rate",
     "learning rate", "share of dead units",
     "Units whose derivative is 0 for every training sample, mean over runs and epochs."},
    {"N27 N31 N33", "steps", "rate", "steps_to_loss", 0, true, true, "Steps to the training loss", "learning rate",
     "steps", "Runs that reached the loss, mean over seeds."},
    {"N33 N34", "accuracy", "epoch", "test_accuracy", 0, false, false, "Test accuracy over training", "epoch",
     "test accuracy", "Mean over runs, each activation at its own best rate."},
    {"N24", "mean", "depth", "mean_activation", 0, false, false, "Mean activation", "hidden layers", "mean output",
     "Mean output of the hidden units."},
};
const size_t training_picture_count = LENGTH(training_pictures);

enum { LINES_MAX = 14, PLACES_MAX = 64, NAME_ROOM = 2 * TEXT_SHORT + 4 };

typedef struct curve {
    const char *activation, *init;
    size_t places;
    double x[PLACES_MAX], sum[PLACES_MAX];
    size_t runs[PLACES_MAX];
} curve;

static double number_in(const column *c, const void *row)
{
    const void *field = (const char *)row + c->offset;
    if (c->kind == CELL_COUNT) {
        uint64_t count;
        memcpy(&count, field, sizeof count);
        return count == COUNT_UNMEASURED ? (double)NAN : (double)count;
    }
    double real;
    memcpy(&real, field, sizeof real);
    return real;
}

static const column *column_named(const schema *s, const char *name)
{
    for (size_t i = 0; i < s->column_count; i++)
        if (strcmp(s->columns[i].name, name) == 0)
            return &s->columns[i];
    return NULL;
}

static void add(curve *l, double x, double y)
{
    size_t i = 0;
    while (i < l->places && l->x[i] != x)
        i++;
    if (i == PLACES_MAX)
        return;
    if (i == l->places) {
        l->x[i] = x;
        l->sum[i] = 0;
        l->runs[i] = 0;
        l->places++;
    }
    l->sum[i] += y;
    l->runs[i]++;
}

/* Plain stochastic gradient descent: other ways to train have no lines of their own. */
static bool is_plain(const training_row *row)
{
    return (row->optimizer[0] == '\0' || strcmp(row->optimizer, "sgd") == 0) &&
           (row->normalisation[0] == '\0' || strcmp(row->normalisation, "none") == 0);
}

static bool has_a_line(const curve *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (lines[i].places > 1)
            return true;
    return false;
}

static size_t gather(const table *training, const training_picture *what, curve *lines)
{
    const column *x = column_named(training->schema, what->x), *y = column_named(training->schema, what->y);
    size_t count = 0;
    for (size_t i = 0; x != NULL && y != NULL && i < training->count; i++) {
        const training_row *row = table_row(training, i);
        if (strcmp(row->experiment, what->experiment) != 0 || (long)row->layer != what->layer || !is_plain(row))
            continue;
        const double at = number_in(x, row), value = number_in(y, row);
        if (!isfinite(at) || !isfinite(value))
            continue;
        size_t k = 0;
        while (k < count &&
               (strcmp(lines[k].activation, row->activation) != 0 || strcmp(lines[k].init, row->init) != 0))
            k++;
        if (k == LINES_MAX)
            continue;
        if (k == count)
            lines[count++] = (curve){.activation = row->activation, .init = row->init};
        add(&lines[k], at, value);
    }
    return count;
}

/* In order of x. */
static void write_line(FILE *to, const curve *l, bool log_y)
{
    double last = -INFINITY;
    for (size_t written = 0; written < l->places; written++) {
        size_t next = l->places;
        for (size_t i = 0; i < l->places; i++)
            if (l->x[i] > last && (next == l->places || l->x[i] < l->x[next]))
                next = i;
        if (next == l->places)
            return;
        last = l->x[next];
        const double mean = l->sum[next] / (double)l->runs[next];
        if (!log_y || mean > 0)
            fprintf(to, "%.6g %.6g\n", l->x[next], mean);
    }
}

bool training_picture_draw(drawing *d, const table *training, const training_picture *what, picture *made)
{
    curve *lines = calloc(LINES_MAX, sizeof *lines);
    const size_t count = lines != NULL ? gather(training, what, lines) : 0;
    if (!has_a_line(lines, count)) {
        free(lines);
        return false;
    }
    FILE *to = drawing_figure(d, 960, 400, &made->number);
    fprintf(to,
            "set xlabel '%s'\nset ylabel '%s'\nset format '%%g'\n"
            "set key " PICTURE_KEY "\n%s%s",
            what->x_title, what->y_title, what->log_x ? PICTURE_LOG("x") : "", what->log_y ? PICTURE_LOG("y") : "");
    for (size_t i = 0; i < count; i++) {
        fprintf(to, "$line%zu << EOD\n", i);
        write_line(to, &lines[i], what->log_y);
        fputs("EOD\n", to);
    }
    fputs("plot ", to);
    for (size_t i = 0; i < count; i++) {
        char name[NAME_ROOM];
        snprintf(name, sizeof name, "%s, %s", lines[i].activation, lines[i].init);
        const palette_entry *entry = &palette[i % palette_count];
        fprintf(to, "%s$line%zu using 1:2 with linespoints lc rgb '%s' pt %d ps 0.6 dt %zu title ", i > 0 ? ", " : "",
                i, entry->color, entry->shape, i / palette_count + 1);
        picture_quote(to, name, sizeof name);
    }
    fputs("\n", to);
    snprintf(made->label, sizeof made->label, "%s", what->title);
    snprintf(made->caption, sizeof made->caption, "%s", what->caption);
    free(lines);
    return true;
}
