#define _GNU_SOURCE /* posix_openpt */
/* The bar, on a pseudo-terminal that stands in for stderr. */
#include "scratch.h"
#include "suite.h"
#include "support/progress.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { SHOWN_SIZE = 65536 };

/* What a terminal of that width is shown while body runs with it as stderr. */
static void show(void (*body)(void), unsigned short width, char shown[SHOWN_SIZE])
{
    const int master = posix_openpt(O_RDWR | O_NOCTTY);
    ck_assert_int_ge(master, 0);
    ck_assert_int_eq(grantpt(master), 0);
    ck_assert_int_eq(unlockpt(master), 0);
    const int terminal = open(ptsname(master), O_RDWR | O_NOCTTY);
    ck_assert_int_ge(terminal, 0);
    ioctl(terminal, TIOCSWINSZ, &(struct winsize){.ws_row = 24, .ws_col = width});

    const int saved = dup(STDERR_FILENO);
    dup2(terminal, STDERR_FILENO);
    body();
    dup2(saved, STDERR_FILENO);
    close(saved);

    size_t length = 0;
    struct pollfd ready = {.fd = master, .events = POLLIN};
    while (poll(&ready, 1, 100) > 0 && length < SHOWN_SIZE - 1) {
        const ssize_t got = read(master, shown + length, SHOWN_SIZE - 1 - length);
        if (got <= 0)
            break;
        length += (size_t)got;
    }
    shown[length] = '\0';
    close(terminal);
    close(master);
}

static void half(void)
{
    progress *p = progress_new("sigmoid forward f32", 1000, false);
    usleep(20000);
    progress_add(p, 500);
    progress_free(p);
}

/* Of 1000 steps 500 are nobody's; half of the others are done, and 100 seconds follow them. */
static void part_of_a_job(void)
{
    progress *p = progress_new("accuracy", 1000, false);
    progress_rename(p, "tanh forward f32");
    progress_follow(p, 100);
    progress_skip(p, 500);
    usleep(20000);
    progress_add(p, 250);
    progress_free(p);
}

static void quiet(void)
{
    progress *p = progress_new("label", 10, true);
    progress_add(p, 5);
    progress_free(p);
}

static void past_the_end(void)
{
    progress *p = progress_new("label", 10, false);
    progress_add(p, 25);
    progress_free(p);
    p = progress_new("nothing to do", 0, false);
    progress_add(p, 0);
    progress_free(p);
}

static void from_many_threads(void)
{
    enum { STEPS = 20000 };
    progress *p = progress_new("threads", STEPS, false);
#pragma omp parallel for num_threads(4)
    for (int i = 0; i < STEPS; i++)
        progress_add(p, 1);
    usleep(150000);
    progress_add(p, 0);
    progress_free(p);
}

START_TEST(a_terminal_sees_share_and_time_left)
{
    char shown[SHOWN_SIZE];
    show(half, 100, shown);
    ck_assert_ptr_nonnull(strstr(shown, "sigmoid forward f32"));
    ck_assert_ptr_nonnull(strstr(shown, "[############............]"));
    ck_assert_ptr_nonnull(strstr(shown, " 50%  0:00 left"));
    const char *end = "\r\033[K";
    ck_assert_str_eq(shown + strlen(shown) - strlen(end), end);
    ck_assert_ptr_null(strchr(shown, '\n'));
}
END_TEST

START_TEST(the_time_left_is_that_of_the_job)
{
    char shown[SHOWN_SIZE];
    show(part_of_a_job, 100, shown);
    ck_assert_msg(strstr(shown, "tanh forward f32 ") != NULL && strstr(shown, " 50%  1:40 left") != NULL, "%s", shown);
}
END_TEST

START_TEST(a_line_fits_a_narrow_terminal)
{
    char shown[SHOWN_SIZE];
    show(half, 20, shown);
    ck_assert_ptr_nonnull(strstr(shown, "\rsigmoid forward f32\033[K"));
}
END_TEST

START_TEST(quiet_shows_nothing)
{
    char shown[SHOWN_SIZE];
    show(quiet, 80, shown);
    ck_assert_str_eq(shown, "");
}
END_TEST

START_TEST(more_than_all_is_all)
{
    char shown[SHOWN_SIZE];
    show(past_the_end, 80, shown);
    ck_assert_ptr_nonnull(strstr(shown, "100%  0:00 left"));
    ck_assert_ptr_null(strstr(shown, "250%"));
}
END_TEST

START_TEST(threads_lose_no_step_and_redraw_seldom)
{
    char shown[SHOWN_SIZE];
    show(from_many_threads, 80, shown);
    ck_assert_ptr_nonnull(strstr(shown, "100%"));
    ck_assert_uint_lt(strlen(shown), SHOWN_SIZE - 1);
}
END_TEST

START_TEST(a_file_sees_nothing)
{
    capture said = capture_start();
    half();
    char *text = capture_stop(&said);
    ck_assert_str_eq(text, "");
    free(text);
    progress_free(NULL);
}
END_TEST

SUITE(progress, 20, a_terminal_sees_share_and_time_left, the_time_left_is_that_of_the_job,
      a_line_fits_a_narrow_terminal, quiet_shows_nothing, more_than_all_is_all, threads_lose_no_step_and_redraw_seldom,
      a_file_sees_nothing);
