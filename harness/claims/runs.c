#include "claims/runs.h"

#include "registry/registry.h"
#include "rows/row_key.h"
#include "support/length.h"
#include "support/memory.h"
#include "training/trial.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const unsigned long bootstrap_seed = 20240229;

static bool matches(const char *wanted, const char *found)
{
    return wanted == NULL || strcmp(wanted, found) == 0;
}

/* An empty cell is that of a run before there was a choice. */
static bool is_or_usual(const char *wanted, const char *usual, const char *found)
{
    return strcmp(wanted != NULL ? wanted : usual, *found != '\0' ? found : usual) == 0;
}

static bool layer_passes(const run_filter *f, const training_row *row)
{
    if (f->deeper_layers)
        return row->layer > 1 && row->layer <= row->depth;
    if (f->hidden_layers)
        return row->layer > 0 && row->layer <= row->depth;
    return row->layer == f->layer;
}

/* Whether the run is asked for, whatever moment and layer of it the row describes. */
static bool run_passes(const run_filter *f, const training_row *row)
{
    return matches(f->experiment, row->experiment) && matches(f->data, row->data) &&
           matches(f->activation, row->activation) && matches(f->init, row->init) && matches(f->kernel, row->kernel) &&
           matches(f->gradient_kernel, row->gradient_kernel) && matches(f->dtype, row->dtype) &&
           matches(f->only_good ? "ok" : NULL, row->status) && is_or_usual(f->optimizer, "sgd", row->optimizer) &&
           is_or_usual(f->normalisation, "none", row->normalisation) && (f->depth == 0 || f->depth == row->depth) &&
           (f->rate <= 0 || f->rate == row->rate) && (f->alpha_start == NULL || *f->alpha_start == row->alpha_start);
}

static bool passes(const run_filter *f, const training_row *row)
{
    return run_passes(f, row) && layer_passes(f, row) && (f->when != AT_START || row->epoch == 0);
}

static bool same_run(const training_row *a, const training_row *b)
{
    return rows_agree(&training_schema, KEY_CELLS & ~KEY_MOMENT, a, b);
}

/* How the runs ended, those too that ended before there was anything to measure. */
static void count_runs(judgement *j, const table *t, const run_filter *f, series *s)
{
    const training_row **runs = memory_or_exit(malloc((t->count + 1) * sizeof *runs));
    for (size_t i = 0; i < t->count; i++) {
        const training_row *row = table_row(t, i);
        if (!run_passes(f, row))
            continue;
        size_t known = s->runs;
        while (known > 0 && !same_run(runs[known - 1], row))
            known--;
        if (known > 0)
            continue;
        runs[s->runs++] = row;
        use_row(j, t, row);
        s->constant += strcmp(row->status, "constant") == 0;
        s->diverged += strcmp(row->status, "diverged") == 0;
        s->broken += strcmp(row->status, "nan") == 0;
    }
    free(runs);
}

static double real_at(const training_row *row, size_t offset)
{
    double value;
    memcpy(&value, (const char *)row + offset, sizeof value);
    return value;
}

/* The place of the row's seed in the series, made if it is new; SERIES_ROOM where there is no room. */
static size_t seed_place(series *s, const training_row *row)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->seed[i] == row->seed)
            return i;
    if (s->count == SERIES_ROOM)
        return SERIES_ROOM;
    s->seed[s->count] = row->seed;
    s->value[s->count] = NAN;
    return s->count++;
}

/* Appends " NAME=VALUE" where there is a value. */
static void add_key(char *text, size_t size, const char *name, const char *value)
{
    const size_t used = strlen(text);
    if (value != NULL && *value != '\0')
        snprintf(text + used, size - used, " %s=%s", name, value);
}

/* The values that there are; their number. */
static size_t values_of(const series *s, double *values)
{
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++)
        if (!isnan(s->value[i]))
            values[count++] = s->value[i];
    return count;
}

static void describe(judgement *j, const run_filter *f, const char *column, const series *s)
{
    char keys[TEXT_LONG] = "", number[TEXT_SHORT] = "";
    add_key(keys, sizeof keys, "experiment", f->experiment);
    add_key(keys, sizeof keys, "data", f->data);
    add_key(keys, sizeof keys, "activation", f->activation);
    add_key(keys, sizeof keys, "init", f->init);
    add_key(keys, sizeof keys, "kernel", f->kernel);
    if (f->rate > 0) {
        snprintf(number, sizeof number, "%g", f->rate);
        add_key(keys, sizeof keys, "rate", number);
    }
    if (f->alpha_start != NULL) {
        snprintf(number, sizeof number, "%g", *f->alpha_start);
        add_key(keys, sizeof keys, "alpha_start", number);
    }
    double values[SERIES_ROOM] = {0};
    const size_t count = values_of(s, values);
    say_row(j,
            "training.csv %s: %s: mean %.6g, spread %.3g over %zu seeds; of %zu runs %zu constant, %zu diverged, "
            "%zu nan",
            keys, column, count > 0 ? gsl_stats_mean(values, 1, count) : NAN,
            count > 1 ? gsl_stats_sd(values, 1, count) : NAN, s->count, s->runs, s->constant, s->diverged, s->broken);
}

