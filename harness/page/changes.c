/* Errors are compared exactly, times by their intervals. */
#include "page/changes.h"

#include "page/markup.h"

#include <math.h>
#include <string.h>

bool contender_time_moved(const participant *c)
{
    if (c->before == NULL || c->speed == NULL || c->before->speed == NULL)
        return false;
    const comparison_row *now = c->speed, *then = c->before->speed;
    if (strcmp(now->baseline, then->baseline) != 0)
        return false;
    const double floor = 1 + fmax(now->noise_floor, then->noise_floor);
    return now->ratio_low > then->ratio_high * floor || now->ratio_high * floor < then->ratio_low;
}

static bool error_moved(const participant *c)
{
    if (c->before == NULL || c->accuracy == NULL || c->before->accuracy == NULL)
        return false;
    const accuracy_row *now = c->accuracy, *then = c->before->accuracy;
    return strcmp(now->inputs, then->inputs) == 0 &&
           (now->max_ulp != then->max_ulp || now->misrounded != then->misrounded || now->faults != then->faults) &&
           !(isnan(now->max_ulp) && isnan(then->max_ulp) && now->faults == then->faults);
}

static void write_pair(double then, double now, FILE *to)
{
    fputs("<td>", to);
    if (!isnan(then) || !isnan(now))
        markup_textf(to, "%.4g → %.4g", then, now);
    fputs("</td>", to);
}

static void write_change(const topic *t, const participant *c, FILE *to)
{
    markup_between("<tr data-name='", c->impl, "' data-origin='", to);
    markup_text(c->origin, to);
    fputs("'><td>", to);
    markup_text(c->impl, to);
    markup_textf(to, " %s %s", t->op, t->dtype);
    fputs("</td>", to);
    if (c->before == NULL) {
        fputs("<td>new</td><td></td></tr>\n", to);
        return;
    }
    if (error_moved(c))
        write_pair(c->before->accuracy->max_ulp, c->accuracy->max_ulp, to);
    else
        fputs("<td></td>", to);
    if (contender_time_moved(c))
        write_pair(c->before->speed->ratio_to_baseline, c->speed->ratio_to_baseline, to);
    else
        fputs("<td></td>", to);
    fputs("</tr>\n", to);
}

void changes_write(const topics *t, const char *dir, FILE *to)
{
    size_t moved = 0;
    fputs("<section id='changes'><h2>What changed against ", to);
    markup_text(dir, to);
    fputs(
        "</h2><div class='scroll'><table><thead><tr><th>implementation</th><th>max ulp</th><th>× baseline</th></tr></thead>"
        "<tbody>\n",
        to);
    for (size_t i = 0; i < t->count; i++)
        for (size_t k = 0; k < t->list[i].count; k++) {
            const participant *c = &t->list[i].contenders[k];
            if (c->before != NULL && !error_moved(c) && !contender_time_moved(c))
                continue;
            write_change(&t->list[i], c, to);
            moved++;
        }
    fprintf(
        to,
        "</tbody></table></div><p class='soft'>%zu implementations changed; times count where they moved beyond both "
        "intervals and the noise floor.</p></section>\n",
        moved);
}
