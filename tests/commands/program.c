#include "commands/program.h"

#include "scratch.h"
#include "suite.h"

#include <fcntl.h>
#include <libgen.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

pid_t program_start(const char *dir, const char *const *arguments, const char *out)
{
    char tests[PATH_SIZE] = "", program[PATH_SIZE + 32];
    ck_assert_int_gt(readlink("/proc/self/exe", tests, sizeof tests - 1), 0);
    snprintf(program, sizeof program, "%s/../actbench", dirname(tests));
    const pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child > 0)
        return child;
    const char *argv[ARGUMENTS_MAX + 2] = {"actbench"};
    for (int i = 0; i < ARGUMENTS_MAX && arguments[i] != NULL; i++)
        argv[i + 1] = arguments[i];
    if (chdir(dir) != 0)
        _exit(125);
    const int output = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    const int errors = open("stderr", O_WRONLY | O_CREAT | O_TRUNC, 0644);
    dup2(output, STDOUT_FILENO);
    dup2(errors, STDERR_FILENO);
    execv(program, (char *const *)argv);
    _exit(126);
}

int program_end(pid_t child)
{
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    return status;
}

int program_run_to(const char *dir, const char *const *arguments, const char *out)
{
    const int status = program_end(program_start(dir, arguments, out));
    return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + status;
}

int program_run(const char *dir, const char *const *arguments)
{
    return program_run_to(dir, arguments, "stdout");
}

size_t lines_of(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += *text == '\n';
    return count;
}

void expect_one_line(const char *dir, const char *part)
{
    char *said = scratch_read(dir, "stderr");
    ck_assert_msg(lines_of(said) == 1 && strstr(said, part) != NULL, "not one line with '%s': %s", part, said);
    free(said);
}
