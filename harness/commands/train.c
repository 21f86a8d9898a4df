#include "commands/commands.h"
#include "commands/conclude.h"
#include "commands/run.h"
#include "report/training_summary.h"
#include "support/interrupt.h"
#include "support/length.h"
#include "support/status.h"
#include "training/trial.h"

#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct train_command {
    const char *data, *experiment;
    const char *digits_folder, *fashion_folder;
    const char *activation; /* NULL: the experiments; else one network of these options */
    run_setup network;
    size_t seeds, replications;
    bool quick;     /* only what needs no search for rates */
    double seconds; /* that all experiments may take, for the time left that is shown */
} train_command;

#define COUNT_MOST 1000000
static bool set_count(const char *text, void *field)
{
    uint64_t value;
    const bool good = set_whole(text, &value) && value >= 1 && value <= COUNT_MOST;
    if (good)
        *(size_t *)field = (size_t)value;
    return good;
}

static bool set_positive(const char *text, void *field)
{
    return set_number(text, field) && *(double *)field > 0;
}

static bool set_share(const char *text, void *field)
{
    return set_number(text, field) && *(double *)field >= 0 && *(double *)field < 1;
}

static bool set_data(const char *text, void *field)
{
    return set_text(text, field) &&
           (strcmp(text, "digits") == 0 || strcmp(text, "fashion") == 0 || strcmp(text, "all") == 0);
}

static bool set_experiment(const char *text, void *field)
{
    *(const char **)field = text;
    for (size_t i = 0; i < experiment_count; i++)
        if (strcmp(text, experiments[i].name) == 0)
            return true;
    return false;
}

static bool set_activation(const char *text, void *field)
{
    return set_text(text, field) && activation_find(text) != NULL;
}

static bool set_init(const char *text, void *field)
{
    for (init i = INIT_HE; i < INIT_COUNT; i++)
        if (strcmp(text, init_names[i]) == 0) {
            *(init *)field = i;
            return true;
        }
    return false;
}

static bool set_optimizer(const char *text, void *field)
{
    for (optimizer o = OPTIMIZER_SGD; o < OPTIMIZER_COUNT; o++)
        if (strcmp(text, optimizer_names[o]) == 0) {
            *(optimizer *)field = o;
            return true;
        }
    return false;
}

static bool set_decay(const char *text, void *field)
{
    *(bool *)field = strcmp(text, "linear") == 0;
    return *(bool *)field || strcmp(text, "none") == 0;
}

#define OWN(field) offsetof(train_command, field)
#define COUNT      "a whole number" FROM_TO(1, COUNT_MOST), set_count
static const option_entry entries[] = {
    {"data", "WHICH", "digits, fashion or all (default; digits for one network)", "digits, fashion or all", set_data,
     OWN(data)},
    {"experiment", "NAME", "only this experiment", "the name of an experiment", set_experiment, OWN(experiment)},
    {"digits-dir", "DIR", "holds digits.csv.gz", "the name of a folder", set_text, OWN(digits_folder)},
    {"fashion-dir", "DIR", "holds Fashion-MNIST's four files", "the name of a folder", set_text, OWN(fashion_folder)},
    {"replications", "N", "of each experiment, at most (default: as many as it has)", COUNT, OWN(replications)},
    {"activation", "NAME", "no experiment: train one network, of these options", "the name of an activation",
     set_activation, OWN(activation)},
    {"depth", "N", "hidden layers (3)", COUNT, OWN(network.depth)},
    {"width", "N", "units in each (128)", COUNT, OWN(network.width)},
    {"init", "HOW", "he (default), xavier, xavier_4", "he, xavier or xavier_4", set_init, OWN(network.init)},
    {"rate", "R", "learning rate (0.1)", "a positive number", set_positive, OWN(network.rate)},
    {"decay", "HOW", "of the rate: linear or none (default)", "linear or none", set_decay, OWN(network.linear_decay)},
    {"optimizer", "WHICH", "sgd (default) or adam", "sgd or adam", set_optimizer, OWN(network.optimizer)},
    {"batch-norm", NULL, "normalises the hidden layers' inputs", NULL, set_flag, OWN(network.batch_norm)},
    {"weight-decay", "D", "times the weights is added to their gradient (0)", "a number from 0 to 1", set_share,
     OWN(network.weight_decay)},
    {"batch", "N", "samples a step (32)", COUNT, OWN(network.batch)},
    {"momentum", "M", "of the steps (0)", "a number from 0 to 1", set_share, OWN(network.momentum)},
    {"epochs", "N", "times through the samples (20)", COUNT, OWN(network.epochs)},
    {"samples", "N", "drawn for training (default: all)", COUNT, OWN(network.samples)},
    {"runs", "N", "each with a seed of its own (1)", COUNT, OWN(seeds)},
};

