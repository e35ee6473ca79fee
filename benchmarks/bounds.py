"""Bounds of lem-B.9 certified by balls, from the claim to the finding, against bisection with mpmath.iv."""

from collections.abc import Iterator
from fractions import Fraction

import sympy as sp
from mpmath import iv

from verify.certify import Positive
from verify.claims import Domain, Effort, Real, Status
from verify.exact import reverse_bessel, values_at_zero

from ._timing import Row, best

r = sp.Symbol("r")
EPS = Fraction(1, 10)
DIMENSIONS = (7, 11, 21, 51)


def rows() -> Iterator[Row]:
    """At lambda = 1. The peer's intervals prove nothing (its exp misses the value now and then) and leave no record."""
    for d in DIMENSIONS:
        for what, proposition in propositions(d):
            if proposition.settle(Effort()).status is not Status.CERTIFIED:
                raise AssertionError(f"{what} at d = {d} is not certified: its time is worth nothing")
            seconds = best(lambda claim=proposition: claim.settle(Effort()), 10)
            beside = ("mpmath.iv", best(lambda d=d: by_intervals(d), 3)) if what.startswith("Phi <") else ("", None)
            yield Row(what, seconds, *beside, size=d)


def propositions(d: int) -> Iterator[tuple[str, Positive]]:
    """The bounds, without the positive factor e^{-r} r^{2-d} / Phi_eps(0)."""
    p = sum(rational(c) * r**i for i, c in enumerate(reverse_bessel(d)))
    yield "Phi < r^(2-d) on [1/10, 50]", Positive(1 - p * sp.exp(-r), Domain.of(Real("r", ge="1/10", le=50)))
    zero = rational(values_at_zero(d, EPS)[0] * EPS ** (2 - d)) * sp.exp(-rational(EPS))
    beyond = Domain.of(Real("r", ge=str(EPS)))
    yield "upper bound on Phi_eps/Phi_eps(0), r >= 1/10", Positive(zero * (1 + r) ** d * sp.E - p, beyond)
    least = rational(EPS ** (2 * d) / Fraction(2 * d + 1) ** (2 * d) / 3)
    yield "lower bound on Phi_eps/Phi_eps(0), r >= 1/10", Positive(p - zero * least, beyond, ">=")


def by_intervals(d: int) -> int:
    """The number of boxes on which mpmath.iv shows 1 - p(r) e^{-r} > 0, by bisection of [1/10, 50]."""
    coefficients = [iv.mpf(c.numerator) / c.denominator for c in reversed(reverse_bessel(d))]
    waiting, count = [(iv.mpf("0.1").a, iv.mpf(50).b)], 0
    while waiting:
        low, high = waiting.pop()
        count += 1
        x, total = iv.mpf([low, high]), iv.mpf(0)
        for c in coefficients:
            total = total * x + c
        if not (1 - total * iv.exp(-x)).a > 0:
            middle = (low + high) / 2
            waiting += [(low, middle), (middle, high)]
    return count


def rational(q: Fraction) -> sp.Rational:
    """A Fraction as SymPy has it."""
    return sp.Rational(q.numerator, q.denominator)
