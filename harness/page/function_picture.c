/* The function itself, from the reference, and by how much implementations leave it, from their largest absolute errors. */
#include "page/palette.h"
#include "page/pictures.h"
#include "reference/function.h"
#include "report/entries.h"
#include "support/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SERIES_MAX = 4, NAME_MOST = 40, CARD_ROOM = 512, HALF_STEPS = 80, BINADES_MOST = 64 };

/* The picture shows |x| up to here. */
static const double widest = 8;

/* Binades below are too narrow to be seen. */
static const double narrowest = 0.0625;

/* What can be seen: an error of so much of the picture's height. */
static const double visible_share = 0.01;

typedef struct graph {
    double x[2 * HALF_STEPS + 1], y[2 * HALF_STEPS + 1];
} graph;

/* "alpha=1" as parameters. */
static params read_params(const function *f, const char *text)
{
    params asked = params_usual;
    for (size_t i = 0; i < PARAMETER_COUNT; i++) {
        char name[TEXT_SHORT];
        snprintf(name, sizeof name, "%s=", parameter_names[i]);
        const char *found = strstr(text, name);
        if (found != NULL)
            asked.value[i] = strtod(found + strlen(name), NULL);
    }
    return params_of(f, DTYPE_F32, &asked);
}

static bool fill(graph *g, const op_reference *of, const params *p)
{
    double m[HALF_STEPS + 1], plus[HALF_STEPS + 1], minus[HALF_STEPS + 1];
    if (of->filter == NULL)
        return false;
    for (size_t i = 0; i <= HALF_STEPS; i++)
        m[i] = widest * (double)i / HALF_STEPS;
    of->filter(m, plus, minus, HALF_STEPS + 1, p);
    for (size_t i = 0; i <= HALF_STEPS; i++) {
        g->x[HALF_STEPS + i] = m[i];
        g->y[HALF_STEPS + i] = plus[i];
        g->x[HALF_STEPS - i] = -m[i];
        if (i > 0)
            g->y[HALF_STEPS - i] = minus[i];
    }
    return true;
}

static void write_graph(FILE *to, const char *name, const graph *g)
{
    fprintf(to, "$%s << EOD\n", name);
    for (size_t i = 0; i < 2 * HALF_STEPS + 1; i++)
        if (isfinite(g->y[i]))
            fprintf(to, "%g %.4g\n", g->x[i], g->y[i]);
        else
            fputs("\n", to); /* a gap */
    fputs("EOD\n", to);
}

/* How high the graph is. */
static double height_of(const graph *g)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < 2 * HALF_STEPS + 1; i++)
        if (isfinite(g->y[i])) {
            low = fmin(low, g->y[i]);
            high = fmax(high, g->y[i]);
        }
    return high > low ? high - low : 1;
}

static double value_at(const graph *g, double x)
{
    const double place = (x / widest + 1) * HALF_STEPS;
    const size_t i = (size_t)fmin(fmax(place, 0), 2 * HALF_STEPS - 1);
    return g->y[i] + (place - (double)i) * (g->y[i + 1] - g->y[i]);
}

/* The middle of the row's binade; NaN where it is not in the picture. */
static double middle_of(const accuracy_bin_row *row)
{
    char *end;
    const long exponent = strtol(row->exponent, &end, 10);
    if (end == row->exponent || *end != '\0' || ldexp(1.5, (int)exponent) > widest ||
        ldexp(1, (int)exponent) < narrowest)
        return (double)NAN;
    return row->sign[0] == '-' ? -ldexp(1.5, (int)exponent) : ldexp(1.5, (int)exponent);
}

/* Bars at one place stand so far apart. */
static const double separation = 0.12;

/* The binades where a contender can be seen to leave the graph, as lines for gnuplot (to and d NULL: none is written); returns
 * their number. */
