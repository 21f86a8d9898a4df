#include "claims/contest.h"

#include "support/length.h"
#include "support/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Half a percentage point: test parts of 500 tell no finer difference between two single nets, and the gain that PReLU
 * was published for is twice as large (He et al., "Delving deep into rectifiers", ICCV 2015, table 2). A loss of 0.02
 * less gives the right class 2 percent more probability. A tenth of the steps is what a schedule is rounded to. A
 * network that is no longer a number guesses among ten classes. */
const measure measures[MEASURES] = {
    [BY_ERROR] = {"test error", "accuracy", "test_accuracy", 0.005, 0.9, false},
    [BY_LOSS] = {"test loss", "accuracy", "test_loss", 0.02, 2.302585092994046, false},
    [BY_STEPS] = {"steps to the loss", "steps", "steps_to_loss", 1.1, NAN, true},
};

const char *const start_names[STARTS] = {"own", "he", "xavier", "xavier_4"};

const char *init_from(start from, const char *activation)
{
    return from == FROM_OWN ? usual_init(activation) : start_names[from];
}

bool is_own_start(start from, const char *a, const char *b)
{
    return from != FROM_OWN || strcmp(usual_init(a), usual_init(b)) != 0;
}

series take_measure(judgement *j, const measure *m, const entrant *who, start from)
{
    const char *init = init_from(from, who->activation);
    if (m->ratios)
        return take_steps(j, who->activation, init);
    const run_filter f = {.experiment = m->experiment,
                          .data = who->data,
                          .activation = who->activation,
                          .init = init,
                          .optimizer = who->optimizer,
                          .normalisation = who->normalisation};
    series s = take_series(j, &f, m->column);
    const bool is_accuracy = strcmp(m->column, "test_accuracy") == 0;
    for (size_t i = 0; i < s.count; i++) {
        const double value = is_accuracy ? 1 - s.value[i] : s.value[i];
        s.value[i] = fmin(value, m->broken); /* of a NaN and a number the number */
    }
    return s;
}

/* The epochs of an experiment's longest runs. */
static uint64_t epochs_of(const table *t, const char *experiment)
{
    uint64_t longest = 0;
    for (size_t i = 0; i < t->count; i++) {
        const training_row *row = table_row(t, i);
        if (strcmp(row->experiment, experiment) == 0 && row->epoch > longest)
            longest = row->epoch;
    }
    return longest;
}

/* Whether the second half of the budget gained what matters. */
static finding gain_of_budget(judgement *j, const char *activation, start from, double *gain)
{
    const char *init = start_names[from];
    const run_filter f = {.experiment = "accuracy", .activation = activation, .init = init},
                     g = {.experiment = "half_accuracy", .activation = activation, .init = init};
    const series whole = find_series(j, &f, "test_accuracy"), half = find_series(j, &g, "test_accuracy");
    if (half.count == 0)
        return CANNOT_TELL;
    char what[TEXT_LONG];
    snprintf(what, sizeof what, "test accuracy, %s from %s weights, all epochs - half of them", activation, init);
    const comparison c = compare(j, what, &whole, &half, false);
    *gain = c.difference.estimate;
    /* Not proven to be over: the estimate counts. */
    return *gain > measures[BY_ERROR].margin ? LARGER : find(&c, measures[BY_ERROR].margin);
}

char *describe_budget(judgement *j, const char *const *activations, size_t count)
{
    char *text = NULL;
    size_t length = 0, growing = 0;
    FILE *to = memory_or_exit(open_memstream(&text, &length));
    fprintf(to, "%llu epochs", (unsigned long long)epochs_of(j->evidence->training, "accuracy"));
    for (size_t i = 0; i < count; i++)
        for (start from = FROM_HE; from < STARTS; from++) {
            double gain = 0;
            if (gain_of_budget(j, activations[i], from, &gain) == LARGER)
                fprintf(to, "%s%s from %s (%+.2g)", growing++ > 0 ? ", " : "; the second half of them still gained ",
                        activations[i], start_names[from], gain);
        }
    fclose(to);
    return text;
}

