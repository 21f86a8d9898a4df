/* One map for the element and vector type that map.h names: included there once for each, so no guard. Four
 * vectors are in flight, then single ones follow, then what is left. */

INLINE void BLOCK(const REAL *x, REAL *y, FUNCTION *f, VECTOR parameter, void (*put)(REAL *, VECTOR))
{
    const VECTOR a = LOAD(x), b = LOAD(x + LANES), c = LOAD(x + 2 * LANES), d = LOAD(x + 3 * LANES);
    const VECTOR fa = f(a, parameter), fb = f(b, parameter), fc = f(c, parameter), fd = f(d, parameter);
    put(y, fa);
    put(y + LANES, fb);
    put(y + 2 * LANES, fc);
    put(y + 3 * LANES, fd);
}

INLINE void MAP(const REAL *x, REAL *y, size_t n, FUNCTION *f, double constant)
{
    const VECTOR parameter = SET((REAL)constant);
    const REAL *const end = x + n;
    if (n >= STREAM_BYTES / sizeof(REAL) && x != y && (uintptr_t)y % sizeof(REAL) == 0) {
        /* One vector that reaches past the first aligned place of y, then from that place on. */
        STORE(y, f(LOAD(x), parameter));
        const size_t skip = LANES - (uintptr_t)y / sizeof(REAL) % LANES;
        for (x += skip, y += skip; end - x >= 4 * LANES; x += 4 * LANES, y += 4 * LANES) {
            stream_ahead(y, 4 * LANES * sizeof(REAL));
            BLOCK(x, y, f, parameter, STREAM);
        }
        stream_fence();
    }
    for (; end - x >= 4 * LANES; x += 4 * LANES, y += 4 * LANES)
        BLOCK(x, y, f, parameter, STORE);
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
