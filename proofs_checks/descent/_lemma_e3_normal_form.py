"""Lemma E.3, sharpened: a rest that is a fraction of the force, an explicit separation, and better exponents.

κ bounds the others' field and force at θ_1, over |b_j|Φ_ε and |b_j||Φ_ε′| there; T is that field plus the error of a, V
the length of that force, b stands for |b_j|, p for |Φ_ε′|, φ for Φ_ε.
"""


from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Real
from verify.controls import in_part, replaced, scaled, without
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Identity

from .._symbols import D_ODD, EPS_UNIT, d, eps, k, r
from . import _potential_bounds as bounds
from ._potential_bounds import unit
from ._single_node import a, b, beta, kappa, p, phi, rho, x, y, zeta
from .lemma_e3 import POSITIVE, T, V, lemma_e3, nearly_best, z

KAPPA = Real("kappa", ge=0)


@cache
def small() -> Any:
    """|T| ≤ b·κ·φ; V ≤ b·κ·p."""
    return (sp.Le(sp.Abs(T), kappa * b * phi), sp.Le(V, kappa * b * p))


FIELDS = Domain.of(*POSITIVE, KAPPA, Real("T"), Real("V", ge=0), Real("a"))
NAMED = ("lem-E.3/separation", "lem-E.3/separation")


@lemma_e3.claim("rest-in-kappa", reading="sharpened", controls=lambda: {
    "2κ": in_part("together", lambda c: replaced(conclude=sp.Le(z, 2 * kappa * zeta))(c)),
    "ζ = b²φp": in_part("together", lambda c: replaced(assume=(*c.assume[:3], sp.Eq(zeta, b**2 * phi * p)))(c)),
    "a = −2bφ − T": in_part("the charge", lambda c: replaced(assume=(sp.Eq(a, -2 * b * phi - T), c.assume[1]))(c)),
})
def rest_in_kappa() -> All:
    """With ζ = 2b_j²Φ_ε|Φ_ε′|: the rest has |ξ| ≤ 2bp|T| + 2|a|V ≤ (2κ + κ²)ζ. For T = κbφ and V = κbp along the same
    line it is (2κ + κ²)ζ exactly."""
    domain = Domain.of(*FIELDS, Real("zeta"), Real("z"))
    choice = {T: kappa * b * phi, V: kappa * b * p}
    return All((
        ("the charge", ForAll((sp.Eq(a, -b * phi - T), small()[0]), sp.Le(sp.Abs(a), (1 + kappa) * b * phi), FIELDS,
                              ("lem-E.3/force-corrected", NAMED[0]))),
        ("the others' force", ForAll((small()[1], sp.Le(sp.Abs(a), (1 + kappa) * b * phi)),
                                     sp.Le(2 * sp.Abs(a) * V, (kappa + kappa**2) * (2 * b**2 * phi * p)), FIELDS,
                                     (NAMED[1], "the charge"))),
        ("together", ForAll(
            (sp.Le(z, 2 * b * p * sp.Abs(T) + x), sp.Le(x, (kappa + kappa**2) * (2 * b**2 * phi * p)), small()[0],
             sp.Eq(zeta, 2 * b**2 * phi * p)), sp.Le(z, (2 * kappa + kappa**2) * zeta),
            Domain.of(*domain, Real("x", ge=0)),
            ("z = |ξ|: lem-E.3/force-corrected", "the others' force", NAMED[0], ""))),
        ("attained", Identity((2 * b * p * T + 2 * (b * phi + T) * V).subs(choice),
                              (2 * kappa + kappa**2) * (2 * b**2 * phi * p), Domain.of(*POSITIVE, KAPPA))),
    ), "|ξ| ≤ (2·κ + κ²)·ζ, ζ = 2·b_j²·Φ_ε·|Φ_ε′|")


