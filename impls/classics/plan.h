/* PLAN, piecewise linear approximation of a nonlinear function: slopes that are powers of two, so that
 * hardware shifts. H. Amin, K. M. Curtis and B. R. Hayes-Gill, "Piecewise linear approximation applied to
 * nonlinear function of a neural network", IEE Proceedings - Circuits, Devices and Systems 144 (1997)
 * 313-317: maximum error 1.89 %, which is 0.01894 at |x| = 1. */
#ifndef ACTBENCH_CLASSICS_PLAN_H
#define ACTBENCH_CLASSICS_PLAN_H

#include "pointwise.h"

#define PLAN_SOURCE "PLAN, Amin, Curtis and Hayes-Gill 1997: maximum error 0.0189"
#define PLAN_ERROR  0.018942

CLASSIC sigmoid_plan(real x)
{
    const real size = fabs(x);
    const real inner = size < 1 ? size / 4 + (real)0.5 : size / 8 + (real)0.625;
    const real outer = size < 5 ? size / 32 + (real)0.84375 : 1;
    const real above = size < (real)2.375 ? inner : outer;
    return x < 0 ? 1 - above : above;
}

#endif
