#include "gate/gate.h"
#include "commands/commands.h"
#include "commands/options.h"
#include "environment/stored_run.h"
#include "gate/budgets.h"
#include "gate/gate_print.h"
#include "support/length.h"
#include "support/status.h"

#include <stdlib.h>
#include <string.h>

static void print_csv(const table *rows, FILE *to)
{
    table_print(rows, to, FORMAT_CSV);
}

static void print_json(const table *rows, FILE *to)
{
    table_print(rows, to, FORMAT_JSON);
}

static const struct {
    const char *name;
    void (*print)(const table *rows, FILE *to);       /* what the gate says, or */
    void (*metrics)(const stored_run *now, FILE *to); /* the figures, for services that keep their history */
} forms[] = {{"table", gate_print_lines, NULL}, {"markdown", gate_print_markdown, NULL},
             {"junit", gate_print_junit, NULL}, {"github", gate_print_github, NULL},
             {"csv", print_csv, NULL},          {"json", print_json, NULL},
             {"bmf", NULL, gate_print_bmf},     {"github-action-benchmark", NULL, gate_print_action_benchmark}};
enum { FORM_COUNT = LENGTH(forms) };

typedef struct gate_command {
    const char *baseline, *budgets, *emit;
    double percent;
    bool accept_missing;
    int form;
} gate_command;

static bool set_form(const char *text, void *field)
{
    for (int i = 0; i < FORM_COUNT; i++) {
        *(int *)field = i;
        if (strcmp(forms[i].name, text) == 0)
            return true;
    }
    return false;
}

#define PERCENT_MOST 1000
static bool set_percent(const char *text, void *field)
{
    char *end;
    const double percent = strtod(text, &end);
    *(double *)field = percent;
    return end != text && *end == '\0' && percent > 0 && percent <= PERCENT_MOST;
}

static const option_entry entries[] = {
    {"baseline", "DIR", "the stored run to compare with; the new one is in --out", "the name of a folder", set_text,
     offsetof(gate_command, baseline)},
    {"budgets", "FILE", "hold the run to the figures of accuracy in FILE, which mean the same on any machine",
     "the name of a file", set_text, offsetof(gate_command, budgets)},
    {"emit", "FILE", "write what the run in --out shows as budgets for review", "the name of a file", set_text,
     offsetof(gate_command, emit)},
    {"tolerance", "PERCENT", "how much slower is still the same (default: 5)",
     "a number above 0 and at most " TEXT_OF_VALUE(PERCENT_MOST), set_percent, offsetof(gate_command, percent)},
    {"accept-missing", NULL, "report what the new run lacks, and do not fail for it", NULL, set_flag,
     offsetof(gate_command, accept_missing)},
    {"format", "FORM",
     "what goes to stdout: table, markdown, junit, github, csv, json, bmf or github-action-benchmark (default: table)",
     "table, markdown, junit, github, csv, json, bmf or github-action-benchmark", set_form,
     offsetof(gate_command, form)},
};

static const command_syntax syntax = {
    "gate",
    NULL,
    "Compares the run in --out with a stored one or with budgets, and its times with those of another "
    "tree that they were taken beside (speed --beside): exit status 1, "
    "and one line for each, where something got worse, 3 where it could not judge.",
    entries,
    LENGTH(entries),
    TAKES_SELECTION | TAKES_RUN};

/* What is judged, and by what. */
typedef struct gate_inputs {
    stored_run base, now;
    table *budgets; /* NULL: none */
} gate_inputs;

static int read_evidence(const options *o, const gate_command *own, gate_inputs *e)
{
    int status = own->budgets == NULL ? STATUS_GOOD : budgets_read(own->budgets, &e->budgets);
    if (status == STATUS_GOOD && own->baseline != NULL)
        status = stored_run_read(own->baseline, &e->base);
    if (status == STATUS_GOOD)
        status = stored_run_read(o->out, &e->now);
    return status;
}

static void free_evidence(gate_inputs *e)
{
    stored_run_free(&e->base);
    stored_run_free(&e->now);
    if (e->budgets != NULL)
        table_free(e->budgets);
}

/* Leaves what is asked for everywhere. */
static int narrow(const options *o, const gate_command *own, gate_inputs *e)
{
    const size_t left = stored_run_narrow(&e->base, &o->select) + stored_run_narrow(&e->now, &o->select) +
                        (e->budgets == NULL ? 0 : stored_rows_narrow(e->budgets, &o->select));
    char asked[TEXT_LONG];
    selection_print(&o->select, asked, sizeof asked);
    const char *other = own->baseline != NULL ? own->baseline : own->budgets;
    if (left > 0)
        return STATUS_GOOD;
    return complain(STATUS_USAGE, "gate: neither %s nor %s has a row%s%s: measure them first, or name others",
                    other != NULL ? other : "any file", o->out, asked[0] != '\0' ? " of" : "", asked);
}

static int emit(const options *o, const gate_command *own, const gate_inputs *e)
{
    if (e->now.accuracy == NULL)
        return complain(STATUS_USAGE, "gate: %s has no accuracy.csv to take budgets from: measure first", o->out);
    return budgets_write(own->emit, e->now.accuracy);
}

static int judge(const gate_command *own, const gate_inputs *e)
{
    const gate_terms terms = {
        .tolerance = own->percent / 100, .accept_missing = own->accept_missing, .budgets = e->budgets};
    table *rows = table_new(&gate_schema);
    const int status = gate_judge(own->baseline == NULL ? NULL : &e->base, &e->now, &terms, rows);
    if (forms[own->form].metrics != NULL)
        forms[own->form].metrics(&e->now, stdout);
    else
        forms[own->form].print(rows, stdout);
    table_free(rows);
    return status;
}

static int complain_missing(void)
{
    return complain(STATUS_USAGE, "gate: --baseline DIR is missing (or --budgets FILE, or --emit FILE): give a stored "
                                  "run, such as reports/baseline");
}

static int run(const options *o, const gate_command *own)
{
    const bool other_named = own->baseline != NULL || own->budgets != NULL || own->emit != NULL;
    if (!other_named && !stored_file_exists(o->out, &speed_schema))
        return complain_missing();
    gate_inputs e = {0};
    int status = read_evidence(o, own, &e);
    if (status == STATUS_GOOD)
        status = narrow(o, own, &e);
    const bool judged = own->baseline != NULL || own->budgets != NULL || gate_versions_count(e.now.speed) > 0;
    if (status == STATUS_GOOD && !judged && own->emit == NULL)
        status = complain_missing();
    if (status == STATUS_GOOD && own->emit != NULL)
        status = emit(o, own, &e);
    if (status == STATUS_GOOD && judged)
        status = judge(own, &e);
    free_evidence(&e);
    return status;
}

int command_gate(int argc, char **argv)
{
    options o = options_defaults();
    gate_command own = {.percent = 5};
    bool done;
    const int status = options_parse(argc, argv, &syntax, &o, &own, NULL, &done);
    if (status != STATUS_GOOD || done)
        return status;
    return run(&o, &own);
}
