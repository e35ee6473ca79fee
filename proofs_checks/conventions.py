"""The two Fourier transforms and the two Hermite polynomials in use, and how a claim changes from one to the other.

The project's own are `PLAIN` and `ORTHONORMAL`. The paper mixes transforms: its Appendix B.1 prints a value of the
unitary one, the proof of Theorem 2.1 needs F(f∗g) = F(f)F(g), which the plain one has. Hermite polynomials are
orthonormal in Theorem B.2 without a word.
"""

from dataclasses import dataclass
from typing import Any

import sympy as sp

Expr = Any


@dataclass(frozen=True)
class Fourier:
    """F(f)(ω) = factor(d) ∫ f(x) e^{−iω·x} dx over R^d.

    >>> d = sp.Symbol("d")
    >>> PLAIN.factor(d), UNITARY.factor(sp.Integer(2))
    (1, 1/(2*pi))
    """

    name: str
    power: Expr
    """factor(d) = (2π)^{−power·d}."""

    def factor(self, d: Expr) -> Expr:
        """What stands before the integral."""
        return (2 * sp.pi) ** (-self.power * d)

    def inverse_factor(self, d: Expr) -> Expr:
        """What stands before the integral of F(f)(ω) e^{iω·x}, to give f back.

        >>> PLAIN.inverse_factor(sp.Integer(1)) == 1 / (2 * sp.pi)
        True
        """
        return (2 * sp.pi) ** ((self.power - 1) * d)

    def convolution_factor(self, d: Expr) -> Expr:
        """The c with F(f∗g) = c F(f)F(g).

        >>> PLAIN.convolution_factor(sp.Integer(3)), UNITARY.convolution_factor(sp.Integer(2))
        (1, 2*pi)
        """
        return (2 * sp.pi) ** (self.power * d)

    def energy_factor(self, d: Expr) -> Expr:
        """The c with ∫ |F(f)|² dω = c ∫ |f|² dx (Plancherel).

        >>> PLAIN.energy_factor(sp.Integer(1)), UNITARY.energy_factor(sp.Integer(1))
        (2*pi, 1)
        """
        return (2 * sp.pi) ** ((1 - 2 * self.power) * d)

    def root_factor(self, d: Expr) -> Expr:
        """The c with F⁻¹(√F(h∗h)) = c h, for an h with F(h) ≥ 0: what Theorem 2.1's h is, times c.

        >>> PLAIN.root_factor(sp.Symbol("d")), UNITARY.root_factor(sp.Integer(4))
        (1, 2*pi)
        """
        return (2 * sp.pi) ** (self.power * d / 2)


PLAIN = Fourier("plain", sp.Integer(0))
"""F(f)(ω) = ∫ f(x) e^{−iω·x} dx, so that F(f∗g) = F(f)F(g): the proof of Theorem 2.1."""
UNITARY = Fourier("unitary", sp.Rational(1, 2))
"""(2π)^{−d/2} times that, an isometry of L²: √(2/π)/(1+ω²) in Appendix B.1, and the Hankel transform of Lemma B.10."""


@dataclass(frozen=True)
class Hermite:
    """Polynomials orthogonal under N(0, 1): `scale(i)` times He_i, whose leading coefficient is 1.

    >>> x, i = sp.symbols("x i")
    >>> ORTHONORMAL.polynomial(2, x)
    sqrt(2)*(x**2 - 1)/2
    >>> MONIC.mean_square(sp.Integer(4)), ORTHONORMAL.mean_square(i)
    (24, 1)
    """

    name: str
    orthonormal: bool

    def scale(self, i: Expr) -> Expr:
        """The i-th polynomial is this times He_i."""
        return 1 / sp.sqrt(sp.factorial(i)) if self.orthonormal else sp.Integer(1)

    def mean_square(self, i: Expr) -> Expr:
        """E h_i(X)², X ~ N(0, 1): also the factor of ρ^i in E h_i(X) h_i(Y), where ρ is the correlation."""
        return sp.Integer(1) if self.orthonormal else sp.factorial(i)

    def polynomial(self, i: int, x: Expr) -> Expr:
        """The i-th polynomial, by He_{n+1} = x He_n − n He_{n−1}. ValueError for i < 0.

        >>> MONIC.polynomial(3, sp.Symbol("x"))
        x**3 - 3*x
        """
        if i < 0:
            raise ValueError(f"a Hermite polynomial has a degree ≥ 0, not {i}; give a natural number")
        before, now = sp.Integer(0), sp.Integer(1)
        for n in range(i):
            before, now = now, sp.expand(x * now - n * before)
        return self.scale(sp.Integer(i)) * now


MONIC = Hermite("monic", False)
"""He_i, with E He_i² = i!."""
ORTHONORMAL = Hermite("orthonormal", True)
"""h_i = He_i/√(i!), as Theorem B.2 needs: the dual of Σ a_i h_i is Σ a_i² ρ^i."""
