"""Lemma G.1 for every k: one diameter of the circle, and what its electrons feel.

At one end, p, are n electrons and α protons, at the other m electrons and β protons; A is the charge of the open half
circle ahead of p, B that of the half behind. All are whole numbers. Of the electrons x at p and y at the other end move
by the same small angle. The loss's derivative, in units of 4/π, is a sum over the pairs with one that moves. Pairs of
two diameters are linear in the angles, so their share is ∓(A − B) at p and ±(A − B) at the other end, where ahead and
behind are exchanged; pairs on the diameter have kinks, and these do not involve the electrons of other diameters.
"""

from typing import Any

import sympy as sp

from verify.claims import Domain, Integer
from verify.decide import ForAll

Expr = Any

n, m, x, y, z, A, B, k = sp.symbols("n m x y z A B k")
alpha, beta = sp.symbols("α β")
COUNTS = (Integer("n", ge=0), Integer("m", ge=0), Integer("α", ge=0), Integer("β", ge=0))
HALVES = (Integer("A"), Integer("B"))
PLACE = Domain.of(Integer("n", ge=1), *COUNTS[1:], *HALVES)
LONE = Domain.of(Integer("n", ge=1), Integer("m", ge=0), Integer("β", ge=0), *HALVES)
"""An end with electrons and no proton: no pair has merged there."""


def kinks(x: Expr, y: Expr, alpha: Expr = alpha, beta: Expr = beta) -> Expr:
    """The pairs on the diameter: electrons that part, −1; electrons that stop being opposite, +1; protons: reversed."""
    return (-x * (n - x) - y * (m - y) + x * (m - y) + y * (n - x)
            + alpha * x - beta * x + beta * y - alpha * y)


def forward(x: Expr, y: Expr, alpha: Expr = alpha, beta: Expr = beta) -> Expr:
    """The derivative when x and y electrons move ahead of p."""
    return kinks(x, y, alpha, beta) - (A - B) * (x - y)


def backward(x: Expr, y: Expr, alpha: Expr = alpha, beta: Expr = beta) -> Expr:
    """The derivative when they move backward."""
    return kinks(x, y, alpha, beta) + (A - B) * (x - y)


def lone(step: Expr) -> Expr:
    """A derivative where no proton is left at p."""
    return step.subs(alpha, 0)


def balanced() -> Expr:
    """As many electrons as protons."""
    return sp.Eq(A + B + (alpha - n) + (beta - m), 0)


def one_moves() -> tuple[Expr, Expr]:
    """The derivatives when one electron of p moves, forward or backward."""
    return forward(1, 0), backward(1, 0)


def other_moves() -> tuple[Expr, Expr]:
    """The derivatives when one electron of the other end moves."""
    return forward(0, 1), backward(0, 1)


def two_move() -> tuple[Expr, Expr]:
    """The derivatives when one of each end moves."""
    return forward(1, 1), backward(1, 1)


def none_merged() -> Expr:
    """No electron and proton are together at the other end."""
    return sp.Or(sp.Eq(m, 0), sp.Eq(beta, 0), evaluate=False)


def descends(*values: Expr) -> Expr:
    """Some of these derivatives is negative."""
    return sp.Or(*(sp.Lt(value, 0, evaluate=False) for value in values), evaluate=False)


def alone(opposite_electrons: Expr, opposite_protons: Expr, electrons: Expr = n) -> tuple[Expr, Expr, Expr]:
    """The balance and the two derivatives of one electron, for given numbers at both ends."""
    given = {alpha: 0, m: opposite_electrons, beta: opposite_protons, n: electrons}
    return tuple(value.subs(given, simultaneous=True) for value in (balanced(), *one_moves()))  # type: ignore[return-value]


def no_rest(opposite_electrons: Expr, opposite_protons: Expr, electrons: Expr, domain: Domain) -> ForAll:
    """By the balance one electron of p descends, forward or backward."""
    balance, ahead, behind = alone(opposite_electrons, opposite_protons, electrons)
    return ForAll((balance,), descends(ahead, behind), domain, named=("as many electrons as protons",))
