#include "commands/commands.h"
#include "commands/flush_options.h"
#include "commands/measure_accuracy.h"
#include "commands/print_run.h"
#include "search/search.h"
#include "support/length.h"
#include "support/status.h"

#include <string.h>

typedef struct accuracy_command {
    accuracy_options accuracy;
    inputs chosen; /* kind and count of --inputs, for every dtype */
    bool inputs_given;
    uint64_t search_budget; /* of --inputs; 0: it asks for no search */
    uint64_t budget;        /* 0: not given */
    bool full;
} accuracy_command;

static bool set_chosen(const char *text, void *field)
{
    accuracy_command *own = field;
    own->inputs_given = true;
    return pass_inputs_parse(text, &own->chosen, &own->search_budget);
}

static bool set_budget(const char *text, void *field)
{
    uint64_t *budget = field;
    return set_whole(text, budget) && *budget >= SEARCH_BUDGET_LEAST && *budget <= INPUTS_COUNT_MAX;
}

static bool set_reference(const char *text, void *field)
{
    const bool filtered = strcmp(text, "filtered") == 0;
    *(reference_kind *)field = filtered ? REFERENCE_FILTERED : REFERENCE_MPFR;
    return filtered || strcmp(text, "mpfr") == 0;
}

static const option_entry entries[] = {
    {"inputs", "WHICH", "exhaustive (the default), stratified:N (f64's, N = 1000000) or search (f64 only)",
     "exhaustive, stratified:N with N from 1 to 2^40, or search", set_chosen, 0},
    {"reference", "KIND", "filtered (default; MPFR decides what the filter cannot) or mpfr (slow)", "filtered or mpfr",
     set_reference, offsetof(accuracy_command, accuracy.reference)},
    {"budget", "N", "evaluations of --inputs search for each implementation (default: 1000000000)",
     "a whole number from 500000 to 2^40", set_budget, offsetof(accuracy_command, budget)},
    FLUSH_ENTRIES(offsetof(accuracy_command, accuracy.allowed)),
    FULL_ENTRY(offsetof(accuracy_command, full)),
    SHARD_ENTRIES(offsetof(accuracy_command, accuracy.shard)),
};

static const command_syntax syntax = {
    "accuracy",
    NULL,
    "Judges implementations against the exact value; writes accuracy*.csv and environment.csv.",
    entries,
    LENGTH(entries),
    TAKES_SELECTION | TAKES_PARAMETERS | TAKES_RUN | TAKES_FORMAT};

/* A search is f64's unless another dtype was asked for, whose inputs can all be tried. */
static int settle_search(options *o)
{
    if (o->select.dtype < 0)
        o->select.dtype = DTYPE_F64;
    if (o->select.dtype != DTYPE_F64)
        return complain(STATUS_USAGE, "accuracy: --inputs search is for f64: leave --inputs out, and every input "
                                      "of the smaller dtypes is tried");
    return STATUS_GOOD;
}

static int check_inputs(const accuracy_command *own, options *o)
{
    if (own->search_budget > 0 && flushes_any(own->accuracy.allowed))
        return complain(STATUS_USAGE,
                        "accuracy: --ftz and --daz are for inputs that are walked, not for --inputs search: "
                        "give stratified:N");
    if (own->search_budget > 0)
        return settle_search(o);
    const bool any_f64 = o->select.dtype < 0 || o->select.dtype == DTYPE_F64;
    if (own->inputs_given && own->chosen.kind == INPUTS_EXHAUSTIVE && any_f64)
        return complain(STATUS_USAGE, "accuracy: f64 has no --inputs exhaustive: add --dtype f32, f16 or bf16");
    if (own->budget > 0)
        return complain(STATUS_USAGE, "accuracy: --budget is for a search: add --inputs search");
    return STATUS_GOOD;
}

int command_accuracy(int argc, char **argv)
{
    options o = options_defaults();
    accuracy_command own = {.accuracy = accuracy_options_defaults()};
    bool done;
    int status = options_parse(argc, argv, &syntax, &o, &own, NULL, &done);
    if (status == STATUS_GOOD && !done)
        status = check_inputs(&own, &o);
    if (status == STATUS_GOOD && !done)
        status = options_check_measurable(&o);
    if (status != STATUS_GOOD || done)
        return status;
    own.accuracy.search_budget = own.budget > 0 ? own.budget : own.search_budget;
    if (own.inputs_given && own.search_budget == 0)
        accuracy_options_choose(&own.accuracy, own.chosen);
    own.accuracy.kept = true;

    run r;
    status = shard_begin(&r, &o, &own.accuracy.shard);
    if (status == STATUS_GOOD) {
        table *rows = table_new(&accuracy_schema);
        status = measure_accuracy(&r, &own.accuracy, rows);
        if (own.accuracy.shard.count == 1)
            print_run(&o, own.full, &(run_files){.dir = o.out, .accuracy = rows}, false);
        table_free(rows);
    }
    run_end(&r);
    return status;
}
