/* Files appear whole or not at all, and a killed writer's remains do not stay. */
#include "scratch.h"
#include "suite.h"
#include "support/status.h"
#include "support/whole_file.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* A child that is gone before its file is whole. */
static void abandon(const char *dir, const char *file)
{
    const pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        whole_file *w;
        _exit(whole_file_begin(dir, file, &w));
    }
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);
}

START_TEST(what_a_killed_writer_left_is_removed)
{
    char *dir = scratch_new();
    abandon(dir, "rows.csv");
    abandon(dir, "other.csv");
    ck_assert_uint_eq(scratch_count(dir), 2);
    whole_file *living, *w;
    ck_assert_int_eq(whole_file_begin(dir, "other.csv", &living), STATUS_GOOD);
    ck_assert_int_eq(whole_file_begin(dir, "rows.csv", &w), STATUS_GOOD);
    ck_assert_uint_eq(scratch_count(dir), 2);
    ck_assert_int_eq(whole_file_end(w), STATUS_GOOD);
    ck_assert_int_eq(whole_file_end(living), STATUS_GOOD);
    ck_assert_uint_eq(scratch_count(dir), 2);
    scratch_free(dir);
}
END_TEST

START_TEST(a_file_that_is_given_up_leaves_the_old_one)
{
    char *dir = scratch_new();
    scratch_write(dir, "rows.csv", "old", 3);
    whole_file *w;
    ck_assert_int_eq(whole_file_begin(dir, "rows.csv", &w), STATUS_GOOD);
    fputs("new", whole_file_stream(w));
    whole_file_drop(w);
    char *text = scratch_read(dir, "rows.csv");
    ck_assert_str_eq(text, "old");
    ck_assert_uint_eq(scratch_count(dir), 1);
    free(text);
    scratch_free(dir);
}
END_TEST

SUITE(whole_file, 10, what_a_killed_writer_left_is_removed, a_file_that_is_given_up_leaves_the_old_one);
