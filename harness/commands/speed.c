#include "commands/commands.h"
#include "commands/measure_speed.h"
#include "report/summary.h"
#include "speed/instructions.h"
#include "support/status.h"

static const command_syntax syntax = {"speed",
                                      NULL,
                                      "Times implementations, paired and interleaved, one thread unless "
                                      "--threads is given; writes speed.csv and\n"
                                      "environment.csv.",
                                      speed_entries,
                                      SPEED_ENTRY_COUNT,
                                      NULL};

int command_speed(int argc, char **argv)
{
    options o = options_defaults();
    speed_options own = speed_options_defaults();
    bool done;
    o.threads = own.threads;
    int status = options_parse(argc, argv, &syntax, &o, &own, NULL, &done);
    if (status == STATUS_GOOD && !done)
        status = speed_options_check(&own, &o);
    if (status == STATUS_GOOD && !done)
        status = options_check_measurable(&o);
    if (status != STATUS_GOOD || done)
        return status;
    own.threads = o.threads;

    run r;
    status = run_begin(&r, &o);
    if (status == STATUS_GOOD) {
        table *rows = table_new(&speed_schema);
        status = measure_speed(&r, &own, rows);
        if (o.format == FORMAT_TABLE)
            summary_print(NULL, rows, stdout);
        else
            table_print(rows, stdout, o.format);
        table_free(rows);
    }
    run_end(&r);
    return status;
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
