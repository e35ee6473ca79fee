"""All pairs of moving points with moving and fixed ones: what the loss and its derivatives are summed from."""

import math
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from numeric.potentials import Potential, Radial

from . import _compiled

Array = NDArray[np.float64]


class Pairs(Protocol):
    """Sums over the pairs (i, p) of k moving points with all m points, the k first; W is (k, m), V is (k, d).

    A moving point with itself counts in `value` only, where it is a constant.
    """

    value: Array  # Phi(x_i, p), (k, m)

    def pull(self, W: Array) -> Array:
        """(k, d): sum over p of W_ip times the gradient at x_i; W may be (m,)."""

    def slopes(self) -> Array:
        """(k, k, d): the gradients at x_i of the pairs of moving points."""

    def bend(self, W: Array) -> Array:
        """(k, d, d): sum over p of W_ip times the Hessian at x_i."""

    def cross(self, W: Array, out: Array) -> None:
        """out (k, d, k, d): for W (k, k), W_ij times the mixed derivative by x_i and x_j."""

    def moved(self, V: Array, W: Array, U: Array) -> tuple[Array, Array]:
        """As all x move by V: the change of the values as x_i alone moves, (k, m); and

        (k, d): sum over p of W_ip times the change of the gradient at x_i, and of U_ip times the gradient itself.
        """


def pairs(potential: Potential, x: Array, fixed: Array, fast: bool = False) -> Pairs:
    """The pairs of x (k, d) with x and `fixed` (n, d); `fast`: by compiled code where there is some."""
    points = np.concatenate([x, fixed])
    if isinstance(potential, Radial):
        return _RadialTable(potential, x, points, fast)
    return _Table(potential, x, points)


class _RadialTable:
    """From differences, (d, k, m): coordinates first, so that the long axis is the inner one.

    Products of the points themselves would be faster, but lose the digits of what is close together.
    """

    def __init__(self, potential: Radial, x: Array, points: Array, fast: bool) -> None:
        self._k, self._d = x.shape
        compiled = _compiled.parts(potential, x, points) if fast else None
        self._apart, self.value, self._across, self._extra = compiled or self._made(potential, x, points)

    def _made(self, potential: Radial, x: Array, points: Array) -> tuple[Array, Array, Array, Array]:
        k, m = len(x), len(points)
        apart = np.ascontiguousarray(x.T)[:, :, None] - np.ascontiguousarray(points.T)[:, None, :]
        r = np.sqrt(np.einsum("xip,xip->ip", apart, apart))
        own = slice(0, k * m, m + 1)  # a moving point with itself
        r.reshape(-1)[own] = 1.0
        value, across, extra = potential.parts(r)
        value.reshape(-1)[own] = potential.diagonal if math.isfinite(potential.diagonal) else 0.0
        across.reshape(-1)[own] = 0.0
        extra.reshape(-1)[own] = 0.0
        return apart, value, across, extra

    def pull(self, W: Array) -> Array:
        return self._drawn(W * self._across)

    def _drawn(self, W: Array) -> Array:
        """(k, d): sum over p of W_ip (x_i - p)."""
        return np.matmul(self._apart.transpose(1, 0, 2), W[:, :, None])[:, :, 0]

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

    def moved(self, V: Array, W: Array, U: Array) -> tuple[Array, Array]:
        k = self._k
        toward = np.matmul(V[:, None, :], self._apart.transpose(1, 0, 2))[:, 0]
        along = self._across * toward
        toward[:, :k] += toward[:, :k].T.copy()  # x_i - x_j moves by V_i - V_j
        toward *= W
        toward *= self._extra
        toward += self._across * U
        W = W * self._across
        return along, self._drawn(toward) + np.sum(W, axis=1)[:, None] * V - W[:, :k] @ V


class _Table:
    """Any potential, from its own gradient, Hessian and mixed derivative."""

    def __init__(self, potential: Potential, x: Array, points: Array) -> None:
        self._k = len(x)
        self._potential, self._at = potential, (x[:, None, :], points[None, :, :])
        self.value = self._own(potential.value(*self._at),
                               potential.diagonal if math.isfinite(potential.diagonal) else 0.0)
        self._gradient = self._own(potential.gradient(*self._at))

    @cached_property
    def _hessian(self) -> Array:
        return self._own(self._potential.hessian(*self._at))

    @cached_property
    def _mixed(self) -> Array:
        x = self._at[0]
        return self._own(self._potential.mixed(x, x.transpose(1, 0, 2)))

    def _own(self, table: Array, at_own: float = 0.0) -> Array:
        """The table with this entry for each moving point with itself."""
        table, own = np.array(table), np.arange(self._k)
        table[own, own] = at_own
        return table

    def pull(self, W: Array) -> Array:
        return np.einsum("...p,...px->...x", W, self._gradient)

    def slopes(self) -> Array:
        return self._gradient[:, :self._k]

    def bend(self, W: Array) -> Array:
        return np.einsum("ip,ipxy->ixy", W, self._hessian)

    def cross(self, W: Array, out: Array) -> None:
        np.einsum("ij,ijxy->ixjy", W, self._mixed, out=out)

    def moved(self, V: Array, W: Array, U: Array) -> tuple[Array, Array]:
        total = self.pull(U) + np.einsum("ixy,iy->ix", self.bend(W), V)
        total += np.einsum("ij,ijxy,jy->ix", W[:, :self._k], self._mixed, V, optimize=True)
        return np.einsum("ipx,ix->ip", self._gradient, V), total
