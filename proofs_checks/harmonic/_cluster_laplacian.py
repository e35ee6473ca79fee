"""Theorem 3.6: the Laplacian of a cluster of electrons that move together, for every k and every cluster size.

A configuration is built unit by unit: "inside" charges a at the cluster's place, "outside" charges c (electrons of
other clusters and protons) with the potential φ at that place. S is the sum of the charges inside, F the field there,
Σ c φ; D is Δ_v H, G is Σ_{i inside} a_i ∂L/∂a_i.
"""

from itertools import product

import sympy as sp

from verify.claims import Domain, Proposition, Real
from verify.exact import All, Family, Identity

from .._symbols import MU_POS, lam, mu, x

a, c, phi, S, F, D, G, L, rest = sp.symbols("a c φ S F D G L rest")
UNITS = Domain.of(*(Real(s.name) for s in (a, c, phi, S, F, D, G)), Real("lam", gt=0))


def more_outside(value: sp.Expr) -> sp.Expr:
    """What `value`(D, S, F, G) becomes with one more charge outside: pairs (i, new) and (new, i) for each i inside."""
    return value.subs({D: D + lam * 2 * S * c * phi, F: F + c * phi, G: G + S * 2 * c * phi}, simultaneous=True)


def more_inside(value: sp.Expr) -> sp.Expr:
    """What it becomes with one more charge inside, Φ(θ, θ) = 1.

    Every ∂L/∂a_i grows by 2a; the new one is 2(S + a) + 2F.
    """
    return value.subs({D: D + lam * 2 * a * F, S: S + a, G: G + S * 2 * a + a * (2 * (S + a) + 2 * F)},
                      simultaneous=True)


def for_all_units(value: sp.Expr, claim: str) -> All:
    """`value` is 0 for every configuration: without charges, and unchanged by one more outside or inside."""
    return All.of(
        claim,
        no_charges=Identity(value.subs({D: 0, S: 0, F: 0, G: 0}), 0, UNITS),
        one_more_outside=Identity(more_outside(value), value, UNITS),
        one_more_inside=Identity(more_inside(value), value, UNITS),
    )


def balance_gap() -> sp.Expr:
    """What is 0 when Δ_v H + 2λS² = λ Σ a_i ∂L/∂a_i."""
    return D + 2 * lam * S**2 - lam * G


def field_gap() -> sp.Expr:
    """What is 0 when Δ_v H = 2λSF."""
    return D - 2 * lam * S * F


def slopes_gap() -> sp.Expr:
    """What is 0 when Σ a_i ∂L/∂a_i = 2S² + 2SF."""
    return G - 2 * S**2 - 2 * S * F


class Written:
    """L by (1) for k electrons, the first l at one place, which moves by v = x along a coordinate; Φ(θ, θ) = 1.

    Towards each outside charge Φ is p e^{μx} + q e^{−μx}, any solution of Φ″ = μ²Φ near x = 0.
    """

    def __init__(self, k: int, size: int) -> None:
        self.k, self.size = k, size
        self.a, self.b = sp.symbols(f"a_1:{k + 1}"), sp.symbols(f"b_1:{k + 1}")
        self.names: dict[str, sp.Symbol] = {}

    def _symbol(self, name: str) -> sp.Expr:
        return self.names.setdefault(name, sp.Symbol(name))

    def potential(self, p: int, q: int, kind: str) -> sp.Expr:
        """Φ(θ_p, θ_q) for kind "e", Φ(θ_p, w_q) for "p", Φ(w_p, w_q) for "w", during the move."""
        if kind != "p" and p == q:
            return sp.Integer(1)
        if kind != "p" and p > q:
            p, q = q, p
        within = kind == "e" and q < self.size
        if within:
            return sp.Integer(1)
        if kind != "w" and p < self.size:  # one place for the whole cluster: the same Φ for all its electrons
            plus, minus = self._symbol(f"p_{kind}{q + 1}"), self._symbol(f"q_{kind}{q + 1}")
            return plus * sp.exp(mu * x) + minus * sp.exp(-mu * x)
        return self._symbol(f"{kind}_{p + 1}{q + 1}")

    def loss(self) -> sp.Expr:
        """Equation (1), term by term."""
        places = range(self.k)
        return sum(self.a[p] * self.a[q] * self.potential(p, q, "e") + 2 * self.a[p] * self.b[q]
                   * self.potential(p, q, "p") + self.b[p] * self.b[q] * self.potential(p, q, "w")
                   for p, q in product(places, places))

    def at_rest(self, value: sp.Expr) -> sp.Expr:
        """The value before the move."""
        return value.subs(x, 0)

    def laplacian(self) -> sp.Expr:
        """Δ_v H at v = 0."""
        return self.at_rest(sp.diff(self.loss(), (x, 2)))

    def first_line(self) -> sp.Expr:
        """λ Σ_{i≤l} a_i (2 Σ_j b_j Φ(θ_i, w_j) + 2 Σ_{j>l} a_j Φ(θ_i, θ_j))."""
        inside, outside = range(self.size), range(self.size, self.k)
        return mu**2 * self.at_rest(sum(self.a[p] * (
            2 * sum(self.b[q] * self.potential(p, q, "p") for q in range(self.k))
            + 2 * sum(self.a[q] * self.potential(p, q, "e") for q in outside)) for p in inside))

    def slope(self, p: int) -> sp.Expr:
        """∂L/∂a_p, differentiated."""
        return self.at_rest(sp.diff(self.loss(), self.a[p]))

    def printed_slope(self, p: int) -> sp.Expr:
        """2 Σ_j a_j Φ(θ_p, θ_j) + 2 Σ_j b_j Φ(θ_p, w_j)."""
        return self.at_rest(2 * sum(self.a[q] * self.potential(p, q, "e") + self.b[q] * self.potential(p, q, "p")
                                    for q in range(self.k)))

    def domain(self) -> Domain:
        """All charges and potentials."""
        return Domain.of(MU_POS, *(Real(s.name) for s in (*self.a, *self.b, *self.names.values())))


SIZES = ("1, l = 1", "2, l = 1", "2, l = 2", "3, l = 1", "3, l = 2", "3, l = 3")


def written_out(balance: int = 2, first: int = 1, slopes: int = 1) -> Family:
    """All displays for k = 1, 2, 3 and every cluster size, from (1) as it stands."""
    def build(value: str) -> Proposition:
        made = Written(int(value[0]), int(value[-1]))
        charge = sum(made.a[:made.size])
        pieces = (made.laplacian(), made.first_line(), *map(made.slope, range(made.k)))
        domain = made.domain()
        return All((
            ("first line", Identity(pieces[0], first * pieces[1], domain)),
            *((f"∂L/∂a_{p + 1}", Identity(pieces[2 + p], slopes * made.printed_slope(p), domain))
              for p in range(made.k)),
            ("balance", Identity(pieces[0] + balance * mu**2 * charge**2,
                                 mu**2 * sum(made.a[p] * pieces[2 + p] for p in range(made.size)), domain)),
        ))
    return Family("k", SIZES, build,
                  claim="Δ_v H + 2·λ·(Σ_(i≤l) a_i)² = λ·Σ_(i≤l) a_i·∂L/∂a_i, term by term")
