"""From a potential to an activation that gives it: closed forms, and sigma_eps of Lemma 4.2."""

import math
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
from flint import acb, arb, ctx, fmpq
from scipy import special

from verify.certify import ball, inverse_root

from ..potentials import AlmostHarmonic, Exponential, Gaussian, Polynomial, Potential, Sign
from ..potentials._base import Array
from ._base import Activation, Placed, Ridge
from ._potentials import Hat, ReLU, ZonalExponential
from ._sampled import LARGEST_D, Sampled, profile


def activation_of(potential: Potential, *, d: int | None = None) -> Activation:
    """An activation with E sigma(x, theta) sigma(x, w) = Phi(theta, w), under x from N(0, I_d).

    It is not the only one: a sign that depends on the frequency, or on the order of a Hermite polynomial, changes sigma
    and not Phi. Taken is the root that is positive (Theorems 2.1 and B.2), but for the indicator of a ball, whose
    transform changes its sign, and for sign and ReLU. `d` is the dimension, for radial potentials that leave it open.

    Raises ValueError, with one sentence, for a potential that none gives, or for none that is known.

    >>> activation_of(Polynomial([0, 0, 1])).formula
    'f(t) = 1 h_2(t), h_i = He_i/sqrt(i!)'
    >>> from numeric.potentials import Yukawa
    >>> activation_of(Yukawa())
    Traceback (most recent call last):
    ...
    ValueError: Yukawa(mu=1.0) is unbounded where theta = w, and E sigma(x, w)^2 is a number: no activation has it
    """
    if math.isinf(potential.diagonal):
        raise ValueError(f"{potential!r} is unbounded where theta = w, and E sigma(x, w)^2 is a number: "
                         "no activation has it")
    for kind, make in _KNOWN.items():
        if isinstance(potential, kind):
            if kind in (Exponential, Gaussian):
                return make(potential, _dimension(potential, d))
            if potential.d is not None and d not in (None, potential.d):
                raise ValueError(f"{potential!r} is for d = {potential.d}, got d = {d}: leave d out")
            return make(potential)
    raise ValueError(f"no activation of {potential!r} is known here: there are those of "
                     f"{', '.join(kind.__name__ for kind in _KNOWN)}")


def _dimension(potential: Potential, d: int | None) -> int:
    if isinstance(d, bool) or not isinstance(d, int) or d < 1:
        raise ValueError(f"{potential!r} is for every dimension d, an integer from 1 on, got d = {d!r}: give one")
    return d


# On the sphere: sums of Hermite polynomials.

def _sign(potential: Sign) -> Ridge:
    return Ridge("f(t) = sign(t)", potential, np.sign, lambda t: arb((t > 0) - (t < 0)))


def _relu(potential: ReLU) -> Ridge:
    return Ridge("f(t) = max(t, 0)", potential, lambda t: np.maximum(t, 0.0), lambda t: ball(max(t, Fraction(0))))


def _zonal_exponential(potential: ZonalExponential) -> Ridge:
    a, exact = potential.a, Fraction(potential.a)
    return Ridge(f"f(t) = e^(a t - a^2), a = {a:g}", potential, lambda t: np.exp(a * t - a * a),
                 lambda t: ball(exact * t - exact * exact).exp())


def _hermite(potential: Polynomial) -> Ridge:
    """sum sqrt(c_i) h_i with orthonormal h_i = He_i/sqrt(i!)."""
    c = potential.coefficients
    if min(c) < 0:
        i = next(i for i, x in enumerate(c) if x < 0)
        raise ValueError(f"{potential!r} has the coefficient {c[i]:g} of t^{i}, and an activation for all dimensions "
                         "takes coefficients that are not negative: Theorem B.2 gives none")

    def enclose(t: Fraction) -> Any:
        total, before, now = arb(0), arb(0), arb(1)
        for i, x in enumerate(c):
            total += ball(Fraction(x)).sqrt() * now / arb(math.factorial(i)).sqrt()
            before, now = now, ball(t) * now - i * before
        return total

    def f(t: Array) -> Array:
        t = np.asarray(t, dtype=np.float64)
        total, before, now = np.zeros_like(t), np.zeros_like(t), np.ones_like(t)
        for i, x in enumerate(c):  # h_{i+1} = (t h_i - sqrt(i) h_{i-1})/sqrt(i+1)
            total = total + math.sqrt(x) * now
            before, now = now, (t * now - math.sqrt(i) * before) / math.sqrt(i + 1)
        return total

    terms = " + ".join(f"{math.sqrt(x):.6g} h_{i}(t)" for i, x in enumerate(c) if x)
    return Ridge(f"f(t) = {terms or '0'}, h_i = He_i/sqrt(i!)", potential, f, enclose)


# On R^d: h = F^-1(sqrt(F Phi)).

