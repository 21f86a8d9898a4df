/* `judge`: a stranger's implementation as it is gets its report card. */
#include "card/card.h"
#include "commands/commands.h"
#include "commands/measure_guests.h"
#include "reference/function.h"
#include "support/folder.h"
#include "support/interrupt.h"
#include "support/memory.h"
#include "support/status.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct judge_command {
    const char *symbol, *abi, *cflags, *save;
    double claim, budget;
    inputs chosen;
    bool inputs_given;
} judge_command;

static bool set_abi(const char *text, void *field)
{
    return set_text(text, field) && convention_find(text) != CONVENTION_COUNT;
}

static bool set_claim(const char *text, void *field)
{
    return set_number(text, field) && *(double *)field > 0;
}

static bool set_seconds(const char *text, void *field)
{
    return set_number(text, field) && *(double *)field >= 0 && *(double *)field <= 3600;
}

static bool set_chosen(const char *text, void *field)
{
    judge_command *own = field;
    own->inputs_given = true;
    return inputs_parse(text, &own->chosen) && own->chosen.kind != INPUTS_SEARCH;
}

static const option_entry entries[] = {
    {"symbol", "NAME", "the function to call (default: the one that a source file defines)", "a name", set_text,
     offsetof(judge_command, symbol)},
    {"abi", "FORM",
     "how: x, x-a, x-y-n, x-y-n-a, n-x-y, n-x-y-a, y-x-n, y-x-n-a, kernel, x-ref, x-y-n-ref or n-x-y-ref",
     "x, x-a, x-y-n, x-y-n-a, n-x-y, n-x-y-a, y-x-n, y-x-n-a, kernel, x-ref, x-y-n-ref, n-x-y-ref or vector", set_abi,
     offsetof(judge_command, abi)},
    {"cflags", "FLAGS", "for the compiler (default: -O2)", "compiler flags", set_text, offsetof(judge_command, cflags)},
    {"inputs", "WHICH", "exhaustive (the default) or stratified:N (f64's, N = 1000000)",
     "exhaustive or stratified:N with N from 1 to 2^40", set_chosen, 0},
    {"claim", "ULP", "exit status 1 where the error is larger", "a positive number", set_claim,
     offsetof(judge_command, claim)},
    {"budget", "SECONDS", "for timing; 0: none (default: 6)", "a number of seconds from 0 to 3600", set_seconds,
     offsetof(judge_command, budget)},
    {"save", "DIR", "keep the rows there, for compare, gate and report", "the name of a folder", set_text,
     offsetof(judge_command, save)},
};

static const command_syntax syntax = {
    "judge",
    "FUNCTION THING...",
    "Is it any good? Judges a stranger's implementation as it is: a source file (.c, .cpp, .f90), or a function of a "
    "shared\nlibrary. It runs in processes of its own. Forward, f32, unless --op and --dtype say otherwise.",
    entries,
    sizeof entries / sizeof entries[0],
    "function impl out"};

/* Opens every THING and adds it to the registry; they live as long as the program. */
static int open_guests(const options *o, const judge_command *own, char **things, size_t count, const char *scratch,
                       guest *guests, guest_plan *plan)
{
    char fault[256];
    const guest_request request = {.function = o->select.function,
                                   .op = (op)o->select.op,
                                   .dtype = o->select.dtype < 0 ? DTYPE_F32 : (dtype)o->select.dtype,
                                   .dtype_given = o->select.dtype >= 0,
                                   .symbol = own->symbol,
                                   .abi = own->abi,
                                   .cflags = own->cflags,
                                   .scratch = scratch};
    for (size_t i = 0; i < count; i++) {
        const int status = guest_open(&guests[i], &request, things[i]);
        if (status != STATUS_GOOD)
            return status;
        guests[i].impl.bound_ulp = own->claim;
        if (!registry_add(&guests[i].impl, fault, sizeof fault))
            return complain(STATUS_USAGE, "judge: %s: %s: give it another name", things[i], fault);
    }
    size_t all;
    const implementation *const *impls = registry_all(&all);
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; i < all; i++)
            if (impls[i]->context == guests[k].impl.context && impls[i]->origin == ORIGIN_GUEST)
                plan->guests[plan->count++] = impls[i];
    for (size_t k = 1; k < plan->count; k++)
        if (!implementation_same_question(plan->guests[0], plan->guests[k]))
            return complain(STATUS_USAGE, "judge: %s and %s are of different dtypes: judge them one by one", things[0],
                            things[k]);
    return STATUS_GOOD;
}

static const accuracy_row *find_row(const table *accuracy, const char *impl)
{
    for (size_t i = 0; accuracy != NULL && i < accuracy->count; i++)
        if (strcmp(((const accuracy_row *)table_row(accuracy, i))->impl, impl) == 0)
            return table_row(accuracy, i);
    return NULL;
}

