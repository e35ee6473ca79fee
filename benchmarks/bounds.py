"""Bounds of lem-B.9 certified by balls, from the claim to the finding with its certificate."""

from collections.abc import Iterator
from fractions import Fraction

import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Effort, Real, Status
from verify.exact import reverse_bessel, values_at_zero

from ._timing import Row, best

r = sp.Symbol("r")
EPS = Fraction(1, 10)


def rows() -> Iterator[Row]:
    """At d = 7 and d = 51, lambda = 1."""
    for d in (7, 51):
        for what, proposition in propositions(d):
            if proposition.settle(Effort()).status is not Status.CERTIFIED:
                raise AssertionError(f"{what} at d = {d} is not certified: its time is worth nothing")
            yield Row(f"{what}, d = {d}", best(lambda claim=proposition: claim.settle(Effort()), 10))


def propositions(d: int) -> Iterator[tuple[str, Positive]]:
    """The bounds, without the positive factor e^{-r} r^{2-d} / Phi_eps(0)."""
    p = sum(rational(c) * r**i for i, c in enumerate(reverse_bessel(d)))
    yield "Phi < r^(2-d) on [1/10, 50]", Positive(1 - p * sp.exp(-r), Domain.of(Real("r", ge="1/10", le=50)))
    zero = rational(values_at_zero(d, EPS)[0] * EPS ** (2 - d)) * sp.exp(-rational(EPS))
    beyond = Domain.of(Real("r", ge=str(EPS)))
    yield "upper bound on Phi_eps/Phi_eps(0), r >= 1/10", Positive(zero * (1 + r) ** d * sp.E - p, beyond)
    least = rational(EPS ** (2 * d) / Fraction(2 * d + 1) ** (2 * d) / 3)
    yield "lower bound on Phi_eps/Phi_eps(0), r >= 1/10", Positive(p - zero * least, beyond, ">=")


def rational(q: Fraction) -> sp.Rational:
    """A Fraction as SymPy has it."""
    return sp.Rational(q.numerator, q.denominator)
