#include "xnnpack.h"

#ifdef ACTBENCH_HAVE_XNNPACK
#include "per_thread.h"

#include <math.h>
#include <string.h>
#include <xnnpack.h>

/* An operator and the alpha it was created for. */
typedef struct cached_operator {
    xnn_operator_t operator;
    double alpha;
} cached_operator;

static tss_t state_key;

static void free_state(void *state)
{
    cached_operator *cached = state;
    for (size_t i = 0; i < XNNPACK_OPERATORS; i++)
        xnn_delete_operator(cached[i].operator);
    free(state);
}

__attribute__((constructor)) static void begin(void)
{
    tss_create(&state_key, free_state);
}

static enum xnn_status create(xnnpack_operator which, float alpha, xnn_operator_t *out)
{
    switch (which) {
    case XNNPACK_SIGMOID:
        return xnn_create_sigmoid_nc_f32(1, 1, 1, 0, out);
    case XNNPACK_RELU:
        return xnn_create_clamp_nc_f32(1, 1, 1, 0, INFINITY, 0, out);
    case XNNPACK_LEAKY_RELU:
        return xnn_create_leaky_relu_nc_f32(1, 1, 1, alpha, 0, out);
    case XNNPACK_ELU:
        return xnn_create_elu_nc_f32(1, 1, 1, alpha, 0, out);
    case XNNPACK_OPERATORS:
        break;
    }
    return xnn_status_invalid_parameter;
}

static enum xnn_status set_up(xnnpack_operator which, xnn_operator_t op, size_t n, const float *x, float *y)
{
    switch (which) {
    case XNNPACK_SIGMOID:
        return xnn_setup_sigmoid_nc_f32(op, n, x, y, NULL);
    case XNNPACK_RELU:
        return xnn_setup_clamp_nc_f32(op, n, x, y, NULL);
    case XNNPACK_LEAKY_RELU:
        return xnn_setup_leaky_relu_nc_f32(op, n, x, y, NULL);
    case XNNPACK_ELU:
        return xnn_setup_elu_nc_f32(op, n, x, y, NULL);
    case XNNPACK_OPERATORS:
        break;
    }
    return xnn_status_invalid_parameter;
}

static void check(enum xnn_status status)
{
    if (status != xnn_status_success)
        abort();
}

static xnn_operator_t operator_for(xnnpack_operator which, double alpha)
{
    cached_operator *cached = per_thread(state_key, XNNPACK_OPERATORS * sizeof *cached);
    cached_operator *c = &cached[which];
    if (c->operator!= NULL && c->alpha == alpha)
        return c->operator;
    check(xnn_initialize(NULL));
    xnn_delete_operator(c->operator);
    check(create(which, (float)alpha, &c->operator));
    c->alpha = alpha;
    return c->operator;
}

void xnnpack_run(xnnpack_operator which, const float *x, float *y, size_t n, const params *p)
{
    const xnn_operator_t op = operator_for(which, p->alpha);
    check(set_up(which, op, n, x, y));
    check(xnn_run_operator(op, NULL));
}
#endif
