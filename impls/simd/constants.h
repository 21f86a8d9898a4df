/* Written by scripts/kernel_constants.sollya: change that file, not this one. */
#ifndef ACTBENCH_SIMD_CONSTANTS_H
#define ACTBENCH_SIMD_CONSTANTS_H

/* ln2 in two parts: the first is short, so that its products with counts of eighths are exact. */
static const float f32_log2e = 0x1.715476p0F;
static const float f32_ln2 = 0x1.62e43p-1F;
static const float f32_ln2_high = 0x1.62ep-1F;
static const float f32_ln2_low = 0x1.0bfbe8p-15F;
static const float f32_ln2_lost = -0x1.05c61p-29F;
static const double f64_ln2 = 0x1.62e42fefa39efp-1;
static const double f64_log2e = 0x1.71547652b82fep0;
static const double f64_ln2_high = 0x1.62e42fefap-1;
static const double f64_ln2_low = 0x1.cf79abc9e3b3ap-40;

/* 2^(k/8); its bits less k in the place of the exponent's eighths; what rounding took from it, relative to it. */
static const float f32_roots[8] = {
    0x1p0F, 0x1.172b84p0F, 0x1.306fep0F, 0x1.4bfdaep0F, 0x1.6a09e6p0F, 0x1.8ace54p0F, 0x1.ae89fap0F, 0x1.d5818ep0F,
};
static const float f32_roots_less_eighths[8] = {
    0x1p0F,         0x1.f72b84p-1F, 0x1.f06fep-1F,  0x1.ebfdaep-1F,
    0x1.ea09e6p-1F, 0x1.eace54p-1F, 0x1.ee89fap-1F, 0x1.f5818ep-1F,
};
static const float f32_roots_lost[8] = {
    0x0p0F,          -0x1.9c0c22p-27F, 0x1.125002p-25F,  -0x1.0a355p-25F,
    0x1.26055cp-26F, 0x1.67a1cap-28F,  -0x1.f9c304p-27F, -0x1.a5217cp-28F,
};
static const float f32_roots_32_less_32nds[32] = {
    0x1p0F,         0x1.fd9b0ep-1F, 0x1.fb5586p-1F, 0x1.f9301ep-1F, 0x1.f72b84p-1F, 0x1.f54874p-1F, 0x1.f387a6p-1F,
    0x1.f1e9ep-1F,  0x1.f06fep-1F,  0x1.ef1a74p-1F, 0x1.edea64p-1F, 0x1.ece086p-1F, 0x1.ebfdaep-1F, 0x1.eb42b6p-1F,
    0x1.eab07ep-1F, 0x1.ea47ecp-1F, 0x1.ea09e6p-1F, 0x1.e9f75ep-1F, 0x1.ea1148p-1F, 0x1.ea589ap-1F, 0x1.eace54p-1F,
    0x1.eb737cp-1F, 0x1.ec4918p-1F, 0x1.ed503cp-1F, 0x1.ee89fap-1F, 0x1.eff77p-1F,  0x1.f199bep-1F, 0x1.f3720ep-1F,
    0x1.f5818ep-1F, 0x1.f7c974p-1F, 0x1.fa4afap-1F, 0x1.fd0766p-1F,
};
static const float f32_roots_32_lost[32] = {
    0x0p0F,           -0x1.947414p-25F, 0x1.8d96d4p-25F,  -0x1.dda2fcp-25F, -0x1.9c0c22p-27F, -0x1.a2fbb2p-25F,
    0x1.964904p-25F,  -0x1.2b0dbcp-25F, 0x1.125002p-25F,  -0x1.cde8cep-26F, 0x1.370be4p-25F,  0x1.336de2p-30F,
    -0x1.0a355p-25F,  -0x1.c541b4p-26F, -0x1.00d8acp-27F, -0x1.6cb284p-25F, 0x1.26055cp-26F,  0x1.8b2bb8p-26F,
    -0x1.05cb44p-25F, -0x1.1c2142p-26F, 0x1.67a1cap-28F,  -0x1.348e56p-25F, 0x1.a3b5e4p-28F,  -0x1.0b7ec8p-25F,
    -0x1.f9c304p-27F, -0x1.e4c886p-26F, -0x1.6961b4p-28F, -0x1.b5151ep-28F, -0x1.a5217cp-28F, -0x1.ab7132p-26F,
    0x1.61428ep-28F,  -0x1.2ad5f8p-27F,
};
static const double f64_roots[8] = {
    0x1p0,
    0x1.172b83c7d517bp0,
    0x1.306fe0a31b715p0,
    0x1.4bfdad5362a27p0,
    0x1.6a09e667f3bcdp0,
    0x1.8ace5422aa0dbp0,
    0x1.ae89f995ad3adp0,
    0x1.d5818dcfba487p0,
};
static const double f64_roots_less_eighths[8] = {
    0x1p0,
    0x1.f72b83c7d517bp-1,
    0x1.f06fe0a31b715p-1,
    0x1.ebfdad5362a27p-1,
    0x1.ea09e667f3bcdp-1,
    0x1.eace5422aa0dbp-1,
    0x1.ee89f995ad3adp-1,
    0x1.f5818dcfba487p-1,
};
static const double f64_roots_lost[8] = {
    0x0p0,
    -0x1.01b15eaa59348p-55,
    0x1.34d754db0abb6p-55,
    0x1.690cebb7aafbp-56,
    -0x1.3b3efbf5e2228p-54,
    0x1.db72fc1f0eab4p-55,
    0x1.c1a7792cb3387p-55,
    0x1.4a385a63d07a7p-56,
};

