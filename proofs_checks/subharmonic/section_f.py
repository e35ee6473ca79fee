"""The text of appendix F: signs of charges, and the Gaussian kernel in R^d and on the sphere."""

from collections.abc import Iterator
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import added, in_part, replaced, scaled, substituted, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import D_ANY, R_POS, d, r, s, t
from ..harmonic.definition_3_1 import radial_laplacian

Expr = Any

section_f = statement(
    "sec-F", "The Gaussian kernel is subharmonic at a distance", kind="text", place="F.3.1",
    uses=("def-F.1", "def-2.2"), proof_uses=("thm-F.2", "fact-3.3"), source="arXiv text, appendix F",
    reading="On R^d the Laplacian of e^{−r²/2} is (r² − d) e^{−r²/2}; that of e^{−cr²/2} is c(cr² − d) e^{−cr²/2}, and "
            "print leaves out the factor c. It is positive for r² > d/c, and 0, not positive, at r² = d/c. On the "
            "unit sphere the kernel is e^{−c} e^{ct}, t = θᵀw, an exponential potential, subharmonic below a height "
            "of t.")

c, trace, product, root = sp.symbols("c ΔΦ a·b q")
C_POS = Real("c", gt=0)
RADIAL = Domain.of(R_POS, C_POS, D_ANY)
HEIGHT = Real("t", ge=-1, lt=1)


def gaussian() -> Expr:
    """The kernel e^{−cr²/2}."""
    return sp.exp(-c * r**2 / 2)


def laplacian(closed: Expr, width: Expr = c) -> Identity:
    """Δ e^{−width r²/2} = closed · e^{−width r²/2} on R^d."""
    kernel = gaussian().subs(c, width)
    return Identity(radial_laplacian(kernel), closed * kernel, RADIAL)


def sphere_laplacian(f: Expr) -> Expr:
    """(1 − t²) f″ − (d − 1) t f′: the Laplace–Beltrami operator on S^{d−1} for f(θᵀw), by thm-F.2/rotations."""
    return (1 - t**2) * sp.Derivative(f, (t, 2)) - (d - 1) * t * sp.Derivative(f, t)


# What the signs of the charges do.

@section_f.claim("signs-matter", controls=lambda: {
    "like charges": replaced(assume=(trace > 0, product > 0)),
    "not strictly subharmonic": replaced(assume=(trace >= 0, product < 0)),
})
def signs_matter() -> ForAll:
    """The term 2 a_i b_j Φ has a negative Laplacian where a_i b_j < 0 and ΔΦ > 0, a positive one where a_i b_j > 0."""
    return ForAll((trace > 0, product < 0), sp.And(2 * product * trace < 0, 2 * (-product) * trace > 0),
                  Domain.of(Real("ΔΦ"), Real("a·b")), named=("def-F.1", "an electron and a proton"))


# The Gaussian kernel on R^d.

@section_f.claim("laplacian-width-1", controls=lambda: {
    "d − 1": lambda claim: laplacian(r**2 - d + 1, sp.Integer(1)),
    "r² + d": lambda claim: laplacian(r**2 + d, sp.Integer(1)),
})
def laplacian_width_1() -> Identity:
    """The first display, c = 1, for every d."""
    return laplacian(r**2 - d, sp.Integer(1))


@section_f.claim("laplacian", severity="misprint",
                 wrong="ΔΦ for Φ = e^{−c‖θ − w‖²/2} lacks a factor c.",
                 expect="refuted", controls=lambda: {
    "cr² − cd": lambda claim: laplacian(c * r**2 - c * d),
}, true_controls=lambda: {
    "with the factor c": lambda claim: laplacian(c * (c * r**2 - d)),
    "c = 1": lambda claim: laplacian(r**2 - d, sp.Integer(1)),
})
def laplacian_printed() -> Identity:
    """The second display has lost a factor c: two derivatives bring down c², and c from the derivative of r."""
    return laplacian(c * r**2 - d)


@section_f.claim("laplacian-with-factor", reading="corrected", corrects="laplacian", controls=lambda: {
    "c²": lambda claim: laplacian(c**2 * (c * r**2 - d)),
    "d − 1": lambda claim: laplacian(c * (c * r**2 - d + 1)),
    "r for r²": lambda claim: laplacian(c * (c * r - d)),
})
def laplacian_corrected() -> Identity:
    """Δ e^{−cr²/2} = c(cr² − d) e^{−cr²/2}, for every c and d."""
    return laplacian(c * (c * r**2 - d))


