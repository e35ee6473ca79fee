"""Lemma G.2: one sign unit on the circle has its local minima at ±w_j."""

from collections.abc import Iterator
from typing import Any

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import in_part, replaced, scaled, without
from verify.decide import ForAll
from verify.exact import All, Computation, Identity, circle_rests

from . import _circle_directions as directions
from ._circle_directions import HALF, PI, potential, u

Expr = Any

lemma_g2 = statement(
    "lem-G.2", "The sign on the circle: one unit", kind="lemma", published="29/32", uses=("eq-4",),
    proof_uses=("fact-tonelli",), source="arXiv text, Appendix G and G.1",
    reading="The loss (4) of one sign unit on the circle, b_1, …, b_k random: almost surely all local minima are said "
            "to be at ±w_j. True, in (a_1, θ_1) together, for every law under which a signed sum of the b_j is 0 with "
            "probability 0, as with a density; not for b_j = ±1.")

a, b, c, s, h, F, R, p, v = sp.symbols("a b c s h F R p v")


def reals(*names: str) -> Domain:
    """Real variables, without a bound."""
    return Domain.of(*map(Real, names))


def change(charge: Expr, turn: Expr) -> Expr:
    """What L = a² + 2aF becomes when a grows by `charge`, θ by `turn`, and F has the slope p there; less L."""
    return sp.expand((a + charge) ** 2 + 2 * (a + charge) * (F + p * turn) - a**2 - 2 * a * F)


def a_way_down() -> ForAll:
    """Three moves as small as one likes: one of them descends, whatever a and F, if the slope p is not 0."""
    moves = (change(sp.Integer(0), -a * p * h), change(-F * h, sp.Integer(0)), change(-p * h, h))
    return ForAll((sp.Ne(p, 0),), sp.Or(*(sp.Lt(move, 0) for move in moves)),
                  Domain.of(*reals("a", "F", "p"), Real("h", gt=0, lt=1)), named=("the slope is not 0",))


def slope_of_sum() -> All:
    """F's slope, in units of 2/π, between two breakpoints: a signed sum of the b_j, every sign being ±1."""
    return All((
        ("slopes of Φ", directions.slopes()),
        ("one more proton", ForAll((sp.Eq(s**2, 1),), sp.Or(sp.Eq(R + s * b, R + b), sp.Eq(R + s * b, R - b)),
                                   reals("R", "s", "b"), named=("behind or ahead",))),
    ), "F′ = (2/π)·Σ_j s_j·b_j, s_j = ±1, but where θ = ±w_j")


def one_value() -> ForAll:
    """Given the others, only one b_1 makes a signed sum 0; so, if no value of it has a positive
    probability, the probability is 0."""
    return ForAll((sp.Eq(s**2, 1), sp.Eq(s * b + R, 0), sp.Eq(s * c + R, 0)), sp.Eq(b, c),
                  reals("s", "b", "c", "R"), named=("s_1 = ±1", "b_1 = b", "fact-tonelli: b_1 = c"))


@lemma_g2.claim("printed", controls=lambda: {
    "the slope may be 0": in_part("a way down", without(0)),
    "a is held at 0": in_part("a way down", lambda q: replaced(conclude=q.conclude.args[0])(q)),
    "s_1 may be 0": in_part("almost surely not 0", without(0)),
})
def printed() -> All:
    """All local minima in (a_1, θ_1) are at ±w_j, almost surely: elsewhere F = Σ b_j Φ(θ, w_j) has a slope that is a
    signed sum of all b_j, one of 2^k, which is 0 with probability 0; and where the slope is not 0 there is a way down
    in a and θ, also at a = 0. (b_1 given the others is to have no single value with positive probability.)"""
    return All((
        ("slope of F", slope_of_sum()),
        ("almost surely not 0", one_value()),
        ("a way down", a_way_down()),
    ), "almost surely: (a, θ) a local minimum of a² + 2a·Σ_j b_j·Φ(θ, w_j) on S¹  ⟹  θ = ±w_j for some j")


