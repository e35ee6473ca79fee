"""Algorithm 3, node-wise descent: what one call after the other gives, and what it leaves undone."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import in_part, replaced, without
from verify.decide import ForAll
from verify.exact import All, Identity
from verify.observe import Trials

from ..dynamics.equation_1 import reals
from ._steps import ALPHA, ETA, alpha, eta

algorithm_3 = statement(
    "alg-3", "Node-wise descent", kind="algorithm", published="3", place="4.5.2", uses=("alg-2", "eq-1"),
    source="arXiv text, Section 4",
    reading="For i = 1, …, k: initialise (a_i, θ_i) and run Algorithm 2 on it alone, then return all. Each call can "
            "only lower L. But no unit is looked at twice, so each later one spoils the charges of those before it: "
            "even with every θ_i exactly in place L stays positive. Solving for all charges after each call mends "
            "this. A call ends at the cone of a proton, not where ∇L is small; and it returns nothing when its T steps "
            "run out.")

a, a_1, a_2, b_1, b_2, c, C, F, H, phi = sp.symbols("a a_1 a_2 b_1 b_2 c C F H phi")
t, tau, T, start, end, low, first = sp.symbols("t tau T s e m L")
FIXED = reals(a, c, C, F, H, phi)


def other_charges(share: sp.Expr) -> All:
    """L as a function of one charge, by induction on the others; `share` is what a new charge c adds that moves."""
    return All((
        ("alone", Identity(a * a * 1, a**2, FIXED)),
        ("one more fixed charge", Identity((C + a**2 + 2 * a * F) + (c**2 + 2 * c * H + share),
                                           (C + c**2 + 2 * c * H) + a**2 + 2 * a * (F + c * phi), FIXED)),
    ), "L = C + a_i² + 2·a_i·F(θ_i)")


@algorithm_3.claim("one-node", controls=lambda: {
    "each pair once": lambda claim: other_charges(a * c * phi),
    "Φ not symmetric": lambda claim: other_charges(a * c * phi + c * a * sp.Symbol("H")),
})
def one_node() -> All:
    """L_{a_i, θ_i} is the loss of one electron: L = C + a_i² + 2a_i F(θ_i), for any number of other charges.

    F is the field of all protons and of the electrons before; C does not move. A new charge c, in the field H of those
    that are fixed, adds c² + 2cH, and the pairs (c, a_i), (a_i, c). Φ(θ, θ) = 1.
    """
    return other_charges(a * c * phi + c * a * phi)


@algorithm_3.claim("later-charges-must-be-zero", reading="sharpened", controls=lambda: {
    "whatever a₂ is": without(0),
    "φ = 1": replaced(assume=(sp.Eq(phi, 1),)),
})
def later_charges_must_be_zero() -> ForAll:
    """The input gives all a_j, but the text's L_1 has a_2 = … = a_k = 0: with other inputs node 1 sees another field.

    (a_i, θ_i) of the input are overwritten when their turn comes, so 0 is the input that is meant.
    """
    return ForAll((sp.Eq(a_2, 0),), sp.Eq(2 * a_1 * (F + a_2 * phi), 2 * a_1 * F), reals(a_1, a_2, F, phi),
                  named=("a_j = 0 for j > 1",))


@algorithm_3.claim("loss-falls", reading="sharpened", controls=lambda: {
    "any initial charge": in_part("initialised", without(0)),
    "F² twice": in_part("best charge", replaced(conclude=a**2 + 2 * a * F >= 0)),
    "a call may climb": in_part("one call", without(1)),
})
def loss_falls() -> All:
    """From call to call L does not rise, if each node starts with its best charge −F(θ_i), which takes F² off L.

    s is L after the initialisation, e after the call.
    """
    return All((
        ("best charge", ForAll((), a**2 + 2 * a * F >= -F**2, reals(a, F))),
        ("initialised", ForAll((sp.Eq(a, -F),), sp.Eq(C + a**2 + 2 * a * F, C - F**2), reals(a, F, C),
                               named=("a_i = −F(θ_i)",))),
        ("one call", ForAll((sp.Eq(start, C - F**2), end <= start), end <= C, reals(start, end, C, F),
                            named=("initialised", "alg-2/values-fall, step after step"))),
    ), "L(after the call for node i) ≤ L(a_i = 0) − F(θ_i)²")


@algorithm_3.claim("one-number-of-steps", reading="sharpened", controls=lambda: {
    "T ≥ L(0, 0)/(2τ)": lambda claim: replaced(assume=(*claim.assume[:2], 2 * T * tau >= first))(claim),
    "L may have risen": without(0),
    "L is not bounded below": without(1),
})
def one_number_of_steps() -> ForAll:
    """T ≥ L(0, 0)/τ is enough for each of the k calls to return a point (alg-2/returns-in-time): L ≥ 0 never rises.

    s is L where the call begins, m the infimum. With fewer steps a call may return nothing, and print does not say what
    (a_i, θ_i) is then.
    """
    return ForAll((start <= first, low >= 0, T * tau >= first), T * tau >= start - low,
                  Domain.of(Real("T", ge=0), Real("tau", gt=0), *(Real(s.name) for s in (start, low, first))),
                  named=("alg-3/loss-falls", "L ≥ 0", "T ≥ L(0, 0)/τ"))


# What is left undone.

@algorithm_3.claim("earlier-charges-are-off", reading="sharpened", controls=lambda: {
    "still stationary": lambda claim: replaced(conclude=sp.Eq(2 * a_1 + 2 * (F + a_2 * phi), 0))(claim),
    "node 1 was not solved": without(0),
    "a₂φ": replaced(conclude=sp.Eq(2 * a_1 + 2 * (F + a_2 * phi), a_2 * phi)),
})
def earlier_charges_are_off() -> ForAll:
    """When node 2 has its charge, ∂L/∂a_1 is no longer 0 but 2a_2 Φ(θ_1, θ_2): what is returned is not stationary."""
    return ForAll((sp.Eq(2 * a_1 + 2 * F, 0),), sp.Eq(2 * a_1 + 2 * (F + a_2 * phi), 2 * a_2 * phi),
                  reals(a_1, a_2, F, phi), named=("after node 1: ∂L/∂a_1 = 0",))


def two_pairs(first_charge: sp.Expr, second_charge: sp.Expr) -> sp.Expr:
    """L for two electrons in the places of the two protons, Φ(w_1, w_2) = φ."""
    x, y = first_charge + b_1, second_charge + b_2
    return x**2 + y**2 + 2 * x * y * phi


@cache
def alone() -> Any:
    """−b₁ − b₂·φ."""
    return -(b_1 + b_2 * phi)


@cache
def second_charge() -> Any:
    """−b₁·φ − b₂ − φ·(−b₁ − b₂·φ)."""
    return -(b_2 + b_1 * phi + alone() * phi)


@algorithm_3.claim("right-places-wrong-charges", reading="sharpened", controls=lambda: {
    "all charges solved": in_part("the loss", lambda claim: replaced(lhs=two_pairs(-b_1, -b_2))(claim)),
    "protons that do not feel each other": in_part("still positive", replaced(
        domain=Domain.of(Real("phi", ge=0, lt=1), Real("b_2", gt=0)))),
    "node 2 alone": in_part("node 2", replaced(lhs=2 * second_charge() + 2 * (b_2 + b_1 * phi))),
    "b₁²φ²(1 − φ²)": in_part("the loss", replaced(rhs=b_1**2 * phi**2 * (1 - phi**2))),
})
def right_places_wrong_charges() -> All:
    """k = 2, both nodes exactly on their protons with their own best charges: L = b_2²φ²(1 − φ²), not 0.

    φ = Φ(w_1, w_2). Node 1 also bears b_2φ for the proton that has no electron yet, and keeps it. Solving for both
    charges gives L = 0.
    """
    pair = reals(b_1, b_2, phi)
    return All((
        ("node 1", Identity(sp.diff(a_1**2 + 2 * a_1 * (b_1 + b_2 * phi), a_1).subs(a_1, alone()), 0, pair)),
        ("node 2", Identity(sp.diff(a_2**2 + 2 * a_2 * (b_2 + b_1 * phi + a_1 * phi), a_2).subs(a_2, second_charge())
                            .subs(a_1, alone()), 0, pair)),
        ("the loss", Identity(two_pairs(alone(), second_charge()), b_2**2 * phi**2 * (1 - phi**2), pair)),
        ("still positive", ForAll((), b_2**2 * phi**2 * (1 - phi**2) > 0,
                                  Domain.of(Real("phi", gt=0, lt=1), Real("b_2", gt=0)))),
        ("solved for both", Identity(two_pairs(-b_1, -b_2), 0, pair)),
    ), "θ_i = w_i, a_1, a_2 solved one after the other:  L = b₂²·φ²·(1 − φ²);  solved together: L = 0")


@algorithm_3.claim("ends-at-a-cone", reading="sharpened", controls=lambda: {
    "αc/2": replaced(conclude=2 * t <= alpha * c),
    "τ up to αη²": lambda claim: replaced(assume=(claim.assume[0], tau <= alpha * eta**2, claim.assume[2]))(claim),
    "not returned": without(0),
    "η of any size": without(2),
})
def ends_at_a_cone() -> ForAll:
    """Near its proton L_i is a cone, like c|t|: a call ends within (3/4)αc of the tip, with ‖∇L‖ = c, not below η.

    t > 0 is the distance, the step leads to t − αc, and the test finds no decrease by τ ≤ αη²/2, η ≤ c. So a place is
    found to the order of αc, and what is returned is not in M_{L,η}: there L is not differentiable.
    """
    return ForAll((c * sp.Abs(t - alpha * c) >= c * t - tau, tau <= alpha * eta**2 / 2, eta <= c),
                  4 * t <= 3 * alpha * c, Domain.of(Real("t", gt=0), Real("c", gt=0), ALPHA, ETA, Real("tau", gt=0)),
                  named=("it is returned", "the threshold", "a gradient step"))


# Tried.

TRIALS = "proofs_checks.descent._trials_algorithms:node_wise_"


@algorithm_3.claim("recovers-no-charges", reading="sharpened", expect="observed", controls=lambda: {
    "all charges solved": replaced(trial=TRIALS + "repaired_fails"),
})
def recovers_no_charges() -> Trials:
    """As printed, with steps of 1/50, a run does not recover two random protons at least 3 apart in R³.

    Recovered: both places within ε = 1/2 and both charges within 1/100. Lemma E.5 says why the charges are not.
    """
    return Trials("as printed, two charges in R³ are not recovered", TRIALS + "printed", (1, 44), "9/10")


@algorithm_3.claim("recovers-all-charges", reading="sharpened", expect="observed", controls=lambda: {
    "as printed": replaced(trial=TRIALS + "printed_recovers"),
})
def recovers_all_charges() -> Trials:
    """The same, with the best charge at each place and all charges solved after each node: recovered."""
    return Trials("with all charges solved, two charges in R³ are recovered", TRIALS + "repaired", (1, 44), "9/10")


@algorithm_3.derivation
def by_hand() -> Iterator[Line]:
    """Two nodes, and two runs."""
    yield Line("With all else fixed L is C + a² + 2aF in the charge of one node, least at a = −F, where the slope is",
               sp.diff(a**2 + 2 * a * F, a).subs(a, -F))
    yield Line("Let two nodes land exactly on their protons, φ = Φ(w_1, w_2). Node 1 takes the charge", alone())
    yield Line("and then node 2", sp.factor(sp.expand(second_charge())))
    yield Line("With x = a_1 + b_1, y = a_2 + b_2, L = x² + y² + 2xyφ is",
               sp.factor(two_pairs(alone(), second_charge())))
    yield Line("Nobody returns to node 1. Solved together, a = −b, and L is", two_pairs(-b_1, -b_2))
    yield Line("As printed:", command="earnshaw descend --method node-wise --as-printed --example two-pairs")
    yield Line("with all charges solved after each call:",
               command="earnshaw descend --method node-wise --resolve all --example two-pairs")
