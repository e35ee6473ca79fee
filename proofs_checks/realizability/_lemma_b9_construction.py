"""Lemma B.9, the existence: Lemma B.8's hypotheses hold for Φ, so the bent potential comes from an activation."""

import sympy as sp

from verify.claims import Domain, Integer, Real
from verify.controls import flipped, in_part, replaced, scaled, substituted, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import D_ODD, MU_POS, R_POS, d, l, r
from .lemma_b8 import agreement
from .lemma_b9 import (
    alternating_signs,
    derivative_numerator,
    f,
    lemma_b9,
    p,
    q_coefficients,
    q_nonnegative,
    radial_laplacian,
    solution,
    yukawa,
)

MASS, ENERGY, B, B0 = sp.Symbol("λ∫Φ²"), sp.Symbol("∫Φ′²"), sp.Symbol("B(R)"), sp.Symbol("B(ε)")
HALF, FULL, SLOPE = sp.Symbol("|Φ(r/2)|"), sp.Symbol("|Φ(r)|"), sp.Symbol("|Φ′(r)|")


@lemma_b9.claim("square-integrable", reading="sharpened", controls=lambda: {
    "without the sign of ΦΦ′ at R": in_part("truncated integral", without(1)),
    "f f′ without r^{d−1}": in_part("derivative of r^{d−1} f f′", substituted("lhs", {r ** (d - 1): 1})),
})
def square_integrable() -> All:
    """∫_ε^R λΦ² r^{d−1} dr ≤ −ε^{d−1}ΦΦ′(ε) for every R: integrate (r^{d−1}ΦΦ′)′ = r^{d−1}(Φ′² + λΦ²) and use that
    Φ falls. So Φ is square-integrable beyond ε, which Lemma B.8 needs and does not ask for."""
    return All((
        ("derivative of r^{d−1} f f′", Identity(
            sp.Derivative(r ** (d - 1) * f * sp.Derivative(f, r), r),
            r ** (d - 1) * (sp.Derivative(f, r) ** 2 + f * radial_laplacian(f)), Domain.of(R_POS, D_ODD))),
        ("truncated integral", ForAll(
            (sp.Eq(MASS + ENERGY, B - B0), sp.Le(B, 0)), sp.Le(MASS, -B0),
            Domain.of(Real(MASS.name, ge=0), Real(ENERGY.name, ge=0), Real(B.name), Real(B0.name)),
            named=("the identity, integrated from ε to R", "lem-B.9/alternating-signs"))),
    ), "λ ∫_ε^R Φ(r)² r^{d−1} dr ≤ −ε^{d−1} Φ(ε) Φ′(ε) for all R > ε")


@lemma_b9.claim("limits", reading="sharpened", controls=lambda: {
    "without monotony": in_part("one order more", without(0)),
    "in two dimensions": in_part("order 0", replaced(domain=Domain.of(Integer("d", ge=2)))),
})
def limits() -> All:
    """All derivatives vanish at infinity: 0 ≤ Φ ≤ r^{2−d} with 2 − d < 0, and |Φ^{(j+1)}(r)| ≤ (2/r)|Φ^{(j)}(r/2)|
    because |Φ^{(j)}| falls and is convex."""
    return All((
        ("order 0", ForAll((), sp.Lt(2 - d, 0), Domain.of(D_ODD))),
        ("one order more", ForAll(
            (sp.Ge(HALF - FULL, SLOPE * r / 2),), sp.Le(SLOPE, 2 / r * HALF),
            Domain.of(R_POS, Real(HALF.name, ge=0), Real(FULL.name, ge=0), Real(SLOPE.name, ge=0)),
            named=("lem-B.9/alternating-signs",))),
    ), "Φ^{(j)}(r) → 0 as r → ∞ for all j")


@lemma_b9.claim("weight", reading="sharpened", controls=lambda: {
    "W with the power 2d − 2": in_part("formula", scaled("rhs", r)),
    "the numerator of too high a degree": in_part("degree below the power", flipped()),
})
def weight() -> All:
    """W = −(Φ^{(d−1)}/r)′ is e^{−μr} Q/r^{2d−1} with Q = (2d − 2 + μr)P − rP′, P = P_{d−1} of degree (d−3)/2 + d − 1:
    by q-nonnegative all its coefficients are ≥ 0, so the mixture of the kernels T_x with weight W is positive."""
    return All((
        ("formula", Identity(-sp.Derivative(yukawa(p, 2 * d - 3) / r, r),
                             yukawa(derivative_numerator(p).subs(l, 2 * d - 2), 2 * d - 1),
                             Domain.of(R_POS, MU_POS, D_ODD))),
        ("degree below the power", ForAll((), sp.Lt((d - 3) / 2 + d - 1, 2 * d - 2), Domain.of(D_ODD))),
        ("coefficients of Q", q_coefficients()), ("their signs", q_nonnegative()),
    ), "W(r) = −(Φ^{(d−1)}(r)/r)′ ≥ 0 for r > 0")


W, T = sp.Symbol("W(x)"), sp.Symbol("F(T_x)(ω)")


@lemma_b9.claim("construction", controls=lambda: {
    "the kernel's transform may be negative": in_part("the transform", replaced(
        domain=Domain.of(Real(W.name, ge=0), Real(T.name)))),
    "another power of r": in_part("λ-harmonic", scaled("closed", r)),
})
def construction() -> All:
    """The potential exists, for every odd d ≥ 3: Φ is λ-harmonic, satisfies what Lemma B.8 (corrected) asks for, and
    Φ_ε = ∫_{x>ε} W(x) T_x dx equals it for r ≥ ε and has a nonnegative transform, T_x being positive definite."""
    return All((
        ("λ-harmonic", solution()), ("signs", alternating_signs()), ("limits", limits()),
        ("square-integrable", square_integrable()), ("weight", weight()), ("Φ outside ε", agreement()),
        ("the transform", ForAll((), sp.Ge(W * T, 0, evaluate=False),
                                 Domain.of(Real(W.name, ge=0), Real(T.name, ge=0)))),
    ), "for 0 < ε < 1 there is a realizable Φ_ε with ΔΦ_ε = λΦ_ε for r ≥ ε")
