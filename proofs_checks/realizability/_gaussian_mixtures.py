"""Gaussians of every width on R^d, and when a power is integrable: what the counterexamples to Lemma B.6 are made of.

A Gaussian e^{−x²r²/2} (width 1/x) is a product over the coordinates, so its integrals over R^d are d-th powers of
integrals over the line, of which erf gives primitives (erf is −1 and 1 at the two ends).
"""

from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Real
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Identity

from .._symbols import D_ANY, R_POS, d, omega, r, u, v, x

p, b = sp.symbols("p b")
X_POS, X_UNIT, V_POS = Real("x", gt=0), Real("x", gt=0, lt=1), Real("v", ge=0)
WIDTH = Domain.of(X_POS, R_POS, D_ANY, Real("omega"))


@cache
def gaussian() -> Any:
    """One coordinate of a member of the second family; of the first one, at x = 1."""
    return sp.exp(-(x**2) * r**2 / 2)


@cache
def transform() -> Any:
    """Its Fourier transform on the line."""
    return sp.sqrt(2 * sp.pi) / x * sp.exp(-(omega**2) / (2 * x**2))


@cache
def norm() -> Any:
    """The L² norm of e^{−x²r²/2} on R^d."""
    return sp.pi ** (d / 4) * x ** (-d / 2)


@cache
def closed() -> Any:
    """∫ e^{−y²r²/2} dy for y from 0 to x."""
    return sp.sqrt(sp.pi / 2) * sp.erf(x * r / sp.sqrt(2)) / r


@cache
def lower() -> Any:
    """The mixture is at least e^{−1/2}/r for r ≥ 1, so its squared norm at least |S^{d−1}| e^{−1} ∫ e^{(d−2)v} dv."""
    return (
       ("below 1/r", MonomialBound(sp.exp(-sp.Rational(1, 2)), gaussian(), Domain.of(X_UNIT, Real("r", ge=1)),
                                   assume=(x * r <= 1,))),
       ("1/r is in reach", ForAll((), sp.Le(1 / r, 1), Domain.of(Real("r", ge=1)))),
       ("the norm in v = ln r", Identity(((sp.exp(-sp.Rational(1, 2)) / r) ** 2 * r ** (d - 1) * r).subs(r, sp.exp(v)),
                                         sp.exp(-1) * sp.exp((d - 2) * v), Domain.of(V_POS, Integer("d", ge=1)))),
   )


def gaussian_norm() -> All:
    """‖e^{−x²r²/2}‖₂ on R^d: the primitive of the square along one coordinate, whose total √π/x is raised to d."""
    primitive = sp.sqrt(sp.pi) / (2 * x) * sp.erf(x * r)
    return All.of(
        "‖e^(−x²r²/2)‖₂ = π^(d/4)·x^(−d/2) on R^d",
        along_a_coordinate=Identity(sp.Derivative(primitive, r), gaussian()**2, WIDTH),
        d_coordinates=Identity(norm()**2, (sp.sqrt(sp.pi) / x) ** d, WIDTH),
    )


def gaussian_transform() -> All:
    """The transform by its differential equation: an integration by parts gives x²F′ = −ωF, and F(0) = √(2π)/x."""
    g, growth = sp.Function("G")(omega), sp.exp(b * omega**2 / 2)
    return All((
        ("by parts", Identity(sp.Derivative(gaussian() * sp.sin(omega * r), r),
                              (omega * sp.cos(omega * r) - x**2 * r * sp.sin(omega * r)) * gaussian(), WIDTH)),
        ("under the integral", Identity(sp.Derivative(gaussian() * sp.cos(omega * r), omega),
                                        -r * sp.sin(omega * r) * gaussian(), WIDTH)),
        ("at 0", Identity(sp.Derivative(sp.sqrt(sp.pi / 2) / x * sp.erf(x * r / sp.sqrt(2)), r), gaussian(), WIDTH)),
        ("the equation", Identity(sp.Derivative(transform(), omega), -omega / x**2 * transform(), WIDTH)),
        ("one solution, b = 1/x²", Identity(sp.Derivative(g * growth, omega),
                                            (g.diff(omega) + b * omega * g) * growth,
                                            Domain.of(Real("b", gt=0), Real("omega")))),
        ("d coordinates", Identity(transform().subs(omega, 0) ** d, (2 * sp.pi) ** (d / 2) * x ** (-d), WIDTH)),
        ("integrable", Identity(sp.Derivative(sp.pi * sp.erf(omega / (sp.sqrt(2) * x)), omega), transform(), WIDTH)),
    ), "F(e^(−x²r²/2))(ω) = (2π)^(d/2)·x^(−d)·e^(−|ω|²/(2x²)) > 0, with ∫ F dω = (2π)^d")


def power_test() -> All:
    """∫ x^p over (0, 1), in x = e^{−v}: the part with v < u is a bounded function of u for p > −1, else at least u."""
    bounded = (1 - sp.exp(-(p + 1) * u)) / (p + 1)
    above, below = Real("p", gt=-1), Real("p", le=-1)
    return All((
        ("substitution", Identity(sp.exp(-v) ** p * sp.exp(-v), sp.exp(-(p + 1) * v),
                                  Domain.of(Real("p"), Real("v", ge=0)))),
        ("p > −1", Identity(sp.Derivative(bounded, u), sp.exp(-(p + 1) * u), Domain.of(above, Real("u", gt=0)))),
        ("from 0", Identity(bounded.subs(u, 0), 0, Domain.of(above))),
        ("p ≤ −1", MonomialBound(sp.Integer(1), sp.exp(-(p + 1) * v), Domain.of(below, Real("v", ge=0)))),
    ), "∫_(0..1) x^p dx < ∞ exactly when p > −1")
