"""Lemma D.2 beyond the page: its counterexample in figures, the best constant, longer steps, and the derivation."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Line, Real
from verify.controls import in_part, replaced
from verify.decide import ForAll
from verify.exact import All, Identity

from ._steps import ALPHA, B_3, BOUNDS_3, HALF, alpha, beta, change, lam_min, printed, sigma, slope
from .lemma_d2 import THIRD, gain, lemma_d2

t, e = sp.symbols("t e")


@cache
def near() -> Any:
    """The cubics that come near ⅓: −et/8 − t²/2 + t³/6."""
    return -e * t / 8 - t**2 / 2 + t**3 / 6


@cache
def near_step() -> Any:
    """The step from 0, α = 1 − 3e."""
    return 1 - 3 * e


@lemma_d2.claim("example-in-figures", reading="sharpened", controls=lambda: {
    "1/8": in_part("decrease", replaced(rhs=-sp.Rational(1, 8))),
    "B₂ = 3/2": in_part("second derivative", replaced(conclude=sp.Abs(t - 1) <= sp.Rational(3, 2))),
    "the printed sign": in_part("decrease", lambda claim: replaced(lhs=example().subs(t, -HALF))(claim)),
})
def example_in_figures() -> All:
    """The example in figures, each hypothesis on the whole neighbourhood: −157/1500 is above −α²γ³/2 = −1/8."""
    around = Domain.of(Real("t", ge=-1, le=1))
    return All((
        ("decrease", Identity(example().subs(t, HALF), -sp.Rational(157, 1500), Domain.of())),
        ("the bound", Identity(HALF**2 * 1**3 / 2, sp.Rational(1, 8), Domain.of())),
        ("less than the bound", ForAll((sp.Eq(t, HALF),), example() > -sp.Rational(1, 8), around)),
        ("the step", Identity((HALF * sp.diff(example(), t, 2) * sp.sign(sp.diff(example(), t))).subs(t, 0), HALF,
                              Domain.of())),
        ("second derivative", ForAll((), sp.Abs(t - 1) <= 2, around, named=())),
        ("is t − 1", Identity(sp.Derivative(example(), (t, 2)), t - 1, around)),
        ("third derivative", Identity(sp.Derivative(example(), (t, 3)), 1, around)),
        ("value and slope are bounded", ForAll((), sp.And(sp.Abs(example()) <= 1,
                                                          sp.Abs(sp.diff(example(), t)) <= 2), around)),
    ), "f(t) = −t/1000 − t²/2 + t³/6, x = 0, α = 1/2, γ = B₃ = 1, B₂ = 2:  f(x′) − f(x) = −157/1500 > −1/8")


def example() -> Any:
    """f(t) = −t/1000 − t²/2 + t³/6."""
    return change(t, sp.Integer(-1), sp.Integer(1)).subs(slope, -sp.Rational(1, 1000))


# More than is printed.

@lemma_d2.claim("best-constant", reading="sharpened", controls=lambda: {
    "⅓ itself": in_part("decrease", lambda claim: replaced(
        conclude=-near().subs(t, near_step()) < THIRD * near_step()**2)(claim)),
    "B₂ = 1": in_part("second derivative", replaced(assume=(sp.Abs(t) <= near_step(),), conclude=sp.Abs(t - 1) <= 1)),
    "e up to 1": in_part("step size", replaced(domain=Domain.of(Real("e", gt=0, le=1)))),
    "an upward slope": in_part("the sign of β", lambda claim: replaced(conclude=-e / 8 > 0)(claim)),
})
def best_constant() -> All:
    """⅓ cannot be exceeded: for each e > 0 (up to 1/6) some cubic loses less than (⅓ + e)α²γ³, with all hypotheses.

    f = −(e/8)t − t²/2 + t³/6 from 0, γ = B₃ = 1, α = 1 − 3e, B₂ = 1/(3e). (At α = 1/B₃ no cubic has a B₂.)
    """
    small = Domain.of(Real("e", gt=0, le="1/6"))
    return All((
        ("step size", ForAll((), sp.And(near_step() > 0, near_step() <= 1), small)),
        ("f″", Identity(sp.Derivative(near(), (t, 2)), t - 1, Domain.of(*small, Real("t")))),
        ("f‴", Identity(sp.Derivative(near(), (t, 3)), 1, Domain.of(*small, Real("t")))),
        ("second derivative", ForAll((sp.Abs(t) <= near_step() / (3 * e),), sp.Abs(t - 1) <= 1 / (3 * e),
                                     Domain.of(*small, Real("t")))),
        ("f′(0)", Identity(sp.diff(near(), t).subs(t, 0), -e / 8, small)),
        ("the sign of β", ForAll((), -e / 8 < 0, small)),
        ("decrease", ForAll((), -near().subs(t, near_step()) < (THIRD + e) * near_step()**2, small)),
    ), "for each e > 0 some f, x, α with f(x′) > f(x) − (1/3 + e)·α²·γ³")


@lemma_d2.claim("longer-steps", reading="sharpened", controls=lambda: {
    "α ≤ 3/B₃, strictly": in_part("below 3/B₃", replaced(assume=(alpha * B_3 <= 3,))),
    "1/B₃ is best": in_part("best at 2/B₃", lambda claim: replaced(
        conclude=alpha**2 * gain() <= THIRD / B_3**2)(claim)),
})
def longer_steps() -> All:
    """The bound α²(½ − αB₃/6)|λ_min|³ is positive for α < 3/B₃ and largest at 2/B₃: ⅔|λ_min|³/B₃², twice as much."""
    numbers = Domain.of(ALPHA, BOUNDS_3)
    return All((
        ("below 3/B₃", ForAll((alpha * B_3 < 3,), alpha**2 * gain() > 0, numbers)),
        ("best at 2/B₃", ForAll((), alpha**2 * gain() <= 2 * THIRD / B_3**2, numbers)),
        ("at 2/B₃", Identity((alpha**2 * gain()).subs(alpha, 2 / B_3), 2 * THIRD / B_3**2, numbers)),
        ("at 1/B₃", Identity((alpha**2 * gain()).subs(alpha, 1 / B_3), THIRD / B_3**2, numbers)),
    ), "0 < α < 3/B₃  ⟹  f(x′) ≤ f(x) − α²·(1/2 − α·B₃/6)·|λ_min|³ < f(x), best at α = 2/B₃")


@lemma_d2.derivation
def by_hand() -> Iterator[Line]:
    """Where the sign goes wrong, and where ½ does."""
    yield Line("Along the unit eigenvector v let g = ∇f(x)ᵀv. With β = −αλ_min·sign(g) and λ_min < 0 the first-order "
               "change βg is α|λ_min||g| ≥ 0; for g > 0 it is", (printed() * slope).subs(sigma, 1))
    yield Line("so β = +αλ_min·sign(g). Taylor's formula up to the third derivative bounds the rest by",
               beta**2 * lam_min / 2 + B_3 * sp.Abs(beta) ** 3 / 6)
    ell = sp.Symbol("ℓ")
    cubic = sp.expand((beta**2 * lam_min / 2 + B_3 * beta**3 / 6).subs({beta: alpha * ell, lam_min: -ell}))
    yield Line("Here |β| = αℓ with ℓ = |λ_min| ≥ γ, and it is", sp.factor(cubic))
    yield Line("At α = 1/B₃ this is", sp.factor(cubic.subs(B_3, 1 / alpha)))
    yield Line("that is, ⅓ for ½. That ½ is false is seen on", example())
    yield Line("from t = 0 with α = ½, γ = B₃ = 1, B₂ = 2: f(½) is", example().subs(t, HALF))
    yield Line("and −α²γ³/2 is", -HALF**2 / 2)
    yield Line("And ⅓ is best: −(e/8)t − t²/2 + t³/6 with α = 1 − 3e loses, as a multiple of α²γ³,",
               sp.series(-near().subs(t, near_step()) / near_step()**2, e, 0, 2).removeO())
    yield Line("See the printed sign climb, and the mended one fall:",
               command="earnshaw descend --method hessian --as-printed --example slope --steps 100")
    yield Line("the mended one:", command="earnshaw descend --method hessian --example slope --steps 100")
