/* Finding implementations, and what must be true of every one in the tree. */
#include "reference/function.h"
#include "registry/instruction_sets.h"
#include "registry/registry.h"
#include "suite.h"
#include "support/length.h"

#include <stdlib.h>
#include <string.h>

START_TEST(every_entry_is_complete)
{
    size_t count;
    const implementation *const *all = registry_all(&count);
    ck_assert_uint_gt(count, 0);
    for (size_t i = 0; i < count; i++) {
        const implementation *impl = all[i];
        const function *f = impl->function;
        const size_t length = strlen(f->name);
        ck_assert_msg(strncmp(impl->name, f->name, length) == 0 && impl->name[length] == '/' &&
                          strcmp(impl->name + length + 1, impl->variant) == 0,
                      "%s is not %s/%s", impl->name, f->name, impl->variant);
        const char *at = strrchr(impl->name, '@');
        ck_assert_pstr_eq(impl->target, at != NULL ? at + 1 : NULL);
        ck_assert_msg(impl->file != NULL && strstr(impl->file, "impls/") != NULL && strstr(impl->file, f->name) != NULL,
                      "%s says that it is from %s", impl->name, impl->file);
        ck_assert_msg((impl->origin == ORIGIN_PEER) == (strstr(impl->file, "/peers/") != NULL), "%s from %s is %s",
                      impl->name, impl->file, origin_names[impl->origin]);
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
        if (all[i]->function == all[i + 1]->function)
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
        ck_assert(wanted.function == NULL || found[i]->function == function_find(wanted.function));
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
    ck_assert_uint_eq(matching((selection){.impl = "s?gm[o]id/n?ive", .op = OP_FORWARD, .dtype = DTYPE_F64}), 1);
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
#elif defined __aarch64__
    ck_assert(instruction_sets_available("asimd"));
    ck_assert(!instruction_sets_available("asim"));
    ck_assert(!instruction_sets_available("sse2"));
#endif
}
END_TEST

/* What an author may get wrong is told by file and name. */
START_TEST(entries_that_mean_nothing_are_told)
{
    static const struct {
        const char *name, *told;
    } cases[] = {{NULL, "impls/x/a.c registers an implementation without a .name"},
                 {"sigmoid", "impls/x/a.c registers 'sigmoid': a name has the form"},
                 {"sigmoid/", "impls/x/a.c registers 'sigmoid/': a name has the form"},
                 {"sine/libm", "no file in harness/reference/ defines the function 'sine'"}};
    char fault[256];
    for (size_t i = 0; i < LENGTH(cases); i++) {
        implementation impl = {.name = cases[i].name, .file = "impls/x/a.c"};
        ck_assert(!implementation_resolve(&impl, fault, sizeof fault));
        ck_assert_msg(strstr(fault, cases[i].told) != NULL, "%s", fault);
    }
    implementation good = {.name = "sigmoid/mine@avx2"};
    ck_assert(implementation_resolve(&good, fault, sizeof fault));
    ck_assert_ptr_eq(good.function, function_find("sigmoid"));
    ck_assert_str_eq(good.variant, "mine@avx2");
    ck_assert_str_eq(good.target, "avx2");
}
END_TEST

START_TEST(two_of_one_name_are_told)
{
    const function *f = function_find("relu");
    const implementation first = {.name = "relu/mine", .function = f, .dtype = DTYPE_F32, .file = "a.c"},
                         other = {.name = "relu/mine", .function = f, .dtype = DTYPE_F64, .file = "b.c"},
                         twice = {.name = "relu/mine", .function = f, .dtype = DTYPE_F64, .file = "c.c"};
    const implementation *const sorted[] = {&first, &other, &twice};
    char fault[256];
    ck_assert(!implementations_collide(sorted, 2, fault, sizeof fault));
    ck_assert(implementations_collide(sorted, 3, fault, sizeof fault));
    ck_assert_str_eq(fault, "b.c and c.c both register 'relu/mine' forward f64: give one of them another name");
    ck_assert_int_eq(registry_check(), 0);
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

SUITE(registry, 10, entries_that_mean_nothing_are_told, two_of_one_name_are_told,
      names_are_selected_as_implementations_are, every_entry_is_complete, entries_are_sorted_and_unique, selections,
      instruction_sets_by_name);
