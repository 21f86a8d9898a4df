#include "claims/take.h"

#include "reference/function.h"
#include "registry/registry.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const identity_row no_identity = {.value = NAN, .bound = NAN};
static const accuracy_row no_accuracy = {.max_ulp = NAN, .mean_ulp = NAN, .max_abs = NAN, .max_rel = NAN};

static size_t line_of(const table *t, const void *row)
{
    return (size_t)((const char *)row - t->rows) / t->schema->row_size + 2;
}

static void use_identity(judgement *j, const identity_row *row)
{
    use_row(j, j->evidence->identity, row);
    char relation[TEXT_NAME] = "";
    if (row->relation[0] != '\0')
        snprintf(relation, sizeof relation, ", asked %s %.6g: %s", row->relation, row->bound,
                 identity_holds(row) ? "yes" : "no");
    say_row(j, "identity.csv:%zu  %s%s%s: %s: %.6g%s%s%s  (%s, %" PRIu64 " inputs)",
            line_of(j->evidence->identity, row), row->quantity, *row->params ? ", " : "", row->params, row->statement,
            row->value, *row->x ? " at x = " : "", row->x, relation, row->method, row->n);
}

static bool is_identity(const judgement *j, const identity_row *row, identity_key key)
{
    return strcmp(row->claim, j->claim) == 0 && strcmp(row->key, identity_key_names[key]) == 0;
}

const identity_row *take_identity(judgement *j, identity_key key, const char *params)
{
    const table *t = j->evidence->identity;
    for (size_t i = 0; i < t->count; i++) {
        const identity_row *row = table_row(t, i);
        if (is_identity(j, row, key) && strcmp(row->params, params) == 0) {
            use_identity(j, row);
            return row;
        }
    }
    say_missing(j, "identity.csv has no row for %s, %s%s%s: run `actbench claims`", j->claim, identity_key_names[key],
                *params ? ", " : "", params);
    return &no_identity;
}

void take_identities(judgement *j, identity_key key, const identity_row **rows, size_t count)
{
    const table *t = j->evidence->identity;
    size_t found = 0;
    for (size_t i = 0; i < t->count && found < count; i++) {
        const identity_row *row = table_row(t, i);
        if (is_identity(j, row, key)) {
            use_identity(j, row);
            rows[found++] = row;
        }
    }
    if (found < count)
        say_missing(j, "identity.csv has %zu of %zu rows for %s, %s: run `actbench claims`", found, count, j->claim,
                    identity_key_names[key]);
    while (found < count)
        rows[found++] = &no_identity;
}

static const column *column_of(const schema *s, const char *name)
{
    size_t i = 0;
    while (strcmp(s->columns[i].name, name) != 0)
        i++;
    return &s->columns[i];
}

static double number_in(const column *c, const void *row)
{
    uint64_t count;
    double real;
    memcpy(&count, (const char *)row + c->offset, sizeof count);
    memcpy(&real, (const char *)row + c->offset, sizeof real);
    return c->kind == CELL_REAL ? real : (double)count;
}

size_t distinct_values(const table *t, const char *column_name, bool (*passes)(const void *row, const void *context),
                       const void *context, double *values, size_t room)
{
    const column *c = column_of(t->schema, column_name);
    size_t count = 0;
    for (size_t i = 0; i < t->count && count < room; i++) {
        const double value = number_in(c, table_row(t, i));
        size_t at = 0;
        while (at < count && values[at] < value)
            at++;
        if ((at < count && values[at] == value) || isnan(value) || !passes(table_row(t, i), context))
            continue;
        memmove(values + at + 1, values + at, (count++ - at) * sizeof *values);
        values[at] = value;
    }
    return count;
}

static bool is_exhaustive(const accuracy_row *row)
{
    return strcmp(row->method, "exhaustive") == 0;
}

const char *inputs_of(const accuracy_row *row)
{
    return is_exhaustive(row) ? "all 2^32 inputs" : row->inputs;
}

