"""Section 4.1: one electron at a time; what the running text claims for it."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Line, statement
from verify.controls import in_part, replaced, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import t, x
from ._single_node import C, F, a, loss, reals

section_4_1 = statement(
    "sec-4.1", "Node by node: what the text of Section 4.1 claims", kind="text", place="4.1.1",
    uses=("eq-1", "lem-4.2"), proof_uses=("fact-mean-value",), source="arXiv text, Section 4.1",
    reading="With one electron moving at a time the loss L_1(a_1, θ_1) is L with the other charges 0. Its charge is "
            "bounded without a regularisation, unlike those of several electrons. It should end near some w_j, at a "
            "distance far below ε, as the potential's slope does not vanish inside ε.")

a_1, a_2, b, p, F_1, F_2, m, s, T = sp.symbols("a_1 a_2 b p F_1 F_2 m s T")


def pair(first: sp.Expr, second: sp.Expr, near: sp.Expr = p) -> sp.Expr:
    """(1) for two electrons in the fields F_1, F_2, their potential on each other being p; C is L(0, ·)."""
    return first**2 + second**2 + 2 * near * first * second + 2 * first * F_1 + 2 * second * F_2 + C


@section_4_1.claim("restriction", controls=lambda: {
    "a charge that stays": in_part("one more of charge 0", replaced(lhs=T + 1 + 2 * F_2)),
    "its field once": in_part("the first one", replaced(rhs=a_1**2 + a_1 * F_1 + C)),
    "a second proton's field for the first's": in_part("the first one", replaced(rhs=a_1**2 + 2 * a_1 * F_2 + C)),
})
def restriction() -> All:
    """L_1(a_1, θ_1) = a_1² + 2a_1F(θ_1) + C is L with a_2 = … = a_k = 0, for every k: an electron of charge 0 adds
    nothing. T is what the others have, F_2 the field of everything else at the next one, C = L(0, θ)."""
    return All((
        ("the first one", Identity(pair(a_1, sp.Integer(0)), loss().subs({a: a_1, F: F_1}),
                                   reals(a_1, C, F_1, F_2, p))),
        ("one more of charge 0", Identity((T + a_2**2 + 2 * a_2 * F_2).subs(a_2, 0), T, reals(T, F_2))),
    ), "L(a, θ) with a_2 = … = a_k = 0 is L_1(a_1, θ_1) = a_1² + 2·a_1·Σ_j b_j·Φ(θ_1,w_j) + L(0,0)")


@section_4_1.claim("regularisation-removed", controls=lambda: {
    "|a| ≤ |F|": replaced(conclude=sp.Le(sp.Abs(a), sp.Abs(F))), "the loss may grow": without(0),
})
def regularisation_removed() -> ForAll:
    """For one electron none is needed: as long as the loss is at most that of the charge 0, |a| ≤ 2|F|, so ≤ 2k."""
    return ForAll((sp.Le(loss(), C),), sp.Le(sp.Abs(a), 2 * sp.Abs(F)), reals(a, F, C),
                  named=("L_1(a, θ) ≤ L_1(0, θ)",))


@section_4_1.claim("several-electrons", reading="sharpened", controls=lambda: {
    "at two places, p = 1/2": in_part("any t", replaced(lhs=pair(t, -t, sp.Rational(1, 2)).subs(F_2, F_1))),
    "of the same sign": in_part("any t", replaced(lhs=pair(t, t, sp.Integer(1)).subs(F_2, F_1))),
})
def several_electrons() -> All:
    """For two electrons at one place it is: charges t and −t leave the loss as it is, for every t."""
    return All((("any t", Identity(pair(t, -t, sp.Integer(1)).subs(F_2, F_1), C, reals(t, F_1, C))),),
               "θ_1 = θ_2, a_1 = t, a_2 = −t  ⟹  L(a, θ) = L(0, θ) for every t")


@section_4_1.claim("interactions", controls=lambda: {
    "an uncharged electron": without(1), "no cone": without(0),
})
def interactions() -> ForAll:
    """A complication that the pairs of electrons make: where two charged ones meet, L has no gradient. Along a line
    through θ_2 the slope of 2a_1a_2Φ is −2a_1a_2m on one side and 2a_1a_2m on the other, m = |Φ′(0+)| > 0."""
    return ForAll((m > 0, sp.Ne(a_1 * a_2, 0)), sp.Ne(-2 * a_1 * a_2 * m, 2 * a_1 * a_2 * m), reals(a_1, a_2, m),
                  named=("lem-4.2/cone", "both are charged"))


@section_4_1.claim("first-derivatives", controls=lambda: {
    "outside the ball": in_part("steeper than at ε", without(0)),
    "3/2 of it": in_part("one proton", replaced(conclude=sp.Ge(2 * sp.Abs(a * b) * s, 3 * sp.Abs(a * b) * m))),
    "b = 0": in_part("not stationary", without(2)),
})
def first_derivatives() -> All:
    """How θ gets closer than ε: Φ_ε is convex, so its slope s inside is at least m = |Φ_ε′(ε)| > 0, and for one proton
    the gradient at least 2|ab|m: no point in 0 < r < ε is stationary, unless the charge is 0. For more protons the
    rest of the field enters: Lemma E.3."""
    return All((
        ("steeper than at ε", ForAll((sp.Ge(T, 0), sp.Eq(m, s - T * x), x >= 0), sp.Ge(s, m), reals(s, m, T, x),
                                     named=("lem-4.2/signs-appendix-b: Φ_ε″ ≥ 0, its mean is T",
                                            "fact-mean-value: over ε − r = x", "inside the ball"))),
        ("one proton", ForAll((sp.Ge(s, m), m > 0), sp.Ge(2 * sp.Abs(a * b) * s, 2 * sp.Abs(a * b) * m),
                              reals(a, b, s, m), named=("steeper than at ε", "lem-4.2/lower-bound-derivative"))),
        ("not stationary", ForAll((m > 0, sp.Ne(a, 0), sp.Ne(b, 0)), 2 * sp.Abs(a * b) * m > 0, reals(a, b, m),
                                  named=("lem-4.2/lower-bound-derivative", "a charged electron", "a charged proton"))),
    ), "0 < ‖θ − w‖ < ε  ⟹  ‖∇_θ L_1‖ = 2|a·b·Φ_ε′| ≥ 2|a·b·Φ_ε′(ε)| > 0")


@section_4_1.derivation
def by_hand() -> Iterator[Line]:
    """One electron."""
    yield Line("With one electron of charge a in the field F the loss is", loss())
    best = sp.solve(sp.diff(loss(), a), a)[0]
    yield Line("least for the charge", best)
    yield Line("where it has fallen by", sp.factor(C - loss().subs(a, best)))
    yield Line("It is below C only for charges between 0 and", sp.solve(sp.cancel((loss() - C) / a), a)[0])
    yield Line("while two electrons at one place may have any charges t and −t:", several_electrons())
    yield Line("Near one proton the gradient does not vanish before θ is there:", first_derivatives())
