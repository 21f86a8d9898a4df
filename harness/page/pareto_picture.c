/* Time against error: what a choice between implementations comes down to. */
#include "page/changes.h"
#include "page/palette.h"
#include "page/pictures.h"
#include "report/entries.h"

#include <math.h>
#include <string.h>

/* Errors below are drawn at this line, and named 0; those without a finite size at twice the largest error. */
static const double least_ulp = 0.1;

enum { LABELS_MAX = 6, NAME_MOST = 28, CARD_ROOM = 512 };

static double height_at(const participant *c, double ulp, double top)
{
    return participant_is_unsound(c) ? top : fmin(fmax(ulp, least_ulp), top);
}

static double height_of(const participant *c, double top)
{
    return height_at(c, c->accuracy != NULL ? c->accuracy->max_ulp : 0, top);
}

/* The largest finite error, and what is drawn above it for those without one. */
static double top_of(const topic *t)
{
    double top = 1;
    for (size_t i = 0; i < t->count; i++)
        if (t->contenders[i].speed != NULL && !participant_is_unsound(&t->contenders[i]) &&
            isfinite(t->contenders[i].accuracy->max_ulp))
            top = fmax(top, picture_ulp(t->contenders[i].accuracy->max_ulp));
    return pow(10, ceil(log10(top)) + 1);
}

static bool is_front(const participant *c)
{
    return c->speed != NULL && strcmp(c->speed->pareto, "yes") == 0;
}

static bool is_drawn(const participant *c, const char *origin)
{
    return c->speed != NULL && c->accuracy != NULL && c->speed->ns_per_element > 0 &&
           (origin == NULL || strcmp(c->origin, origin) == 0);
}

static void plot_points(drawing *d, FILE *to, const topic *t, double top)
{
    for (size_t k = 0; k < palette_count; k++) {
        fprintf(to, "$points%zu << EOD\n", k);
        for (size_t i = 0; i < t->count; i++) {
            const participant *c = &t->contenders[i];
            if (!is_drawn(c, NULL) || palette_find(c->origin) != &palette[k])
                continue;
            char text[CARD_ROOM];
            participant_describe(c, text, sizeof text);
            fprintf(to, "%.6g %.6g %.6g %.6g card:%zu\n", c->speed->ns_per_element, height_of(c, top),
                    isnan(c->speed->ns_low) ? c->speed->ns_per_element : c->speed->ns_low,
                    isnan(c->speed->ns_high) ? c->speed->ns_per_element : c->speed->ns_high,
                    drawing_card(d, c->impl, palette[k].name, text));
        }
        fputs("EOD\n", to);
    }
}

static bool is_front_at_normal(const participant *c)
{
    return c->speed != NULL && strcmp(c->speed->pareto_normal, "yes") == 0;
}

/* The fronts as steps: nothing lies below and to the left of one. Returns how many points that of normal results has, 0
 * where it is the other one. */
static size_t plot_fronts(FILE *to, const topic *t, double top)
{
    double least = top;
    size_t normal = 0;
    bool differ = false;
    fputs("$front << EOD\n", to);
    for (size_t i = 0; i < t->count; i++) /* the timed ones come by time */
        if (is_front(&t->contenders[i])) {
            least = fmin(least, height_of(&t->contenders[i], top));
            fprintf(to, "%.6g %.6g\n", t->contenders[i].speed->ns_per_element, least);
        }
    fputs("EOD\n$normal << EOD\n", to);
    least = top;
    for (size_t i = 0; i < t->count; i++) {
        const participant *c = &t->contenders[i];
        differ = differ || is_front(c) != is_front_at_normal(c);
        if (!is_front_at_normal(c))
            continue;
        least = fmin(least, height_at(c, c->accuracy->max_ulp_normal, top));
        fprintf(to, "%.6g %.6g\n", c->speed->ns_per_element, least);
        normal++;
    }
    fputs("EOD\n", to);
    return differ ? normal : 0;
}

static void label_front(FILE *to, const topic *t, double top)
{
    size_t labels = 0;
    for (size_t i = 0; i < t->count && labels < LABELS_MAX; i++) {
        const participant *c = &t->contenders[i];
        if (!is_front(c) || participant_is_version(t, c))
            continue;
        fputs("set label ", to);
        picture_quote(to, entry_variant(c->impl), NAME_MOST);
        fprintf(to, " at %.6g,%.6g left offset character 0.8,%s front\n", c->speed->ns_per_element, height_of(c, top),
                labels % 2 == 0 ? "0.6" : "-0.6");
        labels++;
    }
}

