/* Runs every registered suite, or those whose names are given. */
#include "suite.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const suite_entry *const __start_actbench_suites[];
extern const suite_entry *const __stop_actbench_suites[];

static bool wanted(const char *name, int count, char **names)
{
    for (int i = 0; i < count; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return count == 0;
}

static Suite *suite_of(const suite_entry *entry)
{
    Suite *suite = suite_create(entry->name);
    TCase *tests = tcase_create(entry->name);
    tcase_set_timeout(tests, entry->timeout_seconds);
    entry->add_tests(tests);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(int argc, char **argv)
{
    SRunner *runner = NULL;
    for (const suite_entry *const *e = __start_actbench_suites; e != __stop_actbench_suites; e++) {
        if (!wanted((*e)->name, argc - 1, argv + 1))
            continue;
        if (runner == NULL)
            runner = srunner_create(suite_of(*e));
        else
            srunner_add_suite(runner, suite_of(*e));
    }
    if (runner == NULL) {
        fprintf(stderr, "tests: no suite has that name\n");
        return 2;
    }
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
