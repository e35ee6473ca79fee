"""Potentials of the paper that nothing else needs: of the ReLU, of exponentials of w . x, of an indicator of a ball."""

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from ..potentials import Radial, Zonal
from ..potentials._base import Array, Profile, distances


class ReLU(Zonal):
    """(sqrt(1 - t^2) + t (pi - acos t))/(2 pi), the potential of max(t, 0): E max(X, 0)^2 = 1/2 at t = 1.

    >>> ReLU()([-0.5, 0.0, 1.0]).round(6).tolist()
    [0.054499, 0.159155, 0.5]
    """

    diagonal = 0.5

    def __call__(self, t: ArrayLike, order: int = 0) -> Array:
        """The derivative of the given order, 0 to 3, at t in [-1, 1] of any shape; infinite at 1 from order 2 on."""
        t = _cosines(t, order)
        if order == 0:
            return (np.sqrt((1 - t) * (1 + t)) + t * (math.pi - np.arccos(t))) / (2 * math.pi)
        if order == 1:
            return np.asarray((math.pi - np.arccos(t)) / (2 * math.pi))
        with np.errstate(divide="ignore"):
            return np.asarray((1, t)[order - 2] / (2 * math.pi * ((1 - t) * (1 + t)) ** (order - 1.5)))

    def __repr__(self) -> str:
        return "ReLU()"


class ZonalExponential(Zonal):
    """e^{a^2 (t - 1)}, the potential of e^{a t - a^2}.

    Raises ValueError for an a that is not positive and finite.

    >>> ZonalExponential(2.0)(1.0).tolist()
    1.0
    """

    diagonal = 1.0

    def __init__(self, a: float = 1.0) -> None:
        self.a = _positive("a", a)

    def __call__(self, t: ArrayLike, order: int = 0) -> Array:
        """The derivative of the given order, 0 to 3, at t in [-1, 1] of any shape."""
        return np.asarray(self.a ** (2 * order) * np.exp(self.a**2 * (_cosines(t, order) - 1)))

    def __repr__(self) -> str:
        return f"ZonalExponential(a={self.a!r})"


class Hat(Radial):
    """What two balls of this diameter in R^d, d >= 1, have in common when their centres are r apart, 1 at r = 0.

    Its slope is -c (1 - (r/diameter)^2)^{(d-1)/2}, and beyond the diameter it is 0.
    Raises ValueError for another d, or a diameter that is not positive and finite.

    >>> Hat(1, 2.0)([0.0, 0.5, 3.0]).round(12).tolist()
    [1.0, 0.75, 0.0]
    """

    diagonal = 1.0
    cone = True

    def __init__(self, d: int, diameter: float = 1.0) -> None:
        if isinstance(d, bool) or not isinstance(d, int) or d < 1:
            raise ValueError(f"the dimension d must be an integer from 1 on, got {d!r}")
        self.d, self.diameter = d, _positive("the diameter", diameter)

    def __call__(self, r: ArrayLike, order: int = 0) -> Array:
        """The derivative of the given order, 0 to 3, at distances r >= 0 of any shape; from the left at the edge."""
        x = distances(r, order) / self.diameter
        inside, m = x <= 1, (self.d - 1) / 2
        x = np.minimum(x, 1.0)
        y = (1 - x) * (1 + x)
        if order == 0:
            return np.where(inside, special.betainc(m + 1, 0.5, y), 0.0)
        c = math.exp(math.lgamma(m + 1.5) - math.lgamma(m + 1)) / math.sqrt(math.pi)
        with np.errstate(divide="ignore", invalid="ignore"):
            if order == 1:
                value = y**m
            elif order == 2:
                value = -2 * m * x * y ** (m - 1)
            else:
                value = -2 * m * y ** (m - 1) + 4 * m * (m - 1) * x * x * y ** (m - 2)
        return np.where(inside, -2 * c * value / self.diameter**order, 0.0)

    def profile(self, r: ArrayLike) -> Profile:
        return Profile(*(self(r, order) for order in range(3)))

    def __repr__(self) -> str:
        return f"Hat(d={self.d!r}, diameter={self.diameter!r})"


def _cosines(t: ArrayLike, order: int) -> Array:
    t = np.asarray(t, dtype=np.float64)
    if order not in range(4):
        raise ValueError(f"the order of a derivative must be 0, 1, 2 or 3, got {order!r}")
    if (np.abs(t) > 1).any():
        raise ValueError(f"t = x.y must lie in [-1, 1], got {t[np.abs(t) > 1].flat[0]}")
    return t


def _positive(what: str, x: float) -> float:
    if not 0 < x < math.inf:
        raise ValueError(f"{what} must be positive and finite, got {x!r}")
    return float(x)
