"""Definition B.5: F-integrable potentials; what is one and what is not."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import in_part, replaced, scaled, substituted, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import R_POS, j, k, omega, r, t, u, x, y
from ..conventions import PLAIN
from . import _gaussian_mixtures as gaussians

definition_b5 = statement(
    "def-B.5", "F-integrable potential", kind="definition", proof_uses=("def-3.5", "fact-fourier"),
    source="arXiv text, Appendix B.3",
    reading="Φ is F-integrable when it is square-integrable and its Fourier transform is integrable. (Printed is F of "
            "the value Φ(ω); the transform F(Φ) at ω is meant.)")

M, P, B, c, phi = sp.symbols("M P B c phi")
OMEGA = Domain.of(Real("omega"))
M_POS = Real("M", ge=0)


@cache
def harmonic() -> Any:
    """Σ 1/k is infinite: the 2^j terms with 2^j < k ≤ 2^{j+1} are at least 1/2 together (u stands for 2^j)."""
    return (
    ("half a unit a block", Identity(2**j * (1 / (2 * 2**j)), sp.Rational(1, 2), Domain.of(Integer("j", ge=0)))),
    ("each term of a block", ForAll((k <= 2 * u,), 1 / k >= 1 / (2 * u), Domain.of(Real("k", gt=0), Real("u", gt=0)))),
    ("beyond M", ForAll((t >= 2 * M + 1,), t / 2 > M, Domain.of(Real("t"), M_POS))),
)


@definition_b5.claim("bounded", reading="sharpened", controls=lambda: {
    "F(Φ) not integrable": in_part("a bound", without(1)),
    "no inversion": in_part("a bound", without(0)),
    "F(Φ) in L² only": in_part("a bound", replaced(
        assume=(sp.Le(P, c * M), M**2 <= B), named=())),
})
def bounded() -> All:
    """An F-integrable potential that is continuous is bounded: |Φ| ≤ (2π)^{−d} ∫ |F(Φ)| dω. So no 1/r is one.

    P is a value |Φ(x)|, M the integral of |F(Φ)|, c = (2π)^{−d}.
    """
    return All((
        ("a bound", ForAll((sp.Le(P, c * M), M <= B), sp.Le(P, c * B),
                           Domain.of(Real("c", gt=0), Real("P"), Real("M"), Real("B")),
                           named=("fact-fourier: Φ = F⁻¹(F(Φ))", "F(Φ) is integrable"))),
        ("the constant", Identity(PLAIN.inverse_factor(sp.Integer(1)), 1 / (2 * sp.pi), Domain())),
    ), "|Φ(x)| ≤ (2π)^(−d)·∫ |F(Φ)| dω < ∞")


# What is F-integrable.

@definition_b5.claim("gaussian", reading="sharpened", controls=lambda: {
    "∫ F(Φ) = (2π)^{d/2}": in_part("transform", in_part("integrable", scaled("lhs", 2))),
    "norm π^{d/2}": in_part("norm", in_part("d coordinates", scaled("lhs", sp.pi))),
})
def gaussian() -> All:
    """Every Gaussian e^{−x²r²/2} is F-integrable on every R^d, with ‖Φ‖₂ and ∫ F(Φ) in closed form (1/x the width)."""
    return All((("norm", gaussians.gaussian_norm()), ("transform", gaussians.gaussian_transform())),
               "‖Φ‖₂ = π^(d/4)·x^(−d/2), ∫ F(Φ) dω = (2π)^d for Φ = e^(−x²r²/2) on R^d")


@definition_b5.claim("exponential", reading="sharpened", controls=lambda: {
    "e^{−x} without the absolute value": in_part("norm", substituted("rhs", {x: -x})),
    "in φ, from the side of sin": in_part("transform in φ", replaced(lhs=2 / (1 + sp.sin(phi) ** 2))),
    "∫ F(Φ) = π": in_part("is 2πΦ(0)", scaled("lhs", sp.Rational(1, 2))),
})
def exponential() -> All:
    """e^{−|x|} on the line: norm 1 and F(Φ) = 2/(1+ω²) (def-3.5), whose integral is 2π: in ω = tan φ, that of 2."""
    tangent = sp.sin(phi) / sp.cos(phi)
    return All((
        ("norm", Identity(sp.Derivative(-sp.exp(-2 * x) / 2, x), sp.exp(-x) ** 2, Domain.of(Real("x", gt=0)))),
        ("both halves", Identity(2 * (sp.exp(-2 * x) / 2).subs(x, 0), 1, Domain())),
        ("transform in φ", Identity(2 / (1 + tangent**2) * sp.Derivative(tangent, phi), 2,
                                    Domain.of(Real("phi", gt=-1, lt=1)))),
        ("is 2πΦ(0)", Identity(2 * (sp.pi / 2 - -sp.pi / 2), 2 * sp.pi, Domain())),
    ), "∫ e^(−2|x|) dx = 1, ∫ 2/(1 + ω²) dω = 2π")


@definition_b5.claim("sinc", reading="sharpened", controls=lambda: {
    "frequencies up to 2": in_part("inverse", replaced(rhs=sp.sin(2 * x) / x)),
    "1/x": in_part("far out", replaced(conclude=y**2 / x**2 <= 1 / x**3)),
    "a half-wave is 1": in_part("a half-wave", scaled("rhs", sp.Rational(1, 2))),
})
def sinc() -> All:
    """sin x/x, the inverse transform of π on (−1, 1): F-integrable, though it is not integrable itself.

    So "square-integrable" is no idle word. y stands for sin x; each half-wave |sin x|/x over (kπ, (k+1)π) has an
    integral of at least 2/((k+1)π), and Σ 1/k is infinite.
    """
    primitive = sp.pi * sp.sin(omega * x) / x / (2 * sp.pi)
    far = Domain.of(Real("x", ge=1), Real("y", ge=-1, le=1))
    return All((
        ("inverse, primitive", Identity(sp.Derivative(primitive, omega), sp.cos(omega * x) / 2,
                                        Domain.of(Real("x", gt=0), Real("omega")))),
        ("inverse", Identity(primitive.subs(omega, 1) - primitive.subs(omega, -1), sp.sin(x) / x,
                             Domain.of(Real("x", gt=0)))),
        ("far out", ForAll((), y**2 / x**2 <= 1 / x**2, far)),
        ("a half-wave", Identity(-sp.cos(sp.pi) - -sp.cos(sp.Integer(0)), 2, Domain())),
        ("below its end", ForAll((x <= y,), 1 / x >= 1 / y, Domain.of(Real("x", gt=0), Real("y", gt=0)))),
        *harmonic(),
    ), "sin x/x ∈ L², F(Φ) = π on (−1, 1), and ∫ |sin x/x| dx = ∞")


# What is not.

@definition_b5.claim("interval-is-not", reading="sharpened", controls=lambda: {
    "2 cos ω/ω": in_part("transform", replaced(rhs=2 * sp.cos(omega) / omega)),
    "a half-wave is 1": in_part("a half-wave", scaled("rhs", sp.Rational(1, 2))),
    "Σ 1/k²": in_part("half a unit a block", replaced(lhs=2**j / (2 * 2**j) ** 2)),
})
def interval_is_not() -> All:
    """The indicator of (−1, 1) is square-integrable, but F(Φ) = 2 sin ω/ω is not integrable (nor nonnegative)."""
    primitive = sp.sin(omega * x) / omega
    on = Domain.of(Real("x"), Real("omega", gt=0))
    return All((
        ("primitive", Identity(sp.Derivative(primitive, x), sp.cos(omega * x), on)),
        ("transform", Identity(primitive.subs(x, 1) - primitive.subs(x, -1), 2 * sp.sin(omega) / omega,
                               Domain.of(Real("omega", gt=0)))),
        ("a half-wave", Identity(-sp.cos(sp.pi) - -sp.cos(sp.Integer(0)), 2, Domain())),
        *harmonic(),
    ), "F(1_(−1,1))(ω) = 2·sin ω/ω, ∫ |F(Φ)| dω = ∞")


@definition_b5.claim("yukawa-is-not", reading="sharpened", controls=lambda: {
    "in one dimension": in_part("far out", replaced(conclude=sp.Ge(1 / (1 + omega**2), sp.Rational(1, 2)))),
    "∫ e^{−2r}/r": in_part("norm", scaled("rhs", 1 / r)),
    "at least 1": in_part("far out", replaced(conclude=sp.Ge(omega**2 / (1 + omega**2), 1))),
})
def yukawa_is_not() -> All:
    """e^{−r}/r in R³ is square-integrable, with ‖Φ‖² = 2π; but F(Φ) = 4π/(1+ω²), and ∫ F(Φ) 4πω² dω is infinite:

    from ω = 1 on the integrand is at least 16π²/2. So Theorem 2.1 does not apply to the potential of Lemma B.10.
    """
    return All((
        ("norm", Identity(sp.Derivative(-2 * sp.pi * sp.exp(-2 * r), r), (sp.exp(-r) / r) ** 2 * 4 * sp.pi * r**2,
                          Domain.of(R_POS))),
        ("from 0", Identity((2 * sp.pi * sp.exp(-2 * r)).subs(r, 0), 2 * sp.pi, Domain())),
        ("shells", Identity(4 * sp.pi / (1 + omega**2) * 4 * sp.pi * omega**2,
                            16 * sp.pi**2 * (omega**2 / (1 + omega**2)), OMEGA)),
        ("far out", ForAll((), sp.Ge(omega**2 / (1 + omega**2), sp.Rational(1, 2)), Domain.of(Real("omega", ge=1)))),
        ("beyond M", ForAll((t >= 2 * M + 2,), (t - 1) / 2 > M, Domain.of(Real("t"), M_POS))),
    ), "e^(−r)/r ∈ L²(R³), and ∫ F(Φ) = ∫_(0..∞) 16π²·ω²/(1 + ω²) dω = ∞")


@definition_b5.derivation
def by_hand() -> Iterator[Line]:
    """The examples, with their transforms."""
    yield Line("A continuous F-integrable potential is the inverse transform of an integrable function:", bounded())
    yield Line("Gaussians are F-integrable in every dimension:", gaussian())
    tangent = sp.sin(phi) / sp.cos(phi)
    yield Line("e^{−|x|} is. With ω = tan φ the transform 2/(1+ω²) dω becomes dφ times",
               sp.simplify(2 / (1 + tangent**2) * sp.diff(tangent, phi)))
    yield Line("so its integral over all frequencies is", sp.integrate(sp.Integer(2), (phi, -sp.pi / 2, sp.pi / 2)))
    yield Line("The indicator of an interval is not: its transform decays like 1/ω only", interval_is_not())
    yield Line("Nor is e^{−r}/r in space: the integrand over the spheres |ω| tends to",
               sp.limit(16 * sp.pi**2 * omega**2 / (1 + omega**2), omega, sp.oo))