/* Notes the rows that the values come from, and those of runs that have none. */
static void use_rows(judgement *j, const run_filter *f, size_t offset, const series *s, const uint64_t *epoch)
{
    const table *t = j->evidence->training;
    for (size_t i = 0; i < t->count; i++) {
        const training_row *row = table_row(t, i);
        if (!passes(f, row))
            continue;
        size_t at = 0;
        while (at < s->count && s->seed[at] != row->seed)
            at++;
        if (at == s->count)
            continue;
        const bool counts = !isnan(real_at(row, offset)) && (f->when != AT_END || row->epoch == epoch[at]);
        if (counts || s->rows[at] <= 0)
            use_row(j, t, row);
    }
}

/* The replications that the rows are of, whatever became of them, against those of the experiment. */
static void say_replications(judgement *j, const run_filter *f)
{
    const table *t = j->evidence->training;
    run_filter any = *f;
    any.only_good = false;
    series found = {0};
    for (size_t i = 0; i < t->count; i++) {
        const size_t before = found.count;
        if (run_passes(&any, table_row(t, i)) && seed_place(&found, table_row(t, i)) == before)
            use_row(j, t, table_row(t, i));
    }
    size_t i = 0;
    while (i < experiment_count &&
           !(matches(f->experiment, experiments[i].name) && matches(f->data, experiments[i].data) &&
             matches(f->dtype, dtype_names[experiments[i].type])))
        i++;
    if (i < experiment_count && found.count < experiments[i].replications)
        say_lacking(j, "It rests on %zu of %zu replications of %s: run `actbench train` for the rest.", found.count,
                    experiments[i].replications, experiments[i].name);
}

series find_series(judgement *j, const run_filter *f, const char *column)
{
    const table *t = j->evidence->training;
    const size_t offset = schema_column(&training_schema, column)->offset;
    series s = {0};
    uint64_t epoch[SERIES_ROOM] = {0};
    for (size_t i = 0; i < t->count; i++) {
        const training_row *row = table_row(t, i);
        const size_t at = passes(f, row) ? seed_place(&s, row) : SERIES_ROOM;
        if (at == SERIES_ROOM)
            continue;
        const double found = real_at(row, offset), value = f->magnitude ? fabs(found) : found;
        const bool earlier = f->when == AT_END && row->epoch < epoch[at];
        if (isnan(value) || earlier)
            continue;
        if (s.rows[at] <= 0 || (f->when == AT_END && row->epoch > epoch[at]))
            s.value[at] = s.rows[at] = 0;
        epoch[at] = row->epoch;
        s.rows[at]++;
        s.value[at] += (value - s.value[at]) / s.rows[at];
    }
    use_rows(j, f, offset, &s, epoch);
    count_runs(j, t, f, &s);
    if (s.count > 0) {
        describe(j, f, column, &s);
        say_replications(j, f);
    }
    return s;
}

series take_series(judgement *j, const run_filter *f, const char *column)
{
    const series s = find_series(j, f, column);
    if (series_values(&s) == 0)
        say_missing(j, "training.csv has no %s of experiment %s%s%s: run `actbench train`", column, f->experiment,
                    f->activation ? " with " : "", f->activation ? f->activation : "");
    return s;
}

series take_steps(judgement *j, const char *activation, const char *init)
{
    const run_filter f = {.experiment = "steps", .activation = activation, .init = init};
    series reached = find_series(j, &f, "steps_to_loss");
    if (reached.count == 0)
        say_missing(j, "training.csv has no steps of %s: run `actbench train`", activation);
    const table *t = j->evidence->training;
    uint64_t longest = 0;
    for (size_t i = 0; i < t->count; i++) {
        const training_row *row = table_row(t, i);
        if (strcmp(row->experiment, "steps") == 0 && row->steps > longest)
            longest = row->steps;
    }
    size_t censored = 0;
    for (size_t i = 0; i < reached.count; i++)
        if (isnan(reached.value[i])) {
            reached.value[i] = (double)longest;
            censored++;
        }
    if (censored > 0)
        say(j, "%s: %zu of %zu runs never reached the loss and count with all %llu steps", activation, censored,
            reached.count, (unsigned long long)longest);
    return reached;
}

size_t series_values(const series *s)
{
    double values[SERIES_ROOM];
    return values_of(s, values);
}

interval mean_over_seeds(const double *values, size_t n)
{
    const interval mean = bootstrap_mean(values, n, bootstrap_seed);
    return n < FEWEST_PAIRS ? exactly(mean.estimate) : mean;
}

