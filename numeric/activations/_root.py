"""h = F^-1(sqrt(F Phi_eps)) in floating point, for arrays of distances: the integral of `verify.certify.inverse_root`.

The method is that of the certified one, with Gauss-Legendre panels up to Z_0 and the trapezoidal rule after a
double-exponential substitution on the rays beyond; what is neglected is not bounded here but compared, see `table`.
"""

import itertools
import math
from collections.abc import Callable
from fractions import Fraction
from math import comb, prod
from typing import Any

import numpy as np
from flint import arb, arb_poly, ctx
from numpy.polynomial import chebyshev
from numpy.typing import ArrayLike
from scipy import special

from verify.certify import RadialProfile, ball, closed_form, precision, sphere_area
from verify.certify._radial_transform import power_series
from verify.exact import reverse_bessel_polynomial

from ..potentials._base import Array

_TERMS = 12  # powers of q
_SMALL = 1e-16
_NODES = 16  # of a panel
_STEP = 0.11  # of the trapezoidal rule
_FIRST, _LAST, _SLOWEST = -3.7, 4.2, 42.0  # of the substituted variable: where the phase is not small, and where it is


class Root:
    """h for a normalised profile on R^d, d odd: called with distances r > 0 of any shape."""

    def __init__(self, profile: RadialProfile) -> None:
        self.d, self.radius = profile.d, float(profile.radius)
        with precision(400):
            A, B, C, N, square = closed_form(profile)
            self._A, B, C = (np.array([float(c) for c in P.coeffs()]) for P in (A, B, C))
            self._power, self._square = (self._A.size - 1 - N) // 2, float(square)
            area = sphere_area(self.d)
            self._factor = float(area * area.sqrt()) / (2 * math.pi) ** self.d / self.radius ** (self.d / 2)
        size = max(B.size, C.size)
        self._D = (np.pad(B, (0, size - B.size)) - 1j * np.pad(C, (0, size - C.size))) / 2
        self._odd = prod(range(self.d - 2, 0, -2))
        self._E = _wave(self.d)
        self.start = self._begin()
        self._pieces = self._sampled(profile)

    def __call__(self, r: ArrayLike) -> Array:
        r = np.asarray(r, dtype=np.float64)
        rho = r.ravel() / self.radius
        total = np.empty_like(rho)
        order = np.argsort(rho)
        for some in np.array_split(order, max(1, rho.size // 32)):  # of about the same size, for the same nodes
            if some.size:
                total[some] = self._below(rho[some])
        rays = np.zeros_like(rho)
        for m in range(-_TERMS, _TERMS + 1):
            slow = np.abs(rho + m) * self.start < 1
            for some, last in ((slow, _SLOWEST), (~slow, _LAST)):
                if some.any():
                    rays[some] += self._ray(rho[some], m, last)
        total += self._odd * rho ** (2 - self.d) * rays
        return (self._factor * total).reshape(r.shape)

    def _below(self, rho: Array) -> Array:
        """int_0^{Z_0} sqrt(G) Omega(rho Z) Z^{d-1} dZ."""
        x, weights = np.polynomial.legendre.leggauss(_NODES)
        n, total = (self.d - 3) // 2, np.zeros_like(rho)
        for lower, upper, coefficients in self._pieces:
            panels = max(1, math.ceil(float(rho.max()) * (upper - lower) / 8))  # at most 8 radians each
            local = ((np.arange(panels)[:, None] + (x + 1) / 2) / panels).ravel()  # in [0, 1]
            z = lower + (upper - lower) * local
            value = chebyshev.chebval(2 * local - 1, coefficients) * z ** (self.d - 1) * np.tile(weights, panels)
            argument = rho[:, None] * z
            small = argument < 1e-3
            safe = np.where(small, 1.0, argument)
            average = np.where(small, 1 - argument**2 / (2 * self.d),
                               self._odd * special.spherical_jn(n, safe) / safe**n)
            total += average @ value * (upper - lower) / (2 * panels)
        return total

    def _sampled(self, profile: RadialProfile) -> list[tuple[float, float, Array]]:
        """Pieces of [0, Z_0], and Chebyshev coefficients of sqrt(G) on each; sqrt(G) has a branch point at is."""
        x, root = chebyshev.chebpts1(_NODES), math.sqrt(self._square)
        edges, reach = [0.0], min(root, 1.0) / 2
        while edges[-1] + reach < self.start:
            edges.append(edges[-1] + reach)
            reach = min(1.0, max(reach, edges[-1] / 2))
        edges.append(float(self.start))
        pieces = []
        with precision(120 + 12 * self.d):
            transform = _transform(profile)
            for lower, upper in itertools.pairwise(edges):
                z = lower + (upper - lower) * (x + 1) / 2
                values = [float(transform(ball(Fraction(t))).sqrt()) for t in z]
                pieces.append((lower, upper, chebyshev.chebfit(x, values, _NODES - 1)))
        return pieces

    def _begin(self) -> int:
        """Z_0: q^{J+1} is small from there on."""
        z = self.d
        while True:
            ratio = 2 * np.polyval(abs(self._D)[::-1], z) / (self._A[-1] * float(z) ** (self._A.size - 1))
            rest = np.polyval(abs(self._A)[:-1][::-1], z) / (self._A[-1] * float(z) ** (self._A.size - 1))
            if rest < 0.5 and z * z > 2 * self._square and (ratio / (1 - rest)) ** (_TERMS + 1) < _SMALL:
                return z
            z += 1 + z // 8

    def _ray(self, rho: Array, m: int, last: float) -> Array:
        """Re int g_m(Z) e^{i (rho + m) Z} dZ from Z_0, along a ray where it decays."""
        phase = (rho + m)[:, None]
        size, side = np.abs(phase), np.sign(phase)
        x = np.arange(_FIRST, last, _STEP)
        with np.errstate(divide="ignore"):
            length = np.minimum(self.start, 1 / size)
        t = length * np.exp(x - np.exp(-x))
        dt = t * (1 + np.exp(-x)) * _STEP
        direction = np.where(side == 0, 1, 1j * side)
        kept = (size * t < 60) & (t < 1e18)
        z = self.start + direction * np.where(kept, t, 0.0)
        value = self._coefficient(z, m) * _horner(self._E, rho[:, None] * z) * np.exp(-size * t)
        total = np.sum(np.where(kept, value * dt, 0.0) * direction, axis=-1)
        return np.real(total * np.exp(1j * phase[:, 0] * self.start))

    def _coefficient(self, z: Array, m: int) -> Array:
        """w(Z) sum_j binom(1/2, j) binom(j, p) D^p D*^{j-p}/A^j, 2p = j + m."""
        u = 1 / z
        A = _horner(self._A[::-1], u)  # A/Z^deg A
        lift = u ** (self._A.size - self._D.size)
        D, star = (_horner(part[::-1], u) * lift / A for part in (self._D, self._D.conj()))
        more, D_star = D if m > 0 else star, D * star  # D^p D*^{j-p} is a power of the product, times |m| of one
        total = _horner(np.array([float(special.binom(0.5, j)) * comb(j, (j + m) // 2)
                                  for j in range(abs(m), _TERMS + 1, 2)]), D_star)
        for _ in range(abs(m)):
            total *= more
        return total * np.sqrt(A / (1 + self._square * u * u)) * z ** float(self._power)


def _transform(profile: RadialProfile) -> Callable[[Any], Any]:
    """G(z) in balls for balls z > 0: `scaled_transform`, with a series and a closed form that are made once."""
    series, _ = power_series(profile, profile.d, ctx.prec)  # good below d; the bound of its rest is nothing here
    near = arb_poly([c if isinstance(c, arb) else ball(c) for c in series])
    A, B, C, N, square = closed_form(profile)
    A, B, C = arb_poly(A), arb_poly(B), arb_poly(C)
    square = square if isinstance(square, arb) else ball(square)

    def transform(z: Any) -> Any:
        under = square + z * z if profile.tail is not None else arb(1)
        if z < profile.d:
            return near(z * z) / under
        return (A(z) + B(z) * z.cos() + C(z) * z.sin()) / (z**N * under)
    return transform


def _wave(d: int) -> Array:
    """E with Omega(z) = (d-2)!! Re(E(z) e^{iz})/z^{d-2}: -i (2n-1)!! p(-iz), p the reverse Bessel polynomial."""
    n = (d - 3) // 2
    scale = -1j * prod(range(2 * n - 1, 0, -2))
    return np.array([scale * float(c) * (-1j) ** i for i, c in enumerate(reverse_bessel_polynomial(d).coefficients)])


def _horner(coefficients: Array, x: Array) -> Array:
    value = np.full_like(x, coefficients[-1])
    for c in coefficients[-2::-1]:
        value *= x
        value += c
    return value