def positive_from(*, strict: bool) -> ForAll:
    """c(cr² − d) > 0 for r² > d/c, or ≥ 0 for r² ≥ d/c; the exponential is positive."""
    value = c * (c * s - d)
    return ForAll((c * s > d if strict else sp.Ge(c * s, d),), value > 0 if strict else sp.Ge(value, 0),
                  Domain.of(Real("s", ge=0), C_POS, D_ANY), named=("s = r², cr² beside d",))


@section_f.claim("positive-from-the-sphere-on", controls=lambda: {
    "from half of it": replaced(assume=(sp.Ge(c * s, d / 2),)),
    "above 0 on the sphere": replaced(conclude=c * (c * s - d) > 0),
})
def positive_from_the_sphere_on() -> ForAll:
    """"Positive when r² ≥ d/c" (and, for c = 1, r² ≥ d) is to be taken as "not negative": at r² = d/c the Laplacian is
    0. Above 0 it is outside, as the next sentence has it."""
    return positive_from(strict=False)


@section_f.claim("positive-outside", controls=lambda: {
    "on the sphere too": in_part("outside", replaced(assume=(sp.Ge(c * s, d),))),
    "at every distance": in_part("outside", without(0)),
    "positive inside": in_part("inside", replaced(conclude=c * (c * s - d) > 0)),
})
def positive_outside() -> All:
    """Strictly subharmonic exactly outside the closed ball of radius √(d/c), as the next sentence says."""
    return All.of(
        "Δ e^(−c·r²/2) > 0 if and only if r² > d/c",
        outside=positive_from(strict=True),
        inside=ForAll((c * s <= d,), sp.Le(c * (c * s - d), 0), Domain.of(Real("s", ge=0), C_POS, D_ANY)),
    )


def near_some_proton(bound: Expr = d) -> All:
    """At a local minimum of (3) some c|θ_i − w_j|² ≤ d: else every term of the trace below is negative."""
    total, more, x = sp.symbols("T ΔΦ x")
    return All((
        ("Laplacian", laplacian(c * (c * r**2 - d))),
        ("one more term", ForAll((total >= 0, sp.Eq(more, c * (c * s - d) * x), c * s > bound), total + more > 0,
                                 Domain.of(Real("T"), Real("ΔΦ"), Real("s", ge=0), C_POS, D_ANY, Real("x", gt=0)),
                                 named=("the terms so far", "Laplacian, x = e^{−cs/2}", "were all at a distance"))),
        ("no minimum", ForAll((sp.Eq(trace, -2 * total), total > 0), trace < 0,
                              Domain.of(Real("ΔΦ"), Real("T")),
                              named=("thm-F.2/trace", "one more term; fact-3.3 asks for ≥ 0"))),
    ), "θ a local minimum of (3), Φ = e^(−c·r²/2)  ⟹  c·|θ_i − w_j|² ≤ d for some i, j")


@section_f.claim("near-some-proton", controls=lambda: {
    "c|θ − w|² ≤ d/2": lambda claim: near_some_proton(d / 2),
    "nothing to add": in_part("no minimum", without(1)),
})
def near_a_proton() -> All:
    """What is called informal: at a local minimum some electron is within √(d/c) of some proton, for every k and d.

    (Print says this of θ_1, and of where it converges to; that every electron ends so near is not claimed here.)"""
    return near_some_proton()


# On the sphere.

