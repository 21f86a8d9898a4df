#include "guests/calling.h"

#include "guests/vector_calls.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const convention_names[CONVENTION_COUNT] = {"x",         "x-a",       "x-y-n",   "x-y-n-a", "n-x-y",
                                                        "n-x-y-a",   "y-x-n",     "y-x-n-a", "kernel",  "x-ref",
                                                        "x-y-n-ref", "n-x-y-ref", "vector"};

const char *const convention_texts[CONVENTION_COUNT] = {
    "T f(T x)",
    "T f(T x, T alpha)",
    "void f(const T *x, T *y, size_t n)",
    "void f(const T *x, T *y, size_t n, T alpha)",
    "void f(int n, const T *x, T *y)",
    "void f(int n, const T *x, T *y, T alpha)",
    "void f(T *y, const T *x, size_t n)",
    "void f(T *y, const T *x, size_t n, T alpha)",
    "void f(const T *x, T *y, size_t n, const params *p)",
    "T f(const T *x)",
    "void f(const T *x, T *y, const int *n)",
    "void f(const int *n, const T *x, T *y)",
    "a vector in, a vector out",
};

convention convention_find(const char *name)
{
    convention c = 0;
    while (c < CONVENTION_COUNT && strcmp(convention_names[c], name) != 0)
        c++;
    return c;
}

element_kind element_of(dtype type)
{
    static const element_kind kinds[DTYPE_COUNT] = {ELEMENT_F32, ELEMENT_F64, ELEMENT_F16, ELEMENT_BITS};
    return kinds[type];
}

bool element_is_of(element_kind element, dtype type)
{
    return element == element_of(type) || (element == ELEMENT_BITS && dtype_size(type) == sizeof(uint16_t));
}

/* The letters of the vector ABI, and what stands behind them. */
static const struct {
    char letter;
    size_t bytes;
    const char *isa;
} vector_sets[] = {
#ifdef __x86_64__
    {'b', 16, NULL}, {'c', 32, "avx"}, {'d', 32, "avx2"}, {'e', 64, "avx512f"},
#elif defined(__aarch64__)
    {'n', 16, NULL},
#endif
    {'\0', 0, NULL},
};

bool calling_of_vector_name(const char *name, dtype type, calling *c, char *fault, size_t size)
{
    enum { PREFIX = 4, LETTERS = 2 };
    fault[0] = '\0';
    if (strncmp(name, "_ZGV", PREFIX) != 0 || strlen(name) < PREFIX + LETTERS)
        return false;
    const char letter = name[PREFIX], mask = name[PREFIX + 1];
    char *end;
    const unsigned long lanes = strtoul(name + PREFIX + LETTERS, &end, 10);
    size_t set = 0;
    while (vector_sets[set].letter != letter && vector_sets[set].letter != '\0')
        set++;
    if (letter == '\0' || vector_sets[set].letter == '\0')
        snprintf(fault, size, "'%s' is for an instruction set of another kind of machine", name);
    else if (mask != 'N' || end[0] != 'v' || end[1] != '_')
        snprintf(fault, size, "'%s' is masked or takes more than one vector: name the form _ZGV%cN..v_", name, letter);
    else if (lanes * dtype_size(type) != vector_sets[set].bytes || dtype_size(type) < sizeof(float))
        snprintf(fault, size, "'%s' has %lu lanes in %zu bytes, which are not of the dtype: give --dtype %s", name,
                 lanes, vector_sets[set].bytes, type == DTYPE_F64 ? "f32" : "f64");
    else
        *c = (calling){CONVENTION_VECTOR, element_of(type), (unsigned)lanes, vector_sets[set].isa};
    return fault[0] == '\0';
}

/* NOLINTBEGIN(bugprone-macro-parentheses): the arguments are types. */
/* A loop over a scalar function of each type. The symbol is cast to what the convention says that it is. */
#define DEFINE_SCALAR_LOOPS(suffix, type)                                                                              \
    static void run_x_##suffix(any_function *f, const void *from, void *to, size_t n)                                  \
    {                                                                                                                  \
        type (*const function)(type) = (type(*)(type))f;                                                               \
        const type *x = from;                                                                                          \
        type *y = to;                                                                                                  \
        for (size_t i = 0; i < n; i++)                                                                                 \
            y[i] = function(x[i]);                                                                                     \
    }                                                                                                                  \
    static void run_x_a_##suffix(any_function *f, const void *from, void *to, size_t n, double alpha)                  \
    {                                                                                                                  \
        type (*const function)(type, type) = (type(*)(type, type))f;                                                   \
        const type *x = from, a = (type)alpha;                                                                         \
        type *y = to;                                                                                                  \
        for (size_t i = 0; i < n; i++)                                                                                 \
            y[i] = function(x[i], a);                                                                                  \
    }                                                                                                                  \
    static void run_x_ref_##suffix(any_function *f, const void *from, void *to, size_t n)                              \
    {                                                                                                                  \
        type (*const function)(const type *) = (type(*)(const type *))f;                                               \
        const type *x = from;                                                                                          \
        type *y = to;                                                                                                  \
        for (size_t i = 0; i < n; i++)                                                                                 \
            y[i] = function(&x[i]);                                                                                    \
    }
