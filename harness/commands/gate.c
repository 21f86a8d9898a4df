#include "gate/gate.h"
#include "commands/commands.h"
#include "commands/options.h"
#include "gate/gate_print.h"
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
    void (*print)(const table *rows, FILE *to);
} forms[] = {{"table", gate_print_lines},
             {"markdown", gate_print_markdown},
             {"junit", gate_print_junit},
             {"csv", print_csv},
             {"json", print_json}};
enum { FORM_COUNT = sizeof forms / sizeof forms[0] };

typedef struct gate_command {
    const char *baseline;
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

static bool set_percent(const char *text, void *field)
{
    char *end;
    const double percent = strtod(text, &end);
    *(double *)field = percent;
    return end != text && *end == '\0' && percent > 0 && percent <= 1000;
}

static const option_entry entries[] = {
    {"baseline", "DIR", "the stored run to compare with; the new one is in --out", "the name of a folder", set_text,
     offsetof(gate_command, baseline)},
    {"tolerance", "PERCENT", "how much slower is still the same (default: 5)", "a number from above 0 to 1000",
     set_percent, offsetof(gate_command, percent)},
    {"accept-missing", NULL, "report what the new run lacks, and do not fail for it", NULL, set_flag,
     offsetof(gate_command, accept_missing)},
    {"format", "FORM", "what goes to stdout: table, markdown, junit, csv or json (default: table)",
     "table, markdown, junit, csv or json", set_form, offsetof(gate_command, form)},
};

static const command_syntax syntax = {"gate",
                                      NULL,
                                      "Compares the run in --out with a stored one: exit status 1, and one "
                                      "line for each, where something got worse.",
                                      entries,
                                      sizeof entries / sizeof entries[0],
                                      "alpha beta"};

/* Leaves what is asked for in both runs. */
static int narrow(const options *o, const gate_command *own, stored_run *base, stored_run *now)
{
    const size_t left = stored_run_narrow(base, &o->select) + stored_run_narrow(now, &o->select);
    char asked[TEXT_LONG];
    selection_print(&o->select, asked, sizeof asked);
    return left > 0
               ? STATUS_GOOD
               : complain(STATUS_USAGE, "gate: neither %s nor %s has a row%s%s: measure them first, or name others",
                          own->baseline, o->out, asked[0] != '\0' ? " of" : "", asked);
}

static int judge(const options *o, const gate_command *own)
{
    stored_run base = {0}, now = {0};
    int status = stored_run_read(own->baseline, &base);
    if (status == STATUS_GOOD)
        status = stored_run_read(o->out, &now);
    if (status == STATUS_GOOD)
        status = narrow(o, own, &base, &now);
    if (status == STATUS_GOOD) {
        const gate_terms terms = {.tolerance = own->percent / 100, .accept_missing = own->accept_missing};
        table *rows = table_new(&gate_schema);
        status = gate_judge(&base, &now, &terms, rows);
        forms[own->form].print(rows, stdout);
        table_free(rows);
    }
    stored_run_free(&base);
    stored_run_free(&now);
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
    if (own.baseline == NULL)
        return complain(STATUS_USAGE, "gate: --baseline DIR is missing: give a stored run, such as reports/baseline");
    return judge(&o, &own);
}