static const command_syntax syntax = {
    "train",
    NULL,
    "Trains small networks, the experiments behind the claims; writes training.csv and environment.csv.",
    entries,
    LENGTH(entries),
    TAKES_IMPL | TAKES_ALPHA | TAKES_RUN | TAKES_FORMAT};

static bool is_asked_for(const train_command *own, const experiment *e, const split *data)
{
    return !(own->quick && e->goal != GOAL_NONE) && strcmp(e->data, data->name) == 0 &&
           (own->experiment == NULL || strcmp(e->name, own->experiment) == 0);
}

/* Runs the experiments on one split; the file is rewritten after each, so that an interrupted run keeps what
 * is done. */
static int run_experiments(const run *r, const train_command *own, const experiment *list, size_t count, const trial *t)
{
    int status = STATUS_GOOD;
    for (size_t i = 0; i < count && status == STATUS_GOOD && !interrupted(); i++) {
        if (!is_asked_for(own, &list[i], t->data))
            continue;
        trial of_it = *t;
        of_it.seconds_after += own->seconds * (double)(count - 1 - i) / (double)count;
        status = experiment_run(&list[i], &of_it);
        if (status == STATUS_GOOD)
            status = run_write(r, t->rows);
    }
    return status;
}

/* One network of the command line's options, as an experiment of its own. */
static int run_network_asked_for(const run *r, const train_command *own, const trial *t)
{
    const char *impl = r->options->select.impl;
    const contender who = {own->activation,
                           1U << own->network.init,
                           r->options->asked.alpha,
                           {impl, impl, impl},
                           own->network.optimizer,
                           own->network.batch_norm,
                           0};
    const experiment asked = {.name = "asked",
                              .data = t->data->name,
                              .run = run_train,
                              .contenders = &who,
                              .contender_count = 1,
                              .depths = {own->network.depth},
                              .rates = {own->network.rate},
                              .replications = own->seeds,
                              .common = own->network};
    if (own->network.samples > t->data->train.samples)
        return complain(STATUS_USAGE, "train: --samples %zu: %s has %zu for training", own->network.samples,
                        t->data->name, t->data->train.samples);
    return run_experiments(r, own, &asked, 1, t);
}

static int no_data(const char *dir, split *s)
{
    (void)dir;
    *s = (split){.name = "gaussian"};
    return STATUS_GOOD;
}

/* Where samples come from. */
typedef struct source {
    const char *choice; /* of --data that asks for it, but for all */
    int (*read)(const char *dir, split *s);
    const char *dir;
} source;

static int run_source(const run *r, const train_command *own, const source *from, const trial *t)
{
    split data;
    int status = from->read(from->dir, &data);
    if (status != STATUS_GOOD)
        return status;
    trial here = *t;
    here.data = &data;
    status = own->activation ? run_network_asked_for(r, own, &here)
                             : run_experiments(r, own, experiments, experiment_count, &here);
    split_free(&data);
    return status;
}

/* The experiments of every source, or one network on one of them. */
static int train_on_sources(const run *r, const train_command *own, const trial *t)
{
    const source digits = {"digits", digits_read, own->digits_folder};
    const source fashion = {"fashion", fashion_read, own->fashion_folder};
    const source none = {"digits", no_data, NULL};
    if (own->activation)
        return run_source(r, own, strcmp(own->data, "fashion") == 0 ? &fashion : &digits, t);
    const source *const all[] = {&none, &digits, &fashion};
    int status = STATUS_GOOD;
    for (size_t i = 0; i < LENGTH(all) && status == STATUS_GOOD && !interrupted(); i++)
        if (strcmp(own->data, "all") == 0 || strcmp(own->data, all[i]->choice) == 0)
            status = run_source(r, own, all[i], t);
    return status;
}

