"""Lemma E.4: a start for one electron that already lowers the loss, by sampling a ball and solving for the charge."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import in_part, replaced, scaled, substituted, without
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Identity

from .._symbols import D_ODD, EPS_UNIT, d, eps, k, n, q, r, t
from ._potential_bounds import unit
from ._single_node import C, F, a, b, beta, inside, kappa, loss, phi, reals, x, y, zeta

lemma_e4 = statement(
    "lem-E.4", "A start for one electron", kind="lemma", published="26",
    uses=("lem-E.1",), proof_uses=("lem-E.3", "lem-D.1", "lem-4.2"), source="arXiv text, Appendix E.1",
    reading="With high probability, and in time log(d)^{O(d)}, a start (a, θ) is found with √L_1(a, θ) at most "
            "√L_1(0, 0) − δ, δ at least (d/ε)^{−18d} over a polynomial in d: sample a ball until θ is within d of a "
            "proton that stands apart, and solve for a. (L stands for L_1 in print.) The gradient step that the proof "
            "adds is not needed, and without it the exponent is 4d.")

R, c, f, X, Delta, N, ell, m = sp.symbols("R c f X Delta N l m")


@cache
def near() -> Any:
    """Φ_ε for d = 3, ε = 1/2 and r ≤ ε."""
    return inside(3, Fraction(1, 2))


ALPHA = sp.Rational(1, 6**6)
"""(d/ε)^{−2d} there."""
SIZES = tuple(Real(name, gt=0) for name in ("b", "φ", "beta"))


@cache
def roots() -> Any:
    """x² = y² − F²."""
    return (sp.Eq(x**2, y**2 - F**2),)


# The lemma.

@lemma_e4.claim("start", controls=lambda: {
    "without a separation": in_part("the field", without(1)),
    "L_1(a*, θ) = L_1(0, 0) − 2F²": in_part("the best charge", lambda p: replaced(rhs=p.rhs - F**2)(p)),
    "δ = β²(d/ε)^{−3d}/(8k)": in_part("in d and ε", replaced(lhs=beta**2 * unit() ** (-3 * d) / (8 * k))),
    "√L_1(0, 0) of any size": in_part("in d and ε", without(1, "given")),
    "F²/√L_1(0, 0)": in_part("the root", replaced(conclude=sp.Le(x, y - F**2 / y))),
})
def start() -> All:
    """With explicit constants: √L_1(a*, θ) ≤ √L_1(0, 0) − (β²/(8k))(d/ε)^{−18d}, for every θ within d of a w_j with
    |b_j| ≥ β and the others at least 2d + log(2k/β) away. Here from |F| ≥ |b_j|Φ_ε/2 alone; b is |b_j|, y = √L_1(0,
    0)."""
    return All((
        ("the best charge", Identity(loss().subs(a, -F), C - F**2, reals(F, C))),
        ("the field", ForAll((sp.Ge(sp.Abs(F), b * phi - sp.Abs(X)), sp.Le(sp.Abs(X), b * phi / 2)),
                             sp.Ge(F**2, b**2 * phi**2 / 4), Domain.of(*SIZES[:2], Real("F"), Real("X")),
                             ("X is the others' field", "lem-E.3/separation, κ = 1/2"))),
        ("the root", ForAll(roots(), sp.Le(x, y - F**2 / (2 * y)), Domain.of(
            Real("x", ge=0), Real("y", gt=0), Real("F")), ("the best charge",))),
        ("in d and ε", MonomialBound(
            beta**2 * unit() ** (-18 * d) / (8 * k), b**2 * phi**2 / 4 / (2 * y),
            Domain.of(D_ODD, EPS_UNIT, *SIZES, Integer("k", ge=1), Real("y", gt=0)),
            facts=(sp.Le(eps, d),), given=(sp.Ge(b, beta), sp.Le(y, k), sp.Ge(phi, unit() ** (-4 * d))),
            named=("", "lem-E.4/loss-at-0-corrected", "lem-E.3/value-lower-bound"))),
    ), "√L_1(a*,θ) ≤ √L_1(0,0) − (β²/(8k))·(d/ε)^(−18d)")


# The sample.

@lemma_e4.claim("ball", reading="step", controls=lambda: {
    "a ball of radius R about a w_j with |w_j| ≤ R": in_part("inside", replaced(assume=(x <= d, y <= R),
                                                                            conclude=sp.Le(x + y, R))),
    "(d/R)^{d−1}": in_part("the ratio", scaled("rhs", R / d)),
    "(log d)^{−d}": in_part("R = C d log d", substituted("rhs", {c: 1})),
    "C ≤ (log d)^N": in_part("as a power of log d", replaced(given=(sp.Le(c, ell**N),))),
})
def ball() -> All:
    """The chance to land within d of w_j is exactly (d/R)^d for a ball of radius R ≥ |w_j| + d about 0, the volume
    being a multiple m of the d-th power. For R = C d log d it is (C log d)^{−d} ≥ (log d)^{−Nd} where C ≤ (log
    d)^{N−1}: there is such an N, the same for all d ≥ 3, as log 3 > 1. l stands for log d, C is written c."""
    powers = Domain.of(D_ODD, *(Real(name, gt=0) for name in ("c", "l", "R", "m")))
    return All((
        ("inside", ForAll((x <= d, y <= R - d), sp.Le(x + y, R), Domain.of(
            D_ODD, *(Real(name, ge=0) for name in ("x", "y", "R"))), ("|θ − w_j| ≤ d", "|w_j| ≤ R − d"))),
        ("the ratio", Identity(m * d**d / (m * R**d), (d / R) ** d, powers)),
        ("R = C d log d", Identity((d / (c * d * ell)) ** d, (c * ell) ** (-d), powers)),
        ("as a power of log d", MonomialBound(
            ell ** (-N * d), (c * ell) ** (-d), Domain.of(D_ODD, Real("c", gt=0), Real("l", gt=0), Real("N", ge=1)),
            given=(sp.Le(c, ell ** (N - 1)),), named=("N is large enough",))),
    ), "P(|θ − w_j| ≤ d) = (d/R)^d = (C·log d)^(−d) ≥ (log d)^(−N·d)")


@lemma_e4.claim("logarithm", reading="step", expect="certified", controls=lambda: {
    "8/7": replaced(rhs=sp.Rational(8, 7)), "d from 2": replaced(domain=Domain.of(Real("t", ge=2, le=4))),
})
def logarithm() -> Positive:
    """log d > 12/11 for d ≥ 3 (shown to 4, and it increases): so N = 17 will do for C = 4, (12/11)^16 > 4."""
    return Positive(sp.log(t), Domain.of(Real("t", ge=3, le=4)), ">", sp.Rational(12, 11))


@lemma_e4.claim("trials", reading="step", controls=lambda: {
    "f (1 − q/2)": replaced(conclude=sp.Le(f * (1 - q / 2), 1 / (1 + q * (n + 1)))),
    "two more": replaced(conclude=sp.Le(f * (1 - q), 1 / (1 + q * (n + 2)))),
})
def trials() -> ForAll:
    """With high probability: n samples that land with chance q all fail with a chance f ≤ 1/(1 + nq), by induction on
    n. So a multiple of (log d)^{Nd} samples suffice, each of which costs one sum F over k; a good one is known by its
    F²."""
    return ForAll((sp.Le(f, 1 / (1 + q * n)),), sp.Le(f * (1 - q), 1 / (1 + q * (n + 1))),
                  Domain.of(Real("q", gt=0, le=1), Real("f", ge=0), Integer("n", ge=0)), ("n samples",))


# The gradient step.

@lemma_e4.claim("gradient", reading="step", controls=lambda: {
    "κ = 1": in_part("its length", replaced(domain=Domain.of(
        Real("zeta", gt=0), Real("kappa", ge=0, le=1), Real("x", ge=0)), conclude=sp.Gt(zeta - x, 0))),
    "(d/ε)^{−7d}": in_part("in d and ε", replaced(lhs=beta**2 * unit() ** (-7 * d) / 2)),
})
def gradient() -> All:
    """|∇_θ L_1| ≥ (β²/2)(d/ε)^{−8d} at the best charge, 0 < |θ_1 − w_j| ≤ d: ζ less the rest, x = |ξ| ≤ κζ, κ ≤ 1/2."""
    return All((
        ("its length", ForAll((sp.Le(x, kappa * zeta),), sp.Ge(zeta - x, zeta / 2), Domain.of(
            Real("zeta", gt=0), Real("kappa", ge=0, le=Fraction(1, 2)), Real("x", ge=0)),
            ("lem-E.3/rest-in-kappa-best",))),
        ("in d and ε", MonomialBound(beta**2 * unit() ** (-8 * d) / 2, zeta / 2, Domain.of(
            D_ODD, EPS_UNIT, Real("zeta", gt=0), Real("beta", gt=0)),
            given=(sp.Ge(zeta, beta**2 * unit() ** (-8 * d)),), named=("lem-E.3/normal-form",))),
    ), "|∇_(θ_1) L_1| ≥ ζ − |ξ| ≥ (β²/2)·(d/ε)^(−8d)")


@lemma_e4.claim("hessian", severity="proof",
                same_as="lem-E.4/gradient-step",
                wrong="The Hessian of L₁ is unbounded near w_j: Φ_ε′(r)/r → −∞ as r → 0.",
                reading="step", expect="refuted", controls=lambda: {
    "twice the eigenvalue": lambda p: replaced(conclude=sp.Ge(2 * p.conclude.lhs, p.conclude.rhs))(p),
}, true_controls=lambda: {
    "r ≥ 1/100": replaced(domain=Domain.of(Real("r", ge=Fraction(1, 100), le=Fraction(1, 2)))),
})
def hessian() -> ForAll:
    """That Lemma 4.2 bounds the Hessian by a multiple of (d/ε)^{2d}: near w_j it does not. Across the line to w_j the
    Hessian of L_1 has the eigenvalue 2a_1b_jΦ_ε′/r, unbounded at r = 0; shown for d = 3, ε = 1/2, b = 1, a* = −Φ_ε,
    with 10⁶ for the constant. (Lemma D.1 asks for the bound around θ_1.) No constant will do:
    `lem-4.2/hessian-unbounded`."""
    return ForAll((), sp.Ge(10**6 * 6**6 * r, sp.expand(-2 * near() * sp.diff(near(), r))),
                  Domain.of(Real("r", gt=0, le=Fraction(1, 10**10))))


@lemma_e4.claim("hessian-corrected", reading="corrected", corrects="hessian", controls=lambda: {
    "r from ε/2": in_part("across", without(0)),
    "(d/ε)^{d−1}": in_part("the power", replaced(rhs=unit() ** (d - 1))),
})
def hessian_corrected() -> All:
    """From ε on it is: both eigenvalues Φ_ε″ and Φ_ε′/r are at most (2d/ε)^{d−1}/ε in absolute value, so at most
    (d/ε)^{2d}."""
    top = sp.Symbol("M")
    return All((
        ("across", ForAll((r >= eps, sp.Abs(x) <= top), sp.Le(sp.Abs(x) / r, top / eps),
                          Domain.of(EPS_UNIT, Real("r", gt=0), Real("x"), Real("M", gt=0)),
                          ("", "lem-4.2/sharp-bound-power: x = Φ_ε′(r), M = (2d/ε)^{d−1}"))),
        ("along", ForAll((sp.Abs(x) <= top,), sp.Le(sp.Abs(x), top / eps), Domain.of(
            EPS_UNIT, Real("x"), Real("M", gt=0)), ("lem-4.2/sharp-bound-power: x = Φ_ε″(r)",))),
        ("the power", MonomialBound((2 * unit()) ** (d - 1) / eps, unit() ** (2 * d), Domain.of(D_ODD, EPS_UNIT),
                                    facts=(sp.Le(eps, 1), sp.Ge(d, 2)))),
    ), "|Φ_ε″(r)|, |Φ_ε′(r)|/r ≤ (2d/ε)^(d−1)/ε ≤ (d/ε)^(2d) for r ≥ ε")


@cache
def step() -> Any:
    """How far the step of size α leads along the line, for one proton of charge 1 and the best charge."""
    return 2 * ALPHA * sp.expand(near() * -sp.diff(near(), r))


@lemma_e4.claim("gradient-step", severity="proof",
                wrong="The step overshoots if θ₁ is close to w_j, and L₁ rises; none is needed.",
                reading="step", expect="refuted", controls=lambda: {
    "half of the step": lambda p: replaced(conclude=sp.Lt(sp.Abs(r - step() / 2), r / 2))(p),
}, true_controls=lambda: {
    "r from 1/100": replaced(domain=Domain.of(Real("r", ge=Fraction(1, 100), le=Fraction(1, 2)))),
})
def gradient_step() -> ForAll:
    """That the step from (a*, θ_1) lowers L_1: close to w_j it leads past it, to a point that is farther away, and
    since Φ_ε decreases and a*b_j < 0, L_1 rises. Shown for d = 3, ε = 1/2, one proton, b = 1, α = (d/ε)^{−2d}: |r −
    step| ≤ r is false for r < step/2; a smaller α changes only which r, as the force does not go to 0 with r."""
    return ForAll((), sp.Le(sp.Abs(r - step()), r), Domain.of(Real("r", gt=0, le=Fraction(1, 20000))))


@lemma_e4.claim("no-step", reading="corrected", corrects="gradient-step", controls=lambda: {
    "F²/2": scaled("lhs", sp.Rational(1, 2)), "a = −2F": lambda p: replaced(lhs=loss().subs(a, -2 * F))(p),
})
def no_step() -> Identity:
    """No step is needed: L_1(a*, θ) = L_1(0, 0) − F(θ)² exactly, and F² is large already (`start`, `exponent-4d`)."""
    return Identity(loss().subs(a, -F), C - F**2, reals(F, C))


@lemma_e4.claim("step-arithmetic", reading="step", controls=lambda: {
    "17d": substituted("rhs", {d: d * sp.Rational(17, 18)}), "αη²": scaled("lhs", 2),
})
def step_arithmetic() -> Identity:
    """The exponents of the printed route: αη²/2 with η = β²(d/ε)^{−8d} and α = (d/ε)^{−2d}: 2d + 16d = 18d."""
    return Identity(unit() ** (-2 * d) * (beta**2 * unit() ** (-8 * d)) ** 2 / 2, beta**4 * unit() ** (-18 * d) / 2,
                    Domain.of(D_ODD, EPS_UNIT, Real("beta", gt=0)))


@lemma_e4.claim("best-charge", reading="step", controls=lambda: {
    "strictly": replaced(conclude=sp.Lt(C - F**2, C)), "a = F": replaced(conclude=sp.Le(loss().subs(a, F), C)),
})
def best_charge() -> ForAll:
    """L_1(a*(θ_1), θ_1) ≤ L_1(0, 0): a* is the minimum of a quadratic, and a = 0 gives L_1(0, 0) for every θ_1."""
    return ForAll((), sp.Le(C - F**2, C), reals(F, C))


# From the loss to its root.

@lemma_e4.claim("root", reading="step", controls=lambda: {
    "X/√L_1(0, 0)": replaced(conclude=sp.Ge(Delta, X / y)), "a smaller decrease": without(0),
})
def root() -> ForAll:
    """√L_1 = √L_1(0, 0) − Δ ≥ 0 and L_1 ≤ L_1(0, 0) − X give Δ ≥ X/(4√L_1(0, 0)); y is √L_1(0, 0)."""
    return ForAll((sp.Le((y - Delta) ** 2, y**2 - X), sp.Ge(y - Delta, 0)), sp.Ge(Delta, X / (4 * y)),
                  Domain.of(Real("y", gt=0), Real("X", gt=0), Real("Delta")), ("the decrease of L_1", ""))


@lemma_e4.claim("root-sharp", reading="sharpened", controls=lambda: {
    "X/√L_1(0, 0)": replaced(conclude=sp.Ge(Delta, X / y)),
})
def root_sharp() -> ForAll:
    """Half as much is lost as in print: Δ ≥ X/(2√L_1(0, 0)), as Δ² ≥ 0 is dropped from 2Δ√L_1(0, 0) ≥ X + Δ²."""
    return ForAll((sp.Le((y - Delta) ** 2, y**2 - X),), sp.Ge(Delta, X / (2 * y)),
                  Domain.of(Real("y", gt=0), Real("X", gt=0), Real("Delta")), ("the decrease of L_1",))


@lemma_e4.claim("loss-at-0", severity="misprint",
                wrong="L₁(0, 0) is O(k²), not O(k), under the lemma's hypotheses.",
                reading="step", expect="refuted", controls=lambda: {
    "Φ_ε ≥ 1 among them": lambda p: replaced(conclude=sp.Le(2 * p.conclude.lhs, p.conclude.rhs))(p),
}, true_controls=lambda: {
    "O(k²)": lambda p: replaced(conclude=sp.Le(p.conclude.lhs, 1000 * k**2))(p),
})
def loss_at_0() -> ForAll:
    """That L_1(0, 0) ≤ O(k): only w_j must be apart from the others; if these k − 1, of charge 1, are so close together
    that Φ_ε ≥ 1/2, then L_1(0, 0) = Σ b_ib_mΦ_ε(w_i, w_m) ≥ (k − 1)²/2. Stated with 1000 for the constant and large
    k."""
    return ForAll((), sp.Le((k - 1) ** 2 / 2, 1000 * k), Domain.of(Integer("k", ge=3000)))


@lemma_e4.claim("loss-at-0-corrected", reading="corrected", corrects="loss-at-0", controls=lambda: {
    "k²/2": in_part("one more proton", lambda p: replaced(conclude=sp.Le(p.conclude.lhs, (n + 1) ** 2 / 2))(p)),
    "charges up to 2": in_part("one more proton", replaced(domain=Domain.of(
        Integer("n", ge=0), Real("b", ge=-2, le=2), Real("C"), Real("x")))),
    "C below 0": in_part("no constant for k", replaced(domain=Domain.of(Real("C"), Integer("k", ge=1)),
                                                       assume=(sp.Ge(k, 2 * C),))),
})
def loss_at_0_corrected() -> All:
    """L_1(0, 0) ≤ k², which is a polynomial too: one more proton adds b² and 2bx, x the field of the first n, |x| ≤ n.
    And no constant C makes it Ck: (k − 1)²/2 > Ck for k ≥ 2C + 3."""
    return All((
        ("one more proton", ForAll((n**2 >= C, sp.Abs(x) <= n), sp.Le(C + 2 * b * x + b**2, (n + 1) ** 2),
                                   Domain.of(Integer("n", ge=0), Real("b", ge=-1, le=1), Real("C"), Real("x")),
                                   ("the protons so far", "|b_i| ≤ 1, 0 < Φ_ε ≤ 1"))),
        ("no constant for k", ForAll((sp.Ge(k, 2 * C + 3),), sp.Gt((k - 1) ** 2 / 2, C * k),
                                     Domain.of(Real("C", gt=0), Integer("k", ge=1)))),
    ), "L_1(0,0) = Σ_i Σ_m b_i·b_m·Φ_ε(w_i,w_m) ≤ k²")


@lemma_e4.claim("conclusion", reading="step", controls=lambda: {
    "(d/ε)^{−17d}": replaced(lhs=beta**4 * unit() ** (-17 * d) / (8 * k)),
    "√L_1(0, 0) of any size": without(1, "given"),
})
def conclusion() -> MonomialBound:
    """The end of the printed chain, with constants: X ≥ (β⁴/2)(d/ε)^{−18d} and Δ ≥ X/(4y), y = √L_1(0, 0) ≤ k, give
    δ = (β⁴/(8k))(d/ε)^{−18d}. What it starts from, a step that lowers L_1, is `gradient-step`."""
    return MonomialBound(beta**4 * unit() ** (-18 * d) / (8 * k), X / (4 * y),
                         Domain.of(D_ODD, EPS_UNIT, Integer("k", ge=1), *(Real(s, gt=0) for s in ("beta", "X", "y"))),
                         given=(sp.Ge(X, beta**4 * unit() ** (-18 * d) / 2), sp.Le(y, k)),
                         named=("the decrease of L_1", "lem-E.4/loss-at-0-corrected"))


# Sharper.

@lemma_e4.claim("exponent-8d", reading="sharpened", controls=lambda: {
    "(d/ε)^{−7d}": replaced(lhs=beta**2 * unit() ** (-7 * d) / (8 * k)),
})
def exponent_8d() -> MonomialBound:
    """With the printed bound on Φ_ε but without the gradient step: δ = (β²/(8k))(d/ε)^{−8d} in place of 18d."""
    return MonomialBound(
        beta**2 * unit() ** (-8 * d) / (8 * k), b**2 * phi**2 / 4 / (2 * y),
        Domain.of(D_ODD, EPS_UNIT, *SIZES, Integer("k", ge=1), Real("y", gt=0)),
        given=(sp.Ge(b, beta), sp.Le(y, k), sp.Ge(phi, unit() ** (-4 * d))),
        named=("", "lem-E.4/loss-at-0-corrected", "lem-E.3/value-lower-bound"))


@lemma_e4.claim("exponent-4d", reading="sharpened", controls=lambda: {
    "κ = 1/4": in_part("the field", replaced(assume=(sp.Ge(sp.Abs(F), b * phi - sp.Abs(X)),
                                                     sp.Le(sp.Abs(X), b * phi / 4)))),
    "(d/ε)^{−3d}": in_part("in d and ε", replaced(lhs=beta**2 * unit() ** (-3 * d) / (3 * k))),
    "1/2 instead of 1/3": in_part("the field", lambda p: replaced(conclude=sp.Ge(F**2, b**2 * phi**2))(p)),
})
def exponent_4d() -> All:
    """δ = (β²/(3k))(d/ε)^{−4d}, with the others 2d + log(8k/β) away: |F| ≥ (7/8)|b_j|Φ_ε and Φ_ε ≥ (d/ε)^{−2d}. (In ε
    alone the exponent of F² cannot be below 2(d − 2), as Φ_ε ≤ 3(ε/d)^{d−2} at the distance d; between that and 4d is a
    gap.)"""
    return All((
        ("the field", ForAll((sp.Ge(sp.Abs(F), b * phi - sp.Abs(X)), sp.Le(sp.Abs(X), b * phi / 8)),
                             sp.Ge(F**2, 2 * b**2 * phi**2 / 3), Domain.of(*SIZES[:2], Real("F"), Real("X")),
                             ("X is the others' field", "lem-E.3/separation, κ = 1/8"))),
        ("in d and ε", MonomialBound(
            beta**2 * unit() ** (-4 * d) / (3 * k), sp.Rational(2, 3) * b**2 * phi**2 / (2 * y),
            Domain.of(D_ODD, EPS_UNIT, *SIZES, Integer("k", ge=1), Real("y", gt=0)),
            given=(sp.Ge(b, beta), sp.Le(y, k), sp.Ge(phi, unit() ** (-2 * d))),
            named=("", "lem-E.4/loss-at-0-corrected", "lem-E.3/exponent-2d"))),
    ), "√L_1(a*,θ) ≤ √L_1(0,0) − (β²/(3k))·(d/ε)^(−4d)")


@lemma_e4.derivation
def by_hand() -> Iterator[Line]:
    """Why no gradient step is needed."""
    yield Line("The loss of one electron is a quadratic in its charge:", loss())
    yield Line("which at the best charge is", sp.expand(loss().subs(a, sp.solve(sp.diff(loss(), a), a)[0])))
    yield Line("so any θ with a field F(θ) lowers it by F² at once. A random point of a ball of radius R is within d "
               "of w_j with the chance", (d / R) ** d)
    yield Line("and there |F| is at least 7/8 of |b_j|Φ_ε, when the others are far enough; Φ_ε is at least",
               unit() ** (-2 * d))
    yield Line("The printed proof adds a gradient step. For d = 3, ε = 1/2, one proton of charge 1, it is as long as",
               step())
    yield Line("at the distance r, which at r = 0 is", step().subs(r, 0))
    yield Line("not 0: from within half of that it leads past the proton and raises the loss. Across, the Hessian is",
               sp.factor(2 * near() * sp.diff(near(), r)) / r)
