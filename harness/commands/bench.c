#include "commands/commands.h"
#include "commands/conclude.h"
#include "commands/measure_accuracy.h"
#include "commands/measure_speed.h"
#include "commands/print_run.h"
#include "environment/stored_run.h"
#include "page/page.h"
#include "speed/instructions.h"
#include "support/interrupt.h"
#include "support/length.h"
#include "support/status.h"

#include <stdio.h>

/* Enough inputs that every stratum (binade and sign) gets some ten thousand. */
static const uint64_t quick_f32_inputs = UINT64_C(1) << 22, quick_f64_inputs = 50000;
static const uint64_t sampled_f32_inputs = UINT64_C(1) << 24;
static const uint64_t quick_claims_stride = 4096;

/* What the parts that follow each other take: speed by its budget, the others on two cores, for the time left that is
 * shown. */
typedef struct timetable {
    double speed, instructions, training, claims; /* seconds */
} timetable;

static const timetable quick_times = {45, 10, 10, 5}, full_times = {270, 30, 250, 30};

typedef struct bench_command {
    bool quick, full;
} bench_command;

static const option_entry entries[] = {
    {"quick", NULL, "a sample of the inputs and a short speed budget: about two minutes", NULL, set_flag,
     offsetof(bench_command, quick)},
    FULL_ENTRY(offsetof(bench_command, full)),
};

static const command_syntax syntax = {
    "bench",
    NULL,
    "Does the whole job: accuracy and speed of everything selected, the files and the summary; where nothing "
    "is left out\n"
    "and --alpha is not given, the training experiments on the digits and the claims' verdicts as well.",
    entries,
    LENGTH(entries),
    TAKES_SELECTION | TAKES_PARAMETERS | TAKES_RUN};

/* What follows from the rows: the training experiments that are short, and the verdicts. */
static int conclude(options *o, const timetable *times, bool quick)
{
    o->seconds_after = times->claims;
    const int status = conclude_training(o, quick, times->training);
    o->seconds_after = 0;
    return interrupted() ? status : worse_of(status, conclude_claims(o, quick ? quick_claims_stride : 1));
}

/* The page from the files as they stand. A machine without gnuplot has no page, and no fault. */
static bool draw_page(const options *o)
{
    run_files files;
    const bool good = run_files_read(o->out, &files) == STATUS_GOOD && page_write(&files, NULL, o->out) == STATUS_GOOD;
    run_files_free(&files);
    return good;
}

/* The screen tells of the claims too, whose rows were written meanwhile. */
static void tell(const options *o, const bench_command *own, const table *accuracy, const table *speed, bool page)
{
    run_files files = {.dir = o->out, .accuracy = (table *)accuracy, .speed = (table *)speed};
    if (options_leave_nothing_out(o) && stored_file_exists(o->out, &claim_schema))
        table_read(&claim_schema, o->out, &files.claims);
    print_run(o, own->full, &files, page);
    table_free(files.claims);
}

/* What is judged by a sample, so that the job ends in time: one instruction set's version of a kernel that is
 * judged under its plain name anyway, other projects' libraries, what is not ours of functions that the notes do
 * not speak of, and approximations whose claim is of an absolute or relative error, far above the last bit.
 * `accuracy` alone judges them over every input. */
static bool is_sampled(const implementation *impl)
{
    return impl->dtype == DTYPE_F32 &&
           (impl->target != NULL || impl->origin == ORIGIN_PEER ||
            (impl->origin != ORIGIN_OURS && !impl->function->noted) || impl->bound_abs > 0 || impl->bound_rel > 0);
}

/* What six processes of each implementation have time for, within quick_times.speed and full_times.speed on two cores: fewer give no interval, and a row without one decides nothing. */
static const planned_load quick_loads[] = {{.load = {.n = 4096}, .op = OP_FORWARD, .dtype = DTYPE_F32}};
static const planned_load full_loads[] = {
    {.load = {.n = 4096}, .op = -1, .dtype = DTYPE_F32},
    {.load = {.n = 4096}, .op = OP_FORWARD, .dtype = DTYPE_F64},
    {.load = {.n = N_BEYOND}, .op = OP_FORWARD, .dtype = DTYPE_F32},
    {.load = {.n = 1, .mode = MODE_LATENCY}, .op = OP_FORWARD, .dtype = DTYPE_F32},
    /* with all processors: what the memory gives to one more of them */
    {.load = {.n = N_BEYOND, .threads = THREADS_ALL},
     .op = OP_FORWARD,
     .dtype = DTYPE_F32,
     .functions = {"relu", "sigmoid", "tanh", "elu"}},
    /* where a call costs nothing beside its elements, and from which size on memory hides what a function costs */
    {.load = {.n = N_WITHIN(LEVEL_L2)},
     .op = OP_FORWARD,
     .dtype = DTYPE_F32,
     .functions = {"relu", "sigmoid", "tanh", "elu"}},
    {.load = {.n = 1 << 18}, .op = OP_FORWARD, .dtype = DTYPE_F32, .functions = {"relu", "sigmoid"}},
    {.load = {.n = 1 << 21}, .op = OP_FORWARD, .dtype = DTYPE_F32, .functions = {"relu", "sigmoid"}}};

static accuracy_options accuracy_plan(bool quick)
{
    accuracy_options a = accuracy_options_defaults();
    if (quick) {
        a.inputs[DTYPE_F32] = (inputs){.kind = INPUTS_STRATIFIED, .count = quick_f32_inputs};
        a.inputs[DTYPE_F64] = (inputs){.kind = INPUTS_STRATIFIED, .count = quick_f64_inputs};
    } else {
        a.sampled = is_sampled;
        a.sample = (inputs){.kind = INPUTS_STRATIFIED, .count = sampled_f32_inputs};
    }
    return a;
}

/* The measurements in order; each part writes its file as it goes. */
static int measure(const run *r, options *o, const timetable *times, bool quick, table *accuracy, table *speed)
{
    const double conclusion = options_leave_nothing_out(o) ? times->training + times->claims : 0;
    speed_options s = speed_options_defaults();
    s.instructions = instructions_possible();
    s.budget = times->speed;
    s.defaults = quick ? quick_loads : full_loads;
    s.default_count = quick ? 1 : LENGTH(full_loads);
    const accuracy_options a = accuracy_plan(quick);
    o->seconds_after = times->speed + times->instructions + conclusion;
    int status = measure_accuracy(r, &a, accuracy);
    o->seconds_after = times->instructions + conclusion;
    if (!interrupted())
        status = worse_of(status, measure_speed(r, &s, speed));
    return status;
}

int command_bench(int argc, char **argv)
{
    options o = options_defaults();
    bench_command own = {0};
    bool done;
    int status = options_parse(argc, argv, &syntax, &o, &own, NULL, &done);
    if (status == STATUS_GOOD && !done)
        status = options_check_measurable(&o);
    if (status != STATUS_GOOD || done)
        return status;

    run r;
    const timetable *times = own.quick ? &quick_times : &full_times;
    table *accuracy = table_new(&accuracy_schema), *speed = table_new(&speed_schema);
    status = run_begin(&r, &o);
    if (status == STATUS_GOOD)
        status = measure(&r, &o, times, own.quick, accuracy, speed);
    run_end(&r);
    if (status <= STATUS_WORSE && !interrupted() && options_leave_nothing_out(&o))
        status = worse_of(status, conclude(&o, times, own.quick));
    if (status <= STATUS_WORSE)
        tell(&o, &own, accuracy, speed, !interrupted() && draw_page(&o));
    table_free(accuracy);
    table_free(speed);
    return status;
}
