"""Sums over the pairs of Phi_eps without a table, compiled: a strip of pairs after the other, in the nearest memory.

Needs numba; imported by `_compiled` only. The loops along a strip are simple, so that they become vector instructions.
"""

import math

import numpy as np
from numba import njit

from numeric.potentials._base import TOGETHER

_STRIP = 256
_FAR = 1e6  # e^{-mu r} has long been zero
# the order of a sum may change, for vector instructions; nan and infinities stay what they are
_compiled = njit(cache=True, error_model="numpy", fastmath={"reassoc", "nsz", "contract"})


@_compiled
def _horner(coefficients, order, x, n, value):
    value[:n] = coefficients[0, order]
    for i in range(1, coefficients.shape[0]):
        c = coefficients[i, order]
        for p in range(n):
            value[p] = value[p] * x[p] + c


@_compiled
def _jets(r, n, orders, numbers, room, jet):
    """jet (3, n): Phi_eps and its first derivatives at r, as `AlmostHarmonic.profile`; so many of them."""
    eps, mu, shift, scale, power, outside, inside, linear = numbers
    t, q, size = room
    near = 0
    for p in range(n):
        inner = r[p] < eps
        near += inner
        at = eps if inner else r[p]
        q[p] = eps / at
        at = mu * at
        t[p] = _FAR if at > _FAR else at
    for p in range(n):
        size[p] = math.exp(shift - t[p])
    for p in range(n):
        size[p] *= scale
    for _ in range(power):
        for p in range(n):
            size[p] *= q[p]
    for order in range(orders):
        _horner(outside, order, t, n, jet[order])
        for p in range(n):
            jet[order, p] *= size[p]
            size[p] *= q[p]
    if near:
        for p in range(n):
            if r[p] < eps:
                v = (eps - r[p]) / eps
                for order in range(orders):
                    value = inside[0, order]
                    for i in range(1, inside.shape[0]):
                        value = value * v + inside[i, order]
                    jet[order, p] = linear * r[p] if order == 2 and linear != 0 else value


@_compiled
def _apart(points, i, start, n, z, r):
    """z (d, n) and r: the differences and distances of point i from the n points after `start`."""
    r[:n] = 0.0
    for x in range(points.shape[0]):
        here = points[x, i]
        for p in range(n):
            difference = here - points[x, start + p]
            z[x, p] = difference
            r[p] += difference * difference
    for p in range(n):
        r[p] = math.sqrt(r[p])


@_compiled
def field(points, k, c, numbers, out):
    """out (k,): sum_p c_p Phi(x_i, p), for points (d, m)."""
    d = points.shape[0]
    z, r, jet, room = np.empty((d, _STRIP)), np.empty(_STRIP), np.empty((3, _STRIP)), np.empty((3, _STRIP))
    for i in range(k):
        total = 0.0
        for start in range(0, len(c), _STRIP):
            n = min(_STRIP, len(c) - start)
            _apart(points, i, start, n, z, r)
            _jets(r, n, 1, numbers, room, jet)
            if start <= i < start + n:
                jet[0, i - start] = 1.0
            for p in range(n):
                total += c[start + p] * jet[0, p]
        out[i] = total


@_compiled
def slopes(points, k, c, numbers, out, pull):
    """The same, and pull (k, d): sum_p c_p grad_i Phi(x_i, p)."""
    d = points.shape[0]
    z, r, jet, room = np.empty((d, _STRIP)), np.empty(_STRIP), np.empty((3, _STRIP)), np.empty((3, _STRIP))
    for i in range(k):
        total = 0.0
        pull[i] = 0.0
        for start in range(0, len(c), _STRIP):
            n = min(_STRIP, len(c) - start)
            _apart(points, i, start, n, z, r)
            _jets(r, n, 2, numbers, room, jet)
            if start <= i < start + n:
                jet[0, i - start] = 1.0
                r[i - start] = 0.0
            for p in range(n):
                total += c[start + p] * jet[0, p]
                jet[1, p] = 0.0 if r[p] < TOGETHER else c[start + p] * jet[1, p] / r[p]
            for x in range(d):
                drawn = 0.0
                for p in range(n):
                    drawn += jet[1, p] * z[x, p]
                pull[i, x] += drawn
        out[i] = total


@_compiled
def product(points, k, a, c, v, moves, numbers, along, place):
    """As `Sums.product`: along (k,) and place (k, d), for moves (d, m) and v (m,) of the points, 0 for the fixed."""
    d = points.shape[0]
    z, r, jet, room = np.empty((d, _STRIP)), np.empty(_STRIP), np.empty((3, _STRIP)), np.empty((3, _STRIP))
    toward = np.empty(_STRIP)
    for i in range(k):
        total = 0.0
        place[i] = 0.0
        for start in range(0, len(c), _STRIP):
            n = min(_STRIP, len(c) - start)
            _apart(points, i, start, n, z, r)
            _jets(r, n, 3, numbers, room, jet)
            if start <= i < start + n:
                jet[0, i - start] = 1.0
                r[i - start] = 0.0
            toward[:n] = 0.0
            for x in range(d):
                here = moves[x, i]
                for p in range(n):
                    toward[p] += z[x, p] * (here - moves[x, start + p])
            for p in range(n):
                inverse = 0.0 if r[p] < TOGETHER else 1.0 / r[p]
                across = jet[1, p] * inverse
                extra = (jet[2, p] - across) * inverse * inverse
                charge = c[start + p]
                total += v[start + p] * jet[0, p] + charge * across * toward[p]
                # by the differences, and by the moves
                jet[0, p] = across * (v[i] * charge + a[i] * v[start + p]) + a[i] * charge * extra * toward[p]
                jet[1, p] = a[i] * charge * across
            for x in range(d):
                drawn, here = 0.0, moves[x, i]
                for p in range(n):
                    drawn += jet[0, p] * z[x, p] + jet[1, p] * (here - moves[x, start + p])
                place[i, x] += drawn
        along[i] = total
