"""The radial potentials that have a short formula."""

import math
from typing import Any

from numpy.typing import ArrayLike

from numeric._namespace import namespace

from ._base import Array, Profile, Radial, distances

_FAR = 1000.0  # e^{-x} and e^{-x^2/2} have long been zero where x is this large
_YUKAWA = ((1.0,), (1.0, 1.0), (2.0, 2.0, 1.0), (6.0, 6.0, 3.0, 1.0))  # m!/i!, i = 0..m
_HERMITE = ((1.0,), (0.0, 1.0), (-1.0, 0.0, 1.0), (0.0, -3.0, 0.0, 1.0))  # He_m


class Yukawa(Radial):
    """e^{-mu r}/r with mu > 0: lambda-harmonic on R^3 for lambda = mu^2, unbounded at r = 0.

    Raises ValueError for another mu.

    >>> Yukawa(2.0)([0.5, 1.0]).round(6).tolist()
    [0.735759, 0.135335]
    """

    def __init__(self, mu: float = 1.0) -> None:
        self.mu = _positive("mu", mu)

    def __call__(self, r: ArrayLike, order: int = 0) -> Array:
        """The derivative of the given order, 0 to 3, at distances r >= 0 of any shape; infinite at 0."""
        r = distances(r, order)
        xp = namespace(r)
        s = xp.minimum(self.mu * r, _FAR)
        with xp.errstate(divide="ignore"):
            return (-1) ** order * xp.exp(-s) * _horner(_YUKAWA[order], s, xp) / r ** (order + 1)

    def profile(self, r: ArrayLike) -> Profile:
        r = distances(r, 0)
        xp = namespace(r)
        s = xp.minimum(self.mu * r, _FAR)
        with xp.errstate(divide="ignore"):
            q = 1 / r
        value = xp.exp(-s) * q
        fall = value * q
        return Profile(value, -fall * (1 + s), fall * q * (2 + s * (2 + s)))

    def __repr__(self) -> str:
        return f"Yukawa(mu={self.mu!r})"


class Newtonian(Radial):
    """The harmonic potential of R^d, d >= 2: r^{2-d}, for d = 2 -ln r; unbounded at r = 0.

    Raises ValueError for another d.

    >>> Newtonian(3)([0.5, 2.0], order=1).round(12).tolist()
    [-4.0, -0.25]
    """

    def __init__(self, d: int) -> None:
        if isinstance(d, bool) or not isinstance(d, int) or d < 2:
            raise ValueError(f"the dimension d must be an integer from 2 on, got {d!r}")
        self.d = d

    def __call__(self, r: ArrayLike, order: int = 0) -> Array:
        """The derivative of the given order, 0 to 3, at distances r >= 0 of any shape; infinite at 0."""
        r = distances(r, order)
        xp = namespace(r)
        with xp.errstate(divide="ignore", over="ignore"):
            if self.d == 2:
                return -xp.log(r) if order == 0 else (-1) ** order * math.factorial(order - 1) * r ** float(-order)
            return math.prod(2 - self.d - i for i in range(order)) * r ** float(2 - self.d - order)

    def profile(self, r: ArrayLike) -> Profile:
        r, d = distances(r, 0), self.d
        xp = namespace(r)
        with xp.errstate(divide="ignore", over="ignore", invalid="ignore"):
            q = 1 / r
            value = q ** (d - 2)
            fall = value * q
            return Profile(-xp.log(r) if d == 2 else value, -max(d - 2, 1) * fall, (d - 1) * max(d - 2, 1) * fall * q)

    def __repr__(self) -> str:
        return f"Newtonian(d={self.d})"


class Exponential(Radial):
    """e^{-r}, with a cone at r = 0.

    >>> Exponential()([0.0, 1.0], order=1).round(6).tolist()
    [-1.0, -0.367879]
    """

    diagonal = 1.0
    cone = True

    def __call__(self, r: ArrayLike, order: int = 0) -> Array:
        """The derivative of the given order, 0 to 3, at distances r >= 0 of any shape."""
        r = distances(r, order)
        return (-1) ** order * namespace(r).exp(-r)

    def profile(self, r: ArrayLike) -> Profile:
        r = distances(r, 0)
        value = namespace(r).exp(-r)
        return Profile(value, -value, value)

    def __repr__(self) -> str:
        return "Exponential()"


class Gaussian(Radial):
    """e^{-r^2/(2 width^2)} with width > 0, smooth everywhere.

    Raises ValueError for another width.

    >>> Gaussian(2.0)([0.0, 2.0]).round(6).tolist()
    [1.0, 0.606531]
    """

    diagonal = 1.0

    def __init__(self, width: float = 1.0) -> None:
        self.width = _positive("the width", width)

    def __call__(self, r: ArrayLike, order: int = 0) -> Array:
        """The derivative of the given order, 0 to 3, at distances r >= 0 of any shape."""
        r = distances(r, order)
        xp = namespace(r)
        x = xp.minimum(r / self.width, _FAR)
        return (-1 / self.width) ** order * _horner(_HERMITE[order], x, xp) * xp.exp(-x * x / 2)

    def profile(self, r: ArrayLike) -> Profile:
        r = distances(r, 0)
        xp = namespace(r)
        x = xp.minimum(r / self.width, _FAR)
        value = xp.exp(-x * x / 2)
        return Profile(value, -x * value / self.width, (x * x - 1) * value / self.width**2)

    def __repr__(self) -> str:
        return f"Gaussian(width={self.width!r})"


def _horner(coefficients: tuple[float, ...], x: Array, xp: Any) -> Array:
    value = xp.full_like(x, coefficients[-1])
    for c in coefficients[-2::-1]:
        value = value * x + c
    return value


def _positive(what: str, x: float) -> float:
    if not 0 < x < math.inf:
        raise ValueError(f"{what} must be positive and finite, got {x!r}")
    return float(x)
