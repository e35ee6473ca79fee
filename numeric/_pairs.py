"""Pairs of moving points with moving and fixed ones: what the loss and its derivatives are summed from."""

import math
from functools import cached_property
from typing import Any, Protocol

import numpy as np

from numeric.potentials import Potential, Radial, Zonal

from . import _compiled
from ._namespace import (
    at_front,
    coordinates_first,
    drawn,
    namespace,
    own,
    products,
    row_products,
    same_library,
    squares,
)

Array = Any  # of any library; NumPy's alone for `slopes`, `bend` and `cross`


class Pairs(Protocol):
    """Sums over the pairs (i, p) of r of k moving points with all m points, the k moving ones first.

    There may be axes before those named here. A moving point with itself counts in `value` only, where it is a
    constant. The last three, for whole Hessians, want r = k and no more axes.
    """

    value: Array  # Phi(x_i, p), (r, m)

    def pull(self, W: Array) -> Array:
        """(r, d): sum over p of W_ip times the gradient at x_i; W may be (1, m)."""

    def product(self, a: Array, c: Array, v: Array, V: Array) -> tuple[Array, Array]:
        """How sum_p c_p Phi(x_i, p), (r,), changes as the moving points move by V (k, d); and

        how a_i sum_p c_p grad_i Phi(x_i, p), (r, d), does as their charges change by v (k,) too. a and c, (k,) and
        (m,), begin with the same.
        """

    def slopes(self) -> Array:
        """(k, k, d): the gradients at x_i of the pairs of moving points."""

    def bend(self, W: Array) -> Array:
        """(k, d, d): sum over p of W_ip times the Hessian at x_i."""

    def cross(self, W: Array, out: Array) -> None:
        """out (k, d, k, d): for W (k, k), W_ij times the mixed derivative by x_i and x_j."""


def pairs(potential: Potential, x: Array, fixed: Array, fast: bool = False) -> Pairs:
    """All pairs of x (k, d) with x and `fixed` (n, d); `fast`: by compiled code where there is some."""
    points = np.concatenate([x, fixed])
    return some_pairs(potential, points, len(x), 0, len(x), fast)


def some_pairs(potential: Potential, points: Array, k: int, first: int, last: int, fast: bool = False) -> Pairs:
    """The pairs of points first..last-1, of the k moving ones, with all points (..., m, d) of any library."""
    if isinstance(potential, Radial):
        return _RadialTable(potential, points, k, first, last, fast)
    if isinstance(potential, Zonal):
        return _ZonalTable(potential, points, k, first, last)
    if namespace(points) is not np:
        raise TypeError(f"{potential!r} is neither Radial nor Zonal, so it works with NumPy's arrays alone")
    return _Table(potential, points, k, first, last)


def numbers(potential: Potential, d: int) -> int:
    """How many numbers a pair takes while it is worked at, about."""
    if isinstance(potential, (Radial, Zonal)):
        return (d if isinstance(potential, Radial) else 0) + 8
    return 3 * d * d + 4 * d + 2


class _Rows:
    """Which rows of the table these are."""

    def __init__(self, potential: Any, k: int, first: int, last: int) -> None:
        self._k, self._first, self._rows = k, first, slice(first, last)
        self._at_own = potential.diagonal if math.isfinite(potential.diagonal) else 0.0

    def _own_set(self, xp: Any, value: Array, first: Array, second: Array) -> tuple[Array, ...]:
        at = self._first
        return own(value, at, self._at_own, xp), own(first, at, 0.0, xp), own(second, at, 0.0, xp)


