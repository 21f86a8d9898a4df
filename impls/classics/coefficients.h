/* Written by scripts/classics.sollya: do not edit. NAME_ERROR bounds the error of the polynomial itself. */
#ifndef ACTBENCH_CLASSICS_COEFFICIENTS_H
#define ACTBENCH_CLASSICS_COEFFICIENTS_H

/* K(f) = 1 + f - 2^f on [0, 1] (Malossi et al. 2015); the error is relative to 2^f. */
static const double MALOSSI_3[] = {0x1.39a7f4f5c06ddp-14, 0x1.3777699075983p-2, -0x1.cefc4bfa13941p-3,
                                   -0x1.3f96a45071c89p-4};
#define MALOSSI_3_ERROR 7.48522579669952392578125e-5
static const double MALOSSI_5[] = {0x1.41d983360c21p-24,  0x1.3a3614adee52ep-2,  -0x1.ebd5a8d9abe66p-3,
                                   -0x1.c954464ae62bfp-5, -0x1.26900cd23355bp-7, -0x1.ec3209c3f2a83p-10};
#define MALOSSI_5_ERROR 7.50078470446169376373291015625e-8

/* e^r on [-ln(2)/2, ln(2)/2]; the error is relative. */
static const double EXP_3[] = {0x1.fff6928c686fp-1, 0x1.000ac2947ea4p0, 0x1.028a8b82ab31fp-1, 0x1.5349f764de1a1p-3};
#define EXP_3_ERROR 7.48522579669952392578125e-5
static const double EXP_6[] = {0x1.0000000261508p0,  0x1.0000009c01ce8p0,  0x1.fffffaaf53645p-2, 0x1.55540a7da45b9p-3,
                               0x1.55589a42a966fp-5, 0x1.126d0c01f9be1p-7, 0x1.6ab980decd5aap-10};
#define EXP_6_ERROR 1.85758608495234511792659759521484375e-9
static const double EXP_11[] = {0x1p0,
                                0x1p0,
                                0x1.000000000001p-1,
                                0x1.55555555554a2p-3,
                                0x1.555555554f37p-5,
                                0x1.1111111130dd6p-7,
                                0x1.6c16c1878111cp-10,
                                0x1.a01a0110572b2p-13,
                                0x1.a01992d0fe736p-16,
                                0x1.71df4520aaeedp-19,
                                0x1.28b311c7eb853p-22,
                                0x1.ad661c9036619p-26};
#define EXP_11_ERROR 2.25285352981226261182001735505764372646808624267578125e-17

/* 1/(1 + e^-x) - 1/2 on [-8, 8], odd powers; the error is absolute. */
static const double SIGMOID_9[] = {0x1.df8698eba83bcp-3, -0x1.8a0e621e86d74p-7, 0x1.9ca881807e681p-12,
                                   -0x1.9e1b863ab22f5p-18, 0x1.359ce7614e22p-25};
#define SIGMOID_9_ERROR 8.77475738525390625e-3

#endif
