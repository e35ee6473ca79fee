"""The pairs of Phi_eps by compiled code, where numba is installed: a fifth of NumPy's time for a few charges."""

from collections.abc import Callable
from functools import lru_cache
from math import exp, sqrt
from typing import Any

import numpy as np

from numeric.potentials import AlmostHarmonic
from numeric.potentials._base import TOGETHER, Array

MANY = 5000  # pairs: above, NumPy's arrays are the faster
FAR = 1e6  # e^{-mu r} has long been zero


@lru_cache(maxsize=1)
def _kernel() -> Callable[..., None] | None:
    """`_fill` compiled at its first call and kept on disk where that can be written; None without numba."""
    try:
        import numba
    except ImportError:
        return None
    try:
        return numba.njit(cache=True)(_fill)
    except RuntimeError:  # nowhere to keep it
        return numba.njit(_fill)


def parts(potential: Any, x: Array, points: Array) -> tuple[Array, Array, Array, Array] | None:
    """The differences (d, k, m), Phi, across and extra (k, m) as NumPy makes them, to 1e-13; None: let NumPy do it.

    It is done for few pairs of `AlmostHarmonic`, and where numba can be imported.
    """
    (k, d), m = x.shape, len(points)
    if type(potential) is not AlmostHarmonic or k * m > MANY or (kernel := _kernel()) is None:
        return None
    apart, tables = np.empty((d, k, m)), np.empty((3, k, m))
    kernel(x, points, *potential.numbers, apart, tables)
    return apart, tables[0], tables[1], tables[2]


class Compiled:
    """The sums over the pairs of k moving points with all points (m, d) that `Sums` has, without a table."""

    def __init__(self, potential: Any, points: Array, k: int) -> None:
        self._points, self._k, self._numbers = np.ascontiguousarray(points.T), k, potential.numbers

    def field(self, c: Array) -> Array:
        """(k,), of the first so many points."""
        from ._compiled_sums import field

        out = np.empty(self._k)
        field(self._points, self._k, np.ascontiguousarray(c), self._numbers, out)
        return out

    def slopes(self, c: Array) -> tuple[Array, Array]:
        """The field (k,) and the sum of the gradients (k, d)."""
        from ._compiled_sums import slopes

        out, pull = np.empty(self._k), np.empty((self._k, len(self._points)))
        slopes(self._points, self._k, np.ascontiguousarray(c), self._numbers, out, pull)
        return out, pull

    def product(self, a: Array, c: Array, v: Array, V: Array) -> tuple[Array, Array]:
        """(k,) and (k, d)."""
        from ._compiled_sums import product

        along, place = np.empty(self._k), np.empty((self._k, len(self._points)))
        moves, of_charges = np.zeros_like(self._points), np.zeros(len(c))
        moves[:, :self._k], of_charges[:self._k] = V.T, v
        product(self._points, self._k, a, c, of_charges, moves, self._numbers, along, place)
        return along, place


def sums(potential: Any, points: Array, k: int) -> Compiled | None:
    """The sums by compiled code, for `AlmostHarmonic` where numba can be imported and keep what it compiles."""
    if type(potential) is not AlmostHarmonic or _kernel() is None:
        return None
    try:
        from . import _compiled_sums  # noqa: F401  (the functions above take theirs from it)
    except RuntimeError:  # nowhere to keep it, and it takes seconds to compile
        return None
    return Compiled(potential, points, k)


def _fill(x, points, eps, mu, shift, scale, power, outside, inside, linear, apart, tables):  # type: ignore[no-untyped-def]
    """For one pair after the other what `AlmostHarmonic.profile` and `Radial.parts` do for arrays.

    `outside` and `inside` are (degree + 1, 3), the highest coefficient first; `linear` is the slope of Phi'' inside
    for d = 3, else 0.
    """
    jet = np.empty(3)
    for i in range(x.shape[0]):
        for p in range(points.shape[0]):
            square = 0.0
            for c in range(x.shape[1]):
                z = x[i, c] - points[p, c]
                apart[c, i, p] = z
                square += z * z
            r = sqrt(square)
            near = r < eps
            at = (eps - r) / eps if near else mu * r
            if at > FAR:
                at = FAR
            coefficients = inside if near else outside
            for order in range(3):
                jet[order] = coefficients[0, order]
                for n in range(1, coefficients.shape[0]):
                    jet[order] = jet[order] * at + coefficients[n, order]
            if near and linear != 0:
                jet[2] = linear * r
            elif not near:
                q = eps / r
                size = scale * exp(shift - at) * q**power
                for order in range(3):
                    jet[order] *= size
                    size *= q
            tables[0, i, p] = jet[0]
            if p == i or r < TOGETHER:
                tables[1, i, p] = tables[2, i, p] = 0.0
            else:
                across = jet[1] / r
                tables[1, i, p] = across
                tables[2, i, p] = (jet[2] - across) / r / r
        tables[0, i, i] = 1.0
