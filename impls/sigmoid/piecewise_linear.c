#include "../classics/plan.h"

CLASSIC hard_theano(real x)
{
    return held(x / 5 + (real)0.5, 0, 1);
}

CLASSIC hard_mobilenet(real x)
{
    return held(x + 3, 0, 6) / 6;
}

REGISTER_POINTWISE_SIMD("sigmoid/plan", OP_FORWARD, sigmoid_plan, .source = PLAN_SOURCE, .bound_abs = PLAN_ERROR);
REGISTER_POINTWISE_SIMD("sigmoid/hard_theano", OP_FORWARD, hard_theano,
                        .source = "hard sigmoid 0.2 x + 0.5 held in [0, 1] (Theano, Keras); at most 0.076 off",
                        .bound_abs = 0.0759);
REGISTER_POINTWISE_SIMD("sigmoid/hard_mobilenet", OP_FORWARD, hard_mobilenet,
                        .source = "hard sigmoid relu6(x + 3)/6, Howard et al., MobileNetV3, 2019; at most 0.07 off",
                        .bound_abs = 0.0693);
