"""Lemma D.1: a gradient step of at most 1/B₂ lowers f by αη²/2; it holds, and needs less than it asks for."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import in_part, replaced, scaled, without
from verify.decide import ForAll
from verify.exact import All, Identity

from ._steps import ALPHA, B_1, B_2, BOUNDS_2, ETA, VALUES, after, alpha, before, eta, norm

lemma_d1 = statement(
    "lem-D.1", "A gradient step lowers the value", kind="lemma", published="18", uses=("alg-4",),
    proof_uses=("fact-taylor",), source="arXiv text, Appendix D",
    reading="If ‖∇f(x)‖ ≥ η and α ≤ 1/B₂, B₂ bounding the Hessian nearby, a gradient step moves by at most αB₁ and "
            "lowers f by at least αη²/2. True, with η > 0 and without a projection. f need not be differentiated "
            "three times, B₀ and B₃ are not used, and any α below 2/B₂ lowers f.")

q, p, B, t, c = sp.symbols("q p B_3 t c")
NORM = Real(norm.name, ge=0)
STEP = Domain.of(*VALUES, NORM, ETA, ALPHA, BOUNDS_2, Real("q"))


@cache
def bound() -> Any:
    """B₂·α²·‖∇f(x)‖²/2 − α·‖∇f(x)‖² + f(x)."""
    return before - alpha * norm**2 + alpha**2 * B_2 * norm**2 / 2


@cache
def gain() -> Any:
    """α − B₂·α²/2."""
    return alpha - alpha**2 * B_2 / 2


@cache
def parabola() -> Any:
    """B₂·t²/2."""
    return B_2 * t**2 / 2


@cache
def short_step() -> Any:
    """(1 − c)/B₂."""
    return (1 - c) / B_2


@cache
def fall() -> Any:
    """What the parabola loses in a step of size (1 − c)/B₂ from the point of slope η."""
    return parabola().subs(t, eta / B_2) - parabola().subs(t, eta / B_2 - short_step() * eta)


def taylor(conclude: sp.Expr) -> ForAll:
    """From f(x′) = f(x) − α‖∇f‖² + α²q/2, q = ∇fᵀ∇²f(ξ)∇f ≤ B₂‖∇f‖² at some ξ between."""
    return ForAll((sp.Eq(after, before - alpha * norm**2 + alpha**2 * q / 2), q <= B_2 * norm**2, norm >= eta,
                   alpha * B_2 <= 1), conclude, STEP,
                  named=("fact-taylor: at order 2, on the way from x to x′", "‖∇²f(y)‖ ≤ B₂ there",
                         "‖∇f(x)‖ ≥ η", "α ≤ 1/B₂"))


# The lemma.

@lemma_d1.claim("distance", controls=lambda: {
    "the gradient is not bounded": without(0),
    "twice the step": replaced(conclude=2 * alpha * norm <= alpha * B_1),
    "by less than αB₁": replaced(conclude=alpha * norm < alpha * B_1),
})
def distance() -> ForAll:
    """‖x′ − x‖ = α‖∇f(x)‖ ≤ αB₁, as B₁ bounds the gradient at x."""
    return ForAll((norm <= B_1,), alpha * norm <= alpha * B_1, Domain.of(ALPHA, NORM, Real("B_1")),
                  named=("‖∇f(x)‖ ≤ B₁",))


@lemma_d1.claim("decrease", controls=lambda: {
    "αη²": replaced(conclude=after <= before - alpha * eta**2),
    "α ≤ 2/B₂": lambda claim: replaced(assume=(*claim.assume[:3], alpha * B_2 <= 2))(claim),
    "no bound on α": without(3),
    "no bound on the Hessian": without(1),
    "‖∇f(x)‖ may be below η": without(2),
    "η may be negative": replaced(domain=Domain.of(*VALUES, NORM, Real("eta"), ALPHA, BOUNDS_2, Real("q"))),
    "strictly more": replaced(conclude=after < before - alpha * eta**2 / 2),
})
def decrease() -> ForAll:
    """f(x′) ≤ f(x) − αη²/2. η is meant to be positive: a negative one would promise a decrease where ∇f = 0."""
    return taylor(after <= before - alpha * eta**2 / 2)


@lemma_d1.claim("hypothesis-names-another-function", controls=lambda: {
    "for z ≠ y only": replaced(assume=(sp.Abs(p - q) <= B * t,), named=(), domain=Domain.of(
        Real("p"), Real("q"), Real("B_3", ge=0), Real("t", gt=0))),
})
def hypothesis_names_another_function() -> ForAll:
    """The last hypothesis has ∇²L(y) beside ∇²f(z). It says ∇²f all the same: with z = y the two must be equal.

    p, q are an entry of ∇²f(y) and of ∇²L(y), t = ‖z − y‖.
    """
    return ForAll((sp.Abs(p - q) <= B * t, sp.Eq(t, 0)), sp.Eq(p, q),
                  Domain.of(Real("p"), Real("q"), Real("B_3", ge=0), Real("t")), named=("the hypothesis", "z = y"))


# The printed proof.

@lemma_d1.claim("first-line", reading="step", controls=lambda: {
    "without the ½": replaced(conclude=after <= before - alpha * norm**2 + alpha**2 * B_2 * norm**2 / 4),
    "the slope twice": replaced(conclude=after <= before - 2 * alpha * norm**2 + alpha**2 * B_2 * norm**2 / 2),
    "no bound on the Hessian": without(1),
    "Taylor at another point": without(0),
})
def first_line() -> ForAll:
    """f(x′) ≤ f(x) − α∇fᵀ∇f + α²(B₂/2)‖∇f‖². (Print transposes both gradients, which leaves no product.)"""
    return taylor(after <= bound())


@lemma_d1.claim("second-line", reading="step", controls=lambda: {
    "α ≤ 4/B₂": lambda claim: replaced(assume=(claim.assume[0], alpha * B_2 <= 4))(claim),
    "η ≥ ‖∇f(x)‖": lambda claim: replaced(assume=(norm <= eta, claim.assume[1]))(claim),
    "η may be negative": replaced(domain=Domain.of(*VALUES, NORM, Real("eta"), ALPHA, BOUNDS_2)),
})
def second_line() -> ForAll:
    """‖∇f(x)‖ becomes η; this takes α − α²B₂/2 ≥ 0, so α ≤ 2/B₂ suffices here."""
    return ForAll((norm >= eta, alpha * B_2 <= 2), before - gain() * norm**2 <= before - gain() * eta**2,
                  Domain.of(*VALUES, NORM, ETA, ALPHA, BOUNDS_2), named=("‖∇f(x)‖ ≥ η", "α ≤ 2/B₂"))


@lemma_d1.claim("last-line", reading="step", controls=lambda: {
    "α ≤ 2/B₂": replaced(assume=(alpha * B_2 <= 2,)),
    "α − α²B₂ ≥ α/2": replaced(conclude=alpha - alpha**2 * B_2 >= alpha / 2),
    "α/2 exceeded": replaced(conclude=gain() > alpha / 2),
    "α < 0": replaced(domain=Domain.of(Real("alpha", lt=0), BOUNDS_2)),
})
def last_line() -> ForAll:
    """α − α²B₂/2 ≥ α/2 for 0 ≤ α ≤ 1/B₂."""
    return ForAll((alpha * B_2 <= 1,), gain() >= alpha / 2, Domain.of(Real("alpha", ge=0), BOUNDS_2))


# More than is printed.

@lemma_d1.claim("every-step-below-two-over-b2", reading="sharpened", controls=lambda: {
    "α ≤ 2/B₂": in_part("the value falls", replaced(assume=(alpha * B_2 <= 2, norm >= eta))),
    "α = 2/B₂ already rises": in_part("beyond it, a quadratic rises", replaced(assume=(alpha * B_2 >= 2,))),
})
def every_step_below_two_over_b2() -> All:
    """The gain is α(1 − αB₂/2)‖∇f‖², positive for α < 2/B₂ and largest at 1/B₂; beyond 2/B₂ a quadratic rises."""
    free = Domain.of(NORM, ETA, ALPHA, BOUNDS_2)
    return All.of(
        "0 < α < 2/B₂  ⟹  f(x′) ≤ f(x) − α·(1 − α·B₂/2)·‖∇f(x)‖² < f(x)",
        the_value_falls=ForAll((alpha * B_2 < 2, norm >= eta), -gain() * norm**2 < 0, free),
        the_best_step=ForAll((), gain() <= 1 / (2 * B_2), free),
        **{"beyond it, a quadratic rises": ForAll((alpha * B_2 > 2,), -gain() * (B_2 * t) ** 2 > 0,
                                                  Domain.of(Real("t", gt=0), ALPHA, BOUNDS_2))},
    )


@lemma_d1.claim("best-constants", reading="sharpened", controls=lambda: {
    "a step of 1/B₂": in_part("the gradient nearby", replaced(assume=(sp.Abs(t - eta / B_2) <= eta / (B_2 * c),))),
    "B₁ = η": in_part("the gradient nearby", lambda claim: replaced(conclude=sp.Abs(B_2 * t) <= eta)(claim)),
    "½ itself": in_part("the decrease", lambda claim: replaced(
        conclude=fall() < short_step() * eta**2 / 2)(claim)),
    "a steeper parabola": in_part("the slope", scaled("rhs", 2)),
    "less than αB₁": in_part("the distance", scaled("rhs", sp.Rational(1, 2))),
})
def best_constants() -> All:
    """½ cannot be exceeded: for each e > 0 some parabola loses less than (½ + e)αη², with all hypotheses.

    f = B₂t²/2 from t = η/B₂, α = (1 − e)/B₂, B₁ = η/e, which bounds f′ on all of the αB₁-neighbourhood; at α = 1/B₂
    no B₁ does, and other functions come as close. αB₁ is attained by f = B₁t.
    """
    domain = Domain.of(ETA, BOUNDS_2, Real("c", gt=0, lt=1))
    return All.of(
        "for each e > 0 some f, x, α with f(x′) > f(x) − (½ + e)·α·η²",
        the_step_size=ForAll((), short_step() * B_2 <= 1, domain),
        the_slope=Identity(sp.Derivative(parabola(), t).doit().subs(t, eta / B_2), eta, domain),
        the_gradient_nearby=ForAll((sp.Abs(t - eta / B_2) <= short_step() * eta / c,), sp.Abs(B_2 * t) <= eta / c,
                                   Domain.of(*domain, Real("t"))),
        the_decrease=ForAll((), fall() < (sp.Rational(1, 2) + c) * short_step() * eta**2, domain),
        the_distance=Identity(alpha * sp.Derivative(B_1 * t, t), alpha * B_1, Domain.of(ALPHA, Real("B_1"), Real("t"))),
    )


@lemma_d1.derivation
def by_hand() -> Iterator[Line]:
    """Taylor's formula along the step, and the two inequalities."""
    yield Line("On the way from x to x′ = x − α∇f(x) the second derivative is at most B₂. So f(x′) is at most",
               sp.collect(bound(), norm))
    yield Line("The last two terms are −‖∇f(x)‖² times this, which is largest at α = 1/B₂:",
               sp.Eq(sp.factor(gain()), sp.expand(gain()), evaluate=False))
    yield Line("For α ≤ 1/B₂ it is at least half of α; the difference is",
               sp.factor(gain() - alpha / 2))
    yield Line("and ‖∇f(x)‖ ≥ η gives the lemma:", after <= before - alpha * eta**2 / 2)
    yield Line("A parabola B₂t²/2 shows that ½ is the best constant. From t = η/B₂, the step with α = (1 − c)/B₂ "
               "loses, as a multiple of αη²,", sp.factor(sp.simplify(fall() / (short_step() * eta**2))))
    yield Line("Such steps, towards one proton; within reach of its cone the lemma says nothing:",
               command="earnshaw descend --method gradient --example one-charge --steps 200")
