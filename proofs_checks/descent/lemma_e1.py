"""Lemma E.1: an almost stationary electron among fixed protons is near one of them, or has a small charge."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import in_part, replaced, scaled, substituted, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import D_ODD, D_PAPER, R_POS, d, lam, n, r
from ..realizability.lemma_b9 import radial_laplacian
from ._single_node import DELTA_UNIT, C, D, F, a, at_radius, b, delta, g, inside, loss, phi, reals, x

lemma_e1 = statement(
    "lem-E.1", "One electron: near a proton, or of small charge", kind="lemma", published="23",
    uses=("lem-4.2", "eq-1"), source="arXiv text, Appendix E.1",
    reading="One electron (a, θ) among k fixed protons, with the potential of Lemma 4.2 at λ = 1: where the gradient "
            "of the loss is at most δ and its Hessian at least −δ, either θ is within ε of some proton, or a² < 2dδ.")

f = sp.Function("f")(r)


@cache
def outside() -> Any:
    """e^(−r)/r."""
    return sp.exp(-r) / r


T, e, m = sp.symbols("T e m")
LAM = Real("lam", gt=0)


@cache
def small_slope() -> Any:
    """|2·F + 2·a| ≤ δ."""
    return sp.Abs(2 * a + 2 * F) <= delta


@cache
def chain() -> Any:
    """What remains of the second-order condition once the optimality in a is put in."""
    return sp.Ge(-2 * lam * a**2 + delta * lam * sp.Abs(a), -2 * d * delta, evaluate=False)


CHARGES = Domain.of(D_PAPER, DELTA_UNIT, Real("a"))


@cache
def sharp() -> Any:
    """The same with the trace of d eigenvalues ≥ −δ, at λ = 1."""
    return sp.Ge(-2 * a**2 + delta * sp.Abs(a), -d * delta, evaluate=False)


# The printed proof.

@lemma_e1.claim("does-exist", severity="misprint",
                wrong="“There does exist w_j” should be “does not exist”.",
                reading="step", expect="refuted", controls=lambda: {
    "ΔΦ_ε = 4Φ_ε": scaled("rhs", 4),
}, true_controls=lambda: {
    "e^{−r}/r, as it is from ε on": lambda c: replaced(
        lhs=radial_laplacian(outside(), sp.Integer(3)), rhs=outside(), domain=Domain.of(R_POS))(c),
})
def does_exist() -> Identity:
    """The proof begins by assuming that some w_j is within ε of θ_1; "not" is missing. Within ε the equation
    ΔΦ_ε = Φ_ε, on which all else rests, is false: shown for d = 3, ε = 1/2, where Φ_ε is a polynomial inside."""
    near = inside(3, Fraction(1, 2))
    return Identity(radial_laplacian(near, sp.Integer(3)), near, Domain.of(Real("r", gt=0, lt=Fraction(1, 2))))


@lemma_e1.claim("does-not-exist", reading="corrected", corrects="does-exist", controls=lambda: {
    "one proton is near": in_part("one more proton", without(0)),
    "with λ/2": in_part("one more proton", lambda c: replaced(
        conclude=sp.Eq(c.conclude.lhs, lam / 2 * (phi + F)))(c)),
})
def does_not_exist() -> All:
    """If no proton is within ε, ΔF = λF for the field F = Σ b_j Φ_ε(θ, w_j): proton by proton, for every k. T is Δ of
    the field of the first protons, D that of the new one's potential φ."""
    domain = Domain.of(LAM, *reals(T, D, F, b, phi))
    return All((
        ("no proton", ForAll((), sp.Eq(sp.Integer(0) * lam, 0), Domain.of(LAM))),
        ("one more proton", ForAll((sp.Eq(D, lam * phi), sp.Eq(T, lam * F)), sp.Eq(T + b * D, lam * (F + b * phi)),
                                   domain, ("lem-4.2/lambda-harmonic: as r ≥ ε", "the protons so far"))),
    ), "|θ_1 − w_j| ≥ ε for all j  ⟹  Δ_θ F = λF")


