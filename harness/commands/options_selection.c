/* What options select: whether there is such a thing, and whether this machine can run it. */
#include "commands/options.h"

#include "reference/function.h"
#include "support/memory.h"
#include "support/status.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void list_functions(char *text, size_t size)
{
    size_t count;
    const function *const *all = function_all(&count);
    text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        const size_t used = strlen(text);
        snprintf(text + used, size - used, "%s%s", i > 0 ? ", " : "", all[i]->name);
    }
}

void selection_print(const selection *s, char *text, size_t size)
{
    snprintf(text, size, "%s%s%s%s%s%s%s%s", s->function != NULL ? " --function " : "",
             s->function != NULL ? s->function : "", s->impl != NULL ? " --impl " : "", s->impl != NULL ? s->impl : "",
             s->op >= 0 ? " --op " : "", s->op >= 0 ? op_names[s->op] : "", s->dtype >= 0 ? " --dtype " : "",
             s->dtype >= 0 ? dtype_names[s->dtype] : "");
}

int selection_check(const selection *s)
{
    if (s->function != NULL && function_find(s->function) == NULL) {
        char names[512];
        list_functions(names, sizeof names);
        return complain(STATUS_USAGE, "no function is called '%s': there are %s", s->function, names);
    }
    size_t count;
    registry_all(&count);
    const implementation **found = memory_or_exit(calloc(count + 1, sizeof *found));
    const size_t matching = registry_select(s, found);
    free(found);
    char asked[512];
    selection_print(s, asked, sizeof asked);
    if (matching == 0)
        return complain(STATUS_USAGE, "no implementation matches%s: see `actbench list`", asked);
    return STATUS_GOOD;
}

/* Finite as it was given, and infinite in the dtype. */
static int check_parameters(const implementation *impl, const params *asked)
{
    const params p = params_of(impl->function, impl->dtype, asked);
    for (parameter i = 0; i < PARAMETER_COUNT; i++)
        if (isinf(p.value[i]))
            return complain(STATUS_USAGE, "--%s %g is infinite in %s, where %s takes it: give one nearer to 0",
                            parameter_names[i], asked->value[i], dtype_names[impl->dtype], impl->function->name);
    return STATUS_GOOD;
}

int options_check_measurable(const options *o)
{
    size_t count;
    registry_all(&count);
    const implementation **found = memory_or_exit(calloc(count + 1, sizeof *found));
    const size_t runnable = registry_runnable(&o->select, found);
    char asked[512];
    selection_print(&o->select, asked, sizeof asked);
    int status = STATUS_GOOD;
    if (runnable == 0)
        status = complain(STATUS_MISSING,
                          "nothing that matches%s can run on this machine: `actbench list` says what it lacks", asked);
    for (size_t i = 0; status == STATUS_GOOD && i < runnable; i++)
        status = check_parameters(found[i], &o->asked);
    free(found);
    return status;
}

bool options_leave_nothing_out(const options *o)
{
    const selection *s = &o->select;
    return s->function == NULL && s->impl == NULL && s->op < 0 && s->dtype < 0 && params_are_usual(&o->asked);
}
