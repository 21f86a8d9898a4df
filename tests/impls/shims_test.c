/* What a library is called through costs no more than its user's own loop around it: counted in instructions. */
#include "registry/instruction_sets.h"
#include "registry/registry.h"
#include "scratch.h"
#include "speed/steps.h"
#include "suite.h"
#include "support/length.h"

#include <dlfcn.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef ACTBENCH_HAVE_XNNPACK
#include <xnnpack.h>
#endif

enum { N = 2048 };
static const double allowed = 1.03;

static _Alignas(64) double x[N], y[N];

typedef struct call {
    const implementation *impl;
    params params;
} call;

static void run_call(void *argument)
{
    const call *c = argument;
    implementation_run(c->impl, x, y, N, &c->params);
}

static const implementation *find(const char *name, dtype type)
{
    const implementation *found[64];
    const selection wanted = {.impl = name, .op = OP_FORWARD, .dtype = (int)type};
    return registry_runnable(&wanted, found) == 1 ? found[0] : NULL;
}

/* Both signs, near zero and where functions saturate. */
static void fill(dtype type)
{
    for (size_t i = 0; i < N; i++)
        dtype_set(type, x, i, 8 * sin((double)i) - 1);
}

/* The second call: what happens only once is not counted. 0 where nothing can be counted. */
static double count_of(void (*work)(void *argument), void *argument)
{
    uint64_t count;
    work(argument);
    return steps_count(work, argument, &count) ? (double)count : 0;
}

static double count_impl(const implementation *impl)
{
    call c = {impl, {.alpha = 1}};
    return count_of(run_call, &c);
}

/* libmvec's user writes a loop and has the compiler vectorise it. */
START_TEST(libmvec_is_called_as_cheaply_as_by_a_vectorised_loop)
{
    static const char *const pairs[][2] = {{"exp/libmvec", "exp/libm_auto"},
                                           {"expm1/libmvec", "expm1/libm_auto"},
                                           {"log1p/libmvec", "log1p/libm_auto"},
                                           {"erf/libmvec", "erf/libm_auto"},
                                           {"tanh/libmvec", "tanh/libm_auto"},
                                           {"sigmoid/libmvec", "sigmoid/naive_auto"},
                                           {"elu/libmvec", "elu/expm1_auto"},
                                           {"exp/libmvec@avx2", "exp/libm_auto@avx2"},
                                           {"elu/libmvec@avx2", "elu/expm1_auto@avx2"},
                                           {"tanh/libmvec@avx2", "tanh/libm_auto@avx2"},
                                           {"sigmoid/libmvec@avx2", "sigmoid/naive_auto@avx2"}};
    for (size_t i = 0; i < LENGTH(pairs); i++)
        for (dtype type = DTYPE_F32; type <= DTYPE_F64; type++) {
            const implementation *shim = find(pairs[i][0], type), *loop = find(pairs[i][1], type);
            if (shim == NULL || loop == NULL)
                continue;
            fill(type);
            const double by_shim = count_impl(shim), by_loop = count_impl(loop);
            ck_assert_msg(by_shim <= allowed * by_loop, "%s: %s takes %g instructions, the loop %g", dtype_names[type],
                          pairs[i][0], by_shim, by_loop);
        }
}
END_TEST

#ifdef ACTBENCH_HAVE_XNNPACK
static void xnnpack_by_hand(void *operator)
{
    xnn_setup_sigmoid_nc_f32(operator, N, (const float *)(const void *)x, (float *)(void *)y, NULL);
    xnn_run_operator(operator, NULL);
}

START_TEST(xnnpack_is_called_as_cheaply_as_by_hand)
{
    xnn_operator_t operator;
    fill(DTYPE_F32);
    const double by_shim = count_impl(find("sigmoid/xnnpack", DTYPE_F32));
    ck_assert_int_eq(xnn_create_sigmoid_nc_f32(1, 1, 1, 0, &operator), xnn_status_success);
    ck_assert_double_le(by_shim, allowed * count_of(xnnpack_by_hand, operator));
    xnn_delete_operator(operator);
}
END_TEST
#else
START_TEST(xnnpack_is_called_as_cheaply_as_by_hand)
{
}
END_TEST
#endif

/* The others' users write a file of their own; it is compiled as they would. */
typedef void by_hand(const float *x, float *y, size_t n);

static void run_by_hand(void *argument)
{
    (*(by_hand **)argument)((const float *)(const void *)x, (float *)(void *)y, N);
}

