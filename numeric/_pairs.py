"""All pairs of moving points with moving and fixed ones: what the loss and its derivatives are summed from."""

import math
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from numeric.potentials import Potential, Radial

Array = NDArray[np.float64]


class Pairs(Protocol):
    """Sums over the pairs (i, p) of k moving points with all m points, the k first; W is (k, m), V is (k, d).

    A moving point with itself counts in `value` only, where it is a constant.
    """

    value: Array  # Phi(x_i, p), (k, m)

    def pull(self, W: Array) -> Array:
        """(k, d): sum over p of W_ip times the gradient at x_i."""

    def slopes(self) -> Array:
        """(k, k, d): the gradients at x_i of the pairs of moving points."""

    def bend(self, W: Array) -> Array:
        """(k, d, d): sum over p of W_ip times the Hessian at x_i."""

    def cross(self, W: Array) -> Array:
        """(k, d, k, d): for W (k, k), W_ij times the mixed derivative by x_i and x_j."""

    def along(self, V: Array) -> Array:
        """(k, m): the gradient at x_i in the direction V_i."""

    def turn(self, W: Array, V: Array) -> Array:
        """(k, d): sum over p of W_ip times the change of the gradient at x_i as all x move by V."""


def pairs(potential: Potential, x: Array, fixed: Array) -> Pairs:
    """The pairs of x (k, d) with x and `fixed` (n, d)."""
    points = np.concatenate([x, fixed])
    if isinstance(potential, Radial):
        return _RadialTable(potential, x, points)
    return _Table(potential, x, points)


class _RadialTable:
    """Gradient slope u, Hessian across I + extra u u^T, mixed derivative its negative."""

    def __init__(self, potential: Radial, x: Array, points: Array) -> None:
        p = potential.pairs(x[:, None, :], points[None, :, :])
        self.k, self.d = x.shape
        self.value, self.slope, self.across, self.extra, self.unit = p
        own = np.arange(self.k), np.arange(self.k)
        self.value[own] = potential.diagonal if math.isfinite(potential.diagonal) else 0.0
        for part in (self.slope, self.across, self.extra):
            part[own] = 0.0

    def pull(self, W: Array) -> Array:
        return np.einsum("ip,ipx->ix", W * self.slope, self.unit)

    def slopes(self) -> Array:
        return self.slope[:, :self.k, None] * self.unit[:, :self.k]

    def bend(self, W: Array) -> Array:
        total = np.einsum("ip,ipx,ipy->ixy", W * self.extra, self.unit, self.unit)
        return total + np.sum(W * self.across, axis=1)[:, None, None] * np.eye(self.d)

    def cross(self, W: Array) -> Array:
        k, unit = self.k, self.unit[:, :self.k]
        total = np.einsum("ij,ijx,ijy->ixjy", -W * self.extra[:, :k], unit, unit)
        total -= (W * self.across[:, :k])[:, None, :, None] * np.eye(self.d)[None, :, None, :]
        return total

    def along(self, V: Array) -> Array:
        return self.slope * np.einsum("ipx,ix->ip", self.unit, V)

    def turn(self, W: Array, V: Array) -> Array:
        k = self.k
        toward = np.einsum("ipx,ix->ip", self.unit, V)
        toward[:, :k] += toward[:, :k].T  # u_ji = -u_ij
        W_across = W * self.across
        total = np.einsum("ip,ipx->ix", W * self.extra * toward, self.unit)
        return total + np.sum(W_across, axis=1)[:, None] * V - W_across[:, :k] @ V


class _Table:
    """Any potential, from its own gradient, Hessian and mixed derivative."""

    def __init__(self, potential: Potential, x: Array, points: Array) -> None:
        self.k, self.d = x.shape
        self._potential, self._at = potential, (x[:, None, :], points[None, :, :])
        self._own = np.arange(self.k), np.arange(self.k)
        self.value = np.array(potential.value(*self._at))
        self.value[self._own] = potential.diagonal if math.isfinite(potential.diagonal) else 0.0
        self._gradient = np.array(potential.gradient(*self._at))
        self._gradient[self._own] = 0.0

    def pull(self, W: Array) -> Array:
        return np.einsum("ip,ipx->ix", W, self._gradient)

    def slopes(self) -> Array:
        return self._gradient[:, :self.k]

    def bend(self, W: Array) -> Array:
        hessian = np.array(self._potential.hessian(*self._at))
        hessian[self._own] = 0.0
        return np.einsum("ip,ipxy->ixy", W, hessian)

    def cross(self, W: Array) -> Array:
        x = self._at[0]
        mixed = np.array(self._potential.mixed(x, x.transpose(1, 0, 2)))
        mixed[self._own] = 0.0
        return np.einsum("ij,ijxy->ixjy", W, mixed)

    def along(self, V: Array) -> Array:
        return np.einsum("ipx,ix->ip", self._gradient, V)

    def turn(self, W: Array, V: Array) -> Array:
        total = np.einsum("ixy,iy->ix", self.bend(W), V)
        return total + np.einsum("ixjy,jy->ix", self.cross(W[:, :self.k]), V)
