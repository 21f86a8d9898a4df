/* An implementation that takes the program with it is named, whatever the way; tried on a child of the test. */
#include "scratch.h"
#include "suite.h"
#include "support/crash.h"
#include "support/status.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Runs body in a child, as an implementation that is blamed, and expects it to end so and with these words. */
static void expect_end(void (*body)(void), const char *words)
{
    capture c = capture_start();
    const pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        crash_catch();
        crash_watch(1);
        crash_blame("sigmoid/mine");
        body();
        crash_blame(NULL);
        sleep(2);
        _exit(STATUS_GOOD);
    }
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    char *said = capture_stop(&c);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), words[0] != '\0' ? STATUS_WORSE : STATUS_GOOD);
    ck_assert_msg(strstr(said, words) != NULL, "%s", said);
    ck_assert_int_eq(said[0] != '\0', words[0] != '\0');
    free(said);
}

static void hang(void)
{
    for (volatile int forever = 1; forever;)
        continue;
}

static void leave(void)
{
    exit(STATUS_GOOD);
}

static void fall(void)
{
    raise(SIGSEGV);
}

/* Longer than the watch waits, but not in one call. */
static void work(void)
{
    for (int i = 0; i < 20; i++) {
        crash_blame("sigmoid/mine");
        usleep(100000);
    }
}

START_TEST(what_takes_the_program_with_it_is_named)
{
    expect_end(hang, "sigmoid/mine does not come back");
    expect_end(leave, "sigmoid/mine ended the program");
    expect_end(fall, "sigmoid/mine accessed memory it must not");
}
END_TEST

START_TEST(long_work_is_no_hang)
{
    expect_end(work, "");
}
END_TEST

SUITE(crash, 30, what_takes_the_program_with_it_is_named, long_work_is_no_hang);
