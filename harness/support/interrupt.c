#include "support/interrupt.h"

#include "support/length.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

static const int caught_signals[] = {SIGINT, SIGTERM, SIGHUP};

/* A handler can reach nothing but a global: the signal that came, 0 for none. */
static atomic_int received;

static void receive(int signal_number)
{
    atomic_store(&received, signal_number);
}

/* What a write to such a pipe or file returns is enough; and a handler, unlike SIG_IGN, is not handed on by exec. */
static atomic_bool pipe_broken;

static void receive_failed_write(int signal_number)
{
    if (signal_number == SIGPIPE)
        atomic_store(&pipe_broken, true);
}

void interrupt_catch(void)
{
    struct sigaction ours = {.sa_handler = receive, .sa_flags = (int)(SA_RESETHAND | SA_RESTART)};
    sigemptyset(&ours.sa_mask);
    for (size_t i = 0; i < LENGTH(caught_signals); i++) {
        struct sigaction before;
        if (sigaction(caught_signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(caught_signals[i], &ours, NULL);
    }
    const struct sigaction failed = {.sa_handler = receive_failed_write, .sa_flags = SA_RESTART};
    sigaction(SIGPIPE, &failed, NULL);
    sigaction(SIGXFSZ, &failed, NULL);
}

void interrupt_die_of_pipe(void)
{
    if (!atomic_load(&pipe_broken))
        return;
    signal(SIGPIPE, SIG_DFL);
    raise(SIGPIPE);
}

bool interrupted(void)
{
    return atomic_load_explicit(&received, memory_order_relaxed) != 0;
}

void interrupt_die(void)
{
    const int signal_number = atomic_load(&received);
    /* Its handler went with the first use, so this one has the default effect. */
    if (signal_number != 0)
        raise(signal_number);
}
