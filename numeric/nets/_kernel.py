"""Gradient steps in float32, compiled. Needs numba; imported by `_compiled` only."""

import numpy as np
from numba import njit

BLOCK = 128  # samples that go through the net together

# tanh x = x p(x^2) / q(x^2) to a few units in the last place of float32: Eigen, generic_fast_tanh_float
P0, P1, P2, P3, P4, P5, P6 = (np.float32(c) for c in (
    -2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-08,
    1.48572235717979e-05, 6.37261928875436e-04, 4.89352455891786e-03))
Q0, Q1, Q2, Q3 = (np.float32(c) for c in (
    1.19825839466702e-06, 1.18534705686654e-04, 2.26843463243900e-03, 4.89352518554385e-03))
FAR, ONE = np.float32(7.90531110763549805), np.float32(1)  # beyond FAR tanh is 1 in float32

_OPTIONS = {"fastmath": {"contract", "reassoc", "nsz", "arcp"},  # sums in any order; what is infinite stays so
            "error_model": "numpy"}


def _compiled(function):
    """`function` compiled at its first call, and kept on disk where that can be written."""
    try:
        return njit(cache=True, **_OPTIONS)(function)
    except RuntimeError:  # nowhere to keep it
        return njit(**_OPTIONS)(function)


def _part(function):
    """`function` made a part of what calls it, before anything is compiled.

    Whether the compiler takes calls apart by itself depends on what lies ready on disk, and with it the order of sums:
    the same net would end in other digits the second time.
    """
    return njit(inline="always", **_OPTIONS)(function)


@_part
def _times(w, below, out):
    """out = w @ below, four rows by four columns of w at a time, as long as there are four."""
    outs, ins = w.shape
    j = 0
    while j + 3 < outs:
        o0, o1, o2, o3 = out[j], out[j + 1], out[j + 2], out[j + 3]
        i = ins % 4
        o0[:] = o1[:] = o2[:] = o3[:] = 0
        for m in range(i):
            v0, v1, v2, v3 = w[j, m], w[j + 1, m], w[j + 2, m], w[j + 3, m]
            b = below[m]
            for s in range(BLOCK):
                o0[s] += v0 * b[s]
                o1[s] += v1 * b[s]
                o2[s] += v2 * b[s]
                o3[s] += v3 * b[s]
        while i < ins:
            b0, b1, b2, b3 = below[i], below[i + 1], below[i + 2], below[i + 3]
            p0, p1, p2, p3 = w[j, i], w[j, i + 1], w[j, i + 2], w[j, i + 3]
            q0, q1, q2, q3 = w[j + 1, i], w[j + 1, i + 1], w[j + 1, i + 2], w[j + 1, i + 3]
            r0, r1, r2, r3 = w[j + 2, i], w[j + 2, i + 1], w[j + 2, i + 2], w[j + 2, i + 3]
            t0, t1, t2, t3 = w[j + 3, i], w[j + 3, i + 1], w[j + 3, i + 2], w[j + 3, i + 3]
            for s in range(BLOCK):
                e0, e1, e2, e3 = b0[s], b1[s], b2[s], b3[s]
                o0[s] += p0 * e0 + p1 * e1 + p2 * e2 + p3 * e3
                o1[s] += q0 * e0 + q1 * e1 + q2 * e2 + q3 * e3
                o2[s] += r0 * e0 + r1 * e1 + r2 * e2 + r3 * e3
                o3[s] += t0 * e0 + t1 * e1 + t2 * e2 + t3 * e3
            i += 4
        j += 4
    while j < outs:
        o0 = out[j]
        i = ins % 4
        o0[:] = 0
        for m in range(i):
            v0, b = w[j, m], below[m]
            for s in range(BLOCK):
                o0[s] += v0 * b[s]
        while i < ins:
            b0, b1, b2, b3 = below[i], below[i + 1], below[i + 2], below[i + 3]
            p0, p1, p2, p3 = w[j, i], w[j, i + 1], w[j, i + 2], w[j, i + 3]
            for s in range(BLOCK):
                o0[s] += p0 * b0[s] + p1 * b1[s] + p2 * b2[s] + p3 * b3[s]
            i += 4
        j += 1


