/* Times by implementation and by size of the array. */
#include "page/palette.h"
#include "page/pictures.h"
#include "report/entries.h"
#include "support/length.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

enum { ROWS_MAX = 40, SERIES_MAX = 8, NAME_MOST = 36, CARD_ROOM = 512, ROW_HEIGHT = 20 };

bool ratio_picture(drawing *d, const run_files *files, const topic *t, picture *made)
{
    (void)files;
    const participant *timed[ROWS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < t->count && count < ROWS_MAX; i++) {
        const comparison_row *s = t->contenders[i].speed;
        if (s != NULL && isfinite(s->ratio_low) && isfinite(s->ratio_high) && s->ratio_to_baseline > 0)
            timed[count++] = &t->contenders[i];
    }
    if (count < 2)
        return false;
    const double floor = timed[0]->speed->noise_floor;
    FILE *to = drawing_figure(d, 560, 90 + ROW_HEIGHT * (int)count, &made->number);
    double low = 1, high = 1;
    for (size_t i = 0; i < count; i++) {
        low = fmin(low, timed[i]->speed->ratio_low);
        high = fmax(high, timed[i]->speed->ratio_high);
    }
    fprintf(to, "set xrange [%.6g:%.6g]\n", low / 1.1, high * 1.1);
    fprintf(to, PICTURE_LOG("x") "set format x '%%g'\nset yrange [%zu.5:-0.5]\nset xlabel ", count - 1);
    char axis[TEXT_LONG];
    snprintf(axis, sizeof axis, "time, in times of %s", timed[0]->speed->baseline);
    picture_quote(to, axis, sizeof axis);
    fputs("\nset ytics (", to);
    for (size_t i = 0; i < count; i++) {
        fputs(i > 0 ? ", " : "", to);
        picture_quote(to, entry_variant(timed[i]->impl), NAME_MOST);
        fprintf(to, " %zu", i);
    }
    fputs(")\n", to);
    if (isfinite(floor))
        fprintf(
            to,
            "set object rectangle from first %g,graph 0 to first %g,graph 1 fc rgb '#999999' fs solid 0.25 noborder "
            "back\n",
            1 / (1 + floor), 1 + floor);
    for (size_t i = 0; i < count; i++) {
        const comparison_row *s = timed[i]->speed;
        char text[CARD_ROOM];
        participant_describe(timed[i], text, sizeof text);
        fprintf(to, "$row%zu << EOD\n%.6g %zu %.6g %.6g card:%zu\nEOD\n", i, s->ratio_to_baseline, i, s->ratio_low,
                s->ratio_high, drawing_card(d, timed[i]->impl, palette_find(timed[i]->origin)->name, text));
    }
    fputs("plot ", to);
    for (size_t i = 0; i < count; i++) {
        const palette_entry *entry = palette_find(timed[i]->origin);
        fprintf(
            to,
            "%s$row%zu using 1:2:3:4 with xerrorbars lc rgb '%s' pt 0, $row%zu using 1:2:5 with labels hypertext point "
            "pt %d ps 0.8 lc rgb '%s'",
            i > 0 ? ", " : "", i, entry->color, i, entry->shape, entry->color);
    }
    fputs("\n", to);
    snprintf(made->label, sizeof made->label, "%s %s %s: ratios of time", t->function, t->op, t->dtype);
    snprintf(
        made->caption, sizeof made->caption,
        "Paired ratios with 95%% intervals; the grey band is the noise floor, within which identical code seems to "
        "differ (n = %llu, %s).",
        (unsigned long long)timed[0]->speed->n, timed[0]->speed->distribution);
    return true;
}

static bool is_timed(const participant *c)
{
    return c->speed != NULL;
}

static bool is_of(const speed_row *row, const topic *t, const participant *c)
{
    return strcmp(row->impl, c->impl) == 0 && strcmp(row->function, t->function) == 0 && strcmp(row->op, t->op) == 0 &&
           strcmp(row->dtype, t->dtype) == 0 && strcmp(row->params, t->params) == 0 &&
           strcmp(row->mode, "throughput") == 0 && strcmp(row->distribution, c->speed->distribution) == 0 &&
           strcmp(row->placement, c->speed->placement) == 0 && row->threads == 1;
}

/* The row of the next larger array; NULL: there is none. */
static const speed_row *next_size(const run_files *files, const topic *t, const participant *c, uint64_t n)
{
    const speed_row *next = NULL;
    for (size_t i = 0; i < files->speed->count; i++) {
        const speed_row *row = table_row(files->speed, i);
        if (is_of(row, t, c) && row->n > n && (next == NULL || row->n < next->n))
            next = row;
    }
    return next;
}

static void write_sizes(FILE *to, const run_files *files, const topic *t, const participant *c)
{
    const speed_row *row = next_size(files, t, c, 0);
    for (; row != NULL; row = next_size(files, t, c, row->n))
        fprintf(to, "%llu %.5g\n", (unsigned long long)row->n, row->ns_per_element);
}

