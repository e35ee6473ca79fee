"""Theorem H.1: what holds, and how it is derived. The claims; `_theorem_h1_bounds` has the propositions."""

import sympy as sp

from verify.claims import Domain, Real
from verify.controls import added, in_part, replaced, scaled, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import j, k, n, q, t
from . import _theorem_h1_bounds as bounds
from . import _theorem_h1_pairs as pairs
from .theorem_h1 import theorem_h1

HALF = sp.Rational(1, 2)


# What holds: exponent 1 for every loss, by reflection.

@theorem_h1.claim("union-bound", reading="sharpened", controls=lambda: {
    "asin |w·θ|/π": in_part("one unit", in_part("P(A)", scaled("rhs", HALF))),
    "θ·Rθ = 1 − t²": in_part("one unit", in_part("θ·Rθ", replaced(conclude=sp.Eq(-(t**2) + q, 1 - t**2)))),
    "g of any size": in_part("the two squares", without(0)),
    "events that are not counted": in_part("event by event", without(1)),
    "a unit that changes": in_part("term by term F(RX) = F(X)", without(1)),
})
def union_bound() -> All:
    """Reflect X_1: the hidden sign changes, and unit i sees it with probability (2/π)asin |w·θ_i| only (Lemma B.1).
    Where none does, the net has one value against ±1. (By hand: that the mean of the two squares is L, by symmetry of
    the law, and induction over the units.)"""
    return bounds.union_bound()


@theorem_h1.claim("one-pair", reading="sharpened", controls=lambda: {
    "α/π": scaled("rhs", HALF), "two pairs": replaced(lhs=pairs.loss().subs({n: 2, pairs.c: HALF})),
    "charges ±1": replaced(lhs=pairs.loss().subs({n: 1, pairs.c: 1})),
})
def one_pair() -> Identity:
    """A single pair, charges ±1/2, has the loss 1 − (2/π)α exactly: 1 less the probability that its units see the
    reflection, both on the same event, so that a union bound by events is attained. (For many units a factor 2 is
    left between `union-bound` and `order-of-k`.)"""
    return Identity(pairs.loss().subs({n: 1, pairs.c: HALF}), 1 - 2 * pairs.alpha / sp.pi, pairs.PAIRS)


# Exponents 1/(4p + 1) for smaller losses.

@theorem_h1.claim("projection", reading="sharpened", controls=lambda: {
    "another recurrence": in_part("coefficients", replaced(ratio=(2 * j + 2) / (2 * j + 3))),
    "no positive definiteness": in_part("Q ≥ S²", without(0)),
    "s_m of either sign": in_part("a degree", replaced(domain=bounds.reals("s", "S", "Q"))),
})
def projection() -> All:
    """Degree by degree in the kernel Σ s_m ρ^m, m odd: S_m = Σ a_i(w·θ_i)^m, Q_m = Σ a_i a_j(θ_i·θ_j)^m; what the
    tensors θ_i^{⊗m} can do along w^{⊗m}. (By hand: the sum over m of the inequalities between terms.)"""
    return bounds.projection()


@theorem_h1.claim("shares", reading="sharpened", expect="certified", controls=lambda: {
    "τ_2 = 1 − 2/π − 1/(2π)": in_part("τ_2", added("rhs", -1 / (6 * sp.pi))),
    "τ_1 > 0.36339": in_part("τ_1 > 0.36338", replaced(rhs=sp.Rational(36339, 10**5))),
    "τ_2 < 0.25727": in_part("τ_2 < 0.25728", replaced(rhs=sp.Rational(25727, 10**5))),
})
def shares() -> All:
    """The shares of the degrees from 2p + 1 on: τ_0 = 1, τ_1 = 1 − 2/π = 0.36338…, τ_2 = 1 − 7/(3π) = 0.25727…"""
    return bounds.shares()


@theorem_h1.claim("odd-part", reading="sharpened", controls=lambda: {
    "1/(k − 1)": in_part("a degree", in_part("k eigenvalues, one by one", lambda p: replaced(
        conclude=sp.Ge(k * p.conclude.lhs / (k + 1), p.conclude.rhs))(p))),
    "without the matrix": in_part("together", without(1)),
    "all of J": in_part("together", lambda p: replaced(conclude=sp.Ge(bounds.G2, bounds.J))(p)),
})
def odd_part() -> All:
    """How small the odd part G of a net F of k units can be (R reflects X_1): at least 1/k of what it would be in the
    plane. N(φ) = Σ a_i sign(w·θ_i) over the i with asin |w·θ_i| ≥ φ. (By hand: the Hermite expansion of the
    indicators in one variable given X_1, and that its degrees, and the mean over X_1, may be summed.)"""
    return bounds.odd_part()


