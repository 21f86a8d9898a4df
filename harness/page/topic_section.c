/* Pictures are a row of a table; what is beside them is one table of all contenders. */
#include "page/topic_section.h"

#include "page/markup.h"
#include "support/length.h"
#include "support/status.h"
#include "support/whole_file.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    topic_picture *draw;
    const char *name; /* in a file's name */
    bool wide;
    const char *file;    /* whose rows it shows */
    const char *command; /* that repeats it; FUNCTION, OP and DTYPE follow as options */
} kinds[TOPIC_PICTURES] = {{pareto_picture, "pareto", false, "speed.csv", "compare"},
                           {error_share_picture, "share", false, "accuracy_histogram.csv", "accuracy"},
                           {error_curve_picture, "curve", true, "accuracy_bins.csv", "accuracy"},
                           {offset_picture, "offsets", false, "accuracy_offsets.csv", "accuracy"},
                           {function_picture, "function", false, "accuracy_bins.csv", "accuracy"},
                           {ratio_picture, "ratio", false, "speed.csv", "speed"},
                           {size_picture, "size", false, "speed.csv", "speed"},
                           {region_picture, "regions", false, "speed.csv", "speed"}};

void topic_section_draw(topic_section *s, drawing *d, const run_files *files, const topic *t)
{
    s->topic = t;
    for (size_t i = 0; i < TOPIC_PICTURES; i++)
        s->drawn[i] = kinds[i].draw(d, files, t, &s->pictures[i]);
}

void topic_section_id(const topic *t, FILE *to)
{
    markup_identifier(t->function, to);
    fputc('-', to);
    markup_identifier(t->op, to);
    fputc('-', to);
    markup_identifier(t->dtype, to);
    if (t->params[0] != '\0') {
        fputc('-', to);
        markup_identifier(t->params, to);
    }
}

typedef struct saved_picture {
    const drawing *drawing;
    const picture *picture;
} saved_picture;

static void print_saved(const void *what, FILE *to)
{
    const saved_picture *s = what;
    drawing_place(s->drawing, s->picture->number, s->picture->label, true, to);
}

int topic_section_save(const topic_section *s, const drawing *d, const char *dir)
{
    int status = STATUS_GOOD;
    for (size_t i = 0; i < TOPIC_PICTURES && status == STATUS_GOOD; i++) {
        char *name = NULL;
        size_t size = 0;
        FILE *to = s->drawn[i] ? open_memstream(&name, &size) : NULL;
        if (to == NULL)
            continue;
        topic_section_id(s->topic, to);
        fprintf(to, "-%s.svg", kinds[i].name);
        if (fclose(to) == 0)
            status = whole_file_write(dir, name, print_saved, &(saved_picture){d, &s->pictures[i]});
        free(name);
    }
    return status;
}

static void write_picture(const topic_section *s, size_t i, const drawing *d, FILE *to)
{
    const topic *t = s->topic;
    fprintf(to, "<figure%s>", kinds[i].wide ? " class='wide'" : "");
    fputs("<div class='frame'>", to);
    drawing_place(d, s->pictures[i].number, s->pictures[i].label, false, to);
    fputs("</div>", to);
    markup_between("<figcaption>", s->pictures[i].caption, " <code>actbench ", to);
    markup_text(kinds[i].command, to);
    fputs(strcmp(kinds[i].command, "compare") == 0 ? " " : " --function ", to);
    markup_text(t->function, to);
    markup_between(" --op ", t->op, " --dtype ", to);
    markup_text(t->dtype, to);
    fprintf(to, "</code>, <a href='%s'>%s</a></figcaption></figure>\n", kinds[i].file, kinds[i].file);
}

size_t topic_section_picture_bytes(const topic_section *s, const drawing *d, FILE *sink)
{
    size_t bytes = 0;
    for (size_t i = 0; i < TOPIC_PICTURES; i++)
        if (s->drawn[i])
            bytes += drawing_place(d, s->pictures[i].number, s->pictures[i].label, false, sink);
    return bytes;
}

static void write_number(double value, const char *format, FILE *to)
{
    fputs("<td>", to);
    if (!isnan(value))
        markup_textf(to, format, value);
    fputs("</td>", to);
}

