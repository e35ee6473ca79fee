"""Lemma G.1: positions on a grid of ticks, decided by the general procedure."""

from fractions import Fraction
from itertools import combinations

import sympy as sp

from verify.claims import Domain, Integer
from verify.decide import ForAll
from verify.exact import All, Computation, Family, circle_census, circle_loss, circle_minimum, circle_slopes

from . import _diameter as on
from ._diameter import A, B, alpha, k, n

COUNTS = {1: (4, 1, 1, 0, 0, 0), 2: (288, 17, 7, 6, 0, 0), 3: (28392, 383, 61, 220, 0, 0),
          4: (3162816, 10469, 575, 7742, 0, 0)}
"""For k charges of each kind: positions, local minima, strict ones, those above 0, strict above 0, unpaired."""


def counted(k: int, together: int, counts: tuple[int, ...]) -> Computation:
    """The counts for one k, when at most so many electrons are moved at once."""
    return Computation(f"k = {k}: (positions, local minima, strict, not global, strict and not global, unpaired) = "
                       f"{counts}", circle_census, (("k", k), ("together", together)), counts)


def census(together: int = 4) -> Family:
    """The counts for k = 1 to 4."""
    return Family("k", tuple(COUNTS), lambda k: counted(k, together, COUNTS[k]), claim=(
        "k = 1, 2, 3, 4: of 4, 288, 28392, 3162816 positions 1, 7, 61, 575 are strict local minima, all of them "
        "global; 0, 6, 220, 7742 local minima are not global"))


def minimum(theta: str, w: str, found: str, ticks: int = 8) -> Computation:
    """What there is at a position: a "strict" local minimum, a "flat" one, or "none"."""
    return Computation(f"at electrons {theta}, protons {w} (place:charge, {ticks} ticks a turn) the minimum is {found}",
                       circle_minimum, (("ticks", ticks), ("moving", theta), ("fixed", w)), found)


def spurious() -> All:
    """A local minimum with the loss 2 for every k >= 2."""
    loss = (("ticks", 8), ("moving", "1:-1 5:-1"), ("fixed", "0:1 2:1"))
    return All((
        ("k = 2", minimum("1:-1 5:-1", "0:1 2:1", "flat")),
        ("its loss", Computation("L = 2", circle_loss, loss, Fraction(2))),
        ("held at 0", ForAll(
            (sp.Eq(n, k - 2), sp.Eq(alpha, k - 1)), sp.Ge(1 + (alpha - n) - 0, sp.Abs((1 - 1) - (-1))), MORE,
            named=("electrons at 0", "protons at 0"))),
        ("the pair is held", ForAll(
            (sp.Eq(n, k - 2), sp.Eq(alpha, k - 1)), sp.Ge(1 + (-1) - (-1), sp.Abs(1 - (alpha - n))), MORE,
            named=("electrons at 0", "protons at 0"))),
        ("k = 4", minimum("1:-1 5:-1 0:-1 0:-1", "0:1 2:1 0:1 0:1", "flat")),
    ), "k ≥ 2: some local minimum has L = 2, while min L = 0")


MORE = Domain.of(Integer("k", ge=2), Integer("n", ge=0), Integer("α", ge=0))

DIAMETERS = {  # electrons at 0 and at 4 of 8 ticks, protons there, and fixed charges elsewhere
    "n, m, α, β = 1, 0, 0, 0": ((1, 0, 0, 0), "1:1 5:-1"),
    "n, m, α, β = 2, 1, 0, 1": ((2, 1, 0, 1), "1:1 2:1 6:-1"),
    "n, m, α, β = 2, 2, 1, 0": ((2, 2, 1, 0), "3:-1 6:1 7:1"),
    "n, m, α, β = 3, 1, 2, 1": ((3, 1, 2, 1), "1:1 1:1 3:1 5:-1"),
}


def formula_at(swap: bool = False, opposite: int = 1) -> Family:
    """The derivatives along all ±1_S from `on.forward` and `on.backward`, beside those summed pair by pair."""
    def one(name: str) -> Computation:
        (at_p, at_q, protons_p, protons_q), others = DIAMETERS[name]
        moving = " ".join(["0:-1"] * at_p + ["4:-1"] * at_q)
        fixed = " ".join(["0:1"] * protons_p + ["4:1"] * protons_q + [others])
        charges = [tuple(map(int, word.split(":"))) for word in others.split()]
        halves = [sum(c for place, c in charges if (place < 4) is first) for first in (True, False)]
        values = {on.n: at_p, on.m: at_q, alpha: protons_p, on.beta: protons_q, A: halves[swap], B: halves[1 - swap]}
        found = []
        for size in range(1, at_p + at_q + 1):
            for chosen in combinations(range(at_p + at_q), size):
                x = sum(i < at_p for i in chosen)
                y = size - x
                parted = (opposite - 1) * (x * (at_q - y) + y * (at_p - x))
                found.append(tuple(int(side(x, y).subs(values)) + parted for side in (on.forward, on.backward)))
        return Computation(f"{name}, others {others}", circle_slopes,
                           (("ticks", 8), ("moving", moving), ("fixed", fixed)), tuple(found))
    return Family("", tuple(DIAMETERS), one, claim="derivatives along ±1_S: (x − y)² + (x − y)(c − c* ∓ (A − B))")