class _RadialTable(_Rows):
    """From differences, (d, r, m): coordinates first, so that the long axis is the inner one.

    Products of the points themselves would be faster, but lose the digits of what is close together.
    """

    def __init__(self, potential: Radial, points: Array, k: int, first: int, last: int, fast: bool) -> None:
        super().__init__(potential, k, first, last)
        self._xp, self._d = namespace(points), points.shape[-1]
        compiled = _compiled.parts(potential, points[:k], points) if fast and (first, last) == (0, k) else None
        self._apart, self.value, self._across, self._extra = compiled or self._made(potential, points)

    def _made(self, potential: Radial, points: Array) -> tuple[Array, Array, Array, Array]:
        xp = self._xp
        turned = coordinates_first(points, xp)
        apart = turned[..., self._rows, None] - turned[..., None, :]
        r = xp.sqrt(squares(apart, xp))
        parts = potential.parts(own(r, self._first, 1.0, xp))
        value, across, extra = self._own_set(xp, *parts)
        return apart, value, across, extra

    def pull(self, W: Array) -> Array:
        return drawn(self._apart, W * self._across, self._xp)

    def product(self, a: Array, c: Array, v: Array, V: Array) -> tuple[Array, Array]:
        xp, k, rows = self._xp, self._k, self._rows
        a, here = a[..., rows, None], V[..., rows, :]
        turned = coordinates_first(V, xp)
        if xp is np and V.ndim == 2:
            toward = np.matmul(here[:, None, :], self._apart.transpose(1, 0, 2))[:, 0]
        else:
            toward = products(self._apart, turned[..., rows, None], xp)
        if here.shape == V.shape:  # x_i - x_j moves by V_i - V_j
            toward = at_front(toward, coordinates_first(toward[..., :k], xp), xp)
        else:
            toward = at_front(toward, products(self._apart[..., :k], -turned[..., None, :], xp), xp)
        weighted = self._across * c[..., None, :]
        along = row_products(weighted, toward, xp)
        toward *= self._extra
        toward *= c[..., None, :]
        toward = at_front(toward, self._across[..., :k] * v[..., None, :], xp)
        toward *= a
        toward += weighted * v[..., rows, None]
        moved = xp.sum(weighted, axis=-1)[..., None] * here - xp.matmul(weighted[..., :k], V)
        return along, drawn(self._apart, toward, xp) + a * moved

    def slopes(self) -> Array:
        return (self._across[:, :self._k] * self._apart[:, :, :self._k]).transpose(1, 2, 0)

    def bend(self, W: Array) -> Array:
        apart = self._apart.transpose(1, 0, 2)
        total = np.matmul((W * self._extra)[:, None, :] * apart, apart.transpose(0, 2, 1))
        total += np.sum(W * self._across, axis=1)[:, None, None] * np.eye(self._d)
        return total

    def cross(self, W: Array, out: Array) -> None:
        k = self._k
        apart = np.ascontiguousarray(self._apart[:, :, :k].transpose(1, 2, 0))
        weighted = (-W * self._extra[:, :k])[:, :, None] * apart
        np.multiply(weighted.transpose(0, 2, 1)[:, :, :, None], apart[:, None, :, :], out=out)
        across = W * self._across[:, :k]
        for x in range(self._d):
            out[:, x, :, x] -= across


