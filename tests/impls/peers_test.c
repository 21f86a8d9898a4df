/* Every production library is listed with what it offers, built in or not. */
#include "registry/registry.h"
#include "suite.h"
#include "support/length.h"

#include <string.h>

/* What stands in the list for one variant: so many (op, dtype) of each function. */
static const struct {
    const char *impl;
    size_t entries;
} offered[] = {
    {"exp/libmvec", 2},     {"expm1/libmvec", 2},   {"log1p/libmvec", 2},      {"erf/libmvec", 2},
    {"tanh/libmvec", 4},    {"sigmoid/libmvec", 4}, {"elu/libmvec", 6},        {"exp/sleef_u10", 2},
    {"expm1/sleef_u10", 2}, {"log1p/sleef_u10", 2}, {"erf/sleef_u10", 2},      {"tanh/sleef_u10", 4},
    {"tanh/sleef_u35", 2},  {"elu/sleef_u10", 6},   {"sigmoid/sleef_u10", 4},  {"sigmoid/sleef_u35", 2},
    {"sigmoid/xnnpack", 1}, {"relu/xnnpack", 1},    {"leaky_relu/xnnpack", 1}, {"prelu/xnnpack", 1},
    {"elu/xnnpack", 1},     {"sigmoid/onednn", 2},  {"tanh/onednn", 2},        {"relu/onednn", 2},
    {"prelu/onednn", 2},    {"elu/onednn", 2},      {"leaky_relu/onednn", 2},  {"exp/onednn", 1},
    {"exp/eigen", 2},       {"expm1/eigen", 2},     {"log1p/eigen", 2},        {"tanh/eigen", 2},
    {"sigmoid/eigen", 2},   {"relu/eigen", 2},      {"leaky_relu/eigen", 2},   {"prelu/eigen", 2},
    {"elu/eigen", 2},       {"exp/gsl", 1},         {"expm1/gsl", 1},          {"log1p/gsl", 1},
    {"erf/gsl", 1},         {"sigmoid/gsl", 2},
};

START_TEST(libraries_are_listed)
{
    for (size_t i = 0; i < LENGTH(offered); i++) {
        const implementation *found[256];
        const selection wanted = {.impl = offered[i].impl, .op = -1, .dtype = -1};
        const size_t matching = registry_select(&wanted, found);
        size_t count = 0;
        for (size_t k = 0; k < matching; k++)
            count += found[k]->wrapped == NULL;
        ck_assert_msg(count == offered[i].entries, "%s: %zu entries", offered[i].impl, count);
    }
}
END_TEST

/* What the build lacked has no kernel, is not available, and says what to install. */
START_TEST(missing_libraries_say_so)
{
    size_t count;
    const implementation *const *all = registry_all(&count);
    for (size_t i = 0; i < count; i++) {
        if (all[i]->wrapped != NULL)
            continue;
        const bool kernel = all[i]->dtype == DTYPE_F32 ? all[i]->kernel.f32 != NULL : all[i]->kernel.f64 != NULL;
        ck_assert_msg(kernel == (all[i]->missing == NULL), "%s", all[i]->name);
        ck_assert(!implementation_available(all[i]) || kernel);
        ck_assert(kernel || strncmp(all[i]->missing, "built without ", 14) == 0);
    }
}
END_TEST

SUITE(peers, 10, libraries_are_listed, missing_libraries_say_so);
