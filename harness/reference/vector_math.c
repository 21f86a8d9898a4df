#include "reference/vector_math.h"

#include "reference/vector_math_table.h"
#include "registry/instruction_sets.h"
#include "support/length.h"

#include <gnu/libc-version.h>
#include <math.h>
#include <string.h>

static void libm_exp(const double *x, double *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] = exp(x[i]);
}

static void libm_expm1(const double *x, double *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] = expm1(x[i]);
}

static void libm_log1p(const double *x, double *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] = log1p(x[i]);
}

static void libm_erf(const double *x, double *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] = erf(x[i]);
}

static void libm_erfc(const double *x, double *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] = erfc(x[i]);
}

static const vector_math_table libm_table = {"libm", NULL, NULL, libm_exp, libm_expm1, libm_log1p, libm_erf, libm_erfc};

/* Best first; the last one runs everywhere. */
static const vector_math_table *const tables[] = {
#if defined(ACTBENCH_HAVE_SLEEF) && defined(__x86_64__)
    &sleef_avx512f_table,
    &sleef_avx2_table,
    &sleef_sse2_table,
#endif
    &libm_table,
};
enum { TABLES = LENGTH(tables) };

static const vector_math_table *best = &libm_table;

__attribute__((constructor)) static void pick_vector_math(void)
{
    size_t i = 0;
    while (i + 1 < TABLES && !instruction_sets_available(tables[i]->isa))
        i++;
    best = tables[i];
}

void vector_exp(const double *x, double *y, size_t n)
{
    best->exp(x, y, n);
}

void vector_expm1(const double *x, double *y, size_t n)
{
    best->expm1(x, y, n);
}

void vector_log1p(const double *x, double *y, size_t n)
{
    best->log1p(x, y, n);
}

void vector_erf(const double *x, double *y, size_t n)
{
    best->erf(x, y, n);
}

void vector_erfc(const double *x, double *y, size_t n)
{
    best->erfc(x, y, n);
}

const char *vector_math_name(void)
{
    return best->name;
}

const char *vector_math_version(void)
{
    return best->version != NULL ? best->version : gnu_get_libc_version();
}

bool vector_math_use(const char *name)
{
    for (size_t i = 0; i < LENGTH(tables); i++)
        if (strcmp(tables[i]->name, name) == 0 && instruction_sets_available(tables[i]->isa)) {
            best = tables[i];
            return true;
        }
    return false;
}
