"""Algorithm 2, second-order descent: what it returns, as printed and mended, and after how many iterations."""

from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Real, statement
from verify.controls import in_part, replaced, without
from verify.decide import ForAll
from verify.exact import All

from ._steps import (
    ALPHA,
    B_2,
    B_3,
    BOUNDS_2,
    BOUNDS_3,
    ETA,
    GAMMA,
    HALF,
    NEGATIVE,
    SIGN,
    SLOPE,
    VALUES,
    after,
    alpha,
    before,
    bend,
    change,
    eta,
    fixed,
    gamma,
    in_full,
    lam_min,
    mended,
    norm,
    printed,
    sign,
    slope,
    told,
)

algorithm_2 = statement(
    "alg-2", "Second-order gradient descent", kind="algorithm", published="2", place="4.5.1", uses=("alg-1",),
    proof_uses=("lem-D.1", "lem-D.2"), source="arXiv text, Section 4",
    reading="Up to T steps: along −α∇L where ‖∇L‖ ≥ η, else one of Algorithm 1; x_{i−1} is returned as soon as a step "
            "does not lower L by more than min(αη²/2, α²γ³/2). As printed it stops at saddles: the step climbs, and ½ "
            "is more than a right step need give. With the sign mended, ⅓ for ½ and α < 1/B₂, 1/B₃ the point returned "
            "has ‖∇L‖ < η and λ_min > −γ. It returns nothing when T runs out: T must be (L(x₀) − inf L)/threshold.")

t, tau, ell, T, N, gap, total = sp.symbols("t tau ℓ T N Δ D")
TAU = Real("tau", gt=0)
CURVED = Real("ℓ", gt=0)
"""ℓ = −λ_min(∇²f(x)), where that is positive."""


def threshold(divisor: Any) -> tuple[sp.Expr, ...]:
    """τ = min(αη²/2, α²γ³/divisor), written out."""
    parts = alpha * eta**2 / 2, alpha**2 * gamma**3 / divisor
    return (tau <= parts[0], tau <= parts[1], sp.Or(*(sp.Eq(tau, part) for part in parts)))


MIN_NAMED = ("τ is the smaller", "of the two", "and one of them")


@cache
def returned() -> Any:
    """f(x′) ≥ f(x) − τ."""
    return after >= before - tau


@cache
def goes_on() -> Any:
    """f(x′) < f(x) − τ."""
    return after < before - tau


@cache
def smooth() -> Any:
    """|c| ≤ B₃; B₂·α·|c| + |λ_min| ≤ B₂; B₃·α < 1; B₂·α < 1."""
    return (sp.Abs(bend) <= B_3, sp.Abs(lam_min) + sp.Abs(bend) * alpha * B_2 <= B_2, alpha * B_3 < 1, alpha * B_2 < 1)


SMOOTH_NAMED = ("|f‴| ≤ B₃", "|f″| ≤ B₂ on |t| ≤ α·B₂", "α < 1/B₃", "α < 1/B₂")
CUBICS = Domain.of(SLOPE, NEGATIVE, Real("c"), SIGN, ALPHA, ETA, GAMMA, BOUNDS_2, BOUNDS_3, TAU)


def returned_on_cubics(step: sp.Expr, divisor: Any, at_zero: int, *given: sp.Expr) -> All:
    """Where ‖∇f‖ < η and the step of Algorithm 1 is not enough, so that x is returned: λ_min(x) ≥ −γ.

    For f(x + t) = f(x) + gt + λ_min t²/2 + ct³/6 in one dimension, under all hypotheses of Lemmas D.1 and D.2.
    """
    mark = "−" if step is printed() else ""
    return told(f"x returned, β = {mark}α·λ_min·sign(g), threshold min(α·η²/2, α²·γ³/{divisor})  ⟹  λ_min(∇²f(x)) ≥ −γ",
                ForAll((*given, *smooth(), sp.Abs(slope) < eta, sign(at_zero), *threshold(divisor),
                        change(step) >= -tau), lam_min >= -gamma, CUBICS,
                       named=(*("the example",) * len(given), *SMOOTH_NAMED, "so a step of Algorithm 1",
                              "σ = sign(g)", *MIN_NAMED, "x is returned")))


# What is returned.


@cache
def climb() -> Any:
    """g = 1/2; λ_min = −1; c = 0; B₂ = 1; B₃ = 1; α = 1/4; γ = 1/2; η = 1."""
    return fixed({slope: "1/2", lam_min: -1, bend: 0, B_2: 1, B_3: 1, alpha: "1/4", gamma: "1/2", eta: 1})


