"""Theorem 1.2: gradient descent is said to learn at least one hidden weight; the informal form of Theorem 4.1."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Line, statement
from verify.controls import in_part, replaced
from verify.exact import All

from .._symbols import y
from ..descent import _quadrupole as quadrupole
from ..descent.lemma_4_4 import deduction

theorem_1_2 = statement(
    "thm-1.2", "Gradient descent learns a hidden weight", kind="theorem", published="2",
    uses=("eq-1", "thm-4.1"), proof_uses=("lem-4.4",), source="arXiv text, Section 1.1 (informal)",
    reading="There is an activation with which gradient descent on the squared loss with ℓ₂ regularisation, for "
            "Gaussian inputs, has learned one of the target's hidden weights when it has converged. Read with "
            "what its formal version adds, no negative curvature and a value below the initial one, it holds up to ε; "
            "of every point without slope it would be false.")


@theorem_1_2.claim("at-convergence", controls=lambda: {
    "Σ|a_i| ≤ δ": in_part("so above", replaced(assume=(
        y >= sp.Symbol("B") - sp.Symbol("s"), sp.Symbol("s") <= sp.Symbol("δ")))),
    "a gap of δ/2": in_part("contradiction", replaced(
        conclude=sp.Not(sp.Le(y, sp.Symbol("B") - sp.Symbol("δ") / 2)))),
})
def at_convergence() -> All:
    """The theorem is called informal, so "at convergence" is taken with what Theorem 4.1 adds: nearly no slope, nearly
    no negative curvature, and √G below √G(0, 0) − δ. Then some θ_i is within kε of a w_j. Whether descent gets to such
    a point is Theorem 4.1's question; thm-4.1/joint-descent has a descent that does."""
    return deduction()


@theorem_1_2.claim("not-at-every-stationary-point", reading="sharpened", controls=lambda: {
    "the charges 1, 1, 1, −1": in_part("the field", lambda c: quadrupole.fields((1, 1, 1, -1))),
    "k = 6": in_part("near none", lambda c: quadrupole.far(factor=6)),
})
def not_at_every_stationary_point() -> All:
    """The additions are needed. Gradient descent also stays where the gradient is 0: at a = 0, θ = 0 amid charges
    1, 1, −1, −1 at (3, 4), (−3, −4), (3, −4), (−3, 4), 5 away from all."""
    return All((*quadrupole.in_the_set()[:2], ("near none", quadrupole.far())),
               "∇G(a,θ) = 0, |θ_i − w_j| = 5 ≥ k·ε for all j")


@theorem_1_2.derivation
def by_hand() -> Iterator[Line]:
    """A point without slope."""
    a, phi = quadrupole.a, quadrupole.phi
    yield Line("An electron with charge a amid two positive and two negative protons, all at the distance 5, adds",
               2 * a**2 + 2 * a * sum(charge * sp.Symbol(f"Φ_{i + 1}")
                                      for i, (charge, _) in enumerate(quadrupole.PROTONS)))
    yield Line("All Φ_j being equal, the field is", sum(charge * phi for charge, _ in quadrupole.PROTONS))
    yield Line("so a = 0 is where it stays, and nothing has been learned.")
