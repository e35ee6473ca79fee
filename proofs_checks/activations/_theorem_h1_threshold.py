"""Theorem H.1 at a loss of 1 − 2/π: what is left of the bound by two problems when t = max |w·θ_i| ≤ 1/2.

Letters as in `_theorem_h1_bounds`; v bounds |S_m| for m ≥ 3, and T = 1 − s, s = s_1 = 2/π, is their share, T < 4/11.
"""

from typing import Any

import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Real
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import k, t, v, y
from ._theorem_h1_bounds import LARGEST, UNITS, J, L, S, T, mean_N, s
from ._theorem_h1_pairs import ANGLE, kernel, phi, pi_below

MANY = Real("k", ge=100)
CONSTANT = sp.Rational(1, 169)
"""k·t² is at least that."""


def shares() -> tuple[Any, Any]:
    """That of the first degree, and the bound of what is left."""
    return sp.Eq(s, 1 - T), sp.Le(T, sp.Rational(4, 11))


def degrees() -> All:
    """The two problems, each below what it needs."""
    return All((
        ("2/π > 7/11", pi_below()),
        ("s_1", Identity(sp.diff(1 - kernel(phi), phi), 2 / sp.pi, ANGLE)),
        ("degrees from 3 on", ForAll((sp.Le(S, v),), sp.Ge((1 - S) ** 2, 1 - 2 * v), Domain.of(Real("S"), Real("v")),
                                     named=("|S_m| ≤ v",))),
        ("the plane", ForAll((sp.Le(mean_N**2, J / 3),), sp.Ge(1 - 2 * mean_N + J, J / 2),
                             Domain.of(Real("I"), Real("J")), named=("I² ≤ (2/π)·asin(t)·J, asin(1/2) = π/6",))),
        ("left", ForAll(
            (sp.Ge(L, (1 - 1 / k) * (s * (1 - S) ** 2 + T * (1 - 2 * v)) + J / (2 * k)), sp.Le(L, T), *shares()),
            sp.Le((1 - 1 / k) * s * (1 - S) ** 2 + J / (2 * k), 2 * T * v + T / k),
            Domain.of(UNITS, Real("T", ge=0), Real("v", ge=0), *map(Real, ("L", "s", "S", "J"))),
            named=("thm-H.1/two-problems", "the loss", "shares", "2/π > 7/11"))),
    ), "L ≤ 1 − 2/π  ⟹  (1 − 1/k)·s·(1 − S_1)² + J/(2k) ≤ 2T·v + T/k")


def cases() -> All:
    """S stands for S_1. For k ≥ 100 either the first degree misses its mark, or N is large; fewer units are easy."""
    left = sp.Le((1 - 1 / k) * s * (1 - S) ** 2 + J / (2 * k), 2 * T * v + T / k)
    where = Domain.of(MANY, Real("T", ge=0), Real("v", ge=0), Real("J", ge=0), *map(Real, ("s", "S")))
    known = "left over at the threshold"
    return All((
        ("S ≤ 1/2: v ≥ 1/5", ForAll((left, sp.Le(S, sp.Rational(1, 2)), *shares()), sp.Ge(v, sp.Rational(1, 5)), where,
                                    named=(known, "case", "shares", "shares"))),
        ("then k·t²", ForAll(
            (sp.Ge(v, sp.Rational(1, 5)), sp.Le(v**2, sp.Rational(99, 35) * t**5 * J), sp.Le(J, 4 * k)),
            sp.Ge(k * t**2, sp.Rational(1, 40)), Domain.of(MANY, LARGEST, Real("v", ge=0), Real("J", ge=0)),
            named=("case", "thm-H.1/moments: m = 3, π/2 < 11/7", "thm-H.1/moments: L ≤ 1"))),
        ("S > 1/2, J ≥ 16/11: J ≤ (32/11)k·v", ForAll(
            (left, sp.Ge(J, sp.Rational(16, 11)), *shares()), sp.Le(J, sp.Rational(32, 11) * k * v), where,
            named=(known, "case", "shares", "shares"))),
        ("then J ≤ 24k²·t⁵", ForAll(
            (sp.Le(J, sp.Rational(32, 11) * k * v), sp.Le(v**2, sp.Rational(99, 35) * t**5 * J)),
            sp.Or(sp.Eq(J, 0), sp.Le(J, 24 * k**2 * t**5)),
            Domain.of(MANY, LARGEST, Real("v", ge=0), Real("J", ge=0)), named=("before", "thm-H.1/moments: m = 3"))),
        ("then k·t³", ForAll(
            (sp.Le(J, 24 * k**2 * t**5), sp.Ge(sp.Rational(11, 7) * t * J, sp.Rational(1, 4))),
            sp.Ge(k * t**3, sp.Rational(2, 25)), Domain.of(MANY, LARGEST, Real("J", ge=0)),
            named=("before", "thm-H.1/moments: m = 1, and S_1 > 1/2"))),
        ("S > 1/2, J < 16/11", ForAll(
            (sp.Le(J, sp.Rational(16, 11)), sp.Ge(sp.Rational(11, 7) * t * J, sp.Rational(1, 4))),
            sp.Ge(k * t**2, 1), Domain.of(MANY, LARGEST, Real("J", ge=0)),
            named=("case", "thm-H.1/moments: m = 1, and S_1 > 1/2"))),
        ("sin y ≥ 4y/5", Positive(sp.sin(y) - 4 * y / 5, Domain.of(Real("y", ge=0, le=1)), ">=")),
        ("k ≤ 100", ForAll((sp.Ge(t, sp.Rational(4, 5) / k), sp.Le(k, 100)), sp.Ge(k * t**2, CONSTANT),
                           Domain.of(UNITS, Real("t", ge=0)),
                           named=("thm-H.1/every-loss: t ≥ sin(1/k) at τ = 1 − 2/π", "few units"))),
        ("k ≥ 100", ForAll(
            (sp.Or(sp.Gt(t, sp.Rational(1, 2)), sp.Ge(k * t**2, sp.Rational(1, 40)),
                   sp.Ge(k * t**3, sp.Rational(2, 25))),),
            sp.Ge(k * t**2, CONSTANT), Domain.of(MANY, Real("t", ge=0, le=1)), named=("the cases",))),
    ), "L ≤ 1 − 2/π  ⟹  max |w·θ_i| ≥ 1/(13·√k)")