/* Exported as these symbols: a name of the C library would be taken for it. */
static const char *const functions[][2] = {{"sigmoid", "sigmoid"}, {"tanh", "tanh_"}, {"exp", "exp_"}, {"elu", "elu"}};

static void compare_by_hand(const char *dir, const char *peer, const char *file, const char *flags)
{
    char command[1024], path[256];
    snprintf(path, sizeof path, "%s/%s.so", dir, peer);
    snprintf(command, sizeof command, "%s -O3 -DNDEBUG %s -shared -fPIC -o %s tests/impls/by_hand/%s",
             strstr(file, ".cpp") != NULL ? "g++ $(pkg-config --cflags eigen3)" : "gcc -fopenmp", flags, path, file);
    ck_assert_msg(system(command) == 0, "%s", command);
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    ck_assert_msg(library != NULL, "%s", dlerror());
    for (size_t i = 0; i < LENGTH(functions); i++) {
        char name[64];
        snprintf(name, sizeof name, "%s/%s", functions[i][0], peer);
        const implementation *shim = find(name, DTYPE_F32);
        by_hand *own;
        void *symbol = dlsym(library, functions[i][1]);
        memcpy(&own, &symbol, sizeof own);
        if (shim == NULL)
            continue;
        fill(DTYPE_F32);
        const double by_shim = count_impl(shim), by_user = count_of(run_by_hand, &own);
        ck_assert_msg(by_shim <= allowed * by_user, "%s takes %g instructions, its user's own call %g", name, by_shim,
                      by_user);
    }
}

static const struct {
    const char *peer, *file, *libraries;
} by_hands[] = {{"eigen", "eigen.cpp", ""}, {"onednn", "onednn.c", "-ldnnl"}, {"sleef_u10", "sleef.c", "-lsleef"}};

START_TEST(others_are_called_as_cheaply_as_by_hand)
{
    char *dir = scratch_new();
    const char *const widest =
        instruction_sets_available("avx512f") ? "-mavx512f -mavx512dq -mavx512bw -mavx512vl -mfma" : "-mavx2 -mfma";
    for (size_t i = 0; i < LENGTH(by_hands); i++) {
        char flags[128], name[64];
        snprintf(name, sizeof name, "sigmoid/%s", by_hands[i].peer);
        snprintf(flags, sizeof flags, "%s %s", by_hands[i].libraries, widest);
        if (find(name, DTYPE_F32) != NULL)
            compare_by_hand(dir, by_hands[i].peer, by_hands[i].file, flags);
    }
    scratch_free(dir);
}
END_TEST

/* Each version is what its name says: counts differ with the width of the vectors. */
START_TEST(versions_for_avx2_use_another_width)
{
    static const char *const peers[] = {"sigmoid/libmvec", "sigmoid/sleef_u10", "sigmoid/eigen", "sigmoid/xnnpack",
                                        "sigmoid/onednn"};
    fill(DTYPE_F32);
    for (size_t i = 0; i < LENGTH(peers); i++) {
        char narrow[64];
        snprintf(narrow, sizeof narrow, "%s@avx2", peers[i]);
        const implementation *widest = find(peers[i], DTYPE_F32), *avx2 = find(narrow, DTYPE_F32);
        if (widest == NULL || !instruction_sets_available("avx512f"))
            continue;
        ck_assert_msg(avx2 != NULL, "%s is not listed", narrow);
        const double wide_count = count_impl(widest), narrow_count = count_impl(avx2);
        ck_assert_msg(wide_count == 0 || narrow_count > 1.1 * wide_count, "%s: %g instructions, %g for AVX2", peers[i],
                      wide_count, narrow_count);
        ck_assert_msg(narrow_count <= 4 * wide_count, "%s: %g instructions, %g for AVX2", peers[i], wide_count,
                      narrow_count);
    }
}
END_TEST

START_TEST(every_peer_tells_its_library)
{
    size_t count;
    const implementation *const *all = registry_all(&count);
    for (size_t i = 0; i < count; i++)
        if (all[i]->origin == ORIGIN_PEER && all[i]->missing == NULL && all[i]->wrapped == NULL)
            ck_assert_msg(all[i]->library != NULL && strpbrk(all[i]->library, "0123456789") != NULL, "%s",
                          all[i]->name);
}
END_TEST

SUITE(shims, 120, libmvec_is_called_as_cheaply_as_by_a_vectorised_loop, xnnpack_is_called_as_cheaply_as_by_hand,
      others_are_called_as_cheaply_as_by_hand, versions_for_avx2_use_another_width, every_peer_tells_its_library);
