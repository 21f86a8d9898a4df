/* The error along x. The axis has the floats in order: a binade is as wide as any other, 0 is in the middle. */
#include "page/palette.h"
#include "page/pictures.h"
#include "report/entries.h"
#include "support/length.h"
#include "support/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SERIES_MAX = 7, CARD_ROOM = 512, NAME_MOST = 40 };

bool contender_has_bins(const participant *c)
{
    return c->bins.count > 0;
}

/* The exponents that an axis must reach: those of the finite binades that the chosen have rows of. */
typedef struct reach {
    long lowest, highest;
} reach;

static bool binade_of(const accuracy_bin_row *row, const reach *r, double *place)
{
    char *end;
    long exponent = strtol(row->exponent, &end, 10);
    if (strcmp(row->exponent, "subnormal") == 0)
        exponent = r->lowest - 1;
    else if (end == row->exponent || *end != '\0')
        return false;
    *place = (double)(exponent - r->lowest + 2) - 0.5;
    if (row->sign[0] == '-')
        *place = -*place;
    return true;
}

static reach reach_of(const run_files *files, const participant *const *chosen, size_t count)
{
    reach r = {0, 0};
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < chosen[i]->bins.count; k++) {
            const accuracy_bin_row *row = table_row(files->bins, chosen[i]->bins.first + k);
            char *end;
            const long exponent = strtol(row->exponent, &end, 10);
            if (end == row->exponent)
                continue;
            r.lowest = exponent < r.lowest ? exponent : r.lowest;
            r.highest = exponent > r.highest ? exponent : r.highest;
        }
    return r;
}

typedef struct bend {
    double place, most, mean;
    const accuracy_bin_row *row;
} bend;

static int by_place(const void *left, const void *right)
{
    const double a = ((const bend *)left)->place, b = ((const bend *)right)->place;
    return (a > b) - (a < b);
}

static size_t gather(const run_files *files, const participant *c, const reach *r, bend *bends)
{
    size_t count = 0;
    for (size_t k = 0; k < c->bins.count; k++) {
        const accuracy_bin_row *row = table_row(files->bins, c->bins.first + k);
        double place;
        if (!binade_of(row, r, &place) || isnan(row->max_ulp))
            continue;
        bends[count++] = (bend){place, picture_ulp(row->max_ulp), picture_ulp(row->mean_ulp), row};
    }
    qsort(bends, count, sizeof *bends, by_place);
    return count;
}

static bool is_near(double a, double b)
{
    return fabs(a - b) <= 0.01 * fabs(b);
}

/* Leaves out what lies between two neighbours of its own height. */
static void write_line(FILE *to, const bend *bends, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (i == 0 || i + 1 == count || !is_near(bends[i].most, bends[i - 1].most) ||
            !is_near(bends[i].most, bends[i + 1].most) || !is_near(bends[i].mean, bends[i - 1].mean) ||
            !is_near(bends[i].mean, bends[i + 1].mean))
            fprintf(to, "%g %.4g %.4g\n", bends[i].place, bends[i].most, bends[i].mean);
}

static const bend *worst_of(const bend *bends, size_t count)
{
    const bend *worst = bends;
    for (size_t i = 1; i < count; i++)
        if (bends[i].most > worst->most)
            worst = &bends[i];
    return worst;
}

/* Powers of two that say where on the axis one is. */
static void write_tics(FILE *to, const reach *r)
{
    const long span = r->highest - r->lowest + 1, step = span > 1000 ? 512 : span > 64 ? 32 : span > 16 ? 8 : 4;
    fputs("set xtics ('0' 0", to);
    for (long e = r->highest / step * step; e >= r->lowest; e -= step) {
        const double place = (double)(e - r->lowest + 1);
        fputs(", '", to);
        picture_power_of_two(to, e);
        fprintf(to, "' %g, '-", place);
        picture_power_of_two(to, e);
        fprintf(to, "' %g", -place);
    }
    fputs(") rotate by -45 font ',12'\n", to);
}

/* Where a contender begins to do something, as a mark at the upper edge. */
typedef struct beginning {
    const char *what;
    int shape;
    double height; /* share of the picture's, so that kinds stand apart */
} beginning;

static const beginning faults = {"faults", 2, 1}, saturation = {"saturates", 11, 0.95}, flushing = {"flushes", 1, 0.9};

/* On the axis of floats in order; NaN where the text is no number that has a place. */
static double place_of(const char *x, const reach *r)
{
    const double value = x[0] != '\0' ? strtod(x, NULL) : (double)NAN;
    int exponent;
    if (!isfinite(value))
        return (double)NAN;
    const double part = 2 * frexp(fabs(value), &exponent) - 1;
    return copysign(fmax((double)(exponent - 1 - r->lowest + 1) + part, 0), value);
}

static const accuracy_property_row *property_of(const run_files *files, const participant *c, const char *name)
{
    for (size_t i = 0; i < c->properties.count; i++) {
        const accuracy_property_row *row = table_row(files->properties, c->properties.first + i);
        if (strcmp(row->property, name) == 0)
            return row;
    }
    return NULL;
}

static void write_beginning(FILE *to, drawing *d, const participant *c, const beginning *b, const char *x,
                            const reach *r)
{
    const double place = place_of(x, r);
    char text[CARD_ROOM];
    if (isnan(place))
        return;
    snprintf(text, sizeof text, "%s\n%s from x = %s on", c->impl, b->what, x);
    fprintf(to, "%g %g card:%zu\n", place, b->height, drawing_card(d, c->impl, palette_find(c->origin)->name, text));
}

