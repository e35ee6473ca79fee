"""Lemma B.10, beyond its proof: second routes to its transforms, the printed integral, and the potential 1/r."""

import sympy as sp

from verify.claims import Domain, Real
from verify.controls import in_part, replaced, scaled
from verify.decide import ForAll
from verify.exact import All, Identity, laplace_pair

from .._symbols import MU_POS, R_POS, mu, omega, r, u, x, y, z
from . import _bessel
from .lemma_b10 import OMEGA_POS, K, lemma_b10, p, phi, sphere


@lemma_b10.claim("inverse-transform-by-descent", reading="sharpened", controls=lambda: {
    "K_0′ = K_1": in_part("from K_0", scaled("rhs", -1)),
    "the plane, −f′/r": in_part("the same transform", scaled("lhs", 2 * sp.pi)),
    "e^{−r} gives e^{−r}": in_part("from e^{−r}", scaled("rhs", r)),
})
def inverse_transform_by_descent() -> All:
    """A second route, from the line: if f has the transform g there, −f′(r)/(2πr) has it on R³ (the walk of two).

    K_0 gives K_1/(2πr), and e^{−r} gives e^{−r}/(2πr): the lemma is the Bessel pair of B.1, two dimensions up.
    The walk: (4π/ω) ∫ r (−f′/(2πr)) sin ωr dr = 2 ∫ f cos ωr dr, by parts. (f is K_0 and K is K_1.)
    """
    f = sp.Function("f")(r)
    on = Domain.of(R_POS, Real("omega", gt=0))
    return All((
        ("by parts", Identity(sp.Derivative(-2 / omega * f * sp.sin(omega * r), r),
                              sphere() * r * (-f.diff(r) / (2 * sp.pi * r)) * sp.sin(omega * r)
                              - 2 * f * sp.cos(omega * r), on)),
        ("from K_0", Identity(-sp.Derivative(sp.exp(-r * p), r) / (2 * sp.pi * r), p * sp.exp(-r * p) / (2 * sp.pi * r),
                              Domain.of(R_POS, Real("p", gt=0)))),
        ("from e^{−r}", Identity(-sp.Derivative(sp.exp(-r), r) / (2 * sp.pi * r), sp.exp(-r) / (2 * sp.pi * r),
                                 Domain.of(R_POS))),
        ("the same transform", Identity(2 * sp.pi * (sp.pi / sp.sqrt(1 + omega**2)),
                                        2 * sp.pi**2 / sp.sqrt(1 + omega**2), OMEGA_POS)),
    ), "F_3(−f′/(2πr)) = F_1(f):  F_3(K_1/r) = 2π·F_1(K_0) = 2π²/√(1 + ω²)")


@lemma_b10.claim("inverse-transform-by-quadrature", reading="sharpened", expect="certified", controls=lambda: {
    "π/(1+ω²)": in_part("enclosed", scaled("value", 1 / sp.sqrt(1 + omega**2))),
    "without dt = −dv/v": in_part("in v", scaled("lhs", sp.Symbol("v"))),
})
def inverse_transform_by_quadrature() -> All:
    """A third opinion on ∫ K_1(x) sin ωx dx = ω ∫ cosh t/(cosh²t + ω²) dt: that integral, enclosed."""
    return All((("in v", _bessel.in_v()), ("enclosed", _bessel.by_quadrature())),
               "∫_(0..∞) cosh t/(cosh²t + ω²) dt = π/(2√(1 + ω²)) at ω = 0, 1/2, 7/3, 9")


