/* How a test file joins the runner: it defines its cases with SUITE, and that is all.
 *
 *     START_TEST(addition_is_exact) { ck_assert_int_eq(1 + 1, 2); } END_TEST
 *     SUITE(arithmetic, 10, addition_is_exact, ...);
 *
 * Tests mirror harness/: tests/ROOM/TOPIC_test.c. */
#ifndef ACTBENCH_SUITE_H
#define ACTBENCH_SUITE_H

#include "support/length.h"

#include <check.h>

typedef struct suite_entry {
    const char *name;
    int timeout_seconds;
    void (*add_tests)(TCase *tests);
} suite_entry;

/* Registers the tests as one suite; each may take timeout_seconds. (A test's name is a variable, not a
 * constant: hence a function that adds them rather than an array of them.) */
#define SUITE(suite, timeout, ...)                                                                                     \
    static void suite##_add_tests(TCase *tests)                                                                        \
    {                                                                                                                  \
        const TTest *const listed[] = {__VA_ARGS__};                                                                   \
        for (size_t i = 0; i < LENGTH(listed); i++)                                                                    \
            tcase_add_test(tests, listed[i]);                                                                          \
    }                                                                                                                  \
    static const suite_entry suite##_entry = {#suite, timeout, suite##_add_tests};                                     \
    static const suite_entry *const suite##_registered __attribute__((used, section("actbench_suites"))) =             \
        &suite##_entry

#endif
