#include "reference/function.h"
#include "registry/elements.h"

#include <math.h>
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

double decimal_over(const char *digits, double divisor, mpfr_rnd_t rounding)
{
    enum { PRECISION = 160 };
    mpfr_t value;
    mpfr_init2(value, PRECISION);
    mpfr_set_str(value, digits, 10, MPFR_RNDN);
    mpfr_div_d(value, value, divisor, MPFR_RNDN);
    const double rounded = mpfr_get_d(value, rounding);
    mpfr_clear(value);
    return rounded;
}

turn turn_at(const char *digits, double divisor)
{
    return (turn){decimal_over(digits, divisor, MPFR_RNDD), decimal_over(digits, divisor, MPFR_RNDU)};
}

int traits_direction(const op_traits *t, bool negative, double from, double to)
{
    int direction = t->direction[negative];
    for (int i = 0; i < TURNS_MAX && t->turns[negative][i].above > 0; i++) {
        const turn *here = &t->turns[negative][i];
        if (to <= here->below)
            break;
        if (from < here->above)
            return 0;
        direction = -direction;
    }
    return direction;
}

const char *const parameter_names[PARAMETER_COUNT] = {"alpha", "beta"};

const params params_usual = {.alpha = NAN, .beta = NAN};

bool params_are_usual(const params *asked)
{
    bool usual = true;
    for (parameter i = 0; i < PARAMETER_COUNT; i++)
        usual = usual && isnan(asked->value[i]);
    return usual;
}

params params_of(const function *f, dtype type, const params *asked)
{
    params p = {0};
    for (parameter i = 0; i < PARAMETER_COUNT; i++)
        if (f->parameters[i].present)
            p.value[i] =
                rounded_to(type, asked == NULL || isnan(asked->value[i]) ? f->parameters[i].usual : asked->value[i]);
    return p;
}

/* Returns what was, or would have been, written. */
static size_t print_value(dtype type, const char *name, double value, char *text, size_t size)
{
    int written = 0;
    for (int digits = 1; digits <= 17; digits++) {
        written = snprintf(text, size, "%s=%.*g", name, digits, value);
        if (rounded_to(type, strtod(text + strlen(name) + 1, NULL)) == value)
            break;
    }
    return (size_t)written;
}

void params_print(const function *f, dtype type, const params *p, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (parameter i = 0; i < PARAMETER_COUNT; i++)
        if (f->parameters[i].present) {
            if (used > 0)
                text[used++] = ' ';
            used += print_value(type, parameter_names[i], p->value[i], text + used, size - used);
        }
}