/* A time: in parentheses where it rests on too few processes for an interval. */
static void write_time(double value, bool few, FILE *to)
{
    if (few && !isnan(value))
        fprintf(to, "<td data-value='%.9g'>(%.3g)</td>", value, value);
    else
        write_number(value, "%.3g", to);
}

static void write_count(uint64_t count, FILE *to)
{
    fputs("<td>", to);
    if (count != COUNT_UNMEASURED)
        fprintf(to, "%" PRIu64, count);
    fputs("</td>", to);
}

static void write_error(const participant *c, double ulp, FILE *to)
{
    if (isnan(ulp))
        fputs("<td></td>", to);
    else
        fprintf(to, "<td data-value='%.9g'>%s%.4g</td>", ulp, participant_is_sampled(c) ? "≥ " : "", ulp);
}

static void write_accuracy(const participant *c, FILE *to)
{
    const accuracy_row *a = c->accuracy;
    if (a == NULL) {
        fputs("<td></td><td></td><td></td><td></td><td></td><td></td><td></td>", to);
        return;
    }
    write_error(c, a->max_ulp, to);
    write_error(c, a->max_ulp_normal, to);
    markup_between("<td class='hex' title='", a->max_ulp_x_bits, "'>", to);
    markup_text(a->max_ulp_x, to);
    fputs("</td>", to);
    write_number(a->mean_ulp, "%.3g", to);
    write_count(a->misrounded, to);
    write_count(a->faults, to);
    write_count(a->non_monotone, to);
}

static void write_row(const participant *c, FILE *to)
{
    const comparison_row *s = c->speed;
    fprintf(to, "<tr%s data-name='", s != NULL && strcmp(s->pareto, "yes") == 0 ? " class='front'" : "");
    markup_text(c->impl, to);
    markup_between("' data-origin='", c->origin, "'><td class='", to);
    markup_identifier(c->origin, to);
    markup_between("'>", c->impl, "</td><td>", to);
    markup_text(c->origin, to);
    fputs("</td>", to);
    write_accuracy(c, to);
    const bool few = s != NULL && isnan(s->ns_low);
    write_time(s != NULL ? s->ns_per_element : (double)NAN, few, to);
    write_time(s != NULL ? s->ratio_to_baseline : (double)NAN, few, to);
    write_time(s != NULL ? s->ratio_to_copy : (double)NAN, few, to);
    fputs("</tr>\n", to);
}

static void write_table(const topic *t, FILE *to)
{
    fputs("<details class='rows'><summary>", to);
    fprintf(
        to,
        "%zu <span class='en'>implementations</span><span class='ko'> 구현</span></summary><div class='scroll'><table><thead><tr>",
        t->count);
    static const char *const titles[] = {"implementation", "origin",   "max ulp",    "max ulp, normal results",
                                         "at x",           "mean ulp", "misrounded", "faults",
                                         "not monotone",   "ns",       "× baseline", "× memcpy"};
    for (size_t i = 0; i < LENGTH(titles); i++)
        fprintf(to, "<th>%s</th>", titles[i]);
    fputs("</tr></thead><tbody>\n", to);
    for (size_t i = 0; i < t->count; i++)
        write_row(&t->contenders[i], to);
    fputs("</tbody></table></div></details>\n", to);
}

void topic_section_write(const topic_section *s, const drawing *d, FILE *to)
{
    const topic *t = s->topic;
    fputs("<section class='topic' id='", to);
    topic_section_id(t, to);
    markup_between("' data-op='", t->op, "' data-dtype='", to);
    markup_text(t->dtype, to);
    fputs("'><h3>", to);
    markup_text(t->function, to);
    markup_textf(to, " %s %s %s", t->op, t->dtype, t->params);
    fputs("</h3>\n<div class='pictures'>", to);
    for (size_t i = 0; i < TOPIC_PICTURES && !s->bare; i++)
        if (s->drawn[i])
            write_picture(s, i, d, to);
    fputs("</div>\n", to);
    if (s->bare)
        fputs(
            "<p class='soft'>No pictures here: the page would grow beyond 4 MB. <code>actbench report --function NAME</code> draws "
            "those of one function.</p>\n",
            to);
    write_table(t, to);
    fputs("</section>\n", to);
}
