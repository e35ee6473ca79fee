"""Equation (2): the loss without the terms that the paper calls constant."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from typing import Any

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import in_part, replaced, without
from verify.decide import ForAll
from verify.exact import All, Family, Identity, SumFormula

from .._symbols import i, k
from ._sums import by_induction
from .equation_1 import reals

Expr = Any

equation_2 = statement(
    "eq-2", "The loss without its constant terms", kind="equation", published="2", place="3.0.1", uses=("eq-1",),
    proof_uses=("def-3.1",),
    source="published text, Section 3 (the formula is cut off in the arXiv text)",
    reading="For a symmetric potential the loss is shortened to 2 Σ_(i<j) a_i a_j Φ(θ_i, θ_j) + 2 Σ_i Σ_j a_i b_j "
            "Φ(θ_i, w_j). What is dropped is Σ a_i² Φ(θ_i, θ_i) and the sum of all b_i b_j Φ(w_i, w_j): constant when "
            "Φ(θ, θ) is, and as long as a is held fixed.")

# D, P, C, Q, B: the double sum of (1), and the sums of (2), of the squares and of the targets, for the first k units.
# The rows that unit k + 1 adds: R_j = Σ a_i a Φ(θ_i, θ), U = Σ a_i b Φ(θ_i, w), V = Σ a b_j Φ(θ, w_j),
# W = Σ b_i b Φ(w_i, w); N is the column Σ a a_j Φ(θ, θ_j); and the corners e, f, g.
D, P, C, Q, B, R, N, U, V, W, e, f, g = sp.symbols("D P C Q B R N U V W e f g")
a, b, c, x, y, z, M, r = sp.symbols("a b c x y z M r")
phi, psi = sp.symbols("phi psi")


@equation_2.claim("symmetric-loss", controls=lambda: {
    "Φ(x, y) and Φ(y, x) differ": without(0),
    "only the charges are exchanged": replaced(conclude=sp.Eq(a * x + b * y, b * x + a * y)),
})
def symmetric_loss() -> ForAll:
    """Exchanging two units changes nothing: a, b at x, y, and x, y for what the others do there (phi = Φ(x, y))."""
    here, exchanged = a * b * phi + a * x + b * y, b * a * psi + b * y + a * x
    return ForAll((sp.Eq(phi, psi),), sp.Eq(here, exchanged), reals(a, b, x, y, phi, psi),
                  named=("Φ is symmetric",))


@equation_2.claim("each-pair-once", controls=lambda: {
    "k²/2 pairs": replaced(closed=k**2 / 2),
    "pairs with j ≤ i": replaced(summand=i),
})
def each_pair_once() -> SumFormula:
    """The pairs i < j: unit i makes i − 1 of them with those before it, k(k − 1)/2 in all, half of k² − k."""
    return SumFormula(i - 1, i, 1, k, k * (k - 1) / 2)


# What is dropped, for every k.

def difference(pairs: Expr = 2, cross: Expr = 2, squares: Expr = 1, column: Expr = R) -> All:
    """(1) = pairs·P + cross·C + squares·Q + B for every k, `column` being R when Φ is symmetric."""
    unit = {D: D + (R + column + e) + 2 * (U + V + f) + (2 * W + g), P: P + R, C: C + U + V + f, Q: Q + e,
            B: B + 2 * W + g}
    return by_induction("L(a, θ) − [2·Σ_(i<j) a_i·a_j·Φ(θ_i, θ_j) + 2·Σ_(i,j) a_i·b_j·Φ(θ_i, w_j)] = "
                        "Σ_i a_i²·Φ(θ_i, θ_i) + Σ_(i,j) b_i·b_j·Φ(w_i, w_j)",
                        unit, D - pairs * P - cross * C, squares * Q + B,
                        reals(D, P, C, Q, B, R, N, U, V, W, e, f, g))


@equation_2.claim("dropped-terms", controls=lambda: {
    "pairs counted once": lambda claim: difference(pairs=1),
    "a_i b_j counted once": lambda claim: difference(cross=1),
    "the squares twice": lambda claim: difference(squares=2),
    "Φ not symmetric": lambda claim: difference(column=N),
})
def dropped_terms() -> All:
    """Both factors 2 and the range i < j are right, for every k and any symmetric Φ, realizable or not."""
    return difference()


def written_out(units: int, pairs: Expr = 2, squares: Expr = 1) -> Identity:
    """The same with a symbol for each value of Φ."""
    points = [f"{name}{n}" for name in ("t", "w") for n in range(units)]
    value = {frozenset(two): sp.Symbol(f"h_{min(two)}{max(two)}") for two in product(points, repeat=2)}
    charge = dict(zip(points, sp.symbols(f"a_1:{units + 1}") + sp.symbols(f"b_1:{units + 1}"), strict=True))

    def term(u: str, v: str) -> Expr:
        return charge[u] * charge[v] * value[frozenset((u, v))]

    learned, target = points[:units], points[units:]
    loss = sum(term(u, v) for u, v in product(learned, repeat=2)) + 2 * sum(
        term(u, v) for u, v in product(learned, target)) + sum(term(u, v) for u, v in product(target, repeat=2))
    short = pairs * sum(term(u, v) for u, v in combinations(learned, 2)) + 2 * sum(
        term(u, v) for u, v in product(learned, target))
    dropped = squares * sum(term(u, u) for u in learned) + sum(term(u, v) for u, v in product(target, repeat=2))
    return Identity(loss, short + dropped, reals(*charge.values(), *value.values()))


def at_positive(identity: Identity) -> Identity:
    """The same for positive values only, among which a search for a difference need not pass by many zeros."""
    return replace(identity, domain=Domain.of(*(Real(variable.name, gt=0) for variable in identity.domain)))


@equation_2.claim("written-out", expect="certified", controls=lambda: {
    "pairs counted once": lambda claim: Family("k", (2, 3), lambda units: at_positive(written_out(units, 1))),
    "the squares are kept": lambda claim: Family("k", (1, 2), lambda units: at_positive(written_out(units, 2, 0))),
})
def second_opinion() -> Family:
    """All terms written down for small k."""
    return Family("k", (1, 2, 3, 4), written_out,
                  claim="(1) = (2) + Σ_i a_i²·Φ(θ_i, θ_i) + Σ_(i,j) b_i·b_j·Φ(w_i, w_j)")


# Whether it is constant.

@equation_2.claim("constant-terms", severity="wording",
                  wrong="The dropped terms are constant in θ only; a_i²Φ(θ_i, θ_i) varies with a.",
                  expect="refuted", controls=lambda: {
    "with the factor 2": in_part("one unit", replaced(conclude=sp.Eq(2 * a**2 * c + B, 2 * b**2 * c + B))),
}, true_controls=lambda: {
    "a is held fixed": in_part("one unit", replaced(assume=(sp.Eq(a, b),))),
    "a may only change its sign": in_part("one unit", replaced(assume=(sp.Eq(a, -b),))),
})
def constant_terms() -> All:
    """As (2) is written, a function of a and θ, this fails: a_i² Φ(θ_i, θ_i) changes with a.

    One unit, with the charges a and b, c = Φ(θ, θ). The theorems built on (2) move θ only: for these nothing is lost.
    """
    return All.of("Σ_i a_i²·Φ(θ_i, θ_i) + Σ_(i,j) b_i·b_j·Φ(w_i, w_j) is the same for all a and θ",
                  one_unit=ForAll((), sp.Eq(a**2 * c + B, b**2 * c + B),
                                  Domain.of(*reals(a, b, B), Real("c", gt=0))))


@equation_2.claim("constant-in-theta", reading="corrected", corrects="constant-terms", controls=lambda: {
    "Φ(θ, θ) is not constant": in_part("one more unit", without(1)),
    "nor at the new θ": in_part("one more unit", without(2)),
    "a changes": lambda claim: claim.replace_part("one more unit", constant(after=b)),
})
def constant_in_theta() -> All:
    """With a, b and w held fixed and Φ(θ, θ) = c for all θ, what is dropped is the same at every θ, for every k."""
    return All.of("Φ(θ, θ) = c for all θ, a fixed  ⟹  Σ_i a_i²·Φ(θ_i, θ_i) + Σ_(i,j) b_i·b_j·Φ(w_i, w_j) is constant",
                  no_unit=Identity(sp.Integer(0) + B, B, reals(B)), one_more_unit=constant())


def constant(after: Expr = a) -> ForAll:
    """The sums at two places θ, θ′ stay equal when one unit is added that has Φ(θ, θ) = phi there and psi here."""
    return ForAll((sp.Eq(x, y), sp.Eq(phi, c), sp.Eq(psi, c)), sp.Eq(x + a**2 * phi, y + after**2 * psi),
                  reals(x, y, phi, psi, a, b, c),
                  named=("the sums so far", "Φ(θ, θ) = c", "Φ(θ′, θ′) = c"))


@equation_2.claim("in-the-charges", reading="sharpened", controls=lambda: {
    "a² Φ(θ, θ) kept": in_part("in (2)", lambda p: Identity(
        sp.Derivative(a**2 * c + 2 * a * x + z, (a, 2)), 0, reals(a, c, x, z))),
    "dropped": in_part("in (1)", lambda p: Identity(
        sp.Derivative(2 * a * x + z, (a, 2)), 2 * c, reals(a, c, x, z))),
    "lowers it by M/2": in_part("no minimum", replaced(rhs=z - M / 2)),
})
def in_the_charges() -> All:
    """In each charge (1) is a parabola and (2) a straight line: with a free, (2) falls without bound, and (1) does not.

    2x is the factor of a_i, from all other units; where it is not 0, a_i = −M/(2x) lowers (2) by M.
    """
    return All((
        ("in (1)", Identity(sp.Derivative(a**2 * c + 2 * a * x + z, (a, 2)), 2 * c, reals(a, c, x, z))),
        ("in (2)", Identity(sp.Derivative(2 * a * x + z, (a, 2)), 0, reals(a, x, z))),
        ("no minimum", Identity((2 * a * x + z).subs(a, -M / (2 * x)), z - M, Domain.of(*reals(x, z, M)))),
    ), "∂²(1)/∂a_i² = 2·Φ(θ_i, θ_i),  ∂²(2)/∂a_i² = 0")


@equation_2.claim("infinite-terms", reading="sharpened", controls=lambda: {
    "r² < a²/M": replaced(assume=(r**2 * M < a**2,)),
    "r up to 2a²/M": replaced(assume=(r * M < 2 * a**2,)),
})
def infinite_terms() -> ForAll:
    """For 1/r, the potential that the section begins with, Φ(θ, θ) is infinite: (1) has no value, (2) replaces it.

    So the terms are no numbers there: near the diagonal a²/r exceeds every bound M (for all d ≥ 3: def-3.1).
    """
    return ForAll((r * M < a**2,), a**2 / r > M, Domain.of(Real("r", gt=0), Real("M", gt=0), Real("a", gt=0)))


@equation_2.derivation
def by_hand() -> Iterator[Line]:
    """What one more unit adds to (1), to (2), and to their difference."""
    yield Line("One more unit brings rows: R of its Φ(θ_i, θ), U and V of Φ(θ_i, w) and Φ(θ, w_j), W of Φ(w_i, w), and "
               "the corners e, f, g. By symmetry it enlarges (1) by", 2 * R + e + 2 * (U + V + f) + 2 * W + g)
    yield Line("and (2) by", 2 * R + 2 * (U + V + f))
    yield Line("so their difference grows by", sp.expand(2 * R + e + 2 * (U + V + f) + 2 * W + g
                                                        - 2 * R - 2 * (U + V + f)))
    yield Line("which is a²Φ(θ, θ) and what belongs to the targets alone. In all:", difference())
    yield Line("With Φ(θ, θ) = c the first part is", sp.Symbol("c") * sp.Sum(sp.Indexed("a", i) ** 2, (i, 1, k)))
    yield Line("which does not change with θ, but does with a: (2) is (1) up to a constant when a is fixed.")
