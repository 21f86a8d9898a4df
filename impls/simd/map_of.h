/* One map for the element and vector type that map.h names: included there once for each, so no guard. Some
 * vectors are in flight together, then single ones follow, then what is left. */

INLINE void BLOCK(const REAL *x, REAL *y, FUNCTION *f, VECTOR parameter, int flight, void (*put)(REAL *, VECTOR))
{
    VECTOR results[MAP_BLOCK];
    for (int i = 0; i < MAP_BLOCK; i += flight) {
        for (int k = i; k < i + flight; k++)
            results[k] = f(LOAD(x + k * LANES), parameter);
        for (int k = i; k < i + flight; k++)
            put(y + k * LANES, results[k]);
    }
}

/* f at n elements, `flight` vectors together: a divisor of MAP_BLOCK, known at compile time. */
INLINE void MAP(const REAL *x, REAL *y, size_t n, FUNCTION *f, double constant, int flight)
{
    const VECTOR parameter = SET((REAL)constant);
    const REAL *const end = x + n;
    if (n >= STREAM_BYTES / sizeof(REAL) && x != y && (uintptr_t)y % sizeof(REAL) == 0) {
        /* One vector that reaches past the first aligned place of y, then from that place on. */
        STORE(y, f(LOAD(x), parameter));
        const size_t skip = LANES - (uintptr_t)y / sizeof(REAL) % LANES;
        for (x += skip, y += skip; end - x >= MAP_BLOCK * LANES; x += MAP_BLOCK * LANES, y += MAP_BLOCK * LANES) {
            stream_ahead(y, MAP_BLOCK * LANES * sizeof(REAL));
            BLOCK(x, y, f, parameter, flight, STREAM);
        }
        stream_fence();
    }
    for (; end - x >= MAP_BLOCK * LANES; x += MAP_BLOCK * LANES, y += MAP_BLOCK * LANES)
        BLOCK(x, y, f, parameter, flight, STORE);
    for (; end - x >= LANES; x += LANES, y += LANES)
        STORE(y, f(LOAD(x), parameter));
    if (end != x)
        STORE_FIRST(y, f(LOAD_FIRST(x, (size_t)(end - x)), parameter), (size_t)(end - x));
}

#undef MAP
#undef BLOCK
#undef REAL
#undef VECTOR
#undef FUNCTION
#undef LANES
#undef SET
#undef LOAD
#undef STORE
#undef STREAM
#undef LOAD_FIRST
#undef STORE_FIRST
