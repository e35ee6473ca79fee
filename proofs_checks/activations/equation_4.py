"""Equation (4): the loss of one unit, the others being inactive."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import in_part, replaced, scaled
from verify.exact import All, Identity

equation_4 = statement(
    "eq-4", "The loss of the first unit alone", kind="equation", published="3", place="G.1.1", uses=("eq-1",),
    source="arXiv text, appendix G",
    reading="With a_2 = … = a_k = 0 the loss (1) is a_1² Φ(θ_1, θ_1) + 2 Σ_j a_1 b_j Φ(θ_1, w_j), up to the sum of all "
            "b_i b_j Φ(w_i, w_j), which depends on neither a_1 nor θ_1.")

# D is the loss (1) so far, B its terms without a_1 and θ_1, F = Σ b_j Φ(θ_1, w_j), e = Φ(θ_1, θ_1). One more proton
# brings b, φ = Φ(θ_1, w), X = Σ b_j Φ(w_j, w) and g = Φ(w, w); one more electron the charge c, R and U its sums.
a, b, c, e, f, g, B, D, F, R, U, X, phi = sp.symbols("a b c e f g B D F R U X φ")
REALS = Domain.of(*(Real(s.name) for s in (a, b, c, e, f, g, B, D, F, R, U, X, phi)))


def one_unit(cross: int = 2, charge: int = 0) -> All:
    """(1) = (4) + B, with no proton, with one more, and with one more electron of the given charge."""
    return All((
        ("no proton", Identity(a * a * e, a**2 * e + cross * a * 0, REALS)),
        ("one more proton", Identity(
            (2 * a * b * phi + 2 * b * X + b**2 * g) - (2 * b * X + b**2 * g),
            cross * a * (F + b * phi) - cross * a * F, REALS)),
        ("one more electron", Identity(charge * (charge * f + 2 * R + 2 * U), 0, REALS)),
    ), "a_2 = … = a_k = 0:  L(a, θ) = a_1²·Φ(θ_1, θ_1) + 2·Σ_j a_1·b_j·Φ(θ_1, w_j) + Σ_(i,j) b_i·b_j·Φ(w_i, w_j)")


@equation_4.claim("inactive-units", controls=lambda: {
    "without the factor 2": lambda q: one_unit(cross=1),
    "the others active": lambda q: one_unit(charge=-1),
})
def inactive_units() -> All:
    """For every k: each inactive electron adds 0, each proton what stands in (4) and a term without a_1 and θ_1."""
    return one_unit()


@equation_4.claim("best-charge", reading="sharpened", controls=lambda: {
    "a = F": in_part("completed", replaced(rhs=(a - F) ** 2 - F**2)),
    "lowers it by F²/2": in_part("at the best a", scaled("rhs", sp.Rational(1, 2))),
})
def best_charge() -> All:
    """With Φ(θ, θ) = 1 and F = Σ b_j Φ(θ_1, w_j), (4) is (a_1 + F)² − F²: the best charge is −F, and then
    θ_1 maximises |F|."""
    return All((
        ("completed", Identity(a**2 + 2 * a * F, (a + F) ** 2 - F**2, REALS)),
        ("at the best a", Identity((a**2 + 2 * a * F).subs(a, -F), -(F**2), REALS)),
    ), "L(a_1, θ_1) = (a_1 + F)² − F²,  F = Σ_j b_j·Φ(θ_1, w_j)")


@equation_4.derivation
def by_hand() -> Iterator[Line]:
    """From (1), and the best charge."""
    yield Line("In (1) let all charges but a_1 be 0. What is left has a_1 in", a**2 * e + 2 * a * F)
    yield Line("With Φ(θ, θ) = 1 this is", best_charge())
