/* The page from top to bottom: what was measured, the claims, then function by function, and the run itself. */
#include "page/page.h"

#include "page/assets.h"
#include "page/changes.h"
#include "page/claim_section.h"
#include "page/markup.h"
#include "page/topic_section.h"
#include "support/length.h"
#include "support/memory.h"
#include "support/status.h"
#include "support/whole_file.h"

#include <stdlib.h>
#include <string.h>

typedef struct page {
    const run_files *files, *against;
    topics topics, before;
    topic_section *sections; /* one a topic */
    claim_section claims;
    drawing *drawing;
} page;

static const char *fact(const table *environment, const char *key)
{
    for (size_t i = 0; environment != NULL && i < environment->count; i++) {
        const environment_row *row = table_row(environment, i);
        if (strcmp(row->key, key) == 0)
            return row->value;
    }
    return "";
}

static void write_head(const page *p, FILE *to)
{
    fputs(
        "<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width,"
        "initial-scale=1'><meta name='color-scheme' content='light dark'><link rel='icon' href='data:,'><title>actbench: ",
        to);
    markup_text(fact(p->files->environment, "cpu_model"), to);
    fprintf(to, "</title><style>\n%s</style></head><body>\n", page_style);
    drawing_place_shapes(to);
    fputs(
        "<input type='radio' name='lang' id='en' aria-label='English' checked><input type='radio' name='lang' id='ko' aria-label='한국어'>\n",
        to);
}

/* A choice of values that the topics or contenders have. */
static void write_choice(const char *name, const char *label, const char *const *values, FILE *to)
{
    fprintf(to, "<select id='by-%s' aria-label='%s'><option value=''>%s</option>", name, label, label);
    for (; *values != NULL; values++)
        fprintf(to, "<option>%s</option>", *values);
    fputs("</select>", to);
}

static void write_navigation(const page *p, FILE *to)
{
    static const char *const origins[] = {"ours", "textbook", "classic", "peer", "guest", NULL};
    static const char *const dtypes[] = {"f32", "f64", "f16", "bf16", NULL};
    static const char *const ops[] = {"forward", "gradient", "grad_alpha", "grad_beta", NULL};
    fputs("<nav><a href='#top'>actbench</a>", to);
    if (p->files->claims != NULL)
        fputs("<a href='#claims'><span class='en'>claims</span><span class='ko'> 주장</span></a>", to);
    for (size_t i = 0; i < p->topics.count; i++)
        if (i == 0 || strcmp(p->topics.list[i].function, p->topics.list[i - 1].function) != 0) {
            fputs("<a href='#function-", to);
            markup_identifier(p->topics.list[i].function, to);
            markup_between("'>", p->topics.list[i].function, "</a>", to);
        }
    fputs("<a href='#run'><span class='en'>the run</span><span class='ko'> 실행 환경</span></a>"
          "<label for='en'>English</label> <label for='ko'>한국어</label><span class='scripted hidden'>",
          to);
    write_choice("origin", "any origin", origins, to);
    write_choice("dtype", "any dtype", dtypes, to);
    write_choice("op", "any op", ops, to);
    fputs(
        " <input id='by-name' type='search' placeholder='implementation' aria-label='implementation' size='14'></span></nav>\n",
        to);
}

static void write_tile(const char *figure, const char *what, FILE *to)
{
    markup_between("<div class='tile'><b>", figure, "</b>", to);
    markup_text(what, to);
    fputs("</div>", to);
}

static void write_summary(const page *p, FILE *to)
{
    size_t judged = 0, sampled = 0, faulty = 0, topic_count = p->topics.count;
    for (size_t i = 0; i < topic_count; i++)
        for (size_t k = 0; k < p->topics.list[i].count; k++) {
            const participant *c = &p->topics.list[i].contenders[k];
            judged += c->accuracy != NULL;
            sampled += participant_is_sampled(c);
            faulty += c->accuracy != NULL && accuracy_row_faults(c->accuracy) == FAULTS_AT_NUMBERS;
        }
    char text[TEXT_LONG];
    fputs("<main id='top'><h1>How exact and how fast are activation functions?</h1><p class='soft'>", to);
    markup_text(fact(p->files->environment, "start_time"), to);
    markup_textf(to, " · %s · %s · actbench %s", fact(p->files->environment, "cpu_model"),
                 fact(p->files->environment, "compiler"), fact(p->files->environment, "git_commit"));
    fputs("</p><div class='tiles'>", to);
    snprintf(text, sizeof text, "%zu", judged);
    write_tile(text, "implementations judged, each op and dtype by itself", to);
    snprintf(text, sizeof text, "%zu", judged - sampled);
    write_tile(text, "of them on every input", to);
    snprintf(text, sizeof text, "%zu", faulty);
    write_tile(text, "with faults at finite inputs (NaN or a wrong infinity)", to);
    claim_section_count(p->files->claims, text, sizeof text);
    if (text[0] != '\0') {
        char count[TEXT_SHORT];
        snprintf(count, sizeof count, "%zu", p->files->claims->count);
        write_tile(count, strchr(text, ' ') + 1, to);
    }
    fputs("</div>\n", to);
}

