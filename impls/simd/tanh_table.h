/* Written by scripts/tanh_table.py: change that file, not this one. */
#ifndef ACTBENCH_SIMD_TANH_TABLE_H
#define ACTBENCH_SIMD_TANH_TABLE_H

/* The points a, tanh(a) and 1 - tanh(a)^2, in order of the upper bits of a + 0.625 modulo 32. */
static const float tanh_points[32] = {
    0x1.80160ap+0F, 0x1.bff09ap+0F, 0x1.000b02p+1F, 0x1.1ff226p+1F, 0x1.3ff6bcp+1F, 0x1.5ff05ep+1F, 0x1.8015e2p+1F,
    0x1.9feb98p+1F, 0x1.cff4b4p+1F, 0x1.07f6bep+2F, 0x1.27f786p+2F, 0x1.48104ep+2F, 0x1.680864p+2F, 0x1.87e9a4p+2F,
    0x1.a80958p+2F, 0x1.c79ab8p+2F, 0x1.f70406p+2F, 0x1.154246p+3F, 0x0p0F,         0x0p0F,         0x1.3febc8p-3F,
    0x1.bffda6p-3F, 0x1.1ff652p-2F, 0x1.600068p-2F, 0x1.c0023cp-2F, 0x1.1ff3a2p-1F, 0x1.5ffc7cp-1F, 0x1.9fef8ap-1F,
    0x1.dff95ap-1F, 0x1.0ffe9cp+0F, 0x1.3007fep+0F, 0x1.5004cap+0F,
};
static const float tanh_values[32] = {
    0x1.cf778ep-1F, 0x1.e1f878p-1F, 0x1.ed9822p-1F, 0x1.f4bd6ep-1F, 0x1.f92486p-1F, 0x1.fbd406p-1F, 0x1.fd78aep-1F,
    0x1.fe75fcp-1F, 0x1.ff45d6p-1F, 0x1.ffbb74p-1F, 0x1.ffe6c8p-1F, 0x1.fff6c0p-1F, 0x1.fffc98p-1F, 0x1.fffebep-1F,
    0x1.ffff8ap-1F, 0x1.ffffd4p-1F, 0x1.fffff6p-1F, 0x1.fffffep-1F, 0x0p0F,         0x0p0F,         0x1.3d580cp-3F,
    0x1.b8fac6p-3F, 0x1.189aa6p-2F, 0x1.52c322p-2F, 0x1.a5747ap-2F, 0x1.04ff48p-1F, 0x1.31559cp-1F, 0x1.577ff2p-1F,
    0x1.77d528p-1F, 0x1.92bea4p-1F, 0x1.a8e0c6p-1F, 0x1.bad774p-1F,
};
static const float tanh_slopes[32] = {
    0x1.71dcaap-3F,  0x1.d26170p-4F,  0x1.2132cap-4F,  0x1.645bf2p-5F,  0x1.b3ee22p-6F,  0x1.09e80ap-6F,
    0x1.42dc66p-7F,  0x1.896c64p-8F,  0x1.741050p-9F,  0x1.121da6p-10F, 0x1.937610p-12F, 0x1.27fd56p-13F,
    0x1.b3fe8ep-15F, 0x1.41ff96p-16F, 0x1.d7ffc0p-18F, 0x1.5fffeep-19F, 0x1.400004p-21F, 0x1.ffffecp-24F,
    0x1.000000p+0F,  0x1.000000p+0F,  0x1.f3b4e6p-1F,  0x1.e84308p-1F,  0x1.d98daap-1F,  0x1.c7f704p-1F,
    0x1.a944f6p-1F,  0x1.7af43cp-1F,  0x1.49e972p-1F,  0x1.198bf2p-1F,  0x1.d83dd4p-2F,  0x1.8664b6p-2F,
    0x1.3ed6aap-2F,  0x1.01f34ep-2F,
};

#endif
