/* The program as a user runs it. */
#ifndef ACTBENCH_TESTS_PROGRAM_H
#define ACTBENCH_TESTS_PROGRAM_H

#include <stddef.h>
#include <sys/types.h>

enum { ARGUMENTS_MAX = 20, PATH_SIZE = 4096 };

/* Starts build/actbench, which stands one folder above the tests, in `dir`, with its stdout and stderr going to files
 * there: the first to `out`. The arguments end with NULL. */
pid_t program_start(const char *dir, const char *const *arguments, const char *out);

/* Its status as waitpid tells it. */
int program_end(pid_t child);

/* Both; the exit status, or 256 and more for a signal. */
int program_run_to(const char *dir, const char *const *arguments, const char *out);

/* The same with stdout in the file of that name. */
int program_run(const char *dir, const char *const *arguments);

size_t lines_of(const char *text);

/* What was said on stderr. */
void expect_one_line(const char *dir, const char *part);

#endif
