#include "../classics/rational_tanh.h"

REGISTER_POINTWISE_SIMD("tanh/pade_3_2", OP_FORWARD, tanh_pade_3_2, .source = PADE_3_2_SOURCE,
                        .bound_abs = PADE_3_2_ERROR);
REGISTER_POINTWISE_SIMD("tanh/pade_7_6", OP_FORWARD, tanh_pade_7_6, .source = PADE_7_6_SOURCE,
                        .bound_abs = PADE_7_6_ERROR);
REGISTER_POINTWISE_SIMD("tanh/continued_fraction", OP_FORWARD, tanh_continued_fraction,
                        .source = "Lambert's continued fraction (1761) to the term 13", .bound_abs = PADE_7_6_ERROR);
