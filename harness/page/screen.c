/* Lines are composed and cut to the width; topics beyond the height are counted. */
#include "page/screen.h"

#include "page/claim_section.h"
#include "page/topics.h"
#include "reference/function.h"
#include "report/entries.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    TOPICS_MOST = 34, /* leaves room for what stands below them */
    SHOWN_MOST = 3,   /* contenders of a topic */
    LINE_ROOM = 512,
    BREAKERS_MOST = 4
};

/* Beyond this many ulps a result has no digit in common with the exact one but its size. */
static const double far_off_ulp = 1000;

static bool has_error(const participant *c)
{
    return c->accuracy != NULL && !participant_is_unsound(c);
}

/* What speaks for a contender: 0 is best. Of timed and judged ones the front in order of time, else error or time. */
static double merit(const topic *t, const participant *c)
{
    if (participant_is_version(t, c))
        return INFINITY;
    if (c->speed != NULL && c->accuracy != NULL)
        return strcmp(c->speed->pareto, "yes") == 0 && c->accuracy->max_ulp <= far_off_ulp ? c->speed->ns_per_element
                                                                                           : (double)INFINITY;
    if (c->speed != NULL)
        return c->speed->ns_per_element;
    return has_error(c) ? c->accuracy->max_ulp : (double)INFINITY;
}

/* To three digits and never down. */
static double round_up(double value)
{
    if (!(value > 0) || isinf(value))
        return value;
    const double unit = pow(10, floor(log10(value)) - 2);
    return ceil(value / unit * (1 - 1e-12)) * unit;
}

/* f, f' and the derivative by a parameter. */
static const char *sign_of(const char *op)
{
    return strcmp(op, "forward") == 0     ? "f"
           : strcmp(op, "gradient") == 0  ? "f'"
           : strcmp(op, "grad_beta") == 0 ? "f_b"
                                          : "f_a";
}

static void describe(const participant *c, char *text, size_t size)
{
    char time[TEXT_SHORT] = "", error[TEXT_SHORT] = "";
    if (c->speed != NULL)
        snprintf(time, sizeof time, isnan(c->speed->ns_low) ? " (%.2gx)" : " %.2gx", c->speed->ratio_to_baseline);
    if (has_error(c)) /* rounded up, so that it is a bound */
        snprintf(error, sizeof error, " %s%.3g", participant_is_sampled(c) ? ">=" : "", round_up(c->accuracy->max_ulp));
    const bool starred = c->accuracy != NULL && accuracy_row_faults(c->accuracy) == FAULTS_AT_INFINITY;
    snprintf(text, size, "%.24s%s%s%s", entry_variant(c->impl), time, error, starred ? "*" : "");
}

static void print_topic(const topic *t, FILE *out)
{
    char line[LINE_ROOM], part[LINE_ROOM / 4];
    bool shown[SHOWN_MOST] = {false};
    double last = -1;
    int used = snprintf(line, sizeof line, "%-12.12s %-3s %-4s", t->function, sign_of(t->op), t->dtype);
    for (size_t k = 0; k < SHOWN_MOST; k++) {
        const participant *next = NULL;
        for (size_t i = 0; i < t->count; i++) {
            const double m = merit(t, &t->contenders[i]);
            if (isfinite(m) && m > last && (next == NULL || m < merit(t, next)))
                next = &t->contenders[i];
        }
        if (next == NULL)
            break;
        last = merit(t, next);
        shown[k] = true;
        describe(next, part, sizeof part);
        if (used + (int)strlen(part) + 3 > SCREEN_COLUMNS)
            break;
        used += snprintf(line + used, sizeof line - (size_t)used, "%s%s", k > 0 ? " | " : " ", part);
    }
    if (!shown[0])
        snprintf(line + used, sizeof line - (size_t)used, " nobody without faults among %zu", t->count);
    fprintf(out, "%s\n", line);
}

enum { RANKS = 16 };

/* What is looked at first: f32 before the other types, forward before gradients, the notes' functions before others. */
static int rank_of(const topic *t)
{
    static const char *const dtypes[] = {"f32", "f64", "f16", "bf16"};
    int rank = 0;
    while (rank < 3 && strcmp(dtypes[rank], t->dtype) != 0)
        rank++;
    const function *f = function_find(t->function);
    return 4 * rank + 2 * (strcmp(t->op, "forward") != 0) + (f == NULL || !f->noted);
}

