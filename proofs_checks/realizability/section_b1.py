"""Appendix B.1, the displays after Lemma B.1: which potentials a Gaussian and a Bessel activation have on the line."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import sympy as sp

from verify.certify import IntegralEquals
from verify.claims import Domain, Line, Proposition, Real, statement
from verify.controls import added, in_part, replaced, scaled, substituted, without
from verify.decide import ForAll
from verify.exact import All, Identity, SolvesRecurrence, text

from .._symbols import d, omega, s, u, v, x, y
from ..conventions import PLAIN, UNITARY, Fourier
from . import _bessel

section_b1 = statement(
    "sec-B.1", "Gaussian and Bessel activations", kind="text",
    proof_uses=("thm-2.1", "def-3.5", "fact-fourier", "fact-tonelli", "fact-bessel"), source="arXiv text, Appendix B.1",
    reading="Under standard Gaussian inputs on the line, √2 e^{x²/4} e^{−(x−w)²} has the potential e^{−(θ−w)²/2}, and "
            "(2/π)^{3/4} e^{x²/4} K_0(|x−w|) the potential e^{−|θ−w|}; in more dimensions one takes products.")

theta, w, a, b, F, value = sp.symbols("theta w a b F V")
ONE = sp.Integer(1)
POINTS = Domain.of(Real("x"), Real("theta"), Real("w"))
HEIGHTS = Domain.of(Real("x"), Real("a"), Real("b"))
"""a and b stand for h(x − θ) and h(x − w)."""
OMEGA = Domain.of(Real("omega", ge=0))


@cache
def density() -> Any:
    """√2·e^(−x²/2)/(2·√π)."""
    return sp.exp(-(x**2) / 2) / sp.sqrt(2 * sp.pi)


# Factor by factor as printed, for the reader: SymPy would cancel the weights at once.


@cache
def gauss_left() -> Any:
    """(√2·e^(−x²/2)/(2·√π))·(√2·e^(x²/4)·e^(−(x − θ)²))·(√2·e^(x²/4)·e^(−(x − w)²))."""
    return sp.Mul(sp.sqrt(2) * sp.exp(x**2 / 4) * sp.exp(-((x - theta) ** 2)),
                    sp.sqrt(2) * sp.exp(x**2 / 4) * sp.exp(-((x - w) ** 2)), density(), evaluate=False)


@cache
def gauss_right() -> Any:
    """√2·e^(−(x − θ)²)·e^(−(x − w)²)/√π."""
    return sp.sqrt(2 / sp.pi) * sp.exp(-((x - theta) ** 2)) * sp.exp(-((x - w) ** 2))


@cache
def bessel_left() -> Any:
    """a·b·(2·√2·e^(x²/2)/π^(3/2))·(√2·e^(−x²/2)/(2·√π))."""
    return sp.Mul((2 / sp.pi) ** sp.Rational(3, 2) * sp.exp(x**2 / 2), a, b, density(), evaluate=False)


# The Gaussian.

@section_b1.claim("gaussian-integrand", controls=lambda: {
    "√2 once": scaled("lhs", 1 / sp.sqrt(2)),
    "e^{x²/2} in each": scaled("lhs", sp.exp(x**2 / 2)),
    "1/√π": scaled("rhs", 1 / sp.sqrt(2)),
})
def gaussian_integrand() -> Identity:
    """The two weights e^{x²/4} cancel the Gaussian density; the constants are √2·√2/√(2π) = √(2/π)."""
    return Identity(gauss_left(), gauss_right(), POINTS)


@section_b1.claim("gaussian-potential", controls=lambda: {
    "e^{−(θ−w)²}": in_part("the square completed", scaled("rhs", sp.exp(-((theta - w) ** 2) / 2))),
    "centred at θ + w": in_part("the square completed", substituted("rhs", {(theta + w) / 2: theta + w})),
    "e^{−x²}": in_part("primitive", replaced(rhs=sp.exp(-(x**2)))),
    "√(2/π) forgotten": in_part("from −∞ to ∞", scaled("lhs", sp.sqrt(sp.pi / 2))),
})
def gaussian_potential() -> All:
    """Completing the square leaves the integral of e^{−2x²}; erf is −1 and 1 at the two ends."""
    primitive = sp.sqrt(sp.pi / 2) / 2 * sp.erf(sp.sqrt(2) * x)
    return All((
        ("the square completed", Identity(
            sp.exp(-((x - theta) ** 2)) * sp.exp(-((x - w) ** 2)),
            sp.exp(-2 * (x - (theta + w) / 2) ** 2) * sp.exp(-((theta - w) ** 2) / 2), POINTS)),
        ("primitive", Identity(sp.Derivative(primitive, x), sp.exp(-2 * x**2), Domain.of(Real("x")))),
        ("from −∞ to ∞", Identity(sp.sqrt(2 / sp.pi) * sp.sqrt(sp.pi / 2) / 2 * (1 - (-1)), 1, Domain())),
    ), sp.Eq(sp.Integral(gauss_right(), (x, -sp.oo, sp.oo)), sp.exp(-((theta - w) ** 2) / 2), evaluate=False))


@section_b1.claim("gaussian-by-quadrature", reading="sharpened", expect="certified", controls=lambda: {
    "e^{−(θ−w)²/4}": replaced(value=sp.exp(-((theta - w) ** 2) / 4)),
    "1/√π": scaled("integrand", 1 / sp.sqrt(2)),
})
def gaussian_by_quadrature() -> IntegralEquals:
    """The second opinion: the integral enclosed at two pairs of weights, both half-lines at once."""
    right = sp.sqrt(2 / sp.pi) * sp.exp(sp.expand(-((x - theta) ** 2) - (x - w) ** 2))
    return IntegralEquals(right + right.subs(x, -x), x, sp.Integer(0), None, sp.exp(-((theta - w) ** 2) / 2), digits=20,
                          points=({"theta": Fraction(1), "w": Fraction(-1, 2)},
                                  {"theta": Fraction(1, 4), "w": Fraction(1, 4)}))


# The Bessel function.

@section_b1.claim("bessel-integrand", controls=lambda: {
    "(2/π)^{3/4}": scaled("lhs", (2 / sp.pi) ** sp.Rational(-3, 4)),
    "2/π": scaled("rhs", sp.pi),
    "e^{x²/4}": scaled("lhs", sp.exp(-(x**2) / 4)),
})
def bessel_integrand() -> Identity:
    """a = K_0(|x−θ|), b = K_0(|x−w|): the weights cancel the density, and (2/π)^{3/2}/√(2π) = 2/π²."""
    return Identity(bessel_left(), 2 / sp.pi**2 * a * b, HEIGHTS)


def both_sides(fourier: Fourier, transform: sp.Expr) -> All:
    """Under a convention, the transforms of (2/π²) K_0∗K_0 and of e^{−|x|} are both `transform`."""
    c = fourier.factor(ONE)
    K0, exponential = c * sp.pi / sp.sqrt(1 + omega**2), c * 2 / (1 + omega**2)
    return All((
        ("left", Identity(2 / sp.pi**2 * fourier.convolution_factor(ONE) * K0**2, transform, OMEGA)),
        ("right", Identity(exponential, transform, OMEGA)),
    ), f"F((2/π²)·K_0∗K_0) = F(e^(−|x|)) = {text(transform)} in the {fourier.name} convention")


@section_b1.claim("bessel-transforms", controls=lambda: {
    "in the plain convention": lambda claim: both_sides(PLAIN, UNITARY.factor(ONE) * 2 / (1 + omega**2)),
    "√(π/2)": lambda claim: both_sides(UNITARY, sp.sqrt(sp.pi / 2) / (1 + omega**2)),
    "F(K∗K) = F(K)² as in Theorem 2.1": in_part("left", scaled("lhs", 1 / sp.sqrt(2 * sp.pi))),
    "the constant 1/π²": in_part("left", scaled("lhs", sp.Rational(1, 2))),
})
def bessel_transforms() -> All:
    """√(2/π)/(1+ω²) is the transform of both sides in the unitary convention, where F(f∗g) = √(2π) F(f)F(g)."""
    return both_sides(UNITARY, sp.sqrt(2 / sp.pi) / (omega**2 + 1))


@section_b1.claim("bessel-transforms-plain", reading="sharpened", controls=lambda: {
    "the unitary value": lambda claim: both_sides(PLAIN, sp.sqrt(2 / sp.pi) / (1 + omega**2)),
    "the constant 1/π²": in_part("left", scaled("lhs", sp.Rational(1, 2))),
})
def bessel_transforms_plain() -> All:
    """In the plain convention, which the proof of Theorem 2.1 needs, both are 2/(1+ω²)."""
    return both_sides(PLAIN, 2 / (1 + omega**2))


@section_b1.claim("bessel-representation", reading="sharpened", controls=lambda: {
    "K_0′ = K_1": in_part("under the integral", scaled("rhs", -1)),
    "x² − ν²": in_part("Bessel's equation", added("rhs", 2 * _bessel.nu**2)),
    "J in place of K": in_part("Bessel's equation", added("rhs", 2 * x**2)),
})
def bessel_representation() -> All:
    """K_0 and K_1 enter by their integrals over t, which solve the modified Bessel equation."""
    return _bessel.representation()


@section_b1.claim("transform-of-K0", reading="sharpened", controls=lambda: {
    "π/2 in place of π": in_part("both halves", scaled("lhs", sp.Rational(1, 2))),
    "1/(1+ω²)": in_part("both halves", scaled("rhs", 1 / sp.sqrt(1 + omega**2))),
    "cosh² + ω² = sinh² + ω²": in_part("over t", in_part("cosh² + ω² = sinh² + b²", added("rhs", -1))),
})
def transform_of_k0() -> All:
    """The transform of K_0(|x|) is π/√(1+ω²): under the integral over t, then elementary in an angle."""
    return _bessel.on_the_line()


@section_b1.claim("transform-by-the-equation", reading="sharpened", controls=lambda: {
    "(1−ω²)": in_part("by parts", added("rhs", -2 * omega**2 * x * sp.Function("f")(x) * sp.sin(omega * x))),
    "G(1+ω²) is constant": in_part("one solution", replaced(
        lhs=sp.Derivative(sp.Function("G")(omega) * (1 + omega**2), omega))),
    "G′ = N": in_part("an equation for G", replaced(
        conclude=sp.Eq((1 + omega**2) * y - omega * _bessel.G, 0))),
})
def transform_by_the_equation() -> All:
    """The second route: Bessel's equation, integrated against cos ωx, is a differential equation in ω."""
    return _bessel.by_the_equation()


