"""The Bessel functions K_0 and K_1 by their integrals, and the transforms of K_0 on the line and of K_1(r)/r in space.

K_ν(x) = ∫ e^{−x cosh t} cosh νt dt over t > 0 (fact-bessel). Transforms go under that integral (fact-tonelli), where
they are Laplace transforms at p = cosh t; what is left over is an integral over t, elementary in φ with
sinh t = √(1+ω²) tan φ.
"""

from fractions import Fraction
from functools import cache
from typing import Any

import sympy as sp

from verify.certify import IntegralEquals
from verify.claims import Domain, Real
from verify.decide import ForAll
from verify.exact import All, Identity, laplace_pair

from .._symbols import omega, s, t, u, v, x, y, z

p, b, nu, phi, G, half = sp.symbols("p b nu phi G N")


@cache
def hyperbolic_cosine() -> Any:
    """e^t/2 + e^(−t)/2."""
    return (sp.exp(t) + sp.exp(-t)) / 2


@cache
def hyperbolic_sine() -> Any:
    """e^t/2 − e^(−t)/2."""
    return (sp.exp(t) - sp.exp(-t)) / 2


T, X_POS, OMEGA = Real("t"), Real("x", gt=0), Real("omega")
B_POS = Real("b", gt=0)
f = sp.Function("f")(x)


@cache
def k0_equation() -> Any:
    """x K_0″ + K_0′ − x K_0, which is 0."""
    return x * f.diff(x, 2) + f.diff(x) - x * f


def representation() -> All:
    """The integrals solve the modified Bessel equation, and K_0′ = −K_1; each line per factor e^{−x cosh t}.

    (A e^{−x cosh t})′ = (A′ − x sinh t A) e^{−x cosh t}, so an integrand of that form integrates to A(0) − 0.
    """
    wave, slope = (sp.exp(nu * t) + sp.exp(-nu * t)) / 2, (sp.exp(nu * t) - sp.exp(-nu * t)) / 2
    A = -(x * hyperbolic_sine() * wave + nu * slope)
    on = Domain.of(T, X_POS, Real("nu"))
    return All((
        ("under the integral", Identity(sp.Derivative(-sp.exp(-x * p), x), p * sp.exp(-x * p),
                                        Domain.of(X_POS, Real("p", gt=0)))),
        ("Bessel's equation", Identity(sp.Derivative(A, t) - x * hyperbolic_sine() * A, (
            x**2 * hyperbolic_cosine()**2 - x * hyperbolic_cosine() - x**2 - nu**2) * wave, on)),
        ("no boundary term", Identity(A.subs(t, 0), 0, Domain.of(X_POS, Real("nu")))),
    ), "K_ν = ∫_(0..∞) e^(−x·cosh t)·cosh(νt) dt:  x²K_ν″ + xK_ν′ − (x² + ν²)K_ν = 0,  K_0′ = −K_1")


def angle() -> All:
    """∫ cosh t/(cosh² t + ω²) dt over t > 0 is π/(2√(1+ω²)): in φ it is the length of (0, π/2) over b = √(1+ω²)."""
    tangent = b * sp.sin(phi) / sp.cos(phi)
    return All((
        ("slope of sinh", Identity(sp.Derivative(hyperbolic_sine(), t), hyperbolic_cosine(), Domain.of(T))),
        ("cosh² + ω² = sinh² + b²", Identity(
            hyperbolic_cosine()**2 + omega**2, hyperbolic_sine()**2 + (1 + omega**2), Domain.of(T, OMEGA))),
        ("in φ", Identity(sp.Derivative(tangent, phi) / (tangent**2 + b**2), 1 / b, Domain.of(
            B_POS, Real("phi", ge=0, lt=1)))),
        ("φ from 0 to π/2", Identity((sp.pi / 2 - 0) / sp.sqrt(1 + omega**2), sp.pi / (2 * sp.sqrt(1 + omega**2)),
                                     Domain.of(OMEGA))),
    ), "∫_(0..∞) cosh t/(cosh²t + ω²) dt = π/(2√(1 + ω²))")


def on_the_line() -> All:
    """∫ K_0(|x|) cos ωx dx = π/√(1+ω²), under the integral over t."""
    return All((
        ("at p = cosh t", laplace_pair(sp.cos(omega * z), p / (p**2 + omega**2), z, p)),
        ("over t", angle()),
        ("both halves", Identity(2 * sp.pi / (2 * sp.sqrt(1 + omega**2)), sp.pi / sp.sqrt(1 + omega**2),
                                 Domain.of(OMEGA))),
    ), "∫_(−∞..∞) K_0(|x|)·cos(ω·x) dx = π/√(1 + ω²)")


