#include "commands/commands.h"
#include "commands/measure_speed.h"
#include "commands/print_run.h"
#include "speed/instructions.h"
#include "support/status.h"

#include <string.h>

typedef struct speed_command {
    speed_options speed;
    bool full;
} speed_command;

static int time_and_tell(const options *o, const speed_command *own)
{
    run r;
    int status = run_begin(&r, o);
    if (status == STATUS_GOOD) {
        table *rows = table_new(&speed_schema);
        status = measure_speed(&r, &own->speed, rows);
        print_run(o, own->full, &(run_files){.dir = o->out, .speed = rows}, false);
        table_free(rows);
    }
    run_end(&r);
    return status;
}

int command_speed(int argc, char **argv)
{
    static const option_entry own_entries[] = {
        {"kernels", "FILE", "time the kernels of FILE (make kernels) in place of the program's own",
         "the name of a file", set_text, offsetof(speed_command, speed.kernels)},
        {"beside", "FILE", "ratios are to each one's version in FILE, the kernels of another tree; others are left out",
         "the name of a file", set_text, offsetof(speed_command, speed.beside)},
        FULL_ENTRY(offsetof(speed_command, full)),
    };
    enum { OWN = sizeof own_entries / sizeof own_entries[0] };
    option_entry entries[SPEED_ENTRY_COUNT + OWN];
    memcpy(entries, speed_entries, sizeof speed_entries);
    memcpy(entries + SPEED_ENTRY_COUNT, own_entries, sizeof own_entries);
    const command_syntax syntax = {"speed",
                                   NULL,
                                   "Times implementations, paired and interleaved, one thread unless "
                                   "--threads is given; writes speed.csv and\n"
                                   "environment.csv.",
                                   entries,
                                   SPEED_ENTRY_COUNT + OWN,
                                   TAKES_SELECTION | TAKES_PARAMETERS | TAKES_RUN | TAKES_FORMAT};
    options o = options_defaults();
    speed_command own = {.speed = speed_options_defaults()};
    bool done;
    o.threads = own.speed.threads;
    int status = options_parse(argc, argv, &syntax, &o, &own, NULL, &done);
    if (status == STATUS_GOOD && !done)
        status = speed_options_check(&own.speed, &o);
    if (status == STATUS_GOOD && !done)
        status = options_check_measurable(&o);
    if (status != STATUS_GOOD || done)
        return status;
    own.speed.threads = o.threads;
    return time_and_tell(&o, &own);
}

int command_speed_worker(int argc, char **argv)
{
    (void)argc, (void)argv;
    roster all;
    all.list = registry_all(&all.count);
    return worker_main(&all);
}

int command_instructions_worker(int argc, char **argv)
{
    (void)argc, (void)argv;
    roster all;
    all.list = registry_all(&all.count);
    return instructions_worker(&all);
}
