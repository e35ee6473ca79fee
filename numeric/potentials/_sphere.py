"""Potentials on the unit sphere, functions of t = x.y."""

import math
from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from numeric._namespace import floats, namespace

from ._base import Array, Potential, Profile


class Zonal(Potential):
    """A potential f(x.y) of unit vectors.

    Derivatives are those of f(x.y) on R^d ("ambient"): the gradient is f'(t) y, the Hessian f''(t) y y^T, the mixed
    derivative f'(t) I + f''(t) y x^T. Along the sphere the gradient is g - (g.x) x; `project` divides by the length.
    Points are taken to be unit vectors as they come. A zonal potential of one's own defines `__call__` for the orders
    0 to 2, `diagonal` = f(1), and `cone`.

    >>> from numeric.potentials import Polynomial
    >>> Polynomial([0, 0, 3]).gradient([1.0, 0.0], [0.6, 0.8]).round(6).tolist()
    [2.16, 2.88]
    """

    @abstractmethod
    def __call__(self, t: ArrayLike, order: int = 0) -> Array:
        """The derivative of the given order, 0 to 3, at t = x.y in [-1, 1] of any shape."""

    def value(self, x: ArrayLike, y: ArrayLike) -> Array:
        return self._profile(*self._points(x, y)).value

    def gradient(self, x: ArrayLike, y: ArrayLike) -> Array:
        x, y = self._points(x, y)
        return self._profile(x, y).slope[..., None] * y

    def hessian(self, x: ArrayLike, y: ArrayLike) -> Array:
        x, y = self._points(x, y)
        return self._profile(x, y).bend[..., None, None] * (y[..., :, None] * y[..., None, :])

    def mixed(self, x: ArrayLike, y: ArrayLike) -> Array:
        x, y = self._points(x, y)
        f = self._profile(x, y)
        return (f.slope[..., None, None] * np.eye(x.shape[-1])
                + f.bend[..., None, None] * (y[..., :, None] * x[..., None, :]))

    def project(self, x: ArrayLike) -> Array:
        """x/|x| for points (..., d). Raises ValueError for the origin and for what is not finite."""
        x = np.asarray(x, dtype=np.float64)
        largest = np.max(np.abs(x), axis=-1, keepdims=True, initial=0.0)
        if not (np.isfinite(largest).all() and largest.all()):
            raise ValueError("a point must be finite and not the origin to have a nearest point on the sphere")
        x = x / largest  # its square neither overflows nor vanishes
        return np.asarray(x / np.linalg.norm(x, axis=-1, keepdims=True))

    def _profile(self, x: Array, y: Array) -> Profile:
        t = np.sum(x * y, axis=-1)
        return Profile(self(t), self(t, 1), self(t, 2))

    def table(self, x: Any, points: Any) -> Profile:
        """f and its first two derivatives, (..., r, m), at x (..., r, d) with points (..., m, d) of any array library.
        """
        xp = namespace(x)
        t = xp.matmul(x, xp.moveaxis(points, -1, -2))
        return Profile(self(t), self(t, 1), self(t, 2))


class Sign(Zonal):
    """1 - (2/pi) acos t, the potential of the sign activation: falls with the angle from 1 to -1, a cone at both ends.

    From points the angle is taken from chords, so that close ones keep their digits.

    >>> Sign()([-1.0, -0.5, 0.5, 1.0]).round(6).tolist()
    [-1.0, -0.333333, 0.333333, 1.0]
    """

    diagonal = 1.0
    cone = True

    def __call__(self, t: ArrayLike, order: int = 0) -> Array:
        """The derivative of the given order, 0 to 3, at t in [-1, 1] of any shape; infinite at -1 and 1."""
        t = np.asarray(t, dtype=np.float64)
        if order not in range(4):
            raise ValueError(f"the order of a derivative must be 0, 1, 2 or 3, got {order!r}")
        if (np.abs(t) > 1).any():
            raise ValueError(f"t = x.y must lie in [-1, 1], got {t[np.abs(t) > 1].flat[0]}")
        if order == 0:
            return 1 - 2 / math.pi * np.arccos(t)
        numerator = (1, t, 1 + 2 * t * t)[order - 1]
        with np.errstate(divide="ignore"):
            return np.asarray(2 / math.pi * numerator / ((1 - t) * (1 + t)) ** (order - 0.5))

    def _profile(self, x: Array, y: Array) -> Profile:
        near, far = np.linalg.norm(x - y, axis=-1), np.linalg.norm(x + y, axis=-1)
        sine = near * far / 2  # of the angle whose halves have the sine near/2 and the cosine far/2
        end = sine == 0
        safe = np.where(end, 1.0, sine)
        slope = np.where(end, 0.0, 2 / math.pi / safe)
        return Profile(1 - 4 / math.pi * np.arctan2(near, far), slope, slope / safe**2 * np.sum(x * y, axis=-1))

    def table(self, x: Any, points: Any) -> Profile:
        xp = namespace(x)
        near = far = t = 0.0
        for c in range(x.shape[-1]):
            one, other = x[..., :, None, c], points[..., None, :, c]
            near, far, t = near + (one - other) ** 2, far + (one + other) ** 2, t + one * other
        near, far = xp.sqrt(near), xp.sqrt(far)
        sine = near * far / 2
        end, nothing = sine == 0, xp.zeros_like(sine)
        safe = xp.where(end, xp.ones_like(sine), sine)
        slope = xp.where(end, nothing, 2 / math.pi / safe)
        return Profile(1 - 4 / math.pi * xp.arctan2(near, far), slope, slope / safe**2 * t)

    def __repr__(self) -> str:
        return "Sign()"


class Polynomial(Zonal):
    """sum c_i t^i, from the coefficients c_0, c_1, ... .

    Raises ValueError where there are none, or one is not finite.

    >>> Polynomial([0, 0, 3])(0.5, order=1).tolist()
    3.0
    """

    def __init__(self, coefficients: Sequence[float]) -> None:
        c = np.array(coefficients, dtype=np.float64)
        if c.ndim != 1 or c.size == 0 or not np.isfinite(c).all():
            raise ValueError(f"coefficients must be one or more finite numbers c_0, c_1, ..., got {coefficients!r}")
        self.coefficients = tuple(c.tolist())
        self.diagonal = math.fsum(self.coefficients)
        self._derivatives = [c]
        for _ in range(3):
            c = (c * np.arange(c.size))[1:]
            self._derivatives.append(c)

    def __call__(self, t: ArrayLike, order: int = 0) -> Array:
        """The derivative of the given order, 0 to 3, at t of any shape."""
        if order not in range(4):
            raise ValueError(f"the order of a derivative must be 0, 1, 2 or 3, got {order!r}")
        t = floats(t)
        value = namespace(t).zeros_like(t)
        for c in self._derivatives[order][::-1].tolist():
            value = value * t + c
        return value

    def __repr__(self) -> str:
        return f"Polynomial({list(self.coefficients)})"
