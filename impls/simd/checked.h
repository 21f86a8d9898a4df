/* Correctly rounded floats without double lanes, for instruction sets that hold tables of 32 floats: a result
 * is computed as an unevaluated sum of two floats, and where the smaller one leaves a doubt about the
 * rounding (A. Ziv, Fast evaluation of elementary mathematical functions with correctly rounded last bit, ACM
 * TOMS 17, 1991), it is computed again in double. */
#ifndef ACTBENCH_SIMD_CHECKED_H
#define ACTBENCH_SIMD_CHECKED_H

#include "exponential.h"
#include "map.h"
#include "vector.h"

#include <stdbool.h>

#ifdef VECTOR_LOOKUP_32
/* high + lost + s rest, in order of size. */
typedef struct f32_sum {
    f32v high, lost, s, rest;
} f32_sum;

/* c + sign a b, sign 1 or -1. */
INLINE f32v f32_add_product(f32v c, float sign, f32v a, f32v b)
{
    return sign < 0 ? f32_mulsub(a, b, c) : f32_muladd(a, b, c);
}

/* e^(sign x) within 2^-37, |x| <= 60, sign 1 or -1: sign x = m ln2 + sign r with m a multiple of 1/32. r is
 * exact: it is a multiple of 2^-30 below 2^-6, or x itself. */
INLINE f32_sum f32_exp_sum(f32v x, float sign)
{
    const f32v shifter = f32_set(F32_SHIFTER_32);
    const f32v shifted = f32_muladd(x, f32_set(sign * f32_log2e), shifter);
    const f32v m = shifted - shifter;
    const f32v r = f32_mulsub(m, f32_set(sign * f32_ln2), x);
    const i32v index = f32_bits(shifted);
    const i32v root = f32_bits(f32_lookup_32(f32_roots_32_less_32nds, index));
    const f32v s = f32_of_bits(i32_add(root, i32_shift_left(index, 18)));
    const f32v lost = f32_mulsub(m, f32_set(f32_ln2_lost), f32_lookup_32(f32_roots_32_lost, index));
    const f32v c = f32_polynomial(r, f32_exp_32, LENGTH(f32_exp_32), sign);
    const f32v rest = f32_add_product(lost, sign, r, f32_add_product(lost, sign, r, c));
    const f32v high = f32_add_product(s, sign, s, r);
    return (f32_sum){high, f32_add_product(s - high, sign, s, r), s, rest};
}

/* A result and in which lanes it may be the wrong one of two neighbouring floats. */
typedef struct f32_checked {
    f32v y;
    m32v doubt;
} f32_checked;

/* Where y, the rounded sum of y and lost, might be another float if that sum has a relative error of 2^-36:
 * at a midpoint lost is at least 2^-25 of y. */
INLINE m32v f32_in_doubt(f32v y, f32v lost)
{
    return f32_differ(f32_muladd(lost, f32_set(1 + 0x1.8p-11F), y), y);
}

/* The same with an absolute error of 2^-36. */
INLINE m32v f32_in_absolute_doubt(f32v y, f32v lost)
{
    return f32_differ(y + (lost + f32_with_sign_of(f32_set(0x1p-36F), lost)), y);
}

/* The same with an error of that part of y, `small`, in which all of it arises but for the rounding of lost. */
INLINE m32v f32_in_doubt_of(f32v y, f32v lost, f32v small, float error)
{
    const f32v bound = f32_magnitude(small) * f32_set(error);
    return f32_differ(y + f32_muladd(lost, f32_set(1 + 0x1p-22F), f32_with_sign_of(bound, lost)), y);
}

typedef f32_checked f32_checked_function(f32v x);
typedef void f32_plain_kernel(const float *x, float *y, size_t n);

/* Elements of a run that are in doubt, packed, and their places in it. They wait until a number of them can
 * be done together: one by one, each would cost the whole latency of its evaluation in double. */