/* 2^(k/8) so short that it and 1, at the same place down to 2^-8 of it, have an exact sum: likewise, and what shifts
 * t in e^x = (1 - t)/(1 + t) to make up for it. */
static const float f32_short_roots_less_eighths[8] = {
    0x1p0F, 0x1.f72cp-1F, 0x1.f07p-1F, 0x1.ebfep-1F, 0x1.ea0ap-1F, 0x1.eacep-1F, 0x1.ee8ap-1F, 0x1.f582p-1F,
};
static const float f32_short_roots_shift[8] = {
    0x0p0F,           -0x1.c7a322p-19F, -0x1.a5f764p-21F, -0x1.fe00f2p-20F,
    -0x1.218fecp-21F, 0x1.b470f2p-20F,  -0x1.e843fep-24F, -0x1.f217d6p-20F,
};
static const double f64_short_roots_less_eighths[8] = {
    0x1p0,
    0x1.f72b83c7d51p-1,
    0x1.f06fe0a31b7p-1,
    0x1.ebfdad5362ap-1,
    0x1.ea09e667f3cp-1,
    0x1.eace5422aa1p-1,
    0x1.ee89f995ad4p-1,
    0x1.f5818dcfba5p-1,
};
static const double f64_short_roots_shift[8] = {
    0x0p0,
    0x1.c2a9a59647db3p-47,
    0x1.1cf43a73efc4bp-49,
    0x1.e2948375f6ed7p-49,
    -0x1.22f66192c1fd7p-48,
    -0x1.7c266a702bed6p-49,
    -0x1.890f6fda5ae16p-48,
    -0x1.0794947c4e7a2p-47,
};

/* e^x = c0 + ... + c3 x^3: relative error below 335544320 2^-53. */
static const float f32_exp_3[4] = {
    0x1p0F,
    0x1p0F,
    0x1.0008d6p-1F,
    0x1.55197ep-3F,
};

/* e^x = c0 + ... + c4 x^4: relative error below 2097152 2^-53. */
static const float f32_exp_faithful[5] = {
    0x1p0F, 0x1p0F, 0x1.fffffap-2F, 0x1.555ccp-3F, 0x1.55c746p-5F,
};

/* e^x = 1 + x + x^2 (c0 + c1 x + c2 x^2), |x| < ln2/64: relative error below 1792 2^-53. */
static const float f32_exp_32[3] = {
    0x1p-1F,
    0x1.5555ccp-3F,
    0x1.55558cp-5F,
};

/* e^x - 1 = x + x^2 (c0 + c1 x + c2 x^2): relative error below 50331648 2^-53. */
static const float f32_expm1_faithful[3] = {
    0x1p-1F,
    0x1.555c66p-3F,
    0x1.55591p-5F,
};

