/* `judge`: a stranger's implementation as it is gets its report card. */
#include "commands/commands.h"
#include "commands/flush_options.h"
#include "commands/judge_cards.h"
#include "guests/outside.h"
#include "reference/function.h"
#include "support/folder.h"
#include "support/interrupt.h"
#include "support/length.h"
#include "support/memory.h"
#include "support/status.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is not called by this program. */
typedef struct outside_thing {
    outside_kind kind;
    const char *text;
} outside_thing;

typedef struct judge_command {
    outside_thing outside[GUESTS_MAX];
    size_t outside_count;
    const char *symbol, *abi, *cflags, *launcher, *save;
    double claim, budget, limit, range[2];
    inputs chosen;
    bool inputs_given;
    flushes allowed;
} judge_command;

static bool set_abi(const char *text, void *field)
{
    return set_text(text, field) && convention_find(text) != CONVENTION_COUNT;
}

static bool set_claim(const char *text, void *field)
{
    return set_number(text, field) && *(double *)field > 0;
}

#define SECONDS_MOST 3600
static bool set_seconds(const char *text, void *field)
{
    return set_number(text, field) && *(double *)field >= 0 && *(double *)field <= SECONDS_MOST;
}

/* A:B */
static bool set_range(const char *text, void *field)
{
    double *range = field;
    char *end;
    range[0] = strtod(text, &end);
    if (end == text || *end != ':')
        return false;
    const char *second = end + 1;
    range[1] = strtod(second, &end);
    return end != second && *end == '\0' && range[0] < range[1];
}

static bool set_limit(const char *text, void *field)
{
    return set_seconds(text, field) && *(double *)field >= 1;
}

static bool set_chosen(const char *text, void *field)
{
    judge_command *own = field;
    own->inputs_given = true;
    return inputs_parse(text, &own->chosen);
}

static bool add_outside(judge_command *own, outside_kind kind, const char *text)
{
    if (own->outside_count == GUESTS_MAX || text[0] == '\0')
        return false;
    own->outside[own->outside_count++] = (outside_thing){kind, text};
    return true;
}

static bool set_program(const char *text, void *field)
{
    return add_outside(field, OUTSIDE_PROGRAM, text);
}

static bool set_python(const char *text, void *field)
{
    return strchr(text, ':') != NULL && add_outside(field, OUTSIDE_PYTHON, text);
}

static bool set_arrays(const char *text, void *field)
{
    return add_outside(field, OUTSIDE_ARRAYS, text);
}

static const option_entry entries[] = {
    {"symbol", "NAME", "the function to call (default: the one that a source file defines)", "a name", set_text,
     offsetof(judge_command, symbol)},
    {"abi", "FORM",
     "how: x, x-a, x-y-n, x-y-n-a, n-x-y, n-x-y-a, y-x-n, y-x-n-a, kernel, x-ref, x-y-n-ref or n-x-y-ref",
     "x, x-a, x-y-n, x-y-n-a, n-x-y, n-x-y-a, y-x-n, y-x-n-a, kernel, x-ref, x-y-n-ref, n-x-y-ref or vector", set_abi,
     offsetof(judge_command, abi)},
    {"cflags", "FLAGS", "for the compiler (default: -O2)", "compiler flags", set_text, offsetof(judge_command, cflags)},
    {"exec", "COMMAND", "judge a program: raw little-endian elements on its stdin, as many on its stdout",
     "a command line", set_program, 0},
    {"python", "MODULE:FUNCTION", "judge a Python function that takes and returns a NumPy array", "MODULE:FUNCTION",
     set_python, 0},
    {"outputs", "FILE[,FILE]...", "judge arrays (.npy or raw): the results for what `actbench inputs` writes",
     "names of files", set_arrays, 0},
    {"launcher", "WORDS",
     "starts another system's programs: THINGs are its libraries ('/lib/ld.so --library-path DIR')", "a command line",
     set_text, offsetof(judge_command, launcher)},
    {"inputs", "WHICH",
     "exhaustive (the default) or stratified:N (f64's, N = 1000000; f32's for --exec, --python, --outputs: 2^24)",
     "exhaustive or stratified:N with N from 1 to 2^40", set_chosen, 0},
    {"claim", "ULP", "exit status 1 where the error is larger", "a positive number", set_claim,
     offsetof(judge_command, claim)},
    {"budget", "SECONDS", "for timing; 0: none (default: 6)", "a number of seconds" FROM_TO(0, SECONDS_MOST),
     set_seconds, offsetof(judge_command, budget)},
    {"range", "A:B", "sum up the inputs from A to B too, in whole steps of a quarter binade", "A:B with A below B",
     set_range, offsetof(judge_command, range)},
    FLUSH_ENTRIES(offsetof(judge_command, allowed)),
    {"limit", "SECONDS", "time for one call, or without a sign of life (default: 20)",
     "a number of seconds" FROM_TO(1, SECONDS_MOST), set_limit, offsetof(judge_command, limit)},
    {"save", "DIR", "keep the rows there, for compare, gate and report", "the name of a folder", set_text,
     offsetof(judge_command, save)},
};

