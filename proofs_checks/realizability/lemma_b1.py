"""Lemma B.1: on the sphere the potential is the dual of the activation; the duals that the paper cites, computed."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import added, in_part, replaced, scaled, substituted, without
from verify.decide import ForAll
from verify.exact import All, Family, Identity

from .._symbols import k, m, n, s, t, u, v, x, y
from . import _duals
from ._duals import U, V, W, alpha, joint, relu_potential, rho, sign_potential

lemma_b1 = statement(
    "lem-B.1", "The potential of an activation on the sphere is its dual", kind="lemma",
    proof_uses=("fact-normal-law",), source="arXiv text, Appendix B.1",
    reading="For unit vectors u, v the variables uᵀX and vᵀX are standard normal with covariance uᵀv; so the potential "
            "E σ(uᵀX)σ(vᵀX) is the dual of σ, E σ(X)σ(Y) over a normal pair, at ρ = uᵀv.")

PAIR = Domain.of(Real("s"), Real("t"), Real("rho", ge=-1, le=1))


@cache
def pair_transform() -> Any:
    """E e^{sX + tY} for Y = ρX + √(1 − ρ²)·Z."""
    return sp.exp((s + t * rho) ** 2 / 2) * sp.exp(t**2 * (1 - rho**2) / 2)


# The definition of the dual.

@lemma_b1.claim("dual", controls=lambda: {
    "|ρ| up to 2": in_part("a variance", replaced(domain=Domain.of(Real("s"), Real("t"), Real("rho", ge=-2, le=2)))),
    "variance of Y 1 + ρ²": in_part("unit variance", replaced(conclude=sp.Eq(rho**2 + y**2, 1 + rho**2))),
    "covariance ρ²": in_part("transform", substituted("rhs", {rho: rho**2})),
})
def dual() -> All:
    """The pair exists for every ρ in [−1, 1], and for no other: Y = ρX + y·Z with y² = 1 − ρ², Z independent of X."""
    return All.of(
        "X, Y = ρX + √(1 − ρ²)·Z: variances 1, covariance ρ, E e^(sX + tY) = e^((s² + 2ρst + t²)/2)",
        unit_variance=ForAll((sp.Eq(y**2, 1 - rho**2),), sp.Eq(rho**2 + y**2, 1), Domain.of(*PAIR, Real("y"))),
        transform=Identity(pair_transform(), joint(1, rho, 1), PAIR),
        a_variance=ForAll((), sp.Ge(s**2 + 2 * rho * s * t + t**2, 0), PAIR),
    )


# The proof, line by line; X has any number of coordinates.

@lemma_b1.claim("standard-normal", reading="step", controls=lambda: {
    "vectors of norm 2": in_part("a unit vector", substituted("lhs", {s: 2 * s})),
    "the coordinates are summed, not their squares": in_part(
        "one more coordinate", replaced(rhs=joint(U + u, W + u * v, V + v**2))),
    "E e^{cX} = e^{c²}": in_part("one coordinate", lambda p: replaced(
        rhs=p.rhs * sp.exp((s * u + t * v) ** 2 / 2))(p)),
    "the variance is the norm": in_part("variance", replaced(rhs=sp.sqrt(U))),
})
def standard_normal() -> All:
    """uᵀX is standard normal for |u| = 1, in every dimension: by E e^{s uᵀX} = e^{s²|u|²/2}, coordinate by coordinate.

    U, V stand for |u|², |v|², W for uᵀv, over the coordinates so far.
    """
    where = Domain.of(Real("U", ge=0), Real("V", ge=0), Real("W"))
    zero = {s: 0, t: 0}
    return All.of(
        "|u| = 1  ⟹  E e^(s·uᵀX) = e^(s²/2): mean 0, variance 1",
        **_duals.joint_parts(),
        a_unit_vector=Identity(joint(1, rho, 1).subs(t, 0), sp.exp(s**2 / 2), PAIR),
        mean=Identity(sp.diff(joint(), s).subs(zero), 0, where),
        variance=Identity(sp.diff(joint(), s, 2).subs(zero), U, where),
    )


@lemma_b1.claim("covariance", reading="step", controls=lambda: {
    "the coordinates are not independent": in_part("one more coordinate", without(0)),
    "their variance is not 1": in_part("one more coordinate", without(2)),
    "2uᵀv": in_part("by the transform", scaled("rhs", 2)),
})
def covariance() -> All:
    """E[(uᵀX)(vᵀX)] = uᵀv, by adding coordinates, and by the mixed derivative of the pair's transform."""
    return All.of(
        "E (uᵀX)(vᵀX) = uᵀv",
        one_more_coordinate=_duals.covariance_step(),
        by_the_transform=Identity(sp.diff(joint(), s, t).subs({s: 0, t: 0}), W,
                                  Domain.of(Real("U", ge=0), Real("V", ge=0), Real("W"))),
    )


