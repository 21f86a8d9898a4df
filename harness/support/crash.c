#include "support/crash.h"

#include "support/length.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static const int fatal_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};

/* The address sanitizer's own handlers say more. */
#if defined(__SANITIZE_ADDRESS__)
enum { HANDLES = 0 };
#else
enum { HANDLES = 1 };
#endif

static void handle(struct sigaction action)
{
    for (size_t i = 0; HANDLES && i < LENGTH(fatal_signals); i++)
        sigaction(fatal_signals[i], &action, NULL);
}

static void say(const char *text)
{
    const ssize_t written = write(STDERR_FILENO, text, strlen(text));
    (void)written;
}

/* Only what is safe in a signal handler. The signal comes again when this returns, and then it kills. */
static void on_crash(int signal_number)
{
    (void)signal_number;
    say("\nactbench: the program itself crashed; finished rows are on disk: please report it, with the command\n");
}

void crash_catch(void)
{
    /* The stack that is in use may be what ran out. */
    enum { STACK_BYTES = 1 << 16 };
    static unsigned char stack[STACK_BYTES];
    sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
    handle((struct sigaction){.sa_handler = on_crash, .sa_flags = (int)(SA_RESETHAND | SA_ONSTACK)});
}

void crash_pass(void)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0});
    handle((struct sigaction){.sa_handler = SIG_DFL});
}
