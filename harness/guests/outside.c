#include "guests/outside.h"

#include "reference/function.h"
#include "support/memory.h"
#include "support/status.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The adapter's text, with a NUL behind it. */
__asm__(".section .rodata\n"
        ".global python_adapter\npython_adapter:\n.incbin \"scripts/python_adapter.py\"\n.byte 0\n"
        ".previous\n");
extern const char python_adapter[];

enum { FILES_MAX = 64, ARGUMENTS_MAX = 16 };

static int run_shell(result_array *a, const guest_request *r, const input_list *inputs, const char *line)
{
    const char *const arguments[] = {"sh", "-c", line, NULL};
    return results_of_program(a, inputs, (char *const *)arguments, line, r->limit_seconds);
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
    return results_of_program(a, inputs, (char *const *)arguments, target, r->limit_seconds);
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
    static const char *const prefixes[OUTSIDE_COUNT] = {"exec:", "python:", ""},
                             *const how[OUTSIDE_COUNT] = {"once for all inputs, as a program",
                                                          "once for all inputs, on blocks",
                                                          "not at all: its results are given"};
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
    return kind == OUTSIDE_PYTHON ? run_python(results, r, inputs, text, p) : read_arrays(results, r, inputs, text);
}
