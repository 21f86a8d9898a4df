#include "support/crash.h"

#include "support/status.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* What a thread is running, and how often that has changed. */
typedef struct thread_calls {
    _Atomic(const char *) running;
    atomic_uint changes;
    unsigned seen, idle; /* the watch's own: the changes it saw last, and how often there were none */
} thread_calls;

enum { WATCHED_MAX = 1024, IDLE_MAX = 2 };

/* Threads beyond these share the last place, which is not watched. */
static thread_calls watched[WATCHED_MAX];
static atomic_uint watched_count;
static _Thread_local thread_calls *own;

static thread_calls *own_calls(void)
{
    if (own == NULL) {
        const unsigned place = atomic_fetch_add(&watched_count, 1);
        own = &watched[place < WATCHED_MAX ? place : WATCHED_MAX - 1];
    }
    return own;
}

void crash_blame(const char *implementation)
{
    thread_calls *calls = own_calls();
    atomic_store_explicit(&calls->running, implementation, memory_order_relaxed);
    atomic_fetch_add_explicit(&calls->changes, 1, memory_order_relaxed);
}

static void say(const char *text)
{
    const ssize_t written = write(STDERR_FILENO, text, strlen(text));
    (void)written;
}

/* Only what is safe in a signal handler. */
_Noreturn static void end(const char *who, const char *what)
{
    say("\nactbench: ");
    say(who != NULL ? who : "the program itself");
    say(what);
    say(": finished rows are on disk; try it alone with `actbench check --impl NAME`\n");
    _exit(STATUS_WORSE);
}

static void on_crash(int signal_number)
{
    end(own != NULL ? own->running : NULL, signal_number == SIGILL   ? " executed an illegal instruction"
                                           : signal_number == SIGFPE ? " raised a floating-point trap"
                                                                     : " accessed memory it must not");
}

static void on_exit_within(void)
{
    if (own != NULL && own->running != NULL)
        end(own->running, " ended the program");
}

static void handle(struct sigaction action)
{
    const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
        sigaction(signals[i], &action, NULL);
}

/* More than one look without a change, so that a program that was stopped and goes on is not blamed. */
static void look_at(thread_calls *calls)
{
    const unsigned changes = atomic_load(&calls->changes);
    const char *running = atomic_load(&calls->running);
    calls->idle = changes == calls->seen && running != NULL ? calls->idle + 1 : 0;
    calls->seen = changes;
    if (calls->idle == IDLE_MAX)
        end(running, " does not come back");
}

static void *watch(void *seconds)
{
    const useconds_t period = *(const unsigned *)seconds * 1000000 / IDLE_MAX;
    for (;;) {
        usleep(period);
        const unsigned count = atomic_load(&watched_count);
        for (unsigned i = 0; i < count && i < WATCHED_MAX - 1; i++)
            look_at(&watched[i]);
    }
    return NULL;
}

void crash_watch(unsigned seconds)
{
    static unsigned given;
    given = seconds;
    pthread_t thread;
    if (pthread_create(&thread, NULL, watch, &given) == 0)
        pthread_detach(thread);
}

void crash_catch(void)
{
    handle((struct sigaction){.sa_handler = on_crash, .sa_flags = (int)(SA_RESETHAND | SA_NODEFER)});
    atexit(on_exit_within);
}

void crash_pass(void)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0});
    handle((struct sigaction){.sa_handler = SIG_DFL});
}
