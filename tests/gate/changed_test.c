/* The script that finds what has other code than in another tree. */
#include "commands/script.h"
#include "scratch.h"
#include "suite.h"

#include <stdlib.h>

/* Two trees of three source files; a program that lists what they register. The second tree has another constant in one,
 * and no object of a second; of the third, which is another project's, all is different. */
#define TREES                                                                                                          \
    "mkdir -p scripts build/impls/f/peers base/build/impls/f/peers && "                                                \
    "cp \"$(dirname \"$actbench\")/../scripts/changed_implementations.sh\" scripts/ && "                               \
    "object() { echo \"double f(double x) { return x * $2; }\" | gcc -O2 -g -x c -c -o \"$1\" -; } && "                \
    "for tree in . base; do object $tree/build/impls/f/same.f32.o 2; done && "                                         \
    "object build/impls/f/other.avx2.o 3 && object base/build/impls/f/other.avx2.o 3.0000001 && "                      \
    "object build/impls/f/new.o 5 && "                                                                                 \
    "object build/impls/f/peers/lib.o 7 && object base/build/impls/f/peers/lib.o 8 && "                                \
    "printf '#!/bin/sh\\ncat listed\\n' > build/actbench && chmod +x build/actbench && "                               \
    "{ echo function,op,dtype,impl,available,claimed_bound_ulp,source,origin,file; "                                   \
    "echo 'f,forward,f32,f/same,yes,,\"a, b\",ours,impls/f/same.c'; "                                                  \
    "echo 'f,forward,f32,f/other,yes,,\"a, b\",ours,impls/f/other.c'; "                                                \
    "echo 'f,forward,f32,f/other@avx2,yes,1,a,ours,impls/f/other.c'; "                                                 \
    "echo 'f,forward,f32,f/other@sve,no: needs sve,1,a,ours,impls/f/other.c'; "                                        \
    "echo 'f,forward,f32,f/new,yes,,a,textbook,impls/f/new.c'; "                                                       \
    "echo 'f,forward,f32,f/lib,yes,,a,peer,impls/f/peers/lib.c'; } > listed && "

START_TEST(only_what_has_other_code_is_changed)
{
    char *dir = scratch_new();
    const int status = run_script(dir, "../actbench", TREES "scripts/changed_implementations.sh base > changed");
    char *changed = scratch_read(dir, "changed"), *said = scratch_read(dir, "stderr");
    ck_assert_msg(status == 0, "%s", said);
    ck_assert_str_eq(changed, "f/new\nf/other\nf/other@avx2\n");
    free(changed);
    free(said);
    scratch_free(dir);
}
END_TEST

SUITE(changed, 20, only_what_has_other_code_is_changed);
