"""Φ_ε within the distance d of a proton and beyond, for λ = 1 and every odd d, with explicit constants.

Letters: A a value of Φ_ε or |Φ_ε′| at the distance r ≤ d, B the same at d, both with Φ_ε(0) = 1; P, Q values of p, or
of the numerator of Φ′, at ρ and at d; Z = Φ_ε(0) before it is normalised; M = binom(2d − 2, d − 1); E stands for e, of
which only 1 ≤ E ≤ 3 is used.
"""

from functools import cache
from math import comb
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Real
from verify.decide import ForAll, MonomialBound
from verify.exact import All

from .._symbols import D_ODD, EPS_UNIT, R_POS, d, eps, i, n, r
from ._single_node import rho, x, y

A, B, P, Q, Z, M, E, G = sp.symbols("A B P Q Z M E G")


@cache
def unit() -> Any:
    """d/ε."""
    return d / eps


E_RANGE = Real("E", ge=1)


@cache
def e_at_most_3() -> Any:
    """E ≤ 3."""
    return sp.Le(E, 3)


E_NAMED = "lem-B.9/bound-at-zero: e ≤ 3"
CLOSE = "lem-B.9/signs: Φ_ε and |Φ_ε′| decrease, and r ≤ d"
POSITIVE = tuple(Real(name, gt=0) for name in "AB")
D_FROM_13 = Integer("d", ge=13, residue=(1, 2))
UP_TO_11 = (3, 5, 7, 9, 11)


def within(bound: sp.Expr, at_d: sp.Expr, source: str, domain: Domain | None = None) -> MonomialBound:
    """A ≥ bound for every r ≤ d, from B ≥ at_d at the distance d itself."""
    return MonomialBound(bound, A, domain or Domain.of(D_ODD, EPS_UNIT, *POSITIVE, E_RANGE),
                         facts=(sp.Le(eps, 1), sp.Ge(d, 3)), given=(sp.Ge(A, B), sp.Ge(B, at_d), e_at_most_3()),
                         named=(CLOSE, source, E_NAMED))


def value_within() -> MonomialBound:
    """Φ_ε(r) ≥ (d/ε)^{−4d} for r ≤ d."""
    return within(unit() ** (-4 * d), E ** (-d) * d ** (2 - d) * unit() ** (-2 * d), "lem-4.2/lower-bound at r = d")


def slope_within() -> MonomialBound:
    """|Φ_ε′(r)| ≥ (d/ε)^{−4d} for r ≤ d."""
    return within(unit() ** (-4 * d), E ** (-d) * d ** (1 - d) * unit() ** (-2 * d),
                  "lem-4.2/lower-bound-derivative at r = d")


# With the exponent 2d.

def _numbers(left: int, right: int) -> ForAll:
    return ForAll((), sp.Le(sp.Integer(left), sp.Integer(right), evaluate=False), Domain())


def _at_d(dim: sp.Expr, binomial: sp.Expr) -> sp.Expr:
    return E ** (-dim) * (eps / dim) ** (dim - 2) / binomial


def value_sharp(exponent: int = 2) -> All:
    """Φ_ε(r) ≥ (d/ε)^{−2d} for r ≤ d and every odd d: e^d d^{d−2} M ≤ d^{2d}, by numbers up to 11, then by 12 ≤ d."""
    few = ((f"d = {dim}", _numbers(3**dim * dim ** (dim - 2) * comb(2 * dim - 2, dim - 1), dim ** (exponent * dim)))
           for dim in UP_TO_11)
    return All((
        *few,
        ("the power of ε", MonomialBound(eps ** (exponent * d), eps ** (d - 2), Domain.of(D_ODD, EPS_UNIT),
                                         facts=(sp.Le(eps, 1),))),
        ("d from 13", MonomialBound(
            unit() ** (-exponent * d), A, Domain.of(D_FROM_13, EPS_UNIT, *POSITIVE, E_RANGE, Real("M", gt=0)),
            facts=(sp.Le(eps, 1), sp.Le(12, d)),
            given=(sp.Ge(A, B), sp.Ge(B, _at_d(d, M)), sp.Le(M, 4 ** (d - 1)), e_at_most_3()),
            named=(CLOSE, "lem-4.2/lower-bound-sharp at r = d", "lem-4.2/value-at-zero", E_NAMED))),
        ("no other d", ForAll((d <= 12,), sp.Or(*(sp.Eq(d, dim) for dim in UP_TO_11)), Domain.of(D_ODD))),
    ), f"Φ_ε(r) ≥ (d/ε)^(−{exponent}·d) for r ≤ d")


