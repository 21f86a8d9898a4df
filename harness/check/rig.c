#include "check/rig.h"

#include "reference/function.h"
#include "registry/registry.h"
#include "support/length.h"

#include <float.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const double typical[] = {
    0.25,       -0.5,     1,        -1,        0,        -0.0,  3,      -3,     0x1p-149, -0x1p-149, 0x1p-1074,
    -0x1p-1074, FLT_MIN,  -FLT_MIN, DBL_MIN,   -DBL_MIN, 1e-40, -1e-40, 1e-310, -1e-310,  1e-20,     -1e-20,
    1e-7,       -1e-7,    0.001,    -0.001,    0.1,      -0.1,  0.7,    -0.7,   2,        -2,        5.5,
    -5.5,       8.75,     -8.75,    12,        -12,      17.5,  -17.5,  30,     -30,      60,        -60,
    87.25,      -87.25,   88.5,     -88.5,     95,       -95,   103.5,  -103.5, 200,      -200,      708.25,
    -708.25,    720,      -720,     744.5,     -744.5,   1e4,   -1e4,   1e30,   -1e30,    FLT_MAX,   -FLT_MAX,
    DBL_MAX,    -DBL_MAX, INFINITY, -INFINITY, NAN,
};

bool rig_open(rig *t, const implementation *impl, const params *p, witness *w)
{
    enum { ROOM = ARRAY_MAX + 4 * LINE };
    *t = (rig){
        .impl = impl,
        .params = p,
        .size = dtype_size(impl->dtype),
        .witness = w,
        .x_arena = arena_new(ROOM),
        .y_arena = arena_new(ROOM),
        .z_arena = arena_new(ROOM),
    };
    if (t->x_arena.start == NULL || t->y_arena.start == NULL || t->z_arena.start == NULL)
        return false;
    t->x = t->x_arena.start + 2 * LINE;
    t->y = t->y_arena.start + 2 * LINE;
    t->z = t->z_arena.start + 2 * LINE;
    return true;
}

void rig_close(rig *t)
{
    arena_free(&t->x_arena);
    arena_free(&t->y_arena);
    arena_free(&t->z_arena);
}

size_t typical_count(void)
{
    return LENGTH(typical);
}

void rig_run(rig *t, const void *x, void *y, size_t n)
{
    t->witness->call.n = n;
    t->witness->call.x = (uintptr_t)x;
    t->witness->call.y = (uintptr_t)y;
    implementation_run(t->impl, x, y, n, t->params);
}

bool broken(rig *t, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(t->witness->detail, sizeof t->witness->detail, format, arguments);
    va_end(arguments);
    return false;
}

bool broken_without_exact(rig *t)
{
    return broken(t, "there is no exact %s %s to compare with", t->impl->function->name, op_names[t->impl->op]);
}

void *element(const rig *t, const void *array, size_t i)
{
    return (char *)array + i * t->size;
}

void element_set(const rig *t, void *array, size_t i, double value)
{
    dtype_set(t->impl->dtype, array, i, value);
}

double element_get(const rig *t, const void *array, size_t i)
{
    return dtype_get(t->impl->dtype, array, i);
}

bool element_same(const rig *t, const void *a, const void *b)
{
    return memcmp(a, b, t->size) == 0 || (isnan(element_get(t, a, 0)) && isnan(element_get(t, b, 0)));
}

void fill_typical(const rig *t, void *array, size_t n, size_t first)
{
    for (size_t i = 0; i < n; i++)
        element_set(t, array, i, typical[(first + i) % typical_count()]);
}

char *arena_back(const rig *t, const arena *a, size_t n)
{
    return a->start + a->size - n * t->size;
}