@_part
def _add_products(up, below, slope):
    """slope += up @ below.T, two rows by four columns of it at a time."""
    outs, ins = slope.shape
    zero = np.float32(0)
    j = 0
    while j < outs:
        two = j + 1 < outs
        u, v = up[j], up[j + 1 if two else j]
        i = 0
        while i + 3 < ins:
            b0, b1, b2, b3 = below[i], below[i + 1], below[i + 2], below[i + 3]
            p0 = p1 = p2 = p3 = q0 = q1 = q2 = q3 = zero
            for s in range(BLOCK):
                e, f = u[s], v[s]
                p0 += e * b0[s]
                p1 += e * b1[s]
                p2 += e * b2[s]
                p3 += e * b3[s]
                q0 += f * b0[s]
                q1 += f * b1[s]
                q2 += f * b2[s]
                q3 += f * b3[s]
            slope[j, i] += p0
            slope[j, i + 1] += p1
            slope[j, i + 2] += p2
            slope[j, i + 3] += p3
            if two:
                slope[j + 1, i] += q0
                slope[j + 1, i + 1] += q1
                slope[j + 1, i + 2] += q2
                slope[j + 1, i + 3] += q3
            i += 4
        while i < ins:
            b0 = below[i]
            p0 = q0 = zero
            for s in range(BLOCK):
                p0 += u[s] * b0[s]
                q0 += v[s] * b0[s]
            slope[j, i] += p0
            if two:
                slope[j + 1, i] += q0
            i += 1
        j += 2


@_part
def _bend(h):
    """h = tanh h, in place."""
    for j in range(len(h)):
        out = h[j]
        for s in range(BLOCK):
            z = min(max(out[s], -FAR), FAR)
            q = z * z
            p = (((((P0 * q + P1) * q + P2) * q + P3) * q + P4) * q + P5) * q + P6
            out[s] = z * p / (((Q0 * q + Q1) * q + Q2) * q + Q3)


@_compiled
def descend(flat, sizes, x, y, scale, factor, length, steps):
    """`steps` steps of `length` on the weights in `flat`; see `_compiled.Batch`.

    `sizes` (layers, 3): outputs, inputs, and where the layer's weights begin in `flat`; x (blocks, d, BLOCK);
    y (blocks, BLOCK); `factor` is 2 scale / n.
    """
    depth, most = len(sizes), sizes[:, 0].max()
    scaled, slope = np.empty_like(flat), np.empty_like(flat)
    h = np.empty((sizes[:, 0].sum(), BLOCK), np.float32)
    now, then = np.empty((most, BLOCK), np.float32), np.empty((most, BLOCK), np.float32)
    for _ in range(steps):
        scaled[:] = flat * scale
        slope[:] = 0
        for block in range(len(x)):
            row = 0
            below = x[block]
            for layer in range(depth):  # the values of all nodes
                outs, ins, first = sizes[layer]
                out = h[row:row + outs]
                _times(scaled[first:first + outs * ins].reshape((outs, ins)), below, out)
                _bend(out)
                below = out
                row += outs
            row -= 1
            for s in range(BLOCK):
                value = h[row, s]
                now[0, s] = (value - y[block, s]) * (ONE - value * value)
            for layer in range(depth - 1, -1, -1):  # the derivatives by what each node sums up, from the output down
                outs, ins, first = sizes[layer]
                last = first + outs * ins
                below = h[row - ins:row] if layer else x[block]
                _add_products(now, below, slope[first:last].reshape((outs, ins)))
                if layer:
                    _times(scaled[first:last].reshape((outs, ins)).T, now, then)
                    for i in range(ins):
                        out, value = then[i], below[i]
                        for s in range(BLOCK):
                            out[s] *= ONE - value[s] * value[s]
                    now, then = then, now
                    row -= ins
        for c in range(len(flat)):
            flat[c] -= length * factor * slope[c]
