#include "guests/compile.h"

#include "support/length.h"
#include "support/status.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wordexp.h>

extern char **environ;

static const char *const c_endings[] = {".c", NULL}, *const cxx_endings[] = {".cpp", ".cc", ".cxx", ".C", NULL},
                         *const fortran_endings[] = {".f90", ".F90", ".f95", ".f03", ".f08", NULL};

static const language languages[] = {
    {c_endings, "cc", "CC", "gcc", "-O2", prototypes_of_c},
    {cxx_endings, "c++", "CXX", "g++", "-O2", prototypes_of_c},
    {fortran_endings, "gfortran", "FC", "gfortran", "-O2", prototypes_of_fortran},
};
enum { LANGUAGES = LENGTH(languages), ARGUMENTS_MAX = 128 };

const language *language_of(const char *file)
{
    const size_t length = strlen(file);
    for (size_t i = 0; i < LANGUAGES; i++)
        for (const char *const *e = languages[i].endings; *e != NULL; e++)
            if (length > strlen(*e) && strcmp(file + length - strlen(*e), *e) == 0)
                return &languages[i];
    return NULL;
}

/* Runs the program to its end; its exit status, 127: there is none, 128: it was killed. */
static int run_program(char *const *arguments)
{
    enum { NOT_FOUND = 127, KILLED = 128 };
    pid_t child;
    int status;
    if (posix_spawnp(&child, arguments[0], NULL, NULL, arguments, environ) != 0)
        return NOT_FOUND;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return KILLED;
    return WIFEXITED(status) ? WEXITSTATUS(status) : KILLED;
}

int compile(const language *l, const char *file, const char *flags, const char *to, bool program)
{
    enum { NOT_FOUND = 127 };
    const char *named = getenv(l->variable);
    const char *compiler = named != NULL && named[0] != '\0' ? named : l->compiler;
    wordexp_t words, command;
    if (wordexp(flags != NULL ? flags : l->flags, &words, WRDE_NOCMD) != 0)
        return complain(STATUS_USAGE, "judge: --cflags '%s': the quotes do not match, or a character needs some",
                        flags);
    if (wordexp(compiler, &command, WRDE_NOCMD) != 0) {
        wordfree(&words);
        return complain(STATUS_USAGE, "judge: %s='%s' is no command", l->variable, compiler);
    }
    const char *arguments[ARGUMENTS_MAX] = {0};
    size_t n = 0;
    for (size_t i = 0; i < command.we_wordc && n < ARGUMENTS_MAX / 4; i++)
        arguments[n++] = command.we_wordv[i];
    for (size_t i = 0; i < words.we_wordc && n < ARGUMENTS_MAX / 2; i++)
        arguments[n++] = words.we_wordv[i];
    const char *const last[] = {program ? "-fPIE" : "-shared", "-fPIC", "-o", to, file, "-lm"};
    memcpy(arguments + n, last, sizeof last);
    fflush(stdout);
    const int status = run_program((char *const *)arguments);
    int result = STATUS_GOOD;
    if (status == NOT_FOUND)
        result = complain(STATUS_MISSING, "judge: there is no '%s': install it (Debian: apt install %s)",
                          command.we_wordv[0], l->package);
    else if (status != 0)
        result = complain(STATUS_USAGE, "judge: %s does not compile: see above", file);
    wordfree(&words);
    wordfree(&command);
    return result;
}
