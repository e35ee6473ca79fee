"""Lemma D.2: a Hessian step lowers f by α²γ³/3, with the sign that the proof wants; not by α²γ³/2, nor as printed."""

from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Real, statement
from verify.controls import in_part, replaced, without
from verify.decide import ForAll
from verify.exact import All

from ._steps import (
    ALPHA,
    B_2,
    B_3,
    BOUNDS_2,
    BOUNDS_3,
    CUBIC_NAMED,
    CUBICS,
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
    bend,
    beta,
    change,
    cubic,
    fixed,
    gamma,
    in_full,
    lam_min,
    mended,
    printed,
    sign,
    slope,
    taylor_expansion,
    told,
)
from .lemma_d1 import hypothesis_names_another_function

lemma_d2 = statement(
    "lem-D.2", "A Hessian step lowers the value", kind="lemma", published="19", uses=("alg-1",),
    proof_uses=("fact-taylor", "fact-spectral"), source="arXiv text, Appendix D",
    reading="If λ_min(∇²f(x)) ≤ −γ and α ≤ 1/B₃, a step of Algorithm 1 moves by at most αB₂ and lowers f by at least "
            "α²γ³/2. The step in print may raise f. With the other sign of β it lowers f, by α²γ³/3 and no more in "
            "general: ½ is lost where the proof leaves it out of Taylor's formula.")

t, e = sp.symbols("t e")
THIRD = sp.Rational(1, 3)
REST = Real("R")
TAKEN = Domain.of(NEGATIVE, Real("beta", ge=0), ALPHA, GAMMA, BOUNDS_3)


@cache
def finish() -> Any:
    """What the printed proof ends with; β stands for |β|."""
    return -beta**2 * gamma + B_3 * beta**3 / 6


@cache
def kept() -> Any:
    """B₃·β³/6 + β²·λ_min/2."""
    return beta**2 * lam_min / 2 + B_3 * beta**3 / 6


@cache
def gain() -> Any:
    """1/2 − B₃·α/6."""
    return sp.Rational(1, 2) - alpha * B_3 / 6


def on_cubics(step: sp.Expr, constant: sp.Expr, *given: sp.Expr) -> ForAll:
    """On every cubic that meets the hypotheses, or a given one: a step β lowers the value by constant·α²γ³."""
    return ForAll((*given, *cubic(), sp.Ne(slope, 0), sign()), change(step) <= -constant * alpha**2 * gamma**3, CUBICS,
                  named=(*("the example",) * len(given), *CUBIC_NAMED, "whatever sign(0) is", "σ = sign(g)"))


def bound(conclude: sp.Expr) -> ForAll:
    """What Taylor's formula gives for a step with βg ≤ 0 and |β| = α|λ_min|."""
    return ForAll((*taylor_expansion(), beta * slope <= 0, sp.Eq(sp.Abs(beta), -alpha * lam_min)), conclude,
                  Domain.of(*VALUES, SLOPE, NEGATIVE, Real("beta"), REST, ALPHA, BOUNDS_3),
                  named=(*TAYLOR_NAMED, "the sign of β", "the size of β"))


# The lemma.

@lemma_d2.claim("distance", controls=lambda: {
    "∇²f(x) is not bounded": without(0),
    "twice the step": replaced(conclude=2 * sp.Abs(alpha * lam_min) <= alpha * B_2),
    "α of any sign": replaced(domain=Domain.of(Real("alpha"), Real("λ_min"), BOUNDS_2)),
})
def distance() -> ForAll:
    """‖x′ − x‖ = |β| = α|λ_min| ≤ αB₂, as |λ_min| ≤ ‖∇²f(x)‖ ≤ B₂."""
    return ForAll((sp.Abs(lam_min) <= B_2,), sp.Abs(alpha * lam_min) <= alpha * B_2,
                  Domain.of(ALPHA, Real("λ_min"), BOUNDS_2), named=("fact-spectral: |λ_min| ≤ ‖∇²f(x)‖ ≤ B₂",))


@cache
def uphill() -> Any:
    """g = 1; λ_min = −1; c = 0; α = 1/2; γ = 1; B₂ = 1; B₃ = 1."""
    return fixed({slope: 1, lam_min: -1, bend: 0, alpha: "1/2", gamma: 1, B_2: 1, B_3: 1})


@lemma_d2.claim("decrease", severity="statement",
                wrong="The constant 1/2 is false; 1/3 is right and optimal, β's sign mended.",
                expect="refuted", controls=lambda: {
    "⅓, the printed sign": lambda claim: on_cubics(printed(), THIRD, *uphill()),
    "any decrease, the printed sign": lambda claim: on_cubics(printed(), sp.Integer(0), *uphill()),
}, true_controls=lambda: {
    "⅓ and the sign that the proof wants": lambda claim: on_cubics(mended(), THIRD),
})
def decrease() -> All:
    """With the step of Algorithm 1 as it is printed, β = −αλ_min·sign(g), f(x′) ≤ f(x) − α²γ³/2 is false.

    Among cubics f(x + t) = f(x) + gt + λ_min t²/2 + ct³/6 that meet every hypothesis some even rise: t − t²/2 from 0.
    """
    return told("λ_min ≤ −γ, 0 < α ≤ 1/B₃, β = −α·λ_min·sign(g)  ⟹  f(x′) ≤ f(x) − α²·γ³/2",
                on_cubics(printed(), HALF, *uphill()))