@lemma_b1.claim("potential", controls=lambda: {
    "|v|² = 2": in_part("the same pair", replaced(lhs=joint(1, rho, 2))),
    "ρ = −uᵀv": in_part("the same pair", replaced(lhs=joint(1, -rho, 1))),
    "vectors of any norm": in_part("the same pair", replaced(lhs=joint(U, rho, 1),
                                                             domain=Domain.of(*PAIR, Real("U", gt=0)))),
    "another transform": in_part("equal means", without(0)),
    "without the fact on laws": in_part("equal means", without(1)),
})
def potential() -> All:
    """The chain: for unit vectors (uᵀX, vᵀX) and the pair N(uᵀv) have the same transform, hence the same law, hence

    the same mean of σ(X)σ(Y). For polynomials σ that needs no theorem: moments are derivatives of the transform.
    """
    return All.of(
        "E σ(uᵀX)σ(vᵀX) = σ̂(uᵀv) for |u| = |v| = 1",
        **_duals.joint_parts(),
        the_same_pair=Identity(joint(1, rho, 1), pair_transform(), PAIR),
        equal_means=ForAll((sp.Eq(U, V), sp.Or(sp.Ne(U, V), sp.Eq(y, W))), sp.Eq(y, W),
                           Domain.of(*map(Real, ("U", "V", "y", "W"))),
                           named=("the same pair: U and V are the two transforms",
                                  "fact-normal-law: with the same transform the same law, so y and W, the means of "
                                  "σ(uᵀX)σ(vᵀX) and of σ(X)σ(Y), are equal")),
    )


# What the proof's last sentence takes from [DFS16], computed here. Two routes each.

@lemma_b1.claim("derivative-of-a-dual", reading="sharpened", controls=lambda: {
    "half of it": in_part("by parts", lambda p: replaced(lhs=p.lhs / 2)(p)),
    "∂²φ/∂x² in place of it": in_part("∂φ/∂ρ = ∂²φ/∂x∂y", replaced(
        rhs=sp.diff(_duals.log_density(), x) ** 2 + sp.diff(_duals.log_density(), x, 2))),
})
def derivative_of_a_dual() -> All:
    """The dual's derivative is the dual of the derivative: the tool for the entries below."""
    return _duals.derivative_of_a_dual()


def hermite_controls() -> dict[str, Any]:
    """What breaks the orthogonality of Hermite polynomials."""
    return {
    "n!·ρ^{n+1}": in_part("k = 0", scaled("closed", rho)),
    "He_{n+1} = x He_n + He_n′": in_part("lowering", replaced(
        lhs=(x * _duals.f + _duals.f.diff(x)) * _duals.g - rho * _duals.f * _duals.g.diff(y))),
    "ρ forgotten": in_part("m steps, ρ > 0", replaced(ratio=m + 1 + k)),
    "He_n′ = He_{n−1}": in_part("He_n′ = nHe_(n−1)", scaled("rhs", n / (n + 1))),
}


