"""Lemma G.1 beyond the page: all local minima, what decides them, and that those above 0 attract."""

import sympy as sp

from verify.controls import in_part, replaced, without
from verify.decide import ForAll
from verify.exact import All, Family
from verify.observe import Trials

from . import _circle_directions as directions
from . import _circle_instances as instances
from . import _diameter as on
from ._circle_instances import census, counted, minimum
from ._diameter import A, B, alpha, beta, k, m, n, x, y
from .lemma_g1 import lemma_g1

TRIALS = f"{__package__}._trials_g1"


@lemma_g1.claim("every-position", reading="sharpened", expect="certified", controls=lambda: {
    "single electrons moved only": lambda q: census(1),
    "one strict minimum fewer at k = 3": lambda q: counted(3, 4, (28392, 383, 60, 220, 0, 0)),
})
def every_position() -> Family:
    """A second opinion: all positions of k + k charges on 4k ticks, up to turning (every position is like one of
    these, `positions`). In order: positions, local minima, strict ones, local minima that are not global, strict ones
    that are not global, local minima that are not as in `local-minima`."""
    return census()


@lemma_g1.claim("local-minima", reading="sharpened", controls=lambda: {
    "moves at one end only": without(3),
    "without the balance": without(1),
    "one proton more": lambda q: replaced(assume=(q.assume[0], sp.Eq(A + B - n + beta - m, 1), *q.assume[2:]))(q),
})
def local_minima() -> ForAll:
    """All local minima, for every k: the electrons that are on no proton stand opposite each other, as many at one end
    as at the other, no proton at either, and the half circles have equal charges. So these electrons put out 0."""
    other = sp.Or(sp.Eq(m, 0), sp.And(*(sp.Ge(on.lone(value), 0) for value in on.other_moves())))
    return ForAll(
        (on.none_merged(), on.lone(on.balanced()),
         sp.And(*(sp.Ge(on.lone(value), 0) for value in on.one_moves())), other),
        sp.And(sp.Eq(n, m), sp.Eq(beta, 0), sp.Eq(A, n), sp.Eq(B, n)), on.LONE,
        named=("merged pairs left out", "as many electrons as protons", "moves of one electron", "and opposite"))


@lemma_g1.claim("directions", reading="sharpened", controls=lambda: {
    "not ordered alike": in_part("ordered alike", without(0)),
    "squares": in_part("ordered alike", lambda q: directions.comonotone(sp.Lambda(x, x**2))),
})
def sign_directions() -> All:
    """Why 2(2^k − 1) directions decide: a term |v_i − v_j| is additive for velocities that are ordered alike (0 is one
    of them, for fixed charges), and every v is a sum of vectors ±1_S, ordered like it, with coefficients ≥ 0."""
    return All((
        ("ordered alike", directions.comonotone()),
        ("levels", directions.levels()),
    ), "θ is a local minimum ⟺ the derivatives along ±1_S are ≥ 0 for all S; strict ⟺ they are > 0")


@lemma_g1.claim("positions", reading="sharpened", controls=lambda: {
    "other side ahead": lambda q: directions.folded(swap=True),
    "a third of a turn is ahead": lambda q: directions.folded(sp.Rational(1, 3)),
})
def positions() -> All:
    """Which charge is ahead of which depends only on their sides and their order when folded onto a half turn. There
    are at most 2k places on it, so that 2k ticks are enough, 4k for the circle."""
    return directions.folded()


@lemma_g1.claim("single-moves", reading="sharpened", controls=lambda: {
    "z = 0 is excluded for strictness too": in_part("more of them", replaced(conclude=sp.Gt(
        on.z**2 + on.z * directions.GAP, 0))),
    "z negative": in_part("more of them", without(0)),
    "Δ + 2": in_part("ahead", lambda q: replaced(rhs=q.rhs + x - y)(q)),
})
def single_moves() -> All:
    """Moves of single electrons decide whether a position is a local minimum, for every k: with z = x − y, c the charge
    at p, c* that opposite, the derivative along ±1_S is z² + z(c − c* ∓ (A − B)), and for |z| ≥ 1 it is not negative
    if it is so for z = ±1. They do not decide strictness: z = 0 for a pair of opposite electrons that turns."""
    return directions.by_single_moves()


@lemma_g1.claim("derivative-formula", reading="sharpened", expect="certified", controls=lambda: {
    "A and B exchanged": lambda q: instances.formula_at(swap=True),
    "opposite electrons like electrons at one place": lambda q: instances.formula_at(opposite=-1),
})
def derivative_formula() -> Family:
    """The derivatives that this rests on, beside those that the general procedure sums pair by pair, for a few
    diameters with all their sets S."""
    return instances.formula_at()


@lemma_g1.claim("spurious", reading="sharpened", controls=lambda: {
    "k = 1": in_part("k = 2", lambda q: minimum("4:-1", "0:1", "flat")),
    "electrons a tick further": in_part("k = 2", lambda q: minimum("2:-1 7:-1", "0:1 2:1", "flat")),
    "opposite protons": in_part("its loss", replaced(
        arguments=(("ticks", 8), ("moving", "1:-1 5:-1"), ("fixed", "0:1 4:1")))),
    "two protons fewer at 0": in_part("held at 0", replaced(assume=(sp.Eq(n, k - 2), sp.Eq(alpha, k - 3)))),
    "two protons more": in_part("the pair is held", replaced(assume=(sp.Eq(n, k - 2), sp.Eq(alpha, k + 1)))),
})
def spurious() -> All:
    """From k = 2 on there are local minima that are not global: protons at 0 and π/2, electrons at π/4 and 5π/4, the
    loss is 2. For k > 2 let k − 2 more of each be at 0: `single-moves` decides, c and A − B being what they were."""
    return instances.spurious()


@lemma_g1.claim("attracting", reading="sharpened", expect="observed", controls=lambda: {
    "k = 1": replaced(trial=f"{TRIALS}:one_ends_above"),
    "half of them": replaced(rate="1/2"),
})
def attracting() -> Trials:
    """They attract: with k = 2 about 36% of random starts end there, by steepest descent followed without rounding."""
    return Trials("steepest descent ends at a loss above 0, k = 2", f"{TRIALS}:two_end_above", (1, 400), "1/4")


@lemma_g1.claim("attracting-four", reading="sharpened", expect="observed", controls=lambda: {
    "k = 2": replaced(trial=f"{TRIALS}:two_end_above"),
    "in nine of ten": replaced(rate="9/10"),
})
def attracting_four() -> Trials:
    """With k = 4 most starts do, about 79%."""
    return Trials("steepest descent ends at a loss above 0, k = 4", f"{TRIALS}:four_end_above", (1, 150), "13/20")


@lemma_g1.claim("not-always", reading="sharpened", expect="observed", controls=lambda: {
    "k = 4": replaced(trial=f"{TRIALS}:four_end_at_zero", seeds=(1, 100)),
    "in three of four": replaced(rate="3/4"),
})
def not_always() -> Trials:
    """With k = 2 more than half of the starts end at a global minimum."""
    return Trials("steepest descent ends at loss 0, k = 2", f"{TRIALS}:two_end_at_zero", (1, 400), "11/20")
