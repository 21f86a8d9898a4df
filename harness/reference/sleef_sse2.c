#include "reference/vector_math_table.h"

#ifdef ACTBENCH_HAVE_SLEEF
#define LANES           2
#define VECTOR          __m128d
#define LOAD            _mm_loadu_pd
#define STORE           _mm_storeu_pd
#define SLEEF(f, bound) Sleef_##f##d2_##bound##sse2
#define TABLE           sleef_sse2_table
#define TABLE_NAME      "SLEEF sse2"
#define TABLE_ISA       "sse2"
#include "reference/sleef_table.h"
#else
typedef int nothing_to_compile;
#endif