static const command_syntax syntax = {
    "judge",
    "FUNCTION [THING]...",
    "Is it any good? Judges a stranger's implementation as it is: a source file (.c, .cpp, .f90), or a function of a "
    "shared\nlibrary. It runs in processes of its own. Forward, f32, unless --op and --dtype say otherwise.",
    entries,
    LENGTH(entries),
    TAKES_OP | TAKES_DTYPE | TAKES_PARAMETERS | TAKES_THREADS | TAKES_SEED | TAKES_FORMAT | TAKES_PLUGIN | TAKES_QUIET};

static guest_request request_of(const options *o, const judge_command *own, const char *scratch)
{
    return (guest_request){.function = o->select.function,
                           .op = (op)o->select.op,
                           .dtype = o->select.dtype < 0 ? DTYPE_F32 : (dtype)o->select.dtype,
                           .dtype_given = o->select.dtype >= 0,
                           .symbol = own->symbol,
                           .abi = own->abi,
                           .launcher = own->launcher,
                           .cflags = own->cflags,
                           .limit_seconds = (unsigned)own->limit,
                           .scratch = scratch};
}

/* The registry and the rows' readers point into these as long as the program runs. */
static guest guests[GUESTS_MAX];
static result_array results[GUESTS_MAX];
static input_list listed;

static int enter(guest *g, double claim, const char *thing)
{
    char fault[256];
    g->impl.bound_ulp = claim;
    return registry_add(&g->impl, fault, sizeof fault)
               ? STATUS_GOOD
               : complain(STATUS_USAGE, "judge: %s: %s: judge them one by one", thing, fault);
}

static int open_outside(const options *o, const judge_command *own, const guest_request *r, size_t first)
{
    const inputs in = inputs_for_outside(r->dtype, own->inputs_given ? &own->chosen : NULL, o->seed);
    const params p = params_of(function_find(r->function), r->dtype, &o->asked);
    if (in.kind == INPUTS_EXHAUSTIVE && r->dtype == DTYPE_F64)
        return complain(STATUS_USAGE, "judge: f64 has no --inputs exhaustive: give stratified:N");
    listed = input_list_of(&in);
    for (size_t i = 0; i < own->outside_count; i++) {
        const outside_thing *thing = &own->outside[i];
        if (in.kind == INPUTS_EXHAUSTIVE && thing->kind == OUTSIDE_ARRAYS && r->dtype == DTYPE_F32)
            return complain(STATUS_USAGE,
                            "judge: %s: --inputs exhaustive is for the smaller dtypes where arrays are judged: give "
                            "stratified:N, or the program by --exec",
                            thing->text);
        int status = guest_open_outside(&guests[first + i], &results[i], r, &listed, thing->kind, thing->text, &p);
        if (status == STATUS_GOOD)
            status = enter(&guests[first + i], own->claim, thing->text);
        if (status != STATUS_GOOD)
            return status;
    }
    return STATUS_GOOD;
}

