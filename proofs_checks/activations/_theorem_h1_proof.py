"""Theorem H.1: the printed proof, line by line. The claims; `_theorem_h1_steps` has the propositions."""

import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Integer, Real
from verify.controls import added, in_part, replaced, scaled, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import eps, k, q, t, x
from . import _theorem_h1_steps as steps
from ._theorem_h1_pairs import ONE, delta
from .theorem_h1 import theorem_h1

a, C, F, g = steps.a, steps.C, steps.F, steps.g


@theorem_h1.claim("left-side", reading="step", controls=lambda: {
    "a not negated": replaced(lhs=(F + g) ** 2), "b_1 = 2": replaced(lhs=(-F + 2 * g) ** 2),
})
def left_side() -> Identity:
    """The left side, with a minus before σ(X_1), is the loss (1) for b_1 = 1 after a → −a (or b_1 = −1)."""
    return Identity((-F + g) ** 2, (F - g) ** 2, Domain.of(Real("F"), Real("g")))


@theorem_h1.claim("jensen", reading="step", controls=lambda: {
    "without the variance": without(0), "the other way": replaced(conclude=sp.Le(steps.E2, steps.mean**2)),
})
def jensen() -> ForAll:
    """The first inequality: the mean over X_2..X_d taken inside the square."""
    return steps.jensen()


@theorem_h1.claim("second-line", severity="misprint",
                  wrong="The second line of the computation drops a_i.",
                  reading="step", expect="refuted", true_controls=lambda: {
    "with a_i": scaled("rhs", a),
})
def second_line() -> Identity:
    """The second line of the computation drops a_i: false already for k = 1, a_1 ≠ 1 (x is the argument δ; the third
    line has a_i again)."""
    return Identity(a * steps.window(x), steps.window(x), Domain.of(Real("a"), Real("x", gt=0)))


@theorem_h1.claim("lines", reading="corrected", corrects="second-line", controls=lambda: {
    "variance 1 + θ²": in_part("θᵀX = θ_1X_1 + rest: rest has variance 1 − θ_1²", replaced(
        conclude=sp.Eq(q, 1 + t**2))),
    "divided by any number": in_part("division by √(1 − θ²)", without(0)),
    "a_i dropped": in_part("a term", replaced(rhs=2 * steps.density(delta))),
    "variances that are not added": in_part("rest is normal", scaled("rhs", sp.exp(x**2))),
})
def lines() -> All:
    """The three lines with a_i in each. The rest, a sum of independent normals, is normal with the sum of variances."""
    return steps.lines()


@theorem_h1.claim("quotient", reading="step", controls=lambda: {
    "θ_i1 < ε": replaced(assume=(sp.Lt(t, eps),)), "2|θ_i1|": replaced(conclude=sp.Gt(1 - 4 * t**2, 0)),
})
def quotient() -> ForAll:
    """The third line divides by √(1 − θ_i1²), which is positive for |θ_i1| < ε ≤ 1. (θ_i1 < ε, as it stands in print
    below that line, does not exclude −w_1, where it is 0.)"""
    return ForAll((sp.Lt(sp.Abs(t), eps),), sp.Gt(1 - t**2, 0), Domain.of(Real("t"), Real("eps", gt=0, le=1)),
                  named=("|θ_i1| < ε",))


@theorem_h1.claim("small-delta", reading="step", expect="certified", controls=lambda: {
    "p(0)δ": in_part("2p(0)", scaled("lhs", sp.Rational(1, 2))),
    "∫ from 0 to δ": in_part("slope", scaled("rhs", sp.Rational(1, 2))),
    "δ³/12": in_part("1 − e^(−δ²/2) ≤ δ²/2", added("expression", -(delta**2) / 4)),
    "δ²/6": in_part("δ³/6", scaled("lhs", 1 / delta)),
})
def small_delta() -> All:
    """E σ(δ + Y) = ∫ p over (−δ, δ) = 2p(0)δ + O(δ²): true, and the remainder is even O(δ³), for every δ."""
    return steps.small_delta()


@theorem_h1.claim("absolute-value", severity="misprint",
                  same_as="thm-H.1/printed",
                  wrong="θ_{i1} < ε does not bound θ_{i1}²; |θ_{i1}| < ε is needed.",
                  reading="step", expect="refuted", true_controls=lambda: {
    "|θ_i1| < ε": replaced(assume=(sp.Lt(sp.Abs(t), eps),)),
})
def absolute_value() -> ForAll:
    """From θ_i1 < ε the proof takes that θ_i1² is below ε² (its remainder is O(ε²X_1²)): false for θ_i1 near −1."""
    return ForAll((sp.Lt(t, eps),), sp.Lt(t**2, eps**2), Domain.of(Real("t", ge=-1, le=1), steps.SMALL),
                  named=("θ_i1 < ε",))


@theorem_h1.claim("expansion", reading="corrected", corrects="absolute-value", expect="certified", controls=lambda: {
    "θ_i1 < ε": in_part("δ²", lambda p: replaced(assume=(sp.Lt(t, eps), p.assume[1]))(p)),
    "any X_1": in_part("remainder in ε", replaced(domain=Domain.of(
        steps.SMALL, Real("x"), Real("D", ge=0)))),
    "δ² ≤ ε²X_1²": in_part("δ²", replaced(conclude=sp.Le(delta**2, eps**2 * x**2))),
})
def expansion() -> All:
    """The expansion in ε with |θ_i1| < ε and the constant 1/9."""
    return steps.expansion()


