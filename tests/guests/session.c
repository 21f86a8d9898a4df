#include "guests/session.h"

#include "scratch.h"

#include <check.h>
#include <libgen.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

session session_begin(void)
{
    char tests[PATH_MAX] = "", program[PATH_MAX + 32], link[PATH_MAX];
    session s = {.dir = scratch_new()};
    ck_assert_int_gt(readlink("/proc/self/exe", tests, sizeof tests - 1), 0);
    snprintf(program, sizeof program, "%s/../actbench", dirname(tests));
    snprintf(link, sizeof link, "%s/actbench", s.dir);
    ck_assert_int_eq(symlink(program, link), 0);
    return s;
}

static void forget(session *s)
{
    free(s->out);
    free(s->err);
    s->out = s->err = NULL;
}

void session_end(session *s)
{
    forget(s);
    scratch_free(s->dir);
}

int session_run(session *s, const char *format, ...)
{
    char line[4096], command[2 * sizeof line];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    snprintf(command, sizeof command, "cd '%s' && PATH=.:$PATH && { %s\n} >stdout 2>stderr", s->dir, line);
    const int status = system(command);
    forget(s);
    s->out = scratch_read(s->dir, "stdout");
    s->err = scratch_read(s->dir, "stderr");
    return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + status;
}

void session_expect_line(const session *s, const char *part)
{
    const char *end = strchr(s->err, '\n');
    ck_assert_msg(end != NULL && end[1] == '\0' && strstr(s->err, part) != NULL, "not one line with '%s': %s", part,
                  s->err);
}
