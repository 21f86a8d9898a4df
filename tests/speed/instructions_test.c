/* Counts are the same each time, for AVX-512 too, which valgrind does not know. */
#include "commands/script.h"
#include "registry/registry.h"
#include "scratch.h"
#include "speed/instructions.h"
#include "suite.h"

#include <stdlib.h>
#include <string.h>

#define COUNT                                                                                                          \
    "$actbench speed --impl relu/exact@avx512 --op forward --dtype f32 --n 4096 --budget 1 --instructions --quiet "    \
    "> shown; "

START_TEST(avx512_kernels_are_counted_the_same_each_time)
{
    const selection wanted = {.impl = "relu/exact@avx512", .op = OP_FORWARD, .dtype = DTYPE_F32};
    size_t count;
    registry_all(&count);
    const implementation **found = calloc(count, sizeof *found);
    const size_t runnable = registry_runnable(&wanted, found);
    free(found);
    if (runnable == 0 || !instructions_possible())
        return;
    char *dir = scratch_new();
    const int status = run_script(dir, "../actbench",
                                  COUNT "cut -d, -f2- reports/instructions.csv > first; " COUNT
                                        "cut -d, -f2- reports/instructions.csv > second; cmp first second");
    char *counted = scratch_read(dir, "first"), *said = scratch_read(dir, "stderr");
    ck_assert_msg(status == 0, "%s", said);
    ck_assert_ptr_nonnull(strstr(counted, "relu/exact@avx512"));
    const double each = strtod(strrchr(counted, ',') + 1, NULL);
    ck_assert_double_gt(each, 1.0 / 16);
    ck_assert_double_lt(each, 2);
    free(counted);
    free(said);
    scratch_free(dir);
}
END_TEST

SUITE(instructions, 60, avx512_kernels_are_counted_the_same_each_time);