@lemma_e3.claim("rest-in-kappa-best", reading="sharpened", controls=lambda: {
    "κ/2": in_part("the rest", lambda c: replaced(conclude=sp.Le(2 * sp.Abs(a) * V, kappa * zeta / 2))(c)),
    "ζ ≥ 2b²φp": in_part("ζ", lambda c: replaced(conclude=sp.Ge(2 * sp.Abs(a) * b * p, 2 * b**2 * phi * p))(c)),
    "κ = 1": in_part("ζ", replaced(domain=Domain.of(*POSITIVE, Real("kappa", ge=0, le=1), Real("a")))),
})
def rest_in_kappa_best() -> All:
    """With ζ = 2|a_1|b|Φ_ε′|, the whole force of w_j, the rest is that of the others alone: |ξ| ≤ κζ, and
    ζ ≥ (1 − κ)·2b²Φ_ε|Φ_ε′| > 0. No smaller factor will do, as V = κbp has equality."""
    return All((
        ("the rest", ForAll((small()[1], sp.Eq(zeta, 2 * sp.Abs(a) * b * p)), sp.Le(2 * sp.Abs(a) * V, kappa * zeta),
                            Domain.of(*FIELDS, Real("zeta")), (NAMED[1], ""))),
        ("ζ", ForAll(nearly_best(), sp.And(sp.Ge(2 * sp.Abs(a) * b * p, (1 - kappa) * (2 * b**2 * phi * p)),
                                    sp.Gt(2 * sp.Abs(a) * b * p, 0)),
                     Domain.of(*POSITIVE, Real("kappa", ge=0, lt=1), Real("a")), ("lem-E.3/charge",))),
        ("attained", Identity(2 * x * (kappa * b * p), kappa * (2 * x * b * p), Domain.of(
            *POSITIVE, KAPPA, Real("x", gt=0)))),
    ), "|ξ| ≤ κ·ζ, ζ = 2·|a_1·b_j·Φ_ε′| ≥ (1 − κ)·2·b_j²·Φ_ε·|Φ_ε′|")


FAR = Domain.of(D_ODD, *(Real(name, gt=0) for name in ("D", "beta", "rho", "A", "B")), Integer("k", ge=2),
                Real("kappa", gt=0))
GAP = sp.Symbol("D")


@lemma_e3.claim("separation", reading="sharpened", controls=lambda: {
    "D ≥ d + log(k/(βκ))": in_part("the others together", lambda c: replaced(
        given=(c.given[0], sp.Ge(sp.exp(GAP - d), k / (beta * kappa))))(c)),
    "without (d/ρ) ≤ 1": in_part("one of them", replaced(facts=(), assume=())),
    "|w_i − w_j| ≥ D/2": in_part("one of them", lambda c: replaced(assume=(rho >= GAP / 2 - d, rho >= d))(c)),
    "2d + log K": in_part("3d + log(8k/β) + 1", lambda c: replaced(assume=(sp.Ge(GAP, 2 * d + x),))(c)),
})
def separation() -> All:
    """An explicit separation, the same for all ε: |w_i − w_j| ≥ D ≥ 2d + log(k/(βκ)) makes both the others' field and
    their force at most a fraction κ of b_j's, |b_j| ≥ β, |b_i| ≤ 1. So 3d + log(8k/β) + 1 gives κ ≤ e^{−d−1}/8, and if
    k/β ≤ d^m, a multiple of d log d will do. A is Φ_ε(ρ) or |Φ_ε′(ρ)|, B the same at d, y the logarithm of d."""
    m = sp.Symbol("m")
    return All((
        ("one of them", MonomialBound(bounds.A, bounds.B * sp.exp(-(GAP - 2 * d)), FAR,
                                      assume=(rho >= GAP - d, rho >= d), facts=(sp.Le(d, rho),),
                                      given=(sp.Le(bounds.A / bounds.B, bounds.fall()),),
                                      named=("lem-E.3/rest-below-force-corrected",))),
        ("the others together", MonomialBound(
            k * bounds.A, kappa * beta * bounds.B, FAR,
            given=(sp.Le(bounds.A, bounds.B * sp.exp(-(GAP - 2 * d))), sp.Ge(sp.exp(GAP - 2 * d), k / (beta * kappa))),
            named=("one of them", "D ≥ 2d + log(k/(βκ))"))),
        ("closer than d the proton's own are larger", ForAll(
            (sp.Le(x, kappa * beta * bounds.B), sp.Ge(phi, bounds.B), b >= beta), sp.Le(x, kappa * b * phi),
            Domain.of(*POSITIVE, *(Real(name, gt=0) for name in ("beta", "B", "kappa")), Real("x", ge=0)),
            ("the others together", bounds.CLOSE, ""))),
        ("3d + log(8k/β) + 1", ForAll((sp.Ge(GAP, 3 * d + x + 1),), sp.Ge(GAP - 2 * d, x + d + 1),
                                      Domain.of(D_ODD, Real("D"), Real("x")), ("x = log(8k/β)",))),
        ("a multiple of d log d", ForAll((x <= m * y + 3, y >= 1), sp.Le(3 * d + x + 1, (5 + m) * d * y),
                                         Domain.of(D_ODD, Real("x"), Real("y"), Real("m", ge=0)),
                                         ("log(8k/β) ≤ m log d + 3", "d ≥ 3 > e"))),
    ), "|w_i − w_j| ≥ 2·d + log(k/(β·κ))  ⟹  Σ_(i≠j) |b_i|·Φ_ε(|θ_1 − w_i|) ≤ κ·|b_j|·Φ_ε(|θ_1 − w_j|); so for |Φ_ε′|")