static void use_accuracy(judgement *j, const accuracy_row *row)
{
    use_row(j, j->evidence->accuracy, row);
    say_row(j,
            "accuracy.csv:%zu  %s %s f32%s%s: max %.6g ULP%s%s, saturates at %s and %s, %" PRIu64
            " faults%s%s, wrong zero signs %" PRIu64 "  (%s)",
            line_of(j->evidence->accuracy, row), row->impl, row->op, *row->params ? " " : "", row->params, row->max_ulp,
            *row->max_ulp_x ? " at x = " : "", row->max_ulp_x, *row->saturate_lo_x ? row->saturate_lo_x : "no x",
            *row->saturate_hi_x ? row->saturate_hi_x : "no x", row->faults,
            *row->first_fault_x ? ", first at x = " : "", row->first_fault_x, row->wrong_zero_sign, inputs_of(row));
    if (!is_exhaustive(row))
        say_lacking(j, "Errors of a sample are lower bounds: run `actbench accuracy` for all inputs.");
}

/* Whether the row is of the function with its own alpha: with another it says nothing on the claims. */
static bool has_usual_params(const accuracy_row *row)
{
    const function *f = function_find(row->function);
    if (f == NULL)
        return false;
    const params p = params_of(f, DTYPE_F32, NULL);
    char usual[TEXT_NAME];
    params_print(f, DTYPE_F32, &p, usual, sizeof usual);
    return strcmp(row->params, usual) == 0;
}

static bool same_task(const accuracy_row *row, const char *op)
{
    return strcmp(row->op, op) == 0 && strcmp(row->dtype, "f32") == 0 && has_usual_params(row);
}

const accuracy_row *find_accuracy(const table *t, const char *op, const char *impl)
{
    const accuracy_row *found = NULL;
    for (size_t i = 0; i < t->count; i++) {
        const accuracy_row *row = table_row(t, i);
        if (strcmp(row->impl, impl) == 0 && same_task(row, op) &&
            (found == NULL || (!is_exhaustive(found) && is_exhaustive(row))))
            found = row;
    }
    return found;
}

const accuracy_row *take_accuracy(judgement *j, const char *op, const char *impl)
{
    const accuracy_row *found = find_accuracy(j->evidence->accuracy, op, impl);
    if (found == NULL) {
        say_missing(j,
                    "accuracy.csv has no row for %s %s f32 with the function's own alpha: run `actbench "
                    "accuracy`",
                    impl, op);
        return &no_accuracy;
    }
    use_accuracy(j, found);
    return found;
}

size_t implementations_due(const char *function, const char *op)
{
    size_t count, found = 0;
    const implementation *const *all = registry_all(&count);
    for (size_t i = 0; i < count; i++)
        found += strcmp(all[i]->function->name, function) == 0 && strcmp(op_names[all[i]->op], op) == 0 &&
                 all[i]->dtype == DTYPE_F32 && implementation_available(all[i]);
    return found;
}

size_t take_accuracies(judgement *j, const char *function, const char *op, const accuracy_row **rows, size_t room)
{
    const table *t = j->evidence->accuracy;
    size_t count = 0;
    for (size_t i = 0; i < t->count && count < room; i++) {
        const accuracy_row *row = table_row(t, i);
        if (strcmp(row->function, function) != 0 || find_accuracy(t, op, row->impl) != row)
            continue;
        use_accuracy(j, row);
        rows[count++] = row;
    }
    if (count == 0)
        say_missing(j, "accuracy.csv has no f32 row for %s %s: run `actbench accuracy`", function, op);
    const size_t due = implementations_due(function, op);
    if (count < due)
        say_lacking(j, "It rests on %zu of %zu implementations of %s: run `actbench accuracy` for the rest.", count,
                    due, function);
    return count;
}

double number_of(const char *text)
{
    return *text != '\0' ? strtod(text, NULL) : NAN;
}

double parameter_of(const char *params, const char *name)
{
    const size_t length = strlen(name);
    for (const char *at = params; at != NULL; at = strchr(at, ' ')) {
        at += *at == ' ';
        if (strncmp(at, name, length) == 0 && at[length] == '=')
            return strtod(at + length + 1, NULL);
    }
    return NAN;
}
