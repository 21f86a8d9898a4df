#include "support/interrupt.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

static const int caught_signals[] = {SIGINT, SIGTERM};

/* A handler can reach nothing but a global: the signal that came, 0 for none. */
static atomic_int received;

static void receive(int signal_number)
{
    atomic_store(&received, signal_number);
}

void interrupt_catch(void)
{
    struct sigaction ours = {.sa_handler = receive, .sa_flags = (int)(SA_RESETHAND | SA_RESTART)};
    sigemptyset(&ours.sa_mask);
    for (size_t i = 0; i < sizeof caught_signals / sizeof caught_signals[0]; i++) {
        struct sigaction before;
        if (sigaction(caught_signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(caught_signals[i], &ours, NULL);
    }
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