bool size_picture(drawing *d, const run_files *files, const topic *t, picture *made)
{
    const participant *chosen[SERIES_MAX];
    const size_t count = files->speed != NULL ? picture_choose(t, is_timed, chosen, SERIES_MAX) : 0;
    bool several = false;
    for (size_t i = 0; i < count; i++)
        several |= next_size(files, t, chosen[i], chosen[i]->speed->n) != NULL;
    if (!several)
        return false;
    FILE *to = drawing_figure(d, 560, 380, &made->number);
    for (size_t i = 0; i < count; i++) {
        fprintf(to, "$size%zu << EOD\n", i);
        write_sizes(to, files, t, chosen[i]);
        fputs("EOD\n", to);
    }
    fputs(PICTURE_LOG("x") PICTURE_LOG(
              "y") "set format x '%.0f'\nset logscale x 2\nset format y '%g'\nset xlabel 'elements of the array'\n"
                   "set ylabel 'ns an element'\nset key " PICTURE_KEY "\nplot ",
          to);
    for (size_t i = 0; i < count; i++) {
        const palette_entry *entry = palette_find(chosen[i]->origin);
        fprintf(to, "%s$size%zu using 1:2 with linespoints lc rgb '%s' pt %d ps 0.6 dt %zu title ", i > 0 ? ", " : "",
                i, entry->color, entry->shape, i % 5 + 1);
        picture_quote(to, entry_variant(chosen[i]->impl), NAME_MOST);
    }
    fputs("\n", to);
    snprintf(made->label, sizeof made->label, "%s %s %s: time against size", t->function, t->op, t->dtype);
    snprintf(made->caption, sizeof made->caption,
             "Time an element by the size of the array: where the caches end, memory "
             "takes over.");
    return true;
}

/* Kinds of inputs and of calls, as the rows of a comparison have them. */
static const struct {
    const char *name;
    size_t field;
} kinds_of_time[] = {
    {"N(0,4)", offsetof(comparison_row, ns_per_element)},  {"near 0", offsetof(comparison_row, ns_near_0)},
    {"middle", offsetof(comparison_row, ns_middle)},       {"saturated", offsetof(comparison_row, ns_saturated)},
    {"subnormal", offsetof(comparison_row, ns_subnormal)}, {"latency", offsetof(comparison_row, latency_ns)}};

static double time_in(const participant *c, size_t kind)
{
    double ns;
    memcpy(&ns, (const char *)c->speed + kinds_of_time[kind].field, sizeof ns);
    return ns;
}

/* Whether it has times beside the usual one. */
static bool has_regions(const participant *c)
{
    for (size_t k = 1; c->speed != NULL && k < LENGTH(kinds_of_time); k++)
        if (time_in(c, k) > 0)
            return true;
    return false;
}

bool region_picture(drawing *d, const run_files *files, const topic *t, picture *made)
{
    (void)files;
    const participant *chosen[SERIES_MAX];
    const size_t count = picture_choose(t, has_regions, chosen, SERIES_MAX);
    if (count < 2)
        return false;
    /* Those that anybody has, from 1 on. */
    size_t measured[LENGTH(kinds_of_time)] = {0}, kinds = 0;
    for (size_t k = 0; k < LENGTH(kinds_of_time); k++)
        for (size_t i = 0; i < count && measured[k] == 0; i++)
            if (time_in(chosen[i], k) > 0)
                measured[k] = ++kinds;
    FILE *to = drawing_figure(d, 560, 380, &made->number);
    fprintf(
        to,
        PICTURE_LOG(
            "y") "set format y '%%g'\nset ylabel 'ns an element'\nset xlabel 'inputs; latency: one call that waits for "
                 "the one before'\nset xrange [-0.5:%zu.5]\nset key " PICTURE_KEY "\nset xtics (",
        kinds - 1);
    for (size_t k = 0; k < LENGTH(kinds_of_time); k++)
        if (measured[k] > 0)
            fprintf(to, "%s'%s' %zu", k > 0 ? ", " : "", kinds_of_time[k].name, measured[k] - 1);
    fputs(") rotate by -20\n", to);
    for (size_t i = 0; i < count; i++) {
        fprintf(to, "$region%zu << EOD\n", i);
        for (size_t k = 0; k < LENGTH(kinds_of_time); k++)
            if (time_in(chosen[i], k) > 0) {
                char text[CARD_ROOM];
                snprintf(text, sizeof text, "%s\n%s: %.3g ns", chosen[i]->impl, kinds_of_time[k].name,
                         time_in(chosen[i], k));
                fprintf(to, "%g %.5g card:%zu\n", (double)(measured[k] - 1) + 0.05 * ((double)i - (double)count / 2),
                        time_in(chosen[i], k),
                        drawing_card(d, chosen[i]->impl, palette_find(chosen[i]->origin)->name, text));
            }
        fputs("EOD\n", to);
    }
    fputs("plot ", to);
    for (size_t i = 0; i < count; i++) {
        const palette_entry *entry = palette_find(chosen[i]->origin);
        fprintf(to, "%s$region%zu using 1:2 with lines lc rgb '%s' lw 0.7 dt %zu title ", i > 0 ? ", " : "", i,
                entry->color, i % 5 + 1);
        picture_quote(to, entry_variant(chosen[i]->impl), NAME_MOST);
        fprintf(to, ", $region%zu using 1:2:3 with labels hypertext point pt %d ps 0.8 lc rgb '%s' notitle", i,
                entry->shape, entry->color);
    }
    fputs("\n", to);
    snprintf(made->label, sizeof made->label, "%s %s %s: times by the kind of input", t->function, t->op, t->dtype);
    snprintf(
        made->caption, sizeof made->caption,
        "Time an element at inputs drawn from N(0,4) and, where they were measured, near 0, where the function bends, "
        "where it saturates and at subnormal numbers; and the latency of one call. A line that rises has a slow path.");
    return true;
}