def slope_above_value() -> ForAll:
    """|Φ′| ≥ Φ: the numerator (d − 2 + r)p − r p′ of |Φ′|r is at least r p, as r p′ ≤ (d − 2)p (degree below d − 2)."""
    return ForAll(((d - 2) * P >= G,), sp.Ge((d - 2 + r) * P - G, r * P),
                  Domain.of(D_ODD, R_POS, Real("P", gt=0), Real("G", ge=0)), ("lem-B.9/degrees: G is r p′",))


# Far away, in powers of ε.

FAR = Domain.of(D_ODD, EPS_UNIT, Real("rho", gt=0), Real("P", gt=0), Real("Z", gt=0), E_RANGE)


@cache
def z_from_below() -> Any:
    """Z ≥ ε^(2 − d)/E^ε."""
    return sp.Ge(Z, E ** (-eps) * eps ** (2 - d))


Z_NAMED = "lem-B.9/at-zero-from-below: Φ_ε(0) ≥ e^{−ε} ε^{2−d}"


def value_far() -> MonomialBound:
    """Φ_ε(ρ) ≤ 3 (d/ε)^{−(d−2)} for ρ ≥ d."""
    return MonomialBound(
        P * E ** (-rho) * rho ** (2 - d) / Z, 3 * unit() ** (2 - d), FAR, assume=(rho >= d,),
        facts=(sp.Le(eps, 1), sp.Le(d, rho)), given=(sp.Le(P, E**rho), z_from_below(), e_at_most_3()),
        named=("lem-B.9/p-exponential", Z_NAMED, E_NAMED))


def slope_far() -> MonomialBound:
    """|Φ_ε′(ρ)| ≤ 6 (d/ε)^{−(d−2)} for ρ ≥ d: its numerator is at most (d − 2 + ρ)p ≤ 2ρp."""
    return MonomialBound(
        P * E ** (-rho) * rho ** (1 - d) / Z, 6 * unit() ** (2 - d), FAR, assume=(rho >= d,),
        facts=(sp.Le(eps, 1), sp.Le(d, rho), sp.Le(d - 2 + rho, 2 * rho)),
        given=(sp.Le(P, (d - 2 + rho) * E**rho), z_from_below(), e_at_most_3()),
        named=("lem-4.2/sharp-bound: P_1 ≤ (d − 2 + ρ)p, p ≤ e^ρ", Z_NAMED, E_NAMED))


# The quotient, in which ε cancels.


@cache
def fall() -> Any:
    """(d/ρ)^(d/2 − 1/2)·e^(d − ρ)."""
    return sp.exp(-(rho - d)) * (d / rho) ** ((d - 1) / 2)


def _quotient(power: sp.Expr, degree: sp.Expr, source: str) -> MonomialBound:
    return MonomialBound(
        P * sp.exp(-rho) * rho ** (-power) / (Q * sp.exp(-d) * d ** (-power)), fall(),
        Domain.of(D_ODD, Real("rho", gt=0), Real("P", gt=0), Real("Q", gt=0)), assume=(rho >= d,),
        facts=(sp.Le(d, rho),), given=(sp.Le(P, Q * (rho / d) ** degree),), named=(source,))


def quotient() -> All:
    """Φ_ε(ρ)/Φ_ε(d) and Φ_ε′(ρ)/Φ_ε′(d) are at most e^{−(ρ−d)} (d/ρ)^{(d−1)/2} for ρ ≥ d: Φ_ε(0) cancels, and a
    polynomial of degree n with nonnegative coefficients grows at most like ρ^n."""
    return All((
        ("a term", MonomialBound(rho**i, d**i * (rho / d) ** n,
                                 Domain.of(D_ODD, Real("rho", gt=0), Integer("i", ge=0), Integer("n", ge=0)),
                                 assume=(i <= n, rho >= d), facts=(sp.Le(d, rho),))),
        ("a sum of terms", ForAll((Q * x >= P, B * x >= A), P + y * A <= (Q + y * B) * x,
                                  Domain.of(*(Real(name, gt=0) for name in "PQABx"), Real("y", ge=0)),
                                  ("the terms so far, x = (ρ/d)^n", "a term; y ≥ 0 its coefficient"))),
        ("the value, p of degree (d − 3)/2", _quotient(d - 2, (d - 3) / 2, "a sum of terms, lem-B.9/p-exponential")),
        ("the slope, a numerator of degree (d − 1)/2", _quotient(
            d - 1, (d - 1) / 2, "a sum of terms, lem-B.9/q-coefficients")),
    ), "Φ_ε(ρ)/Φ_ε(d), Φ_ε′(ρ)/Φ_ε′(d) ≤ e^(−(ρ − d))·(d/ρ)^((d−1)/2) for ρ ≥ d")
