#include "accuracy/state.h"

#include "accuracy/record.h"
#include "reference/vector_math.h"
#include "support/memory.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_SIZE = 256 };

static const char *const reference_names[] = {[REFERENCE_FILTERED] = "filtered", [REFERENCE_MPFR] = "mpfr"};

char *state_identity(const pass *p, uint64_t program)
{
    char *text = NULL, layout[LINE_SIZE], chosen[LINE_SIZE];
    size_t size;
    FILE *to = memory_or_exit(open_memstream(&text, &size));
    const question *q = &p->question;
    record_layout(p, layout, sizeof layout);
    pass_inputs_name(p, chosen, sizeof chosen);
    fprintf(to, "accuracy\nprogram %016" PRIx64 "\nfilter %s\n%s\n", program, vector_math_name(), layout);
    fprintf(to, "function %s\nop %s\ndtype %s\n", q->function->name, op_names[q->op], dtype_names[p->impls[0]->dtype]);
    for (parameter i = 0; i < PARAMETER_COUNT; i++)
        fprintf(to, "%s %a\n", parameter_names[i], q->params.value[i]);
    fprintf(to, "inputs %s\nseed %" PRIu64 "\nreference %s\n", chosen, p->inputs.seed, reference_names[p->reference]);
    fprintf(to, "flushes %s\n", flushes_name(q->allowed));
    for (size_t i = 0; i < p->impl_count; i++)
        fprintf(to, "impl %s\n", p->impls[i]->name);
    fclose(to);
    return text;
}

/* What stands behind "KEY " on a line of its own. */
static bool value_of(const char *text, const char *key, char value[LINE_SIZE])
{
    const size_t length = strlen(key);
    for (const char *line = text; *line != '\0';) {
        const size_t end = strcspn(line, "\n");
        if (end > length && strncmp(line, key, length) == 0 && line[length] == ' ') {
            snprintf(value, LINE_SIZE, "%.*s", (int)(end - length - 1), line + length + 1);
            return true;
        }
        line += end + (line[end] == '\n');
    }
    return false;
}

static bool names_impl(const char *text, const char *name)
{
    char line[LINE_SIZE];
    snprintf(line, sizeof line, "\nimpl %s\n", name);
    return strstr(text, line) != NULL;
}

bool state_pass(const char *identity, const implementation *const *group, size_t count, const implementation **impls,
                pass *p)
{
    char function_name[LINE_SIZE], value[LINE_SIZE], chosen[LINE_SIZE], seed[LINE_SIZE], reference[LINE_SIZE],
        flushed[LINE_SIZE];
    flushes allowed;
    params asked;
    for (parameter i = 0; i < PARAMETER_COUNT; i++) {
        if (!value_of(identity, parameter_names[i], value))
            return false;
        asked.value[i] = strtod(value, NULL);
    }
    if (!value_of(identity, "function", function_name) || !value_of(identity, "inputs", chosen) ||
        !value_of(identity, "seed", seed) || !value_of(identity, "reference", reference) ||
        !value_of(identity, "flushes", flushed) || !flushes_named(flushed, &allowed) ||
        !pass_inputs_parse(chosen, &p->inputs, &p->search_budget))
        return false;
    const function *f = function_find(function_name);
    if (f == NULL || count == 0 || group[0]->function != f)
        return false;
    p->question = question_of(f, group[0]->op, group[0]->dtype, &asked);
    p->question.allowed = allowed;
    p->inputs.format = p->question.format;
    p->inputs.seed = strtoull(seed, NULL, 10);
    p->reference = strcmp(reference, reference_names[REFERENCE_MPFR]) == 0 ? REFERENCE_MPFR : REFERENCE_FILTERED;
    p->impls = impls;
    p->impl_count = 0;
    for (size_t i = 0; i < count; i++)
        if (names_impl(identity, group[i]->name))
            impls[p->impl_count++] = group[i];
    return p->impl_count > 0;
}

bool state_take(void *target, uint64_t segment, const void *bytes, size_t size)
{
    const state_target *t = target;
    if (segment >= pass_segments(t->pass))
        return false;
    if (t->pass->done[segment])
        return true;
    t->pass->done[segment] = record_take(t->pass, segment, bytes, size, t->found);
    return t->pass->done[segment];
}

size_t state_missing(const pass *p, size_t *first)
{
    size_t missing = 0;
    for (size_t i = pass_segments(p); i-- > 0;)
        if (!p->done[i]) {
            missing++;
            *first = i;
        }
    return missing;
}