/* The marks of one kind of all that are drawn; returns whether there are any. */
static bool write_beginnings(FILE *to, drawing *d, const run_files *files, const participant *const *chosen,
                             size_t count, const beginning *b, const reach *r)
{
    char *marks = NULL;
    size_t size = 0;
    FILE *sink = memory_or_exit(open_memstream(&marks, &size));
    for (size_t i = 0; i < count; i++) {
        const accuracy_row *row = chosen[i]->accuracy;
        if (row == NULL)
            continue;
        if (b == &faults) {
            write_beginning(sink, d, chosen[i], b, row->first_fault_x, r);
        } else if (b == &saturation) {
            write_beginning(sink, d, chosen[i], b, row->saturate_hi_x, r);
            write_beginning(sink, d, chosen[i], b, row->saturate_lo_x, r);
        } else {
            const accuracy_property_row *flushed = property_of(files, chosen[i], "subnormal_flushed");
            write_beginning(sink, d, chosen[i], b, flushed != NULL && flushed->count > 0 ? flushed->x : "", r);
        }
    }
    fclose(sink);
    if (size > 0)
        fprintf(to, "$%s << EOD\n%sEOD\n", b->what, marks);
    free(marks);
    return size > 0;
}

bool error_curve_draw(drawing *d, const run_files *files, const topic *t, const participant *const *chosen,
                      size_t count, picture *made)
{
    static const beginning *const beginnings[] = {&faults, &saturation, &flushing};
    bool begun[LENGTH(beginnings)];
    if (count == 0)
        return false;
    const reach r = reach_of(files, chosen, count);
    double most = 10;
    for (size_t i = 0; i < count; i++)
        if (chosen[i]->accuracy != NULL)
            most = fmax(most, picture_ulp(chosen[i]->accuracy->max_ulp));
    FILE *to = drawing_figure(d, 960, 380, &made->number);
    fputs(PICTURE_LOG("y") "set format y '%g'\nset ylabel 'error, ulp'\nset xlabel 'x, the floats in order'\n"
                           "set key " PICTURE_KEY "\n",
          to);
    fprintf(to, "set xrange [%ld:%ld]\nset yrange [%g:%g]\nset ytics add ('0' %g)\n", -(r.highest - r.lowest + 2),
            r.highest - r.lowest + 2, PICTURE_LEAST_ULP, most, PICTURE_LEAST_ULP);
    write_tics(to, &r);
    size_t drawn = 0;
    for (size_t i = 0; i < count; i++) {
        bend *bends = calloc(chosen[i]->bins.count, sizeof *bends);
        const size_t bend_count = bends != NULL ? gather(files, chosen[i], &r, bends) : 0;
        fprintf(to, "$curve%zu << EOD\n", i);
        write_line(to, bends, bend_count);
        fprintf(to, "EOD\n$worst%zu << EOD\n", i);
        if (bend_count > 0) {
            const bend *worst = worst_of(bends, bend_count);
            char text[CARD_ROOM];
            snprintf(text, sizeof text, "%s\nlargest error %.4g ulp at x = %s", chosen[i]->impl, worst->row->max_ulp,
                     worst->row->max_ulp_x);
            fprintf(to, "%g %g card:%zu\n", worst->place, worst->most,
                    drawing_card(d, chosen[i]->impl, palette_find(chosen[i]->origin)->name, text));
            drawn++;
        }
        fputs("EOD\n", to);
        free(bends);
    }
    if (drawn < count)
        return false;
    for (size_t k = 0; k < LENGTH(beginnings); k++)
        begun[k] = write_beginnings(to, d, files, chosen, count, beginnings[k], &r);
    fputs("plot ", to);
    for (size_t i = 0; i < count; i++) {
        const palette_entry *entry = palette_find(chosen[i]->origin);
        fprintf(to, "%s$curve%zu using 1:2 with lines lc rgb '%s' lw 1.6 dt %zu title ", i > 0 ? ", " : "", i,
                entry->color, i % 5 + 1);
        picture_quote(to, entry_variant(chosen[i]->impl), NAME_MOST);
        fprintf(to,
                ", $curve%zu using 1:3 with lines lc rgb '%s' lw 0.6 dt %zu notitle, $worst%zu using 1:2:3 with labels "
                "hypertext point pt %d ps 0.7 lc rgb '%s' notitle",
                i, entry->color, i % 5 + 1, i, entry->shape, entry->color);
    }
    for (size_t k = 0; k < LENGTH(beginnings); k++)
        if (begun[k])
            fprintf(
                to,
                ", $%s using 1:(10**(log10(%g) + $2 * log10(%g))):3 with labels hypertext point pt %d ps 0.7 lc rgb "
                "'black' notitle",
                beginnings[k]->what, PICTURE_LEAST_ULP, most / PICTURE_LEAST_ULP, beginnings[k]->shape);
    fputs("\n", to);
    snprintf(made->label, sizeof made->label, "%s %s %s: error along x", t->function, t->op, t->dtype);
    snprintf(
        made->caption, sizeof made->caption,
        "Thick: the largest error in each binade of x; thin: the mean. Each binade is equally wide, 0 is in the "
        "middle, the subnormals beside it. Errors below %g and above %g are drawn at the edge. A mark shows each line's worst input; at the upper edge: × faults begin, ▽ it saturates, + it flushes subnormal results.",
        PICTURE_LEAST_ULP, PICTURE_MOST_ULP);
    return true;
}

bool error_curve_picture(drawing *d, const run_files *files, const topic *t, picture *made)
{
    const participant *chosen[SERIES_MAX];
    const size_t count = picture_choose(t, contender_has_bins, chosen, SERIES_MAX);
    return error_curve_draw(d, files, t, chosen, count, made);
}