def _gaussian(potential: Gaussian, d: int) -> Placed:
    width, exact = potential.width, Fraction(potential.width)
    c = (2 / (math.pi * width**2)) ** (d / 4)
    return Placed(f"h(r) = (2/(pi width^2))^(d/4) e^(-r^2/width^2), width = {width:g}, d = {d}", potential,
                  lambda r: c * np.exp(-((np.asarray(r) / width) ** 2)),
                  lambda r: (2 / (arb.pi() * ball(exact) ** 2)) ** fmpq(d, 4) * ball(-((r / exact) ** 2)).exp(),
                  d, 6.5 * width)


def _exponential(potential: Exponential, d: int) -> Placed:
    """The root of F(e^{-r}) = 2^d pi^{(d-1)/2} Gamma((d+1)/2)/(1 + omega^2)^{(d+1)/2}, a Bessel potential."""
    nu = (d - 1) / 4
    c = math.exp(0.5 * (d * math.log(2) + (d - 1) / 2 * math.log(math.pi) + math.lgamma((d + 1) / 2))
                 + (1 - (d + 1) / 4) * math.log(2) - d / 2 * math.log(2 * math.pi) - math.lgamma((d + 1) / 4))

    def h(r: Array) -> Array:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(c * special.kv(nu, r) / np.asarray(r, dtype=np.float64) ** nu)

    def enclose(r: Fraction) -> Any:
        if r == 0:
            return arb("inf")
        root = (arb(2) ** d * arb.pi() ** fmpq(d - 1, 2) * arb(fmpq(d + 1, 2)).gamma()).sqrt()
        factor = root * arb(2) ** fmpq(3 - d, 4) / ((2 * arb.pi()) ** fmpq(d, 2) * arb(fmpq(d + 1, 4)).gamma())
        return factor * acb(ball(r)).bessel_k(acb(fmpq(d - 1, 4))).real / ball(r) ** fmpq(d - 1, 4)

    known = "(sqrt(2)/pi) K_0(r), d = 1" if d == 1 else f"{c:.6g} r^(-nu) K_nu(r), nu = (d-1)/4 = {nu:g}, d = {d}"
    return Placed(f"h(r) = {known}", potential, h, enclose, d, 40.0, order=2 * nu)


def _hat(potential: Hat) -> Placed:
    """A root that changes its sign: F of an indicator is a Bessel function."""
    d, radius = potential.d, Fraction(potential.diameter) / 2
    assert d is not None
    c = math.exp((math.lgamma(d / 2 + 1) - d / 2 * math.log(math.pi) - d * math.log(float(radius))) / 2)

    def enclose(r: Fraction) -> Any:
        volume = arb.pi() ** fmpq(d, 2) * ball(radius) ** d / arb(fmpq(d + 2, 2)).gamma()
        return 1 / volume.sqrt() if r <= radius else arb(0)

    return Placed(f"h(r) = {c:.6g} for r <= {float(radius):g}, else 0; d = {d}", potential,
                  lambda r: np.where(np.asarray(r) <= float(radius), c, 0.0), enclose, d, float(radius),
                  (float(radius),))


@lru_cache(maxsize=8)
def _sampled(d: int, eps: float, lam: float) -> Sampled:
    return Sampled(AlmostHarmonic(d, eps, lam))


def sigma_eps(d: int, eps: Fraction, lam: Fraction = Fraction(1)) -> Placed:
    """The activation of Lemma 4.2 at exact parameters, d = 3, 5, 7 or 9: certified values are for just these.

    Raises ValueError for other d, eps outside (0, 1), lam not positive, or out of the range of floating point.

    >>> sigma_eps(3, Fraction(1, 10)).order  # h is of the order 1/r at 0
    1
    """
    if d > LARGEST_D:
        raise ValueError(f"the activation of Phi_eps goes up to d = {LARGEST_D}, got {d}: take a smaller d")
    potential = AlmostHarmonic(d, float(eps), float(lam))
    h = _sampled(d, potential.eps, potential.lam)

    def enclose(r: Fraction) -> Any:
        return inverse_root(profile(d, eps, lam), r, bits=ctx.prec) if r else arb("inf")

    order = (d - 1) // 2
    return Placed(f"h = F^-1(sqrt(F Phi_eps)), of the order r^(-{order}) at 0; d = {d}, eps = {eps}, lambda = {lam}",
                  potential, h, enclose, d, h.reach, (potential.eps, 2 * potential.eps), order, h.error)


def _almost_harmonic(potential: AlmostHarmonic) -> Placed:
    assert potential.d is not None
    return sigma_eps(potential.d, Fraction(potential.eps), Fraction(potential.lam))


_KNOWN: dict[type[Potential], Callable[..., Activation]] = {
    Sign: _sign, ReLU: _relu, ZonalExponential: _zonal_exponential, Polynomial: _hermite, Gaussian: _gaussian,
    Exponential: _exponential, Hat: _hat, AlmostHarmonic: _almost_harmonic,
}
