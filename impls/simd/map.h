/* Applying a function of vectors to an array of floats (f32_map), of doubles (f64_map), or of floats computed
 * in double (f32_map_wide). */
#ifndef ACTBENCH_SIMD_MAP_H
#define ACTBENCH_SIMD_MAP_H

#include "vector.h"

/* The parameter is the same in all lanes: alpha, where the function has one. */
typedef f32v f32_function(f32v x, f32v parameter);
typedef f64v f64_function(f64v x, f64v parameter);

/* Bytes of output from which on stores go past the caches, and memory is spared the reading of lines that are
 * about to be overwritten. An input and an output of this size fill caches of up to 48 MiB; in a larger one,
 * whoever reads the output next might have found it there. */
enum { STREAM_BYTES = 24 << 20 };

/* To be called before each block of stores, bytes in all: once a page it has the next page's address
 * translated. Prefetchers stop at a page's end, and a store that waits for a translation holds up everything
 * behind it (5 to 10% of the time). */
INLINE void stream_ahead(const void *y, size_t bytes)
{
    enum { PAGE = 4096 };
    if ((uintptr_t)y % PAGE < bytes)
        __builtin_prefetch((const char *)y + PAGE, 1);
}

/* Vectors between two looks at the end of an array. */
enum { MAP_BLOCK = 4 };

#define MAP         f32_map_in_flight
#define BLOCK       f32_map_block
#define REAL        float
#define VECTOR      f32v
#define FUNCTION    f32_function
#define LANES       F32_LANES
#define SET         f32_set
#define LOAD        f32_load
#define STORE       f32_store
#define STREAM      f32_stream
#define LOAD_FIRST  f32_load_first
#define STORE_FIRST f32_store_first
#include "map_of.h"

#define MAP         f64_map_in_flight
#define BLOCK       f64_map_block
#define REAL        double
#define VECTOR      f64v
#define FUNCTION    f64_function
#define LANES       F64_LANES
#define SET         f64_set
#define LOAD        f64_load
#define STORE       f64_store
#define STREAM      f64_stream
#define LOAD_FIRST  f64_load_first
#define STORE_FIRST f64_store_first
#include "map_of.h"

#define MAP         f32_map_wide_in_flight
#define BLOCK       f32_map_wide_block
#define REAL        float
#define VECTOR      f64v
#define FUNCTION    f64_function
#define LANES       F64_LANES
#define SET         f64_set
#define LOAD        f64_load_f32
#define STORE       f64_store_f32
#define STREAM      f64_stream_f32
#define LOAD_FIRST  f64_load_first_f32
#define STORE_FIRST f64_store_first_f32
#include "map_of.h"

/* Vectors together where a function's constants and intermediate results for four of them need more registers
 * than there are: to keep them in memory costs more than what the processor reorders by itself. `narrow` is
 * the number with sixteen registers. */
INLINE int map_flight(int narrow)
{
    return VECTOR_REGISTERS < 32 ? narrow : MAP_BLOCK;
}

INLINE void f32_map(const float *x, float *y, size_t n, f32_function *f, double parameter)
{
    f32_map_in_flight(x, y, n, f, parameter, MAP_BLOCK);
}

/* For a long function without a division, or with one. */
INLINE void f32_map_long(const float *x, float *y, size_t n, f32_function *f, double parameter)
{
    f32_map_in_flight(x, y, n, f, parameter, map_flight(1));
}

INLINE void f32_map_quotient(const float *x, float *y, size_t n, f32_function *f, double parameter)
{
    f32_map_in_flight(x, y, n, f, parameter, map_flight(2));
}

INLINE void f64_map(const double *x, double *y, size_t n, f64_function *f, double parameter)
{
    f64_map_in_flight(x, y, n, f, parameter, MAP_BLOCK);
}

INLINE void f64_map_long(const double *x, double *y, size_t n, f64_function *f, double parameter)
{
    f64_map_in_flight(x, y, n, f, parameter, map_flight(2));
}

INLINE void f32_map_wide(const float *x, float *y, size_t n, f64_function *f, double parameter)
{
    f32_map_wide_in_flight(x, y, n, f, parameter, MAP_BLOCK);
}

#endif
