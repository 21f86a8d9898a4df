#!/usr/bin/env python3
"""Writes the constants of the normal distribution: scripts/normal_constants.py > impls/simd/normal_constants.h

Quotients of polynomials with the least largest relative error, by the exchange algorithm (E. Ya. Remez, 1934; for
quotients W. Fraser and J. F. Hart, On the computation of rational approximations to continuous functions, CACM 5, 1962).
Needs mpmath.
"""
import struct

import mpmath as mp

mp.mp.dps = 60
DENSITY = 24  # points of the grid between two of those where the error is level


def mills(m):
    """(1 - Phi(m)) e^(m^2/2), Phi the normal distribution."""
    return mp.erfc(m / mp.sqrt(2)) * mp.exp(m * m / 2) / 2


def erf_over_root(s):
    """erf(x)/x at s = x^2."""
    root = mp.sqrt(s)
    return mp.erf(root) / root if s else 2 / mp.sqrt(mp.pi)


def value(c, x):
    return mp.polyval(c[::-1], x)


def grid(high, middle, count):
    """0 to high, dense at the ends of (x - middle)/(x + middle)."""
    top = (high - middle) / (high + middle)
    places = (-1 + (top + 1) * (1 - mp.cos(mp.pi * i / count)) / 2 for i in range(count))
    return [middle * (1 + t) / (1 - t) for t in places] + [mp.mpf(high)]


def level(points, wanted, degrees, below):
    """The coefficients of a quotient whose error at the points is level, with alternating signs."""
    above_degree, below_degree = degrees
    n = len(points)
    for _ in range(4):
        rows, right = mp.matrix(n, n), mp.matrix(n, 1)
        for r, (x, y) in enumerate(zip(points, wanted)):
            for j in range(above_degree + 1):
                rows[r, j] = x**j / y
            for j in range(1, below_degree + 1):
                rows[r, above_degree + j] = -(x**j)
            rows[r, n - 1] = -((-1) ** r) * value(below, x)
            right[r] = 1
        found = list(mp.lu_solve(rows, right))
        above, below = found[: above_degree + 1], [mp.mpf(1)] + found[above_degree + 1 : n - 1]
    return above, below


def extrema(errors):
    """Where the error is largest between two changes of its sign."""
    found = []
    for i, e in enumerate(errors):
        if found and (errors[found[-1]] > 0) == (e > 0):
            if abs(e) > abs(errors[found[-1]]):
                found[-1] = i
        else:
            found.append(i)
    return found


def quotient(f, high, middle, degrees):
    """The coefficients above and below, and the largest relative error."""
    n = sum(degrees) + 2
    points = grid(high, middle, DENSITY * n)
    wanted = [f(x) for x in points]
    at = [i * DENSITY * n // (n - 1) for i in range(n)]
    below = [mp.mpf(1)]
    while True:
        above, below = level([points[i] for i in at], [wanted[i] for i in at], degrees, below)
        errors = [value(above, x) / value(below, x) / y - 1 for x, y in zip(points, wanted)]
        found = extrema(errors)
        assert len(found) >= n
        while len(found) > n:
            found.pop(0 if abs(errors[found[0]]) < abs(errors[found[-1]]) else -1)
        sizes = [abs(errors[i]) for i in found]
        if max(sizes) < 1.02 * min(sizes):
            return above, below, max(sizes)
        at = found


def interpolated(f, low, high, origin, degree):
    """The polynomial in x - origin that is f at as many Chebyshev points."""
    middle, half, n = mp.mpf(low + high) / 2, mp.mpf(high - low) / 2, degree + 1
    points = [middle + half * mp.cos(mp.pi * (2 * i + 1) / (2 * n)) for i in range(n)]
    rows = mp.matrix(n, n)
    for i, x in enumerate(points):
        for j in range(n):
            rows[i, j] = (x - origin) ** j
    return list(mp.lu_solve(rows, mp.matrix([f(x) for x in points])))


def show_pieces(degree):
    """1/mills by eight polynomials, two to a binade of m + 1, in order of the upper bits of the float m + 1 modulo 8."""
    ends = [0, 0.5, 1, 2, 3, 5, 7, 11, 15]
    order = [(k + 2) % 8 for k in range(8)]  # 1 = 0x3F800000, whose upper 10 bits are 6 modulo 8
    origins = [0] + [(a + b) / 2 for a, b in zip(ends[1:], ends[2:])]
    pieces = [interpolated(lambda m: 1 / mills(m), *at, degree) for at in zip(ends, ends[1:], origins)]
    print("\n/* 1/((1 - Phi(m)) e^(m^2/2)) = c0 + c1 t + ..., t = m - origin, for 0 <= m < 15 in eight pieces, in order of the")
    print(" * upper bits of m + 1 modulo 8. */")
    show("f32_mills_origins", [origins[k] for k in order], as_float)
    print(f"\nstatic const float f32_mills_pieces[{degree + 1}][8] = {{")
    for j in range(degree + 1):
        print("    {" + ", ".join(text_of(as_float(pieces[k][j])) + "F" for k in order) + "},")
    print("};")


def as_float(v):
    return struct.unpack("<f", struct.pack("<f", float(v)))[0]


def text_of(v):
    mantissa, exponent = float(v).hex().split("p")
    return mantissa.rstrip("0").rstrip(".") + "p" + str(int(exponent))


def show(name, c, rounded=float):
    kind, end = ("double", "") if rounded is float else ("float", "F")
    print(f"static const {kind} {name}[{len(c)}] = {{")
    for v in c:
        print(f"    {text_of(rounded(v))}{end},")
    print("};")


def show_quotient(name, what, f, high, middle, degrees):
    above, below, error = quotient(f, mp.mpf(high), mp.mpf(middle), degrees)
    print(f"\n/* {what}, up to {high}: relative error below 2^{mp.nstr(mp.ceil(mp.log(error, 2) * 10) / 10, 4)}. */")
    show(name + "_above", above)
    show(name + "_below", below)


print("/* Written by scripts/normal_constants.py: change that file, not this one. */")
print("#ifndef ACTBENCH_SIMD_NORMAL_CONSTANTS_H")
print("#define ACTBENCH_SIMD_NORMAL_CONSTANTS_H")
show_quotient("f64_mills", "(1 - Phi(m)) e^(m^2/2) in m", mills, "14.6", 2, (9, 10))
show_quotient("f64_erf", "erf(x)/x in x^2", erf_over_root, "15.4", 3, (10, 10))
show_pieces(5)
print("\n#endif")