interval series_mean(const series *s)
{
    double values[SERIES_ROOM] = {0};
    const size_t count = values_of(s, values);
    return mean_over_seeds(values, count);
}

const char *usual_init(const char *activation)
{
    const bool sigmoidal =
        strncmp(activation, "sigmoid", strlen("sigmoid")) == 0 || strncmp(activation, "tanh", strlen("tanh")) == 0;
    return sigmoidal ? "xavier" : "he";
}

void describe_wrecks(const series *s, char *text, size_t size)
{
    const struct {
        const char *name;
        size_t count;
    } wrecks[] = {{"constant", s->constant}, {"diverged", s->diverged}, {"NaN", s->broken}};
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < LENGTH(wrecks); i++)
        if (wrecks[i].count > 0 && used < size)
            used += (size_t)snprintf(text + used, size - used, "%s%zu %s", used > 0 ? ", " : "", wrecks[i].count,
                                     wrecks[i].name);
    if (used < size)
        snprintf(text + used, size - used, "%s of %zu", used > 0 ? "" : "none", s->runs);
}

static size_t pair(const series *a, const series *b, bool ratios, double *differences)
{
    size_t count = 0;
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++) {
            if (a->seed[i] != b->seed[k] || isnan(a->value[i]) || isnan(b->value[k]))
                continue;
            differences[count++] = ratios ? log(a->value[i] / b->value[k]) : a->value[i] - b->value[k];
        }
    return count;
}

comparison compare(judgement *j, const char *what, const series *a, const series *b, bool ratios)
{
    double differences[SERIES_ROOM] = {0};
    comparison c = {.pairs = pair(a, b, ratios, differences)};
    c.p = wilcoxon_signed_rank(differences, c.pairs);
    c.difference = mean_over_seeds(differences, c.pairs);
    c.ratios = ratios;
    c.spread = c.pairs > 1 ? gsl_stats_sd(differences, 1, c.pairs) : NAN;
    c.detectable = (gsl_cdf_ugaussian_Pinv(0.975) + gsl_cdf_ugaussian_Pinv(0.8)) * c.spread / sqrt((double)c.pairs);
    if (ratios)
        c.detectable = exp(c.detectable);
    if (ratios)
        c.difference = (interval){exp(c.difference.estimate), exp(c.difference.low), exp(c.difference.high)};
    if (c.pairs == 0) {
        say(j, "%s: no replication has both", what);
        return c;
    }
    say(j, "%s: %s %.6g [%.6g, %.6g] over %zu pairs (%zu left out), Wilcoxon p = %.3g", what,
        ratios ? "ratio" : "difference", c.difference.estimate, c.difference.low, c.difference.high, c.pairs,
        (a->count > b->count ? a->count : b->count) - c.pairs, c.p);
    if (c.pairs > 1)
        say(j, "%s: spread between replications %.3g%s, detectable %s %.4g", what, c.spread,
            ratios ? " of the logarithm" : "", ratios ? "ratio" : "difference", c.detectable);
    if (c.pairs < FEWEST_PAIRS)
        say(j, "%s: fewer than %d pairs decide nothing", what, FEWEST_PAIRS);
    return c;
}

void adjust_together(judgement *j, comparison *c, size_t count)
{
    double *p = memory_or_exit(calloc(2 * count + 1, sizeof *p)), *adjusted = p + count;
    for (size_t i = 0; i < count; i++)
        p[i] = c[i].p;
    holm(p, count, adjusted);
    for (size_t i = 0; i < count; i++) {
        say(j, "after Holm over %zu comparisons: p = %.3g for %.3g", count, adjusted[i], p[i]);
        c[i].p = adjusted[i];
    }
    free(p);
}

bool is_real(const comparison *c)
{
    return direction(c, c->ratios ? 1 : 0) != 0;
}

finding find(const comparison *c, double margin)
{
    const double above = margin, below = c->ratios ? 1 / margin : -margin;
    if (c->p < 0.05 && c->difference.low > above)
        return LARGER;
    if (c->p < 0.05 && c->difference.high < below)
        return SMALLER;
    return c->difference.low > below && c->difference.high < above ? NEGLIGIBLE : CANNOT_TELL;
}

int claim_of_larger(finding f)
{
    return f == LARGER ? 1 : f == CANNOT_TELL ? 0 : -1;
}

int direction(const comparison *c, double nothing)
{
    if (!(c->p < 0.05))
        return 0;
    return c->difference.low > nothing ? 1 : c->difference.high < nothing ? -1 : 0;
}

verdict combined_verdict(const int *directions, size_t count)
{
    size_t yes = 0, no = 0;
    for (size_t i = 0; i < count; i++) {
        yes += directions[i] > 0;
        no += directions[i] < 0;
    }
    if (yes > 0 && no > 0)
        return DEPENDS;
    if (yes + no < count || count == 0)
        return INCONCLUSIVE;
    return yes > 0 ? SUPPORTED : REFUTED;
}
