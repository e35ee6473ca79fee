"""Lemma G.1: slopes of the potential, the directions that decide a minimum, and how few positions there are."""

from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Real
from verify.decide import ForAll
from verify.exact import All, Identity

from . import _diameter as on
from ._diameter import A, B, alpha, beta, m, n, x, y, z

Expr = Any

u, v, s, p, q, r, w = sp.symbols("u v s p q r w")
PI = sp.pi
ANGLE = Domain.of(Real("u"))
MATCHED = Domain.of(Integer("n", ge=0), Integer("m", ge=0), Integer("x", ge=0), Integer("y", ge=0), Integer("B"))
GAP = sp.Symbol("g")
HALF = sp.Rational(1, 2)


def potential() -> Expr:
    """Φ at the angle u, 0 ≤ u ≤ π."""
    return 1 - 2 * u / PI


def slopes() -> All:
    """When the difference of two angles grows, Φ falls by 2/π from 0 to π and rises by 2/π from π to 2π."""
    return All((
        ("from 0 to π", Identity(sp.Derivative(potential(), u), -2 / PI, ANGLE)),
        ("from π to 2π", Identity(sp.Derivative(1 - 2 * (2 * PI - u) / PI, u), 2 / PI, ANGLE)),
        ("at 0 and 2π", Identity(potential().subs(u, 0), (1 - 2 * (2 * PI - u) / PI).subs(u, 2 * PI))),
        ("at π", Identity(potential().subs(u, PI), (1 - 2 * (2 * PI - u) / PI).subs(u, PI))),
    ), "Φ = 1 − 2·angle/π on S¹: slope −2/π for 0 < u < π, 2/π for π < u < 2π")


def opposite_cancel() -> Identity:
    """Φ(θ, x) + Φ(−θ, x) = 0."""
    return Identity(potential() + potential().subs(u, PI - u), 0, ANGLE)


def merged() -> All:
    """One more electron at p that stays, and one more proton there: the derivatives and the balance do not change."""
    domain = Domain.of(*on.COUNTS, *on.HALVES, Integer("x", ge=0), Integer("y", ge=0))

    def more(value: Expr) -> Expr:
        return value.subs(n, n + 1)
    balance = on.balanced().lhs
    return All((
        ("what it adds", Identity(more(on.forward(x, y, alpha + 1, beta)), on.forward(x, y, alpha, beta), domain)),
        ("backward", Identity(more(on.backward(x, y, alpha + 1, beta)), on.backward(x, y, alpha, beta), domain)),
        ("the balance", Identity(balance.subs({n: n + 1, alpha: alpha + 1}, simultaneous=True), balance, domain)),
    ), "an electron that rests on a proton changes no derivative of the others")


def unmerged() -> ForAll:
    """At an end with electrons and no protons one electron descends, or there are electrons opposite."""
    return ForAll((on.none_merged(), on.lone(on.balanced())), sp.Or(
        *(sp.Lt(on.lone(value), 0, evaluate=False) for value in on.one_moves()), sp.Ge(m, 1), evaluate=False), on.LONE,
        named=("merged pairs left out", "as many electrons as protons"))


def comonotone(size: Expr = sp.Abs) -> ForAll:
    """|(p + r) − (q + w)| = |p − q| + |r − w| when p, q and r, w are ordered alike."""
    return ForAll((sp.Ge((p - q) * (r - w), 0),), sp.Eq(size(p + r - q - w), size(p - q) + size(r - w)),
                  Domain.of(*(Real(str(c)) for c in (p, q, r, w))), named=("ordered alike",))


def levels() -> ForAll:
    """Take the least positive speed s off all that move forward: the order stays, and one more is at rest."""
    forward = [sp.Or(sp.And(value > 0, sp.Eq(after, value - s)), sp.And(value <= 0, sp.Eq(after, value)))
               for value, after in ((p, r), (q, w))]
    return ForAll(
        (s > 0, sp.Or(p <= 0, p >= s), sp.Or(q <= 0, q >= s), *forward, p >= q),
        sp.And(r >= w, sp.Or(p <= 0, r >= 0), sp.Or(q <= 0, w >= 0)),
        Domain.of(*(Real(str(c)) for c in (p, q, r, w, s))),
        named=("s is", "the least", "positive speed", "p − s or p", "q − s or q", "their order"))


def folded(half: Expr = HALF, swap: bool = False) -> All:
    """Charges at p + u/2 and q + v/2, folded at p, q in [0, 1/2), on the sides u, v: when the second is ahead."""
    apart = (q + v / 2) - (p + u / 2)
    ahead = sp.Or(sp.And(apart > 0, apart < half), sp.And(apart + 1 > 0, apart + 1 < half))
    same = sp.Eq(u, v)
    told = sp.Or(sp.And(same, q > p), sp.And(sp.Not(same), q > p if swap else q < p))
    decided = ForAll((), sp.Or(sp.And(ahead, told), sp.And(sp.Not(ahead), sp.Not(told))), Domain.of(
        Real("p", ge=0, lt="1/2"), Real("q", ge=0, lt="1/2"), Integer("u", ge=0, le=1), Integer("v", ge=0, le=1)))
    return All((("ahead", decided),), "q + v/2 is ahead of p + u/2 ⟺ u = v and q > p, or u ≠ v and q < p")


def by_single_moves() -> All:
    """The derivative along ±1_S from z = x − y, and what follows from z = ±1."""
    domain = Domain.of(*on.COUNTS, *on.HALVES, Integer("x", ge=0), Integer("y", ge=0))
    charge = (alpha - n) - (beta - m)
    integers = Domain.of(Integer("z"), Integer("g"))
    return All((
        ("ahead", Identity(on.forward(x, y), (x - y) ** 2 + (x - y) * (charge - (A - B)), domain)),
        ("behind", Identity(on.backward(x, y), (x - y) ** 2 + (x - y) * (charge + (A - B)), domain)),
        ("more of them", ForAll((z >= 1, 1 + GAP >= 0), z**2 + z * GAP >= 0, integers,
                                named=("z of p more than of the other end", "one of p"))),
        ("more of the others", ForAll((z <= -1, 1 - GAP >= 0), z**2 + z * GAP >= 0, integers,
                                      named=("z fewer", "one of the other end"))),
        ("as many", Identity((z**2 + z * GAP).subs(z, 0), 0, Domain.of(Integer("g")))),
    ), "θ is a local minimum ⟺ 1 + c(p) − c(−p) ≥ |A − B| at each place p of an electron")
