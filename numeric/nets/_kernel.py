"""Gradient steps in float32, compiled. Needs numba; imported by `_compiled` only.

Every fresh copy of the code compiles this once, so it is plain: loops over entries of arrays that the caller has made.
Slices, reshaped arrays and sums by name would take five times as long to compile, and run no faster.
"""

import numpy as np
from numba import njit

BLOCK = 256  # samples that go through the net together

# tanh x = x p(x^2) / q(x^2) to a few units in the last place of float32: Eigen, generic_fast_tanh_float
P0, P1, P2, P3, P4, P5, P6 = (np.float32(c) for c in (
    -2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-08,
    1.48572235717979e-05, 6.37261928875436e-04, 4.89352455891786e-03))
Q0, Q1, Q2, Q3 = (np.float32(c) for c in (
    1.19825839466702e-06, 1.18534705686654e-04, 2.26843463243900e-03, 4.89352518554385e-03))
FAR, ZERO, ONE = np.float32(7.90531110763549805), np.float32(0), np.float32(1)  # beyond FAR tanh is 1 in float32

_OPTIONS = {"fastmath": {"contract", "reassoc", "nsz", "arcp"},  # sums in any order; what is infinite stays so
            "error_model": "numpy"}


def _compiled(function):
    """`function` compiled at its first call, and kept on disk where that can be written."""
    try:
        return njit(cache=True, **_OPTIONS)(function)
    except RuntimeError:  # nowhere to keep it
        return njit(**_OPTIONS)(function)


_part = njit(forceinline=True, **_OPTIONS)
"""A function that becomes a part of what calls it, and is never kept on disk by itself.

Left to itself the compiler calls it, and what is called depends on what lies ready on disk, and with it the order of
sums: the same net would end in other digits the second time.
"""


@_part
def _times(w, outs, ins, below, out):
    """out = w @ below for w (outs, ins), two rows by four columns of w at a time, as long as there are so many."""
    rest, even = ins % 4, outs - outs % 2
    for j in range(outs):
        for s in range(BLOCK):
            out[j, s] = ZERO
        for i in range(rest):
            p = w[j, i]
            for s in range(BLOCK):
                out[j, s] += p * below[i, s]
    for j in range(0, even, 2):
        for i in range(rest, ins, 4):
            p0, p1, p2, p3 = w[j, i], w[j, i + 1], w[j, i + 2], w[j, i + 3]
            q0, q1, q2, q3 = w[j + 1, i], w[j + 1, i + 1], w[j + 1, i + 2], w[j + 1, i + 3]
            for s in range(BLOCK):
                b0, b1, b2, b3 = below[i, s], below[i + 1, s], below[i + 2, s], below[i + 3, s]
                out[j, s] += p0 * b0 + p1 * b1 + p2 * b2 + p3 * b3
                out[j + 1, s] += q0 * b0 + q1 * b1 + q2 * b2 + q3 * b3
    for j in range(even, outs):
        for i in range(rest, ins, 4):
            p0, p1, p2, p3 = w[j, i], w[j, i + 1], w[j, i + 2], w[j, i + 3]
            for s in range(BLOCK):
                out[j, s] += p0 * below[i, s] + p1 * below[i + 1, s] + p2 * below[i + 2, s] + p3 * below[i + 3, s]


@_part
def _add_products(up, outs, below, ins, slope):
    """slope += up @ below.T for slope (outs, ins), four columns of it at a time."""
    rest = ins % 4
    for j in range(outs):
        for i in range(rest):
            p = ZERO
            for s in range(BLOCK):
                p += up[j, s] * below[i, s]
            slope[j, i] += p
        for i in range(rest, ins, 4):
            p0 = p1 = p2 = p3 = ZERO
            for s in range(BLOCK):
                u = up[j, s]
                p0 += u * below[i, s]
                p1 += u * below[i + 1, s]
                p2 += u * below[i + 2, s]
                p3 += u * below[i + 3, s]
            slope[j, i] += p0
            slope[j, i + 1] += p1
            slope[j, i + 2] += p2
            slope[j, i + 3] += p3


@_part
def _bend(h, rows):
    """h = tanh h in its first rows, in place."""
    for j in range(rows):
        for s in range(BLOCK):
            z = min(max(h[j, s], -FAR), FAR)
            q = z * z
            p = (((((P0 * q + P1) * q + P2) * q + P3) * q + P4) * q + P5) * q + P6
            h[j, s] = z * p / (((Q0 * q + Q1) * q + Q2) * q + Q3)


@_compiled
def descend(w, sizes, x, y, h, delta, scaled, turned, slope, scale, factor, steps):
    """`steps` steps on the weights w (layers, most, wide), of which layer l has `sizes[l]` = (outputs, inputs).

    x (blocks, d, BLOCK); y (blocks, BLOCK); `factor` is the length of a step times 2 scale / n. The others are room
    to work in: h and delta (layers, most, BLOCK) for the values of all nodes and the derivatives by what they sum up,
    scaled and slope as w, turned (layers, wide, most).
    """
    depth, most, wide = w.shape
    last = depth - 1
    for _ in range(steps):
        for layer in range(depth):
            for j in range(most):
                for i in range(wide):
                    weight = scale * w[layer, j, i]
                    scaled[layer, j, i] = weight
                    turned[layer, i, j] = weight
                    slope[layer, j, i] = ZERO
        for block in range(x.shape[0]):
            for layer in range(depth):
                outs, ins = sizes[layer, 0], sizes[layer, 1]
                _times(scaled[layer], outs, ins, h[layer - 1] if layer else x[block], h[layer])
                _bend(h[layer], outs)
            for s in range(BLOCK):
                value = h[last, 0, s]
                delta[last, 0, s] = (value - y[block, s]) * (ONE - value * value)
            for layer in range(last, -1, -1):
                outs, ins = sizes[layer, 0], sizes[layer, 1]
                _add_products(delta[layer], outs, h[layer - 1] if layer else x[block], ins, slope[layer])
                if layer:
                    _times(turned[layer], ins, outs, delta[layer], delta[layer - 1])
                    for i in range(ins):
                        for s in range(BLOCK):
                            value = h[layer - 1, i, s]
                            delta[layer - 1, i, s] *= ONE - value * value
        for layer in range(depth):
            for j in range(most):
                for i in range(wide):
                    w[layer, j, i] -= factor * slope[layer, j, i]
