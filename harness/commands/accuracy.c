#include "commands/commands.h"
#include "commands/measure_accuracy.h"
#include "report/summary.h"
#include "support/status.h"

#include <string.h>

typedef struct accuracy_command {
    accuracy_options accuracy;
    inputs chosen; /* kind and count of --inputs, for both dtypes */
    bool inputs_given;
} accuracy_command;

static bool set_chosen(const char *text, void *field)
{
    accuracy_command *own = field;
    own->inputs_given = true;
    return inputs_parse(text, &own->chosen);
}

static bool set_reference(const char *text, void *field)
{
    const bool filtered = strcmp(text, "filtered") == 0;
    *(reference_kind *)field = filtered ? REFERENCE_FILTERED : REFERENCE_MPFR;
    return filtered || strcmp(text, "mpfr") == 0;
}

static const option_entry entries[] = {
    {"inputs", "WHICH", "exhaustive (the default) or stratified:N (f64's, N = 1000000)",
     "exhaustive or stratified:N with N from 1 to 2^40", set_chosen, 0},
    {"reference", "KIND", "filtered (default; MPFR decides what the filter cannot) or mpfr (slow)",
     "filtered or mpfr", set_reference, offsetof(accuracy_command, accuracy.reference)},
};

static const command_syntax syntax = {
    "accuracy", NULL,
    "Judges implementations against the exact value; writes accuracy*.csv and environment.csv.", entries,
    sizeof entries / sizeof entries[0]};

static int check_inputs(const accuracy_command *own, const options *o)
{
    const bool any_f64 = o->select.dtype < 0 || o->select.dtype == DTYPE_F64;
    if (own->inputs_given && own->chosen.kind == INPUTS_EXHAUSTIVE && any_f64)
        return complain(STATUS_USAGE,
                        "accuracy: f64 has no --inputs exhaustive: add --dtype f32, f16 or bf16");
    return STATUS_GOOD;
}

static void print_rows(const options *o, const table *rows)
{
    if (o->format == FORMAT_TABLE)
        summary_print(rows, NULL, stdout);
    else
        table_print(rows, stdout, o->format);
}

int command_accuracy(int argc, char **argv)
{
    options o = options_defaults();
    accuracy_command own = {.accuracy = accuracy_options_defaults()};
    bool done;
    int status = options_parse(argc, argv, &syntax, &o, &own, NULL, &done);
    if (status == STATUS_GOOD && !done)
        status = check_inputs(&own, &o);
    if (status != STATUS_GOOD || done)
        return status;
    if (own.inputs_given)
        accuracy_options_choose(&own.accuracy, own.chosen);

    run r;
    status = run_begin(&r, &o);
    if (status == STATUS_GOOD) {
        table *rows = table_new(&accuracy_schema);
        status = measure_accuracy(&r, &own.accuracy, rows);
        print_rows(&o, rows);
        table_free(rows);
    }
    run_end(&r);
    return status;
}