@lemma_e3.claim("direction", reading="sharpened", controls=lambda: {
    "κ = 1": replaced(domain=Domain.of(Real("zeta", gt=0), Real("kappa", ge=0, le=1), Real("x"), Real("r", gt=0))),
    "ξ of any size": without(0),
})
def direction() -> ForAll:
    """So the step along −∇L_1 brings θ_1 closer to w_j when κ < 1: the component towards w_j is ζ plus that of ξ (x),
    and |x| ≤ κζ; times r = |θ_1 − w_j| it is half the rate at which r² falls."""
    return ForAll((sp.Le(sp.Abs(x), kappa * zeta),), sp.And(sp.Gt(r * (zeta + x), 0),
                                                            sp.Ge(zeta + x, (1 - kappa) * zeta)),
                  Domain.of(Real("zeta", gt=0), Real("kappa", ge=0, lt=1), Real("x"), Real("r", gt=0)),
                  ("lem-E.3/rest-in-kappa-best",))


@lemma_e3.claim("no-exponent", reading="sharpened", controls=lambda: {
    "one more factor ε": in_part("and then", scaled("rhs", eps)),
    "every ε": in_part("and then", without(0, "given")),
})
def no_exponent() -> All:
    """For every d, every distance ρ and every exponent N > d − 2: Φ_ε(ρ) is above (d/ε)^{−N} for all small ε. It is at
    least xε^{d−2}, x = e^{−ρ}ρ^{2−d}/binom(2d−2, d−1), by Lemma 4.2, and ε^{N−d+2} < x does it."""
    big = sp.Symbol("N")
    domain = Domain.of(D_ODD, EPS_UNIT, Real("N", gt=0), Real("x", gt=0))
    return All((
        ("there is such an ε", ForAll((sp.Eq(y, x / (1 + x)),), sp.And(y < x, y < 1, y > 0),
                                      Domain.of(Real("x", gt=0), Real("y")), ("ε^{N−d+2} = y",))),
        ("and then", MonomialBound(unit() ** (-big), x * eps ** (d - 2), domain, assume=(sp.Gt(big, d - 2),),
                                   facts=(sp.Ge(d, 3),), given=(sp.Lt(eps ** (big - d + 2), x),),
                                   named=("ε is small",))),
    ), "Φ_ε(ρ) ≥ x·ε^(d−2) ≥ (d/ε)^(−N) for every N > d − 2 and small ε")


