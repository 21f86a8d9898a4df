#include "environment/facts.h"

#include "build_facts.h" /* written by the Makefile: BUILD_COMMIT, BUILD_FLAGS, BUILD_HOT_FLAGS, BUILD_IMPL_FLAGS */
#include "environment/environment.h"

void add_build_facts(table *t)
{
#ifdef __clang__
    environment_add(t, "compiler", "clang " __clang_version__);
#else
    environment_add(t, "compiler", "gcc " __VERSION__);
#endif
    environment_add(t, "flags", BUILD_FLAGS);
    environment_add(t, "flags_measurement", BUILD_HOT_FLAGS);
    environment_add(t, "flags_implementations", BUILD_IMPL_FLAGS);
    environment_add(t, "git_commit", BUILD_COMMIT);
}
