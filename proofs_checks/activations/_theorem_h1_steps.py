"""Theorem H.1: the steps of the printed proof as propositions.

δ = θ_i1 X_1/√(1 − θ_i1²); p is the standard normal density; what E σ(δ + Y) leaves of 2p(0)δ is the remainder.
"""

from typing import Any

import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Integer, Real
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import eps, k, q, t, x, z
from ._theorem_h1_pairs import ONE, delta, eta

a, B, C, D, E2, g, f, F, o, r, mean, kappa, P, m1, m2, c = sp.symbols("a B C D E_2 g f F o r μ kappa P m_1 m_2 c")
DELTA = Domain.of(Real("delta", ge=0))
SMALL = Real("eps", gt=0, le="1/2")


def density(at: Any) -> Any:
    """The standard normal density."""
    return sp.exp(-(at**2) / 2) / sp.sqrt(2 * sp.pi)


def window(at: Any) -> Any:
    """E σ(δ + Y)."""
    return sp.erf(at / sp.sqrt(2))


def jensen() -> ForAll:
    """Given X_1, for Y = Σ a_iσ(θ_iᵀX) − σ(X_1): E Y² ≥ (E Y)², from 0 ≤ E (Y − μ)² = E_2 − 2μ·μ + μ²."""
    return ForAll((sp.Ge(E2 - 2 * mean * mean + mean**2, 0),), sp.Ge(E2, mean**2), Domain.of(Real("E_2"), Real("μ")),
                  named=("E (Y − μ)² ≥ 0, μ = E Y",))


def third_line(conclude: Any = None) -> ForAll:
    """σ(s·z) = σ(z) for s > 0."""
    s = sp.Symbol("s")
    same = sp.Or(sp.And(sp.Gt(z, 0), sp.Gt(s * z, 0)), sp.And(sp.Lt(z, 0), sp.Lt(s * z, 0)), sp.Eq(z, 0))
    return ForAll((sp.Gt(s, 0),), same if conclude is None else conclude, Domain.of(Real("s"), Real("z")),
                  named=("s = √(1 − θ²) > 0",))


def lines() -> All:
    """The three lines with a_i in each, for |θ_i1| < 1."""
    return All((
        ("θᵀX = θ_1X_1 + rest: rest has variance 1 − θ_1²", ForAll(
            (sp.Eq(t**2 + q, 1),), sp.Eq(q, 1 - t**2), Domain.of(Real("t"), Real("q", ge=0)), named=("|θ_i| = 1",))),
        ("rest is normal", Identity(sp.exp(q * z**2 / 2) * sp.exp(x**2 * z**2 / 2), sp.exp((q + x**2) * z**2 / 2),
                                    Domain.of(Real("q", ge=0), Real("x"), Real("z")))),
        ("a term", Identity(sp.Derivative(a * window(delta), delta), a * 2 * density(delta),
                            Domain.of(Real("a"), *DELTA))),
        ("division by √(1 − θ²)", third_line()),
    ), "E Σ a_i·σ(θ_iᵀX) = Σ a_i·E σ(θ_i1·X_1 + √(1 − θ_i1²)·Y) = Σ a_i·E σ(θ_i1·X_1/√(1 − θ_i1²) + Y)")


def small_delta() -> All:
    """The remainder is between 0 and √(2/π)δ³/6 for every δ ≥ 0 (it is odd in δ)."""
    return All((
        ("slope", Identity(sp.Derivative(window(delta), delta), 2 * density(delta), DELTA)),
        ("at 0", Identity(window(sp.Integer(0)), 0)),
        ("1 − e^(−δ²/2) ≥ 0", Positive(1 - sp.exp(-(delta**2) / 2), DELTA, ">=")),
        ("1 − e^(−δ²/2) ≤ δ²/2", Positive(delta**2 / 2 - 1 + sp.exp(-(delta**2) / 2), DELTA, ">=")),
        ("δ³/6", Identity(sp.Derivative(delta**3 / 6, delta), delta**2 / 2, DELTA)),
        ("2p(0)", Identity(2 * density(sp.Integer(0)), sp.sqrt(2 / sp.pi))),
    ), "E σ(δ + Y) = ∫[−δ, δ] p,  0 ≤ 2p(0)·δ − E σ(δ + Y) ≤ √(2/π)·δ³/6")


