/* What the options say together. */
#include "commands/options.h"
#include "suite.h"

#include <stddef.h>

static bool leaves_nothing_out(const char *option, const char *value)
{
    static const command_syntax syntax = {
        .name = "bench", .summary = "", .takes = TAKES_SELECTION | TAKES_PARAMETERS | TAKES_RUN};
    const char *argv[] = {"bench", "--quiet", option, value, NULL};
    options o = options_defaults();
    bool done;
    ck_assert_int_eq(options_parse(option != NULL ? 4 : 2, (char **)argv, &syntax, &o, NULL, NULL, &done), 0);
    return options_leave_nothing_out(&o);
}

/* A run with another alpha is as little a run of everything as one of a single function. */
START_TEST(the_claims_need_everything_as_it_is)
{
    ck_assert(leaves_nothing_out(NULL, NULL));
    ck_assert(leaves_nothing_out("--seed", "3"));
    ck_assert(!leaves_nothing_out("--function", "relu"));
    ck_assert(!leaves_nothing_out("--impl", "fast"));
    ck_assert(!leaves_nothing_out("--op", "forward"));
    ck_assert(!leaves_nothing_out("--dtype", "f32"));
    ck_assert(!leaves_nothing_out("--alpha", "2"));
}
END_TEST

SUITE(options, 60, the_claims_need_everything_as_it_is);