@algorithm_2.claim("returned-point", severity="misprint",
                   same_as="alg-1/descends",
                   wrong="With Algorithm 1's sign a point with λ_min < −γ may be returned.",
                   expect="refuted", controls=lambda: {
    "⅓, the printed sign": lambda claim: returned_on_cubics(printed(), 3, 1, *climb()),
    "a hundredth, the printed sign": lambda claim: returned_on_cubics(printed(), 100, 1, *climb()),
    "λ_min ≥ −(3/2)γ": in_full(conclude=lam_min >= -3 * gamma / 2),
}, true_controls=lambda: {
    "⅓ and the mended sign": lambda claim: returned_on_cubics(mended(), 3, 1),
})
def returned_point() -> All:
    """As printed, the point returned need not have λ_min ≥ −γ: near a saddle the step climbs, so its start is returned.

    f = t/2 − t²/2 from 0, λ_min = −1, with α = ¼, γ = ½, η = 1.
    """
    return returned_on_cubics(printed(), 2, 1, *climb())


def second_order_point(divisor: int = 3) -> All:
    """In R^n: when x is returned, ‖∇f(x)‖ < η and λ_min(∇²f(x)) > −γ."""
    values = (*VALUES, ALPHA, TAU)
    gain = sp.Rational(1, 2) - alpha * B_3 / 6
    return All((
        ("a gradient step goes on", ForAll(
            (after <= before - alpha * norm**2 + alpha**2 * B_2 * norm**2 / 2, norm >= eta, alpha * B_2 < 1,
             tau <= alpha * eta**2 / 2), goes_on(),
            Domain.of(*values, Real(norm.name, ge=0), ETA, BOUNDS_2),
            named=("lem-D.1/first-line", "so a gradient step", "α < 1/B₂", "the threshold"))),
        ("a Hessian step goes on where λ_min ≤ −γ", ForAll(
            (after <= before - alpha**2 * ell**3 * gain, ell >= gamma, alpha * B_3 < 1,
             tau <= alpha**2 * gamma**3 / divisor), goes_on(), Domain.of(*values, CURVED, GAMMA, BOUNDS_3),
            named=("lem-D.2/half-minus-a-sixth", "λ_min = −ℓ ≤ −γ", "α < 1/B₃", "the threshold"))),
        ("so what is returned has neither", ForAll(
            (returned(), sp.Or(norm < eta, goes_on()), sp.Or(norm >= eta, lam_min > -gamma, goes_on())),
            sp.And(norm < eta, lam_min > -gamma),
            Domain.of(*values, Real(norm.name, ge=0), ETA, GAMMA, Real("λ_min")),
            named=("x is returned", "a gradient step goes on", "a Hessian step goes on"))),
    ), f"x returned, α < 1/B₂, α < 1/B₃, threshold min(α·η²/2, α²·γ³/{divisor})  ⟹  ‖∇f(x)‖ < η and λ_min > −γ")


@algorithm_2.claim("returned-point-mended", reading="corrected", corrects="returned-point", controls=lambda: {
    "α²γ³/2": lambda claim: second_order_point(2),
    "αη²": in_part("a gradient step goes on", lambda claim: replaced(
        assume=(*claim.assume[:3], tau <= alpha * eta**2))(claim)),
    "α ≤ 1/B₂": in_part("a gradient step goes on", lambda claim: replaced(
        assume=(*claim.assume[:2], alpha * B_2 <= 1, claim.assume[3]))(claim)),
    "α ≤ 1/B₃": in_part("a Hessian step goes on where λ_min ≤ −γ", lambda claim: replaced(
        assume=(*claim.assume[:2], alpha * B_3 <= 1, claim.assume[3]))(claim)),
    "x was not returned": in_part("so what is returned has neither", without(0)),
})
def returned_point_mended() -> All:
    """With the sign mended, sign(0) = 1, and ⅓ for ½, in any dimension: what is returned lies in M_{f,ε}, ε = η = γ."""
    return second_order_point()


EXAMPLE = {slope: "-1/1000", lam_min: "-51/50", bend: 1, B_2: "51/25", B_3: 1, alpha: "2/5", gamma: 1, eta: "16/25"}


@algorithm_2.claim("threshold", severity="misprint",
                   same_as="lem-D.2/decrease",
                   wrong="The threshold α²γ³/2 can stop it where λ_min < −γ; α²γ³/3 is right.",
                   expect="refuted", controls=lambda: {
    "λ_min ≥ −(51/50)γ, strictly": in_full(conclude=lam_min > -gamma * sp.Rational(51, 50)),
}, true_controls=lambda: {
    "⅓": lambda claim: returned_on_cubics(mended(), 3, 1),
    "λ_min ≥ −(51/50)γ": in_full(conclude=lam_min >= -gamma * sp.Rational(51, 50)),
})
def half_is_too_much() -> All:
    """With the sign mended, ½ is still wrong: f = −t/1000 − (51/100)t² + t³/6, α = 2/5, γ = 1, η = 16/25 returns 0.

    λ_min = −51/50 there. The step is the right one, and lowers f by 0.074; the threshold asks for 0.08.
    """
    return returned_on_cubics(mended(), 2, 1, *fixed(EXAMPLE))