/* tanh(x) = x + x^3 (c0 + c1 x^2 + c2 x^4), x < 0.36: relative error below 469762048 2^-53. */
static const float f32_tanh_7[3] = {
    -0x1.555344p-2F,
    0x1.104d74p-3F,
    -0x1.907e9ep-5F,
};

/* tanh(x) = x + x^3 (c0 + c1 x^2), x < 0.13: relative error below 100663296 2^-53. */
static const float f32_tanh_5[2] = {
    -0x1.55539cp-2F,
    0x1.0e7c3ap-3F,
};

/* tanh(x) = x + x^3 (c0 + ... + c3 x^6), x <= 1/4: error below 1 2^-24 of the sum's last part. */
static const float f32_tanh_9[4] = {
    -0x1.555554p-2F,
    0x1.110fdep-3F,
    -0x1.b95f6cp-5F,
    0x1.4e326p-6F,
};

/* e^x - 1 = x + x^2/2 + x^3 (c0 + ... + c3 x^3), -1/8 <= x <= 0: error below 1 2^-24 of the sum's last part. */
static const float f32_expm1_6[4] = {
    0x1.555554p-3F,
    0x1.555448p-5F,
    0x1.10c552p-7F,
    0x1.59d642p-10F,
};

/* tanh(x) = x + x^3 (c0 + c1 x^2 + c2 x^4): relative error below 0.109375 2^-53. */
static const double f64_tanh_7[3] = {
    -0x1.555555555348p-2,
    0x1.11111049c21a6p-3,
    -0x1.b9f0a35d00ff3p-5,
};

/* tanh(x/2) = x/2 + x^3 (c0 + c1 x^2 + c2 x^4): relative error below 0.109375 2^-53. */
static const double f64_half_tanh_7[3] = {
    -0x1.555555555348p-5,
    0x1.11111049c21a6p-8,
    -0x1.b9f0a35d00ff3p-12,
};

/* 2 atanh(x) = 2 x + x^3 (c0 + ... + c8 x^16), x <= 1/3: relative error below 0.4375 2^-53. */
static const double f64_twice_atanh_19[9] = {
    0x1.5555555555937p-1, 0x1.99999998ebd2p-2,  0x1.249249782da79p-2, 0x1.c71c4a6c55cb8p-3, 0x1.74625010e714bp-3,
    0x1.3aa9266a3b87fp-3, 0x1.163f7b7d507d5p-3, 0x1.959df757d72aap-4, 0x1.6b500fbaa81dcp-3,
};

/* ln(1 + x) = x + x^2 (c0 + ... + c7 x^7), x <= 1: relative error below 335544320 2^-53. */
static const float f32_log1p_9[8] = {
    -0x1.ffff14p-2F, 0x1.5535dep-2F, -0x1.fd1368p-3F, 0x1.884554p-3F,
    -0x1.19af8ep-3F, 0x1.44707ap-4F, -0x1.eca398p-6F, 0x1.5fa0dap-8F,
};

/* ln(1 + x) = x + x^2 (c0 + ... + c8 x^8), -1/4 <= x <= 1/2: relative error below 50331648 2^-53. */
static const float f32_log1p_10[9] = {
    -0x1p-1F,       0x1.5555a6p-2F,  -0x1.00004ep-2F, 0x1.9968fp-3F,   -0x1.54eb54p-3F,
    0x1.28852ep-3F, -0x1.0db586p-3F, 0x1.ad4188p-4F,  -0x1.721d3ep-5F,
};

/* e^x = c0 + ... + c7 x^7: relative error below 3.125e-2 2^-53. */
static const double f64_exp_faithful[8] = {
    0x1p0,
    0x1p0,
    0x1.000000000012cp-1,
    0x1.55555555550abp-3,
    0x1.55555546f9884p-5,
    0x1.1111112793517p-7,
    0x1.6c1cfad55d9f4p-10,
    0x1.a01610a66e596p-13,
};

/* e^x - 1 = x + x^2 (c0 + ... + c6 x^6): relative error below 3.41796875e-3 2^-53. */
static const double f64_expm1_faithful[7] = {
    0x1p-1,
    0x1.55555555555ddp-3,
    0x1.55555555554e5p-5,
    0x1.1111110aa2524p-7,
    0x1.6c16c16e68e6ap-10,
    0x1.a01f8e48613a1p-13,
    0x1.a01bf34d726ebp-16,
};

#endif