@lemma_b1.claim("hermite", reading="sharpened", controls=hermite_controls)
def hermite() -> All:
    """Means of products of Hermite polynomials, for all degrees: by one integration by parts a step.

    (For ρ = 0 the factor ρ of each step gives 0. ρ^n n! is a polynomial in ρ, so it holds at ρ = ±1 too.)
    """
    return _duals.hermite_mean_for_all()


@lemma_b1.claim("hermite-orthonormal", reading="sharpened", controls=lambda: {
    "κn! = 1": lambda p: _duals.hermite_orthonormal(_duals.kappa * _duals.N),
    "at ρ = 0 too": replaced(domain=Domain.of(Real("kappa"), Real("N", ge=1), Real("z", ge=0))),
})
def hermite_orthonormal() -> ForAll:
    """κHe_n has the dual ρ^n exactly when κ² n! = 1: the paper's h_n is the orthonormal He_n/√(n!) (plain: n!ρ^n).

    N is n!, z is ρ^n > 0.
    """
    return _duals.hermite_orthonormal()


@lemma_b1.claim("hermite-by-generating-function", reading="sharpened", controls=lambda: {
    "e^{stρ/2}": in_part("mean", substituted("rhs", {rho: rho / 2})),
    "e^{sx − s²}": in_part("in s", replaced(lhs=sp.Derivative(sp.exp(s * x - s**2), s))),
    "ρ^n/(n + 1)!": in_part("powers of st", scaled("closed", 1 / (n + 1))),
})
def generating_function() -> All:
    """The second route: both generating functions at once."""
    return _duals.generating_function()


@lemma_b1.claim("hermite-by-moments", reading="sharpened", expect="certified", controls=lambda: {
    "7ρ³ in place of 6ρ³": lambda p: p.build(3).replace_part("E He_3·He_3", replaced(
        expected=(0, 0, 0, 7))(p.build(3).part("E He_3·He_3"))),
    "not orthogonal": lambda p: p.build(2).replace_part("E He_0·He_2", replaced(
        expected=(1,))(p.build(2).part("E He_0·He_2"))),
})
def hermite_by_moments() -> Family:
    """The third: degree by degree from mixed moments, which know nothing of orthogonality."""
    return _duals.hermite_by_moments()


@lemma_b1.claim("sign", reading="sharpened", controls=lambda: {
    "1 − acos(ρ)/π": lambda p: _duals.sign_dual(1 - alpha / sp.pi),
    "acos and asin exchanged": lambda p: _duals.sign_dual(2 * alpha / sp.pi),
    "P(X > 0, Y > 0) in place of the dual": lambda p: _duals.sign_dual(_duals.step()),
})
def sign() -> All:
    """The dual of the sign, in the angle α = acos ρ: Sheppard's formula by its derivative and a value."""
    return _duals.sign_dual()


@lemma_b1.claim("sign-by-arcs", reading="sharpened", controls=lambda: {
    "1 − acos(ρ)/π": lambda p: _duals.sign_by_arcs(1 - alpha / sp.pi),
    "arcs of π + α": in_part("the circle", added("lhs", 2 * alpha)),
})
def sign_by_arcs() -> All:
    """The second route: the fraction of directions for which the signs agree."""
    return _duals.sign_by_arcs()


@lemma_b1.claim("sign-by-hermite", reading="sharpened", controls=lambda: {
    "E sign·He_{2k+1} = He_{2k}(0)φ(0)": in_part("squares", scaled("lhs", sp.Rational(1, 4))),
    "without 2k + 1": in_part("squares", scaled("rhs", 2 * k + 1)),
    "the sign of He_{2k}(0)": in_part("He_(2k)(0)", replaced(ratio=2 * k + 1)),
})
def sign_by_hermite() -> All:
    """The third: squares of the Hermite coefficients of the sign are Taylor coefficients of (2/π) asin ρ."""
    return _duals.sign_coefficients()


