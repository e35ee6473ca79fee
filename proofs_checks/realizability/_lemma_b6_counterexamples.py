"""Lemma B.6, the counterexamples: their members, when a power is integrable, and what becomes of the mixtures.

First family: x^{−2} e^{−r²/2}; second: e^{−x²r²/2}; both for 0 < x < 1 with weight 1, whose total is 1.
"""

from fractions import Fraction

import sympy as sp

from verify.certify import IntegralEquals, Positive
from verify.claims import Domain, Integer, Real
from verify.controls import in_part, replaced, scaled, substituted
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Identity

from .._symbols import R_POS, d, omega, r, t, u, v, x
from ._gaussian_mixtures import (
    V_POS,
    X_UNIT,
    closed,
    gaussian,
    gaussian_norm,
    gaussian_transform,
    lower,
    norm,
    p,
    power_test,
    transform,
)
from .lemma_b6 import lemma_b6

delta, M = sp.symbols("delta M")
M_POS, D_FROM_2 = Real("M", gt=0), Integer("d", ge=2)


# The members, and when a power is integrable.

@lemma_b6.claim("gaussian-norm", reading="sharpened", controls=lambda: {
    "π^{d/2} in place of π^{d/4}": in_part("d coordinates", scaled("lhs", sp.pi ** (d / 2))),
    "x^{−d} in place of x^{−d/2}": in_part("d coordinates", scaled("lhs", x ** (-d))),
    "erf of xr/√2": in_part("along a coordinate", substituted("rhs", {r: r / sp.sqrt(2)})),
})
def members_norm() -> All:
    """A Gaussian of any width is square-integrable in every dimension; its norm grows like x^{−d/2} as x → 0."""
    return gaussian_norm()


@lemma_b6.claim("gaussian-transform", reading="sharpened", controls=lambda: {
    "e^{−ω²/(2x)}": in_part("the equation", replaced(
        lhs=sp.Derivative(transform().subs(omega**2, omega**2 * x), omega))),
    "the sine's sign": in_part("by parts", substituted("rhs", {x**2 * r * sp.sin(omega * r): 0})),
    "(2π)^d at 0": in_part("d coordinates", substituted("rhs", {d / 2: d})),
})
def members_transform() -> All:
    """Its transform is a positive Gaussian, integrable, in every dimension; so it is realizable."""
    return gaussian_transform()


@lemma_b6.claim("gaussian-transform-by-quadrature", reading="sharpened", expect="certified", controls=lambda: {
    "the whole of it": lambda claim: scaled("value", 2)(claim),
    "e^{−ω²/x²}": substituted("value", {omega: sp.sqrt(2) * omega}),
})
def members_transform_by_quadrature() -> IntegralEquals:
    """A second opinion at stated widths and frequencies: half the transform is the cosine integral over (0, ∞)."""
    points = ((Fraction(1), Fraction(0)), (Fraction(1), Fraction(3, 2)), (Fraction(1, 2), Fraction(1)))
    return IntegralEquals(gaussian() * sp.cos(omega * r), r, sp.Integer(0), None, transform() / 2, points=tuple(
        {"x": width, "omega": frequency} for width, frequency in points), digits=20)


@lemma_b6.claim("power-test", reading="sharpened", controls=lambda: {
    "p > −2": in_part("p ≤ −1", replaced(domain=Domain.of(Real("p", le="-1/2"), V_POS))),
    "dx is forgotten": in_part("substitution", scaled("lhs", sp.exp(v))),
    "the factor 1/(p + 1)": in_part("p > −1", scaled("rhs", p + 1)),
})
def powers() -> All:
    """A power x^p is integrable at 0 exactly when p > −1, shown for every real p without a limit."""
    return power_test()


# The first mixture is infinite.

@lemma_b6.claim("infinite-everywhere", reading="sharpened", controls=lambda: {
    "members x^{−1/2}e^{−r²/2}": in_part("beyond M", replaced(conclude=sp.Gt(2 - 2 * delta, M))),
    "1/δ² − 1": in_part("primitive", scaled("rhs", 1 / x)),
    "δ = 1/M": in_part("beyond M", replaced(assume=(sp.Eq(delta * M, 1),))),
})
def infinite_everywhere() -> All:
    """The part of the mixture with x > δ is (1/δ − 1) e^{−r²/2}, beyond M e^{−r²/2} at δ = 1/(M + 2)."""
    primitive, start = -1 / x, Real("delta", gt=0)
    return All((
        ("primitive", Identity(sp.Derivative(primitive, x), x ** (-2), Domain.of(Real("x", gt=0)))),
        ("from δ to 1", Identity(primitive.subs(x, 1) - primitive.subs(x, delta), 1 / delta - 1, Domain.of(start))),
        ("beyond M", ForAll((sp.Eq(delta * (M + 2), 1),), sp.Gt(1 / delta - 1, M), Domain.of(start, M_POS))),
    ), "∫_(0..1) x^(−2)·e^(−r²/2) dx = ∞ for every r")


# The second is not square-integrable, but for d = 1; all its members are 1 at r = 0.

