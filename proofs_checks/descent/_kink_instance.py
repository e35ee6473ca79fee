"""Two opposite charges close together, far from all protons: Theorem 4.1's proof does not see their cone.

d = 3, ε = 1/100, w = 0, (30, 0, 0), (0, 30, 0), b = (1, ½, ½); electrons of charges ∓A at (10, 10, 0) and (10, 10, x),
and one of charge −F/2 at (4/100, 0, 0), which is the best charge there and brings G below G(0, 0). F = Φ(4/100),
A = 9F/20. The gap x is the variable. Φ is Φ_ε of Lemma 4.2 at λ = 1, scaled to 1 at 0.
"""

from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

import sympy as sp

from verify.exact import inside_polynomial

from .._symbols import x

EPS = sp.Rational(1, 100)
NEAR, FAR = sp.Rational(4, 100), sp.Integer(30)
ALPHAS = (sp.Rational(1, 10**3), sp.Rational(1, 10**4), sp.Rational(1, 10**6))

Point = tuple[sp.Expr, ...]
PROTONS: tuple[Point, ...] = tuple(tuple(map(sp.Integer, w)) for w in ((0, 0, 0), (30, 0, 0), (0, 30, 0)))
CHARGES = (sp.Integer(1), sp.Rational(1, 2), sp.Rational(1, 2))


def _bracket() -> tuple[sp.Rational, ...]:
    return tuple(sp.Rational(c.numerator, c.denominator) for c in inside_polynomial(3, 0, Fraction(1, 100)))


AT_ZERO = sum(_bracket(), sp.Integer(0))


@lru_cache(maxsize=256)
def potential(r: sp.Expr, *, order: int = 0, inside: bool = False) -> sp.Expr:
    """Φ or Φ′ at r, by the formula for r ≥ ε or, `inside`, for r ≤ ε."""
    if inside:
        v = 1 - r / EPS
        if order:
            return sum((-i * c * v ** (i - 1) / EPS for i, c in enumerate(_bracket()) if i), sp.Integer(0)) / AT_ZERO
        return sum((c * v**i for i, c in enumerate(_bracket())), sp.Integer(0)) / AT_ZERO
    value = sp.exp(EPS - r) * EPS / r / AT_ZERO
    return -value * (1 + 1 / r) if order else value


@cache
def near_field() -> Any:
    """F = Φ(4/100), the third charge's potential."""
    return potential(NEAR)


@cache
def pair_charge() -> Any:
    """A = 9F/20, the charge of the close pair."""
    return sp.Rational(9, 20) * near_field()


def start() -> tuple[tuple[sp.Expr, ...], tuple[Point, ...]]:
    """Charges and places."""
    ten, zero = sp.Integer(10), sp.Integer(0)
    return (-pair_charge(), pair_charge(), -near_field() / 2), ((ten, ten, zero), (ten, ten, x), (NEAR, zero, zero))


def _distance(p: Point, q: Point) -> sp.Expr:
    if p[:2] == q[:2]:  # the close pair before the step, x > 0
        return q[2] - p[2]
    return sp.sqrt(sum(((s - t) ** 2 for s, t in zip(p, q, strict=True)), sp.Integer(0)))


def _pairs(theta: tuple[Point, ...]) -> list[tuple[int, int, sp.Expr, bool]]:
    """Electron pairs with distance, and whether it is inside ε: the close pair alone is."""
    return [(i, j, _distance(theta[i], theta[j]), (i, j) == (0, 1)) for i in range(3) for j in range(i + 1, 3)]


def change(a: tuple[sp.Expr, ...], theta: tuple[Point, ...]) -> sp.Expr:
    """G(a, θ) − G(0, θ), the double sums with Φ(θ, θ) = 1."""
    own = sum((2 * c**2 for c in a), sp.Integer(0))
    between = sum((2 * a[i] * a[j] * potential(r, inside=near) for i, j, r, near in _pairs(theta)), sp.Integer(0))
    return own + between + sum((2 * a[i] * b * potential(_distance(theta[i], w))
                                for i in range(3) for b, w in zip(CHARGES, PROTONS, strict=True)), sp.Integer(0))


def gradient(a: tuple[sp.Expr, ...], theta: tuple[Point, ...]) -> tuple[list[sp.Expr], list[list[sp.Expr]]]:
    """∂G/∂a and ∂G/∂θ; the close pair lies along the third axis, at the distance x > 0."""
    slopes = [4 * c for c in a]
    pulls = [[sp.Integer(0)] * 3 for _ in a]

    def add(i: int, factor: sp.Expr, r: sp.Expr, p: Point, q: Point, near: bool) -> None:
        steep = potential(r, order=1, inside=near)
        for c in range(3):
            if p[c] != q[c]:
                pulls[i][c] += factor * steep * (p[c] - q[c]) / r

    for i, j, r, near in _pairs(theta):
        distance = x if near else r
        value = potential(distance, inside=near)
        slopes[i] += 2 * a[j] * value
        slopes[j] += 2 * a[i] * value
        add(i, 2 * a[i] * a[j], distance, theta[i], theta[j], near)
        add(j, 2 * a[i] * a[j], distance, theta[j], theta[i], near)
    for i in range(3):
        for b, w in zip(CHARGES, PROTONS, strict=True):
            r = _distance(theta[i], w)
            slopes[i] += 2 * b * potential(r)
            add(i, 2 * a[i] * b, r, theta[i], w, False)
    return slopes, pulls


@lru_cache(maxsize=1)
def square_of_gradient() -> sp.Expr:
    """|∇G|²."""
    slopes, pulls = gradient(*start())
    return sum((s**2 for s in (*slopes, *(c for row in pulls for c in row))), sp.Integer(0))


@lru_cache(maxsize=16)  # the same in each control
def after_a_step(alpha: sp.Expr) -> sp.Expr:
    """G after one gradient step of that length, less G before."""
    a, theta = start()
    slopes, pulls = gradient(a, theta)
    moved = tuple(c - alpha * s for c, s in zip(a, slopes, strict=True))
    places = tuple(tuple(p - alpha * s for p, s in zip(row, pull, strict=True))
                   for row, pull in zip(theta, pulls, strict=True))
    return change(moved, places) - change(a, theta)
