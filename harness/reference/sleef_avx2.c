#include "reference/vector_math_table.h"

#ifdef ACTBENCH_HAVE_SLEEF
#define LANES           4
#define VECTOR          __m256d
#define LOAD            _mm256_loadu_pd
#define STORE           _mm256_storeu_pd
#define SLEEF(f, bound) Sleef_##f##d4_##bound##avx2
#define TABLE           sleef_avx2_table
#define TABLE_NAME      "SLEEF avx2"
#define TABLE_ISA       "avx2 fma"
#include "reference/sleef_table.h"
#else
typedef int nothing_to_compile;
#endif