static void write_missing(const page *p, FILE *to)
{
    const struct {
        const table *table;
        const char *file, *command;
    } wanted[] = {
        {p->files->accuracy, "accuracy.csv", "accuracy"}, {p->files->bins, "accuracy_bins.csv", "accuracy"},
        {p->files->speed, "speed.csv", "speed"},          {p->files->claims, "claims.csv", "claims"},
        {p->files->training, "training.csv", "train"},    {p->files->certificate, "certificate.csv", "certify"}};
    for (size_t i = 0; i < LENGTH(wanted); i++)
        if (wanted[i].table == NULL || wanted[i].table->count == 0)
            fprintf(to,
                    "<p class='soft missing'>%s has no rows here: <code>actbench %s --out DIR</code> writes it.</p>\n",
                    wanted[i].file, wanted[i].command);
}

static void write_topics(const page *p, FILE *to)
{
    for (size_t i = 0; i < p->topics.count; i++) {
        const char *function = p->topics.list[i].function;
        if (i == 0 || strcmp(function, p->topics.list[i - 1].function) != 0) {
            fputs("<h2 id='function-", to);
            markup_identifier(function, to);
            markup_between("'>", function, "</h2>\n", to);
        }
        topic_section_write(&p->sections[i], p->drawing, to);
    }
}

static void write_certificate(const table *certificate, FILE *to)
{
    if (certificate == NULL || certificate->count == 0)
        return;
    double worst = 0;
    for (size_t i = 0; i < certificate->count; i++) {
        const certificate_row *row = table_row(certificate, i);
        worst = row->max_error > worst ? row->max_error : worst;
    }
    fprintf(to, "<p>Certificate: %zu rows; the filter's largest relative error is %.2g.</p>\n", certificate->count,
            worst);
}

static void write_run(const page *p, FILE *to)
{
    fputs("<section id='run'><h2><span class='en'>The run</span><span class='ko'> 실행 환경</span></h2>\n", to);
    write_certificate(p->files->certificate, to);
    fputs("<details><summary>environment.csv</summary><div class='scroll'><table><tbody>", to);
    for (size_t i = 0; p->files->environment != NULL && i < p->files->environment->count; i++) {
        const environment_row *row = table_row(p->files->environment, i);
        markup_between("<tr><td>", row->key, "</td><td style='text-align:left;white-space:normal'>", to);
        markup_text(row->value, to);
        fputs("</td></tr>\n", to);
    }
    fputs("</tbody></table></div></details></section></main>\n", to);
}

static void write(const void *what, FILE *to)
{
    const page *p = what;
    write_head(p, to);
    write_navigation(p, to);
    write_summary(p, to);
    write_missing(p, to);
    if (p->against != NULL)
        changes_write(&p->topics, p->against->dir, to);
    claim_section_write(&p->claims, p->drawing, p->files, to);
    write_topics(p, to);
    write_run(p, to);
    fprintf(to, "<script>\n%s</script></body></html>\n", page_script);
}

static int draw(page *p)
{
    p->drawing = drawing_new();
    if (p->drawing == NULL)
        return STATUS_MISSING;
    claim_section_draw(&p->claims, p->drawing, p->files, &p->topics);
    for (size_t i = 0; i < p->topics.count; i++)
        topic_section_draw(&p->sections[i], p->drawing, p->files, &p->topics.list[i]);
    return drawing_run(p->drawing);
}

/* What is looked at most is drawn first. */
static int rank_of(const topic *t)
{
    return (strcmp(t->op, "forward") != 0) + 2 * (strcmp(t->dtype, "f32") != 0) + 2 * (strstr(t->dtype, "16") != NULL);
}

enum { RANKS = 6 };

/* Pictures have what the page may grow to, less a quarter for tables and claims. */
static void keep_within_bounds(page *p)
{
    char *written = NULL;
    size_t size = 0;
    FILE *sink = open_memstream(&written, &size);
    size_t bytes = 0;
    for (int rank = 0; sink != NULL && rank < RANKS; rank++)
        for (size_t i = 0; i < p->topics.count; i++)
            if (rank_of(&p->topics.list[i]) == rank) {
                bytes += topic_section_picture_bytes(&p->sections[i], p->drawing, sink);
                p->sections[i].bare = bytes > PAGE_BYTES_MAX * 3L / 4;
            }
    if (sink != NULL)
        fclose(sink);
    free(written);
}

/* Draws everything; to be ended by end(). */
static int begin(page *p, const run_files *files, const run_files *against)
{
    *p = (page){.files = files, .against = against, .topics = topics_of(files)};
    if (against != NULL) {
        p->before = topics_of(against);
        topics_link(&p->topics, &p->before);
    }
    p->sections = memory_or_exit(calloc(p->topics.count + 1, sizeof *p->sections));
    return draw(p);
}

static void end(page *p)
{
    drawing_free(p->drawing);
    free(p->sections);
    topics_free(&p->topics);
    topics_free(&p->before);
}

int page_write(const run_files *files, const run_files *against, const char *dir)
{
    page p;
    int status = begin(&p, files, against);
    if (status == STATUS_GOOD) {
        keep_within_bounds(&p);
        status = whole_file_write(dir, "index.html", write, &p);
    }
    end(&p);
    return status;
}

int page_write_pictures(const run_files *files, const char *pictures)
{
    page p;
    int status = begin(&p, files, NULL);
    for (size_t i = 0; i < p.topics.count && status == STATUS_GOOD; i++)
        status = topic_section_save(&p.sections[i], p.drawing, pictures);
    end(&p);
    return status;
}
