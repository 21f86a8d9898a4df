/* What all vectors of 16 bytes share, 4 floats or 2 doubles, in the vector extension of GCC and Clang: portable.h and
 * neon.h add the rest. What the functions mean is said in vector.h. */
#ifndef ACTBENCH_SIMD_SIXTEEN_BYTES_H
#define ACTBENCH_SIMD_SIXTEEN_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef float f32v __attribute__((vector_size(16)));
typedef int32_t i32v __attribute__((vector_size(16)));
typedef uint32_t u32v __attribute__((vector_size(16)));
typedef i32v m32v;

typedef double f64v __attribute__((vector_size(16)));
typedef int64_t i64v __attribute__((vector_size(16)));
typedef uint64_t u64v __attribute__((vector_size(16)));
typedef i64v m64v;

/* The floats of an f64v. */
typedef float two_floats __attribute__((vector_size(8)));

enum { F32_LANES = 4, F64_LANES = 2, VECTOR_BYTES = 16 };

INLINE f32v f32_set(float c)
{
    return (f32v){c, c, c, c};
}

INLINE f32v f32_load(const float *p)
{
    f32v v;
    memcpy(&v, p, sizeof v);
    return v;
}

INLINE void f32_store(float *p, f32v v)
{
    memcpy(p, &v, sizeof v);
}

INLINE void f32_stream(float *p, f32v v)
{
    f32_store(p, v);
}

INLINE f32v f32_load_first(const float *p, size_t count)
{
    float lanes[F32_LANES] = {0};
    memcpy(lanes, p, count * sizeof *p);
    return f32_load(lanes);
}

INLINE void f32_store_first(float *p, f32v v, size_t count)
{
    memcpy(p, &v, count * sizeof *p);
}

INLINE f32v f32_select(m32v m, f32v a, f32v b)
{
    return (f32v)((m & (i32v)a) | (~m & (i32v)b));
}

INLINE f32v f32_larger(f32v a, f32v b)
{
    return f32_select(a > b, a, b);
}

INLINE f32v f32_smaller(f32v a, f32v b)
{
    return f32_select(a < b, a, b);
}

INLINE m32v f32_less(f32v a, f32v b)
{
    return a < b;
}

INLINE m32v f32_greater(f32v a, f32v b)
{
    return a > b;
}

INLINE m32v f32_not_at_most(f32v a, f32v b)
{
    return ~(a <= b);
}

INLINE i32v f32_bits(f32v x)
{
    return (i32v)x;
}

INLINE f32v f32_of_bits(i32v i)
{
    return (f32v)i;
}

INLINE f32v f32_magnitude(f32v x)
{
    return (f32v)((i32v)x & ~(i32v)f32_set(-0.0F));
}

INLINE f32v f32_with_sign_of(f32v magnitude, f32v s)
{
    return (f32v)((i32v)magnitude | ((i32v)s & (i32v)f32_set(-0.0F)));
}

/* In unsigned integers, which wrap: what is put together for a NaN may be anything. */
INLINE i32v i32_add(i32v a, i32v b)
{
    return (i32v)((u32v)a + (u32v)b);
}

INLINE i32v i32_subtract(i32v a, i32v b)
{
    return (i32v)((u32v)a - (u32v)b);
}

INLINE i32v i32_shift_right(i32v a, int places)
{
    return (i32v)((u32v)a >> places);
}

INLINE i32v i32_shift_left(i32v a, int places)
{
    return (i32v)((u32v)a << places);
}

INLINE f32v f32_scale(f32v x, f32v shifted)
{
    const i32v eighths = (i32v)shifted - (i32v)f32_set(F32_SHIFTER);
    const i32v whole = eighths >> 3, half = eighths >> 4;
    return x * (f32v)i32_shift_left(half + 127, 23) * (f32v)i32_shift_left(whole - half + 127, 23);
}

INLINE f64v f64_set(double c)
{
    return (f64v){c, c};
}

INLINE f64v f64_load(const double *p)
{
    f64v v;
    memcpy(&v, p, sizeof v);
    return v;
}

INLINE void f64_store(double *p, f64v v)
{
    memcpy(p, &v, sizeof v);
}

INLINE void f64_stream(double *p, f64v v)
{
    f64_store(p, v);
}

INLINE f64v f64_load_first(const double *p, size_t count)
{
    double lanes[F64_LANES] = {0};
    memcpy(lanes, p, count * sizeof *p);
    return f64_load(lanes);
}

INLINE void f64_store_first(double *p, f64v v, size_t count)
{
    memcpy(p, &v, count * sizeof *p);
}

INLINE f64v f64_load_f32(const float *p)
{
    two_floats two;
    memcpy(&two, p, sizeof two);
    return __builtin_convertvector(two, f64v);
}

INLINE void f64_store_f32(float *p, f64v v)
{
    const two_floats two = __builtin_convertvector(v, two_floats);
    memcpy(p, &two, sizeof two);
}

INLINE void f64_stream_f32(float *p, f64v v)
{
    f64_store_f32(p, v);
}

INLINE f64v f64_load_first_f32(const float *p, size_t count)
{
    return (f64v){p[0], count > 1 ? p[1] : 0};
}

INLINE void f64_store_first_f32(float *p, f64v v, size_t count)
{
    for (size_t i = 0; i < count; i++)
        p[i] = (float)v[i];
}

INLINE int f64_differ_as_f32(f64v a, f64v b)
{
    return (float)a[0] != (float)b[0] || (float)a[1] != (float)b[1];
}

INLINE f64v f64_select(m64v m, f64v a, f64v b)
{
    return (f64v)((m & (i64v)a) | (~m & (i64v)b));
}

INLINE f64v f64_larger(f64v a, f64v b)
{
    return f64_select(a > b, a, b);
}

INLINE f64v f64_smaller(f64v a, f64v b)
{
    return f64_select(a < b, a, b);
}

INLINE m64v f64_less(f64v a, f64v b)
{
    return a < b;
}

INLINE m64v f64_greater(f64v a, f64v b)
{
    return a > b;
}

INLINE m64v f64_not_at_most(f64v a, f64v b)
{
    return ~(a <= b);
}

INLINE i64v f64_bits(f64v x)
{
    return (i64v)x;
}

INLINE f64v f64_of_bits(i64v i)
{
    return (f64v)i;
}

INLINE f64v f64_magnitude(f64v x)
{
    return (f64v)((i64v)x & ~(i64v)f64_set(-0.0));
}

INLINE f64v f64_with_sign_of(f64v magnitude, f64v s)
{
    return (f64v)((i64v)magnitude | ((i64v)s & (i64v)f64_set(-0.0)));
}

INLINE i64v i64_add(i64v a, i64v b)
{
    return (i64v)((u64v)a + (u64v)b);
}

INLINE i64v i64_subtract(i64v a, i64v b)
{
    return (i64v)((u64v)a - (u64v)b);
}

INLINE i64v i64_shift_right(i64v a, int places)
{
    return (i64v)((u64v)a >> places);
}

INLINE i64v i64_shift_left(i64v a, int places)
{
    return (i64v)((u64v)a << places);
}

INLINE f64v f64_scale(f64v x, f64v shifted)
{
    const i64v eighths = (i64v)shifted - (i64v)f64_set(F64_SHIFTER);
    const i64v whole = eighths >> 3, half = eighths >> 4;
    return x * (f64v)i64_shift_left(half + 1023, 52) * (f64v)i64_shift_left(whole - half + 1023, 52);
}

INLINE void stream_fence(void)
{
}

#endif