@theorem_h1.claim("restriction", reading="step", expect="certified", controls=lambda: {
    "all of it": in_part("restriction", without(1)),
    "P ≥ 69/100": in_part("P(|X_1| ≤ 1)", replaced(rhs=sp.Rational(69, 100))),
})
def restriction() -> All:
    """|X_1| ≤ 1 is called an event of high probability; it has 0.6827, for every d and k. That constant is enough: the
    mean of a square is at least the part of it over |X_1| ≤ 1, the last inequality."""
    inside, outside, whole = sp.symbols("inside outside whole")
    return All((
        ("P(|X_1| ≤ 1)", Positive(steps.window(x), ONE, ">=", sp.Rational(68, 100))),
        ("restriction", ForAll((sp.Eq(whole, inside + outside), sp.Ge(outside, 0)), sp.Ge(whole, inside),
                               Domain.of(*map(Real, ("inside", "outside", "whole"))),
                               named=("the mean by |X_1| ≤ 1 or not", "squares"))),
    ), "P(|X_1| ≤ 1) ≥ 0.68,  E (…)² ≥ E (…)² over |X_1| ≤ 1")


@theorem_h1.claim("sum-of-remainders", severity="proof",
                  wrong="The a_i are not bounded, so the remainders need not sum to O(kε²X₁²).",
                  reading="step", expect="refuted", true_controls=lambda: {
    "|a_i| ≤ 1, remainder ≤ ε²": in_part("so it would have to be true", replaced(
        assume=(sp.Le(sp.Symbol("r"), C * eps**2), sp.Le(a, 1)))),
})
def sum_of_remainders() -> All:
    """That the remainders add up to O(kε²X_1²): false for k = 1 and every constant C, as a_1 is not bounded (θ_11 so
    that δ = ε at X_1 = 1). The proof makes no use of the loss here; `moments` does, and needs no bound on a."""
    r = sp.Symbol("r")
    return All((
        ("a unit leaves", steps.remainder_from_below()),
        ("so it would have to be true", ForAll(
            (sp.Ge(r, eps**3 / 9), sp.Le(r, eps**2)), sp.Le(a * r, C * eps**2),
            Domain.of(Real("a", ge=0), Real("r", ge=0), steps.SMALL, Real("C", gt=0)),
            named=("the remainder", "expansion"))),
    ), "|Σ a_i·(E σ(δ_i + Y) − 2p(0)·δ_i)| ≤ C·k·ε²·X_1²  for all a_i")


@theorem_h1.claim("sum-of-remainders-corrected", reading="corrected", corrects="sum-of-remainders",
                  expect="certified", controls=lambda: {
    "without a_i": in_part("one more", lambda p: replaced(conclude=sp.Le(
        p.conclude.lhs, (steps.B + 1) * sp.Symbol("e")))(p)),
    "any |a_i|": in_part("all |a_i| ≤ 1", without(0)),
})
def sum_of_remainders_corrected() -> All:
    """With Σ|a_i| in place of k; so with k for |a_i| ≤ 1."""
    return steps.sum_of_remainders()


@theorem_h1.claim("order-one", reading="step", controls=lambda: {
    "ε ≤ C/k^{1/4}": replaced(assume=(sp.Le(k * eps**4, C**2),)), "C²/18": replaced(
        conclude=sp.Le(k * eps**2 * x**2 / 9, C**2 / 18)),
})
def order_one() -> ForAll:
    """For ε ≤ C/√k, |X_1| ≤ 1 and |a_i| ≤ 1 the sum of the remainders is at most C²/9: an O(1), and small for small C
    only."""
    return ForAll((sp.Le(k * eps**2, C**2),), sp.Le(k * eps**2 * x**2 / 9, C**2 / 9),
                  Domain.of(Integer("k", ge=1), Real("eps", gt=0), Real("C", gt=0), Real("x", ge=-1, le=1)),
                  named=("ε ≤ C/√k",))


@theorem_h1.claim("last-line", reading="step", expect="certified", controls=lambda: {
    "|o| ≤ 1": in_part("together", replaced(assume=(*steps.last_line().part("together").assume[:2],
                                                    sp.Le(steps.eta, 1)))),
    "with no loss": in_part("with it", replaced(conclude=sp.Ge((F + steps.o) ** 2, F**2 - steps.o**2))),
    "1/5": in_part("without the term", lambda p: replaced(conclude=sp.Ge(p.conclude.lhs, sp.Rational(1, 5)))(p)),
})
def last_line() -> All:
    """That E (cX_1 + O(1) − σ(X_1))² over |X_1| ≤ 1 exceeds a constant for every c: it exceeds 1/20 if the O(1) is at
    most 1/5, which a small constant in ε < O(1/√k) makes it (`order-one`). So the printed proof, mended, needs
    |a_i| ≤ 1 and kε² small; its constant is smaller than 1 − 2/π."""
    return steps.last_line()


@theorem_h1.claim("any-bounded-term", reading="sharpened", controls=lambda: {
    "half of it": replaced(lhs=(steps.c * x + F / 2 - F)**2), "c = 1": replaced(rhs=(2 * x)**2),
})
def any_bounded_term() -> Identity:
    """It has to be small: with c = 0 and σ(X_1) itself for the O(1) nothing is left. F is σ(X_1), x is X_1."""
    return Identity((steps.c * x + F - F)**2, (steps.c * x)**2, Domain.of(Real("c"), Real("x"), Real("F")))