@section_b1.claim("transform-by-quadrature", reading="sharpened", expect="certified", controls=lambda: {
    "π/(2(1+ω²))": in_part("enclosed", scaled("value", 1 / sp.sqrt(1 + omega**2))),
    "t from v = 1/2": in_part("enclosed", replaced(upper=sp.Rational(1, 2))),
    "without dt = −dv/v": in_part("in v", scaled("lhs", v)),
})
def transform_by_quadrature() -> All:
    """A third opinion: the same integral over t, with v = e^{−t}, enclosed at four frequencies."""
    return All((("in v", _bessel.in_v()), ("enclosed", _bessel.by_quadrature())),
               "∫_(0..1) 2(1 + v²)/((1 + v²)² + 4ω²v²) dv = π/(2√(1 + ω²))")


@section_b1.claim("bessel-potential", controls=lambda: {
    "e^{−2|θ−w|}": in_part("at θ = w and off it", lambda claim: replaced(
        assume=(sp.Eq(F, 4 / (4 + omega**2)), *claim.assume[1:]))(claim)),
    "1/π² in place of 2/π²": in_part("transforms", in_part("left", scaled("lhs", sp.Rational(1, 2)))),
    "without the transform of K_0": in_part("at θ = w and off it", without(1)),
    "without uniqueness": in_part("at θ = w and off it", without(2)),
})
def bessel_potential() -> All:
    """Both sides are continuous and integrable with the same transform, so they are equal (fact-fourier).

    K_0∗K_0 is continuous as K_0 is square-integrable, and the substitution x → x + w makes the integral K_0∗K_0 at
    θ − w because K_0(|x|) is even.
    """
    return All((
        ("substitution", Identity((x + w) - theta, x - (theta - w), POINTS)),
        ("transforms", both_sides(UNITARY, sp.sqrt(2 / sp.pi) / (1 + omega**2))),
        ("at θ = w and off it", ForAll(
            (sp.Eq(F, 2 / (1 + omega**2)), sp.Eq(value, 2 / (1 + omega**2)), sp.Or(sp.Ne(F, value), sp.Eq(a, b))),
            sp.Eq(a, b), Domain.of(*(Real(name) for name in ("omega", "F", "V", "a", "b"))),
            named=("def-3.5/transform: F is the transform of e^(−|x|)",
                   "sec-B.1/transform-of-K0: V is the transform of (2/π²)·K_0∗K_0",
                   "fact-fourier: with equal transforms the values a and b at θ − w are equal"))),
    ), "∫_(−∞..∞) (2/π²)·K_0(|x − θ|)·K_0(|x − w|) dx = e^(−|θ − w|)")


