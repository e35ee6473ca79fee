"""Lemma 4.2, sharpened: the sharp bounds for every odd d, and exact values at listed dimensions as second opinion."""

from fractions import Fraction
from functools import lru_cache
from math import factorial, prod
from typing import Any

import sympy as sp

from verify.claims import Domain, Real
from verify.controls import in_part, replaced, scaled, substituted, without
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Family, suprema, values_at_zero

from .._symbols import D_ODD, EPS_UNIT, MU_POS, R_POS, d, eps, j, mu, r
from . import _sharp_bounds as sharp
from .lemma_4_2 import lemma_4_2

A, B, Z = sp.symbols("A B Z")


@lemma_4_2.claim("sharp-bound", reading="sharpened", controls=lambda: {
    "(d − 3 + s)_j": in_part("numerators", in_part("the rising factorial", substituted("closed", {d: d - 1}))),
    "without P_j′ ≥ 0": in_part("numerators", in_part("one step, as P_j′ ≥ 0", replaced(domain=Domain.of(
        D_ODD, Real("s", gt=0), sharp.J, Real("P", ge=0), Real("G"))))),
    "(d − 2 + k + s)_N": in_part("the sum at 0", in_part("the sum", substituted("closed", {d: d - 1}))),
    "the last term doubled": in_part("the sum at 0", in_part("its factor", lambda c: replaced(
        conclude=sp.Le(2 * c.conclude.lhs, 1))(c))),
    "without Φ_ε(0) ≥ Φ_ε(ε)": in_part("the quotient", without(1)),
})
def sharp_bound() -> All:
    """Every odd d, every k ≤ d − 1 and all λ and ε: p(s), the exponential and all but d − 1 factors cancel."""
    return sharp.sharp_bound()


@lemma_4_2.claim("sharp-bound-power", reading="sharpened", controls=lambda: {
    "(d/ε)^{d−1}": in_part("second factor", scaled("bound_ratio", sp.Rational(1, 2))),
    "one order more": in_part("first factor", replaced(assume=(j <= d + 2,))),
    "ε may exceed 1": in_part("together", replaced(facts=())),
})
def sharp_bound_power() -> All:
    """For s ≤ 1 it is at most (2d/ε)^{d−1}, well below (d/ε)^{2d}."""
    return sharp.at_most_a_power()


@lemma_4_2.claim("value-at-zero", reading="sharpened", controls=lambda: {
    "binom(2d − 2, d)": in_part("at s = 1", substituted("rhs", {d - 1: d})),
    "3^m": in_part("at most a power of 4", replaced(bound_ratio=sp.Integer(3))),
    "s up to 2": in_part("grows with s up to 1", replaced(domain=Domain.of(D_ODD, Real("s", gt=0, le=2)))),
})
def value_at_zero() -> All:
    """What the potential is divided by to be 1 at the origin, from above."""
    return sharp.value_at_zero()


def _lower(power: sp.Expr, factor: sp.Expr, source: str) -> MonomialBound:
    decay = factor * sp.exp(-mu * r) * r ** (-power)
    return MonomialBound(
        decay * eps ** (d - 2) / B, A / Z,
        Domain.of(D_ODD, MU_POS, EPS_UNIT, R_POS, *(Real(x.name, gt=0) for x in (A, B, Z))), assume=(eps <= r,),
        facts=(sp.Ge(d - 2, 1),), given=(sp.Ge(A, decay), sp.Le(Z, B * eps ** (2 - d))),
        named=(source, "lem-4.2/value-at-zero: B is binom(2d − 2, d − 1)"))


def lower_controls() -> dict[str, Any]:
    """Both lower bounds fail in the same ways."""
    return {"ε^{d−3}": scaled("lhs", 1 / eps), "without Φ_ε(0) ≤ B ε^{2−d}": without(1, "given")}


@lemma_4_2.claim("lower-bound-sharp", reading="sharpened", controls=lower_controls)
def lower_bound_sharp() -> MonomialBound:
    """Φ_ε(r)/Φ_ε(0) ≥ e^{−μr} (ε/r)^{d−2}/binom(2d−2, d−1) for s ≤ 1 and r ≥ ε."""
    return _lower(d - 2, sp.Integer(1), "lem-B.9/p-exponential")


@lemma_4_2.claim("lower-bound-derivative-sharp", reading="sharpened", controls=lower_controls)
def lower_bound_derivative_sharp() -> MonomialBound:
    """|Φ_ε′(r)|/Φ_ε(0) ≥ (d − 2) e^{−μr} r^{1−d} ε^{d−2}/binom(2d−2, d−1) for s ≤ 1 and r ≥ ε."""
    return _lower(d - 1, d - 2, "lem-B.9/q-coefficients")


# A second opinion in exact rational arithmetic: at λ = 1 the exponential cancels from the normalised values.

DIMENSIONS = tuple(range(3, 52, 4))
RADII = (Fraction(1, 100), Fraction(1, 10), Fraction(1, 2), Fraction(9, 10))


def _rising(a: Fraction, count: int) -> Fraction:
    return Fraction(prod(a.numerator + i * a.denominator for i in range(count)), a.denominator**count)


@lru_cache(maxsize=64)  # the same in each control
def _suprema(dim: int, eps: Fraction) -> tuple[Fraction, ...]:
    """sup |Φ_ε^{(k)}|/Φ_ε(0) for k = 0..d−1 at λ = 1, from the values at 0 and ε."""
    zero = values_at_zero(dim, eps)[0]
    return tuple(value / zero / eps**k for k, value in enumerate(suprema(dim, eps)))


def _at_most(left: Fraction, right: Fraction) -> ForAll:
    values = (sp.Rational(x.numerator, x.denominator) for x in (left, right))
    return ForAll((), sp.Le(*values, evaluate=False), Domain())


def _instance(at: tuple[int, Fraction], *, shift: int = 0, exponent: int | None = None) -> All:
    dim, eps = at
    found = _suprema(dim, eps)
    bounds = [_rising(dim - 2 + shift + eps, k) * _rising(dim - 1 + k + shift + eps, dim - 1 - k)
              / (factorial(dim - 1 - k) * eps**k) for k in range(dim)]
    power = 2 * dim if exponent is None else exponent
    return All((
        ("sup over the sharp bound, largest over k", _at_most(
            max(x / y for x, y in zip(found, bounds, strict=True)), Fraction(1))),
        ("largest sup", _at_most(max(found), (dim / eps) ** power)),
    ))


@lemma_4_2.claim("derivative-bound-instances", reading="sharpened", expect="certified", controls=lambda: {
    "the sharp bound with d − 3": replaced(build=lambda at: _instance(at, shift=-1)),
    "(d/ε)^{d−2}": replaced(build=lambda at: _instance(at, exponent=at[0] - 2)),
})
def derivative_bound_instances() -> Family:
    """The exact suprema at λ = 1 against the sharp bound, order by order, and against (d/ε)^{2d}."""
    return Family("(d, ε)", tuple((dim, eps) for dim in DIMENSIONS for eps in RADII), _instance,
                  claim="sup |Φ_ε^{(k)}|/Φ_ε(0) ≤ ε^{−k}(d−2+ε)_k (d−1+k+ε)_{d−1−k}/(d−1−k)!, and ≤ (d/ε)^{2d}")
