/* tanh as a quotient of polynomials of degree 9 and 8 up to where that is 1, and as that beyond: the coefficients that
 * XNNPACK publishes (src/f32-vtanh/rational-9-8.c.in). */
#ifndef ACTBENCH_CLASSICS_TANH_9_8_H
#define ACTBENCH_CLASSICS_TANH_9_8_H

#include "pointwise.h"

#define TANH_9_8_SOURCE "tanh by the rational approximation 9/8 of XNNPACK"

CLASSIC tanh_9_8(real x)
{
    static const double above[] = {1, 1.3412411511e-01, 3.5330520477e-03, 2.1235626264e-05, 1.4248920266e-08},
                        below[] = {1, 4.6745735407e-01, 2.6018999517e-02, 3.3472978976e-04, 8.1365948290e-07};
    const real end = (real)7.9807181358;
    const real held = x > end ? end : x < -end ? -end : x, s = held * held;
    return held * fused_horner(above, 4, s) / fused_horner(below, 4, s);
}

#endif
