"""Translation-invariant activations under Gaussian inputs: what becomes of their potential."""

import sympy as sp

from verify.claims import Domain, Real
from verify.controls import Change, in_part, replaced
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import D_ANY, d, q, t, x, y

theta, w, g, G, h, c, s0, s1 = sp.symbols("theta w g G h c s_0 s_1")
PLACES = Domain.of(Real("x"), Real("theta"), Real("w"), Real("t"))


def exponent(density: int) -> sp.Expr:
    """The exponent of the potential of s(y) = e^{−y²/4} under inputs of density e^{−density·x²/2}, but for a constant.

    It is the largest value over x of −density·x²/2 − (x − θ)²/4 − (x − w)²/4, the rest being a Gaussian in x.
    """
    return (theta + w) ** 2 / (8 * (density + 1)) - (theta**2 + w**2) / 4


def moved(density: int) -> Identity:
    """Φ(θ + t, w + t) = Φ(θ, w), for that potential."""
    potential = sp.exp(exponent(density)) / sp.sqrt(2)
    return Identity(potential.subs({theta: theta + t, w: w + t}, simultaneous=True), potential,
                    Domain.of(Real("theta"), Real("w"), Real("t")))


def of_a_gaussian() -> All:
    """The potential of s(y) = e^{−y²/4} on the line under N(0, 1): complete the square, integrate, then move both."""
    middle = (theta + w) / 4
    integrand = sp.exp(-(x - middle) ** 2) / sp.sqrt(2 * sp.pi)
    return All.of(
        "Φ(θ, w) = E s(X − θ)·s(X − w) is a function of θ − w, for s(y) = e^(−y²/4) and X ~ N(0, 1)",
        square=Identity(-(x**2) / 2 - (x - theta) ** 2 / 4 - (x - w) ** 2 / 4, -((x - middle) ** 2) + exponent(1),
                        PLACES),
        primitive=Identity(sp.Derivative(sp.erf(x - middle) / (2 * sp.sqrt(2)), x), integrand, PLACES),
        moved=moved(1),
    )


def without_density() -> Change:
    """Of that: inputs without a density to weigh them."""
    return in_part("moved", lambda part: moved(0))


def weighted() -> All:
    """σ(x, w) = (2π)^{d/4} e^{|x|²/4} s(x − w), q = |x|²: the weight undoes the density, then x = y + θ moves both."""
    density = (2 * sp.pi) ** (-d / 2) * sp.exp(-q / 2)
    return All.of(
        "E σ(X, θ)·σ(X, w) = ∫ s(x − θ)·s(x − w) dx = ∫ s(y)·s(y − (w − θ)) dy",
        weight=Identity(density * ((2 * sp.pi) ** (d / 4) * sp.exp(q / 4)) ** 2, 1, Domain.of(D_ANY, Real("q", ge=0))),
        first_factor=Identity((y + theta) - theta, y, Domain.of(Real("y"), Real("theta"))),
        second_factor=Identity((y + theta) - w, y - (w - theta), Domain.of(Real("y"), Real("theta"), Real("w"))),
    )


def other_weight() -> Change:
    """Of that: e^{|x|²/2}."""
    return in_part("weight", replaced(lhs=(2 * sp.pi) ** (-d / 2) * sp.exp(-q / 2) * (
        (2 * sp.pi) ** (d / 4) * sp.exp(q / 2)) ** 2))


def other_constant() -> Change:
    """Of that: (2π)^{d/2}."""
    return in_part("weight", replaced(lhs=(2 * sp.pi) ** (-d / 2) * sp.exp(-q / 2) * (
        (2 * sp.pi) ** (d / 2) * sp.exp(q / 4)) ** 2))


def only_two_values() -> All:
    """For bounded s: if E s(X − w)s(X − w − u) does not depend on w, then s(x)s(x − u) does not depend on x.

    G is the transform of the difference of s(x)s(x − u) and its mean h, g = e^{−|ω|²/2} that of the Gaussian. With
    u = 0 that is s² = c; s_0 and s_1 are s(x) and s(x − u).
    """
    return All.of(
        "σ(x, w) = s(x − w) bounded, Φ(θ, w) = h(θ − w)  ⟹  h = ±h(0) everywhere",
        a_Gaussian_mean_determines=ForAll(
            (sp.Eq(G * g, 0),), sp.Eq(G, 0), Domain.of(Real("G"), Real("g", gt=0)),
            named=("fact-fourier: the transform of a convolution with a Gaussian is the product",)),
        values=ForAll((sp.Eq(s0**2, c), sp.Eq(s1**2, c), sp.Eq(s0 * s1, h)), sp.Or(sp.Eq(h, c), sp.Eq(h, -c)),
                      Domain.of(*(Real(str(name)) for name in (s0, s1, c, h)))),
    )