@lemma_e1.claim("optimality", reading="step", controls=lambda: {
    "a² has the slope a": in_part("the electron alone", scaled("rhs", sp.Rational(1, 2))),
    "the proton counted once": in_part("one more proton", lambda c: replaced(
        rhs=c.rhs - b * phi)(c)),
    "regularised": in_part("the electron alone", scaled("lhs", 2)),
    "of the gradient only the part in θ is small": in_part("a part of the gradient", replaced(
        assume=(x**2 <= delta**2,))),
})
def optimality() -> All:
    """|∂L_1/∂a_1| = |2a_1 + 2Σ b_j Φ_ε(θ_1, w_j)| ≤ δ, for every k; x is the length of the gradient's part in θ.
    (L stands for L_1 in print.)"""
    units = reals(a, b, phi, F, C, g)
    return All((
        ("the electron alone", Identity(sp.Derivative(a**2, a), 2 * a, units)),
        ("one more proton", Identity(sp.Derivative(loss() + 2 * a * b * phi, a), 2 * a + 2 * F + 2 * b * phi, units)),
        ("a part of the gradient", ForAll((g**2 + x**2 <= delta**2,), sp.Le(sp.Abs(g), delta),
                                          Domain.of(DELTA_UNIT, Real("g"), Real("x")),
                                          ("(a_1, θ_1) is in M_{L_1,δ}",))),
    ), "|∂L_1/∂a_1| = |2·a_1 + 2·Σ_(j=1..k) b_j·Φ_ε(θ_1,w_j)| ≤ δ")


@lemma_e1.claim("laplacian", reading="step", controls=lambda: {
    "aF instead of 2aF": in_part("the equality", scaled("rhs", sp.Rational(1, 2))),
    "without optimality": in_part("the inequality", without(0)),
    "−3λa²": in_part("the inequality", lambda c: replaced(
        conclude=sp.Le(c.conclude.lhs, c.conclude.rhs - lam * a**2))(c)),
    "δλ|a|/2": in_part("the inequality", lambda c: replaced(
        conclude=sp.Le(c.conclude.lhs, c.conclude.rhs - delta * lam * sp.Abs(a) / 2))(c)),
})
def laplacian() -> All:
    """Δ_θ L_1 = λ·2a_1 Σ b_j Φ_ε(θ_1, w_j) ≤ −2λa_1² + δλ|a_1|: a² and C do not move, and |a + F| ≤ δ/2."""
    field = sp.Function("h")(x)
    return All((
        ("the equality", Identity(sp.Derivative(a**2 + 2 * a * field + C, (x, 2)).subs(
            sp.Derivative(field, (x, 2)), lam * field), 2 * a * sp.Derivative(field, (x, 2)), reals(a, C, x))),
        ("the field", ForAll((sp.Eq(D, lam * F),), sp.Eq(2 * a * D, lam * (2 * a * F)),
                             Domain.of(LAM, *reals(a, D, F)), ("lem-E.1/does-not-exist",))),
        ("the inequality", ForAll((small_slope(),), sp.Le(lam * (2 * a * F), -2 * lam * a**2 + delta * lam * sp.Abs(a)),
                                  Domain.of(LAM, DELTA_UNIT, *reals(a, F)), ("lem-E.1/optimality",))),
    ), "Δ_(θ_1) L_1 = λ·(2·Σ_j a_1·b_j·Φ_ε(θ_1,w_j)) ≤ −2·λ·a_1² + δ·λ·|a_1|")