@lemma_b10.claim("printed-integral-diverges", reading="sharpened", controls=lambda: {
    "the part that converges": in_part("integrable remainder", replaced(rhs=omega / sp.sqrt(1 + omega**2))),
    "sin xy/y": in_part("what is left", scaled("rhs", 1 / y)),
    "0 and 1 agree": in_part("it oscillates", replaced(conclude=sp.Eq(2 / x, 0))),
})
def printed_integral_diverges() -> All:
    """∫ y sin(xy)/√(1+y²) dy has no limit: sin(xy) minus an integrable part, and ∫ sin(xy) dy goes from 0 to 2/x.

    1 − y/√(1+y²) ≥ 0 has the integral 1. Abel's mean of sin(xy) is 1/x, so K_1(x) = 1/x − ∫ (1 − y/√(1+y²)) sin(xy) dy.
    """
    root = sp.sqrt(1 + omega**2)
    return All((
        ("integrable remainder", Identity(sp.Derivative(omega - root, omega), 1 - omega / root, OMEGA_POS)),
        ("it is nonnegative", ForAll((sp.Eq(u**2, 1 + y**2),), y <= u, Domain.of(Real("u", gt=0), Real("y", ge=0)))),
        ("what is left", Identity(sp.Derivative(-sp.cos(x * y) / x, y), sp.sin(x * y),
                                  Domain.of(Real("x", gt=0), Real("y", gt=0)))),
        ("at even half-periods", Identity((1 - sp.cos(2 * sp.pi)) / x, 0, Domain.of(Real("x", gt=0)))),
        ("at odd half-periods", Identity((1 - sp.cos(sp.pi)) / x, 2 / x, Domain.of(Real("x", gt=0)))),
        ("it oscillates", ForAll((), sp.Ne(2 / x, 0, evaluate=False), Domain.of(Real("x", gt=0)))),
        ("Abel's mean", laplace_pair(sp.sin(x * z), x / (p**2 + x**2), z, p)),
    ), "∫_(0..N) y·sin(xy)/√(1 + y²) dy has no limit as N → ∞")


# By the same standard.

@lemma_b10.claim("electric-potential-too", reading="sharpened", controls=lambda: {
    "h = 1/r": in_part("F(h)² = F(Φ)", scaled("lhs", omega**2)),
    "constant 1": in_part("F(h)² = F(Φ)", scaled("lhs", sp.pi**3)),
    "μ not to 0": in_part("the limit", replaced(lhs=4 * sp.pi / (1 + omega**2))),
    "finite at 0": in_part("as singular", replaced(conclude=sp.Le(1 / r, K))),
})
def electric_potential_too() -> All:
    """By the same standard 1/r, for which Section 1.2 says that there is no activation, has one: h = π^{−3/2}/r².

    F(1/r²) = 2π²/ω and F(1/r) = 4π/ω², the limits for μ → 0 of the transforms of μK_1(μr)/r and e^{−μr}/r. So either
    both are realizable (off the diagonal) or, by the definition, neither is.
    """
    space = Domain.of(Real("omega", gt=0), MU_POS)
    h_hat = sp.pi ** sp.Rational(-3, 2) * 2 * sp.pi**2 / omega
    return All((
        ("∫ sin ωr/r dr, at p", laplace_pair(sp.sin(omega * z), omega / (p**2 + omega**2), z, p)),
        ("∫ ω/(p²+ω²) dp", Identity(
            sp.Derivative(omega * sp.sin(phi) / sp.cos(phi), phi) * omega
            / ((omega * sp.sin(phi) / sp.cos(phi)) ** 2 + omega**2), 1,
            Domain.of(Real("omega", gt=0), Real("phi", ge=0, lt=1)))),
        ("so F(1/r²)", Identity(sphere() * sp.pi / 2, 2 * sp.pi**2 / omega, OMEGA_POS)),
        ("F(h)² = F(Φ)", Identity(h_hat**2, 4 * sp.pi / omega**2, OMEGA_POS)),
        ("every μ", Identity((sp.pi ** sp.Rational(-3, 2) * 2 * sp.pi**2 / sp.sqrt(mu**2 + omega**2)) ** 2,
                             4 * sp.pi / (mu**2 + omega**2), space)),
        ("the limit", Identity((4 * sp.pi / (mu**2 + omega**2)).subs(mu, 0), 4 * sp.pi / omega**2, OMEGA_POS)),
        ("as singular", ForAll((sp.Eq(r * (K + 1), 1),), 1 / r > K, Domain.of(R_POS, Real("K", ge=0)))),
    ), "h∗h = 1/r for h = π^(−3/2)/r², r > 0;  ∫ h² = ∞ as before")
