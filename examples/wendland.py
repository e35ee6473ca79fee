"""A worked example that is not the paper's: three claims about Wendland's function, the last one false.

    earnshaw verify --statements examples/wendland.py

φ(r) = (1 − r)₊⁴ (4r + 1) is the Wendland function of smoothness 2 for dimensions up to 3.
"""

from dataclasses import replace
from fractions import Fraction

import sympy as sp

from verify.certify import PositiveDefinite, RadialProfile
from verify.claims import Domain, Real, statement
from verify.controls import scaled
from verify.exact import Identity

r = sp.Symbol("r")
PHI = (1 - r) ** 4 * (4 * r + 1)


def profile(dimension: int) -> RadialProfile:
    """φ on [0, 1] as a radial function on R^dimension."""
    coefficients = reversed(sp.Poly(PHI, r).all_coeffs())
    return RadialProfile(dimension, Fraction(1), tuple(Fraction(int(c)) for c in coefficients))


wendland = statement(
    "wendland", "Wendland's function of smoothness 2", kind="proposition",
    reading="φ(r) = (1 − r)₊⁴ (4r + 1) has a simple derivative and is positive definite on R³; is it so on R⁵?",
    source="H. Wendland, Scattered Data Approximation, 9.4")


@wendland.claim("derivative", controls={"−10 for −20": scaled("rhs", sp.Rational(1, 2))})
def derivative() -> Identity:
    """φ′(r) = −20 r (1 − r)³ inside the unit ball."""
    return Identity(sp.Derivative(PHI, r), -20 * r * (1 - r) ** 3, Domain.of(Real("r", gt=0, lt=1)))


@wendland.claim("three-dimensions", expect="certified", controls={
    "(1 − r)² (4r + 1)": lambda claim: replace(claim, profile=replace(claim.profile, inner=(1, 2, -7, 4))),
})
def three_dimensions() -> PositiveDefinite:
    """The Fourier transform on R³ is positive at every frequency."""
    return PositiveDefinite(profile(3), "φ")


@wendland.claim("five-dimensions", expect="certified", controls={
    "(1 − r)² (4r + 1)": lambda claim: replace(claim, profile=replace(claim.profile, inner=(1, 2, -7, 4))),
})
def five_dimensions() -> PositiveDefinite:
    """The same on R⁵. This is false, and the run says at which frequency."""
    return PositiveDefinite(profile(5), "φ")
