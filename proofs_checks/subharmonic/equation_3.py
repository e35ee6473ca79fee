"""Equation (3): the loss (2) when every proton has the charge 1 and every electron −1."""

from collections.abc import Iterator
from typing import Any

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import in_part, replaced, without
from verify.decide import ForAll
from verify.exact import All

from .._symbols import k
from ..dynamics._sums import by_induction

Expr = Any

equation_3 = statement(
    "eq-3", "The loss for charges 1 and −1", kind="equation", place="F.1.1", uses=("eq-2", "eq-1"),
    source="arXiv text, appendix F; Assumption 1 stands in appendix G",
    reading="With all b_j = 1 and all a_i = −1, both fixed (Assumption 1), the loss (2) is 2 Σ_(i<j) Φ(θ_i, θ_j) − "
            "2 Σ_i Σ_j Φ(θ_i, w_j), a function of θ alone. It is (1) up to a constant when Φ(θ, θ) is one.")

# The sums so far over pairs of electrons and over electrons and protons, and what unit k + 1 adds to each: R = Σ_i
# Φ(θ_i, θ), U = Σ_i Φ(θ_i, w), V = Σ_j Φ(θ, w_j), f = Φ(θ, w), e = Φ(θ, θ), X = Σ_i Φ(w_i, w), g = Φ(w, w).
L2, L3, P, R, U, V, f, L1, B, e, X, g = sp.symbols("L₂ L₃ P R U V f L₁ B e X g")
c, E2 = sp.symbols("c E")


def reals(*symbols: Expr) -> Domain:
    """Real variables, without a bound."""
    return Domain.of(*(Real(s.name) for s in symbols))


def from_equation_2(a: int = -1, b: int = 1, pairs: Expr = 2) -> All:
    """(2) at the charges a and b is (3), for every k."""
    return by_induction("(2) at a_i = −1, b_j = 1  =  2·Σ_(i<j) Φ(θ_i, θ_j) − 2·Σ_(i,j) Φ(θ_i, w_j)",
                        {L2: L2 + 2 * a * a * R + 2 * a * b * (U + V + f), L3: L3 + pairs * R - 2 * (U + V + f)},
                        L2, L3, reals(L2, L3, R, U, V, f))


@equation_3.claim("from-equation-2", controls=lambda: {
    "a_i = 1": lambda claim: from_equation_2(a=1),
    "b_j = −1": lambda claim: from_equation_2(b=-1),
    "each pair once": lambda claim: from_equation_2(pairs=1),
})
def at_the_charges() -> All:
    """The display: a_i a_j = 1 and a_i b_j = −1 in (2), for every k and every Φ."""
    return from_equation_2()


def from_equation_1(pairs: Expr = 2) -> All:
    """(1) = (3) + Σ Φ(θ_i, θ_i) + Σ Φ(w_i, w_j): the new unit's row, column and corner."""
    return by_induction("(1) at a_i = −1, b_j = 1  =  (3) + Σ_i Φ(θ_i, θ_i) + Σ_(i,j) Φ(w_i, w_j)",
                        {L1: L1 + 2 * R + e - 2 * (U + V + f) + 2 * X + g, L3: L3 + pairs * R - 2 * (U + V + f),
                         P: P + e, B: B + 2 * X + g},
                        L1, L3 + P + B, reals(L1, L3, P, B, R, U, V, f, e, X, g))


@equation_3.claim("beside-equation-1", reading="sharpened", controls=lambda: {
    "each pair once": lambda claim: from_equation_1(pairs=1),
    "Φ is not symmetric": in_part("one more unit", replaced(lhs=R + V + e - 2 * (U + V + f) + 2 * X + g)),
})
def beside_equation_1() -> All:
    """What (3) leaves out of the squared loss, for a symmetric Φ: k Φ(θ, θ) and the protons' own sum."""
    return from_equation_1()


@equation_3.claim("smallest-value", reading="sharpened", controls=lambda: {
    "Φ(θ, θ) differs": in_part("bounded below", without(1)),
    "no square": in_part("bounded below", without(2)),
    "a match leaves (1) at 1": in_part("at a match", replaced(conclude=sp.Eq(E2, 1))),
})
def smallest_value() -> All:
    """For a realizable Φ, Φ(θ, θ) = c, (3) is at least −kc − Σ Φ(w_i, w_j), and is that where θ is a permutation of w.

    (1) is the mean of the square of Σ_j σ(X, w_j) − Σ_i σ(X, θ_i): at least 0, and 0 when the sums have equal terms.
    """
    return All.of(
        "Φ realizable, Φ(θ, θ) = c  ⟹  (3) ≥ −k·c − Σ_(i,j) Φ(w_i, w_j), with equality at θ = (w_π(1), …, w_π(k))",
        bounded_below=ForAll((sp.Eq(L1, L3 + P + B), sp.Eq(P, k * c), L1 >= 0), -k * c - B <= L3,
                             reals(L1, L3, P, B, k, c),
                             named=("eq-3/beside-equation-1", "Φ(θ, θ) = c", "eq-1: a mean square")),
        at_a_match=ForAll((sp.Eq(U, V), sp.Eq(E2, (U - V) ** 2)), sp.Eq(E2, 0), reals(U, V, E2),
                          named=("the same terms in another order", "before the mean")),
    )


@equation_3.claim("repulsion-and-attraction", reading="sharpened", controls=lambda: {
    "electron and proton of one sign": replaced(assume=(sp.Eq(P, c**2), sp.Eq(X, c**2), sp.Ne(c, 0))),
})
def repulsion_and_attraction() -> ForAll:
    """All that counts of ±1: like charges have a positive product P, electron and proton a negative one, X."""
    return ForAll((sp.Eq(P, c * c), sp.Eq(X, -c * c), sp.Ne(c, 0)), sp.And(P > 0, X < 0), reals(P, X, c),
                  named=("a_i·a_j", "a_i·b_j, a_i = −b_i", ""))


@equation_3.derivation
def by_hand() -> Iterator[Line]:
    """What one more unit adds."""
    a, b = sp.symbols("a b")
    added = 2 * a * a * R + 2 * a * b * (U + V + f)
    yield Line("One more electron and proton add to (2), with R, U, V, f for the new sums of Φ,", added)
    yield Line("With a = −1 and b = 1 this is", added.subs({a: -1, b: 1}))
    yield Line("which is what they add to (3). Beside the whole loss (1) there is missing", e + 2 * X + g)
    yield Line("the new Φ(θ, θ) and the new proton's part of Σ Φ(w_i, w_j). So for Φ(θ, θ) = c:",
               sp.Eq(L1, L3 + k * c + B, evaluate=False))