static size_t write_leaves(FILE *to, drawing *d, const run_files *files, const participant *c, const graph *g,
                           double aside)
{
    const double least = visible_share * height_of(g);
    size_t count = 0;
    for (size_t i = 0; i < c->bins.count && count < BINADES_MOST; i++) {
        const accuracy_bin_row *row = table_row(files->bins, c->bins.first + i);
        const double x = middle_of(row);
        if (isnan(x) || !(row->max_abs >= least) || isinf(row->max_abs))
            continue;
        char text[CARD_ROOM];
        const double off = fmin(row->max_abs, height_of(g));
        snprintf(text, sizeof text, "%s\n%s2^%s <= |x| < 2^(%s+1): off by up to %.4g", c->impl,
                 row->sign[0] == '-' ? "x < 0, " : "x > 0, ", row->exponent, row->exponent, row->max_abs);
        if (to != NULL && d != NULL)
            fprintf(to, "%g %g %g card:%zu\n", x + aside * separation, value_at(g, x), off,
                    drawing_card(d, c->impl, palette_find(c->origin)->name, text));
        count++;
    }
    return count;
}

/* Those that can be seen to leave the graph; their number. */
static size_t choose(const run_files *files, const topic *t, const graph *g, const participant **chosen)
{
    size_t count = 0;
    for (size_t i = 0; i < t->count && count < SERIES_MAX; i++)
        if (!participant_is_version(t, &t->contenders[i]) &&
            write_leaves(NULL, NULL, files, &t->contenders[i], g, 0) > 0)
            chosen[count++] = &t->contenders[i];
    return count;
}

bool function_picture(drawing *d, const run_files *files, const topic *t, picture *made)
{
    const function *f = function_find(t->function);
    if (f == NULL || strcmp(t->op, "forward") != 0 || strcmp(t->dtype, "f32") != 0)
        return false;
    const params p = read_params(f, t->params);
    graph *values = memory_or_exit(calloc(2, sizeof *values)), *slope = values + 1;
    if (!fill(values, &f->ops[OP_FORWARD], &p)) {
        free(values);
        return false;
    }
    const bool sloped = fill(slope, &f->ops[OP_GRADIENT], &p);
    const participant *chosen[SERIES_MAX];
    const size_t count = choose(files, t, values, chosen);
    FILE *to = drawing_figure(d, 560, 400, &made->number);
    fprintf(to, "set xrange [%g:%g]\nset format '%%g'\nset xlabel 'x'\nset ylabel 'value'\nset key " PICTURE_KEY "\n",
            -widest, widest);
    write_graph(to, "values", values);
    if (sloped)
        write_graph(to, "slope", slope);
    for (size_t i = 0; i < count; i++) {
        fprintf(to, "$leaves%zu << EOD\n", i);
        write_leaves(to, d, files, chosen[i], values, (double)i - (double)(count - 1) / 2);
        fputs("EOD\n", to);
    }
    fputs("plot $values using 1:2 with lines lc rgb 'black' lw 2 title ", to);
    picture_quote(to, t->function, NAME_MOST);
    if (sloped)
        fputs(", $slope using 1:2 with lines lc rgb '#999999' lw 1.4 dt 2 title 'slope'", to);
    for (size_t i = 0; i < count; i++) {
        const palette_entry *entry = palette_find(chosen[i]->origin);
        fprintf(to, ", $leaves%zu using 1:($2-$3):(0):(2*$3) with vectors nohead lc rgb '%s' lw 1.6 dt %zu title ", i,
                entry->color, i % 5 + 1);
        picture_quote(to, entry_variant(chosen[i]->impl), NAME_MOST);
        fprintf(to, ", $leaves%zu using 1:2:4 with labels hypertext point pt %d ps 0.25 lc rgb '%s' notitle", i,
                entry->shape, entry->color);
    }
    fputs("\n", to);
    snprintf(made->label, sizeof made->label, "%s %s: the function and its slope", t->function, t->params);
    snprintf(
        made->caption, sizeof made->caption,
        "The exact function, dashed its slope. Bars show where an implementation is off by more than 1%% of the height: from "
        "the largest absolute error of each binade of x.%s",
        count == 0 ? " Here none is." : "");
    free(values);
    return true;
}
