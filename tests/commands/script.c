#include "commands/script.h"

#include "suite.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_SIZE = 4096 };

int run_script(const char *dir, const char *program, const char *script)
{
    char source[PATH_SIZE], tests[PATH_SIZE] = "", path[2 * PATH_SIZE];
    ck_assert_int_gt(readlink("/proc/self/exe", tests, sizeof tests - 1), 0);
    snprintf(path, sizeof path, "%s/%s", dirname(tests), program);
    ck_assert_ptr_nonnull(getcwd(source, sizeof source));
    const pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        if (setenv("source", source, 1) != 0 || chdir(dir) != 0 || setenv("actbench", path, 1) != 0 ||
            freopen("stderr", "w", stderr) == NULL)
            _exit(125);
        execlp("bash", "bash", "-c", script, (char *)NULL);
        _exit(126);
    }
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
