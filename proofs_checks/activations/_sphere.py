"""Appendix G: functions of the angle α to a point, on circle and spheres; slopes and Laplacians."""

from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Real
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import d

Expr = Any

alpha, c, s = sp.symbols("alpha c s")
ANGLE = Domain.of(Real("alpha", gt=0, lt=3))


def potential() -> Expr:
    """Φ at the angle α."""
    return 1 - 2 * alpha / sp.pi


def slope() -> Expr:
    """Φ′, in the angle."""
    return sp.diff(potential(), alpha)


def laplacian(f: Expr, dimension: Expr) -> Expr:
    """On the sphere of R^dimension: f″ + (dimension − 2) cot α f′."""
    return sp.Derivative(f, (alpha, 2)) + (dimension - 2) * sp.cos(alpha) / sp.sin(alpha) * sp.Derivative(f, alpha)


def on_the_circle() -> Identity:
    """Φ″ = 0 for 0 < α < π."""
    return Identity(laplacian(potential(), sp.Integer(2)), 0, ANGLE)


def at_the_antipode() -> Identity:
    """The slope of Φ in θ, before −w and behind it: −2/π and 2/π, as the angle grows and then falls."""
    return Identity(-slope() - slope(), 4 / sp.pi)


def no_harmonic_potential() -> ForAll:
    """Affine with slope p on one side of w and −p on the other, by symmetry; one slope at −w: p = −p."""
    p = sp.Symbol("p")
    return ForAll((sp.Eq(p, -p),), sp.Eq(p, 0), Domain.of(Real("p")), named=("Φ is differentiable at −w",))


def higher_spheres() -> All:
    """ΔΦ = −(2/π)(d − 2) cot α: negative near w, positive near −w; c = cos α, s = sin α > 0."""
    value = -2 * (d - 2) * sp.cos(alpha) / (sp.pi * sp.sin(alpha))
    signs = Domain.of(Integer("d", ge=3), Real("c", ge=-1, le=1), Real("s", gt=0, le=1))
    return All((
        ("Laplacian", Identity(laplacian(potential(), d), value, Domain.of(*ANGLE, Integer("d", ge=3)))),
        ("negative for α < π/2", ForAll((c > 0,), -(d - 2) * c / s < 0, signs, named=("cos α > 0",))),
        ("positive for α > π/2", ForAll((c < 0,), -(d - 2) * c / s > 0, signs, named=("cos α < 0",))),
    ), "d ≥ 3:  ΔΦ = −(2/π)·(d − 2)·cot α, zero at α = π/2 only")
