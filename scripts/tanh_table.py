#!/usr/bin/env python3
"""Writes the table of impls/tanh/: scripts/tanh_table.py > impls/simd/tanh_table.h

tanh(x) for 0 <= x < 9.375 is taken from 32 points a by tanh(a + r) = t + (1 - t^2) u / (1 + t u), t = tanh(a),
u = tanh(r). The interval of x is read off the upper bits of the float x + 0.625: eight intervals to a binade. Each
point is a float near the middle of its interval such that t is nearly a float as well (S. Gal, An accurate elementary
mathematical library for the IEEE floating point standard, ACM TOMS 17, 1991).
"""
import math
import struct
from decimal import Decimal, getcontext

getcontext().prec = 50
ORIGIN = 0.625
CANDIDATES = 3000


def as_float(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


def bits(value):
    return struct.unpack("<I", struct.pack("<f", value))[0]


def of_bits(pattern):
    return struct.unpack("<f", struct.pack("<I", pattern))[0]


def tanh(a):
    e = (Decimal(a) * 2).exp()
    return (e - 1) / (e + 1)


def rounding_error(a):
    t = tanh(a)
    return abs(t - Decimal(as_float(float(t))))


def point(upper):
    """The best float near the middle of the interval whose sums with ORIGIN have these upper 12 bits."""
    low, high = (of_bits(u << 20) - ORIGIN for u in (upper, upper + 1))
    if high <= 0.125:
        return 0.0  # t = 0 and 1 - t^2 = 1 bring no rounding errors
    middle = (low + high) / 2
    # Where tanh is flat, the floats that it comes near to are far apart: look around the nearest one, too.
    nearest = Decimal(as_float(math.tanh(middle)))
    starts = [middle]
    if nearest < 1:
        starts.append(float(((1 + nearest) / (1 - nearest)).ln() / 2))
    candidates = (of_bits(bits(start) + i) for start in starts for i in range(-CANDIDATES, CANDIDATES))
    return min(candidates, key=rounding_error)


def text_of(value):
    return value.hex().replace("0000000p", "p") if value else "0x0p0"


def show(name, values):
    print(f"static const float {name}[32] = {{")
    for v in values:
        print(f"    {text_of(v)}F,")
    print("};")


first = bits(ORIGIN) >> 20
points = {(first + k) % 32: point(first + k) for k in range(32)}
points = [points[k] for k in range(32)]
print("/* Written by scripts/tanh_table.py: change that file, not this one. */")
print("#ifndef ACTBENCH_SIMD_TANH_TABLE_H")
print("#define ACTBENCH_SIMD_TANH_TABLE_H\n")
print("/* The points a, tanh(a) and 1 - tanh(a)^2, in order of the upper bits of a + 0.625 modulo 32. */")
show("tanh_points", points)
show("tanh_values", [as_float(float(tanh(a))) for a in points])
show("tanh_slopes", [as_float(float(1 - tanh(a) ** 2)) for a in points])
print("\n#endif")