@lemma_e3.claim("exponent-2d", reading="sharpened", controls=lambda: {
    "(d/ε)^{−d}": in_part("Φ_ε", lambda c: bounds.value_sharp(1)),
    "|Φ_ε′| ≥ Φ_ε/r": in_part("|Φ_ε′| above Φ_ε", lambda c: replaced(
        conclude=sp.Ge(c.conclude.lhs, (d - 1 + r) * bounds.P))(c)),
    "(d/ε)^{−3d} in ζ": in_part("ζ", replaced(lhs=2 * beta**2 * unit() ** (-3 * d))),
})
def exponent_2d() -> All:
    """Half the printed exponents: Φ_ε(r) ≥ (d/ε)^{−2d} and |Φ_ε′(r)| ≥ (d/ε)^{−2d} for r ≤ d, since |Φ′| ≥ Φ; so ζ is
    at least (1 − κ)2β²(d/ε)^{−4d}, in place of 8d. (Both have the exponent d − 2 in ε, and no smaller one is
    possible.)"""
    return All((
        ("Φ_ε", bounds.value_sharp()),
        ("|Φ_ε′| above Φ_ε", bounds.slope_above_value()),
        ("ζ", MonomialBound(
            2 * beta**2 * unit() ** (-4 * d), 2 * b**2 * phi * p, Domain.of(D_ODD, EPS_UNIT, *POSITIVE,
                                                                         Real("beta", gt=0)),
            given=(sp.Ge(b, beta), sp.Ge(phi, unit() ** (-2 * d)), sp.Ge(p, unit() ** (-2 * d))),
            named=("", "Φ_ε", "|Φ_ε′| above Φ_ε at r = d, and |Φ_ε′| decreases"))),
    ), "2·b_j²·Φ_ε·|Φ_ε′| ≥ 2·β²·(d/ε)^(−4d)")


@lemma_e3.claim("almost-optimal", reading="sharpened", controls=lambda: {
    "β(d/ε)^{−2d}": in_part("the sum of both", lambda c: replaced(assume=(
        sp.Le(x, kappa * b * phi / 2), sp.Le(y, 2 * kappa * b * phi)))(c)),
    "(d/ε)^{−d}": in_part("in d and ε", replaced(lhs=kappa * beta * unit() ** (-d) / 2)),
})
def almost_optimal() -> All:
    """"Almost optimal", explicitly: |a_1 − a*| ≤ (κ/2)β(d/ε)^{−2d} is at most (κ/2)|b_j|Φ_ε; with the others' field at
    most (κ/2)|b_j|Φ_ε, |a_1 + b_jΦ_ε| ≤ κ|b_j|Φ_ε."""
    return All((
        ("in d and ε", MonomialBound(
            kappa * beta * unit() ** (-2 * d) / 2, kappa * b * phi / 2,
            Domain.of(D_ODD, EPS_UNIT, *POSITIVE, Real("beta", gt=0), Real("kappa", gt=0)),
            given=(sp.Ge(b, beta), sp.Ge(phi, unit() ** (-2 * d))), named=("", "lem-E.3/exponent-2d"))),
        ("the sum of both", ForAll((sp.Le(x, kappa * b * phi / 2), sp.Le(y, kappa * b * phi / 2)),
                                   sp.Le(x + y, kappa * b * phi),
                                   Domain.of(*POSITIVE, Real("kappa", gt=0), Real("x", ge=0), Real("y", ge=0)),
                                   ("lem-E.3/separation, with κ/2", "in d and ε"))),
    ), "|a_1 − a*| ≤ (κ/2)·β·(d/ε)^(−2d)  ⟹  |a_1 + b_j·Φ_ε| ≤ κ·|b_j|·Φ_ε")


