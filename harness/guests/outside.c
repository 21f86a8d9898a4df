#include "guests/outside.h"

#include "guests/compile.h"
#include "reference/function.h"
#include "support/memory.h"
#include "support/status.h"

#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wordexp.h>

/* The adapter's text, with a NUL behind it. */
__asm__(".section .rodata\n"
        ".global python_adapter\npython_adapter:\n.incbin \"scripts/python_adapter.py\"\n.byte 0\n"
        ".global launched_function\nlaunched_function:\n.incbin \"scripts/launched_function.c\"\n.byte 0\n"
        ".previous\n");
extern const char python_adapter[], launched_function[];

enum { FILES_MAX = 64, ARGUMENTS_MAX = 16 };

static int run_shell(result_array *a, const guest_request *r, const input_list *inputs, const char *line)
{
    const char *const arguments[] = {"sh", "-c", line, NULL};
    return results_of_program(a, inputs, &(results_program){(char *const *)arguments, line, r->limit_seconds, false});
}

/* The function's parameters go as NAME=VALUE. */
static int run_python(result_array *a, const guest_request *r, const input_list *inputs, const char *target,
                      const params *p)
{
    const char *arguments[ARGUMENTS_MAX] = {"python3", "-c", python_adapter, target, dtype_names[r->dtype]};
    char named[GUEST_NAME_MAX];
    const function *f = function_find(r->function);
    size_t n = 0;
    while (arguments[n] != NULL)
        n++;
    params_print(f, r->dtype, p, named, sizeof named);
    for (char *word = strtok(named, " "); word != NULL && n + 1 < ARGUMENTS_MAX; word = strtok(NULL, " "))
        arguments[n++] = word;
    return results_of_program(a, inputs, &(results_program){(char *const *)arguments, target, r->limit_seconds, true});
}

static int write_text(const char *path, const char *text)
{
    FILE *to = fopen(path, "w");
    bool written = to != NULL && fputs(text, to) >= 0;
    written = to != NULL && fclose(to) == 0 && written;
    return written ? STATUS_GOOD : complain(STATUS_MISSING, "judge: %s: cannot be written: set TMPDIR", path);
}

/* The library's function is called by a program of its own: this one cannot have two C libraries. */
static int run_launched(result_array *a, const guest_request *r, const input_list *inputs, const char *library)
{
    char source[PATH_MAX], program[PATH_MAX];
    wordexp_t words;
    if (r->symbol == NULL || dtype_size(r->dtype) < sizeof(float))
        return complain(STATUS_USAGE, "judge: %s: --launcher calls functions of f32 and f64 that --symbol names",
                        library);
    if (wordexp(r->launcher, &words, WRDE_NOCMD) != 0)
        return complain(STATUS_USAGE, "judge: --launcher '%s': the quotes do not match, or a character needs some",
                        r->launcher);
    const char *arguments[ARGUMENTS_MAX] = {0};
    size_t n = 0;
    for (size_t i = 0; i < words.we_wordc && n < ARGUMENTS_MAX - 5; i++)
        arguments[n++] = words.we_wordv[i];
    const char *const last[] = {program, library, r->symbol, dtype_names[r->dtype]};
    memcpy(arguments + n, last, sizeof last);
    snprintf(source, sizeof source, "%s/launched.c", r->scratch);
    snprintf(program, sizeof program, "%s/launched", r->scratch);
    int status = write_text(source, launched_function);
    if (status == STATUS_GOOD)
        status = compile(language_of(source), source, NULL, program, true);
    if (status == STATUS_GOOD)
        status = results_of_program(a, inputs,
                                    &(results_program){(char *const *)arguments, library, r->limit_seconds, true});
    wordfree(&words);
    return status;
}

static int read_arrays(result_array *a, const guest_request *r, const input_list *inputs, const char *list)
{
    char *names = memory_or_exit(strdup(list));
    const char *files[FILES_MAX];
    size_t count = 0;
    for (char *name = strtok(names, ","); name != NULL && count < FILES_MAX; name = strtok(NULL, ","))
        files[count++] = name;
    const int status = count == 0 ? complain(STATUS_USAGE, "judge: --outputs names no file")
                                  : results_of_files(a, inputs, r->dtype, files, count);
    free(names);
    return status;
}

/* The last part of the first word's path. */
static void name_of(const char *text, char *name, size_t size)
{
    char word[FILENAME_MAX];
    snprintf(word, sizeof word, "%.*s", (int)strcspn(text, " ,"), text);
    snprintf(name, size, "%s", basename(word));
}

int guest_open_outside(guest *g, result_array *results, const guest_request *r, const input_list *inputs,
                       outside_kind kind, const char *text, const params *p)
{
    static const char *const prefixes[OUTSIDE_COUNT] = {"exec:", "python:", "", "launched:"},
                             *const how[OUTSIDE_COUNT] = {
                                 "once for all inputs, as a program", "once for all inputs, on blocks",
                                 "not at all: its results are given", "once for all inputs, by a launched program"};
    char name[48];
    *g = (guest){0};
    name_of(text, name, sizeof name);
    snprintf(g->name, sizeof g->name, "%.20s/%s%s", r->function, prefixes[kind], name);
    snprintf(g->how, sizeof g->how, "%s", how[kind]);
    g->impl = (implementation){.name = g->name,
                               .op = r->op,
                               .dtype = r->dtype,
                               .origin = ORIGIN_GUEST,
                               .source = text,
                               .file = text,
                               .run = results_run,
                               .context = results};
    if (kind == OUTSIDE_PROGRAM)
        return run_shell(results, r, inputs, text);
    if (kind == OUTSIDE_LAUNCHED)
        return run_launched(results, r, inputs, text);
    return kind == OUTSIDE_PYTHON ? run_python(results, r, inputs, text, p) : read_arrays(results, r, inputs, text);
}
