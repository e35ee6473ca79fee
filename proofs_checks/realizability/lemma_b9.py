"""Lemma B.9: the explicit almost λ-harmonic potential, its signs and its bounds."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import added, flipped, replaced, scaled, substituted
from verify.decide import ForAll
from verify.exact import Identity, SolvesRecurrence

from .._symbols import D_ANY, D_ODD, MU_POS, R_POS, d, i, l, mu, r

lemma_b9 = statement(
    "lem-B.9", "The explicit almost λ-harmonic potential and its bounds", kind="lemma",
    uses=("def-3.5",), proof_uses=("lem-B.8",),
    source="arXiv text, Appendix B.3",
    reading="Φ(r) = p(r) e^{−μr} / r^{d−2} with a polynomial p of degree (d−3)/2 is λ-harmonic; bent inside a ball of "
            "radius ε it comes from an activation, its derivatives alternate in sign, and it obeys explicit bounds.")

RADIAL = Domain.of(R_POS, D_ANY, MU_POS)
p = sp.Function("p")(r)
YUKAWA = p * sp.exp(-mu * r) * r ** (2 - d)


def radial_laplacian(f: sp.Expr) -> sp.Expr:
    """r^{1−d} (r^{d−1} f′)′."""
    return sp.diff(r ** (d - 1) * sp.diff(f, r), r) / r ** (d - 1)


ODE = r * p.diff(r, 2) - (d - 3 + 2 * mu * r) * p.diff(r) + mu * (d - 3) * p


# The equation for p.

@lemma_b9.claim("ode", controls={
    "the coefficient 2 of √λ r is 1": substituted("rhs", {2 * mu * r: mu * r}),
    "d − 3 is d − 2": substituted("rhs", {d: d + 1}),
    "the last sign is minus": added("rhs", -2 * mu * (d - 3) * p * sp.exp(-mu * r) * r ** (1 - d)),
})
def ode() -> Identity:
    """ΔΦ = λΦ for Φ = p e^{−μr} r^{2−d} says exactly that the printed operator annihilates p."""
    return Identity(radial_laplacian(YUKAWA) - mu**2 * YUKAWA, ODE * sp.exp(-mu * r) * r ** (1 - d), RADIAL)
