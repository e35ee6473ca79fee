"""Lemma E.2: an electron that lowers the loss noticeably, and is almost stationary, is near a proton."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import in_part, replaced, scaled, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import D_ODD, D_PAPER, d
from ._single_node import DELTA_UNIT, C, F, a, delta, loss, phi, reals, x, y

lemma_e2 = statement(
    "lem-E.2", "One electron: whoever lowers the loss is near a proton", kind="lemma", published="24",
    uses=("lem-E.1",), proof_uses=("lem-4.2",), source="arXiv text, Appendix E.1",
    reading="If √L_1(a, θ) ≤ √L_1(0, 0) − δ, and (a, θ) is stationary up to δ²/(2d), then θ is within ε of a proton. "
            "Print asks for that of G, with which Lemma E.1 cannot be used; it is L_1 that is meant, and used later.")

e = sp.Symbol("e")
"""The tolerance, in place of δ²/(2d)."""


@cache
def squares() -> Any:
    """x² = 2·F·a + a² + y²; y² ≥ F²."""
    return (sp.Eq(x**2, a**2 + 2 * a * F + y**2), y**2 >= F**2)


ROOTS = Domain.of(Real("x", ge=0), Real("y", ge=0), *reals(a, F))
ROOTS_NAMED = ("x = √L_1(a, θ), y = √L_1(0, 0)", "lem-E.2/cauchy-schwarz")


# The proof, "as in Lemma 4.4".

@lemma_e2.claim("norm", reading="step", controls=lambda: {
    "Φ(θ, θ) = 2": scaled("lhs", 2),
})
def norm() -> Identity:
    """The output aσ(θ, ·) has the norm |a|: its square is a²Φ_ε(θ, θ), and φ = Φ_ε(θ, θ) = 1 is the normalisation."""
    return Identity((a**2 * phi).subs(phi, 1), a**2, reals(a))


@lemma_e2.claim("cauchy-schwarz", reading="step", controls=lambda: {
    "the loss may be negative": without(0), "F² ≤ C/2": replaced(conclude=sp.Le(F**2, C / 2)),
})
def cauchy_schwarz() -> ForAll:
    """F² ≤ L_1(0, 0) = C, since the loss is a mean square: a² + 2aF + C ≥ 0 at a = −F."""
    return ForAll((sp.Ge(loss(), 0), sp.Eq(a, -F)), sp.Le(F**2, C), reals(a, F, C),
                  ("eq-1: L_1 is a mean of squares", "for all a, so for this one"))


@lemma_e2.claim("triangle-inequality", reading="step", controls=lambda: {
    "half of |a|": replaced(conclude=sp.Ge(x, y - sp.Abs(a) / 2)), "without F² ≤ C": without(1),
    "√L_1(0,0) ≥ √L_1(a,θ)": replaced(conclude=sp.Ge(y, x)),
})
def triangle_inequality() -> ForAll:
    """√L_1(a, θ) ≥ √L_1(0, 0) − |a|: the norm of f + aσ is at least that of f less that of aσ."""
    return ForAll(squares(), sp.Ge(x, y - sp.Abs(a)), ROOTS, ROOTS_NAMED)


def _small_charge(first: sp.Expr, tolerance: sp.Expr, *, domain: Domain | None = None) -> ForAll:
    """a² < δ² away from all protons, where |∂/∂a| = |first·a + 2F| and the Laplacian 2aF is at least −d·tolerance."""
    return ForAll((sp.Le(sp.Abs(first * a + 2 * F), e), sp.Ge(2 * a * F, -d * e), sp.Eq(e, tolerance)),
                  sp.Lt(a**2, delta**2), domain or Domain.of(D_PAPER, DELTA_UNIT, Real("e", gt=0), *reals(a, F)),
                  ("the slope in a", "lem-E.1/trace", "the tolerance"))


# It reads: if no proton is near, √L_1 is above √L_1(0, 0) − δ.

def _lemma(first: sp.Expr, tolerance: sp.Expr, words: str) -> All:
    return All((
        ("a small charge", _small_charge(first, tolerance)),
        ("a small decrease", ForAll((*squares(), sp.Lt(a**2, delta**2)), sp.Gt(x, y - delta),
                                    Domain.of(*ROOTS, DELTA_UNIT), (*ROOTS_NAMED, "a small charge"))),
    ), words)


def controls() -> dict[str, Any]:
    """Both forms of the lemma fail in the same ways."""
    return {
    "tolerance 2δ²": in_part("a small charge", lambda c: replaced(assume=(*c.assume[:2], sp.Eq(e, 2 * delta**2)))(c)),
    "a decrease by δ/2": in_part("a small decrease", replaced(conclude=sp.Gt(x, y - delta / 2))),
    "a² ≤ δ²": in_part("a small decrease", lambda c: replaced(
        assume=(*c.assume[:2], sp.Le(a**2, delta**2)))(c)),
}


@lemma_e2.claim("with-G", controls=controls)
def with_g() -> All:
    """As printed, with M_{G,δ²/(2d)}, G restricted to the one electron being L_1 + a²: true, by its own chain, with the
    slope 4a + 2F. But it is not the lemma that is needed: Lemma E.5 has a point of M_{L_1}, for it descends on L_1."""
    return _lemma(sp.Integer(4), delta**2 / (2 * d),
                  "(a_1,θ_1) in M_(G,δ²/(2d)), |θ_1 − w_j| ≥ ε for all j  ⟹  √L_1(a_1,θ_1) > √L_1(0,0) − δ")


@lemma_e2.claim("with-L_1", controls=controls)
def with_l1() -> All:
    """As it is meant, with M_{L_1,δ²/(2d)}, to which Lemma E.1 applies: the charge has a² < 2d·δ²/(2d) = δ²; strictly,
    and that is needed. (A small slope 4a + 2F of G does not make 2a + 2F small: a = 1/2, F = −1.)"""
    return _lemma(sp.Integer(2), delta**2 / (2 * d),
                  "(a_1,θ_1) in M_(L_1,δ²/(2d)), |θ_1 − w_j| ≥ ε for all j  ⟹  √L_1(a_1,θ_1) > √L_1(0,0) − δ")


@lemma_e2.claim("tolerance", reading="step", controls=lambda: {
    "δ²/d": in_part("the bound is δ²", scaled("lhs", 2)),
    "δ up to 4": in_part("below 1", replaced(domain=Domain.of(D_PAPER, Real("delta", gt=0, lt=4)))),
})
def tolerance() -> All:
    """δ²/(2d) is in (0, 1), as Lemma E.1 asks, and its bound 2d·δ²/(2d) is δ²."""
    return All((
        ("below 1", ForAll((), sp.And(sp.Gt(delta**2 / (2 * d), 0), sp.Lt(delta**2 / (2 * d), 1)),
                           Domain.of(D_PAPER, DELTA_UNIT))),
        ("the bound is δ²", Identity(2 * d * (delta**2 / (2 * d)), delta**2, Domain.of(D_PAPER, DELTA_UNIT))),
    ), "0 < δ²/(2·d) < 1, and 2·d·δ²/(2·d) = δ²")


# Sharper.

ANY = Domain.of(D_ODD, DELTA_UNIT, Real("e", gt=0), *reals(a, F))


@lemma_e2.claim("half-the-tolerance", reading="sharpened", controls=lambda: {
    "tolerance 2δ²/d": lambda c: _small_charge(sp.Integer(2), 2 * delta**2 / d, domain=ANY),
})
def half_the_tolerance() -> ForAll:
    """δ²/d is enough, twice the printed tolerance, and d may be any odd number from 3."""
    return _small_charge(sp.Integer(2), delta**2 / d, domain=ANY)


@lemma_e2.claim("best-tolerance", reading="sharpened", controls=lambda: {
    "3δ²/(d + δ)": in_part("|a| ≤ δ", lambda c: replaced(
        assume=(*c.assume[:2], sp.Eq(e, 3 * delta**2 / (d + delta))))(c)),
    "|a| < δ": in_part("|a| ≤ δ", replaced(conclude=sp.Lt(a**2, delta**2))),
    "F² = C allowed": in_part("strictly", replaced(assume=(squares()[0], squares()[1], a**2 <= delta**2),
                                                   named=("", "", ""))),
})
def best_tolerance() -> All:
    """By Lemma E.1's best bound even 2δ²/(d + δ) is enough: |a| ≤ δ, and F² < C strictly, for f is no multiple of
    σ(θ, ·) unless it is 0 (not machine-checked). |a| = δ is attained (`lem-E.1/attained`); whether a decrease by δ is,
    is left open."""
    return All((
        ("|a| ≤ δ", ForAll((sp.Abs(2 * a + 2 * F) <= e, sp.Ge(2 * a * F, -d * e), sp.Eq(e, 2 * delta**2 / (d + delta))),
                           sp.Le(a**2, delta**2), ANY, ("lem-E.1/optimality", "lem-E.1/trace", "the tolerance"))),
        ("strictly", ForAll((squares()[0], y**2 > F**2, a**2 <= delta**2), sp.Gt(x, y - delta),
                            Domain.of(*ROOTS, DELTA_UNIT),
                            (ROOTS_NAMED[0], "lem-4.2/transform-positive: σ(θ, ·), σ(w_j, ·) are independent",
                             "|a| ≤ δ"))),
    ), "(a,θ) in M_(L_1,2δ²/(d+δ)), |θ − w_j| ≥ ε for all j  ⟹  √L_1(a,θ) > √L_1(0,0) − δ")


@lemma_e2.claim("G-charge", reading="sharpened", controls=lambda: {
    "e < 4d": lambda c: replaced(assume=(*c.assume[:2], e < 4 * d))(c),
    "a² < de/4": replaced(conclude=sp.Lt(a**2, d * e / 4)),
})
def g_charge() -> ForAll:
    """At a point of M_{G,e} the charge is smaller than at one of M_{L_1,e}: a² < de/2, for e < 2d."""
    return ForAll((sp.Abs(4 * a + 2 * F) <= e, sp.Ge(2 * a * F, -d * e), e < 2 * d), sp.Lt(a**2, d * e / 2),
                  Domain.of(D_ODD, Real("e", gt=0), *reals(a, F)), ("∂G/∂a_1", "lem-E.1/trace", ""))


@lemma_e2.derivation
def by_hand() -> Iterator[Line]:
    """Lemma E.1, then a triangle."""
    yield Line("With √L_1(0, 0) = y the square of √L_1(a, θ) is", loss().subs(C, y**2))
    yield Line("As a function of a it is smallest at −F, where it is", sp.expand(loss().subs({C: y**2, a: -F})))
    yield Line("so |F| ≤ y, and then L_1 less (y − |a|)² is, for a of one sign,",
               sp.factor(sp.expand(loss().subs(C, y**2) - (y - a) ** 2)))
    yield Line("and for the other", sp.factor(sp.expand(loss().subs({C: y**2, a: -a}) - (y - a) ** 2)))
    yield Line("both ≥ 0 where a ≥ 0. Without a proton nearby Lemma E.1 bounds a² at the tolerance δ²/(2d) by",
               (2 * d * delta).subs(delta, delta**2 / (2 * d)))
    yield Line("strictly, so √L_1 > √L_1(0, 0) − δ. The slopes of L_1 and of G in a differ:",
               sp.Tuple(sp.diff(loss(), a), sp.diff(loss() + a**2, a)))
