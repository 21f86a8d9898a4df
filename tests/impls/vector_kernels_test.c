/* Our vector kernels: the dispatched one is the best that the machine has, the exact tier rounds the hardest
 * inputs right, results keep the function's order, and the path for large arrays gives what the others give. */
#include "reference/function.h"
#include "registry/registry.h"
#include "suite.h"
#include "support/length.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FOUND_MAX = 512, WINDOW = 1 << 15, SPREAD = 4099 };

static float of_bits(uint32_t bits)
{
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static uint32_t bits_of(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* All floats at a stride that is prime to the powers of two. */
static void spread(float x[SPREAD])
{
    for (uint32_t i = 0; i < SPREAD; i++)
        x[i] = of_bits(i * 1047967u);
}

/* The copy of impl, dispatched, for one instruction set; NULL if there is none that runs here. */
static const implementation *sibling(const implementation *impl, const char *set)
{
    char name[96];
    snprintf(name, sizeof name, "%s@%s", impl->name, set);
    const implementation *found[FOUND_MAX];
    const selection wanted = {.impl = name, .op = (int)impl->op, .dtype = (int)impl->dtype};
    const size_t count = registry_select(&wanted, found);
    return count == 1 && implementation_available(found[0]) ? found[0] : NULL;
}

static const implementation *best_sibling(const implementation *impl)
{
    static const char *const sets[] = {"avx512", "avx2", "neon", "portable"};
    for (size_t i = 0; i < LENGTH(sets); i++) {
        const implementation *found = sibling(impl, sets[i]);
        if (found != NULL)
            return found;
    }
    return NULL;
}

START_TEST(dispatch_calls_the_best_set)
{
    float x[SPREAD], y[SPREAD], z[SPREAD];
    spread(x);
    size_t count, compared = 0;
    const implementation *const *all = registry_all(&count);
    for (size_t i = 0; i < count; i++) {
        const implementation *best =
            all[i]->target == NULL && all[i]->origin == ORIGIN_OURS ? best_sibling(all[i]) : NULL;
        if (best == NULL || all[i]->dtype != DTYPE_F32)
            continue;
        const params p = params_of(best->function, DTYPE_F32, NULL);
        implementation_run(all[i], x, y, SPREAD, &p);
        implementation_run(best, x, z, SPREAD, &p);
        ck_assert_msg(memcmp(y, z, sizeof y) == 0, "%s is not %s", all[i]->name, best->name);
        compared++;
    }
    ck_assert_uint_ge(compared, 24);
}
END_TEST

/* Inputs whose exact result lies within 2^-25 ulp of a midpoint of floats, and that result rounded by MPFR;
 * and for alpha = -1/2, products that are midpoints themselves, which the exact result stays inside of. */
static const struct hard_case {
    const char *function;
    op op;
    double alpha;
    uint32_t x, y;
} hard_cases[] = {
    {"sigmoid", OP_FORWARD, 1, 0xC2B2E798, 0x000F6DCE},     {"sigmoid", OP_FORWARD, 1, 0xB809C000, 0x3EFFFEED},
    {"sigmoid", OP_FORWARD, 1, 0xB7FF8000, 0x3EFFFF01},     {"sigmoid", OP_FORWARD, 1, 0xB7EB8000, 0x3EFFFF15},
    {"sigmoid", OP_FORWARD, 1, 0xB7D78000, 0x3EFFFF29},     {"sigmoid", OP_FORWARD, 1, 0xB7C38000, 0x3EFFFF3D},
    {"sigmoid", OP_FORWARD, 1, 0xB7AF8000, 0x3EFFFF51},     {"sigmoid", OP_FORWARD, 1, 0xB79B8000, 0x3EFFFF65},
    {"sigmoid", OP_FORWARD, 1, 0xB7878000, 0x3EFFFF79},     {"sigmoid", OP_FORWARD, 1, 0xB7670000, 0x3EFFFF8D},
    {"sigmoid", OP_FORWARD, 1, 0xB73F0000, 0x3EFFFFA1},     {"sigmoid", OP_FORWARD, 1, 0xB7170000, 0x3EFFFFB5},
    {"sigmoid", OP_FORWARD, 1, 0xB6DE0000, 0x3EFFFFC9},     {"sigmoid", OP_FORWARD, 1, 0xB68E0000, 0x3EFFFFDD},
    {"sigmoid", OP_FORWARD, 1, 0xB5F80000, 0x3EFFFFF1},     {"sigmoid", OP_FORWARD, 1, 0x35900000, 0x3F000004},
    {"sigmoid", OP_FORWARD, 1, 0x36C40000, 0x3F000018},     {"sigmoid", OP_FORWARD, 1, 0x37320000, 0x3F00002C},
    {"sigmoid", OP_FORWARD, 1, 0x37810000, 0x3F000040},     {"sigmoid", OP_FORWARD, 1, 0x37A90000, 0x3F000054},
    {"sigmoid", OP_FORWARD, 1, 0x37D10000, 0x3F000068},     {"sigmoid", OP_FORWARD, 1, 0x37F90000, 0x3F00007C},
    {"sigmoid", OP_FORWARD, 1, 0x38108000, 0x3F000090},     {"sigmoid", OP_FORWARD, 1, 0x38248000, 0x3F0000A4},
    {"tanh", OP_FORWARD, 1, 0xC0ACB4D0, 0xBF7FFD50},        {"tanh", OP_FORWARD, 1, 0xBEEE0566, 0xBEDE3CBE},
    {"tanh", OP_FORWARD, 1, 0xBCD41B91, 0xBCD40F70},        {"tanh", OP_FORWARD, 1, 0xBAC37DE2, 0xBAC37DD9},
    {"tanh", OP_FORWARD, 1, 0x3AC37DE2, 0x3AC37DD9},        {"tanh", OP_FORWARD, 1, 0x3CD41B91, 0x3CD40F70},
    {"tanh", OP_FORWARD, 1, 0x3EEE0566, 0x3EDE3CBE},        {"tanh", OP_FORWARD, 1, 0x40ACB4D0, 0x3F7FFD50},
    {"elu", OP_FORWARD, 1, 0xC169EE19, 0xBF7FFFF8},         {"elu", OP_FORWARD, 1, 0xBDB4065D, 0xBDAC56E0},
    {"elu", OP_FORWARD, 1, 0xBCDE0D30, 0xBCDB11AE},         {"elu", OP_FORWARD, 1, 0xBCD475D0, 0xBCD1BA92},
    {"elu", OP_FORWARD, 1, 0xBB7B3B6C, 0xBB7AC04E},         {"elu", OP_FORWARD, 1, 0xB675CBFC, 0xB675CBDF},
    {"elu", OP_FORWARD, 1, 0xB3800000, 0xB3800000},         {"elu", OP_FORWARD, -0.5, 0x80000001, 0x00000000},
    {"elu", OP_FORWARD, -0.5, 0x80000003, 0x00000001},      {"elu", OP_FORWARD, -0.5, 0x80000007, 0x00000003},
    {"exp", OP_FORWARD, 1, 0xC2B2E798, 0x000F6DCE},         {"exp", OP_FORWARD, 1, 0xC13D6631, 0x36F28E33},
    {"exp", OP_FORWARD, 1, 0xBC2A461A, 0x3F7D5A6E},         {"exp", OP_FORWARD, 1, 0xBBB70EE8, 0x3F7E92E8},
    {"exp", OP_FORWARD, 1, 0xB3000000, 0x3F800000},         {"exp", OP_FORWARD, 1, 0x33800000, 0x3F800001},
    {"exp", OP_FORWARD, 1, 0x34DFFFFD, 0x3F800004},         {"exp", OP_FORWARD, 1, 0x35F7FFF1, 0x3F800010},
    {"exp", OP_FORWARD, 1, 0x36FDFFC1, 0x3F800040},         {"exp", OP_FORWARD, 1, 0x383A3EF1, 0x3F800175},
    {"exp", OP_FORWARD, 1, 0x38E69CC1, 0x3F80039A},         {"exp", OP_FORWARD, 1, 0x39E5BB1D, 0x3F800E5D},
    {"sigmoid", OP_GRADIENT, 1, 0xC2B2E798, 0x000F6DCE},    {"sigmoid", OP_GRADIENT, 1, 0xC05F584A, 0x3CEB57E9},
    {"sigmoid", OP_GRADIENT, 1, 0xBEF4FB33, 0x3E71E3A1},    {"sigmoid", OP_GRADIENT, 1, 0xBA1CC471, 0x3E7FFFFE},
    {"sigmoid", OP_GRADIENT, 1, 0x39B504F3, 0x3E800000},    {"sigmoid", OP_GRADIENT, 1, 0x3DA1F8C0, 0x3E7F99A0},
    {"sigmoid", OP_GRADIENT, 1, 0x40154F1E, 0x3DA5170A},    {"sigmoid", OP_GRADIENT, 1, 0x40906C43, 0x3C2FBEE6},
    {"tanh", OP_GRADIENT, 1, 0xC0106C43, 0x3D2FBEE6},       {"tanh", OP_GRADIENT, 1, 0xBFDF584A, 0x3DEB57E9},
    {"tanh", OP_GRADIENT, 1, 0xBF954F1E, 0x3EA5170A},       {"tanh", OP_GRADIENT, 1, 0xBE74FB33, 0x3F71E3A1},
    {"tanh", OP_GRADIENT, 1, 0xBD21F8C0, 0x3F7F99A0},       {"tanh", OP_GRADIENT, 1, 0xB99CC471, 0x3F7FFFFE},
    {"tanh", OP_GRADIENT, 1, 0xB93504F3, 0x3F800000},       {"tanh", OP_GRADIENT, 1, 0x393504F3, 0x3F800000},
    {"silu", OP_FORWARD, 1, 0x00000003, 0x00000002},        {"silu", OP_FORWARD, 1, 0x80000003, 0x80000001},
    {"silu", OP_FORWARD, 1, 0x00800001, 0x00400001},        {"silu", OP_FORWARD, 1, 0x80800001, 0x80400000},
    {"silu", OP_FORWARD, 1, 0x00FFFFFF, 0x00800000},        {"silu", OP_FORWARD, 1, 0x34000000, 0x33800000},
    {"gelu", OP_FORWARD, 1, 0x00000003, 0x00000002},        {"gelu", OP_FORWARD, 1, 0x80000003, 0x80000001},
    {"gelu", OP_FORWARD, 1, 0x37B0A46F, 0x3730A531},        {"gelu", OP_FORWARD, 1, 0xB7B0A46F, 0xB730A3AD},
    {"gelu_tanh", OP_FORWARD, 1, 0x00000003, 0x00000002},   {"gelu_tanh", OP_FORWARD, 1, 0x80000003, 0x80000001},
    {"mish", OP_FORWARD, 1, 0xB3A00000, 0xB33FFFFF},        {"expm1", OP_FORWARD, 1, 0x3DC252DD, 0x3DCBD76B},
    {"log1p", OP_FORWARD, 1, 0xB53FFFFD, 0xB5400001},       {"log1p", OP_FORWARD, 1, 0x35400003, 0x353FFFFF},
    {"log1p", OP_FORWARD, 1, 0x3710001B, 0x370FFFF3},       {"log1p", OP_FORWARD, 1, 0x3EFD81AD, 0x3ECDEEE1},
    {"log1p", OP_FORWARD, 1, 0x41078FEB, 0x400FE5E7},       {"log1p", OP_FORWARD, 1, 0x65D890D3, 0x4254D1F9},
    {"log1p", OP_FORWARD, 1, 0x6F31A8EC, 0x42845A89},       {"log1p", OP_FORWARD, 1, 0xB70FFFE5, 0xB710000D},
    {"log1p", OP_FORWARD, 1, 0xBB0EC8C4, 0xBB0EF0A5},       {"softplus", OP_FORWARD, 1, 0x39EA41D0, 0x3F3180BD},
    {"log_sigmoid", OP_FORWARD, 1, 0xB9EA41D0, 0xBF3180BD},
};

START_TEST(exact_tier_rounds_the_hardest_inputs)
{
    for (size_t i = 0; i < LENGTH(hard_cases); i++) {
        const struct hard_case *c = &hard_cases[i];
        const implementation *found[FOUND_MAX];
        const selection wanted = {c->function, "exact*", (int)c->op, DTYPE_F32};
        const size_t count = registry_select(&wanted, found);
        ck_assert_uint_ge(count, 2);
        for (size_t k = 0; k < count; k++) {
            if (!implementation_available(found[k]))
                continue;
            const float x = of_bits(c->x);
            float y;
            implementation_run(found[k], &x, &y, 1, &(params){.alpha = c->alpha, .beta = 1});
            ck_assert_msg(bits_of(y) == c->y, "%s at %a: %a instead of %a", found[k]->name, (double)x, (double)y,
                          (double)of_bits(c->y));
        }
    }
}
END_TEST

/* Where tables, polynomials and branches meet, and where the functions are flat. */
static const float windows[] = {0.03F,  0.0433F, 0.0866F, 0.125F, 0.1875F, 0.3466F, 0.375F, 0.55F, 0.6931F,
                                1.375F, 2,       3.375F,  5,      7.375F,  8.375F,  8.7F,   9,     12,
                                16.6F,  17.3F,   30,      60,     87.3F,   88.7F,   100,    103.9F};

static void assert_rises(const implementation *impl, const float *x)
{
    static float y[WINDOW];
    const params p = params_of(impl->function, DTYPE_F32, NULL);
    implementation_run(impl, x, y, WINDOW, &p);
    /* (An assertion that holds costs a system call. Below its domain log1p is NaN.) */
    for (int i = 1; i < WINDOW; i++)
        if (!(y[i - 1] <= y[i]) && y[i - 1] == y[i - 1])
            ck_abort_msg("%s falls from %a to %a at %a", impl->name, (double)y[i - 1], (double)y[i], (double)x[i]);
}

static bool runs_here(const implementation *impl)
{
    return impl->origin == ORIGIN_OURS && implementation_available(impl);
}

static bool turns(const implementation *impl)
{
    const params p = params_of(impl->function, DTYPE_F32, NULL);
    const op_traits traits = impl->function->ops[impl->op].traits(&p);
    return traits.turns[0][0].above != 0 || traits.turns[1][0].above != 0;
}

/* Their polynomials' roundings show where neighbouring results lie closer than those. */
static bool steps_back(const implementation *impl)
{
    return strncmp(impl->name, "softplus/fast", 13) == 0 || strncmp(impl->name, "log_sigmoid/fast", 16) == 0;
}

static void check_order(const implementation *impl)
{
    static float up[WINDOW], down[WINDOW];
    for (size_t w = 0; w < LENGTH(windows); w++) {
        for (uint32_t i = 0; i < WINDOW; i++) {
            up[i] = of_bits(bits_of(windows[w]) - WINDOW / 2 + i);
            down[WINDOW - 1 - i] = -up[i];
        }
        assert_rises(impl, up);
        assert_rises(impl, down);
    }
}

START_TEST(results_keep_the_order)
{
    const implementation *found[FOUND_MAX];
    const size_t count = registry_select(&(selection){.impl = "*@*", .op = OP_FORWARD, .dtype = DTYPE_F32}, found);
    for (size_t i = 0; i < count; i++)
        if (runs_here(found[i]) && !turns(found[i]) && !steps_back(found[i]))
            check_order(found[i]);
    ck_assert_uint_ge(count, 16);
}
END_TEST

/* More bytes than map.h keeps in the caches, an output that is not aligned, and a remainder. */
START_TEST(large_arrays_give_the_same_results)
{
    const size_t n = ((size_t)25 << 20) / sizeof(float) + 13, margin = 16, piece = 4093;
    float *x = malloc(n * sizeof *x), *y = malloc((n + 2 * margin) * sizeof *y), part[4093];
    for (size_t i = 0; i < n; i++)
        x[i] = (float)((double)(i * 2654435761u % 65536) / 2048 - 16);
    const implementation *found[FOUND_MAX];
    const size_t count = registry_select(&(selection){.impl = "*@*", .op = OP_FORWARD, .dtype = DTYPE_F32}, found);
    for (size_t k = 0; k < count; k++) {
        if (!runs_here(found[k]))
            continue;
        float *const out = y + margin + 3;
        for (size_t i = 0; i < n + 2 * margin; i++)
            y[i] = 7;
        implementation_run(found[k], x, out, n, &(params){.alpha = 1});
        for (size_t i = 0; i < n; i += piece) {
            const size_t m = n - i < piece ? n - i : piece;
            implementation_run(found[k], x + i, part, m, &(params){.alpha = 1});
            ck_assert_msg(memcmp(part, out + i, m * sizeof *part) == 0, "%s: piece at %zu", found[k]->name, i);
        }
        ck_assert(out[-1] == 7 && out[n] == 7);
    }
    free(x);
    free(y);
}
END_TEST

/* Stretches near 0, of zeros, far out, and near 0 with others between: the exact tier chooses its way by what
 * stands around an input. */
static float of_stretch(size_t i)
{
    const float near = of_bits(0x38000000u + (uint32_t)i * 2053u % 0x04000000u), side = i % 3 == 0 ? -1 : 1;
    switch (i / 3000 % 5) {
    case 0:
        return side * near;
    case 1:
        return side * 0.0F;
    case 2:
        return side * (70 + near);
    case 3:
        return i % 41 == 0 ? side * 3 : side * near;
    default:
        return side * near * 64;
    }
}

START_TEST(exact_results_do_not_depend_on_neighbours)
{
    enum { N = 33000 };
    static float x[N], y[N];
    for (size_t i = 0; i < N; i++)
        x[i] = of_stretch(i);
    const implementation *found[FOUND_MAX];
    const size_t count = registry_select(&(selection){.impl = "exact@*", .op = OP_FORWARD, .dtype = DTYPE_F32}, found);
    for (size_t k = 0; k < count; k++) {
        if (!runs_here(found[k]))
            continue;
        const params p = params_of(found[k]->function, found[k]->dtype, NULL);
        implementation_run(found[k], x, y, N, &p);
        for (size_t i = 0; i < N; i++) {
            float alone;
            implementation_run(found[k], x + i, &alone, 1, &p);
            if (bits_of(alone) != bits_of(y[i]))
                ck_abort_msg("%s at %a: %a alone, %a among others", found[k]->name, (double)x[i], (double)alone,
                             (double)y[i]);
        }
    }
    ck_assert_uint_ge(count, 12);
}
END_TEST

SUITE(vector_kernels, 120, dispatch_calls_the_best_set, exact_tier_rounds_the_hardest_inputs, results_keep_the_order,
      large_arrays_give_the_same_results, exact_results_do_not_depend_on_neighbours);
