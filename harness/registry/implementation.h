/* What an implementation is: the only header that files under impls/ include.
 *
 * A file in impls/FUNCTION/ describes itself with one entry per (op, dtype) it computes:
 *
 *     static void kernel(const float *x, float *y, size_t n, const params *p) { ... }
 *     REGISTER(.name = "sigmoid/mine", .op = OP_FORWARD, .dtype = DTYPE_F32, .kernel.f32 = kernel,
 *              .isa = "avx2 fma", .source = "where the method comes from", .bound_ulp = 4);
 *
 * Dropping the file into impls/FUNCTION/ is all that registers it.
 *
 * A kernel works elementwise on any n (0 included) and any alignment; x == y is allowed, no other overlap. It
 * reads and writes nothing outside the n elements and leaves rounding mode, FTZ/DAZ and trapping as it found
 * them. */
#ifndef ACTBENCH_IMPLEMENTATION_H
#define ACTBENCH_IMPLEMENTATION_H

#include "registry/narrow.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The parameters that a function may have. */
typedef enum parameter { PARAMETER_ALPHA, PARAMETER_BETA, PARAMETER_COUNT } parameter;

/* Their values, by name or by number, each representable in the dtype of the kernel that is called with them. */
typedef struct params {
    union {
        struct {
            double alpha, beta;
        };
        double value[PARAMETER_COUNT];
    };
} params;

/* f(x), its derivative f'(x) as a function of x, and the partial derivatives by the parameters, in their order.
 * At a kink a gradient takes the value that PyTorch gives, mostly the left derivative: each function's file
 * says which. */
typedef enum op { OP_FORWARD, OP_GRADIENT, OP_GRAD_ALPHA, OP_GRAD_BETA, OP_COUNT } op;

/* f16 is IEEE 754's binary16, bf16 the upper half of an f32. */
typedef enum dtype { DTYPE_F32, DTYPE_F64, DTYPE_F16, DTYPE_BF16, DTYPE_COUNT } dtype;

/* Bytes of one element. */
static inline size_t dtype_size(dtype type)
{
    return type == DTYPE_F64 ? sizeof(double) : type == DTYPE_F32 ? sizeof(float) : sizeof(uint16_t);
}

typedef void kernel_f32(const float *x, float *y, size_t n, const params *p);
typedef void kernel_f64(const double *x, double *y, size_t n, const params *p);
typedef void kernel_16(const uint16_t *x, uint16_t *y, size_t n, const params *p); /* bit patterns */

/* Who made an implementation. */
typedef enum origin {
    ORIGIN_TEXTBOOK, /* a formula as it is printed or as frameworks spell it */
    ORIGIN_OURS,     /* a kernel of this project's own design */
    ORIGIN_CLASSIC,  /* a published approximation */
    ORIGIN_PEER,     /* another project's code */
    ORIGIN_GUEST,    /* a stranger's, from outside the tree */
    ORIGIN_COUNT,
} origin;

typedef struct implementation {
    const char *name; /* "function/variant", for one instruction set's version "function/variant@set" */
    op op;
    dtype dtype;
    union {
        kernel_f32 *f32;
        kernel_f64 *f64;
        kernel_16 *f16, *bf16;
    } kernel;        /* the member that dtype names */
    const char *isa; /* instruction sets needed, as in /proc/cpuinfo, separated by blanks; NULL: none */
    origin origin;
    const char *source;          /* where the method comes from */
    double bound_ulp;            /* claimed bound of the ULP error over all inputs; 0: none is claimed */
    double bound_abs;            /* claimed bound of the absolute error; 0: none is claimed */
    double bound_rel;            /* claimed bound of the relative error; 0: none is claimed */
    double bound_from, bound_to; /* the inputs that bound_abs and bound_rel speak of; both 0: all */
    bool flushes_subnormals;     /* its own word: 0 comes out where a subnormal number is due */
    bool varies_by_place;        /* its own word: a result may depend on where its input stands in an array */
    const char *missing;         /* what the build lacked: listed without a kernel, never run; NULL: nothing */
    const char *library;         /* the other project's library behind it, with its version; NULL: none */
    const char *file;            /* the source file; REGISTER fills it in, and the next */
    const char *flags;           /* the compiler's, of optimisation and instruction sets */

    /* How an implementation from outside the tree is called in place of `kernel`; NULL: it has a kernel. */
    void (*run)(void *context, const void *x, void *y, size_t n, const params *p);
    void *context;

    /* What the registry finds out when the program starts. */
    const struct function *function;
    const char *variant;                  /* what stands behind the slash */
    const char *target;                   /* the instruction set that this version is for; NULL: it is the only one */
    const struct implementation *wrapped; /* an f32 implementation that runs between conversions, without a kernel */
} implementation;