@lemma_e1.claim("trace", reading="step", controls=lambda: {
    "n eigenvalues, −nδ/2": in_part("one more direction", lambda c: replaced(
        conclude=sp.Ge(c.conclude.lhs, -(n + 1) * delta / 2))(c)),
    "an eigenvalue below −δ": in_part("one more direction", without(1)),
})
def trace() -> All:
    """Δ_θ L_1 ≥ −2dδ: the Hessian is at least −δ along each of the d axes, so even −dδ holds: the 2 is not needed."""
    return All((
        ("one more direction", ForAll(
            (sp.Ge(T, -n * delta), sp.Ge(e, -delta)), sp.Ge(T + e, -(n + 1) * delta),
            Domain.of(DELTA_UNIT, Integer("n", ge=0), Real("T"), Real("e")),
            ("the directions so far", "uᵀ∇²L_1 u ≥ λ_min for the unit vector u = (0, e_i)"))),
        ("all d of them", ForAll((sp.Ge(T, -d * delta),), sp.Ge(T, -2 * d * delta),
                                 Domain.of(D_PAPER, DELTA_UNIT, Real("T")))),
    ), "Δ_(θ_1) L_1 ≥ −d·δ ≥ −2·d·δ")


@lemma_e1.claim("case-split", reading="step", controls=lambda: {
    "a² ≥ δ²/4": in_part("where a² ≥ δ²", replaced(assume=(a**2 >= delta**2 / 4, chain()))),
    "a² ≤ dδ/λ": in_part("so", lambda c: replaced(conclude=sp.Le(a**2, d * delta / lam))(c)),
    "λ = 2 in the last step": in_part("the larger of two", replaced(domain=Domain.of(
        D_PAPER, Real("delta", gt=0, le=20), Real("lam", gt=0)))),
})
def case_split() -> All:
    """Where a_1² ≥ δ²: −λa_1² ≥ −2λa_1² + δλ|a_1| ≥ −2dδ, so a_1² ≤ 2dδ/λ; and δ² is below that, for λ ≤ 1."""
    domain = Domain.of(D_PAPER, DELTA_UNIT, LAM, Real("a"))
    return All((
        ("where a² ≥ δ²", ForAll((a**2 >= delta**2, chain()),
                                 sp.Ge(-lam * a**2, -2 * lam * a**2 + delta * lam * sp.Abs(a)), domain)),
        ("so", ForAll((sp.Ge(-lam * a**2, -2 * d * delta),), sp.Le(a**2, 2 * d * delta / lam), domain)),
        ("the larger of two", ForAll((), sp.Le(delta**2, 2 * d * delta / lam), Domain.of(
            D_PAPER, DELTA_UNIT, Real("lam", gt=0, le=1)))),
        ("δ ≤ 2d ≤ 2d/λ", ForAll((), sp.And(delta <= 2 * d, 2 * d <= 2 * d / lam), Domain.of(
            D_PAPER, DELTA_UNIT, Real("lam", gt=0, le=1)))),
    ), "a_1² ≤ max(δ², 2·d·δ/λ) ≤ 2·d·δ/λ")


# The lemma.

def _lemma(strict: bool = True) -> ForAll:
    bound = sp.Lt if strict else sp.Le
    return ForAll((small_slope(), sp.Eq(D, 2 * a * F), sp.Ge(D, -2 * d * delta)), bound(a**2, 2 * d * delta),
                  Domain.of(D_PAPER, DELTA_UNIT, *reals(a, D, F)),
                  ("lem-E.1/optimality", "lem-E.1/laplacian, at λ = 1", "lem-E.1/trace"))


@lemma_e1.claim("bound", controls=lambda: {
    "half the bound": lambda c: replaced(conclude=sp.Lt(a**2, d * delta))(c),
    "a is not near its optimum": without(0), "near a proton": without(1), "no second-order condition": without(2),
})
def bound() -> ForAll:
    """The lemma: if no proton is within ε, then a_1² < 2dδ. The printed proof ends with "≤", but the same chain gives
    "<". (There is one electron only: "for all i" is idle.)"""
    return _lemma()


@lemma_e1.claim("bound-not-strict", reading="step", controls=lambda: {
    "half the bound": lambda c: replaced(conclude=sp.Le(a**2, d * delta))(c), "near a proton": without(1),
})
def bound_not_strict() -> ForAll:
    """What the printed proof ends with: a_1² ≤ 2dδ."""
    return _lemma(strict=False)


# Sharper, and how sharp.

