"""Almost lambda-harmonic potentials in floating point, from exact coefficients.

Inside eps the potential is evaluated in powers of v = 1 - r/eps, where every term but the last has the same sign:
in powers of r the terms cancel, and at d = 19 two digits are left.
"""

import math
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np
from flint import arb, ctx
from numpy.typing import ArrayLike

from numeric._namespace import namespace
from verify.exact import derivative_polynomial, inside_polynomial

from ._base import Array, Profile, Radial, distances

_ORDERS = 4  # value and derivatives to order 3
_BITS = 256  # of the balls that the coefficients are rounded from
_PROFILE = range(3)  # the orders that belong together
_FAR = 1e6  # e^{-mu r} has long been zero where mu r is this large


class AlmostHarmonic(Radial):
    """The potential Phi_eps of class C^{d-1}, normalised to 1 at r = 0, and its radial derivatives to order 3.

    It is lambda-harmonic for r >= eps. `d` is odd and at least 3, `eps` lies in (0, 1), `lam` is positive; `eps`
    and `lam` stand for the exact values of the floats that they are turned into. Up to d = 23 the relative error
    is below 1e-14, down to values near the smallest floats. At r = 0 the limit from the right is given (Phi_eps has
    a cone there), at r = eps the value of the outer formula (for d = 3 the third derivative jumps).

    Raises TypeError or ValueError for other arguments.

    >>> phi = AlmostHarmonic(d=7, eps=0.1)
    >>> phi([[0.0, 0.1], [0.2, 5.0]]).round(6).tolist()
    [[1.0, 0.002312], [7.2e-05, 0.0]]
    >>> bool(phi(0.0, order=1) < 0)
    True
    >>> AlmostHarmonic(d=8, eps=0.1)
    Traceback (most recent call last):
    ...
    ValueError: the dimension d must be an odd integer from 3 on, got 8: try 7 or 9
    """

    diagonal = 1.0
    cone = True

    def __init__(self, d: int, eps: float, lam: float = 1.0) -> None:
        outside = [derivative_polynomial(d, k) for k in range(_ORDERS)]  # refuses a wrong d
        self.d, self.eps, self.lam = d, float(eps), float(lam)
        if not 0 < self.eps < 1:
            raise ValueError(f"eps must lie in (0, 1), got {eps!r}")
        if not 0 < self.lam < math.inf:
            raise ValueError(f"lam must be positive and finite, got {lam!r}")
        if math.sqrt(self.lam) * self.eps > 500:
            raise ValueError(f"sqrt(lam) eps must be at most 500 for floating point, got lam = {lam!r}, eps = {eps!r}")
        with ctx.workprec(_BITS + 8 * d):
            mu, radius = arb(self.lam).sqrt(), arb(self.eps)
            bracket = list(inside_polynomial(d, 0, mu * radius))
            at_zero = sum(bracket, arb(0))
            self._mu = float(mu)
            self._mu_rest = float(mu - self._mu)
            self._shift = math.floor(self._mu * self.eps)  # e^{-mu r} alone would vanish long before Phi_eps does
            self._scale = float((mu * radius - self._shift).exp() / at_zero)
            self._outside = [[float((-1 / radius) ** k * c / P.denominator) for c in P.numerators]
                             for k, P in enumerate(outside)]
            self._inside = []
            for k in range(_ORDERS):
                self._inside.append(_floats(c * (-1 / radius) ** k / at_zero for c in bracket))
                bracket = [i * c for i, c in enumerate(bracket)][1:]
        if not all(math.isfinite(c) for parts in (self._outside, self._inside) for part in parts for c in part):
            raise ValueError(f"Phi_eps leaves the range of floating point at d = {d}, eps = {eps!r}: "
                             f"try {'a smaller d or ' if d > 3 else ''}a larger eps")
        self._stacks = {orders: tuple(_stacked([parts[k] for k in orders]) for parts in (self._outside, self._inside))
                        for orders in (_PROFILE, *(range(k, k + 1) for k in range(_ORDERS)))}

    def __call__(self, r: ArrayLike, order: int = 0) -> Array:
        """The derivative of the given order, 0 to 3, at distances `r` >= 0 of any shape; nan gives nan.

        Raises ValueError for a negative distance or another order.
        """
        return self._derivatives(distances(r, order), range(order, order + 1))[0]

    def profile(self, r: ArrayLike) -> Profile:
        return Profile(*self._derivatives(distances(r, 0), _PROFILE))

    @cached_property
    def numbers(self) -> tuple[Any, ...]:
        """What `profile` computes with, for compiled code: see `numeric._compiled`."""
        outside, inside = (np.ascontiguousarray(columns[:, :, 0]) for columns in self._stacks[_PROFILE])
        linear = self._inside[2][0] / self.eps if self.d == 3 else 0.0
        return self.eps, self._mu, self._shift, self._scale, self.d - 2, outside, inside, linear

    def _derivatives(self, r: Array, orders: range) -> Any:
        """The derivatives of these orders, (orders, ...)."""
        if (xp := namespace(r)) is not np or r.dtype != np.float64:
            return self._elsewhere(r, orders, xp)
        flat = r.reshape(-1)
        near = flat < self.eps
        inside = np.count_nonzero(near)
        if inside == flat.size:
            values = self._near(flat, orders)
        else:
            values = self._far(np.maximum(flat, self.eps) if inside else flat, orders)
            if inside:
                values[:, near] = self._near(flat[near], orders)
        return values.reshape(len(orders), *r.shape)

    def _near(self, r: Array, orders: range) -> Array:
        """(-1/eps)^k B_k(v)/B_0(1), in powers of v; the bracket of order d-1 is a multiple of 1 - v = r/eps."""
        values = _horner(self._stacks[orders][1], (self.eps - r) / self.eps)
        if self.d - 1 in orders:
            values[self.d - 1 - orders.start] = self._inside[self.d - 1][0] * (r / self.eps)
        return values

    def _far(self, r: Array, orders: range) -> Array:
        """(-1)^k e^s/B_0(1) e^{-mu r} P_k(mu r) (eps/r)^{d-2+k} eps^{-k}; what rounding mu r costs is repaid.

        The shift is a whole number of at most s, so that taking it from mu r costs nothing. What rounding eps/r costs
        is at most d - 2 half units in the last place.
        """
        r = np.minimum(r, _FAR / min(self._mu, 1.0))
        t, q = self._mu * r, self.eps / r
        size = np.exp(self._shift - t)
        if self._mu != 1 or self._mu_rest:
            size *= 1 - (_product_error(self._mu, r, t) + self._mu_rest * r)
        size *= self._scale * q ** (self.d - 2 + orders.start)
        values = _horner(self._stacks[orders][0], t)
        for row, value in enumerate(values):
            if row:
                size *= q
            value *= size
        return values

    def _elsewhere(self, r: Any, orders: range, xp: Any) -> list[Any]:
        """The same for the arrays of another library, and in 32 bits: both formulas everywhere, no masks."""
        outer = xp.minimum(xp.maximum(r, self.eps), _FAR / min(self._mu, 1.0))
        inner = xp.minimum(r, self.eps)
        t, q, v = self._mu * outer, self.eps / outer, (self.eps - inner) / self.eps
        size = xp.exp(self._shift - t)
        if r.dtype == xp.float64 and (self._mu != 1 or self._mu_rest):
            size = size * (1 - (_product_error(self._mu, outer, t) + self._mu_rest * outer))
        size = size * self._scale * q ** (self.d - 2 + orders.start)
        values = []
        for order in orders:
            linear = order == self.d - 1
            inside = self._inside[order][0] * (inner / self.eps) if linear else _value(self._inside[order], v, xp)
            values.append(xp.where(r < self.eps, inside, _value(self._outside[order], t, xp) * size))
            size = size * q
        return values

    def __repr__(self) -> str:
        return f"AlmostHarmonic(d={self.d}, eps={self.eps!r}, lam={self.lam!r})"


