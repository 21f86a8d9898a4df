#include "onednn.h"

#ifdef ACTBENCH_HAVE_ONEDNN
#include "library_copy.h"
#include "per_thread.h"
#include "support/length.h"

#include <dnnl.h>
#include <omp.h>

/* What is used of the library. */
#define ONEDNN_FUNCTIONS(of)                                                                                           \
    of(dnnl_set_max_cpu_isa) of(dnnl_engine_create) of(dnnl_engine_destroy) of(dnnl_stream_create)                     \
        of(dnnl_stream_destroy) of(dnnl_stream_wait) of(dnnl_memory_create) of(dnnl_memory_destroy)                    \
            of(dnnl_memory_set_data_handle) of(dnnl_memory_desc_init_by_tag) of(dnnl_eltwise_forward_desc_init)        \
                of(dnnl_eltwise_backward_desc_init) of(dnnl_primitive_desc_create) of(dnnl_primitive_desc_destroy)     \
                    of(dnnl_primitive_create) of(dnnl_primitive_destroy) of(dnnl_primitive_execute)
#define POINTER(function) __typeof__(&(function)) function;
#define DIRECT(function)  .function = function,
#define IN_COPY(function) {#function, offsetof(onednn, function)},

typedef struct onednn {
    ONEDNN_FUNCTIONS(POINTER)
} onednn;

static onednn libraries[ONEDNN_LIBRARIES] = {[ONEDNN_WIDEST] = {ONEDNN_FUNCTIONS(DIRECT)}};

/* The primitives, and which of the function's parameters each takes for its own alpha. */
static const struct {
    dnnl_alg_kind_t algorithm;
    int takes; /* a parameter; negative: none */
} kinds[ONEDNN_PRIMITIVES] = {
    [ONEDNN_SIGMOID] = {dnnl_eltwise_logistic, -1},
    [ONEDNN_TANH] = {dnnl_eltwise_tanh, -1},
    [ONEDNN_RELU] = {dnnl_eltwise_relu, -1},
    [ONEDNN_LEAKY_RELU] = {dnnl_eltwise_relu, PARAMETER_ALPHA},
    [ONEDNN_ELU] = {dnnl_eltwise_elu, PARAMETER_ALPHA},
    [ONEDNN_EXP] = {dnnl_eltwise_exp, -1},
    [ONEDNN_SILU] = {dnnl_eltwise_swish, PARAMETER_BETA},
    [ONEDNN_GELU] = {dnnl_eltwise_gelu_erf, -1},
    [ONEDNN_GELU_TANH] = {dnnl_eltwise_gelu_tanh, -1},
    [ONEDNN_SOFTPLUS] = {dnnl_eltwise_soft_relu, -1},
    [ONEDNN_LOG_SIGMOID] = {dnnl_eltwise_logsigmoid, -1},
    [ONEDNN_MISH] = {dnnl_eltwise_mish, -1},
    [ONEDNN_HARDSWISH] = {dnnl_eltwise_hardswish, -1},
};

enum { DIRECTIONS = OP_GRADIENT + 1, ARGUMENTS = 3 };

/* What each pass is given, in the order x, y and, backward, the ones. */
static const int argument_ids[DIRECTIONS][ARGUMENTS] = {
    [OP_FORWARD] = {DNNL_ARG_SRC, DNNL_ARG_DST},
    [OP_GRADIENT] = {DNNL_ARG_SRC, DNNL_ARG_DIFF_SRC, DNNL_ARG_DIFF_DST},
};

/* A primitive with the length and alpha that it was made for, and the arrays it works on. */
typedef struct made_primitive {
    dnnl_primitive_t primitive;
    dnnl_exec_arg_t arguments[ARGUMENTS];
    int argument_count;
    float *ones;
    size_t n;
    double alpha;
} made_primitive;

typedef struct onednn_state {
    const onednn *library;
    dnnl_engine_t engine;
    dnnl_stream_t stream;
    made_primitive made[ONEDNN_PRIMITIVES][DIRECTIONS];
} onednn_state;

static tss_t state_key;

static void check(dnnl_status_t status)
{
    if (status != dnnl_success)
        abort();
}

static void unmake(const onednn *library, made_primitive *m)
{
    if (m->primitive == NULL)
        return;
    library->dnnl_primitive_destroy(m->primitive);
    for (int i = 0; i < m->argument_count; i++)
        library->dnnl_memory_destroy(m->arguments[i].memory);
    free(m->ones);
    *m = (made_primitive){0};
}

static void free_state(void *data)
{
    onednn_state *states = data;
    for (onednn_state *state = states; state < states + ONEDNN_LIBRARIES; state++) {
        if (state->library == NULL)
            continue;
        for (size_t i = 0; i < ONEDNN_PRIMITIVES; i++)
            for (size_t d = 0; d < DIRECTIONS; d++)
                unmake(state->library, &state->made[i][d]);
        state->library->dnnl_stream_destroy(state->stream);
        state->library->dnnl_engine_destroy(state->engine);
    }
    free(states);
}

