"""Lemma D.2, its printed proof line by line."""

import sympy as sp

from verify.claims import Domain, Real
from verify.controls import replaced, without
from verify.decide import ForAll
from verify.exact import All

from ._steps import (
    ALPHA,
    B_3,
    BOUNDS_3,
    GAMMA,
    HALF,
    NEGATIVE,
    SIGN,
    SLOPE,
    TAYLOR_NAMED,
    VALUES,
    after,
    alpha,
    before,
    beta,
    fixed,
    gamma,
    in_full,
    lam_min,
    mended,
    printed,
    remainder,
    sigma,
    sign,
    slope,
    taylor_expansion,
    told,
)
from .lemma_d2 import REST, TAKEN, finish, kept, lemma_d2


@lemma_d2.claim("sign-of-the-step", severity="misprint",
                same_as="alg-1/descends",
                wrong="The printed sign of β gives β∇fᵀv_min ≥ 0, not ≤ 0.",
                reading="step", expect="refuted", controls=lambda: {
    "βg < 0": replaced(conclude=printed() * slope < 0),
}, true_controls=lambda: {
    "+αλ_min·sign(g)": replaced(conclude=mended() * slope <= 0),
    "the opposite": replaced(conclude=printed() * slope >= 0),
    "λ_min ≥ 0": replaced(domain=Domain.of(SLOPE, SIGN, ALPHA, Real("λ_min", ge=0))),
})
def sign_of_the_step() -> ForAll:
    """β∇f(x)ᵀv ≤ 0 is not what the printed sign gives: λ_min is negative, so −αλ_min·sign(g)·g = α|λ_min||g|."""
    return ForAll((sign(),), printed() * slope <= 0, Domain.of(SLOPE, SIGN, ALPHA, NEGATIVE), named=("σ = sign(g)",))


@lemma_d2.claim("sign-mended", reading="corrected", corrects="sign-of-the-step", controls=lambda: {
    "the printed sign": replaced(conclude=printed() * slope <= 0),
    "λ_min > 0": replaced(domain=Domain.of(SLOPE, SIGN, ALPHA, Real("λ_min", gt=0))),
    "strictly": replaced(conclude=mended() * slope < 0),
})
def sign_mended() -> ForAll:
    """β = +αλ_min·sign(g), whatever sign(0) is taken to be."""
    return ForAll((sp.Or(sign(), sign(None)),), mended() * slope <= 0, Domain.of(SLOPE, SIGN, ALPHA, NEGATIVE),
                  named=("σ = sign(g)",))


@lemma_d2.claim("first-line", severity="proof",
                same_as="lem-D.2/decrease",
                wrong="Taylor's factor 1/2 is missing before β² v_minᵀ∇²f v_min.",
                reading="step", expect="refuted", controls=lambda: {
    "2β²": in_full(conclude=after <= before + beta * slope + 2 * beta**2 * lam_min + B_3 * sp.Abs(beta) ** 3 / 6),
}, true_controls=lambda: {
    "λ_min ≥ 0": lambda claim: replaced(domain=Domain.of(
        *VALUES, SLOPE, Real("λ_min", ge=0), Real("beta"), REST, BOUNDS_3))(taylor(sp.Integer(1))),
})
def first_line() -> All:
    """Taylor's formula with β²vᵀ∇²f v in place of half of it: false, as this term is negative. vᵀ∇²f v = λ_min.

    For f = −t²/2, β = 1: −½ is not below −1 + 1/6.
    """
    return told("f(x′) ≤ f(x) + β·∇f(x)ᵀv + β²·vᵀ∇²f(x)v + (B₃/6)·|β|³", taylor(sp.Integer(1), *fixed({
        before: 0, slope: 0, lam_min: -1, remainder: 0, B_3: 1, beta: 1})))


def taylor(factor: sp.Expr, *given: sp.Expr) -> ForAll:
    """The first display, with a factor at the quadratic term."""
    bounded = before + beta * slope + factor * beta**2 * lam_min + B_3 * sp.Abs(beta) ** 3 / 6
    return ForAll((*given, *taylor_expansion()), after <= bounded,
                  Domain.of(*VALUES, SLOPE, NEGATIVE, Real("beta"), REST, BOUNDS_3),
                  named=(*("the example",) * len(given), *TAYLOR_NAMED))


@lemma_d2.claim("first-line-halved", reading="corrected", corrects="first-line", controls=lambda: {
    "β²": lambda claim: taylor(sp.Integer(1)),
    "B₃/12": replaced(conclude=after <= before + beta * slope + beta**2 * lam_min / 2 + B_3 * sp.Abs(beta) ** 3 / 12),
    "no bound on R": without(1),
})
def first_line_halved() -> ForAll:
    """With ½β²vᵀ∇²f v."""
    return taylor(HALF)


@lemma_d2.claim("second-line", reading="step", controls=lambda: {
    "βg may be positive": without(0),
    "λ_min ≥ −γ": replaced(assume=(beta * slope <= 0, lam_min >= -gamma)),
    "−2β²γ": replaced(conclude=beta * slope + beta**2 * lam_min <= -2 * beta**2 * gamma),
})
def second_line() -> ForAll:
    """The second display follows from the first one: βg ≤ 0 goes, and λ_min becomes −γ."""
    return ForAll((beta * slope <= 0, lam_min <= -gamma), beta * slope + beta**2 * lam_min <= -beta**2 * gamma,
                  Domain.of(SLOPE, NEGATIVE, Real("beta"), GAMMA), named=("the sign of β", "λ_min ≤ −γ"))


