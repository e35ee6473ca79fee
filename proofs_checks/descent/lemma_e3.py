"""Lemma E.3: within the distance d of a proton that stands apart, the electron is drawn to it."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import in_part, replaced, scaled, substituted, without
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Identity

from .._symbols import D_ODD, EPS_UNIT, MU_POS, d, eps, k, mu, n, r
from . import _potential_bounds as bounds
from ._potential_bounds import unit
from ._single_node import C, F, a, b, beta, g, inside, kappa, loss, p, phi, reals, rho, tau, x, y

lemma_e3 = statement(
    "lem-E.3", "The electron is drawn to a proton that stands apart", kind="lemma", published="25",
    uses=("lem-E.1",), proof_uses=("lem-4.2", "lem-B.9"), source="arXiv text, Appendix E.1",
    reading="If θ is within d of w_j, |b_j| is not too small, the charge a is almost optimal and the other protons are "
            "far from w_j (some multiple of d log d), then −∇_θ L_1 is ζ times the unit vector towards w_j plus a "
            "small rest ξ, ζ being at least a constant times (d/ε)^{−8d}. (ξ is a vector: |ξ| is meant to be small.)")

f = sp.Function("f")
A, E, T, V, X, Y, z = sp.symbols("A E T V X Y z")
BELOW_1 = Real("kappa", gt=0, lt=1)


@cache
def length() -> Any:
    """|θ − w|, x > 0 being one coordinate of θ − w and y the sum of the squares of the others."""
    return sp.sqrt(x**2 + y)


PLACES = Domain.of(Real("x", gt=0), Real("y", ge=0))


# The statement, with explicit constants.

@lemma_e3.claim("away-from-the-proton", controls=lambda: {
    "one fewer coordinate": in_part("a direction", replaced(lhs=x / length())),
    "at w_j too": in_part("a distance", replaced(domain=Domain.of(Real("x", ge=0), Real("y", ge=0)))),
})
def away_from_the_proton() -> All:
    """Where the lemma speaks, 0 < |θ_1 − w_j| ≤ d: the direction has length 1 and the distance a derivative. At w_j
    itself, which print does not exclude, L_1 has no gradient: see `at-the-proton`."""
    return All((
        ("a direction", Identity((x / length()) ** 2 + y / length()**2, sp.Integer(1), PLACES)),
        ("a distance", ForAll((), sp.Gt(x**2 + y, 0), PLACES)),
    ), "0 < |θ_1 − w_j| ≤ d")


@lemma_e3.claim("at-the-proton", reading="sharpened", controls=lambda: {
    "a potential without a cone": replaced(domain=reals(a, b, p)), "an uncharged electron": without(0),
})
def at_the_proton() -> ForAll:
    """There (w_j − θ_1)/|θ_1 − w_j| is 0/0, and along a line the slopes of L_1 from the two sides differ,
    ±2ab_jΦ_ε′(0+), as Φ_ε′(0+) = −p < 0 (a cone): descent that arrives does not see a small gradient."""
    return ForAll((sp.Ne(a * b, 0),), sp.Ne(-2 * a * b * p, 2 * a * b * p), Domain.of(*reals(a, b), Real("p", gt=0)))


@cache
def nearly_best() -> Any:
    """|a + b·φ| ≤ b·κ·φ."""
    return (sp.Le(sp.Abs(a + b * phi), kappa * b * phi),)


POSITIVE = tuple(Real(s.name, gt=0) for s in (b, phi, p))


@lemma_e3.claim("normal-form", controls=lambda: {
    "−ζ": in_part("the gradient", lambda c: replaced(rhs=c.rhs - 2 * (2 * a * b * g * (-X)))(c)),
    "κ = 2": in_part("ζ from below", lambda c: replaced(domain=Domain.of(
        *POSITIVE, Real("a"), Real("kappa", gt=0, le=2)))(c)),
    "(d/ε)^{−7d}": in_part("ζ in d and ε", lambda c: replaced(lhs=beta**2 * unit() ** (-7 * d))(c)),
    "12(k − 1)": in_part("the rest", lambda c: replaced(conclude=sp.Le(z, 12 * (k - 1) * x))(c)),
    "(d/ε)^{−d/2}": in_part("the power of d/ε", scaled("rhs", unit() ** (-d / 6))),
})
def normal_form() -> All:
    """The lemma with explicit constants, b standing for |b_j|, p for |Φ_ε′(|θ_1 − w_j|)|, φ for Φ_ε there: −∇L_1 is ζ
    towards w_j plus ξ, with ζ = 2|a|b p ≥ β²(d/ε)^{−8d} for b ≥ β, and |ξ| ≤ 18(k − 1)(d/ε)^{−d/3}, when |w_i − w_j| ≥
    2d and |a + bφ| ≤ bφ/2 (which `separation` and `charge` give). X is a coordinate of the unit vector (θ − w_j)/|θ −
    w_j|, V one of the others' forces in sum, x stands for (d/ε)^{−(d−2)}. ("Theorem E.5", of whose conditions print
    speaks, is Lemma E.5.)"""
    return All((
        ("the gradient", Identity(-(2 * a * b * g * X + 2 * a * V), 2 * a * b * g * (-X) + (-2 * a * V),
                                  reals(a, b, g, X, V))),
        ("ζ from below", ForAll(nearly_best(), sp.And(a < 0, sp.Ge(2 * (-a) * b * p, b**2 * phi * p)), Domain.of(
            *POSITIVE, Real("a"), Real("kappa", gt=0, le=Fraction(1, 2))), ("lem-E.3/charge",))),
        ("ζ in d and ε", MonomialBound(
            beta**2 * unit() ** (-8 * d), b**2 * phi * p, Domain.of(D_ODD, EPS_UNIT, *POSITIVE, Real("beta", gt=0)),
            given=(sp.Ge(b, beta), sp.Ge(phi, unit() ** (-4 * d)), sp.Ge(p, unit() ** (-4 * d))),
            named=("", "lem-E.3/value-lower-bound", "lem-E.3/slope-lower-bound"))),
        ("the charge is at most 3/2", ForAll(
            (*nearly_best(), b <= 1, phi <= 1), sp.Le(sp.Abs(a), sp.Rational(3, 2)), Domain.of(
                *POSITIVE, Real("a"), Real("kappa", gt=0, le=Fraction(1, 2))), ("lem-E.3/charge", "", ""))),
        ("the rest", ForAll((sp.Eq(z, 2 * A * T), sp.Le(A, sp.Rational(3, 2)), sp.Le(T, 6 * (k - 1) * x)),
                            sp.Le(z, 18 * (k - 1) * x),
                            Domain.of(Integer("k", ge=1), *(Real(s.name, ge=0) for s in (A, T, x)), Real("z")),
                            ("z = |ξ|, A = |a|", "the charge is at most 3/2", "lem-E.3/gradient-with-rest"))),
        ("the power of d/ε", MonomialBound(unit() ** (2 - d), unit() ** (-d / 3), Domain.of(D_ODD, EPS_UNIT),
                                           facts=(sp.Le(eps, d), sp.Ge(d, 3)))),
    ), "−∇_(θ_1) L_1 = ζ·(w_j − θ_1)/|θ_1 − w_j| + ξ, ζ ≥ β²·(d/ε)^(−8d), |ξ| ≤ 18·(k−1)·(d/ε)^(−d/3)")


# The printed proof.

UNITS = Domain.of(*PLACES, *reals(a, b, C, F))


@lemma_e3.claim("gradient", reading="step", controls=lambda: {
    "each proton once": in_part("one more proton", scaled("rhs", sp.Rational(1, 2))),
    "Φ_ε′ without the direction": in_part("a term of Φ_ε", scaled("rhs", length() / x)),
    "θ − w not divided by its length": in_part("the distance", substituted("rhs", {1 / length(): sp.Integer(1)})),
})
def gradient() -> All:
    """∇_θ L_1 = 2a_1 b_j Φ′ (θ − w_j)/|θ − w_j| + 2Σ_{i≠j} a_1 b_i Φ′ (θ − w_i)/|θ − w_i|: one coordinate, one proton
    more at a time, for every k. Φ_ε is a sum of powers of r, finite inside; f(x) is Φ_ε along the coordinate."""
    return All((
        ("the distance", Identity(sp.Derivative(length(), x), x / length(), UNITS)),
        ("a term of Φ_ε", Identity(sp.Derivative(length()**n, x), n * length() ** (n - 1) * x / length(),
                                   Domain.of(*PLACES, Integer("n")))),
        ("one more proton", Identity(sp.Derivative(a**2 + 2 * a * (F + b * f(x)) + C, x),
                                     2 * a * b * sp.Derivative(f(x), x), UNITS)),
    ), "∇_(θ_1) L_1 = 2·a_1·b_j·Φ_ε′·(θ_1 − w_j)/|θ_1 − w_j| + 2·Σ_(i≠j) a_1·b_i·Φ_ε′·(θ_1 − w_i)/|θ_1 − w_i|")


@lemma_e3.claim("slope-lower-bound", reading="step", controls=lambda: {
    "ε^{2d−1}": in_part("as printed", scaled("lhs", 1 / eps)),
    "r beyond d": in_part("as printed", without(0, "given")),
    "from 17 with (d/ε)^{−3d}": in_part("d from 17", scaled("lhs", unit()**d)),
    "1/200 becomes 1/50": in_part("d = 3", lambda c: _early(3, 50)),
    "(d/ε)^{−3d}": in_part("(d/ε)^{−4d}, constant 1", replaced(lhs=unit() ** (-3 * d))),
})
def slope_lower_bound() -> All:
    """|Φ_ε′(r)| ≥ e^{−√λ d} d^{1−d} (2d + √λ)^{−2d} ε^{2d}/3 for all r ≤ d, also r < ε, as |Φ_ε′| decreases; for λ = 1
    that is at least (1/200)(d/ε)^{−4d} (exact up to d = 15, then by 17 ≤ d); by Lemma 4.2 the constant is even 1."""
    printed = sp.exp(-mu * d) * d ** (1 - d) * (2 * d + mu) ** (-2 * d) * eps ** (2 * d) / 3
    at_one = E ** (-d) * d ** (1 - d) * (2 * d + 1) ** (-2 * d) * eps ** (2 * d) / 3
    beyond = Integer("d", ge=17, residue=(1, 2))
    return All((
        ("as printed", MonomialBound(
            printed, A, Domain.of(D_ODD, MU_POS, EPS_UNIT, *bounds.POSITIVE),
            given=(sp.Ge(A, bounds.B), sp.Ge(bounds.B, printed)),
            named=(bounds.CLOSE, "lem-B.9/lower-bound-derivative at r = d"))),
        *((f"d = {dim}", _early(dim, 200)) for dim in range(3, 17, 2)),
        ("d from 17", MonomialBound(
            unit() ** (-4 * d) / 200, at_one, Domain.of(beyond, EPS_UNIT, bounds.E_RANGE),
            facts=(sp.Le(eps, 1), sp.Le(2 * d + 1, 7 * d / 3), sp.Le(49, 51, evaluate=False), sp.Le(17, d),
                   sp.Le(3, d)),
            given=(bounds.e_at_most_3(),), named=(bounds.E_NAMED,))),
        ("(d/ε)^{−4d}, constant 1", bounds.slope_within()),
    ), "|Φ_ε′(r)| ≥ e^(−√λ·d)·d^(1−d)·(2·d + √λ)^(−2d)·ε^(2d)/3 ≥ (d/ε)^(−4d)/200 for r ≤ d; |Φ_ε′(r)| ≥ (d/ε)^(−4d)")


def _early(dim: int, constant: int) -> ForAll:
    """The second inequality in one dimension, without ε: 3e^d d^{d−1}(2d + 1)^{2d} ≤ constant · d^{4d}, with e ≤ 3."""
    left = 3 ** (dim + 1) * dim ** (dim - 1) * (2 * dim + 1) ** (2 * dim)
    return ForAll((), sp.Le(sp.Integer(left), sp.Integer(constant * dim ** (4 * dim)), evaluate=False), Domain())


@lemma_e3.claim("value-lower-bound", reading="step", controls=lambda: {
    "(d/ε)^{−3d}": replaced(lhs=unit() ** (-3 * d)), "r beyond d": without(0, "given"),
})
def value_lower_bound() -> MonomialBound:
    """Φ_ε(|θ_1 − w_j|) ≥ (d/ε)^{−4d}, with constant 1: Φ_ε decreases, and Lemma 4.2 bounds Φ_ε(d)."""
    return bounds.value_within()


@lemma_e3.claim("others-are-small", reading="step", controls=lambda: {
    "(d/ε)^{−(d−1)}": in_part("Φ_ε", scaled("rhs", 1 / unit())),
    "3 becomes 2 for Φ_ε": in_part("Φ_ε", scaled("rhs", sp.Rational(2, 3))),
    "3 for |Φ_ε′|": in_part("|Φ_ε′|", scaled("rhs", sp.Rational(1, 2))),
    "|w_i − w_j| ≥ d": in_part("the distance", replaced(assume=(x <= d, x + rho >= d))),
})
def others_are_small() -> All:
    """|Φ_ε(|θ_1 − w_i|)| ≤ 3(d/ε)^{−(d−2)} and |Φ_ε′| ≤ 6(d/ε)^{−(d−2)}, and d − 2 ≥ d/3; already |w_i − w_j| ≥ 2d will
    do: x = |θ_1 − w_j| ≤ d leaves ρ = |θ_1 − w_i| ≥ d. The powers of ε are those of Φ_ε(0), and there are no more."""
    return All((
        ("the distance", ForAll((x <= d, x + rho >= 2 * d), sp.Ge(rho, d),
                                Domain.of(D_ODD, Real("x", ge=0), Real("rho", ge=0)), ("", "triangle inequality"))),
        ("Φ_ε", bounds.value_far()), ("|Φ_ε′|", bounds.slope_far()),
        ("the exponent", ForAll((), sp.Ge(d - 2, d / 3), Domain.of(D_ODD))),
    ), "|Φ_ε(|θ_1 − w_i|)| ≤ 3·(d/ε)^(−(d−2)), |Φ_ε′(|θ_1 − w_i|)| ≤ 6·(d/ε)^(−(d−2)), i ≠ j")


@lemma_e3.claim("gradient-with-rest", reading="step", controls=lambda: {
    "two more at once": in_part("one more proton", lambda c: replaced(
        assume=(c.assume[0], c.assume[1], c.assume[2], sp.Le(z, x + 2 * sp.Abs(b) * y)))(c)),
    "charges up to 2": in_part("one more proton", lambda c: replaced(
        assume=(c.assume[0], c.assume[1], sp.Abs(b) <= 2, c.assume[3]))(c)),
})
def gradient_with_rest() -> All:
    """∇L_1 = 2a_1b_jΦ′(θ − w_j)/|θ − w_j| + 2a_1ξ with |ξ| ≤ 6(k − 1)(d/ε)^{−(d−2)}: the lengths add up,
    |b_i| ≤ 1. (The ξ of the statement is −2a_1 times this one.) x is the length so far, c the unit (d/ε)^{−(d−2)}."""
    unit = sp.Symbol("c")
    return All((
        ("nothing else", ForAll((), sp.Le(0 * unit, 0), Domain.of(Real("c", gt=0)))),
        ("one more proton", ForAll(
            (x <= 6 * n * unit, y <= 6 * unit, sp.Abs(b) <= 1, sp.Le(z, x + sp.Abs(b) * y)),
            sp.Le(z, 6 * (n + 1) * unit),
            Domain.of(Integer("n", ge=0), Real("c", gt=0), Real("x", ge=0), Real("y", ge=0), Real("b"), Real("z")),
            ("the protons so far", "lem-E.3/others-are-small", "", "triangle inequality"))),
    ), "∇_(θ_1) L_1 = 2·a_1·b_j·Φ_ε′·(θ_1 − w_j)/|θ_1 − w_j| + 2·a_1·ξ, |ξ| ≤ 6·(k−1)·(d/ε)^(−(d−2))")


@lemma_e3.claim("slope-in-a", severity="misprint",
                wrong="∂L₁/∂a₁ is equated to an absolute value; |∂L₁/∂a₁| is meant.",
                reading="step", expect="refuted", controls=lambda: {
    "−|2a + 2F|": replaced(conclude=sp.Eq(2 * a - 2 * x, -sp.Abs(2 * a - 2 * x))),
}, true_controls=lambda: {
    "|∂L_1/∂a_1|": replaced(conclude=sp.Eq(sp.Abs(2 * x - 2 * a), sp.Abs(2 * a - 2 * x), evaluate=False)),
})
def slope_in_a() -> ForAll:
    """∂L_1/∂a_1 is set equal to an absolute value: bars are missing on the left, the slope may be negative. x is −F."""
    return ForAll((), sp.Eq(2 * a - 2 * x, sp.Abs(2 * a - 2 * x)), reals(a, x))


@lemma_e3.claim("slope-in-a-corrected", reading="corrected", corrects="slope-in-a", controls=lambda: {
    "τ instead of 2τ": lambda c: replaced(conclude=sp.Le(sp.Abs(g), tau))(c),
    "a* = F": lambda c: replaced(assume=(c.assume[0], sp.Abs(a - F) <= tau))(c),
})
def slope_in_a_corrected() -> ForAll:
    """|∂L_1/∂a_1| = |2a_1 + 2F| = 2|a_1 − a*| ≤ 2τ when a_1 is within τ of the optimum a* = −F."""
    return ForAll((sp.Eq(g, 2 * a + 2 * F), sp.Abs(a - (-F)) <= tau), sp.Le(sp.Abs(g), 2 * tau),
                  Domain.of(*reals(a, F, g), Real("tau", ge=0)), ("lem-E.1/optimality", "a_1 is almost optimal"))


@lemma_e3.claim("charge", reading="step", controls=lambda: {
    "without τ": replaced(conclude=sp.Le(sp.Abs(a + b * phi), rho)),
    "a = −2bφ": lambda c: replaced(conclude=sp.Le(sp.Abs(a + 2 * b * phi), tau + rho))(c),
})
def charge() -> ForAll:
    """a_1 = −b_jΦ_ε + an error: |a_1 + b_jΦ_ε| ≤ τ + ρ, ρ bounding the others' field T; by `others-are-small` it is at
    most 3(k − 1)(d/ε)^{−(d−2)}."""
    return ForAll((sp.Abs(a + b * phi + T) <= tau, sp.Abs(T) <= rho), sp.Le(sp.Abs(a + b * phi), tau + rho),
                  Domain.of(*reals(a, b, phi, T), Real("tau", ge=0), Real("rho", ge=0)),
                  ("lem-E.3/slope-in-a-corrected", "lem-E.3/others-are-small"))


def _force(factor: int) -> ForAll:
    """d = 3, ε = 1/2, one proton of charge 1, a = a*: the force towards it, up to the largest error, 1."""
    near = inside(3, Fraction(1, 2))
    toward = sp.expand((2 - factor) * near * sp.diff(near, r))  # 2a*Φ′ = −2ΦΦ′ towards w_j, less factor · (−ΦΦ′)
    return ForAll((), sp.Le(sp.Abs(toward), 1), Domain.of(Real("r", gt=0, le=Fraction(1, 2))))


@lemma_e3.claim("force", severity="misprint",
                wrong="The last formula for −∇L₁ lacks a factor 2 before b_j²Φ_εΦ_ε′.",
                reading="step", expect="refuted", controls=lambda: {
    "the factor 3": lambda c: _force(3),
}, true_controls=lambda: {"the factor 2": lambda c: _force(2)})
def force() -> ForAll:
    """−∇L_1 = b_j²Φ_εΦ_ε′ (θ − w_j)/|θ − w_j| + (d/ε)^{−O(d)} lacks a factor 2. With one proton, b = 1 and the optimal
    charge there is no error at all, and at small r the two sides differ by more than 1, and than any (d/ε)^{−c}."""
    return _force(1)


@lemma_e3.claim("force-corrected", reading="corrected", corrects="force", controls=lambda: {
    "a* = −bφ/2": substituted("lhs", {b * phi: b * phi / 2}),
    "the other sign": scaled("rhs", -1),
})
def force_corrected() -> Identity:
    """−∇L_1 = 2b_j²Φ_εΦ_ε′ (θ − w_j)/|θ − w_j| + an error, from a = −bφ − T (T the error of a, V the others' force);
    the error is 2b_jΦ_ε′T along that line, plus −2aV. X is a coordinate of the unit vector, g stands for Φ_ε′."""
    charge_there = -(b * phi) - T
    return Identity(-2 * charge_there * b * g * X - 2 * charge_there * V,
                    2 * b**2 * phi * g * X + (2 * b * g * T * X - 2 * charge_there * V), reals(b, phi, T, g, X, V))


@lemma_e3.claim("force-lower-bound", reading="step", controls=lambda: {
    "(d/ε)^{−7d}": replaced(lhs=beta**2 * unit() ** (-7 * d)), "|b_j| of any size": without(0, "given"),
})
def force_lower_bound() -> MonomialBound:
    """−b_j²Φ_εΦ_ε′ ≥ β²(d/ε)^{−8d} for |b_j| ≥ β (b stands for |b_j|, p for −Φ_ε′)."""
    return MonomialBound(
        beta**2 * unit() ** (-8 * d), b**2 * phi * p, Domain.of(D_ODD, EPS_UNIT, *POSITIVE, Real("beta", gt=0)),
        given=(sp.Ge(b, beta), sp.Ge(phi, unit() ** (-4 * d)), sp.Ge(p, unit() ** (-4 * d))),
        named=("", "lem-E.3/value-lower-bound", "lem-E.3/slope-lower-bound"))


# What "therefore" would need.

@lemma_e3.claim("rest-below-force", severity="proof",
                wrong="The others' field is at no distance below (d/ε)^{−8d} for all ε < 1.",
                reading="step", expect="refuted", controls=lambda: {
    "|w_i − w_j| larger still": lambda c: replaced(lhs=c.lhs.subs(r, 2 * r))(c),
}, true_controls=lambda: {
    "(3/ε)^{−1}": lambda c: _power_of_eps(1),
})
def rest_below_force() -> MonomialBound:
    """"Therefore the direction is moving θ_1 closer to w_j" compares a rest of (d/ε)^{−O(d)} with a force of which only
    (d/ε)^{−8d} is known: it asks that Φ_ε(r) be below (d/ε)^{−8d} when the others are far enough. No distance is:
    Φ_ε(r) has just d − 2 factors ε, those of Φ_ε(0). For d = 3: e^{−r}ε/(6r), below Φ_ε(r), is not below (3/ε)^{−24};
    `no-exponent` has every d, distance and exponent."""
    return _power_of_eps(24)


def _power_of_eps(power: int) -> MonomialBound:
    return MonomialBound(eps / 6 * sp.exp(-r) / r, (eps / 3) ** power, Domain.of(Real("r", ge=3), EPS_UNIT),
                         facts=(sp.Ge(r, 1),))


@lemma_e3.claim("rest-below-force-corrected", reading="corrected", corrects="rest-below-force", controls=lambda: {
    "e^{−(ρ−d)}/2": in_part("the value, p of degree (d − 3)/2", scaled("rhs", sp.Rational(1, 2))),
    "closer than d": in_part("a term", lambda c: replaced(assume=c.assume[:1], facts=())(c)),
    "exponent d/2": in_part("the slope, a numerator of degree (d − 1)/2", scaled("rhs", sp.sqrt(d / rho))),
})
def rest_below_force_corrected() -> All:
    """What carries the conclusion is the quotient, in which Φ_ε(0) and so ε cancel: at most e^{−(ρ−d)} (d/ρ)^{(d−1)/2},
    small for all ε at once. `direction` concludes."""
    return bounds.quotient()


@lemma_e3.derivation
def by_hand() -> Iterator[Line]:
    """The force towards w_j, and what disturbs it."""
    there = -b * phi - T
    yield Line("The loss of one electron is", loss())
    yield Line("so its best charge is", sp.solve(sp.diff(loss(), a), a)[0])
    yield Line("With F = b_jφ + T, T from the others, the force along the line from w_j is",
               sp.expand(-2 * there * b * g))
    yield Line("so the leading term has the factor 2 that print leaves out. For d = 3, ε = 1/2 the potential inside is",
               inside(3, Fraction(1, 2)))
    yield Line("and the force of a proton of charge 1 on the best charge, at the distance r,",
               sp.factor(2 * inside(3, Fraction(1, 2)) * sp.diff(inside(3, Fraction(1, 2)), r)))
    yield Line("The others' part: each of their potentials, over that at the distance d, is at most", bounds.fall())
    yield Line("in which ε has cancelled; Φ_ε alone has only d − 2 powers of ε, and its lower bound 4d:",
               sp.Tuple(unit() ** (2 - d), unit() ** (-4 * d)))
    yield Line("If |T| ≤ κ|b_j|φ and the others' force is at most κ|b_j||Φ′|, the rest is at most ζ times",
               sp.expand((1 + kappa) ** 2 - 1))