__attribute__((constructor)) static void begin(void)
{
    tss_create(&state_key, free_state);
}

static once_flag avx2_once = ONCE_FLAG_INIT;

static void load_avx2(void)
{
    static const library_function functions[] = {ONEDNN_FUNCTIONS(IN_COPY)};
    onednn *library = &libraries[ONEDNN_AVX2];
    library_copy_open(functions, LENGTH(functions), library);
    check(library->dnnl_set_max_cpu_isa(dnnl_cpu_isa_avx2));
}

/* The calling thread's state with that library. */
static onednn_state *state_of(onednn_library which)
{
    onednn_state *states = per_thread(state_key, ONEDNN_LIBRARIES * sizeof *states), *state = &states[which];
    if (state->library == NULL) {
        if (which == ONEDNN_AVX2)
            call_once(&avx2_once, load_avx2);
        state->library = &libraries[which];
        check(state->library->dnnl_engine_create(&state->engine, dnnl_cpu, 0));
        check(state->library->dnnl_stream_create(&state->stream, state->engine, dnnl_stream_default_flags));
    }
    return state;
}

static float *ones_new(size_t n)
{
    float *ones = malloc(n * sizeof *ones);
    if (ones == NULL)
        abort();
    for (size_t i = 0; i < n; i++)
        ones[i] = 1;
    return ones;
}

/* The description of a pass; a backward one is made with a forward one as a hint. */
static dnnl_primitive_desc_t describe(const onednn_state *state, onednn_primitive which, op direction,
                                      const dnnl_memory_desc_t *vector, float alpha)
{
    const onednn *library = state->library;
    dnnl_eltwise_desc_t eltwise;
    dnnl_primitive_desc_t forward, backward;
    check(library->dnnl_eltwise_forward_desc_init(&eltwise, dnnl_forward_training, kinds[which].algorithm, vector,
                                                  alpha, 0));
    check(library->dnnl_primitive_desc_create(&forward, &eltwise, NULL, state->engine, NULL));
    if (direction == OP_FORWARD)
        return forward;
    check(library->dnnl_eltwise_backward_desc_init(&eltwise, kinds[which].algorithm, vector, vector, alpha, 0));
    check(library->dnnl_primitive_desc_create(&backward, &eltwise, NULL, state->engine, forward));
    check(library->dnnl_primitive_desc_destroy(forward));
    return backward;
}

static void make(const onednn_state *state, onednn_primitive which, op direction, size_t n, double alpha,
                 made_primitive *m)
{
    const onednn *library = state->library;
    const dnnl_dims_t dims = {(dnnl_dim_t)n};
    dnnl_memory_desc_t vector;
    check(library->dnnl_memory_desc_init_by_tag(&vector, 1, dims, dnnl_f32, dnnl_a));
    const dnnl_primitive_desc_t description = describe(state, which, direction, &vector, (float)alpha);
    check(library->dnnl_primitive_create(&m->primitive, description));
    check(library->dnnl_primitive_desc_destroy(description));
    m->argument_count = direction == OP_FORWARD ? 2 : 3;
    m->ones = direction == OP_FORWARD ? NULL : ones_new(n);
    for (int i = 0; i < m->argument_count; i++) {
        m->arguments[i].arg = argument_ids[direction][i];
        check(library->dnnl_memory_create(&m->arguments[i].memory, &vector, state->engine,
                                          i == 2 ? m->ones : DNNL_MEMORY_NONE));
    }
    m->n = n;
    m->alpha = alpha;
}

static void execute(const onednn_state *state, made_primitive *m, const float *x, float *y)
{
    const onednn *library = state->library;
    check(library->dnnl_memory_set_data_handle(m->arguments[0].memory, (void *)(uintptr_t)x));
    check(library->dnnl_memory_set_data_handle(m->arguments[1].memory, y));
    check(library->dnnl_primitive_execute(m->primitive, state->stream, m->argument_count, m->arguments));
    check(library->dnnl_stream_wait(state->stream));
}

void onednn_run(onednn_library library, onednn_primitive which, op direction, const float *x, float *y, size_t n,
                const params *p)
{
    if (n == 0)
        return;
    /* The number of threads belongs to the calling thread and is given back below. */
    const int threads = omp_get_max_threads();
    omp_set_num_threads(1);
    onednn_state *state = state_of(library);
    const double alpha = kinds[which].takes >= 0 ? p->value[kinds[which].takes] : 0;
    made_primitive *m = &state->made[which][direction];
    if (m->primitive == NULL || m->n != n || m->alpha != alpha) {
        unmake(state->library, m);
        make(state, which, direction, n, alpha, m);
    }
    execute(state, m, x, y);
    omp_set_num_threads(threads);
}
#endif
