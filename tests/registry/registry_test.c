/* Finding implementations, and what must be true of every one in the tree. */
#include "reference/function.h"
#include "registry/instruction_sets.h"
#include "registry/registry.h"
#include "suite.h"

#include <stdlib.h>
#include <string.h>

START_TEST(every_entry_is_complete)
{
    size_t count;
    const implementation *const *all = registry_all(&count);
    ck_assert_uint_gt(count, 0);
    for (size_t i = 0; i < count; i++) {
        const implementation *impl = all[i];
        char name[64];
        ck_assert_ptr_nonnull(strchr(impl->name, '/'));
        ck_assert_uint_lt(implementation_function_length(impl), sizeof name);
        memcpy(name, impl->name, implementation_function_length(impl));
        name[implementation_function_length(impl)] = '\0';
        const function *f = function_find(name);
        ck_assert_msg(f != NULL, "%s: no such function", impl->name);
        ck_assert_msg(f->ops[impl->op].exact != NULL, "%s: the function has no %s", impl->name, op_names[impl->op]);
        ck_assert_msg(impl->source != NULL && impl->source[0] != '\0', "%s names no source", impl->name);
        ck_assert(impl->bound_ulp >= 0);
        ck_assert_int_eq((impl->kernel.f32 != NULL) + (impl->wrapped != NULL) + (impl->missing != NULL), 1);
    }
}
END_TEST

START_TEST(entries_are_sorted_and_unique)
{
    size_t count;
    const implementation *const *all = registry_all(&count);
    for (size_t i = 0; i + 1 < count; i++) {
        const bool same_group = all[i]->op == all[i + 1]->op && all[i]->dtype == all[i + 1]->dtype;
        ck_assert_msg(!same_group || strcmp(all[i]->name, all[i + 1]->name) != 0, "%s is there twice", all[i]->name);
        char function[64] = "";
        strncat(function, all[i]->name, implementation_function_length(all[i]));
        if (implementation_is_of(all[i + 1], function))
            ck_assert(all[i]->op < all[i + 1]->op ||
                      (all[i]->op == all[i + 1]->op && (all[i]->dtype < all[i + 1]->dtype ||
                                                        (same_group && strcmp(all[i]->name, all[i + 1]->name) < 0))));
        else
            ck_assert_int_lt(strcmp(all[i]->name, all[i + 1]->name), 0);
    }
}
END_TEST

static size_t matching(selection wanted)
{
    size_t all;
    registry_all(&all);
    const implementation **found = calloc(all, sizeof *found);
    const size_t count = registry_select(&wanted, found);
    for (size_t i = 0; i < count; i++) {
        ck_assert(wanted.function == NULL || implementation_is_of(found[i], wanted.function));
        ck_assert(wanted.op < 0 || (int)found[i]->op == wanted.op);
        ck_assert(wanted.dtype < 0 || (int)found[i]->dtype == wanted.dtype);
    }
    free(found);
    return count;
}

START_TEST(selections)
{
    size_t all;
    registry_all(&all);
    ck_assert_uint_eq(matching((selection){.op = -1, .dtype = -1}), all);
    ck_assert_uint_eq(matching((selection){.impl = "*", .op = -1, .dtype = -1}), all);
    ck_assert_uint_eq(
        matching((selection){.function = "sigmoid", .impl = "naive", .op = OP_FORWARD, .dtype = DTYPE_F32}), 1);
    ck_assert_uint_eq(matching((selection){.impl = "sigmoid/naive", .op = OP_FORWARD, .dtype = DTYPE_F64}), 1);
    ck_assert_uint_eq(matching((selection){.impl = "s?gm[o]id/nai*", .op = OP_FORWARD, .dtype = DTYPE_F64}), 1);
    ck_assert_uint_eq(matching((selection){.function = "sig", .op = -1, .dtype = -1}), 0);
    ck_assert_uint_eq(matching((selection){.function = "sigmoid/naive", .op = -1, .dtype = -1}), 0);
    ck_assert_uint_eq(matching((selection){.impl = "", .op = -1, .dtype = -1}), 0);
    /* A function that has the name of another one in front of its own. */
    ck_assert_uint_lt(matching((selection){.function = "exp", .op = OP_FORWARD, .dtype = -1}),
                      matching((selection){.impl = "exp*/*", .op = OP_FORWARD, .dtype = -1}));
    size_t by_dtype = 0;
    for (int type = 0; type < DTYPE_COUNT; type++)
        by_dtype += matching((selection){.op = -1, .dtype = type});
    ck_assert_uint_eq(by_dtype, all);
}
END_TEST

/* A set that is not known is one the machine lacks. */
START_TEST(instruction_sets_by_name)
{
    ck_assert(instruction_sets_available(NULL));
    ck_assert(instruction_sets_available(""));
    ck_assert(instruction_sets_available("  "));
    ck_assert(!instruction_sets_available("no-such-set"));
    ck_assert(!instruction_sets_available("avx20"));
    ck_assert(!instruction_sets_available("av"));
#ifdef __x86_64__
    ck_assert(instruction_sets_available("sse2"));
    ck_assert(instruction_sets_available(" sse2  sse2 "));
    ck_assert(!instruction_sets_available("sse2 no-such-set"));
    ck_assert(!instruction_sets_available("no-such-set sse2"));
#endif
}
END_TEST

/* Rows of a stored run are chosen as implementations are, by their names; the tree may have lost them. */
START_TEST(names_are_selected_as_implementations_are)
{
    const selection any = {.op = -1, .dtype = -1},
                    chosen = {.function = "relu", .impl = "m*", .op = OP_FORWARD, .dtype = DTYPE_F16};
    ck_assert(selection_has(&any, "no/such", "forward", "f32"));
    ck_assert(selection_has(&any, "nameless", "forward", "f32"));
    ck_assert(selection_has(&chosen, "relu/mine", "forward", "f16"));
    ck_assert(!selection_has(&chosen, "relu/select", "forward", "f16"));
    ck_assert(!selection_has(&chosen, "leaky_relu/mine", "forward", "f16"));
    ck_assert(!selection_has(&chosen, "relu/mine", "gradient", "f16"));
    ck_assert(!selection_has(&chosen, "relu/mine", "forward", "f32"));
}
END_TEST

SUITE(registry, 10, names_are_selected_as_implementations_are, every_entry_is_complete, entries_are_sorted_and_unique,
      selections, instruction_sets_by_name);