@lemma_g2.claim("law-with-atoms", reading="sharpened", controls=lambda: {
    "b_2 = 1": in_part("on the arc", replaced(lhs=potential() + potential().subs(u, u - PI / 2))),
    "b_2 = −1/2": in_part("on the arc", replaced(lhs=potential() - potential().subs(u, u - PI / 2) / 2)),
    "|F| ≤ 2": in_part("least", replaced(assume=(sp.Le(F, 2), sp.Ge(F, -2)))),
})
def law_with_atoms() -> All:
    """The law of b matters: for random signs, b = (1, −1) with probability 1/4, and with w_1, w_2 at 0 and π/2 all θ
    from π/2 to π are global minima, with a = 1."""
    domain = Domain.of(Real("u"))
    return All((
        ("on the arc", Identity(potential() - potential().subs(u, u - PI / 2), -1, domain)),
        ("from 0 to π/2", Identity(potential() - potential().subs(u, PI / 2 - u), 1 - 4 * u / PI, domain)),
        ("and opposite by F(−θ) = −F(θ)", directions.opposite_cancel()),
        ("least", ForAll((sp.Le(F, 1), sp.Ge(F, -1)), a**2 + 2 * a * F >= -1, reals("a", "F"),
                         named=("F ≤ 1", "F ≥ −1"))),
        ("reached", Identity((a**2 + 2 * a * F).subs({a: 1, F: -1}), -1)),
    ), "b = (1, −1), w_1 ⟂ w_2: L = −1 = min L for a = 1 and all θ with π/2 ≤ θ̃ ≤ π")


# The printed proof.

@lemma_g2.claim("angle", reading="step", controls=lambda: {
    "the sum of the angles": in_part("polar", replaced(rhs=sp.expand_trig(sp.cos(u + v)))),
    "twice the angle": in_part("Φ", scaled("rhs", 2)),
})
def angle() -> All:
    """In polar coordinates θᵀw is the cosine of the difference of the angles, so that Φ = 1 − 2α/π."""
    return All((
        ("polar", Identity(sp.cos(u) * sp.cos(v) + sp.sin(u) * sp.sin(v), sp.expand_trig(sp.cos(u - v)),
                           reals("u", "v"))),
        ("Φ", Identity(sp.Derivative(potential(), u), -2 / PI, reals("u"))),
        ("at 0", Identity(potential().subs(u, 0), 1)),
    ), "θᵀw = cos(θ̃ − w̃), Φ(θ, w) = 1 − 2·acos(θᵀw)/π = 1 − 2α/π")


@lemma_g2.claim("constant-gradient", reading="step", controls=lambda: {
    "slope 1/π": in_part("from 0 to π", scaled("rhs", sp.Rational(1, 2))),
    "no kink at −w": in_part("jump at −w", scaled("rhs", 0)),
    "away from w": in_part("from π to 2π", scaled("rhs", -1)),
})
def constant_gradient() -> All:
    """Φ(θ, w_j) rises towards w_j with the constant slope 2/π on both sides, with jumps at w_j and −w_j. (In L it has
    the factor 2a b_j: a unit is drawn to w_j where a b_j < 0 and pushed from it where a b_j > 0.)"""
    pull = dict(directions.slopes().named)
    return All((
        ("from 0 to π", pull["from 0 to π"]),
        ("from π to 2π", pull["from π to 2π"]),
        ("jump at w", Identity(-2 / PI - 2 / PI, -4 / PI)),
        ("jump at −w", Identity(2 / PI - (-2 / PI), 4 / PI)),
    ), "dΦ/dθ̃ = ∓2/π, with jumps at w̃ and w̃ + π")


@lemma_g2.claim("gradient-not-zero", reading="step", controls=lambda: {
    "s_1 may be 0": in_part("almost surely not 0", without(0)),
    "b_1 and b_2 random, b_1 + b_2 fixed": in_part("almost surely not 0", replaced(
        assume=(sp.Eq(s**2, 1), sp.Eq(s * b + R, 0), sp.Eq(s * c + v, 0)), domain=reals("s", "b", "c", "R", "v"))),
})
def gradient_not_zero() -> All:
    """Almost surely the gradient vanishes nowhere but at ±w_j, where it jumps: there are at most 2k arcs."""
    return All((("slope of F", slope_of_sum()), ("almost surely not 0", one_value())),
               "almost surely F′ ≠ 0 at all θ ≠ ±w_j")


# Beyond.

