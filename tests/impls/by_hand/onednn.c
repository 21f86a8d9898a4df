/* oneDNN as its user calls it: a primitive that is made once, and executed on arrays that change. */
#include <dnnl.h>
#include <omp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

static void check(dnnl_status_t status)
{
    if (status != dnnl_success)
        abort();
}

static dnnl_stream_t stream;

static dnnl_primitive_t make(dnnl_alg_kind_t kind, float alpha, size_t n, dnnl_exec_arg_t arguments[2])
{
    const dnnl_dims_t dims = {(dnnl_dim_t)n};
    dnnl_memory_desc_t vector;
    dnnl_eltwise_desc_t eltwise;
    dnnl_primitive_desc_t description;
    dnnl_primitive_t primitive;
    dnnl_engine_t engine;
    check(dnnl_engine_create(&engine, dnnl_cpu, 0));
    check(dnnl_stream_create(&stream, engine, dnnl_stream_default_flags));
    check(dnnl_memory_desc_init_by_tag(&vector, 1, dims, dnnl_f32, dnnl_a));
    check(dnnl_eltwise_forward_desc_init(&eltwise, dnnl_forward_inference, kind, &vector, alpha, 0));
    check(dnnl_primitive_desc_create(&description, &eltwise, NULL, engine, NULL));
    check(dnnl_primitive_create(&primitive, description));
    for (int i = 0; i < 2; i++) {
        arguments[i].arg = i == 0 ? DNNL_ARG_SRC : DNNL_ARG_DST;
        check(dnnl_memory_create(&arguments[i].memory, &vector, engine, DNNL_MEMORY_NONE));
    }
    return primitive;
}

#define BY_HAND(name, kind, alpha)                                                                                     \
    void name(const float *x, float *y, size_t n)                                                                      \
    {                                                                                                                  \
        static dnnl_exec_arg_t arguments[2];                                                                           \
        static dnnl_primitive_t primitive;                                                                             \
        omp_set_num_threads(1);                                                                                        \
        if (primitive == NULL)                                                                                         \
            primitive = make(kind, alpha, n, arguments);                                                               \
        check(dnnl_memory_set_data_handle(arguments[0].memory, (void *)(uintptr_t)x));                                 \
        check(dnnl_memory_set_data_handle(arguments[1].memory, y));                                                    \
        check(dnnl_primitive_execute(primitive, stream, 2, arguments));                                                \
        check(dnnl_stream_wait(stream));                                                                               \
    }

BY_HAND(sigmoid, dnnl_eltwise_logistic, 0)
BY_HAND(tanh_, dnnl_eltwise_tanh, 0)
BY_HAND(exp_, dnnl_eltwise_exp, 0)
BY_HAND(elu, dnnl_eltwise_elu, 1)