@section_b1.claim("norm-of-K0", reading="sharpened", controls=lambda: {
    "cosh s + cosh t = cosh a cosh b": in_part("sum to product", scaled("rhs", sp.Rational(1, 2))),
    "ds dt = da db": in_part("ds dt = 2 da db", scaled("rhs", sp.Rational(1, 4))),
    "π²/4 over the whole line": in_part("together", scaled("rhs", sp.Rational(1, 2))),
})
def norm_of_k0() -> All:
    """The case θ = w without transforms: ∫ K_0(|x|)² dx = π²/2, so (2/π²) times it is e^0 = 1."""
    return _bessel.squared()


# More dimensions, and where the pairs come from.

def one_more_coordinate(summand: sp.Expr) -> Identity:
    """A product over coordinates takes one factor more when the sum S in the exponent takes one term more."""
    return Identity(sp.exp(-(s + summand)), sp.exp(-s) * sp.exp(-summand), Domain.of(Real("s"), Real("y")))


@section_b1.claim("product-over-dimensions", controls=lambda: {
    "√2 in every dimension": in_part("the Gaussian's constant", replaced(closed=sp.sqrt(2))),
    "(2/π)^{3/4} in every dimension": in_part("Bessel's constant", replaced(closed=(2 / sp.pi) ** sp.Rational(3, 4))),
    "(2π)^{−1/2}": in_part("the density's constant", replaced(closed=1 / sp.sqrt(2 * sp.pi))),
    "e^{−S} + e^{−y²}": in_part("one coordinate more", replaced(rhs=sp.exp(-s) + sp.exp(-(y**2) / 2))),
})
def product_over_dimensions() -> All:
    """Density, weights and functions of a product activation factor, so the integral does (fact-tonelli).

    The potentials are e^{−|θ−w|²/2} and e^{−‖θ−w‖₁}, with ‖·‖₁ the sum of the coordinates' sizes.
    """
    def power(closed: sp.Expr, factor: sp.Expr) -> Proposition:
        return SolvesRecurrence(d, closed, ratio=factor, first=factor, start=1)

    return All((
        ("one coordinate more", one_more_coordinate(y**2 / 2)),
        ("one coordinate more, Bessel", one_more_coordinate(y)),
        ("the density's constant", power((2 * sp.pi) ** (-d / 2), 1 / sp.sqrt(2 * sp.pi))),
        ("the Gaussian's constant", power(2 ** (d / 2), sp.sqrt(2))),
        ("Bessel's constant", power((2 / sp.pi) ** (3 * d / 4), (2 / sp.pi) ** sp.Rational(3, 4))),
    ), "on R^d: Φ(θ, w) = ∏ Φ₁(θ_i, w_i), with Φ₁ the potential on the line")


