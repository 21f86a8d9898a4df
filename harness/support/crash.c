#include "support/crash.h"

#include "support/status.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

static _Thread_local const char *running;

void crash_blame(const char *implementation)
{
    running = implementation;
}

static void say(const char *text)
{
    const ssize_t written = write(STDERR_FILENO, text, strlen(text));
    (void)written;
}

/* Only what is safe in a signal handler. */
static void on_crash(int signal_number)
{
    say("\nactbench: ");
    say(running != NULL ? running : "the program itself");
    say(signal_number == SIGILL   ? " executed an illegal instruction"
        : signal_number == SIGFPE ? " raised a floating-point trap"
                                  : " accessed memory it must not");
    say(": finished rows are on disk; try it alone with `actbench check --impl NAME`\n");
    _exit(STATUS_WORSE);
}

void crash_catch(void)
{
    struct sigaction action = {.sa_handler = on_crash, .sa_flags = (int)(SA_RESETHAND | SA_NODEFER)};
    const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
        sigaction(signals[i], &action, NULL);
}