/* From where a contender was in the earlier run to where it is. */
static void draw_moves(FILE *to, const topic *t, double top)
{
    for (size_t i = 0; i < t->count; i++) {
        const participant *c = &t->contenders[i], *then = c->before;
        if (!is_drawn(c, NULL) || then == NULL || then->speed == NULL || then->speed->ratio_to_baseline <= 0 ||
            (!contender_time_moved(c) && height_of(c, top) == height_of(then, top)))
            continue;
        /* Times of two runs compare through their ratios to the baseline alone. */
        const double ns = c->speed->ns_per_element * then->speed->ratio_to_baseline / c->speed->ratio_to_baseline;
        fprintf(to, "set arrow from %.6g,%.6g to %.6g,%.6g filled lw 1.5 lc rgb '%s' front\n", ns, height_of(then, top),
                c->speed->ns_per_element, height_of(c, top), palette_find(c->origin)->color);
    }
}

/* Whether any points of that kind are there: gnuplot complains of a plot without data. */
static bool has_points(const topic *t, size_t kind)
{
    for (size_t i = 0; i < t->count; i++)
        if (is_drawn(&t->contenders[i], NULL) && palette_find(t->contenders[i].origin) == &palette[kind])
            return true;
    return false;
}

/* From memcpy's time, or the fastest, to the slowest. */
static void write_range(FILE *to, const topic *t, double copy)
{
    double low = isfinite(copy) && copy > 0 ? copy : INFINITY, high = 0;
    for (size_t i = 0; i < t->count; i++)
        if (is_drawn(&t->contenders[i], NULL)) {
            low = fmin(low, t->contenders[i].speed->ns_per_element);
            high = fmax(high, t->contenders[i].speed->ns_per_element);
        }
    fprintf(to, "set xrange [%.6g:%.6g]\n", low * 0.8, high * 1.5);
}

/* Decades of errors, every third where there are many. */
static void write_tics(FILE *to, double top)
{
    const int decades = (int)lround(log10(top)), step = decades > 8 ? 3 : 1;
    fprintf(to, "set yrange [%g:%g]\nset ytics ('0' %g, 'faults' %g", least_ulp / 2, top * 2, least_ulp, top);
    for (int d = 0; d < decades; d += step)
        fprintf(to, ", '%g' %g", pow(10, d), pow(10, d));
    fputs(")\n", to);
}

bool pareto_picture(drawing *d, const run_files *files, const topic *t, picture *made)
{
    (void)files;
    size_t timed = 0, fronts = 0;
    const comparison_row *any = NULL;
    for (size_t i = 0; i < t->count; i++)
        if (is_drawn(&t->contenders[i], NULL)) {
            timed++;
            any = t->contenders[i].speed;
            fronts += is_front(&t->contenders[i]);
        }
    if (timed < 2)
        return false;
    const double top = top_of(t), copy = any->ns_per_element / any->ratio_to_copy;
    FILE *to = drawing_figure(d, 560, 400, &made->number);
    fputs(PICTURE_LOG("x") PICTURE_LOG("y") "set format y '%g'\nset format x '%g'\nset xlabel 'time, ns an element'\n"
                                            "set ylabel 'largest error, ulp'\n",
          to);
    write_tics(to, top);
    write_range(to, t, copy);
    plot_points(d, to, t, top);
    const size_t normal = plot_fronts(to, t, top);
    label_front(to, t, top);
    draw_moves(to, t, top);
    if (isfinite(copy) && copy > 0)
        fprintf(
            to,
            "set arrow from first %.6g,graph 0 to first %.6g,graph 1 nohead dt 2 lc rgb '#999999'\n"
            "set label 'memcpy' at first %.6g,graph 0.97 right rotate by 90 offset character 0.8,0 tc rgb '#666666'\n",
            copy, copy, copy);
    fputs("plot ", to);
    if (fronts > 0)
        fputs("$front using 1:2 with steps lc rgb '#56b4e9' lw 2, ", to);
    if (normal > 0)
        fputs("$normal using 1:2 with steps lc rgb '#56b4e9' lw 1.5 dt 2, ", to);
    for (size_t k = 0, plotted = 0; k < palette_count; k++)
        if (has_points(t, k)) {
            fprintf(to,
                    "%s$points%zu using 1:2:3:4 with xerrorbars lc rgb '%s' pt 0, $points%zu using 1:2:5 with labels "
                    "hypertext point pt %d ps 0.9 lc rgb '%s'",
                    plotted++ > 0 ? ", " : "", k, palette[k].color, k, palette[k].shape, palette[k].color);
        }
    fputs("\n", to);
    snprintf(made->label, sizeof made->label, "%s %s %s: largest error against time", t->function, t->op, t->dtype);
    snprintf(
        made->caption, sizeof made->caption,
        "Lower left is better. The line is the Pareto front: nothing on or above it to the right is worth "
        "choosing; dashed, where it is another, that of errors at normal results alone. Bars are 95%% intervals, the dashed line is memcpy of the same array (n = %llu, %s). Errors of 0 "
        "are drawn at the foot, implementations with faults at the top.",
        (unsigned long long)any->n, any->distribution);
    return true;
}
