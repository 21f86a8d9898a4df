/* Body of one SLEEF table. The including file names the instruction set:
 *   LANES      doubles in a vector
 *   VECTOR     the vector's type
 *   LOAD/STORE unaligned access
 *   SLEEF(f)   SLEEF's 1.0-ULP function for f
 *   TABLE, TABLE_NAME, TABLE_ISA */
#include <immintrin.h>
#include <sleef.h>
#include <string.h>

static inline void apply(VECTOR (*f)(VECTOR), const double *x, double *y, size_t n)
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

static void table_exp(const double *x, double *y, size_t n)
{
    apply(SLEEF(exp), x, y, n);
}

static void table_expm1(const double *x, double *y, size_t n)
{
    apply(SLEEF(expm1), x, y, n);
}

static void table_log1p(const double *x, double *y, size_t n)
{
    apply(SLEEF(log1p), x, y, n);
}

static void table_erf(const double *x, double *y, size_t n)
{
    apply(SLEEF(erf), x, y, n);
}

const vector_math_table TABLE = {TABLE_NAME, TABLE_ISA, table_exp, table_expm1, table_log1p, table_erf};
