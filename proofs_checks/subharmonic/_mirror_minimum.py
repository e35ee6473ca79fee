"""A strict local minimum for a potential that is not translation invariant: on the line, two electrons, two protons.

Φ(t, w) = η/|t − w| + √(1 + (t − w)²) + m √(1 + (t + w)²), η = 1/100, m = 1; protons at 10 and −10, electrons at x and
−x, between them. With m = 0 it is translation invariant.
"""

from functools import cache
from typing import Any

import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Proposition, Real
from verify.decide import ForAll
from verify.exact import Identity

from .._symbols import x, y

Expr = Any

h, A, B, p, q, e, slope = sp.symbols("h A B p q e φ′")
gap, near = sp.symbols("g a")
ETA, PROTON = sp.Rational(1, 100), sp.Symbol("P")
LOW, HIGH = sp.Rational(10862674657, 10**11), sp.Rational(10862674658, 10**11)
"""The minimum's x is between these."""
BRACKET = Domain.of(Real("x", ge=str(LOW), le=str(HIGH)))


def potential(apart_by: Expr, mirrored: Expr, mirror: int = 1) -> Expr:
    """Φ by its two arguments |t − w| and t + w."""
    return ETA / apart_by + sp.sqrt(1 + apart_by**2) + mirror * sp.sqrt(1 + mirrored**2)


def loss(t_1: Expr, t_2: Expr, mirror: int = 1) -> Expr:
    """(3) for −P < t_2 < t_1 < P, protons at P and −P."""
    electrons = potential(t_1 - t_2, t_1 + t_2, mirror)
    return 2 * electrons - 2 * sum(potential(PROTON - t, t + PROTON, mirror) + potential(t + PROTON, t - PROTON, mirror)
                                   for t in (t_1, t_2))


@cache
def derivative(first: int, second: int, mirror: int = 1, *, general: bool = False) -> Expr:
    """∂^{first+second} L/∂t_1^first ∂t_2^second at (x, −x), P = 10; or, in general, at x = g/2, P = a + g/2."""
    t_1, t_2 = sp.symbols("t_1 t_2")
    found = loss(t_1, t_2, mirror)
    for variable, order in ((t_1, first), (t_2, second)):
        found = sp.diff(found, variable, order) if order else found
    place, proton = (gap / 2, near + gap / 2) if general else (x, 10)
    return found.subs({t_1: place, t_2: -place, PROTON: proton}, simultaneous=True)


def together(mirror: int = 1) -> Expr:
    """The second derivative along (1, 1)/√2, an eigenvalue: both electrons move alike."""
    return derivative(2, 0, mirror) + derivative(1, 1, mirror)


def apart(mirror: int = 1) -> Expr:
    """That along (1, −1)/√2."""
    return derivative(2, 0, mirror) - derivative(1, 1, mirror)


def hypotheses() -> tuple[tuple[str, Proposition], ...]:
    """Φ is symmetric, strictly subharmonic and infinite on the diagonal."""
    return (
        ("symmetric: |t − w|", Identity((x - y) ** 2, (y - x) ** 2, Domain.of(Real("x"), Real("y")))),
        ("symmetric: t + w", Identity(x + y, y + x, Domain.of(Real("x"), Real("y")))),
        ("ΔΦ", Identity(sp.diff(potential(gap, h), gap, 2) + sp.diff(potential(gap, h), h, 2),
                        2 * ETA / gap**3 + (1 + gap**2) ** sp.Rational(-3, 2) + (1 + h**2) ** sp.Rational(-3, 2),
                        Domain.of(Real("g", gt=0), Real("h", ge=0)))),
        ("ΔΦ > 0", ForAll((), 2 * ETA / gap**3 + p + q > 0,
                          Domain.of(Real("g", gt=0), Real("p", gt=0), Real("q", gt=0)))),
        ("infinite on the diagonal", ForAll((gap * e < ETA,), ETA / gap + p > e,
                                            Domain.of(Real("g", gt=0), Real("e", gt=0), Real("p", gt=0)))),
    )


ANYWHERE = Domain.of(Real("g", gt=0), Real("a", gt=0))
"""Electrons at ±g/2, protons at ±(a + g/2)."""


def critical() -> tuple[tuple[str, Proposition], ...]:
    """At some x in the bracket the gradient is 0: φ(x) = L(x, −x) has φ′ = ∂₁L − ∂₂L = 2∂₁L, of changing sign."""
    return (
        ("∂₁L + ∂₂L = 0 at (x, −x)", Identity(derivative(1, 0, general=True) + derivative(0, 1, general=True), 0,
                                              ANYWHERE)),
        ("∂₁L < 0 at the lower end", Positive(derivative(1, 0), Domain.of(Real("x", ge=str(LOW), le=str(LOW))),
                                              "<", 0)),
        ("∂₁L > 0 at the upper end", Positive(derivative(1, 0), Domain.of(Real("x", ge=str(HIGH), le=str(HIGH))))),
        ("both slopes are 0", ForAll(
            (sp.Eq(slope, 0), sp.Eq(slope, A - B), sp.Eq(A + B, 0)), sp.And(sp.Eq(A, 0), sp.Eq(B, 0)),
            Domain.of(Real(slope.name), Real("A"), Real("B")),
            named=("fact-extreme-value: φ is smallest inside the bracket", "φ′ = ∂₁L − ∂₂L", "∂₁L + ∂₂L = 0"))),
    )


def strict(*, joint: bool = True) -> tuple[tuple[str, Proposition], ...]:
    """The Hessian is [[A, B], [B, A]], of eigenvalues A ± B, both positive; without A + B unless `joint`."""
    u, v = sp.symbols("u v")
    return (
        ("both diagonal entries are one", Identity(derivative(2, 0, general=True), derivative(0, 2, general=True),
                                                    ANYWHERE)),
        ("A + B and A − B", Identity(A * u**2 + 2 * B * u * v + A * v**2,
                                     ((A + B) * (u + v) ** 2 + (A - B) * (u - v) ** 2) / 2,
                                     Domain.of(*(Real(s.name) for s in (A, B, u, v))))),
        ("A − B > 11.52", Positive(apart(), BRACKET, ">", sp.Rational(1152, 100))),
        *((("A + B > 3.99", Positive(together(), BRACKET, ">", sp.Rational(399, 100))),) if joint else ()),
    )