static int train(const run *r, const train_command *own, bool printed)
{
    trial t = {.run_id = r->id,
               .seed = r->options->seed,
               .replications = own->replications,
               .threads = r->options->threads,
               .quiet = r->options->quiet,
               .seconds_after = r->options->seconds_after,
               .rows = table_new(&training_schema)};
    const int status = train_on_sources(r, own, &t);
    if (printed && r->options->format == FORMAT_TABLE)
        training_summary_print(t.rows, stdout);
    else if (printed)
        table_print(t.rows, stdout, r->options->format);
    table_free(t.rows);
    return status;
}

/* Whether an experiment of that name, NULL for any, is on the data that were chosen. */
static bool has_experiment(const char *name, const char *data)
{
    for (size_t i = 0; i < experiment_count; i++) {
        /* What needs no samples goes with the digits. */
        const bool on_digits = strcmp(experiments[i].data, "fashion") != 0;
        if ((name == NULL || strcmp(name, experiments[i].name) == 0) &&
            (strcmp(data, "all") == 0 || on_digits == (strcmp(data, "digits") == 0)))
            return true;
    }
    return false;
}

/* Experiments bring their own networks: what describes one network means nothing to them, and the other way
 * round. */
static int check_options(const options *o, const train_command *own)
{
    const char *of_one = options_given(
        o, &syntax, "depth width init rate decay optimizer batch-norm weight-decay batch momentum epochs samples runs");
    if (of_one == NULL && o->select.impl != NULL)
        of_one = "impl";
    if (of_one == NULL && !isnan(o->asked.alpha))
        of_one = "alpha";
    if (own->activation == NULL && of_one != NULL)
        return complain(STATUS_USAGE, "train: --%s is for one network: add --activation NAME", of_one);
    if (own->activation != NULL && own->experiment != NULL)
        return complain(STATUS_USAGE,
                        "train: --activation trains one network, --experiment its own: leave one of them out");
    if (own->activation != NULL && options_given(o, &syntax, "data") != NULL && strcmp(own->data, "all") == 0)
        return complain(STATUS_USAGE, "train: --data all is for experiments: give digits or fashion with --activation");
    if (!has_experiment(own->experiment, own->data))
        return complain(STATUS_USAGE, "train: experiment %s is not on the data %s: leave --data out", own->experiment,
                        own->data);
    return STATUS_GOOD;
}

static train_command train_defaults(const char *data)
{
    return (train_command){.data = data,
                           .digits_folder = "harness/training/data",
                           .fashion_folder = "/usr/share/datasets/fashion-mnist",
                           .network = {.depth = 3, .width = 128, .batch = 32, .epochs = 20, .rate = 0.1},
                           .seeds = 1};
}

static int train_in_folder(const options *o, const train_command *own, bool printed)
{
    run r;
    int status = run_begin(&r, o);
    if (status == STATUS_GOOD)
        status = train(&r, own, printed);
    run_end(&r);
    return status;
}

int conclude_training(const options *o, bool quick, double seconds)
{
    /* With fewer replications nothing is decided. */
    enum { FEWEST = 6 };
    train_command own = train_defaults("digits");
    own.quick = quick;
    own.seconds = seconds;
    own.replications = quick ? FEWEST : 0;
    return train_in_folder(o, &own, false);
}

int command_train(int argc, char **argv)
{
    options o = options_defaults();
    train_command own = train_defaults("all");
    bool done;
    int status = options_parse(argc, argv, &syntax, &o, &own, NULL, &done);
    if (status == STATUS_GOOD && !done)
        status = check_options(&o, &own);
    if (status != STATUS_GOOD || done)
        return status;
    return train_in_folder(&o, &own, true);
}