def size(conclude: sp.Expr) -> ForAll:
    """Of |β|, for a sign that is not 0."""
    return ForAll((sp.Eq(sp.Abs(sigma), 1), lam_min <= -gamma), conclude, Domain.of(SIGN, NEGATIVE, ALPHA, GAMMA),
                  named=("|sign(g)| = 1", "λ_min ≤ −γ"))


@lemma_d2.claim("size-of-the-step", severity="misprint",
                same_as="lem-D.2/last-line-for-the-step-taken",
                wrong="|β| = αγ should be |β| = α|λ_min| ≥ αγ.",
                reading="step", expect="refuted", controls=lambda: {
    "|β| = 2αγ": replaced(conclude=sp.Eq(sp.Abs(printed()), 2 * alpha * gamma)),
}, true_controls=lambda: {
    "λ_min = −γ": replaced(assume=(sp.Eq(sp.Abs(sigma), 1), sp.Eq(lam_min, -gamma))),
})
def size_of_the_step() -> ForAll:
    """|β| = αγ: it is α|λ_min|, which is αγ only where λ_min = −γ."""
    return size(sp.Eq(sp.Abs(printed()), alpha * gamma))


@lemma_d2.claim("size-at-least", reading="corrected", corrects="size-of-the-step", controls=lambda: {
    "|β| ≤ αγ": replaced(conclude=sp.Abs(printed()) <= alpha * gamma),
    "sign(0) = 0": replaced(assume=(sp.Abs(sigma) <= 1, lam_min <= -gamma)),
    "λ_min ≥ −γ": replaced(assume=(sp.Eq(sp.Abs(sigma), 1), lam_min >= -gamma)),
})
def size_at_least() -> ForAll:
    """|β| = α|λ_min| ≥ αγ."""
    return size(sp.And(sp.Eq(sp.Abs(printed()), -alpha * lam_min), sp.Abs(printed()) >= alpha * gamma))


@lemma_d2.claim("last-line", reading="step", controls=lambda: {
    "α ≤ 4/B₃": replaced(assume=(sp.Eq(beta, alpha * gamma), alpha * B_3 <= 4)),
    "6/7 in place of ½": replaced(conclude=finish() <= -sp.Rational(6, 7) * alpha**2 * gamma**3),
    "|β| ≥ αγ": replaced(assume=(beta >= alpha * gamma, alpha * B_3 <= 1)),
    "|β| ≤ αγ": replaced(assume=(beta <= alpha * gamma, alpha * B_3 <= 1)),
})
def last_line() -> ForAll:
    """True for |β| = αγ (even with 5/6), so the wrong ½ comes from the first display alone. False for larger |β|."""
    return ForAll((sp.Eq(beta, alpha * gamma), alpha * B_3 <= 1), finish() <= -alpha**2 * gamma**3 / 2,
                  Domain.of(Real("beta", ge=0), ALPHA, GAMMA, BOUNDS_3), named=("|β| = α·γ", "α ≤ 1/B₃"))


def last(conclude: sp.Expr, *given: sp.Expr) -> ForAll:
    """The end of the proof, for the step that is taken."""
    return ForAll((*given, sp.Eq(beta, -alpha * lam_min), lam_min <= -gamma, alpha * B_3 <= 1), conclude, TAKEN,
                  named=(*("the example",) * len(given), "|β| = α·|λ_min|", "λ_min ≤ −γ", "α ≤ 1/B₃"))


@lemma_d2.claim("last-line-for-the-step-taken", severity="proof",
                wrong="|β| is α|λ_min|, not αγ: the last bound can fail for |λ_min| > 6γ.",
                reading="step", expect="refuted", controls=lambda: {
    "−α²γ³/3": lambda claim: last(finish() <= -alpha**2 * gamma**3 / 3),
    "any decrease": lambda claim: last(finish() <= 0),
}, true_controls=lambda: {
    "|λ_min| ≤ 4γ": in_full(assume=(
        sp.Eq(beta, -alpha * lam_min), lam_min <= -gamma, alpha * B_3 <= 1, -lam_min <= 4 * gamma), named=()),
})
def last_line_for_the_step_taken() -> All:
    """The same for the step that is taken, |β| = α|λ_min|: false for |λ_min| > 6γ, where the cube outgrows the square.

    λ_min must not be replaced by −γ before |β| is. For λ_min = −8, γ = α = B₃ = 1 the bound is +64/3.
    """
    return told("|β| = α·|λ_min|, λ_min ≤ −γ, α ≤ 1/B₃  ⟹  −β²·γ + (B₃/6)·|β|³ ≤ −α²·γ³/2",
                last(finish() <= -alpha**2 * gamma**3 / 2, *fixed({lam_min: -8, gamma: 1, alpha: 1, B_3: 1})))


@lemma_d2.claim("last-line-with-the-curvature", reading="corrected", corrects="last-line-for-the-step-taken",
                controls=lambda: {
    "γ for |λ_min|": replaced(conclude=-beta**2 * gamma / 2 + B_3 * beta**3 / 6 <= -alpha**2 * gamma**3 / 3),
    "½": replaced(conclude=kept() <= -alpha**2 * gamma**3 / 2),
    "α ≤ 2/B₃": lambda claim: replaced(assume=(*claim.assume[:2], alpha * B_3 <= 2))(claim),
})
def last_line_with_the_curvature() -> ForAll:
    """With λ_min kept and Taylor's ½: −½β²|λ_min| + (B₃/6)|β|³ ≤ −α²γ³/3."""
    return last(kept() <= -alpha**2 * gamma**3 / 3)
