"""One electron in the field of fixed protons: its loss, what one more proton adds, and exact instances of Φ_ε.

L_1(a, θ) = a² + 2aF(θ) + C with F = Σ_j b_j Φ(θ, w_j) and C = L_1(0, 0). Letters: g = ∂L_1/∂a, D = Δ_θ L_1, λ = 1
unless it is written.
"""

from fractions import Fraction
from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Real
from verify.exact import inside_polynomial, outside_values, values_at_zero

from .._symbols import r, v

a, b, F, C, g, D, x, y, phi, p = sp.symbols("a b F C g D x y φ p")
delta, kappa, zeta, beta, tau, rho = sp.symbols("delta kappa zeta beta tau rho")
DELTA_UNIT = Real("delta", gt=0, lt=1)


@cache
def loss() -> Any:
    """C + 2·F·a + a²."""
    return a**2 + 2 * a * F + C


def reals(*symbols: sp.Symbol) -> Domain:
    """Real variables without a bound."""
    return Domain.of(*(Real(s.name) for s in symbols))


def rational(value: Fraction) -> sp.Rational:
    """A Fraction as SymPy's."""
    return sp.Rational(value.numerator, value.denominator)


def inside(dim: int, radius: Fraction, order: int = 0) -> sp.Expr:
    """Φ_ε^{(order)} for r < ε as a polynomial in r, at λ = 1 and Φ_ε(0) = 1; exact.

    >>> inside(3, Fraction(1, 2)).subs(sp.Symbol("r"), 0)
    1
    """
    zero = values_at_zero(dim, radius)[0]
    bracket = sum(rational(c / zero) * v**i for i, c in enumerate(inside_polynomial(dim, order, radius)))
    return sp.expand((-1 / rational(radius)) ** order * bracket.subs(v, 1 - r / rational(radius)))


def at_radius(dim: int, radius: Fraction, order: int = 0) -> sp.Rational:
    """Φ_ε^{(order)}(ε), normalised, at λ = 1: a rational number.

    >>> at_radius(3, Fraction(1, 2))
    12/43
    """
    return rational(outside_values(dim, radius)[order] / values_at_zero(dim, radius)[0] / (-radius) ** order)

