/* What a stranger's code may do that costs its verdict, and nothing but that. */
#include "guests/session.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"
#include "support/status.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *source, *verdict, *where;
    int status;
} griefs[] = {
    {"float f(float x) { if (x == 8) *(volatile int *)0 = 1; return x; }", "broken: died of signal 11", "at x = 0x1p+3",
     STATUS_WORSE},
    {"float f(float x) { while (x == 8) __asm__ volatile(\"\"); return x; }", "broken: does not come back",
     "at x = 0x1p+3", STATUS_WORSE},
    {"#include <stdlib.h>\nfloat f(float x) { if (x == 8) exit(0); return x; }",
     "broken: ended the program with exit status 0", "at x = 0x1p+3", STATUS_WORSE},
    {"#include <stddef.h>\nvoid f(const float *x, float *y, size_t n) { for (size_t i = 0; i <= n; i++) y[i] = x[i]; }",
     "broken: writes outside its n elements", "at x = 0x0p+0", STATUS_WORSE},
    {"#include <stddef.h>\nvoid f(const float *x, float *y, size_t n) { for (size_t i = 0; i < n; i++) y[i] = x[i];\n"
     "((float *)x)[0] = 1; }",
     "broken: writes to its inputs", "at x = 0x0p+0", STATUS_WORSE},
    {"#include <fenv.h>\nfloat f(float x) { if (x == 8) fesetround(FE_UPWARD); return x; }",
     "broken: changes the rounding mode", "at x = 0x1p+3", STATUS_WORSE},
    {"float f(float x) { static int n; return x < 0 ? 0 : n++ % 1000 == 0 ? x + 1 : x; }", "but not the same when", "",
     STATUS_WORSE},
    {"#include <stddef.h>\nvoid f(const float *x, float *y, size_t n)\n"
     "{ for (size_t i = 0; i < n; i++) y[i] = x[0] > 1e30f ? 0 : x[i] < 0 ? 0 : x[i]; }",
     "but not the same when", "", STATUS_WORSE},
    {"#include <math.h>\nfloat f(float x) { return NAN; }", "wrong: every result is a fault", "", STATUS_GOOD},
};

START_TEST(whatever_it_does_only_its_verdict_suffers)
{
    session s = session_begin();
    for (size_t i = 0; i < LENGTH(griefs); i++) {
        scratch_write(s.dir, "f.c", griefs[i].source, strlen(griefs[i].source));
        const int status = session_run(&s, "mkdir -p tmp; TMPDIR=$PWD/tmp actbench judge relu f.c --quiet --budget 0.5 "
                                           "--limit 4 --inputs stratified:20000 --cflags -O1");
        ck_assert_msg(status == griefs[i].status, "%s: %d, %s%s", griefs[i].source, status, s.out, s.err);
        ck_assert_msg(strstr(s.out, griefs[i].verdict) != NULL && strstr(s.out, griefs[i].where) != NULL,
                      "no '%s', '%s' in: %s", griefs[i].verdict, griefs[i].where, s.out);
        ck_assert_int_eq(session_run(&s, "ls -A tmp"), 0);
        ck_assert_str_eq(s.out, "");
    }
    session_end(&s);
}
END_TEST

START_TEST(one_that_crashes_costs_the_others_nothing)
{
    session s = session_begin();
    static const char good[] = "float good(float x) { return x < 0 ? 0 : x; }";
    static const char bad[] = "float bad(float x) { if (x == 8) __builtin_trap(); return x; }";
    scratch_write(s.dir, "good.c", good, strlen(good));
    scratch_write(s.dir, "bad.c", bad, strlen(bad));
    ck_assert_int_eq(session_run(&s, "actbench judge relu good.c bad.c --quiet --budget 0 --inputs stratified:20000"),
                     STATUS_WORSE);
    ck_assert_ptr_nonnull(strstr(s.out, "good.c\nverdict     correctly rounded"));
    ck_assert_ptr_nonnull(strstr(s.out, "bad.c\nverdict     broken: died of signal"));
    session_end(&s);
}
END_TEST

START_TEST(a_library_that_does_not_survive_loading_is_told_in_one_line)
{
    static const struct {
        const char *source, *said;
    } libraries[] = {
        {"__attribute__((constructor)) static void c(void) { __builtin_trap(); } float f(float x) { return x; }",
         "loading it dies of signal"},
        {"#include <stdlib.h>\n__attribute__((constructor)) static void c(void) { _Exit(0); } float f(float x) { return x; }",
         "loading it ends the program"},
        {"float g(float); float f(float x) { return g(x); }", "undefined symbol: g"},
    };
    session s = session_begin();
    for (size_t i = 0; i < LENGTH(libraries); i++) {
        scratch_write(s.dir, "f.c", libraries[i].source, strlen(libraries[i].source));
        ck_assert_int_eq(session_run(&s, "cc -shared -fPIC -o f.so f.c"), 0);
        ck_assert_int_eq(session_run(&s, "actbench judge relu f.so --symbol f"), STATUS_USAGE);
        session_expect_line(&s, libraries[i].said);
    }
    /* A library of another architecture: the machine's number in the header is another one. */
    ck_assert_int_eq(session_run(&s, "printf '\\001' | dd of=f.so bs=1 seek=18 conv=notrunc 2>/dev/null"), 0);
    ck_assert_int_eq(session_run(&s, "actbench judge relu f.so --symbol f"), STATUS_USAGE);
    session_expect_line(&s, "f.so");
    session_end(&s);
}
END_TEST

SUITE(guest_grief, 400, whatever_it_does_only_its_verdict_suffers, one_that_crashes_costs_the_others_nothing,
      a_library_that_does_not_survive_loading_is_told_in_one_line);