static void hold_bout(judgement *j, const measure *m, const char *subject, struct bout *b)
{
    const entrant own = {.activation = subject}, other = {.activation = b->rival};
    const series a = take_measure(j, m, &other, b->from), s = take_measure(j, m, &own, b->from);
    char what[TEXT_LONG];
    snprintf(what, sizeof what, "%s, weights %s, %s %s %s", m->name, start_names[b->from], b->rival,
             m->ratios ? "/" : "-", subject);
    b->difference = compare(j, what, &a, &s, m->ratios);
}

/* What noise makes of the measure: ReLU against itself from other random numbers, where the rows have it. */
static void say_noise(judgement *j, const measure *m)
{
    const entrant relu = {.activation = "relu"}, again = {.activation = "relu_again"};
    const run_filter f = {.experiment = m->experiment, .activation = again.activation};
    if (find_series(j, &f, m->column).count == 0)
        return;
    const series a = take_measure(j, m, &again, FROM_HE), b = take_measure(j, m, &relu, FROM_HE);
    char what[TEXT_LONG];
    snprintf(what, sizeof what, "%s, relu again %s relu", m->name, m->ratios ? "/" : "-");
    const comparison c = compare(j, what, &a, &b, m->ratios);
    const finding found = find(&c, m->margin);
    say(j, "ReLU is told from itself: %s", found == LARGER || found == SMALLER ? "yes, so trust nothing here" : "no");
}

contest hold_contest(judgement *j, const measure *m, const char *subject, const char *const *rivals, size_t count)
{
    contest c = {0};
    for (start from = FROM_OWN; from < STARTS; from++)
        for (size_t i = 0; i < count; i++)
            if (is_own_start(from, subject, rivals[i]))
                c.bouts[c.count++] = (struct bout){.from = from, .rival = rivals[i]};
    comparison found[BOUTS];
    for (size_t i = 0; i < c.count; i++) {
        hold_bout(j, m, subject, &c.bouts[i]);
        found[i] = c.bouts[i].difference;
    }
    say_noise(j, m);
    adjust_together(j, found, c.count);
    for (size_t i = 0; i < c.count; i++) {
        c.bouts[i].difference = found[i];
        c.bouts[i].finding = find(&found[i], m->margin);
    }
    return c;
}

comparison bout_of(const contest *c, const char *rival, start from)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->bouts[i].from == from && strcmp(c->bouts[i].rival, rival) == 0)
            return c->bouts[i].difference;
    return (comparison){.difference = exactly(NAN), .p = 1};
}

static void describe_bouts(const contest *c, start from, FILE *to)
{
    static const char *const words[] = {
        [CANNOT_TELL] = "cannot tell", [LARGER] = "ahead of", [SMALLER] = "behind", [NEGLIGIBLE] = "level with"};
    static const finding order[] = {LARGER, NEGLIGIBLE, SMALLER, CANNOT_TELL};
    size_t groups = 0;
    for (size_t o = 0; o < LENGTH(order); o++) {
        size_t listed = 0;
        for (size_t i = 0; i < c->count; i++) {
            const struct bout *b = &c->bouts[i];
            if (b->from != from || b->finding != order[o])
                continue;
            if (listed == 0)
                fprintf(to, "%s%s", groups++ > 0 ? "; " : "", words[order[o]]);
            fprintf(to, "%s %s (%.3g)", listed++ > 0 ? "," : "", b->rival, b->difference.difference.estimate);
        }
    }
}

void describe_contest(const contest *c, char *text, size_t size)
{
    char *all = NULL;
    size_t length = 0;
    FILE *to = memory_or_exit(open_memstream(&all, &length));
    bool first = true;
    for (start from = FROM_OWN; from < STARTS; from++) {
        bool any = false;
        for (size_t i = 0; i < c->count; i++)
            any = any || c->bouts[i].from == from;
        if (!any)
            continue;
        fprintf(to, "%s%s weights: ", first ? "" : " | ", start_names[from]);
        describe_bouts(c, from, to);
        first = false;
    }
    fclose(to);
    snprintf(text, size, "%s", all);
    free(all);
}