@section_b1.claim("bessel-product-is-not-radial", reading="sharpened", controls=lambda: {
    "on the line": in_part("two points at the same distance", replaced(
        assume=(sp.Eq(u**2, 1),), conclude=sp.Ne(u, 1))),
    "the Gaussian": in_part("two points at the same distance", replaced(conclude=sp.Ne(u**2, 1 + 1))),
})
def bessel_product_is_not_radial() -> All:
    """From d = 2 on, e^{−‖x‖₁} is no function of |x|: (1, 1) and (√2, 0) are equally far, with ‖·‖₁ = 2 and √2."""
    return All((
        ("two points at the same distance", ForAll((sp.Eq(u**2, 1 + 1),), sp.Ne(u, 1 + 1),
                                                   Domain.of(Real("u", gt=0)))),
    ), "|(1, 1)| = |(√2, 0)|, but ‖(1, 1)‖₁ = 2 ≠ √2 = ‖(√2, 0)‖₁")


@section_b1.claim("from-the-theorem", reading="sharpened", controls=lambda: {
    "(2π)^{1/2} as weight": in_part("Gaussian", scaled("lhs", (2 * sp.pi) ** sp.Rational(1, 4))),
    "F(Φ) without its root": in_part("Bessel, the transform", scaled("lhs", sp.sqrt(2 / (1 + omega**2)))),
    "the unitary root with the plain weight": in_part("Bessel", scaled("lhs", UNITARY.root_factor(ONE))),
})
def from_the_theorem() -> All:
    """Both activations are what Theorem 2.1 makes of their potentials: (2π)^{1/4} e^{x²/4} h with F(h) = √F(Φ).

    Potential e^{−x²/2}: h = (2/π)^{1/4} e^{−x²}; potential e^{−|x|}: h = (√2/π) K_0(|x|).
    """
    h_gauss, h_bessel = (2 / sp.pi) ** sp.Rational(1, 4), sp.sqrt(2) / sp.pi
    weight = (2 * sp.pi) ** sp.Rational(1, 4)
    # e^{−x²/(2c)} has the transform √(2πc) e^{−cω²/2}
    return All((
        ("Gaussian, the transform", Identity(sp.sqrt(sp.sqrt(2 * sp.pi)) * sp.exp(-(omega**2) / 4),
                                             h_gauss * sp.sqrt(sp.pi) * sp.exp(-(omega**2) / 4), OMEGA)),
        ("Gaussian", Identity(weight * h_gauss, sp.sqrt(2), Domain())),
        ("Bessel, the transform", Identity(sp.sqrt(2) / sp.sqrt(1 + omega**2),
                                           h_bessel * sp.pi / sp.sqrt(1 + omega**2), OMEGA)),
        ("Bessel", Identity(weight * h_bessel, (2 / sp.pi) ** sp.Rational(3, 4), Domain())),
    ), "(2π)^(1/4)·h = √2·e^(−x²) for Φ = e^(−x²/2), and (2/π)^(3/4)·K_0(|x|) for Φ = e^(−|x|)")


