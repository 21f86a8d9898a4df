/* The ways in which strangers' functions are called over arrays: what stands in a prototype, or in a vector ABI's name. */
#ifndef ACTBENCH_CALLING_H
#define ACTBENCH_CALLING_H

#include "registry/implementation.h"

/* What a scalar function takes and gives. */
typedef enum element_kind {
    ELEMENT_F32,  /* float */
    ELEMENT_F64,  /* double */
    ELEMENT_F16,  /* _Float16 */
    ELEMENT_BITS, /* uint16_t: a bit pattern */
    ELEMENT_COUNT
} element_kind;

typedef enum convention {
    CONVENTION_X,         /* T f(T x) */
    CONVENTION_X_A,       /* T f(T x, T alpha) */
    CONVENTION_X_Y_N,     /* void f(const T *x, T *y, size_t n) */
    CONVENTION_X_Y_N_A,   /* the same, T alpha behind it */
    CONVENTION_N_X_Y,     /* void f(int n, const T *x, T *y) */
    CONVENTION_N_X_Y_A,   /* the same, T alpha behind it */
    CONVENTION_Y_X_N,     /* void f(T *y, const T *x, size_t n) */
    CONVENTION_Y_X_N_A,   /* the same, T alpha behind it */
    CONVENTION_KERNEL,    /* void f(const T *x, T *y, size_t n, const params *p) */
    CONVENTION_X_REF,     /* Fortran's y = f(x) */
    CONVENTION_X_Y_N_REF, /* Fortran's subroutine f(x, y, n) */
    CONVENTION_N_X_Y_REF, /* Fortran's subroutine f(n, x, y) */
    CONVENTION_VECTOR,    /* one vector of `lanes` elements in, one out */
    CONVENTION_COUNT
} convention;

typedef struct calling {
    convention convention;
    element_kind element;
    unsigned lanes;  /* of CONVENTION_VECTOR */
    const char *isa; /* that it needs; NULL: none */
} calling;

typedef void any_function(void);

/* The name of --abi and the prototype of each. */
extern const char *const convention_names[CONVENTION_COUNT], *const convention_texts[CONVENTION_COUNT];

/* The convention that --abi names; CONVENTION_COUNT: none does. */
convention convention_find(const char *name);

/* Reads a vector ABI's name (_ZGVdN8v_expf: instruction set, unmasked, lanes, one vector argument). false: it is none,
 * or one that cannot be called here, and then a line of text in `fault`. dtype is what its elements are to be. */
bool calling_of_vector_name(const char *name, dtype type, calling *c, char *fault, size_t size);

/* The element that a scalar function of the dtype has where no prototype tells. */
element_kind element_of(dtype type);

/* Whether elements of that kind can be of the dtype. */
bool element_is_of(element_kind element, dtype type);

/* Calls f over n elements; x == y is allowed where f allows it. */
void calling_run(const calling *c, any_function *f, const void *x, void *y, size_t n, const params *p);

#endif