@lemma_g2.claim("local-minima", reading="sharpened", controls=lambda: {
    "|b_j| ≥ |R_j|": in_part("|F| falls on both sides", lambda q: which(relation=sp.Ge)),
    "b_j F < 0": in_part("|F| falls on both sides", lambda q: which(-1)),
    "|b_j| > |R_j|/2": in_part("|F| falls on both sides", lambda q: which(share=HALF)),
    "another charge, lower": in_part("|F| decides", replaced(assume=(sp.Lt(F**2, R**2),), conclude=sp.Gt(
        a**2 + 2 * a * F, -(F**2)), named=())),
})
def local_minima() -> All:
    """Which of them: with a = −F, w_j is a strict local minimum exactly when b_j F(w_j) > 0 and |b_j| > |R_j|, where
    R_j is the signed sum of the others at w_j; and −w_j likewise, as L(−a, −θ) = L(a, θ). So not all w_j are."""
    return All((
        ("|F| decides", ForAll((sp.Lt(F**2, R**2),), sp.Gt(a**2 + 2 * a * F, -(R**2)), reals("a", "F", "R"),
                               named=("|F| smaller than |F(w_j)| = |R| around it",))),
        ("|F| falls on both sides", which()),
        ("opposite", Identity((-a) ** 2 + 2 * (-a) * (-F), a**2 + 2 * a * F, reals("a", "F"))),
        ("Φ(−θ, w) = −Φ(θ, w)", directions.opposite_cancel()),
    ), "(−F(w_j), w_j) is a strict local minimum ⟺ b_j·F(w_j) > 0 and |b_j| > |R_j|")


def which(sign: int = 1, share: Expr = 1, relation: Expr = sp.Gt) -> ForAll:
    """F has the slopes R − b ahead of w_j and R + b behind it; F ≠ 0. (With |b| = |R| excluded almost surely.)"""
    falls = sp.And(sp.Lt(F * (R - b), 0), sp.Gt(F * (R + b), 0))
    told = sp.And(sp.Gt(sign * b * F, 0), relation(b**2, share * R**2))
    return ForAll((sp.Ne(F, 0),), sp.Or(sp.And(falls, told), sp.And(sp.Not(falls), sp.Not(told))), reals("F", "R", "b"),
                  named=("F(w_j) ≠ 0",))


def rests(fixed: str, charge: int, places: tuple[int, ...]) -> Computation:
    """Where one unit of a fixed charge rests, on 24 ticks a turn."""
    return Computation(f"w and b {fixed} (place:charge, 24 ticks a turn), a = {charge}: at rest at {places}",
                       circle_rests, (("ticks", 24), ("charge", charge), ("fixed", fixed)), places)


@lemma_g2.claim("instance", reading="sharpened", controls=lambda: {
    "w_2 too": in_part("a < 0", lambda q: rests("0:1 5:3 9:-5", -1, (5, 21))),
    "b_1 + b_2 + b_3 = 0": in_part("a < 0", lambda q: rests("0:1 5:4 9:-5", -1, (21,))),
    "only at w": in_part("a < 0", lambda q: rests("0:1 5:3 9:-5", -1, (9,))),
})
def instance() -> All:
    """An exact case: w at 0, 5 and 9 of 24 ticks, b = 1, 3, −5. Only w_3 and −w_3 are local minima, as 5 > 3 + 1: one
    for a > 0, one for a < 0; neither w_1 nor w_2 can be found by the first unit."""
    return All((("a < 0", rests("0:1 5:3 9:-5", -1, (21,))), ("a > 0", rests("0:1 5:3 9:-5", 1, (9,)))),
               "w = 0, 5, 9 of 24 ticks, b = 1, 3, −5: the unit rests at 9 (a > 0) and at 21 = 9 + 12 (a < 0) only")


@lemma_g2.derivation
def by_hand() -> Iterator[Line]:
    """The slope and the way down."""
    yield Line("At the angle u the potential is", potential())
    yield Line("with the slope, towards w and away from it,", sp.Eq(sp.Symbol("Φ′"), sp.diff(potential(), u)))
    yield Line("so between the places ±w_j the field F has a slope p that is a signed sum of the b_j, times 2/π; with "
               "random b it is not 0. Let L = a² + 2aF. Turned by −aph, a ≠ 0, it changes by",
               sp.factor(change(sp.Integer(0), -a * p * h)))
    yield Line("For a = 0, F ≠ 0 a change of a by −Fh gives", sp.factor(change(-F * h, sp.Integer(0)).subs(a, 0)))
    yield Line("and for a = F = 0 a turn by h with the charge −ph", sp.factor(change(-p * h, h).subs({a: 0, F: 0})))
    yield Line("One of these is negative, so all local minima are at ±w_j. Which:", local_minima())