@lemma_b1.claim("relu", reading="sharpened", controls=lambda: {
    "1/π in place of 1/(2π)": lambda p: _duals.relu_dual(2 * relu_potential()),
    "acos ρ in place of π − acos ρ": lambda p: _duals.relu_dual((sp.sin(alpha) + alpha * sp.cos(alpha)) / (2 * sp.pi)),
    "without √(1 − ρ²)": lambda p: _duals.relu_dual((sp.pi - alpha) * sp.cos(alpha) / (2 * sp.pi)),
})
def relu() -> All:
    """The dual of max(x, 0); the √2·max(x, 0) of [DFS16], of mean square 1, has twice that, with 1/π in front."""
    return _duals.relu_dual()


@lemma_b1.claim("relu-by-arcs", reading="sharpened", controls=lambda: {
    "1/π in place of 1/(2π)": lambda p: _duals.relu_by_arcs(2 * relu_potential()),
    "E R² = 1": in_part("E R² = 2", scaled("rhs", sp.Rational(1, 2))),
})
def relu_by_arcs() -> All:
    """The second route, in polar coordinates."""
    return _duals.relu_by_arcs()


@lemma_b1.claim("exponential", reading="sharpened", controls=lambda: {
    "e^{tρ}": lambda p: _duals.exponential_dual(sp.exp(t * rho)),
    "e^{t²ρ/2}": lambda p: _duals.exponential_dual(sp.exp(t**2 * rho / 2)),
})
def exponential() -> All:
    """The dual of e^{tx − t²/2}, by the transform, by the slope, by Hermite coefficients."""
    return _duals.exponential_dual()


@lemma_b1.claim("exponential-of-the-citation", reading="sharpened", controls=lambda: {
    "e^{x}": replaced(lhs=joint(1, rho, 1).subs({s: 1, t: 1})),
    "e^{ρ}": replaced(rhs=sp.exp(rho)),
})
def exponential_of_the_citation() -> Identity:
    """e^{x−1}, the normalisation of [DFS16], has the dual e^{ρ−1}; the plain e^x has e^{1+ρ}."""
    return Identity(joint(1, rho, 1).subs({s: 1, t: 1}) * sp.exp(-2), sp.exp(rho - 1), PAIR)


@lemma_b1.derivation
def by_hand() -> Iterator[Line]:
    """The pair, and three duals."""
    yield Line("Let u, v be unit vectors, ρ = uᵀv. Coordinate by coordinate, E e^{s uᵀX + t vᵀX} is", joint(1, rho, 1))
    yield Line("which is that of a normal pair. Its mixed derivative at 0, the covariance:",
               sp.diff(joint(1, rho, 1), s, t).subs({s: 0, t: 0}))
    yield Line("So the potential is the dual E σ(X)σ(Y) at ρ. The density's exponent, without log 2π,",
               _duals.log_density())
    yield Line("satisfies, by differentiation,", _duals.derivative_of_a_dual())
    yield Line("For the sign, σ′ is twice a point mass at 0. With ρ = cos α, the dual's slope in α is",
               sp.Eq(sp.Derivative(sign_potential(), alpha), sp.simplify(_duals.in_rho(4 * _duals.density_at_zero()))))
    yield Line("and the dual vanishes at α = π/2, so it is", sign_potential())
    yield Line("For max(x, 0), σ′ is the step, whose dual is", _duals.step())
    yield Line("and integrating once more gives", relu_potential())
    yield Line("with the value at ρ = 1, half the variance of X,", relu_potential().subs(alpha, 0))
    yield Line("For the exponential e^{tx − t²/2},", sp.Eq(
        joint(1, rho, 1).subs(s, t) * sp.exp(-(t**2)), sp.exp(t**2 * rho), evaluate=False))
    yield Line("whose powers of t² show the Hermite polynomials:", _duals.generating_function())