/* NOLINTEND(bugprone-macro-parentheses) */
DEFINE_SCALAR_LOOPS(f32, float)
DEFINE_SCALAR_LOOPS(f64, double)
DEFINE_SCALAR_LOOPS(bits, uint16_t)
#ifdef __FLT16_MANT_DIG__
__extension__ typedef _Float16 half;
#else
typedef uint16_t half; /* it has none: nothing can be written that would be called */
#endif
DEFINE_SCALAR_LOOPS(f16, half)

typedef void scalar_loop(any_function *f, const void *x, void *y, size_t n);
typedef void alpha_loop(any_function *f, const void *x, void *y, size_t n, double alpha);

static scalar_loop *const loops_x[ELEMENT_COUNT] = {run_x_f32, run_x_f64, run_x_f16, run_x_bits};
static scalar_loop *const loops_x_ref[ELEMENT_COUNT] = {run_x_ref_f32, run_x_ref_f64, run_x_ref_f16, run_x_ref_bits};
static alpha_loop *const loops_x_a[ELEMENT_COUNT] = {run_x_a_f32, run_x_a_f64, run_x_a_f16, run_x_a_bits};

/* Arrays are pointers whatever they hold. */
typedef void call_x_y_n(const void *x, void *y, size_t n);
typedef void call_n_x_y(int n, const void *x, void *y);
typedef void call_y_x_n(void *y, const void *x, size_t n);
typedef void call_kernel(const void *x, void *y, size_t n, const params *p);
typedef void call_x_y_n_ref(const void *x, void *y, const int *n);
typedef void call_n_x_y_ref(const int *n, const void *x, void *y);
typedef void call_x_y_n_float(const void *x, void *y, size_t n, float alpha);
typedef void call_n_x_y_float(int n, const void *x, void *y, float alpha);
typedef void call_y_x_n_float(void *y, const void *x, size_t n, float alpha);
typedef void call_x_y_n_double(const void *x, void *y, size_t n, double alpha);
typedef void call_n_x_y_double(int n, const void *x, void *y, double alpha);
typedef void call_y_x_n_double(void *y, const void *x, size_t n, double alpha);

static void run_array_alpha(const calling *c, any_function *f, const void *x, void *y, size_t n, double alpha)
{
    const bool wide = c->element == ELEMENT_F64;
    if (c->convention == CONVENTION_X_Y_N_A && wide)
        ((call_x_y_n_double *)f)(x, y, n, alpha);
    else if (c->convention == CONVENTION_X_Y_N_A)
        ((call_x_y_n_float *)f)(x, y, n, (float)alpha);
    else if (c->convention == CONVENTION_N_X_Y_A && wide)
        ((call_n_x_y_double *)f)((int)n, x, y, alpha);
    else if (c->convention == CONVENTION_N_X_Y_A)
        ((call_n_x_y_float *)f)((int)n, x, y, (float)alpha);
    else if (wide)
        ((call_y_x_n_double *)f)(y, x, n, alpha);
    else
        ((call_y_x_n_float *)f)(y, x, n, (float)alpha);
}

/* The function's parameter, whatever it is called. */
static double parameter_of(const params *p)
{
    for (int i = 0; p != NULL && i < PARAMETER_COUNT; i++)
        if (p->value[i] != 0)
            return p->value[i];
    return 0;
}

void calling_run(const calling *c, any_function *f, const void *x, void *y, size_t n, const params *p)
{
    const int count = (int)n;
    switch (c->convention) {
    case CONVENTION_X:
        loops_x[c->element](f, x, y, n);
        break;
    case CONVENTION_X_A:
        loops_x_a[c->element](f, x, y, n, parameter_of(p));
        break;
    case CONVENTION_X_REF:
        loops_x_ref[c->element](f, x, y, n);
        break;
    case CONVENTION_X_Y_N:
        ((call_x_y_n *)f)(x, y, n);
        break;
    case CONVENTION_N_X_Y:
        ((call_n_x_y *)f)(count, x, y);
        break;
    case CONVENTION_Y_X_N:
        ((call_y_x_n *)f)(y, x, n);
        break;
    case CONVENTION_KERNEL:
        ((call_kernel *)f)(x, y, n, p);
        break;
    case CONVENTION_X_Y_N_REF:
        ((call_x_y_n_ref *)f)(x, y, &count);
        break;
    case CONVENTION_N_X_Y_REF:
        ((call_n_x_y_ref *)f)(&count, x, y);
        break;
    case CONVENTION_VECTOR:
        vector_call(c, f, x, y, n);
        break;
    default:
        run_array_alpha(c, f, x, y, n, parameter_of(p));
        break;
    }
}
