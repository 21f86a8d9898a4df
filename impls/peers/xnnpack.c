#define _GNU_SOURCE /* RTLD_DEFAULT */
#include "xnnpack.h"

#ifdef ACTBENCH_HAVE_XNNPACK
#include "library_copy.h"
#include "per_thread.h"
#include "support/length.h"

#include <cpuinfo.h>
#include <dlfcn.h>
#include <math.h>
#include <string.h>
#include <xnnpack.h>

/* What is used of the library. */
#define XNNPACK_FUNCTIONS(of)                                                                                          \
    of(xnn_initialize) of(xnn_run_operator) of(xnn_delete_operator) of(xnn_create_sigmoid_nc_f32)                      \
        of(xnn_create_clamp_nc_f32) of(xnn_create_leaky_relu_nc_f32) of(xnn_create_elu_nc_f32)                         \
            of(xnn_setup_sigmoid_nc_f32) of(xnn_setup_clamp_nc_f32) of(xnn_setup_leaky_relu_nc_f32)                    \
                of(xnn_setup_elu_nc_f32)
#define POINTER(function) __typeof__(&(function)) function;
#define DIRECT(function)  .function = function,
#define IN_COPY(function) {#function, offsetof(xnnpack, function)},

typedef struct xnnpack {
    XNNPACK_FUNCTIONS(POINTER)
} xnnpack;

static xnnpack libraries[XNNPACK_LIBRARIES] = {[XNNPACK_WIDEST] = {XNNPACK_FUNCTIONS(DIRECT)}};

/* An operator and the alpha it was created for. */
typedef struct cached_operator {
    xnn_operator_t operator;
    double alpha;
} cached_operator;

static tss_t state_key;

static void free_state(void *state)
{
    cached_operator *cached = state;
    for (size_t l = 0; l < XNNPACK_LIBRARIES; l++)
        for (size_t i = 0; i < XNNPACK_OPERATORS; i++)
            if (cached[l * XNNPACK_OPERATORS + i].operator!= NULL)
                libraries[l].xnn_delete_operator(cached[l * XNNPACK_OPERATORS + i].operator);
    free(state);
}

__attribute__((constructor)) static void begin(void)
{
    tss_create(&state_key, free_state);
}

static void check(enum xnn_status status)
{
    if (status != xnn_status_success)
        abort();
}

static void initialize_widest(void)
{
    check(xnn_initialize(NULL));
}

/* The library chooses its kernels when it is initialised, by what cpuinfo says of the machine. */
static void initialize_avx2(void)
{
    static const library_function functions[] = {XNNPACK_FUNCTIONS(IN_COPY)};
    library_copy_open(functions, LENGTH(functions), &libraries[XNNPACK_AVX2]);
    cpuinfo_initialize();
#ifdef __x86_64__
    /* (Named directly, the variable would be copied into this program, where the second library does not look.) */
    struct cpuinfo_x86_isa *sets = dlsym(RTLD_DEFAULT, "cpuinfo_isa");
    const struct cpuinfo_x86_isa machine = *sets;
    sets->avx512f = sets->avx512cd = sets->avx512dq = sets->avx512bw = sets->avx512vl = false;
#endif
    const enum xnn_status status = libraries[XNNPACK_AVX2].xnn_initialize(NULL);
#ifdef __x86_64__
    *sets = machine;
#endif
    check(status);
}

static const xnnpack *library_of(xnnpack_library which)
{
    static once_flag once[XNNPACK_LIBRARIES] = {ONCE_FLAG_INIT, ONCE_FLAG_INIT};
    static void (*const initialize[XNNPACK_LIBRARIES])(void) = {initialize_widest, initialize_avx2};
    /* One after the other: the second changes for a moment what the first reads. */
    call_once(&once[XNNPACK_WIDEST], initialize[XNNPACK_WIDEST]);
    call_once(&once[which], initialize[which]);
    return &libraries[which];
}

static enum xnn_status create(const xnnpack *library, xnnpack_operator which, float alpha, xnn_operator_t *out)
{
    switch (which) {
    case XNNPACK_SIGMOID:
        return library->xnn_create_sigmoid_nc_f32(1, 1, 1, 0, out);
    case XNNPACK_RELU:
        return library->xnn_create_clamp_nc_f32(1, 1, 1, 0, INFINITY, 0, out);
    case XNNPACK_LEAKY_RELU:
        return library->xnn_create_leaky_relu_nc_f32(1, 1, 1, alpha, 0, out);
    case XNNPACK_ELU:
        return library->xnn_create_elu_nc_f32(1, 1, 1, alpha, 0, out);
    case XNNPACK_OPERATORS:
        break;
    }
    return xnn_status_invalid_parameter;
}

static enum xnn_status set_up(const xnnpack *library, xnnpack_operator which, xnn_operator_t op, size_t n,
                              const float *x, float *y)
{
    switch (which) {
    case XNNPACK_SIGMOID:
        return library->xnn_setup_sigmoid_nc_f32(op, n, x, y, NULL);
    case XNNPACK_RELU:
        return library->xnn_setup_clamp_nc_f32(op, n, x, y, NULL);
    case XNNPACK_LEAKY_RELU:
        return library->xnn_setup_leaky_relu_nc_f32(op, n, x, y, NULL);
    case XNNPACK_ELU:
        return library->xnn_setup_elu_nc_f32(op, n, x, y, NULL);
    case XNNPACK_OPERATORS:
        break;
    }
    return xnn_status_invalid_parameter;
}

void xnnpack_run(xnnpack_library which_library, xnnpack_operator which, const float *x, float *y, size_t n,
                 const params *p)
{
    cached_operator *cached = per_thread(state_key, XNNPACK_LIBRARIES * XNNPACK_OPERATORS * sizeof *cached);
    cached_operator *c = &cached[which_library * XNNPACK_OPERATORS + which];
    const xnnpack *library = &libraries[which_library];
    if (c->operator== NULL || c->alpha != p->alpha) {
        library = library_of(which_library);
        if (c->operator!= NULL)
            library->xnn_delete_operator(c->operator);
        check(create(library, which, (float)p->alpha, &c->operator));
        c->alpha = p->alpha;
    }
    check(set_up(library, which, c->operator, n, x, y));
    check(library->xnn_run_operator(c->operator, NULL));
}
#endif
