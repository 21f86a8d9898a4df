/* Signals, tried on a child of the test. */
#include "suite.h"
#include "support/interrupt.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FLAG_WRONG = 10, SURVIVED = 11 };

/* Runs body in a child and returns its wait status. */
static int status_of(void (*body)(void))
{
    const pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        body();
        _exit(SURVIVED);
    }
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    return status;
}

static void finish_after(int signal_number)
{
    interrupt_catch();
    if (interrupted())
        _exit(FLAG_WRONG);
    interrupt_die();
    kill(getpid(), signal_number);
    if (!interrupted())
        _exit(FLAG_WRONG);
    interrupt_die();
}

static void interrupt_once(void)
{
    finish_after(SIGINT);
}

static void terminate_once(void)
{
    finish_after(SIGTERM);
}

static void interrupt_twice(void)
{
    interrupt_catch();
    kill(getpid(), SIGINT);
    kill(getpid(), SIGINT);
}

static void ignore_and_interrupt(void)
{
    signal(SIGINT, SIG_IGN);
    interrupt_catch();
    kill(getpid(), SIGINT);
    if (interrupted())
        _exit(FLAG_WRONG);
    interrupt_die();
}

static void ignore_nothing(void)
{
    interrupt_catch();
    interrupt_die();
}

START_TEST(the_program_dies_of_the_signal_it_got)
{
    const int interrupt = status_of(interrupt_once), termination = status_of(terminate_once);
    ck_assert(WIFSIGNALED(interrupt));
    ck_assert_int_eq(WTERMSIG(interrupt), SIGINT);
    ck_assert(WIFSIGNALED(termination));
    ck_assert_int_eq(WTERMSIG(termination), SIGTERM);
}
END_TEST

START_TEST(a_second_signal_kills_at_once)
{
    const int status = status_of(interrupt_twice);
    ck_assert(WIFSIGNALED(status));
    ck_assert_int_eq(WTERMSIG(status), SIGINT);
}
END_TEST

START_TEST(an_ignored_signal_stays_ignored)
{
    const int status = status_of(ignore_and_interrupt);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), SURVIVED);
}
END_TEST

START_TEST(without_a_signal_nothing_happens)
{
    const int status = status_of(ignore_nothing);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), SURVIVED);
}
END_TEST

SUITE(interrupt, 10, the_program_dies_of_the_signal_it_got, a_second_signal_kills_at_once,
      an_ignored_signal_stays_ignored, without_a_signal_nothing_happens);