@lemma_b6.claim("infinite-norm", reading="sharpened", controls=lambda: {
    "on the line": in_part("for d ≥ 2", replaced(domain=Domain.of(Integer("d", ge=1), V_POS))),
    "x up to 2/r": in_part("below 1/r", replaced(assume=(x * r <= 2,))),
    "e^{−1/4}": in_part("below 1/r", replaced(lhs=sp.exp(-sp.Rational(1, 4)))),
    "u = M − 1": in_part("beyond M", replaced(assume=(sp.Eq(u, M - 1),))),
})
def infinite_norm() -> All:
    """For d ≥ 2 the integrand in v is at least 1/e: over 1 ≤ r ≤ e^u the squared norm is at least |S^{d−1}| u/e."""
    return All((
        *lower(),
        ("for d ≥ 2", MonomialBound(sp.Integer(1), sp.exp((d - 2) * v), Domain.of(D_FROM_2, V_POS))),
        ("beyond M", ForAll((sp.Eq(u, M + 1),), u > M, Domain.of(Real("u"), M_POS))),
    ), "∫_(|x| ≤ R) Φ² exceeds every bound, Φ(r) = ∫_(0..1) e^(−x²r²/2) dx, d ≥ 2")


@lemma_b6.claim("closed-form", reading="sharpened", controls=lambda: {
    "erf(r)": in_part("primitive", replaced(lhs=sp.Derivative(closed().subs(r, sp.sqrt(2) * r), x))),
    "√π in place of √(π/2)": in_part("primitive", scaled("rhs", sp.sqrt(2))),
    "from 1 on": in_part("from 0", replaced(lhs=closed().subs(x, 1))),
})
def closed_form() -> All:
    """The mixture in closed form; a second way to its size, √(π/2)/r times erf(r/√2), which increases to 1."""
    on = Domain.of(Real("x", gt=0), R_POS)
    return All.of(
        "∫_(0..1) e^(−x²r²/2) dx = √(π/2)·erf(r/√2)/r",
        primitive=Identity(sp.Derivative(closed(), x), gaussian(), on),
        from_0=Identity(closed().subs(x, 0), 0, Domain.of(R_POS)),
        to_1=Identity(closed().subs(x, 1), sp.sqrt(sp.pi / 2) * sp.erf(r / sp.sqrt(2)) / r, Domain.of(R_POS)),
    )


@lemma_b6.claim("lower-bound-by-balls", reading="sharpened", expect="certified", controls=lambda: {
    "e^{−1/8}": replaced(rhs=sp.exp(-sp.Rational(1, 8))),
})
def lower_bound_by_balls() -> Positive:
    """The second opinion on the lower bound e^{−1/2}/r, from the closed form, for 1 ≤ r ≤ 8."""
    return Positive(sp.sqrt(sp.pi / 2) * sp.erf(r / sp.sqrt(2)) > sp.exp(-sp.Rational(1, 2)),
                    Domain.of(Real("r", ge=1, le=8)))


@lemma_b6.claim("on-the-line", reading="sharpened", controls=lambda: {
    "in the plane": in_part("from 1 on", scaled("rhs", r)),
    "members grow": in_part("at most 1", replaced(lhs=1 / gaussian())),
    "x^{−1}": in_part("the hypothesis", replaced(conclude=sp.Gt(-sp.Integer(1), -1, evaluate=False))),
})
def on_the_line() -> All:
    """For d = 1 the mixture is square-integrable: at most 1 and at most √(π/2)/r; and ∫ ‖Φ_x‖₂ dx is finite too."""
    return All((
        ("at most 1", MonomialBound(gaussian(), sp.Integer(1), Domain.of(X_UNIT, R_POS))),
        ("from 1 on", Identity(sp.Derivative(-1 / r, r), r ** (-2), Domain.of(R_POS))),
        ("from 1 to t", ForAll((), sp.Lt(1 - 1 / t, 1), Domain.of(Real("t", ge=1)))),
        ("the hypothesis", ForAll((), sp.Gt(-d / 2, -1), Domain.of(Integer("d", ge=1, le=1)))),
    ), "∫_(0..1) e^(−x²r²/2) dx is square-integrable on R¹")


@lemma_b6.claim("both-break-the-corrected-hypothesis", reading="sharpened", controls=lambda: {
    "d = 1 admitted": in_part("the second", replaced(domain=Domain.of(Integer("d", ge=1), V_POS))),
    "members x^{−1/2}e^{−r²/2}": in_part("the first", replaced(rhs=sp.exp(-v / 2))),
    "the square of the norm": in_part("the second, in v", replaced(lhs=(norm()**2 * x).subs(x, sp.exp(-v)))),
})
def both_break_it() -> All:
    """∫ w(x)(Φ_x(0) + ‖Φ_x‖₂) dx is infinite in both: in x = e^{−v} the integrands are at least positive constants."""
    constant = sp.pi ** (d / 4)
    every = Domain.of(V_POS, Integer("d", ge=1))
    return All((
        ("the first, in v", Identity((x ** (-2) * (1 + constant) * x).subs(x, sp.exp(-v)), (1 + constant) * sp.exp(v),
                                     every)),
        ("the first", MonomialBound(sp.Integer(1), sp.exp(v), Domain.of(V_POS))),
        ("the second, in v", Identity((norm() * x).subs(x, sp.exp(-v)), constant * sp.exp((d / 2 - 1) * v), every)),
        ("the second", MonomialBound(sp.Integer(1), sp.exp((d / 2 - 1) * v), Domain.of(D_FROM_2, V_POS))),
    ), "∫ x^(−2)(1 + π^(d/4)) dx = ∞;  ∫ (1 + π^(d/4)·x^(−d/2)) dx = ∞ for d ≥ 2")
