"""Assumption 1: all charges of protons are 1, all of electrons −1."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import replaced
from verify.decide import ForAll

assumption_1 = statement(
    "asm-1", "Unit charges, held fixed", kind="assumption", published="1", place="G.0.2", uses=("eq-1",),
    source="arXiv text, appendix G",
    reading="All b_i are 1 and all a_i = −b_i = −1, and stay so while the θ_i move. With them zero loss is possible: "
            "electrons that match the protons have it.")

S, a, b, v = sp.symbols("S a b v")


@assumption_1.claim("a-matching-has-no-loss", controls=lambda: {
    "a_i = 1": replaced(assume=(sp.Eq(S, 0), sp.Eq(b, 1), sp.Eq(a, 1))),
    "b_i = 2, a_i = −1": replaced(assume=(sp.Eq(S, 0), sp.Eq(b, 2), sp.Eq(a, -1))),
})
def a_matching_has_no_loss() -> ForAll:
    """For every k: one more electron on one more proton puts out nothing. S is the output so far, v the pair's σ."""
    return ForAll((sp.Eq(S, 0), sp.Eq(b, 1), sp.Eq(a, -b)), sp.Eq(S + a * v + b * v, 0),
                  Domain.of(*map(Real, ("S", "a", "b", "v"))), named=("the pairs so far", "b_i = 1", "a_i = −b_i"))


@assumption_1.derivation
def by_hand() -> Iterator[Line]:
    """One pair."""
    yield Line("A pair of the charges a = −b and b at one place puts out", (a * v + b * v).subs(a, -b))
