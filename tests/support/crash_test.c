/* A crash of the program itself; tried on a child of the test. */
#include "scratch.h"
#include "suite.h"
#include "support/crash.h"

#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Runs body in a child, prepared by prepare, and expects it to die of the signal, with or without a line. */
static void expect_death(void (*prepare)(void), void (*body)(void), int signal_number, bool told)
{
    capture c = capture_start();
    const pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){0});
        prepare();
        body();
        _exit(0);
    }
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    char *said = capture_stop(&c);
    ck_assert(WIFSIGNALED(status));
    ck_assert_int_eq(WTERMSIG(status), signal_number);
    ck_assert_msg((strstr(said, "the program itself crashed") != NULL) == told, "%s", said);
    ck_assert_ptr_null(strstr(said, "check"));
    free(said);
}

/* Not known to the compiler. */
static volatile int *volatile nowhere;

static void access_nothing(void)
{
    *nowhere = 1;
}

static size_t exhaust_stack(size_t depth)
{
    volatile char room[4096];
    room[depth % sizeof room] = (char)depth;
    return depth < SIZE_MAX ? exhaust_stack(depth + 1) + (size_t)room[0] : 0;
}

static void recurse(void)
{
    exhaust_stack(0);
}

#if !defined(__SANITIZE_ADDRESS__)
START_TEST(the_program_says_that_the_fault_is_its_own)
{
    expect_death(crash_catch, access_nothing, SIGSEGV, true);
    expect_death(crash_catch, recurse, SIGSEGV, true);
    expect_death(crash_catch, abort, SIGABRT, true);
}
END_TEST

START_TEST(a_child_leaves_it_to_its_parent)
{
    expect_death(crash_pass, access_nothing, SIGSEGV, false);
    expect_death(crash_pass, abort, SIGABRT, false);
}
END_TEST

SUITE(crash, 30, the_program_says_that_the_fault_is_its_own, a_child_leaves_it_to_its_parent);
#else
START_TEST(a_sanitizer_keeps_its_handlers)
{
    struct sigaction before, after;
    sigaction(SIGSEGV, NULL, &before);
    crash_catch();
    sigaction(SIGSEGV, NULL, &after);
    ck_assert(before.sa_sigaction == after.sa_sigaction);
}
END_TEST

SUITE(crash, 30, a_sanitizer_keeps_its_handlers);
#endif