@section_b1.derivation
def by_hand() -> Iterator[Line]:
    """Both pairs, with the constants carried along."""
    yield Line("Gaussian inputs have the density", density())
    yield Line("The weights e^{x²/4} of two activations cancel it; what is left of the constants is",
               sp.sqrt(2) * sp.sqrt(2) / sp.sqrt(2 * sp.pi))
    yield Line("With m = (θ+w)/2 the exponents are", sp.Eq(
        -((x - theta) ** 2) - (x - w) ** 2,
        sp.collect(sp.expand(-2 * (x - (theta + w) / 2) ** 2), x) + sp.factor(
            sp.expand(-((x - theta) ** 2) - (x - w) ** 2 + 2 * (x - (theta + w) / 2) ** 2)), evaluate=False))
    yield Line("so the potential is the Gaussian", gaussian_potential().claim)
    yield Line("For K_0 the constants are", sp.powsimp((2 / sp.pi) ** sp.Rational(3, 2) / sp.sqrt(2 * sp.pi)))
    yield Line("K_0(x) is the integral of e^{−x cosh t} over t > 0. Its transform goes under that integral:",
               transform_of_k0())
    yield Line("The integral over t is elementary in the angle φ, sinh t = √(1+ω²) tan φ", _bessel.angle())
    for fourier in (UNITARY, PLAIN):
        factor = text(fourier.convolution_factor(ONE))
        yield Line(f"In the {fourier.name} convention F(K_0∗K_0) is F(K_0)² times {factor}, and both "
                   "sides have the transform", sp.simplify(fourier.factor(ONE) * 2) / (1 + omega**2))
    yield Line("The printed one is that of the unitary convention. At θ = w no transform is needed:", norm_of_k0())


