#include "reference/vector_math_table.h"

#ifdef ACTBENCH_HAVE_SLEEF
#define LANES           8
#define VECTOR          __m512d
#define LOAD            _mm512_loadu_pd
#define STORE           _mm512_storeu_pd
#define SLEEF(f, bound) Sleef_##f##d8_##bound##avx512f
#define TABLE           sleef_avx512f_table
#define TABLE_NAME      "SLEEF avx512f"
#define TABLE_ISA       "avx512f"
#include "reference/sleef_table.h"
#else
typedef int nothing_to_compile;
#endif
