"""A strict local minimum of (3) for the Gaussian kernel on the line, with both electrons off the protons.

k = 2, c = 1, protons at 5 and −5: two electrons about the proton at 5, which their repulsion keeps apart.
"""

from typing import Any

import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Proposition, Real
from verify.decide import ForAll
from verify.exact import Identity

from .._symbols import x, y

Expr = Any

A, B, E, a, b, s, u, v = sp.symbols("A B E a b s u v")
DIGITS = 10**10
BOX = ((sp.Rational(43202220064, DIGITS), sp.Rational(43202220066, DIGITS)),
       (sp.Rational(56797779933, DIGITS), sp.Rational(56797779935, DIGITS)))
"""The box of (θ₁, θ₂) that holds the minimum."""
PROTONS = (5, -5)
APART = sp.Rational(462, 1000)
"""Just below (2/3) ln 2 = 0.46209…, the value for a proton that is alone."""


def kernel(t: Expr) -> Expr:
    """e^{−t²/2}."""
    return sp.exp(-(t**2) / 2)


def loss(pair: int = 2) -> Expr:
    """(3) at θ = (x, y); `pair` is the factor of the electrons' term."""
    return pair * kernel(x - y) - 2 * sum(kernel(t - w) for t in (x, y) for w in PROTONS)


def sides(box: tuple[tuple[Expr, Expr], ...] = BOX) -> tuple[Real, Real]:
    """The box as variables."""
    return tuple(Real(name, ge=str(low), le=str(high)) for name, (low, high) in zip("xy", box, strict=True))


def faces(pair: int = 2) -> tuple[tuple[str, Proposition], ...]:
    """On each face of the box the loss falls inwards, so it is smallest inside."""
    over = dict(zip((x, y), sides(), strict=True))
    found = []
    for moved, other, (low, high) in ((x, y, BOX[0]), (y, x, BOX[1])):
        slope, name = sp.diff(loss(pair), moved), "θ₁" if moved is x else "θ₂"
        found += [(f"falls inwards from the lower {name}", Positive(slope.subs(moved, low), Domain.of(over[other]),
                                                                    "<", 0)),
                  (f"falls inwards from the upper {name}", Positive(slope.subs(moved, high), Domain.of(over[other])))]
    return tuple(found)


def hessian(pair: int = 2) -> tuple[tuple[str, Proposition], ...]:
    """On the box the Hessian is positive definite."""
    first, second, mixed = (sp.diff(loss(pair), *orders) for orders in (((x, 2),), ((y, 2),), (x, y)))
    return (
        ("∂₁²L > 3/2", Positive(first, Domain.of(*sides()), ">", sp.Rational(3, 2))),
        ("det ∇²L > 9/5", Positive(first * second - mixed**2, Domain.of(*sides()), ">", sp.Rational(9, 5))),
        ("positive definite", ForAll(
            (A > 0, A * E - B**2 > 0, sp.Or(sp.Ne(u, 0), sp.Ne(v, 0))), A * u**2 + 2 * B * u * v + E * v**2 > 0,
            Domain.of(*(Real(name.name) for name in (A, B, E, u, v))), named=("∂₁²L > 3/2", "det ∇²L > 9/5", ""))),
    )


def critical() -> tuple[tuple[str, Proposition], ...]:
    """The smallest value on the box is inside: there both slopes are 0."""
    return (*faces(), ("not on a face", ForAll(
        (b * s < A,), -A * b + s * b**2 < 0, Domain.of(Real("A", gt=0), Real("b", gt=0), Real("s", gt=0)),
        named=("a small step b inwards, from a slope A outwards; fact-extreme-value: some value is smallest",))))


def distances(bound: Expr = APART) -> tuple[tuple[str, Proposition], ...]:
    """All (θ_i − w_j)² exceed the bound: those to 5 on the box, those to −5 by far."""
    first, second = sides()
    return (
        ("(θ₁ − 5)²", Positive((x - 5) ** 2, Domain.of(first), ">", bound)),
        ("(θ₂ − 5)²", Positive((y - 5) ** 2, Domain.of(second), ">", bound)),
        ("(θ₁ + 5)²", Positive((x + 5) ** 2, Domain.of(first), ">", 80)),
        ("(θ₂ + 5)²", Positive((y + 5) ** 2, Domain.of(second), ">", 80)),
    )


def scaling() -> Identity:
    """e^{−cr²/2} at r = s/√c (a = √c) is e^{−s²/2}: the minimum scales, and cr² is the same for every c."""
    return Identity(sp.exp(-(a**2) * (s / a) ** 2 / 2), kernel(s), Domain.of(Real("a", gt=0), Real("s")))
