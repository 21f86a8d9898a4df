/* The script of CI jobs leaves no verdict that it has not reached itself. */
#include "commands/script.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"

#include <stdlib.h>
#include <string.h>

/* A repository of one commit whose build breaks, with the verdict of an earlier job. */
#define REPOSITORY                                                                                                     \
    "mkdir -p scripts reports/baseline && cp \"$(dirname \"$actbench\")/../scripts/ci_gate.sh\" scripts/ && "          \
    "touch reports/baseline/environment.csv && echo passed > reports/gate.md && echo passed > reports/gate.xml && "    \
    "printf 'bench:\\n\\t@false\\n' > Makefile && git init -q . && "                                                   \
    "git -c user.name=a -c user.email=a@b commit -q --allow-empty -m first && "

static const struct {
    const char *script;
    int status;
    const char *said;
} cases[] = {
    {REPOSITORY "scripts/ci_gate.sh", 2, "ci_gate: give the commit to compare with"},
    {REPOSITORY "scripts/ci_gate.sh 0000000000000000000000000000000000000000", 2, "ci_gate: there is no commit 0000"},
    {REPOSITORY "scripts/ci_gate.sh HEAD", 1, "ci_gate: . could not be built or measured"},
};

START_TEST(no_verdict_without_a_base_or_a_build)
{
    for (size_t i = 0; i < LENGTH(cases); i++) {
        char *dir = scratch_new();
        const int status = run_script(dir, "../actbench", cases[i].script);
        char *said = scratch_read(dir, "stderr"), *copied = scratch_read(dir, "scripts/ci_gate.sh");
        char *summary = scratch_read(dir, "reports/gate.md"), *junit = scratch_read(dir, "reports/gate.xml");
        ck_assert_ptr_nonnull(copied);
        ck_assert_msg(status == cases[i].status && strstr(said, cases[i].said) != NULL, "%s: status %d, said: %s",
                      cases[i].script, status, said);
        ck_assert_ptr_null(summary);
        ck_assert_ptr_null(junit);
        free(said);
        free(copied);
        scratch_free(dir);
    }
}
END_TEST

SUITE(ci_gate, 20, no_verdict_without_a_base_or_a_build);