/* The build says it for each file. */
#ifndef IMPLEMENTATION_FLAGS
#define IMPLEMENTATION_FLAGS NULL
#endif

/* The linker gathers these pointers from all object files into one array: the registry. */
#define REGISTER(...)             REGISTER_AT(__COUNTER__, __VA_ARGS__)
#define REGISTER_AT(counter, ...) REGISTER_AS(counter, __VA_ARGS__)
#define REGISTER_AS(counter, ...)                                                                                      \
    static const implementation entry_##counter = {.file = __BASE_FILE__, .flags = IMPLEMENTATION_FLAGS, __VA_ARGS__}; \
    static const implementation *const registered_##counter __attribute__((used, section("actbench_impls"))) =         \
        &entry_##counter

/* Makes the entries of a file that is compiled to a shared library a plugin, which --plugin brings into any command: one
 * line behind them, ACTBENCH_PLUGIN; its version is that of this header: entries of another one are refused. */
#define ACTBENCH_PLUGIN_VERSION 1
typedef struct implementation_plugin {
    uint32_t version, entry_size;
    const implementation *const *begin, *const *end;
} implementation_plugin;
#define ACTBENCH_PLUGIN                                                                                                \
    extern const implementation *const __start_actbench_impls[] __attribute__((visibility("hidden")));                 \
    extern const implementation *const __stop_actbench_impls[] __attribute__((visibility("hidden")));                  \
    const implementation_plugin actbench_plugin = {ACTBENCH_PLUGIN_VERSION, sizeof(implementation),                    \
                                                   __start_actbench_impls, __stop_actbench_impls}

/* Files that use REGISTER_REAL or the POINTWISE forms are compiled once per dtype, with `real` as that type
 * and the type-generic <tgmath.h>: one source for float and double. */
#ifdef ACTBENCH_REAL_F32
#define ACTBENCH_REAL_DTYPE  DTYPE_F32
#define ACTBENCH_REAL_MEMBER f32
typedef float real;
#endif
#ifdef ACTBENCH_REAL_F64
#define ACTBENCH_REAL_DTYPE  DTYPE_F64
#define ACTBENCH_REAL_MEMBER f64
typedef double real;
#endif

#ifdef ACTBENCH_REAL_DTYPE
#include <tgmath.h>

/* Registers a kernel on `real`. */
#define REGISTER_REAL(implementation_name, operation, kernel_function, ...)                                            \
    REGISTER(.name = implementation_name, .op = operation, .dtype = ACTBENCH_REAL_DTYPE,                               \
             .kernel.ACTBENCH_REAL_MEMBER = kernel_function, __VA_ARGS__)

/* Registers point(x) applied to each element. */
#define REGISTER_POINTWISE(implementation_name, operation, point, ...)                                                 \
    static void point##_kernel(const real *x, real *y, size_t n, const params *p)                                      \
    {                                                                                                                  \
        (void)p;                                                                                                       \
        for (size_t i = 0; i < n; i++)                                                                                 \
            y[i] = point(x[i]);                                                                                        \
    }                                                                                                                  \
    REGISTER_REAL(implementation_name, operation, point##_kernel, __VA_ARGS__)

/* Registers point(x, alpha) or point(x, beta) applied to each element. */
#define REGISTER_POINTWISE_ALPHA(...) REGISTER_POINTWISE_PARAMETER(alpha, __VA_ARGS__)
#define REGISTER_POINTWISE_BETA(...)  REGISTER_POINTWISE_PARAMETER(beta, __VA_ARGS__)
#define REGISTER_POINTWISE_PARAMETER(parameter, implementation_name, operation, point, ...)                            \
    static void point##_kernel(const real *x, real *y, size_t n, const params *p)                                      \
    {                                                                                                                  \
        const real value = (real)p->parameter;                                                                         \
        for (size_t i = 0; i < n; i++)                                                                                 \
            y[i] = point(x[i], value);                                                                                 \
    }                                                                                                                  \
    REGISTER_REAL(implementation_name, operation, point##_kernel, __VA_ARGS__)
#endif

#endif
