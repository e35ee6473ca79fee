"""The regularised loss G = L + |a|² when a cluster of electrons moves together: identities for every k and every size.

The cluster grows by one charge a at a time, and what is outside by one charge c. Within the cluster all distances
stay, whatever they are. Sums over the members i: P = Σ a_i ∂G/∂a_i, Q = Σ a_i a_j Φ(θ_i, θ_j) = E (Σ a_i σ(θ_i, X))²,
O the same over i ≠ j, N = Σ a_i², E = Σ a_i F_i with the field F_i of everything outside, D = Δ_v H. For a new charge
outside X is Σ a_i Φ(θ_i, c), for a new member Y is Σ a_i Φ(θ_i, a), and F the field at it.
"""

from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Real
from verify.exact import All, Identity

from .._symbols import lam

a, c, D, P, Q, O, N, E, X, Y, F = sp.symbols("a c D P Q O N E X Y F")  # noqa: E741  # a sum over other members
SUMS = (D, P, Q, O, N, E)
UNITS = Domain.of(*(Real(s.name) for s in (a, c, X, Y, F, *SUMS)), Real("lam", gt=0))


@cache
def balance() -> Any:
    """D − λ·(P − 2·N − 2·Q)."""
    return D - lam * (P - 2 * Q - 2 * N)


@cache
def first_line() -> Any:
    """D − 2·E·λ."""
    return D - 2 * lam * E


@cache
def second_line() -> Any:
    """2·E + 4·N + 2·O − P."""
    return 2 * E - P + 4 * N + 2 * O


@cache
def third_line() -> Any:
    """2·Q − 2·N − 2·O."""
    return -4 * N - 2 * O + 2 * Q + 2 * N


def more_outside(value: sp.Expr) -> sp.Expr:
    """One more proton, or electron that stays: H gains 2 a_i c Φ for each member, ∂G/∂a_i gains 2cΦ."""
    return value.subs({D: D + 2 * lam * c * X, P: P + 2 * c * X, E: E + c * X}, simultaneous=True)


def more_inside(value: sp.Expr, *, own: int = 4) -> sp.Expr:
    """One more member: each ∂G/∂a_i gains 2aΦ, and its own is 4a + 2Y + 2F, the 4 being 2 of Φ(θ, θ) = 1 and 2 of |a|².
    """
    return value.subs({
        D: D + 2 * lam * a * F, P: P + 2 * a * Y + a * (own * a + 2 * Y + 2 * F), Q: Q + a**2 + 2 * a * Y,
        O: O + 2 * a * Y, N: N + a**2, E: E + a * F}, simultaneous=True)


def for_all_units(value: sp.Expr, claim: str = "", *, own: int = 4) -> All:
    """`value` is 0 for every cluster in every surrounding: without charges, and unchanged by one more of either kind.

    >>> from verify.claims import Effort
    >>> str(for_all_units(balance()).settle(Effort()).status), str(for_all_units(D - lam * P).settle(Effort()).status)
    ('proved', 'refuted')
    """
    return All.of(
        claim or None,
        no_charges=Identity(value.subs(dict.fromkeys(SUMS, 0)), 0, UNITS),
        one_more_outside=Identity(more_outside(value), value, UNITS),
        one_more_inside=Identity(more_inside(value, own=own), value, UNITS),
    )
