#include "reference/function.h"
#include "registry/registry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The bounds of the section that DEFINE_FUNCTION fills; the linker defines them. */
extern const function *const __start_actbench_functions[];
extern const function *const __stop_actbench_functions[];

enum { FUNCTIONS_MAX = 64 };

static struct {
    const function *all[FUNCTIONS_MAX];
    size_t count;
} functions;

static int by_name(const void *left, const void *right)
{
    const function *a = *(const function *const *)left, *b = *(const function *const *)right;
    return strcmp(a->name, b->name);
}

__attribute__((constructor)) static void gather_functions(void)
{
    for (const function *const *f = __start_actbench_functions;
         f != __stop_actbench_functions && functions.count < FUNCTIONS_MAX; f++)
        functions.all[functions.count++] = *f;
    qsort(functions.all, functions.count, sizeof functions.all[0], by_name);
}

const function *function_find(const char *name)
{
    /* The registry asks before all constructors have run. */
    for (const function *const *f = __start_actbench_functions; f != __stop_actbench_functions; f++)
        if (strcmp((*f)->name, name) == 0)
            return *f;
    return NULL;
}

const function *const *function_all(size_t *count)
{
    *count = functions.count;
    return functions.all;
}

static double rounded_to(dtype type, double value)
{
    double element;
    dtype_set(type, &element, 0, value);
    return dtype_get(type, &element, 0);
}

params params_of(const function *f, dtype type, double alpha)
{
    if (!f->has_alpha)
        return (params){0};
    return (params){.alpha = rounded_to(type, alpha)};
}

void params_print(const function *f, dtype type, const params *p, char *text, size_t size)
{
    text[0] = '\0';
    if (!f->has_alpha)
        return;
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(text, size, "alpha=%.*g", digits, p->alpha);
        const double back = strtod(text + 6, NULL);
        if (rounded_to(type, back) == p->alpha)
            return;
    }
}
