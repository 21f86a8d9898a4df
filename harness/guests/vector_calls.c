#include "guests/vector_calls.h"

#include "support/length.h"

#include <string.h>

/* One loop for each kind of vector, compiled for the instruction set that passes it in registers. */
/* NOLINTBEGIN(bugprone-macro-parentheses): the arguments are types and attributes. */
#define DEFINE_VECTOR_LOOP(name, type, bytes, attributes)                                                              \
    typedef type name##_vector __attribute__((vector_size(bytes)));                                                    \
    attributes static void name(any_function *f, const void *from, void *to, size_t n)                                 \
    {                                                                                                                  \
        enum { LANES = bytes / sizeof(type) };                                                                         \
        name##_vector (*const function)(name##_vector) = (name##_vector(*)(name##_vector))f;                           \
        const type *x = from;                                                                                          \
        type *y = to;                                                                                                  \
        name##_vector v = {0};                                                                                         \
        size_t i = 0;                                                                                                  \
        for (; i + LANES <= n; i += LANES) {                                                                           \
            memcpy(&v, x + i, sizeof v);                                                                               \
            v = function(v);                                                                                           \
            memcpy(y + i, &v, sizeof v);                                                                               \
        }                                                                                                              \
        if (i < n) {                                                                                                   \
            for (size_t k = 0; k < LANES; k++)                                                                         \
                v[k] = x[i + k < n ? i + k : i];                                                                       \
            v = function(v);                                                                                           \
            memcpy(y + i, &v, (n - i) * sizeof(type));                                                                 \
        }                                                                                                              \
    }
/* NOLINTEND(bugprone-macro-parentheses) */
#ifdef __x86_64__
#define AVX    __attribute__((target("avx")))
#define AVX512 __attribute__((target("avx512f")))
#else
#define AVX
#define AVX512
#endif
DEFINE_VECTOR_LOOP(f32_128, float, 16, )
DEFINE_VECTOR_LOOP(f64_128, double, 16, )
DEFINE_VECTOR_LOOP(f32_256, float, 32, AVX)
DEFINE_VECTOR_LOOP(f64_256, double, 32, AVX)
DEFINE_VECTOR_LOOP(f32_512, float, 64, AVX512)
DEFINE_VECTOR_LOOP(f64_512, double, 64, AVX512)

void vector_call(const calling *c, any_function *f, const void *x, void *y, size_t n)
{
    static const struct {
        element_kind element;
        unsigned lanes;
        void (*run)(any_function *f, const void *x, void *y, size_t n);
    } loops[] = {
        {ELEMENT_F32, 4, f32_128}, {ELEMENT_F32, 8, f32_256}, {ELEMENT_F32, 16, f32_512},
        {ELEMENT_F64, 2, f64_128}, {ELEMENT_F64, 4, f64_256}, {ELEMENT_F64, 8, f64_512},
    };
    for (size_t i = 0; i < LENGTH(loops); i++)
        if (loops[i].element == c->element && loops[i].lanes == c->lanes)
            loops[i].run(f, x, y, n);
}