@lemma_e1.claim("best-bound", reading="sharpened", controls=lambda: {
    "2a² − δ|a|/2": replaced(conclude=sp.Le(2 * a**2 - delta * sp.Abs(a) / 2, d * delta)),
    "near a proton": without(1),
})
def best_bound() -> ForAll:
    """2a² ≤ dδ + δ|a|, that is |a| ≤ (δ + √(δ² + 8dδ))/4, for every odd d and every δ > 0: `attained` has equality."""
    return ForAll((small_slope(), sp.Eq(D, 2 * a * F), sp.Ge(D, -d * delta)),
                  sp.Le(2 * a**2 - delta * sp.Abs(a), d * delta),
                  Domain.of(D_ODD, Real("delta", gt=0), *reals(a, D, F)),
                  ("lem-E.1/optimality", "lem-E.1/laplacian, at λ = 1", "lem-E.1/trace"))


@lemma_e1.claim("best-multiple", reading="sharpened", controls=lambda: {
    "2/3 instead of 3/4": replaced(conclude=sp.Lt(a**2, 2 * d * delta / 3)),
    "δ up to 2": replaced(domain=Domain.of(D_ODD, Real("delta", gt=0, lt=2), Real("a"))),
    "d = 1 too": replaced(domain=Domain.of(Integer("d", ge=1), DELTA_UNIT, Real("a"))),
})
def best_multiple() -> ForAll:
    """So a² < (3/4)dδ for d ≥ 3 and δ < 1, in place of 2dδ; 3/4 is the best factor, approached for d = 3 and δ → 1."""
    return ForAll((sharp(),), sp.Lt(a**2, sp.Rational(3, 4) * d * delta), Domain.of(D_ODD, DELTA_UNIT, Real("a")),
                  ("lem-E.1/best-bound",))


@lemma_e1.claim("every-rate", reading="sharpened", controls=lambda: {
    "a² < dδ/λ for δ ≤ 2d/λ": replaced(assume=(sp.Ge(-2 * lam * a**2 + delta * lam * sp.Abs(a), -d * delta),
                                               delta * lam < 2 * d)),
})
def every_rate() -> ForAll:
    """For every λ: a² < dδ/λ as soon as δ < d/λ. At λ = 1 that is half the printed bound."""
    return ForAll((sp.Ge(-2 * lam * a**2 + delta * lam * sp.Abs(a), -d * delta, evaluate=False), delta * lam < d),
                  sp.Lt(a**2, d * delta / lam), Domain.of(D_ODD, Real("delta", gt=0), LAM, Real("a")),
                  ("lem-E.1/laplacian and trace", ""))


AROUND = Domain.of(D_ODD, R_POS, Real("a"), Real("b"))


@lemma_e1.claim("attained", reading="sharpened", controls=lambda: {
    "the protons on one axis only": in_part("the Hessian", substituted("lhs", {d: 2})),
    "2a² = 2dδ + δa": in_part("the eigenvalues are −δ", lambda c: replaced(
        assume=(sp.Eq(2 * a**2, 2 * d * delta + delta * a),))(c)),
    "a is a minimum": in_part("the slope is δ", substituted("lhs", {delta: 0})),
    "one proton of each pair": in_part("no force", replaced(rhs=b)),
})
def attained() -> All:
    """Equality, in every odd d: protons of charge b at ±te_i, i = 1..d, t ≥ ε, the electron at 0. The forces cancel; a
    pair's Hessian is 2f″ along its axis and 2f′/t across, so the sum is 2b Δf = 2bλf times the identity. With
    F = 2d b f(t) = δ/2 − a and 2a² = dδ + δa the slope is δ, all eigenvalues in θ are −δ, and that in a is 2."""
    slope, second = sp.Derivative(f, r), sp.Derivative(f, (r, 2))
    choice = (sp.Eq(2 * a**2, d * delta + delta * a), a > 0)
    domain = Domain.of(D_ODD, Real("delta", gt=0), Real("a"))
    return All((
        ("no force", Identity(b * slope + b * (-slope), sp.Integer(0), AROUND)),
        ("the Hessian", Identity(2 * b * second + (d - 1) * 2 * b * slope / r, 2 * b * radial_laplacian(f), AROUND)),
        ("an eigenvalue", ForAll((sp.Eq(D, phi), sp.Eq(F, 2 * d * b * phi)), sp.Eq(2 * a * (2 * b * D), 2 * a * F / d),
                                 Domain.of(D_ODD, *reals(a, b, D, F, phi)), ("lem-4.2/lambda-harmonic, λ = 1", ""))),
        ("the slope is δ", Identity(2 * a + 2 * (delta / 2 - a), delta, domain)),
        ("the eigenvalues are −δ", ForAll(choice, sp.Eq(2 * a * (delta / 2 - a) / d, -delta), domain)),
        ("there is such a charge", ForAll((sp.Eq(m**2, delta**2 + 8 * d * delta), sp.Eq(4 * a, delta + m), m > 0),
                                          sp.And(*choice), Domain.of(D_ODD, Real("delta", gt=0), Real("a"), Real("m")),
                                          ("m is the square root", "", ""))),
    ), "2d protons at ±t·e_i: (a, 0) is in M_(L_1,δ), and 2·a² = d·δ + δ·|a|")