def expansion() -> All:
    """D = |δ|; √(2/π) ≤ 4/5."""
    where = Domain.of(SMALL, Real("x", ge=-1, le=1))
    return All((
        ("remainder", small_delta()),
        ("√(2/π) ≤ 4/5", Positive(sp.sqrt(2 * x / sp.pi), ONE, "<=", sp.Rational(4, 5))),
        ("δ²", ForAll((sp.Lt(t**2, eps**2), sp.Eq(delta**2 * (1 - t**2), t**2 * x**2)),
                      sp.Le(3 * delta**2, 4 * eps**2 * x**2), Domain.of(*where, Real("t"), Real("delta")),
                      named=("|θ_i1| < ε", "δ = θ_i1·X_1/√(1 − θ_i1²)"))),
        ("remainder in ε", ForAll((sp.Le(3 * D**2, 4 * eps**2 * x**2),),
                                  sp.Le(sp.Rational(4, 5) * D**3 / 6, eps**2 * x**2 / 9),
                                  Domain.of(*where, Real("D", ge=0)), named=("δ²",))),
    ), "|θ_i1| < ε ≤ 1/2, |X_1| ≤ 1  ⟹  |E σ(δ + Y) − 2p(0)·δ| ≤ ε²·X_1²/9")


def remainder_from_below() -> All:
    """For δ ≤ 1/2 the remainder is at least δ³/9: √(2/π) ≥ 79/100, and 79·15/3200 ≥ 3/9."""
    return All((
        ("slope", Positive(1 - sp.exp(-(delta**2) / 2) - 15 * delta**2 / 32, Domain.of(Real("delta", ge=0, le="1/2")),
                           ">=")),
        ("√(2/π) ≥ 79/100", Positive(sp.sqrt(2 * x / sp.pi), ONE, ">=", sp.Rational(79, 100))),
        ("δ³/9", ForAll((), sp.Ge(sp.Rational(79 * 15, 3200) * delta**2, sp.diff(delta**3 / 9, delta)), DELTA)),
    ), "2p(0)·δ − E σ(δ + Y) ≥ δ³/9,  0 ≤ δ ≤ 1/2")


def sum_of_remainders() -> All:
    """B is the sum of |a_i| so far, F the sum of the remainders, r the next one."""
    e = sp.Symbol("e")
    where = Domain.of(Real("B", ge=0), Real("e", ge=0), *map(Real, ("F", "a", "r")))
    return All((
        ("a unit", expansion()),
        ("one more", ForAll(
            (sp.Le(sp.Abs(F), B * e), sp.Le(sp.Abs(r), e)), sp.Le(sp.Abs(F + a * r), (B + sp.Abs(a)) * e), where,
            named=("the units before", "a unit"))),
        ("all |a_i| ≤ 1", ForAll((sp.Le(B, k),), sp.Le(B * eps**2 * x**2 / 9, k * eps**2 * x**2 / 9),
                                 Domain.of(Integer("k", ge=1), Real("B", ge=0), SMALL, Real("x")),
                                 named=("Σ |a_i| ≤ k",))),
    ), "|Σ a_i·(E σ(δ_i + Y) − 2p(0)·δ_i)| ≤ Σ|a_i|·ε²·X_1²/9")


# The last line: P = P(|X_1| ≤ 1), m_1 = E |X_1|, m_2 = E X_1² over |X_1| ≤ 1.

NAMED = ("the numbers",) * 6
MOMENTS = Domain.of(Real("P"), Real("m_1"), Real("m_2"), Real("c"))