def by_the_equation() -> All:
    """The same by Bessel's equation: G = ∫ K_0 cos ωx dx over x > 0 satisfies (1+ω²)G′ = −ωG, and G(0) = π/2.

    N = ∫ x K_0 sin ωx dx = −G′. The boundary terms vanish: xK_0 and x·xK_0′ are 0 at 0, and all at infinity.
    """
    g = sp.Function("G")(omega)
    flux = x * f.diff(x) * sp.sin(omega * x) - omega * x * f * sp.cos(omega * x)
    return All((
        ("by parts", Identity(sp.Derivative(flux, x), (1 + omega**2) * x * f * sp.sin(omega * x)
                              - omega * f * sp.cos(omega * x) + k0_equation() * sp.sin(omega * x),
                              Domain.of(X_POS, OMEGA))),
        ("under the integral", Identity(sp.Derivative(f * sp.cos(omega * x), omega), -x * f * sp.sin(omega * x),
                                        Domain.of(X_POS, OMEGA))),
        ("an equation for G", ForAll((sp.Eq((1 + omega**2) * half - omega * G, 0), sp.Eq(half, -y)),
                                     sp.Eq((1 + omega**2) * y + omega * G, 0),
                                     Domain.of(OMEGA, Real("N"), Real("G"), Real("y")),
                                     named=("by parts: N is the integral of x·K_0·sin", "y = G′ = −N"))),
        ("one solution", Identity(sp.Derivative(g * sp.sqrt(1 + omega**2), omega),
                                  ((1 + omega**2) * g.diff(omega) + omega * g) / sp.sqrt(1 + omega**2),
                                  Domain.of(Real("omega", ge=0)))),
        ("G(0) in φ", Identity(sp.Derivative(sp.sin(phi) / sp.cos(phi), phi) / (1 + (sp.sin(phi) / sp.cos(phi)) ** 2),
                               1, Domain.of(Real("phi", ge=0, lt=1)))),
    ), "G(ω) = ∫_(0..∞) K_0·cos(ω·x) dx:  (1 + ω²)·G′ = −ω·G,  G(0) = ∫_(0..∞) dt/cosh t = π/2")


def by_quadrature(digits: int = 30) -> IntegralEquals:
    """The integral over t with v = e^{−t}, enclosed at four frequencies."""
    return IntegralEquals(2 * (1 + v**2) / ((1 + v**2) ** 2 + 4 * omega**2 * v**2), v, sp.Integer(0), sp.Integer(1),
                          sp.pi / (2 * sp.sqrt(1 + omega**2)), digits=digits,
                          points=tuple({"omega": Fraction(w)} for w in ("0", "1/2", "7/3", "9")))


def in_v() -> Identity:
    """What `by_quadrature` integrates is cosh t/(cosh² t + ω²) dt with v = e^{−t}."""
    cosh = (v + 1 / v) / 2
    return Identity(cosh / (cosh**2 + omega**2) / v, 2 * (1 + v**2) / ((1 + v**2) ** 2 + 4 * omega**2 * v**2),
                    Domain.of(Real("v", gt=0, lt=1), OMEGA))


def squared() -> All:
    """∫ K_0(|x|)² dx = π²/2, without any transform: cosh s + cosh t = 2 cosh a cosh b, with s = a + b and t = a − b.

    ∫ K_0² over x > 0 is ∫∫ ds dt/(cosh s + cosh t) over s, t > 0, a quarter of that over the plane (fact-tonelli).
    """
    def cosh(argument: sp.Expr) -> sp.Expr:
        return (sp.exp(argument) + sp.exp(-argument)) / 2

    plane = Domain.of(Real("u"), Real("v"))
    return All((
        ("over x", laplace_pair(sp.Integer(1), 1 / p, z, p)),
        ("sum to product", Identity(cosh(u + v) + cosh(u - v), 2 * cosh(u) * cosh(v), plane)),
        ("ds dt = 2 da db", Identity(sp.Matrix([u + v, u - v]).jacobian([u, v]).det() ** 2, 4, Domain())),
        ("each factor is twice π/2", angle()),
        ("together", Identity(2 * sp.Rational(1, 4) * (2 / sp.Integer(2)) * sp.pi**2, sp.pi**2 / 2, Domain())),
    ), "∫_(−∞..∞) K_0(|x|)² dx = π²/2")


def in_space() -> All:
    """∫ K_1(x) sin ωx dx = (π/2) ω/√(1+ω²) over x > 0, so that K_1(r)/r on R³ has the transform 2π²/√(1+ω²)."""
    return All((
        ("at p = cosh t", laplace_pair(sp.sin(omega * z), omega / (p**2 + omega**2), z, p)),
        ("over t", angle()),
        ("on R³", Identity(4 * sp.pi / omega * sp.pi / 2 * omega / sp.sqrt(1 + omega**2),
                           2 * sp.pi**2 / sp.sqrt(1 + omega**2), Domain.of(Real("omega", gt=0)))),
    ), "(4π/ω)·∫_(0..∞) K_1(x)·sin(ω·x) dx = 2π²/√(1 + ω²)")


def lower_bound() -> All:
    """K_1(x) ≥ e^{−x}/x: with u = sinh t, K_1(x) = ∫ e^{−x√(1+u²)} du, and √(1+u²) ≤ 1 + u."""
    return All((
        ("in u = sinh t", Identity(sp.Derivative(hyperbolic_sine(), t), hyperbolic_cosine(), Domain.of(T))),
        ("cosh = √(1 + sinh²)", Identity(hyperbolic_cosine()**2, 1 + hyperbolic_sine()**2, Domain.of(T))),
        ("the root", ForAll((sp.Eq(s**2, 1 + u**2),), sp.Le(s, 1 + u), Domain.of(Real("s", ge=0), Real("u", ge=0)))),
        ("∫ e^{−x(1+u)} du", Identity(sp.Derivative(-sp.exp(-x * (1 + u)) / x, u), sp.exp(-x * (1 + u)),
                                      Domain.of(X_POS, Real("u", ge=0)))),
        ("from 0", Identity((sp.exp(-x * (1 + u)) / x).subs(u, 0), sp.exp(-x) / x, Domain.of(X_POS))),
    ), "K_1(x) ≥ e^(−x)/x")
