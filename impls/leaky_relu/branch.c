#include "leaky_relu/by_cases.h"

REGISTER_POINTWISE_ALPHA("leaky_relu/branch", OP_FORWARD, leaky, .source = "definition by cases");
REGISTER_POINTWISE_ALPHA("leaky_relu/branch", OP_GRADIENT, leaky_gradient, .source = "derivative by cases");
REGISTER_POINTWISE("leaky_relu/branch", OP_GRAD_ALPHA, leaky_grad_alpha, .source = "derivative by cases");