@algorithm_2.claim("threshold-a-third", reading="corrected", corrects="threshold", controls=lambda: {
    "½": lambda claim: returned_on_cubics(mended(), 2, 1),
    "2/5": lambda claim: returned_on_cubics(mended(), sp.Rational(5, 2), 1),
    "the printed sign": lambda claim: returned_on_cubics(printed(), 3, 1),
    "sign(0) = 0": lambda claim: returned_on_cubics(mended(), 3, 0),
})
def a_third() -> All:
    """With ⅓ no cubic is returned too early, whatever its coefficients."""
    return returned_on_cubics(mended(), 3, 1)


# On the way there.

@algorithm_2.claim("values-fall", controls=lambda: {
    "γ or η negative, so τ < 0": replaced(domain=Domain.of(*VALUES, Real("tau"))),
    "the point that is returned": replaced(assume=(returned(),)),
    "by 2τ": replaced(conclude=after < before - 2 * tau),
})
def values_fall() -> ForAll:
    """From each point that is kept to the next the value falls, by more than the threshold: all else is returned.

    This is by the test, not by the step, so it holds as printed too. η and γ are meant to be positive.
    """
    return ForAll((sp.Not(returned()),), sp.And(after < before, goes_on()), Domain.of(*VALUES, TAU),
                  named=("x_{i−1} is not returned",))


@algorithm_2.claim("may-not-return", reading="sharpened", controls=lambda: {
    "the longest step, a gradient of norm η": replaced(
        assume=(sp.Eq(alpha * B_2, 1), sp.Eq(B_2 * t, eta), sp.Eq(tau, alpha * eta**2 / 2)), named=()),
})
def may_not_return() -> ForAll:
    """T may run out before any return: on f = B₂t²/2 from 2η/B₂ or farther a step with α = 1/(2B₂) is kept, and for
    T = 1 that was the last. Print gives no value then; x_T is what one would take."""
    parabola = B_2 * t**2 / 2
    return ForAll((sp.Eq(alpha * B_2, HALF), B_2 * t >= 2 * eta, tau <= alpha * eta**2 / 2),
                  parabola.subs(t, t - alpha * B_2 * t) < parabola - tau,
                  Domain.of(ALPHA, BOUNDS_2, ETA, TAU, Real("t")),
                  named=("α = 1/(2B₂)", "‖∇f(x)‖ ≥ 2η", "the threshold"))


def iterations() -> All:
    """N iterations without a return lower the value by more than Nτ; so N < (L(x₀) − inf L)/τ."""
    numbers = Domain.of(Integer("N", ge=0), TAU, Real("D"), Real("Δ", ge=0))
    return All((
        ("none", ForAll((sp.Eq(N, 0), sp.Eq(total, 0)), total >= N * tau, numbers)),
        ("one more", ForAll((total >= N * tau, before - after > tau), total + (before - after) > (N + 1) * tau,
                            Domain.of(*numbers, *VALUES), named=("N iterations", "alg-2/values-fall"))),
        ("bounded below", ForAll((total > N * tau, total <= gap), N * tau < gap, numbers,
                                 named=("N ≥ 1 iterations", "L ≥ inf L"))),
        ("so T suffices", ForAll((sp.Or(N < T, T * tau < gap), T * tau >= gap), N < T,
                                 Domain.of(*numbers, Integer("T", ge=1)), named=("bounded below", "T ≥ Δ/τ"))),
    ), "T ≥ (L(x₀) − inf L)/τ  ⟹  a point is returned within T iterations")


@algorithm_2.claim("returns-in-time", reading="sharpened", controls=lambda: {
    "T ≥ Δ/(2τ)": in_part("so T suffices", lambda claim: replaced(
        assume=(claim.assume[0], 2 * T * tau >= gap))(claim)),
    "L is not bounded below": in_part("bounded below", without(1)),
    "steps that may climb": in_part("one more", without(1)),
})
def returns_in_time() -> All:
    """If L is bounded below and T ≥ (L(x₀) − inf L)/τ, a point is returned. Else x_T, with L(x_T) < L(x₀) − Tτ.

    Δ = L(x₀) − inf L, D is the decrease so far.
    """
    return iterations()


@algorithm_2.claim("polynomially-many", controls=lambda: {
    "1/ε²": replaced(conclude=N * alpha**2 * eta**2 < 3 * gap),
    "2Δ/(α²ε³)": replaced(conclude=N * alpha**2 * eta**3 < 2 * gap),
    "an α of any size": without(4),
})
def polynomially_many() -> ForAll:
    """Section 4: poly(1/ε) iterations. With η = γ = ε ≤ 1 and α ≤ 1 they are fewer than 3(L(x₀) − inf L)/(α²ε³).

    α is below 1/B₂ and 1/B₃ and does not depend on ε. That the point is in M_{L,ε} takes the mended algorithm.
    """
    return ForAll((*threshold(3), sp.Eq(gamma, eta), sp.And(alpha <= 1, eta <= 1), N * tau < gap),
                  N * alpha**2 * eta**3 < 3 * gap,
                  Domain.of(Integer("N", ge=1), ALPHA, ETA, GAMMA, TAU, Real("Δ", gt=0)),
                  named=(*MIN_NAMED, "γ = η = ε", "α, ε ≤ 1", "alg-2/returns-in-time"))
