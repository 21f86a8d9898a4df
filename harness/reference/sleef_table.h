/* Body of one SLEEF table. The including file names the instruction set:
 *   LANES      doubles in a vector
 *   VECTOR     the vector's type
 *   LOAD/STORE unaligned access
 *   SLEEF(f, bound) its function f with the error bound u10 or u15, 1.0 or 1.5 ULP
 *   TABLE, TABLE_NAME, TABLE_ISA */
#include <immintrin.h>
#include <sleef.h>
#include <string.h>

typedef VECTOR vector_map(VECTOR);

static inline __attribute__((always_inline)) void apply(vector_map *f, const double *x, double *y, size_t n)
{
    size_t i = 0;
    for (; i + LANES <= n; i += LANES)
        STORE(y + i, f(LOAD(x + i)));
    if (i < n) {
        double rest[LANES] = {0};
        memcpy(rest, x + i, (n - i) * sizeof *x);
        STORE(rest, f(LOAD(rest)));
        memcpy(y + i, rest, (n - i) * sizeof *x);
    }
}

static VECTOR map_exp(VECTOR x)
{
    return SLEEF(exp, u10)(x);
}

static void table_exp(const double *x, double *y, size_t n)
{
    apply(map_exp, x, y, n);
}

static VECTOR map_expm1(VECTOR x)
{
    return SLEEF(expm1, u10)(x);
}

static void table_expm1(const double *x, double *y, size_t n)
{
    apply(map_expm1, x, y, n);
}

static VECTOR map_log1p(VECTOR x)
{
    return SLEEF(log1p, u10)(x);
}

static void table_log1p(const double *x, double *y, size_t n)
{
    apply(map_log1p, x, y, n);
}

static VECTOR map_erf(VECTOR x)
{
    return SLEEF(erf, u10)(x);
}

static void table_erf(const double *x, double *y, size_t n)
{
    apply(map_erf, x, y, n);
}

static VECTOR map_erfc(VECTOR x)
{
    return SLEEF(erfc, u15)(x);
}

static void table_erfc(const double *x, double *y, size_t n)
{
    apply(map_erfc, x, y, n);
}

#define VERSION_TEXT_(number) #number
#define VERSION_TEXT(a, b, c) VERSION_TEXT_(a) "." VERSION_TEXT_(b) "." VERSION_TEXT_(c)
#define SLEEF_VERSION_IN_USE  VERSION_TEXT(SLEEF_VERSION_MAJOR, SLEEF_VERSION_MINOR, SLEEF_VERSION_PATCHLEVEL)

const vector_math_table TABLE = {TABLE_NAME,  SLEEF_VERSION_IN_USE, TABLE_ISA, table_exp,
                                 table_expm1, table_log1p,          table_erf, table_erfc};
