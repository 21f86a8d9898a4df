/* The histogram of whole ulps with their signs. */
#include "judge/tally.h"
#include "page/palette.h"
#include "page/pictures.h"
#include "report/entries.h"

#include <math.h>
#include <string.h>

enum { SERIES_MAX = 6, NAME_MOST = 40, CARD_ROOM = 512 };

/* Shares below are drawn at this line. */
static const double least_share = 1e-10;

static bool has_offsets(const participant *c)
{
    return c->offsets.count > 0;
}

/* Ranges stand side by side, from the farthest below to the farthest above. */
static double place_of(const accuracy_offset_row *row)
{
    const double near = fmin(fabs(row->from_floats), fabs(row->to_floats));
    return (double)offset_kind(copysign(near, row->from_floats + row->to_floats)) - OFFSET_RANGES;
}

static void name_range(const accuracy_offset_row *row, char *text, size_t size)
{
    if (row->from_floats == row->to_floats)
        snprintf(text, size, "%+g", row->from_floats);
    else
        snprintf(text, size, "%+g to %+g", row->from_floats, row->to_floats);
}

static void write_bars(FILE *to, drawing *d, const run_files *files, const participant *c)
{
    double all = 0;
    for (size_t i = 0; i < c->offsets.count; i++)
        all += (double)((const accuracy_offset_row *)table_row(files->offsets, c->offsets.first + i))->count;
    for (size_t i = 0; i < c->offsets.count; i++) {
        const accuracy_offset_row *row = table_row(files->offsets, c->offsets.first + i);
        char text[CARD_ROOM], range[TEXT_SHORT];
        const double share = (double)row->count / all;
        name_range(row, range, sizeof range);
        snprintf(text, sizeof text, "%s\n%s ulp from the nearest float: %.4g%% of the results (%llu)", c->impl, range,
                 100 * share, (unsigned long long)row->count);
        fprintf(to, "%g %.6g card:%zu\n", place_of(row), fmax(share, least_share),
                drawing_card(d, c->impl, palette_find(c->origin)->name, text));
    }
}

bool offset_picture(drawing *d, const run_files *files, const topic *t, picture *made)
{
    const participant *chosen[SERIES_MAX];
    const size_t count = picture_choose(t, has_offsets, chosen, SERIES_MAX);
    if (count == 0)
        return false;
    FILE *to = drawing_figure(d, 560, 400, &made->number);
    fprintf(
        to,
        PICTURE_LOG(
            "y") "set format y '%%g'\nset yrange [%g:2]\nset xrange [-8.6:8.6]\nset xtics ('−1025 …' -8, '−17' -7, "
                 "'−9' -6, '−5' -5, '−4' -4, '−3' -3, '−2' -2, '−1' -1, '0' 0, '+1' 1, '+2' 2, '+3' 3, '+4' 4, '+5' 5, '+9' 6, "
                 "'+17' 7, '+1025 …' 8) rotate by -60\nset xlabel 'distance from the nearest float, ulp'\nset ylabel 'share of "
                 "results'\nset key " PICTURE_KEY "\n",
        least_share);
    for (size_t i = 0; i < count; i++) {
        fprintf(to, "$bars%zu << EOD\n", i);
        write_bars(to, d, files, chosen[i]);
        fputs("EOD\n", to);
    }
    fputs("plot ", to);
    for (size_t i = 0; i < count; i++) {
        const palette_entry *entry = palette_find(chosen[i]->origin);
        fprintf(to, "%s$bars%zu using 1:2 with lines lc rgb '%s' lw 1.4 dt %zu title ", i > 0 ? ", " : "", i,
                entry->color, i % 5 + 1);
        picture_quote(to, entry_variant(chosen[i]->impl), NAME_MOST);
        fprintf(to, ", $bars%zu using 1:2:3 with labels hypertext point pt %d ps 0.6 lc rgb '%s' notitle", i,
                entry->shape, entry->color);
    }
    fputs("\n", to);
    snprintf(made->label, sizeof made->label, "%s %s %s: signed histogram of the error", t->function, t->op, t->dtype);
    snprintf(
        made->caption, sizeof made->caption,
        "How many floats the results are from the right one, those that are too large to the right: 0 is correctly "
        "rounded, a lopsided line is a bias. Beyond 4, a tick names the nearer end of a range.");
    return true;
}
