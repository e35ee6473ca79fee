"""Algorithm 2 beyond the page: an early return in figures, what the misprints cost, the longest step, trials."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Line, Real
from verify.controls import in_part, replaced, without
from verify.decide import ForAll
from verify.exact import All, Identity
from verify.observe import Trials

from ._steps import (
    ALPHA,
    ETA,
    GAMMA,
    SIGN,
    SLOPE,
    VALUES,
    after,
    alpha,
    before,
    beta,
    change,
    eta,
    gamma,
    lam_min,
    mended,
    printed,
    sigma,
    sign,
    slope,
)
from .algorithm_2 import CURVED, EXAMPLE, TAU, algorithm_2, ell, returned, t, tau

c, e = sp.symbols("c e")
VALUES_THERE = {name: sp.Rational(value) for name, value in EXAMPLE.items()}


@cache
def bend() -> Any:
    """(1 − 3·e)/(3·e)."""
    return (1 - 3 * e) / (3 * e)


@cache
def late() -> Any:
    """What the step of the cubic of `cost_attained` changes."""
    return change(3 * e, sp.Integer(-1), bend()).subs(slope, -3 * e**2 / 8)


def early() -> sp.Expr:
    """f(t) = −t/1000 − (51/100)t² + t³/6."""
    return change(t).subs(VALUES_THERE)


@algorithm_2.claim("early-return-in-figures", reading="sharpened", controls=lambda: {
    "it falls by 2/25": in_part("what is gained", replaced(rhs=-sp.Rational(2, 25))),
    "γ = 51/50": in_part("it is returned", lambda claim: replaced(conclude=early() < -sp.Rational(102, 1250))(claim)),
    "⅓ returns it too": in_part("⅓ goes on", replaced(conclude=early() >= -sp.Rational(4, 75))),
    "B₂ = 8/5": in_part("hypotheses", lambda claim: replaced(
        conclude=sp.Abs(sp.diff(early(), t, 2)) <= sp.Rational(8, 5))(claim)),
})
def early_return() -> All:
    """The run of that example, step by step, in fractions; and that its hypotheses hold."""
    start, near = {t: 0}, Domain.of(Real("t", ge="-102/125", le="102/125"))
    step = mended().subs(VALUES_THERE).subs(sp.Symbol("sigma"), -1)
    fall = sp.Eq(t, step)
    return All((
        ("slope below η", ForAll((sp.Eq(t, 0),), sp.Abs(sp.diff(early(), t)) < eta.subs(VALUES_THERE), near)),
        ("curvature", Identity(sp.diff(early(), t, 2).subs(start), -sp.Rational(51, 50), Domain.of())),
        ("step", Identity(step, sp.Rational(51, 125), Domain.of())),
        ("what is gained", Identity(early().subs(t, step), -sp.Rational(1156017, 15625000), Domain.of())),
        ("it is returned", ForAll((fall,), early() >= -sp.Rational(2, 25), near, named=("the step",))),
        ("⅓ goes on", ForAll((fall,), early() < -sp.Rational(4, 75), near, named=("the step",))),
        ("hypotheses", ForAll((), sp.Abs(sp.diff(early(), t, 2)) <= sp.Rational(51, 25), near)),
    ), "f(t) = −t/1000 − 51·t²/100 + t³/6, α = 2/5, γ = 1, η = 16/25:  0, 51/125, f(51/125) ≥ −2/25, so 0 is returned")


# What the misprints cost.

@algorithm_2.claim("cost-of-the-threshold", reading="sharpened", controls=lambda: {
    "c³ = 4/3": lambda claim: replaced(assume=(*claim.assume[:3], sp.Eq(c**3, sp.Rational(4, 3))))(claim),
    "x was not returned": without(1),
    "2α²γ³/3": lambda claim: replaced(assume=(*claim.assume[:2], tau <= 2 * alpha**2 * gamma**3 / 3,
                                              claim.assume[3]))(claim),
})
def cost_of_the_threshold() -> ForAll:
    """With the sign mended and ½ as printed, what is returned has λ_min ≥ −cγ with c = (3/2)^{1/3} = 1.1447....

    ℓ = −λ_min, where that is positive. So ½ does little harm; it makes M_{f,ε} a little larger.
    """
    return ForAll((after <= before - alpha**2 * ell**3 / 3, returned(), tau <= alpha**2 * gamma**3 / 2,
                   sp.Eq(c**3, sp.Rational(3, 2))), ell <= c * gamma,
                  Domain.of(*VALUES, ALPHA, GAMMA, TAU, CURVED, Real("c", gt=0)),
                  named=("lem-D.2/decrease-by-a-third, with γ = ℓ", "x is returned", "the printed threshold", "c"))


@algorithm_2.claim("cost-attained", reading="sharpened", controls=lambda: {
    "3/2 exceeded": in_part("ratio", replaced(conclude=sp.Rational(3, 2) * gamma**3 <= 1)),
    "⅓ in the threshold": in_part("returned", lambda claim: replaced(
        conclude=-alpha**2 * gamma**3 / 3 <= late())(claim)),
    "B₂ = 1": in_part("hypotheses", lambda claim: replaced(conclude=sp.Abs(-1 + bend() * t) <= 1)(claim)),
})
def cost_attained() -> All:
    """And no smaller c will do: for each e in (0, 1/6] a cubic with λ_min = −1 is returned, γ³ = 2/3 + 5e/4.

    α = 3e, B₂ = 1/(3e), f‴ = B₃ = (1 − 3e)/(3e), slope −3e²/8 at 0, η = 1.
    """
    small = (Real("e", gt=0, le="1/6"), GAMMA)
    cube, step = sp.Eq(gamma**3, sp.Rational(2, 3) + 5 * e / 4), sp.Eq(alpha, 3 * e)
    return All((
        ("hypotheses", ForAll((sp.Abs(t) <= 1,), sp.Abs(-1 + bend() * t) <= 1 / (3 * e),
                              Domain.of(small[0], Real("t")), named=("|t| ≤ α·B₂",))),
        ("step sizes", ForAll((step,), sp.And(sp.Eq(alpha / (3 * e), 1), alpha * bend() < 1),
                              Domain.of(small[0], ALPHA))),
        ("small slope", ForAll((), 3 * e**2 / 8 < 1, Domain.of(small[0]), named=())),
        ("returned", ForAll((cube, step), -alpha**2 * gamma**3 / 2 <= late(), Domain.of(*small, ALPHA),
                            named=("γ", "α"))),
        ("also by the other half of the threshold", ForAll(
            (cube, step), alpha**2 * gamma**3 / 2 <= alpha / 2, Domain.of(*small, ALPHA), named=("γ", "α; η = 1"))),
        ("ratio", ForAll((cube,), (sp.Rational(3, 2) - 3 * e) * gamma**3 <= 1, Domain.of(*small))),
    ), "for each e > 0 some f, x, α are returned with |λ_min|³ ≥ (3/2 − 3·e)·γ³")


@algorithm_2.claim("cost-of-the-sign", reading="sharpened", controls=lambda: {
    "mended": lambda claim: replaced(assume=(*claim.assume[:3], sp.Eq(beta, mended())))(claim),
    "α twice as long": lambda claim: replaced(
        assume=(sp.Eq(slope, eta / 2), sp.Eq(alpha * lam_min**2, 2 * eta), *claim.assume[2:]))(claim),
})
def cost_of_the_sign() -> ForAll:
    """With the printed sign there is no bound at all: for every λ_min < 0 and η > 0 some quadratic is returned.

    Slope η/2, α|λ_min|² ≤ η/2: the step climbs, whatever the threshold is.
    """
    return ForAll((sp.Eq(slope, eta / 2), alpha * lam_min**2 <= eta / 2, sign(), sp.Eq(beta, printed())),
                  change(beta, third=sp.Integer(0)) > 0,
                  Domain.of(SLOPE, Real("λ_min", lt=0), SIGN, ALPHA, ETA, Real("beta")),
                  named=("the slope, below η", "α is small", "σ = sign(g)", "Algorithm 1, as printed"))


@algorithm_2.claim("at-the-longest-step", reading="sharpened", controls=lambda: {
    "α = 1/(2B₂)": in_part("returned", lambda claim: replaced(assume=(sp.Eq(alpha * c, sp.Rational(1, 2)),
                                                                      claim.assume[1]))(claim)),
    "a steeper slope": in_part("returned", lambda claim: replaced(
        assume=(claim.assume[0], sp.Eq(c * t, 2 * eta)))(claim)),
})
def at_the_longest_step() -> All:
    """α = 1/B₂ is too long by a hair: f = (B₂t² − Ku²)/2 is returned where ‖∇f‖ = η, whatever K ≤ B₂, λ_min = −K, is.

    The fall is then the threshold itself, and the test is ≥. c = B₂, u = 0, t = η/B₂, αη²/2 ≤ α²γ³/3.
    """
    parabola = c * t**2 / 2
    domain = Domain.of(ALPHA, ETA, Real("c", gt=0), Real("t"))
    return All((
        ("the gradient in u is 0", Identity(sp.Derivative(parabola - sp.Symbol("K") * e**2 / 2, e).doit().subs(e, 0), 0,
                                            Domain.of(Real("c"), Real("t"), Real("K")))),
        ("returned", ForAll((sp.Eq(alpha * c, 1), sp.Eq(c * t, eta)),
                            parabola.subs(t, t - alpha * c * t) >= parabola - alpha * eta**2 / 2, domain,
                            named=("α = 1/B₂", "‖∇f‖ = η"))),
    ), "α = 1/B₂, ‖∇f(x)‖ = η  ⟹  x may be returned, whatever λ_min(∇²f(x)) is")


# Tried.

def trials(name: str) -> Trials:
    """Runs from beside random saddles of a quartic in ten dimensions."""
    words = {"mended": "the mended algorithm ends with ‖∇f‖ ≤ 1/20 and λ_min ≥ −1/20",
             "printed_fails": "the printed one does not"}
    return Trials(f"{words[name]}, from beside a random saddle in 10 dimensions",
                  f"proofs_checks.descent._trials_algorithms:second_order_{name}", (1, 44), "9/10")


@algorithm_2.claim("ends-at-second-order", reading="sharpened", expect="observed", controls=lambda: {
    "as printed": replaced(trial="proofs_checks.descent._trials_algorithms:second_order_printed"),
})
def ends_at_second_order() -> Trials:
    """The mended algorithm leaves the saddle and ends at a point of small gradient and no negative curvature."""
    return trials("mended")


@algorithm_2.claim("returns-the-saddle", reading="sharpened", expect="observed", controls=lambda: {
    "mended": replaced(trial="proofs_checks.descent._trials_algorithms:second_order_mended_fails"),
})
def returns_the_saddle() -> Trials:
    """The printed one returns its start, beside the saddle."""
    return trials("printed_fails")


def hessian(name: str, words: str) -> Trials:
    """Runs of Algorithm 1 alone, from a slope beside such a saddle."""
    return Trials(f"{words}: T = 20, from a slope beside a random saddle in 10 dimensions",
                  f"proofs_checks.descent._trials_algorithms:hessian_{name}", (1, 100), "9/10")


@algorithm_2.claim("hessian-steps-climb", reading="sharpened", expect="observed", controls=lambda: {
    "the mended steps": replaced(trial="proofs_checks.descent._trials_algorithms:hessian_mended_ends_higher"),
})
def hessian_steps_climb() -> Trials:
    """The steps of Algorithm 1 alone, as printed: on a slope they climb to the saddle, and end up higher."""
    return hessian("printed", "the printed steps end higher than they began")


@algorithm_2.claim("hessian-steps-fall", reading="sharpened", expect="observed", controls=lambda: {
    "the printed steps": replaced(trial="proofs_checks.descent._trials_algorithms:hessian_printed_ends_lower"),
})
def hessian_steps_fall() -> Trials:
    """The same steps with the mended sign end lower."""
    return hessian("mended", "the mended steps end lower")


@algorithm_2.derivation
def by_hand() -> Iterator[Line]:
    """What a return means, the example, and a run."""
    yield Line("Let a gradient step lower f by more than αη²/2 where ‖∇f‖ ≥ η (Lemma D.1, α < 1/B₂), and a mended "
               "Hessian step by more than α²γ³/3 where λ_min ≤ −γ (Lemma D.2, α < 1/B₃). What is returned has neither:",
               returned())
    yield Line("with τ the smaller of the two. For ½ in place of ⅓ take", early())
    yield Line("At 0 the slope is small, so Algorithm 1 makes the step", mended().subs(VALUES_THERE).subs(sigma, -1))
    yield Line("to the value", early().subs(t, mended().subs(VALUES_THERE).subs(sigma, -1)))
    yield Line("which is above −α²γ³/2, minus", (alpha**2 * gamma**3 / 2).subs(VALUES_THERE))
    yield Line("though λ_min = −51/50 < −γ: 0 is returned. The value is below −α²γ³/3, minus",
               (alpha**2 * gamma**3 / 3).subs(VALUES_THERE))
    yield Line("In general ½ lets pass what has |λ_min|³/3 ≤ γ³/2, so |λ_min|³ up to", sp.Rational(3, 2) * gamma**3)
    yield Line("As printed, it returns the saddle between two protons:",
               command="earnshaw descend --method second-order --as-printed --example saddle")
    yield Line("mended, it leaves it:", command="earnshaw descend --method second-order --example saddle")
