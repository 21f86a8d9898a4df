#include "commands/commands.h"
#include "commands/measure_accuracy.h"
#include "commands/measure_speed.h"
#include "report/comparison.h"
#include "speed/distribution.h"
#include "support/interrupt.h"
#include "support/length.h"
#include "support/status.h"

#include <string.h>

typedef struct compare_command {
    speed_options speed;
    inputs chosen;
    bool inputs_given;
    const char *from; /* NULL: measure */
} compare_command;

static bool set_chosen(const char *text, void *field)
{
    compare_command *own = field;
    own->inputs_given = true;
    return inputs_parse(text, &own->chosen);
}

static const option_entry inputs_entry = {
    "inputs",
    "WHICH",
    "for accuracy: exhaustive (f32's default) or stratified:N (f64's, N = 1000000)",
    "exhaustive or stratified:N with N from 1 to 2^40",
    set_chosen,
    0};

static const option_entry from_entry = {"from",
                                        "DIR",
                                        "measure nothing: compare the rows of a stored run",
                                        "the name of a folder",
                                        set_text,
                                        offsetof(compare_command, from)};

/* The workloads of a comparison: the usual ones, and each region of the inputs. */
static const char *const regions[] = {"near 0", "middle", "saturated", "subnormal"};
enum { REGIONS = LENGTH(regions), COMPARE_LOADS = 3 + REGIONS };

static void list_loads(planned_load loads[COMPARE_LOADS])
{
    const workload usual[] = {{.n = 4096}, {.n = 0}, {.n = 1, .mode = MODE_LATENCY}};
    for (size_t i = 0; i < COMPARE_LOADS; i++)
        loads[i] = i < 3 ? (planned_load){.load = usual[i], .op = -1, .dtype = -1}
                         : (planned_load){.load = {.n = 4096, .distribution = distribution_find(regions[i - 3])},
                                          .op = -1,
                                          .dtype = -1};
}

static void print(const options *o, const table *accuracy, const table *speed)
{
    table *rows = comparison_of(o->select.function, accuracy, speed);
    if (o->format == FORMAT_TABLE)
        comparison_print(rows, stdout);
    else
        table_print(rows, stdout, o->format);
    table_free(rows);
}

static int measure(const options *o, const compare_command *own)
{
    run r;
    table *speed = table_new(&speed_schema), *accuracy = table_new(&accuracy_schema);
    int status = run_begin(&r, o);
    if (status == STATUS_GOOD) {
        accuracy_options a = accuracy_options_defaults();
        if (own->inputs_given)
            accuracy_options_choose(&a, own->chosen);
        const int timed = measure_speed(&r, &own->speed, speed);
        status = interrupted() ? timed : measure_accuracy(&r, &a, accuracy);
        status = worse_of(status, timed);
        print(o, accuracy, speed);
    }
    run_end(&r);
    table_free(speed);
    table_free(accuracy);
    return status;
}

static bool is_wanted(const void *row, const void *wanted)
{
    const speed_row *r = row;
    return selection_has(wanted, r->impl, r->op, r->dtype);
}

static bool has_function(const table *speed, const char *function)
{
    for (size_t i = 0; i < speed->count; i++)
        if (strcmp(((const speed_row *)table_row(speed, i))->function, function) == 0)
            return true;
    return false;
}

static int recall(const options *o, const char *from)
{
    table *speed = NULL, *accuracy = NULL;
    int status = table_read(&speed_schema, from, &speed);
    if (status == STATUS_GOOD)
        status = table_read(&accuracy_schema, from, &accuracy);
    if (status == STATUS_GOOD) {
        table_keep(speed, is_wanted, &o->select);
        if (!has_function(speed, o->select.function))
            status = complain(STATUS_USAGE, "compare: %s/speed.csv has no %s %s rows of %s: measure them first", from,
                              op_names[o->select.op], dtype_names[o->select.dtype], o->select.function);
        else
            print(o, accuracy, speed);
    }
    table_free(speed);
    table_free(accuracy);
    return status;
}

int command_compare(int argc, char **argv)
{
    enum { OWN = 2 };
    option_entry entries[SPEED_ENTRY_COUNT + OWN];
    memcpy(entries, speed_entries, sizeof speed_entries);
    entries[SPEED_ENTRY_COUNT] = inputs_entry;
    entries[SPEED_ENTRY_COUNT + 1] = from_entry;
    const command_syntax syntax = {
        "compare",
        "FUNCTION",
        "Times and judges the implementations of one function: ranked by time, the Pareto front marked, each "
        "ratio to\n"
        "--baseline with its 95% interval. Forward, f32, unless --op and --dtype say otherwise.",
        entries,
        SPEED_ENTRY_COUNT + OWN,
        TAKES_IMPL | TAKES_OP | TAKES_DTYPE | TAKES_PARAMETERS | TAKES_RUN | TAKES_FORMAT};
    planned_load loads[COMPARE_LOADS];
    options o = options_defaults();
    compare_command own = {.speed = speed_options_defaults()};
    int operands;
    bool done;
    list_loads(loads);
    own.speed.defaults = loads;
    own.speed.default_count = COMPARE_LOADS;
    own.speed.budget = 60;
    o.select.op = OP_FORWARD;
    o.select.dtype = DTYPE_F32;
    int status = options_parse(argc, argv, &syntax, &o, &own, &operands, &done);
    if (status != STATUS_GOOD || done)
        return status;
    if (operands != 1)
        return complain(STATUS_USAGE, "compare: give one FUNCTION: see `actbench list`");
    o.select.function = argv[1];
    status = selection_check(&o.select);
    if (status == STATUS_GOOD && own.from != NULL)
        return recall(&o, own.from);
    if (status == STATUS_GOOD)
        status = options_check_measurable(&o);
    if (status == STATUS_GOOD)
        status = speed_options_check(&own.speed, &o);
    return status == STATUS_GOOD ? measure(&o, &own) : status;
}