static void print_card(const options *o, const guest_plan *plan, const guest *guests, const guest_findings *f, size_t i)
{
    const implementation *g = plan->guests[i];
    const card_source source = {
        .impl = g->name,
        .function = g->function->name,
        .op = op_names[g->op],
        .dtype = dtype_names[g->dtype],
        .how = guests[i].how,
        .caveat = guests[i].caveat,
        .offence = f->offences[i][0] != '\0' ? f->offences[i] : NULL,
        .row = find_row(f->accuracy, g->name),
        .accuracy = f->accuracy,
        .bins = f->bins,
        .histogram = f->histogram,
        .properties = f->properties,
        .check = f->check,
        .speed = f->speed[i],
        .untimed = f->offences[i][0] != '\0' ? "it broke what no figure survives" : NULL,
        .textbook = f->textbook != NULL ? f->textbook->name : NULL,
        .nearest = f->nearest[i] != NULL ? f->nearest[i]->name : NULL,
    };
    const card c = card_of(&source);
    if (i > 0)
        printf("\n");
    if (o->format == FORMAT_MARKDOWN)
        card_print_markdown(&c, stdout);
    else
        card_print(&c, stdout);
}

static bool is_guests_row(const void *row, const void *plan)
{
    const guest_plan *p = plan;
    for (size_t i = 0; i < p->count; i++)
        if (strcmp(((const accuracy_row *)row)->impl, p->guests[i]->name) == 0)
            return true;
    return false;
}

static void print(const options *o, const guest_plan *plan, const guest *guests, const guest_findings *f)
{
    if (o->format == FORMAT_TABLE || o->format == FORMAT_MARKDOWN) {
        for (size_t i = 0; i < plan->count; i++)
            print_card(o, plan, guests, f, i);
        return;
    }
    table_keep(f->accuracy, is_guests_row, plan);
    table_print(f->accuracy, stdout, o->format);
}

static int judge_in(options *o, const judge_command *own, char **things, size_t count, const char *scratch)
{
    static guest guests[GUESTS_MAX]; /* the registry points into them */
    char rows[PATH_MAX];
    guest_plan plan = {.speed_seconds = own->budget};
    int status = open_guests(o, own, things, count, scratch, guests, &plan);
    if (status != STATUS_GOOD)
        return status;
    plan.inputs = own->chosen;
    if (!own->inputs_given && plan.guests[0]->dtype != DTYPE_F64)
        plan.inputs.kind = INPUTS_EXHAUSTIVE;
    if (plan.inputs.kind == INPUTS_EXHAUSTIVE && plan.guests[0]->dtype == DTYPE_F64)
        return complain(STATUS_USAGE, "judge: f64 has no --inputs exhaustive: give stratified:N");
    snprintf(rows, sizeof rows, "%.*s/rows", PATH_MAX - 8, scratch);
    o->out = own->save != NULL ? own->save : rows;
    run r;
    guest_findings f = {0};
    status = run_begin(&r, o);
    r.adds = true;
    if (status == STATUS_GOOD) {
        status = guests_measure(&r, &plan, &f);
        if (status <= STATUS_WORSE && !interrupted())
            print(o, &plan, guests, &f);
        guest_findings_free(&f);
    }
    run_end(&r);
    return status;
}

static int check_operands(options *o, int operands, char **argv)
{
    if (operands < 2)
        return complain(STATUS_USAGE, "judge: give a FUNCTION and what is to be judged: see `actbench judge --help`");
    if (operands - 1 > GUESTS_MAX)
        return complain(STATUS_USAGE, "judge: more than %d things at once", GUESTS_MAX);
    o->select.function = argv[1];
    const selection known = {.function = argv[1], .op = -1, .dtype = -1};
    const int status = selection_check(&known);
    const function *f = function_find(argv[1]);
    if (status == STATUS_GOOD && f->ops[o->select.op].exact == NULL)
        return complain(STATUS_USAGE, "judge: %s has no %s", argv[1], op_names[o->select.op]);
    return status;
}

int command_judge(int argc, char **argv)
{
    options o = options_defaults();
    judge_command own = {.budget = 6, .chosen = {.kind = INPUTS_STRATIFIED, .count = 1000000}};
    int operands = 0;
    bool done;
    o.select.op = OP_FORWARD;
    int status = options_parse(argc, argv, &syntax, &o, &own, &operands, &done);
    if (status == STATUS_GOOD && !done)
        status = check_operands(&o, operands, argv);
    if (status != STATUS_GOOD || done)
        return status;
    char scratch[PATH_MAX];
    const char *parent = getenv("TMPDIR");
    snprintf(scratch, sizeof scratch, "%.3900s/actbench-judge-XXXXXX", parent != NULL ? parent : "/tmp");
    if (mkdtemp(scratch) == NULL)
        return complain(STATUS_USAGE, "judge: %s: %s: set TMPDIR", scratch, strerror(errno));
    status = judge_in(&o, &own, argv + 2, (size_t)operands - 1, scratch);
    folder_remove(scratch);
    return status;
}
