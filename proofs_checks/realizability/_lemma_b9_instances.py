"""Lemma B.9, second opinions: fast exact code and balls at listed dimensions, λ = 1."""

from fractions import Fraction

import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Proposition, Real
from verify.controls import Change
from verify.decide import ForAll
from verify.exact import (
    All,
    Computation,
    Family,
    derivatives_alternate,
    ode_residual_is_zero,
    reverse_bessel,
    suprema,
    values_at_zero,
)

from .._symbols import r
from .lemma_b9 import lemma_b9

DIMENSIONS = tuple(range(3, 204, 4))
BOUND_DIMENSIONS = (3, 7, 11, 15, 19, 23, 31, 51)
RADII = (Fraction(1, 10), Fraction(1, 2), Fraction(9, 10))


def every(build: Change) -> Change:
    """The same family with another proposition at each value."""
    return lambda family: Family(family.parameter, family.values, build, family.claim)


def _solves(d: int, **other: int) -> Computation:
    return Computation("the reverse Bessel polynomial solves the equation of p", ode_residual_is_zero,
                       (("d", d), *other.items()))


def _alternates(d: int, **other: int) -> Computation:
    return Computation("P₀, …, P_d have positive coefficients only", derivatives_alternate,
                       (("d", d), *other.items()))


@lemma_b9.claim("signs-by-integers", reading="sharpened", expect="certified", controls=lambda: {
    "the polynomial of dimension d + 2": every(lambda d: _solves(d, polynomial_of=d + 2)),
    "a power of r below the degree of p": every(lambda d: _alternates(d, power=(d - 5) // 2)),
})
def signs_by_integers() -> Family:
    """The equation and all signs once more, dimension by dimension, by integer recurrences."""
    return Family("d", DIMENSIONS, lambda d: All((("equation", _solves(d)), ("signs", _alternates(d)))),
                  claim="(−1)^j Φ^{(j)} > 0 for 0 ≤ j ≤ d, by integers")


def _rational(value: Fraction) -> sp.Rational:
    return sp.Rational(value.numerator, value.denominator)


def _derivative_bound(at: tuple[int, Fraction], *, shift: int = 0, side: int = -1) -> ForAll:
    # e^{√λ} ≥ 2 replaces the printed e^{√λ} by something smaller, so that both sides are rational.
    d, eps = at
    peaks = suprema(d, eps)
    largest = max(value / eps**k for k, value in enumerate(peaks))
    bound = 6 * Fraction(2 * d + 1) ** (2 * d + shift) * eps ** (side * (2 * d + shift))
    return ForAll((), sp.Le(_rational(largest / peaks[0]), _rational(bound), evaluate=False), Domain())


@lemma_b9.claim("bound-derivatives-instances", reading="sharpened", expect="certified", controls=lambda: {
    "exponent d/2 for 2d": every(lambda at: _derivative_bound(at, shift=-(3 * at[0]) // 2)),
    "ε^{2d} to the other side": every(lambda at: _derivative_bound(at, side=1)),
})
def bound_derivatives_instances() -> Family:
    """max_k sup|Φ_ε^{(k)}|/Φ_ε(0) ≤ 3·2 (2d + 1)^{2d} ε^{−2d}, exact values, e replaced by 2 below."""
    return Family("(d, ε)", tuple((d, eps) for d in BOUND_DIMENSIONS for eps in RADII), _derivative_bound,
                  claim="max_k sup |Φ_ε^{(k)}| / Φ_ε(0) ≤ 3 (2d + 1)^{2d} ε^{−2d} e")


def _two_sided(at: tuple[int, Fraction], *, upper: int = 0, lower: Fraction = Fraction(1, 3)) -> Proposition:
    # Everything times e^{r} r^{d−2} Φ_ε(0): exponentials cancelled first; Φ_ε(0) = z e^{−ε} ε^{2−d}.
    d, eps = at
    polynomial = sum((_rational(c) * r**i for i, c in enumerate(reverse_bessel(d))), sp.Integer(0))
    zero = _rational(values_at_zero(d, eps)[0] / eps ** (d - 2)) * sp.exp(-_rational(eps))
    beyond = Domain.of(Real("r", ge=eps))
    least = _rational(lower * eps ** (2 * d) / Fraction(2 * d + 1) ** (2 * d))
    return All((
        ("from above", Positive(zero * (1 + r) ** (d + upper) * sp.E - polynomial, beyond)),
        ("from below", Positive(polynomial - zero * least, beyond, ">=")),
    ))


@lemma_b9.claim("two-sided-instances", reading="sharpened", expect="certified", controls=lambda: {
    "upper bound without (1 + r)^d": every(lambda at: _two_sided(at, upper=-at[0])),
    "lower bound without (2d + 1)^{−2d} ε^{2d}": every(
        lambda at: _two_sided(at, lower=2 * Fraction(2 * at[0] + 1) ** (2 * at[0]) / at[1] ** (2 * at[0]))),
})
def two_sided_instances() -> Family:
    """Both bounds on Φ_ε(r), all r ≥ ε, by balls and coefficient signs on the half-line."""
    return Family("(d, ε)", tuple((d, eps) for d in BOUND_DIMENSIONS for eps in RADII[:2]), _two_sided,
                  claim="e^{−r} r^{2−d} (2d + 1)^{−2d} ε^{2d}/3 ≤ Φ_ε(r)/Φ_ε(0) ≤ (1 + r)^d e^{1−r} r^{2−d} for r ≥ ε")


@lemma_b9.claim("below-harmonic-instances", reading="sharpened", expect="certified", controls=lambda: {
    "p ≤ e^{r/2}": every(lambda d: _below_harmonic(d, Fraction(1, 2))),
})
def below_harmonic_instances() -> Family:
    """Φ(r) < r^{2−d} on [1/10, 50], by balls: the exponential cancelled first, mean-value form."""
    return Family("d", (7, 51), _below_harmonic, claim="p(r) e^{−r} < 1 for 1/10 ≤ r ≤ 50")


def _below_harmonic(d: int, rate: Fraction = Fraction(1)) -> Positive:
    polynomial = sum((_rational(c) * r**i for i, c in enumerate(reverse_bessel(d))), sp.Integer(0))
    return Positive(1 - polynomial * sp.exp(-_rational(rate) * r), Domain.of(Real("r", ge="1/10", le=50)))
