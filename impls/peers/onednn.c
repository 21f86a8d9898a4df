#include "onednn.h"

#ifdef ACTBENCH_HAVE_ONEDNN
#include "per_thread.h"

#include <dnnl.h>
#include <omp.h>

/* Whether the primitive takes the function's alpha. */
static const struct {
    dnnl_alg_kind_t algorithm;
    bool takes_alpha;
} kinds[ONEDNN_PRIMITIVES] = {
    [ONEDNN_SIGMOID] = {dnnl_eltwise_logistic, false}, [ONEDNN_TANH] = {dnnl_eltwise_tanh, false},
    [ONEDNN_RELU] = {dnnl_eltwise_relu, false},        [ONEDNN_LEAKY_RELU] = {dnnl_eltwise_relu, true},
    [ONEDNN_ELU] = {dnnl_eltwise_elu, true},           [ONEDNN_EXP] = {dnnl_eltwise_exp, false},
};

/* A primitive with the length and alpha that it was made for, and the two arrays it works on. */
typedef struct made_primitive {
    dnnl_primitive_t primitive;
    dnnl_memory_t source, destination;
    size_t n;
    double alpha;
} made_primitive;

typedef struct onednn_state {
    dnnl_engine_t engine;
    dnnl_stream_t stream;
    made_primitive made[ONEDNN_PRIMITIVES];
} onednn_state;

static tss_t state_key;

static void check(dnnl_status_t status)
{
    if (status != dnnl_success)
        abort();
}

static void unmake(made_primitive *m)
{
    if (m->primitive == NULL)
        return;
    dnnl_primitive_destroy(m->primitive);
    dnnl_memory_destroy(m->source);
    dnnl_memory_destroy(m->destination);
    *m = (made_primitive){0};
}

static void free_state(void *data)
{
    onednn_state *state = data;
    for (size_t i = 0; i < ONEDNN_PRIMITIVES; i++)
        unmake(&state->made[i]);
    dnnl_stream_destroy(state->stream);
    dnnl_engine_destroy(state->engine);
    free(state);
}

__attribute__((constructor)) static void begin(void)
{
    tss_create(&state_key, free_state);
}

static void make(const onednn_state *state, onednn_primitive which, size_t n, double alpha, made_primitive *m)
{
    const dnnl_dims_t dims = {(dnnl_dim_t)n};
    dnnl_memory_desc_t vector;
    dnnl_eltwise_desc_t eltwise;
    dnnl_primitive_desc_t description;
    check(dnnl_memory_desc_init_by_tag(&vector, 1, dims, dnnl_f32, dnnl_a));
    check(dnnl_eltwise_forward_desc_init(&eltwise, dnnl_forward_inference, kinds[which].algorithm, &vector,
                                         (float)alpha, 0));
    check(dnnl_primitive_desc_create(&description, &eltwise, NULL, state->engine, NULL));
    check(dnnl_primitive_create(&m->primitive, description));
    check(dnnl_primitive_desc_destroy(description));
    check(dnnl_memory_create(&m->source, &vector, state->engine, DNNL_MEMORY_NONE));
    check(dnnl_memory_create(&m->destination, &vector, state->engine, DNNL_MEMORY_NONE));
    m->n = n;
    m->alpha = alpha;
}

void onednn_run(onednn_primitive which, const float *x, float *y, size_t n, const params *p)
{
    if (n == 0)
        return;
    /* The thread pool's size belongs to the calling thread and is given back below. */
    const int threads = omp_get_max_threads();
    omp_set_num_threads(1);
    onednn_state *state = per_thread(state_key, sizeof *state);
    if (state->engine == NULL) {
        check(dnnl_engine_create(&state->engine, dnnl_cpu, 0));
        check(dnnl_stream_create(&state->stream, state->engine, dnnl_stream_default_flags));
    }
    const double alpha = kinds[which].takes_alpha ? p->alpha : 0;
    made_primitive *m = &state->made[which];
    if (m->primitive == NULL || m->n != n || m->alpha != alpha) {
        unmake(m);
        make(state, which, n, alpha, m);
    }
    check(dnnl_memory_set_data_handle(m->source, (void *)(uintptr_t)x));
    check(dnnl_memory_set_data_handle(m->destination, y));
    const dnnl_exec_arg_t arguments[] = {{DNNL_ARG_SRC, m->source}, {DNNL_ARG_DST, m->destination}};
    check(dnnl_primitive_execute(m->primitive, state->stream, 2, arguments));
    check(dnnl_stream_wait(state->stream));
    omp_set_num_threads(threads);
}
#endif
