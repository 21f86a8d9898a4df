/* Entries from a shared library, in any command. */
#include "guests/session.h"
#include "registry/implementation.h"
#include "scratch.h"
#include "suite.h"
#include "support/status.h"

#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int build(session *s, const char *file, const char *text, const char *flags)
{
    char tests[4096] = "";
    ck_assert_int_gt(readlink("/proc/self/exe", tests, sizeof tests - 1), 0);
    scratch_write(s->dir, file, text, strlen(text));
    return session_run(s, "cc -std=gnu17 -O2 -shared -fPIC %s -I%s/../../harness -o %s.so %s", flags, dirname(tests),
                       file, file);
}

static const char sound[] =
    "#include \"registry/implementation.h\"\n"
    "static void k(const float *x, float *y, size_t n, const params *p)\n"
    "{ (void)p; for (size_t i = 0; i < n; i++) y[i] = x[i] < 0 ? 0 : x[i]; }\n"
    "REGISTER(.name = \"relu/plugged\", .op = OP_FORWARD, .dtype = DTYPE_F32, .kernel.f32 = k,\n"
    "         .source = \"a plugin\");\nACTBENCH_PLUGIN;\n";

START_TEST(entries_of_a_plugin_are_in_every_command)
{
    session s = session_begin();
    ck_assert_msg(build(&s, "p.c", sound, "") == 0, "%s", s.err);
    ck_assert_int_eq(session_run(&s, "actbench list --plugin p.c.so --impl plugged --dtype f32 --format csv"),
                     STATUS_GOOD);
    ck_assert_ptr_nonnull(strstr(s.out, "relu/plugged"));
    ck_assert_ptr_nonnull(strstr(s.out, "guest"));
    ck_assert_int_eq(
        session_run(&s, "actbench accuracy --plugin=p.c.so --impl plugged --inputs stratified:20000 --quiet"),
        STATUS_GOOD);
    ck_assert_ptr_nonnull(strstr(s.out, "plugged"));
    ck_assert_msg(session_run(&s, "actbench speed --plugin p.c.so --impl plugged --budget 0.5 --n 4096 --quiet") ==
                      STATUS_GOOD,
                  "%s", s.err);
    ck_assert_ptr_nonnull(strstr(s.out, "plugged"));
    session_end(&s);
}
END_TEST

/* Does the work so many times. */
static const char repeated[] =
    "#include \"registry/implementation.h\"\n"
    "static void k(const float *x, float *y, size_t n, const params *p)\n"
    "{ (void)p; for (int t = 0; t < TIMES; t++) for (size_t i = 0; i < n; i++) {\n"
    "    y[i] = x[i] < 0 ? 0 : x[i]; __asm__ volatile(\"\" ::: \"memory\"); } }\n"
    "REGISTER(.name = \"relu/plugged\", .op = OP_FORWARD, .dtype = DTYPE_F32, .kernel.f32 = k,\n"
    "         .source = \"a plugin\");\nACTBENCH_PLUGIN;\n";

START_TEST(kernels_of_two_trees_run_side_by_side)
{
    session s = session_begin();
    ck_assert_msg(build(&s, "now.c", repeated, "-DTIMES=4") == 0, "%s", s.err);
    ck_assert_msg(build(&s, "base.c", repeated, "-DTIMES=1") == 0, "%s", s.err);
    ck_assert_msg(session_run(&s, "actbench speed --kernels now.c.so --beside base.c.so --n 4096 --budget 1 --out now "
                                  "--format csv --quiet") == STATUS_GOOD,
                  "%s", s.err);
    ck_assert_ptr_nonnull(strstr(s.out, "relu/plugged%base"));
    ck_assert_ptr_nonnull(strstr(s.out, "slower"));
    ck_assert_ptr_null(strstr(s.out, "relu/branch")); /* the other tree has no version of it */
    ck_assert_int_eq(session_run(&s, "actbench gate --out now"), STATUS_WORSE);
    ck_assert_ptr_nonnull(strstr(s.out, "worse: speed: relu/plugged "));
    /* The program's own take no part in a comparison of two files. */
    ck_assert_int_eq(session_run(&s, "actbench speed --kernels base.c.so --beside base.c.so --impl branch --quiet"),
                     STATUS_USAGE);
    session_end(&s);
}
END_TEST

START_TEST(what_is_no_plugin_is_told_in_one_line)
{
    session s = session_begin();
    ck_assert_int_eq(session_run(&s, "actbench list --plugin none.so"), STATUS_USAGE);
    session_expect_line(&s, "none.so");
    ck_assert_int_eq(session_run(&s, "echo text > t.so; actbench list --plugin t.so"), STATUS_USAGE);
    session_expect_line(&s, "t.so");
    ck_assert_int_eq(build(&s, "n.c", "int n;", ""), 0);
    ck_assert_int_eq(session_run(&s, "actbench list --plugin n.c.so"), STATUS_USAGE);
    session_expect_line(&s, "ACTBENCH_PLUGIN");
    ck_assert_int_eq(build(&s, "v.c",
                           "#include \"registry/implementation.h\"\n"
                           "const implementation_plugin actbench_plugin = {77, 8, 0, 0};",
                           ""),
                     0);
    ck_assert_int_eq(session_run(&s, "actbench list --plugin v.c.so"), STATUS_USAGE);
    session_expect_line(&s, "version 77");
    ck_assert_int_eq(build(&s, "p.c", sound, ""), 0);
    ck_assert_int_eq(session_run(&s, "actbench list --plugin p.c.so --plugin ./p.c.so"), STATUS_USAGE);
    session_expect_line(&s, "already");
    session_end(&s);
}
END_TEST

SUITE(plugin, 200, entries_of_a_plugin_are_in_every_command, kernels_of_two_trees_run_side_by_side,
      what_is_no_plugin_is_told_in_one_line);
