/* Calls the command that is asked for. */
#include "commands/commands.h"
#include "commands/options.h"
#include "registry/plugin.h"
#include "registry/registry.h"
#include "support/crash.h"
#include "support/interrupt.h"
#include "support/length.h"
#include "support/start.h"
#include "support/status.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *summary; /* no summary: the program's own use */
    command_function *run;
    bool resumes; /* it has --resume */
} commands[] = {
#define COMMAND(name, summary, run, resumes) {name, summary, run, resumes},
#include "commands/commands.def"
#undef COMMAND
};
enum { COMMAND_COUNT = LENGTH(commands) };

static int usage(void)
{
    printf("usage: actbench COMMAND [OPTION]...\n\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (commands[i].summary != NULL)
            printf("  %-10s %s\n", commands[i].name, commands[i].summary);
    printf("\n`actbench COMMAND --help` lists a command's options, `actbench --version` tells the version.\n");
    return STATUS_GOOD;
}

/* What was printed and written is only a part, and looks like the whole. */
static void tell_interruption(size_t command)
{
    if (interrupted() && commands[command].summary != NULL)
        complain(STATUS_WORSE, "%s: interrupted: table and files hold what was finished until then: %s",
                 commands[command].name,
                 commands[command].resumes ? "go on with --resume" : "run it again for the rest");
}

static int dispatch(int argc, char **argv)
{
    if (argc < 2)
        return complain(STATUS_USAGE, "no command is given: see `actbench --help`");
    if (strcmp(argv[1], "--help") == 0)
        return usage();
    if (strcmp(argv[1], "--version") == 0) {
        puts("actbench " ACTBENCH_VERSION);
        return STATUS_GOOD;
    }
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(argv[1], commands[i].name) == 0) {
            if (registry_check() != STATUS_GOOD || plugins_load(argc, argv) != STATUS_GOOD)
                return STATUS_USAGE;
            interrupt_catch();
            crash_catch();
            const int status = commands[i].run(argc - 1, argv + 1);
            fflush(stdout); /* a failure sticks to the stream */
            tell_interruption(i);
            return status;
        }
    return complain(STATUS_USAGE, "there is no command '%s': see `actbench --help`", argv[1]);
}

int main(int argc, char **argv)
{
    start_streams();
    start_within_limits(argv);
    const int status = dispatch(argc, argv);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        interrupt_die_of_pipe();
        return complain(STATUS_MISSING, "stdout: cannot be written: is it closed, or the disk full?");
    }
    interrupt_die();
    return status;
}
