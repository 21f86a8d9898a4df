/* Written by scripts/normal_constants.py: change that file, not this one. */
#ifndef ACTBENCH_SIMD_NORMAL_CONSTANTS_H
#define ACTBENCH_SIMD_NORMAL_CONSTANTS_H

/* (1 - Phi(m)) e^(m^2/2) in m, up to 14.6: relative error below 2^-58.8. */
static const double f64_mills_above[10] = {
    0x1p-1,
    0x1.7afa2ac6430f2p-1,
    0x1.17012c8d72f84p-1,
    0x1.051032c5efc41p-2,
    0x1.5234180e47d6fp-4,
    0x1.38db6eca227afp-6,
    0x1.9cc4ffbe5406ep-9,
    0x1.77353e958ae12p-12,
    0x1.acba4f3690607p-16,
    0x1.d9f3afb8b92e4p-21,
};
static const double f64_mills_below[11] = {
    0x1p0,
    0x1.239e2a327260cp1,
    0x1.342dfe16d636dp1,
    0x1.8ec895f02325dp0,
    0x1.5ecb644f394b5p-1,
    0x1.b7c77db09650fp-3,
    0x1.8f6b770c342c5p-5,
    0x1.04c38df901a5ep-7,
    0x1.d769e521146f3p-11,
    0x1.0caa5051e922cp-14,
    0x1.29015be4cb39bp-19,
};

/* erf(x)/x in x^2, up to 15.4: relative error below 2^-56.6. */
static const double f64_erf_above[11] = {
    0x1.20dd750429b6dp0,   0x1.7bd21009d0f43p-3,   0x1.ddc7948d79bedp-5,   0x1.342f9675e5faap-8,
    0x1.37aeb9aea2cd3p-11, 0x1.cb8ff9447e8aap-16,  0x1.d3904a6407268p-20,  0x1.54d5a6a3e6d75p-25,
    0x1.316016739f0bp-30,  -0x1.078116dda8984p-38, -0x1.76e84df774e9fp-45,
};
static const double f64_erf_below[11] = {
    0x1p0,
    0x1.fda30e3726943p-2,
    0x1.e1a061c4d699p-4,
    0x1.1d201dd480f6fp-6,
    0x1.d5195ecdcc98bp-10,
    0x1.18211ad7bb68bp-13,
    0x1.e9e94ea89a116p-18,
    0x1.30ea28137e4ddp-22,
    0x1.e900a37a6ea4dp-28,
    0x1.540bcc6ad50b9p-34,
    -0x1.03f106599c443p-40,
};

/* 1/((1 - Phi(m)) e^(m^2/2)) = c0 + c1 t + ..., t = m - origin, for 0 <= m < 15 in eight pieces, in order of the
 * upper bits of m + 1 modulo 8. */
static const float f32_mills_origins[8] = {
    0x1.8p0F, 0x1.4p1F, 0x1p2F, 0x1.8p2F, 0x1.2p3F, 0x1.ap3F, 0x0p0F, 0x1.8p-1F,
};

static const float f32_mills_pieces[6][8] = {
    {0x1.3702cp2F, 0x1.c4d62cp2F, 0x1.52f1e2p3F, 0x1.edfc2p3F, 0x1.6d4e92p4F, 0x1.0636d2p5F, 0x1p1F, 0x1.aa5618p1F},
    {0x1.10dddcp1F, 0x1.244d24p1F, 0x1.31df9ep1F, 0x1.3926eap1F, 0x1.3d2766p1F, 0x1.3f03a2p1F, 0x1.988444p0F,
     0x1.ed8214p0F},
    {0x1.aadec8p-4F, 0x1.b83b1ap-5F, 0x1.6e8a62p-6F, 0x1.1d865ep-7F, 0x1.8863fep-9F, 0x1.173bd4p-10F, 0x1.17d182p-2F,
     0x1.62e376p-3F},
    {-0x1.83fff6p-6F, -0x1.74e90ep-7F, -0x1.043898p-8F, -0x1.3d777p-10F, -0x1.3efd94p-12F, -0x1.488cd4p-14F,
     -0x1.8a3dd4p-5F, -0x1.390764p-5F},
    {0x1.11cc12p-8F, 0x1.146792p-9F, 0x1.612d74p-11F, 0x1.5a904p-13F, 0x1.0cb96ep-15F, 0x1.8a7524p-18F, 0x1.e5606cp-13F,
     0x1.4b696cp-8F},
    {-0x1.d9878cp-12F, -0x1.52ac34p-12F, -0x1.a8c304p-14F, -0x1.612dc6p-16F, -0x1.a18858p-19F, -0x1.c5ba4cp-22F,
     0x1.f5e3a8p-10F, 0x1.eceabap-13F},
};

#endif
