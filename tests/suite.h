/* How a test file joins the runner: it defines its cases with SUITE, and that is all.
 *
 *     START_TEST(addition_is_exact) { ck_assert_int_eq(1 + 1, 2); } END_TEST
 *     SUITE(arithmetic, 10, addition_is_exact, ...)
 *
 * Tests mirror harness/: tests/ROOM/TOPIC_test.c. */
#ifndef ACTBENCH_SUITE_H
#define ACTBENCH_SUITE_H

#include <check.h>

typedef struct suite_entry {
    const char *name;
    int timeout_seconds;
    const TTest *const *tests;
    size_t count;
} suite_entry;

/* Registers the tests as one suite; each may take timeout_seconds. */
#define SUITE(suite, timeout, ...)                                                                                 \
    static const TTest *const suite##_tests[] = {__VA_ARGS__};                                                     \
    static const suite_entry suite##_entry = {#suite, timeout, suite##_tests,                                      \
                                              sizeof suite##_tests / sizeof suite##_tests[0]};                     \
    static const suite_entry *const suite##_registered __attribute__((used, section("actbench_suites"))) =         \
        &suite##_entry

#endif
