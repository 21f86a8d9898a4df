/* How often an error is exceeded: the histogram of errors summed from above. */
#include "page/palette.h"
#include "page/pictures.h"
#include "report/entries.h"

#include <math.h>
#include <string.h>

enum { SERIES_MAX = 7, NAME_MOST = 40 };

static bool has_histogram(const participant *c)
{
    return c->histogram.count > 0;
}

static uint64_t total_of(const run_files *files, const participant *c)
{
    uint64_t total = 0;
    for (size_t i = 0; i < c->histogram.count; i++)
        total += ((const accuracy_histogram_row *)table_row(files->histogram, c->histogram.first + i))->count;
    return total;
}

/* A quarter of an octave is finer than a line shows. */
static void write_shares(FILE *to, const run_files *files, const participant *c)
{
    const uint64_t total = total_of(files, c);
    uint64_t above = total;
    double last = 0;
    for (size_t i = 0; i < c->histogram.count; i++) {
        const accuracy_histogram_row *row = table_row(files->histogram, c->histogram.first + i);
        if (i == 0 || i + 1 == c->histogram.count || row->from_ulp >= last * 1.09) {
            fprintf(to, "%.4g %.5g\n", picture_ulp(row->from_ulp), (double)above / (double)total);
            last = row->from_ulp;
        }
        above -= row->count;
        if (above == 0)
            fprintf(to, "%.4g %.5g\n", picture_ulp(isfinite(row->below_ulp) ? row->below_ulp : row->from_ulp),
                    (double)row->count / (double)total);
    }
}

bool error_share_picture(drawing *d, const run_files *files, const topic *t, picture *made)
{
    const participant *chosen[SERIES_MAX];
    const size_t count = picture_choose(t, has_histogram, chosen, SERIES_MAX);
    if (count == 0)
        return false;
    FILE *to = drawing_figure(d, 560, 400, &made->number);
    fputs(
        PICTURE_LOG("x") PICTURE_LOG(
            "y") "set format x '%g'\nset format y '%g'\nset xtics rotate by -45\nset xlabel 'error, ulp'\nset ylabel 'share of inputs with "
                 "a larger error'\nset key " PICTURE_KEY "\n"
                 "set yrange [1e-10:1.5]\nset arrow from first 0.5,graph 0 to first 0.5,graph 1 nohead back lw 1 dt 2 lc "
                 "rgb '#999999'\n",
        to);
    double most = 10;
    for (size_t i = 0; i < count; i++)
        if (chosen[i]->accuracy != NULL)
            most = fmax(most, picture_ulp(chosen[i]->accuracy->max_ulp));
    fprintf(to, "set xrange [%g:%g]\n", PICTURE_LEAST_ULP, most);
    for (size_t i = 0; i < count; i++) {
        fprintf(to, "$share%zu << EOD\n", i);
        write_shares(to, files, chosen[i]);
        fputs("EOD\n", to);
    }
    fputs("plot ", to);
    for (size_t i = 0; i < count; i++) {
        fprintf(to, "%s$share%zu using 1:2 with lines lc rgb '%s' lw 1.6 dt %zu title ", i > 0 ? ", " : "", i,
                palette_find(chosen[i]->origin)->color, i % 5 + 1);
        picture_quote(to, entry_variant(chosen[i]->impl), NAME_MOST);
    }
    fputs("\n", to);
    snprintf(made->label, sizeof made->label, "%s %s %s: share of inputs above each error", t->function, t->op,
             t->dtype);
    snprintf(
        made->caption, sizeof made->caption,
        "For each error, the share of all inputs whose error is larger. A correctly rounded result ends at 0.5 ulp "
        "(dashed).");
    return true;
}