def _floats(balls: Iterable[Any]) -> list[float]:
    return [float(x) for x in balls]


def _stacked(polynomials: list[list[float]]) -> Array:
    """The coefficients of some polynomials, the highest first, as columns: (degree + 1, polynomials, 1)."""
    columns = np.zeros((max(map(len, polynomials)), len(polynomials), 1))
    for column, coefficients in enumerate(polynomials):
        columns[-len(coefficients):, column, 0] = coefficients[::-1]
    return columns


def _horner(columns: Array, x: Array) -> Array:
    values = columns[0] + np.zeros_like(x)
    for c in columns[1:]:
        values *= x
        values += c
    return values


def _value(coefficients: list[float], x: Any, xp: Any) -> Any:
    """The polynomial with these coefficients, the lowest first."""
    value = xp.full_like(x, coefficients[-1])
    for c in coefficients[-2::-1]:
        value = value * x + c
    return value


def _product_error(a: float, b: Array, product: Array) -> Array:
    """a b - product exactly, for product = fl(a b): Dekker's product of halves by Veltkamp's splitting."""
    (a_high, a_low), (b_high, b_low) = _halves(a), _halves(b)
    return ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low


def _halves(x: Any) -> tuple[Any, Any]:
    shifted = 134217729.0 * x  # 2^27 + 1
    high = shifted - (shifted - x)
    return high, x - high
