"""Sums over the units of a network, for every number of units: what one more unit adds, and induction.

A sum is a letter, its value for the first k units, with the growth that unit k + 1 brings. Both sides of an equation
between sums are 0 when there is no unit; if they also grow alike, they agree for every k.
"""

from collections.abc import Mapping
from typing import Any

from verify.claims import Domain
from verify.exact import All, Identity

Expr = Any


def by_induction(claim: str, grows: Mapping[Expr, Expr], lhs: Expr, rhs: Expr, domain: Domain,
                 of: str = "unit") -> All:
    """lhs = rhs for every number of units (or of what `of` names): with none, and with one more.

    >>> import sympy as sp
    >>> from verify.claims import Effort, Real
    >>> S, M, p = sp.symbols("S M p")
    >>> numbers = Domain.of(Real("S"), Real("M"), Real("p"))
    >>> by_induction("Σ(−p_i) = −Σ p_i", {S: S + p, M: M - p}, M, -S, numbers).settle(Effort()).status
    <Status.PROVED: 'proved'>
    """
    nothing = dict.fromkeys(grows, 0)

    def growth(side: Expr) -> Expr:
        return side.subs(grows, simultaneous=True) - side

    return All(((f"no {of}", Identity(lhs.subs(nothing), rhs.subs(nothing), domain)),
                (f"one more {of}", Identity(growth(lhs), growth(rhs), domain))), claim)