@section_f.claim("restricted-to-the-sphere", controls=lambda: {
    "|θ − w|² = 1 − t": in_part("distance", replaced(rhs=1 - t)),
    "e^{ct} alone": in_part("kernel", replaced(rhs=sp.exp(c * t))),
    "its square": in_part("mean", scaled("rhs", sp.exp(c * t))),
})
def restricted() -> All:
    """On the unit sphere r² = 2 − 2t: the kernel is e^{−c} e^{ct}, the potential of e^{√c θᵀx} up to a factor.

    E e^{√c θᵀX} e^{√c wᵀX} = e^{c|θ + w|²/2} by completing the square in each coordinate x, u being that of
    √c(θ + w); and |θ + w|² = 2 + 2t.
    """
    u, x = sp.symbols("u x")
    sphere = Domain.of(C_POS, Real("t", ge=-1, le=1))
    return All((
        ("distance", Identity(1 + 1 - 2 * t, 2 - 2 * t, sphere)),
        ("kernel", Identity(sp.exp(-c * (2 - 2 * t) / 2), sp.exp(-c) * sp.exp(c * t), sphere)),
        ("completed square", Identity(sp.exp(u * x) * sp.exp(-(x**2) / 2),
                                      sp.exp(u**2 / 2) * sp.exp(-((x - u) ** 2) / 2),
                                      Domain.of(Real("u"), Real("x")))),
        ("mean", Identity(sp.exp(c * (2 + 2 * t) / 2), sp.exp(2 * c) * (sp.exp(-c) * sp.exp(c * t)), sphere)),
    ), "e^(−c·|θ−w|²/2) = e^(−c)·e^(c·t) on S^(d−1); E e^(√c·θᵀX)·e^(√c·wᵀX) = e^(c(1+t))")


@section_f.claim("laplacian-on-the-sphere", reading="sharpened", controls=lambda: {
    "d for d − 1": substituted("rhs", {d: d + 1}),
    "c for c²": substituted("rhs", {c**2: c}),
    "the other sign": added("rhs", 2 * (d - 1) * c * t * sp.exp(c * t)),
})
def laplacian_on_the_sphere() -> Identity:
    """On S^{d−1}: Δ e^{ct} = [c²(1 − t²) − (d − 1)ct] e^{ct}, for every c and d."""
    return Identity(sphere_laplacian(sp.exp(c * t)), (c**2 * (1 - t**2) - (d - 1) * c * t) * sp.exp(c * t),
                    Domain.of(HEIGHT, C_POS, Integer("d", ge=2)))


@section_f.claim("positive-below-a-height", reading="sharpened", controls=lambda: {
    "d for d − 1": in_part("below", replaced(assume=(sp.Eq(root**2, d**2 + 4 * c**2), 2 * c * t < root - d + 1))),
    "the height is 0": in_part("the height", replaced(conclude=sp.Le(root - d + 1, 0))),
})
def positive_below_a_height() -> All:
    """It is positive exactly for t < t*, 2ct* = √((d − 1)² + 4c²) − (d − 1), 0 < t* < 1: also at the antipode t = −1.

    So by thm-F.2 on the sphere some θ_iᵀw_j ≥ t* at a local minimum; 1 − t* is nearly (d − 1)/(2c) for large c.
    """
    domain = Domain.of(Real("t", ge=-1, le=1), C_POS, Integer("d", ge=2), Real("q", gt=0))
    bracket, square = c * (1 - t**2) - (d - 1) * t, sp.Eq(root**2, (d - 1) ** 2 + 4 * c**2)
    return All.of(
        "Δ_S e^(c·t) > 0 if and only if t < t* = [√((d−1)² + 4c²) − (d−1)]/(2c), and 0 < t* < 1",
        below=ForAll((square, 2 * c * t < root - d + 1), bracket > 0, domain, named=("q is the root", "t < t*")),
        above=ForAll((square, sp.Ge(2 * c * t, root - d + 1)), sp.Le(bracket, 0), domain,
                     named=("q is the root", "t ≥ t*")),
        the_height=ForAll((square,), sp.And(root - d + 1 > 0, root - d + 1 < 2 * c), domain, named=("q is the root",)),
    )


@section_f.derivation
def by_hand() -> Iterator[Line]:
    """Both Laplacians."""
    yield Line("With r = |θ − w|, the Laplacian of the kernel on R^d is",
               sp.Eq(radial_laplacian(gaussian()), sp.factor(sp.simplify(radial_laplacian(gaussian()).doit()))))
    yield Line("with c in front, which print leaves out; it is 0 at r² = d/c:",
               sp.simplify(radial_laplacian(gaussian()).doit().subs(r, sp.sqrt(d / c))))
    yield Line("On the sphere |θ − w|² = 2 − 2t, and the kernel is", sp.exp(-c) * sp.exp(c * t))
    bracket = sp.factor(sp.simplify(sphere_laplacian(sp.exp(c * t)).doit()))
    yield Line("whose Laplacian there is e^{−c} times", bracket)
    yield Line("positive below the height", sp.solve(c * (1 - t**2) - (d - 1) * t, t)[-1])
