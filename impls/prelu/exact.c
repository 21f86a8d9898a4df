#include "leaky_relu/exact.h"
#include "simd/kernel.h"

VECTOR_KERNEL(prelu_exact_forward_f32, f32, forward_f32, "prelu/exact", OP_FORWARD, .source = "comparison and blend",
              .bound_ulp = 0.5);
VECTOR_KERNEL(prelu_exact_gradient_f32, f32, gradient_f32, "prelu/exact", OP_GRADIENT, .source = "comparison and blend",
              .bound_ulp = 0.5);
VECTOR_KERNEL(prelu_exact_forward_f64, f64, forward_f64, "prelu/exact", OP_FORWARD, .source = "comparison and blend",
              .bound_ulp = 0.5);
VECTOR_KERNEL(prelu_exact_gradient_f64, f64, gradient_f64, "prelu/exact", OP_GRADIENT, .source = "comparison and blend",
              .bound_ulp = 0.5);