@theorem_h1.claim("two-problems", reading="sharpened", controls=lambda: {
    "the even part counted": without(0), "without `odd-part`": without(1),
})
def two_problems() -> ForAll:
    """L ≥ (1 − 1/k)Σ s_m(1 − S_m)² + (1/k)(2/π)∫(1 − N)²: the problem in infinitely many dimensions and that in two,
    mixed. (Σ s_m = 1, so 1 − 2I + A_0 is the first sum; 1 − 2I + J is the integral.)"""
    return bounds.two_problems()


@theorem_h1.claim("moments", reading="sharpened", expect="certified", controls=lambda: {
    "t up to 1": in_part("higher degrees, t ≤ 1/2", replaced(domain=Domain.of(
        bounds.DEGREE, Real("t", ge=0, le=1)))),
    "half of it": in_part("Cauchy-Schwarz", lambda p: replaced(conclude=sp.Le(p.conclude.lhs, p.conclude.rhs / 2))(p)),
    "|F|² ≤ 1 + L": in_part("|F| ≤ 1 + √L", replaced(conclude=sp.Le(bounds.Q, 1 + bounds.r**2))),
    "without 1/k": in_part("J ≤ k(1 + √L)²", replaced(conclude=sp.Le(bounds.J, (1 + bounds.r) ** 2))),
    "x^{m + 1}": in_part("x^m", scaled("lhs", sp.Symbol("x"))),
})
def moments() -> All:
    """The moments of high degree are small, whatever the charges: no bound on a is needed, only one on the loss. (By
    hand: S_m as an integral of N, and the inequality of Cauchy and Schwarz from that of its square.)"""
    return bounds.moments()


@theorem_h1.claim("second-bound", reading="sharpened", controls=lambda: {
    "u up to 3": in_part("a degree", replaced(domain=Domain.of(Real("u", ge=0, le=3), *bounds.reals("S", "s")))),
    "degree 2p": in_part("m = 2p + 1", added("lhs", -1)),
    "without the loss": in_part("loss", without(1)),
})
def second_bound() -> All:
    """With t = max |w·θ_i| ≤ 1/2 and u_p ≤ 1 the degrees from 2p + 1 on are missed almost wholly."""
    return bounds.second_bound()


@theorem_h1.claim("second-bound-instance", reading="sharpened", expect="certified", controls=lambda: {
    "37/100": in_part("bound", replaced(rhs=sp.Rational(37, 100))),
})
def second_bound_instance() -> All:
    """At the pairs with k = 10⁴, ε = 1/100: the bound is above 0.36, the loss below 0.376."""
    return bounds.second_instance()


@theorem_h1.claim("exponents", reading="sharpened", controls=lambda: {
    "twice that": lambda p: replaced(conclude=sp.Ge(p.conclude.lhs, 2 * p.conclude.rhs))(p),
    "without u_p ≥ 1 − √(τ/τ_p)": without(2),
    "π ≤ 4": lambda p: replaced(assume=(sp.Le(sp.Symbol("W"), 4), *p.assume[1:]))(p),
})
def exponents() -> ForAll:
    """A loss ≤ τ < τ_p forces t^{4p+1} ≥ const/k (or t > 1/2): exponent 1/5 below 1 − 2/π, 1/9 below 0.2572, and so on.
    W is π, T is t^{4p+1}, z is 1 − √(τ/τ_p), r is √L."""
    return bounds.exponents()


@theorem_h1.claim("below-the-threshold", reading="sharpened", controls=lambda: {
    "z²/2": replaced(conclude=sp.Ge(k * t**2, bounds.z**2 / 2)), "without `exponents`": without(0),
})
def below_the_threshold() -> ForAll:
    """Hence max |w_1ᵀθ_i| ≥ (1 − √(τ/τ_1))/(2√k) for τ < τ_1 = 1 − 2/π;
    35/396 is the constant of `exponents` for p = 1."""
    return bounds.inverse_root()