def thirds() -> All:
    """The lemma with ⅓, link by link, and at once."""
    lam = -lam_min
    numbers = Domain.of(NEGATIVE, ALPHA, GAMMA, BOUNDS_3)
    return All((
        ("the slope's share", ForAll((sign(None), sp.Eq(beta, mended())), beta * slope <= 0,
                                     Domain.of(SLOPE, SIGN, NEGATIVE, ALPHA, Real("beta")),
                                     named=("σ = sign(g), ±1 at 0", "Algorithm 1, mended"))),
        ("Taylor", bound(after <= before - alpha**2 * lam**3 * gain())),
        ("a third", ForAll((alpha * B_3 <= 1,), gain() >= THIRD, numbers, named=("α ≤ 1/B₃",))),
        ("more curvature, more decrease", ForAll((lam_min <= -gamma,), lam**3 >= gamma**3, numbers,
                                                 named=("λ_min ≤ −γ",))),
        ("together", ForAll(
            (after <= before - alpha**2 * e * beta, beta >= THIRD, e >= gamma**3),
            after <= before - alpha**2 * gamma**3 / 3,
            Domain.of(*VALUES, Real("e"), Real("beta"), ALPHA, GAMMA),
            named=("Taylor, e = |λ_min|³, β = ½ − α·B₃/6", "a third", "more curvature, more decrease"))),
    ), "λ_min ≤ −γ, 0 < α ≤ 1/B₃, β = α·λ_min·σ, σ = sign(g), ±1 at 0  ⟹  f(x′) ≤ f(x) − α²·γ³/3")


@lemma_d2.claim("decrease-by-a-third", reading="corrected", corrects="decrease", controls=lambda: {
    "the printed sign": in_part("the slope's share", lambda claim: replaced(
        assume=(claim.assume[0], sp.Eq(beta, printed())))(claim)),
    "½": in_part("together", replaced(conclude=after <= before - alpha**2 * gamma**3 / 2)),
    "α ≤ 2/B₃": in_part("a third", replaced(assume=(alpha * B_3 <= 2,))),
    "λ_min ≥ −γ": in_part("more curvature, more decrease", replaced(assume=(lam_min >= -gamma,))),
    "no bound on R": in_part("Taylor", without(1)),
    "Taylor's ½ left out": in_part("Taylor", lambda claim: replaced(
        conclude=after <= before - alpha**2 * (-lam_min) ** 3 * (1 - alpha * B_3 / 6))(claim)),
})
def decrease_by_a_third() -> All:
    """Two things are mended: the sign of β, with sign(0) = 1 or −1 (0 would not move), and ½ becomes ⅓."""
    return thirds()


@lemma_d2.claim("half-on-a-cubic", severity="proof",
                same_as="lem-D.2/decrease",
                wrong="The constant 1/2 is false even with the right sign of β; 1/3 holds.",
                reading="step", expect="refuted", controls=lambda: {
    "5/12": in_full(conclude=change(mended()) <= -sp.Rational(21, 50) * alpha**2 * gamma**3),
}, true_controls=lambda: {
    "⅓": in_full(conclude=change(mended()) <= -alpha**2 * gamma**3 / 3),
    "5/12, as αB₃ = ½": in_full(conclude=change(mended()) <= -sp.Rational(5, 12) * alpha**2 * gamma**3),
})
def half_on_a_cubic() -> All:
    """With the sign mended, ½ is still false: f = gt − t²/2 + t³/6, g = −1/1000, x = 0, α = ½, falls by 157/1500 < 1/8.

    All hypotheses hold: γ = B₃ = 1, |f″| = |t − 1| ≤ 2 = B₂ for |t| ≤ αB₂ = 1, and f, f′ are bounded there.
    """
    example = fixed({lam_min: -1, bend: 1, gamma: 1, B_2: 2, B_3: 1, alpha: "1/2", slope: "-1/1000"})
    return told("λ_min ≤ −γ, 0 < α ≤ 1/B₃, β = α·λ_min·sign(g)  ⟹  f(x′) ≤ f(x) − α²·γ³/2",
                on_cubics(mended(), HALF, *example))


@lemma_d2.claim("half-minus-a-sixth", reading="corrected", corrects="half-on-a-cubic", controls=lambda: {
    "½": replaced(conclude=after <= before - alpha**2 * (-lam_min) ** 3 / 2),
    "½ − αB₃/7": replaced(conclude=after <= before - alpha**2 * (-lam_min) ** 3 * (HALF - alpha * B_3 / 7)),
    "βg may be positive": without(2),
    "|β| is free": without(3),
})
def half_minus_a_sixth() -> ForAll:
    """What holds in place of ½, for every α > 0: ½ − αB₃/6, with |λ_min|, which is at least γ.

    So ½ is the limit for small α, and up to α = 3/B₃ the value does not rise.
    """
    return bound(after <= before - alpha**2 * (-lam_min) ** 3 * gain())


lemma_d2.claim("hypothesis-names-another-function", controls=lambda: {
    "z near y, not y": without(1),
    "a bound that does not vanish": replaced(assume=(), named=()),
})(hypothesis_names_another_function)