/* Opens every THING and adds it to the registry. */
static int open_guests(const options *o, const judge_command *own, char **things, size_t count, const char *scratch,
                       guest_plan *plan)
{
    const guest_request request = request_of(o, own, scratch);
    const size_t total = count + own->outside_count;
    int status = STATUS_GOOD;
    for (size_t i = 0; i < count && status == STATUS_GOOD; i++) {
        status = guest_open(&guests[i], &request, things[i]);
        if (status == STATUS_GOOD)
            status = enter(&guests[i], own->claim, things[i]);
    }
    if (status == STATUS_GOOD && own->outside_count > 0)
        status = open_outside(o, own, &request, count);
    if (status != STATUS_GOOD)
        return status;
    size_t all;
    const implementation *const *impls = registry_all(&all);
    for (size_t k = 0; k < total; k++)
        for (size_t i = 0; i < all; i++)
            if (impls[i]->origin == ORIGIN_GUEST && impls[i]->context == guests[k].impl.context)
                plan->guests[plan->count++] = impls[i];
    for (size_t k = 1; k < plan->count; k++)
        if (!implementation_same_question(plan->guests[0], plan->guests[k]))
            return complain(STATUS_USAGE, "judge: %s and %s are of different dtypes: judge them one by one",
                            guests[0].name, guests[k].name);
    return STATUS_GOOD;
}

/* One pass judges them all: where one is not called by this program, on the inputs that it has results for. */
static int choose_inputs(const options *o, const judge_command *own, guest_plan *plan)
{
    if (plan->count == 0)
        return complain(STATUS_USAGE, "judge: there is nothing to judge: name a file, a library or a program");
    const dtype type = plan->guests[0]->dtype;
    plan->inputs = own->chosen;
    if (own->outside_count > 0)
        plan->inputs = inputs_for_outside(type, own->inputs_given ? &own->chosen : NULL, o->seed);
    else if (!own->inputs_given && type != DTYPE_F64)
        plan->inputs.kind = INPUTS_EXHAUSTIVE;
    if (plan->inputs.kind == INPUTS_EXHAUSTIVE && type == DTYPE_F64)
        return complain(STATUS_USAGE, "judge: f64 has no --inputs exhaustive: give stratified:N");
    return STATUS_GOOD;
}

static int judge_in(options *o, const judge_command *own, char **things, size_t count, const char *scratch)
{
    char rows[PATH_MAX];
    guest_plan plan = {.speed_seconds = own->budget,
                       .allowed = own->allowed,
                       .limit_seconds = (unsigned)own->limit,
                       .range = {own->range[0], own->range[1]}};
    int status = open_guests(o, own, things, count, scratch, &plan);
    if (status == STATUS_GOOD)
        status = choose_inputs(o, own, &plan);
    if (status != STATUS_GOOD)
        return status;
    snprintf(rows, sizeof rows, "%.*s/rows", PATH_MAX - 8, scratch);
    options here = *o;
    here.out = own->save != NULL ? own->save : rows;
    run r;
    guest_findings f = {0};
    status = run_begin(&r, &here);
    r.adds = true;
    if (status == STATUS_GOOD) {
        status = guests_measure(&r, &plan, &f);
        if (status <= STATUS_WORSE && !interrupted())
            judge_print(&here, &plan, guests, &f);
        guest_findings_free(&f);
    }
    run_end(&r);
    return status;
}

static int check_operands(options *o, const judge_command *own, int operands, char **argv)
{
    const size_t things = own->outside_count + (operands > 0 ? (size_t)operands - 1 : 0);
    if (operands == 0 || things == 0)
        return complain(STATUS_USAGE, "judge: give a FUNCTION and what is to be judged: see `actbench judge --help`");
    if (things > GUESTS_MAX)
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
    judge_command own = {.budget = 6, .limit = 20, .chosen = {.kind = INPUTS_STRATIFIED, .count = 1000000}};
    int operands = 0;
    bool done;
    o.select.op = OP_FORWARD;
    int status = options_parse(argc, argv, &syntax, &o, &own, &operands, &done);
    if (status == STATUS_GOOD && !done)
        status = check_operands(&o, &own, operands, argv);
    if (status != STATUS_GOOD || done)
        return status;
    if (own.launcher != NULL)
        for (const int count = operands; operands > 1; operands--)
            add_outside(&own, OUTSIDE_LAUNCHED, argv[1 + count - operands + 1]);
    char scratch[PATH_MAX];
    const char *parent = getenv("TMPDIR");
    snprintf(scratch, sizeof scratch, "%.3900s/actbench-judge-XXXXXX", parent != NULL ? parent : "/tmp");
    if (mkdtemp(scratch) == NULL)
        return complain(STATUS_USAGE, "judge: %s: %s: set TMPDIR", scratch, strerror(errno));
    status = judge_in(&o, &own, argv + 2, (size_t)operands - 1, scratch);
    folder_remove(scratch);
    return status;
}