static void print_topics(const topics *t, FILE *out)
{
    size_t printed = 0;
    for (int rank = 0; rank < RANKS; rank++)
        for (size_t i = 0; i < t->count && printed < TOPICS_MOST; i++)
            if (rank_of(&t->list[i]) == rank) {
                print_topic(&t->list[i], out);
                printed++;
            }
    if (printed < t->count)
        fprintf(out, "... and %zu more (--full, or the page)\n", t->count - printed);
}

typedef struct faults_found {
    size_t judged, faulty, far_off, not_monotone, breakers;
    const accuracy_row *broken[BREAKERS_MOST];
} faults_found;

static faults_found look_for_faults(const table *accuracy)
{
    faults_found f = {0};
    for (size_t i = 0; accuracy != NULL && i < accuracy->count; i++) {
        const accuracy_row *row = table_row(accuracy, i);
        const bool faulty = accuracy_row_faults(row) == FAULTS_AT_NUMBERS;
        f.judged++;
        f.faulty += faulty;
        f.far_off += !faulty && row->max_ulp > far_off_ulp;
        f.not_monotone += row->non_monotone > 0 && row->non_monotone != COUNT_UNMEASURED;
        if (!accuracy_row_breaks_claim(row))
            continue;
        if (f.breakers < BREAKERS_MOST)
            f.broken[f.breakers] = row;
        f.breakers++;
    }
    return f;
}

static void print_faults(const table *accuracy, FILE *out)
{
    const faults_found f = look_for_faults(accuracy);
    if (f.judged == 0)
        return;
    fprintf(
        out,
        "\n%zu judged: %zu with faults at numbers (NaN, infinity), %zu beyond %g ULP,\n%zu not monotone; %zu above the bound they claim",
        f.judged, f.faulty, f.far_off, far_off_ulp, f.not_monotone, f.breakers);
    for (size_t i = 0; i < f.breakers && i < BREAKERS_MOST; i++)
        fprintf(out, "%s%.40s %s %s", i == 0 ? ":\n  " : "\n  ", f.broken[i]->impl, f.broken[i]->op,
                f.broken[i]->dtype);
    fputs("\n", out);
}

static void print_noise(const table *speed, FILE *out)
{
    double floor = 0;
    size_t fast = 0, count = 0, few = 0;
    const speed_row *any = NULL;
    for (size_t i = 0; speed != NULL && i < speed->count; i++) {
        const speed_row *row = table_row(speed, i);
        if (row->n != 4096 || strcmp(row->mode, "throughput") != 0)
            continue;
        any = row;
        count++;
        fast += strcmp(row->state, "fast") == 0;
        few += isnan(row->ns_low) != 0;
        floor = fmax(floor, row->noise_floor);
    }
    if (any == NULL)
        return;
    fprintf(out, "times: paired ratios at n = 4096, %s; noise floor ", any->distribution);
    fprintf(out, floor > 0 ? "%.2g%%" : "not measured", 100 * floor);
    fprintf(out, ";\n%zu of %zu of these rows in the machine's fast state", fast, count);
    fputs(few > 0 ? "; (x): of fewer than 6 processes\n" : "\n", out);
}

void screen_print(const run_files *files, bool page, FILE *out)
{
    char claims[TEXT_LONG];
    topics t = topics_of(files);
    fputs(
        "On the front: time in times (x) of the textbook form, largest error in ULP\n(>=: of a sample; *: NaN at an infinite input); beyond 1000 ULP is left out\n",
        out);
    print_topics(&t, out);
    topics_free(&t);
    print_faults(files->accuracy, out);
    claim_section_count(files->claims, claims, sizeof claims);
    if (claims[0] != '\0')
        fprintf(out, "%s\n", claims);
    print_noise(files->speed, out);
    fprintf(out, "\nrows: %s/*.csv%s\n", files->dir, page ? "; pictures: index.html beside them" : "");
    fputs("next: actbench compare sigmoid, actbench judge sigmoid mine.c\n", out);
}