class _ZonalTable(_Rows):
    """From f, f' and f'' of the products of unit vectors: all sums are products of matrices."""

    def __init__(self, potential: Zonal, points: Array, k: int, first: int, last: int) -> None:
        super().__init__(potential, k, first, last)
        self._xp, self._points = namespace(points), points
        table = potential.table(points[..., first:last, :], points)
        same_library(table.value, self._xp, potential)
        self.value, self._slope, self._bend = self._own_set(self._xp, *table)

    def pull(self, W: Array) -> Array:
        return self._xp.matmul(W * self._slope, self._points)

    def product(self, a: Array, c: Array, v: Array, V: Array) -> tuple[Array, Array]:
        xp, k, rows = self._xp, self._k, self._rows
        a, here = a[..., rows, None], self._points[..., rows, :]
        turned = xp.matmul(V[..., rows, :], xp.moveaxis(self._points, -1, -2))
        turned = at_front(turned, xp.matmul(here, xp.moveaxis(V, -1, -2)), xp)  # x.p changes by V_x.p + x.V_p
        weighted = self._slope * c[..., None, :]
        along = row_products(weighted, turned, xp)
        turned *= self._bend
        turned *= c[..., None, :]
        turned = at_front(turned, self._slope[..., :k] * v[..., None, :], xp)
        turned *= a
        turned += weighted * v[..., rows, None]
        return along, xp.matmul(turned, self._points) + a * xp.matmul(weighted[..., :k], V)

    def slopes(self) -> Array:
        return self._slope[:, :self._k, None] * self._points[None, :self._k]

    def bend(self, W: Array) -> Array:
        return np.matmul((W * self._bend)[:, None, :] * self._points.T, self._points)

    def cross(self, W: Array, out: Array) -> None:
        x = self._points[:self._k]
        weighted = (W * self._bend[:, :self._k])[:, None, :] * x.T  # (i, x, j): rows are p's coordinates
        np.multiply(weighted[:, :, :, None], x[:, None, None, :], out=out)
        slope = W * self._slope[:, :self._k]
        for c in range(x.shape[1]):
            out[:, c, :, c] += slope


class _Table(_Rows):
    """Any potential, from its own gradient, Hessian and mixed derivative; NumPy's arrays alone."""

    def __init__(self, potential: Potential, points: Array, k: int, first: int, last: int) -> None:
        super().__init__(potential, k, first, last)
        self._potential, self._at = potential, (points[..., first:last, None, :], points[..., None, :, :])
        self.value = self._own(potential.value(*self._at), 0, self._at_own)

    @cached_property
    def _gradient(self) -> Array:
        return self._own(self._potential.gradient(*self._at), 1)

    @cached_property
    def _back(self) -> Array:
        """The gradients at the other of two moving points: the potential is symmetric."""
        x, points = self._at
        return self._own(self._potential.gradient(points[..., :self._k, :], x), 1)

    @cached_property
    def _hessian(self) -> Array:
        return self._own(self._potential.hessian(*self._at), 2)

    @cached_property
    def _mixed(self) -> Array:
        x, points = self._at
        return self._own(self._potential.mixed(x, points[..., :self._k, :]), 2)

    def _own(self, table: Array, axes: int, at_own: float = 0.0) -> Array:
        """The table, with some axes after those of the pair, with this entry for each moving point with itself."""
        table, every = np.array(table), np.arange(self._rows.stop - self._first)
        table[(..., every, every + self._first, *[slice(None)] * axes)] = at_own
        return table

    def pull(self, W: Array) -> Array:
        return np.einsum("...ip,...ipx->...ix", W + np.zeros_like(self.value), self._gradient)

    def product(self, a: Array, c: Array, v: Array, V: Array) -> tuple[Array, Array]:
        k, rows = self._k, self._rows
        here, front, ends = V[..., rows, :], c[..., :k], (self._gradient, self._back)
        along = np.einsum("...p,...ipx,...ix->...i", c, ends[0], here, optimize=True)
        along += np.einsum("...j,...ijx,...jx->...i", front, ends[1], V, optimize=True)
        place = np.einsum("...p,...ipxy,...iy->...ix", c, self._hessian, here, optimize=True)
        place += np.einsum("...j,...ijxy,...jy->...ix", front, self._mixed, V, optimize=True)
        place += np.einsum("...j,...ijx->...ix", v, self._gradient[..., :k, :])
        return along, place * a[..., rows, None] + v[..., rows, None] * self.pull(c[..., None, :])

    def slopes(self) -> Array:
        return self._gradient[:, :self._k]

    def bend(self, W: Array) -> Array:
        return np.einsum("ip,ipxy->ixy", W, self._hessian)

    def cross(self, W: Array, out: Array) -> None:
        np.einsum("ij,ijxy->ixjy", W, self._mixed, out=out)