def brackets() -> tuple[Any, ...]:
    """Two for each number, as `numbers` shows."""
    return (sp.Ge(P, sp.Rational(68, 100)), sp.Le(P, sp.Rational(69, 100)), sp.Ge(m1, sp.Rational(313, 1000)),
            sp.Le(m1, sp.Rational(315, 1000)), sp.Ge(m2, sp.Rational(198, 1000)), sp.Le(m2, sp.Rational(199, 1000)))


def numbers() -> All:
    """The three numbers, by antiderivatives and balls."""
    line = Domain.of(Real("x"))
    first, second = -2 * density(x), window(x) - 2 * x * density(x)
    return All((
        ("P", Identity(sp.Derivative(window(x), x), 2 * density(x), line)),
        ("m_1", Identity(sp.Derivative(first, x), 2 * x * density(x), line)),
        ("m_2", Identity(sp.Derivative(second, x), 2 * x**2 * density(x), line)),
        ("P ≥ 68/100", Positive(window(x), ONE, ">=", sp.Rational(68, 100))),
        ("P ≤ 69/100", Positive(window(x), ONE, "<=", sp.Rational(69, 100))),
        ("m_1 ≥ 313/1000", Positive(first - first.subs(x, 0), ONE, ">=", sp.Rational(313, 1000))),
        ("m_1 ≤ 315/1000", Positive(first - first.subs(x, 0), ONE, "<=", sp.Rational(315, 1000))),
        ("m_2 ≥ 198/1000", Positive(second, ONE, ">=", sp.Rational(198, 1000))),
        ("m_2 ≤ 199/1000", Positive(second, ONE, "<=", sp.Rational(199, 1000))),
    ), "P(|X_1| ≤ 1) = 0.68…,  E|X_1| = 0.31…,  E X_1² = 0.198… over |X_1| ≤ 1")


def with_large_terms(largest: Any = 1) -> ForAll:
    """The term O(1) being ησ(X_1), |η| at most `largest`."""
    return ForAll(brackets(), sp.Ge((1 - eta) ** 2 * P - 2 * c * (1 - eta) * m1 + c**2 * m2, kappa),
                  Domain.of(*MOMENTS, Real("eta", ge=0, le=largest), Real("kappa", gt=0, le="1/25")), named=NAMED)


def last_line() -> All:
    """A term o, |o| ≤ η, costs at most half of the square and o²."""
    return All((
        ("the numbers", numbers()),
        ("without the term", ForAll(brackets(), sp.Ge(P - 2 * c * m1 + c**2 * m2, sp.Rational(17, 100)), MOMENTS,
                                    named=NAMED)),
        ("with it", ForAll((), sp.Ge((F + o) ** 2, F**2 / 2 - o**2), Domain.of(Real("F"), Real("o")))),
        ("together", ForAll(
            (sp.Ge(F, sp.Rational(17, 100)), sp.Le(P, sp.Rational(69, 100)), sp.Le(eta, sp.Rational(1, 5))),
            sp.Ge(F / 2 - P * eta**2, sp.Rational(1, 20)), Domain.of(Real("F"), Real("P"), Real("eta", ge=0)),
            named=("without the term", "the numbers", "|o| ≤ η"))),
    ), "|o| ≤ 1/5  ⟹  E (c·X_1 + o − σ(X_1))² ≥ 1/20 over |X_1| ≤ 1, for every c")


def best_line() -> All:
    """Where 1 − 2/π comes from: E |X_1| = √(2/π)."""
    return All((
        ("E|X_1|", Identity(sp.Derivative(-2 * density(x), x), 2 * x * density(x), Domain.of(Real("x")))),
        ("√(2/π)", Identity(2 * density(sp.Integer(0)), sp.sqrt(2 / sp.pi))),
        ("square", Identity(1 - 2 * c * sp.sqrt(2 / sp.pi) + c**2, 1 - 2 / sp.pi + (c - sp.sqrt(2 / sp.pi)) ** 2,
                            Domain.of(Real("c")))),
    ), "E (c·X_1 − σ(X_1))² = 1 − 2/π + (c − √(2/π))²")