def _six(charge: sp.Rational, level: sp.Rational) -> ForAll:
    """Six protons at distance ε = 1/2 in three dimensions: what the configuration has, from exact values of Φ_ε."""
    radius = Fraction(1, 2)
    value, slope, second = (at_radius(3, radius, order) for order in range(3))
    one = (level / 2 - charge) / (6 * value)
    eigenvalue = 2 * charge * (2 * one * second + 4 * one * slope / sp.Rational(1, 2))
    return ForAll((sp.Eq(b, one), sp.Eq(g, 2 * charge + 12 * b * value), sp.Eq(e, eigenvalue)),
                  sp.And(sp.Abs(b) <= 1, sp.Eq(g, level), sp.Eq(e, -level),
                         sp.Eq(2 * charge**2, 3 * level + level * charge)), reals(b, g, e))


@lemma_e1.claim("six-protons", reading="sharpened", controls=lambda: {
    "a = 11/10": lambda c: _six(sp.Rational(11, 10), sp.Rational(1, 2)),
    "δ = 2/5": lambda c: _six(sp.Integer(1), sp.Rational(2, 5)),
})
def six_protons() -> ForAll:
    """In numbers: d = 3, ε = t = 1/2, δ = 1/2, six protons of charge b = −43/96 = −1/(8Φ_ε(t)): a = 1 is attained,
    a² = 2δ, while the lemma allows a² < 6δ. The smallest and only eigenvalue in θ is −1/2, the slope in a is 1/2."""
    return _six(sp.Integer(1), sp.Rational(1, 2))


@lemma_e1.derivation
def by_hand() -> Iterator[Line]:
    """The chain, and where it is sharp."""
    yield Line("One electron among fixed protons has the loss", loss())
    yield Line("with the slope in a", sp.diff(loss(), a))
    yield Line("Beyond ε from every proton ΔF = F, so the trace of the Hessian in θ is 2aF. With slope g this is",
               sp.expand(2 * a * sp.solve(sp.diff(loss(), a) - g, F)[0]))
    yield Line("at most −2a² + δ|a|; and it is at least −dδ. So", sp.Le(2 * a**2 - delta * sp.Abs(a), d * delta))
    yield Line("that is, |a| is at most", max(sp.solve(2 * a**2 - delta * a - d * delta, a),
                                              key=lambda s: s.subs({d: 3, delta: 1})))
    yield Line("Protons at ±te_i on all axes have no force and an isotropic Hessian at 0, a multiple of",
               sp.Eq(2 * sp.Derivative(f, (r, 2)) + 2 * (d - 1) * sp.Derivative(f, r) / r,
                     2 * sp.Function("Δf")(r), evaluate=False))
    yield Line("so all inequalities become equations. For d = 3, ε = t = 1/2 the potential there is",
               at_radius(3, Fraction(1, 2)))
    yield Line("and with δ = 1/2 the charge 1 is attained by six protons of the charge",
               (sp.Rational(1, 4) - 1) / (6 * at_radius(3, Fraction(1, 2))))