enum { F32_DOUBTS = 64, F32_RUN = 1 << 16 };
typedef struct f32_doubts {
    size_t count;
    float x[F32_DOUBTS + 2 * F32_LANES];
    uint32_t place[F32_DOUBTS + 2 * F32_LANES];
} f32_doubts;

INLINE void f32_note(f32_doubts *d, m32v doubt, f32v x, size_t first)
{
    f32_store_packed(d->x + d->count, doubt, x);
    i32_store_packed(d->place + d->count, doubt, i32_count_from((uint32_t)first));
    d->count += (size_t)__builtin_popcount(doubt);
}

INLINE void f32_settle(f32_doubts *d, float *y, f32_plain_kernel *wide)
{
    wide(d->x, d->x, d->count);
    for (size_t k = 0; k < d->count; k++)
        y[d->place[k]] = d->x[k];
}

/* f of pairs of vectors, until they or the room for doubts are at an end; the number of elements done. */
INLINE size_t f32_run(const float *x, float *y, size_t n, f32_checked_function *f, bool stream, f32_doubts *d)
{
    void (*const put)(float *, f32v) = stream ? f32_stream : f32_store;
    size_t i = 0;
    for (; n - i >= 2 * F32_LANES && d->count < F32_DOUBTS; i += 2 * F32_LANES) {
        const f32v xa = f32_load(x + i), xb = f32_load(x + i + F32_LANES);
        const f32_checked a = f(xa), b = f(xb);
        if (__builtin_expect(a.doubt | b.doubt, 0)) {
            f32_note(d, a.doubt, xa, i);
            f32_note(d, b.doubt, xb, i + F32_LANES);
        }
        if (stream)
            stream_ahead(y + i, 2 * VECTOR_BYTES);
        put(y + i, a.y);
        put(y + i + F32_LANES, b.y);
    }
    return i;
}

/* A function in two forms: one for all inputs, and one for those up to `limit` in size, with doubts elsewhere;
 * and `wide`, which gives the same results. near may be NULL. */
typedef struct f32_forms {
    f32_checked_function *all, *near;
    float limit;
    f32_plain_kernel *wide;
} f32_forms;

INLINE bool f32_begins_near(const float *x, f32_forms forms)
{
    const f32v size = f32_larger(f32_magnitude(f32_load(x)), f32_magnitude(f32_load(x + F32_LANES)));
    return !f32_not_at_most(size, f32_set(forms.limit));
}

/* Inputs differ from stretch to stretch: each run begins with a look at the first ones, and one that has met a
 * doubt in less than F32_SPARSE elements is followed by a stretch that is all computed in double. */
enum { F32_SPARSE = 6, F32_WIDE_RUN = 4096 };

INLINE void f32_map_runs(const float *x, float *y, size_t n, f32_forms forms, bool stream)
{
    for (size_t done; n >= 2 * F32_LANES; x += done, y += done, n -= done) {
        const size_t most = n < F32_RUN ? n : F32_RUN;
        f32_doubts d;
        d.count = 0;
        if (forms.near != NULL && f32_begins_near(x, forms))
            done = f32_run(x, y, most, forms.near, stream, &d);
        else
            done = f32_run(x, y, most, forms.all, stream, &d);
        f32_settle(&d, y, forms.wide);
        if (d.count * F32_SPARSE > done) {
            const size_t dense = n - done < F32_WIDE_RUN ? n - done : F32_WIDE_RUN;
            forms.wide(x + done, y + done, dense);
            done += dense;
        }
    }
    forms.wide(x, y, n);
}

INLINE void f32_map_checked(const float *x, float *y, size_t n, f32_forms forms)
{
    if (n >= STREAM_BYTES / sizeof *y && x != y && (uintptr_t)y % sizeof *y == 0) {
        const size_t skip = F32_LANES - (uintptr_t)y / sizeof *y % F32_LANES;
        forms.wide(x, y, skip);
        f32_map_runs(x + skip, y + skip, n - skip, forms, true);
        stream_fence();
    } else {
        f32_map_runs(x, y, n, forms, false);
    }
}
#endif

#endif
