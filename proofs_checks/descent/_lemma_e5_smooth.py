"""Lemma E.5: how smooth L_1 is away from the protons, which its proof takes from Lemma 4.2.

s = ε in the formulas for d = 3, before normalisation, of `_charge_lag`.
"""

from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Real
from verify.controls import in_part, replaced, scaled, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import r
from . import _charge_lag as lag
from ._single_node import inside
from .lemma_e5 import lemma_e5

M, rho, slope = sp.symbols("M rho s")
HALF = lag.Fraction(1, 2)


@cache
def outer() -> Any:
    """s·e^(s − r)/r."""
    return sp.exp(lag.s - r) * lag.s / r


SMOOTH = Domain.of(Real("s", gt=0, lt=1), Real("r", gt=0))


def _inner(order: int) -> sp.Expr:
    return sp.diff(lag.inside(r / lag.s), r, order).subs(r, lag.s)


def _outer(order: int) -> sp.Expr:
    return sp.diff(outer(), r, order).subs(r, lag.s)


@lemma_e5.claim("three-times-differentiable", severity="proof",
                same_as="thm-4.1/three-times-differentiable",
                wrong="For d = 3 L₁ is not C³: Φ_ε‴ jumps at r = ε; Lipschitz ∇²L₁ suffices.",
                reading="step", expect="refuted", controls=lambda: {
    "up to a sign": scaled("rhs", -1),
}, true_controls=lambda: {
    "two times": lambda q: Identity(_outer(2), _inner(2), SMOOTH),
})
def three_times_differentiable() -> Identity:
    """"L_1 is three-times continuously differentiable" away from the w_j: for d = 3 the third derivative of Φ_ε jumps
    on the sphere ‖θ − w_j‖ = ε, inside the region in question. Its two values at r = ε = s, before normalisation."""
    return Identity(_outer(3), _inner(3), SMOOTH)


@lemma_e5.claim("hessian-lipschitz", reading="corrected", corrects="three-times-differentiable", controls=lambda: {
    "three derivatives agree": in_part("Φ_ε″ agrees", lambda q: Identity(_outer(3), _inner(3), SMOOTH)),
    "|Φ_ε‴| decreases outside, too fast": in_part("largest at ε outside", scaled("rhs", r)),
})
def hessian_lipschitz() -> All:
    """What Lemma D.2 uses is a Lipschitz constant of the Hessian, and that there is: Φ_ε is C², its third derivative is
    bounded on either side (d = 3: constant inside; outside r³e^r|Φ_ε‴| is a polynomial over r, so |Φ_ε‴| is largest
    at ε). From d = 7 on it is three times differentiable, as it is C^{d−1}."""
    cubic = 6 + 6 * r + 3 * r**2 + r**3
    return All((
        ("Φ_ε agrees", Identity(_outer(0), _inner(0), SMOOTH)),
        ("Φ_ε′ agrees", Identity(_outer(1), _inner(1), SMOOTH)),
        ("Φ_ε″ agrees", Identity(_outer(2), _inner(2), SMOOTH)),
        ("constant inside", Identity(sp.Derivative(lag.inside(r / lag.s), (r, 4)), sp.Integer(0), SMOOTH)),
        ("largest at ε outside", Identity(sp.Derivative(sp.exp(-r) / r, (r, 3)), -cubic * sp.exp(-r) / r**4, SMOOTH)),
        ("and decreasing", ForAll((), sp.Gt(r * cubic + 4 * cubic - r * sp.diff(cubic, r), 0),
                                  Domain.of(Real("r", gt=0)))),
    ), "∇²L_1 is Lipschitz wherever ‖θ − w_j‖ ≥ ρ")


@lemma_e5.claim("derivative-bounds", severity="proof",
                wrong="Bounded radial derivatives do not bound ∇²L₁: Φ_ε′(r)/r → −∞ at w_j.",
                reading="step", expect="refuted", controls=lambda: {
    "with a factor 1000": replaced(conclude=sp.Le(-inside(3, HALF, 1) / r, 1000 * 6**6)),
}, true_controls=lambda: {
    "at a distance from 1/1000 on": replaced(domain=Domain.of(Real("r", ge="1/1000", le="1/2"))),
})
def derivative_bounds() -> ForAll:
    """"The first three derivatives are bounded by (d/ε)^{2d}, except at w_1, …, w_k": the radial ones are (for d = 3,
    Lemma 4.2 has two of them), but the Hessian of Φ_ε(‖θ − w‖) has the eigenvalue Φ_ε′/r, which is unbounded near w:
    d = 3, ε = 1/2, (d/ε)^{2d} = 6⁶."""
    return ForAll((), sp.Le(-inside(3, HALF, 1) / r, 6**6, evaluate=False), Domain.of(Real("r", gt=0, le="1/2")))


@lemma_e5.claim("derivative-bounds-corrected", reading="corrected", corrects="derivative-bounds", controls=lambda: {
    "nearer than ρ": without(1), "without 1/ρ": replaced(conclude=sp.Le(slope / r, M)),
})
def derivative_bounds_corrected() -> ForAll:
    """At a distance ≥ ρ, ρ ≤ 1, from w the eigenvalues Φ_ε″ and Φ_ε′/r are at most M/ρ, M = (2d/ε)^{d−1}: with
    ρ = (d/ε)^{−O(d)} that is (d/ε)^{O(d)} again, with another constant in the O; so for third derivatives, with M/ρ².
    s = |Φ_ε′|."""
    return ForAll((sp.Le(slope, M), r >= rho), sp.Le(slope / r, M / rho),
                  Domain.of(Real("s", ge=0), Real("M", gt=0), Real("r", gt=0), Real("rho", gt=0, le=1)),
                  named=("lem-4.2/sharp-bound-power", "‖θ − w_j‖ ≥ ρ"))
