"""sigma_eps of Lemma 4.2: h sampled once, then interpolated."""

import itertools
import math
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.polynomial import chebyshev
from numpy.typing import ArrayLike

from verify.certify import RadialProfile, ball, precision
from verify.exact import inside_polynomial

from ..potentials import AlmostHarmonic
from ..potentials._base import Array
from ._root import Root

_BITS = 2000  # so that what cancels in the leading coefficients stays negligible far out
_NODES = 16
_NEAR = (0, *(3.0**-k / 4 for k in range(7)))  # of eps
_SMALL = 1e-15
_TOGETHER = 8192  # distances at a time, so that what they need stays in the processor's cache
LARGEST_D = 9  # beyond, what cancels near 0 in floating point is seen in the mean of sigma^2


@lru_cache(maxsize=16)
def profile(d: int, eps: Fraction, lam: Fraction) -> RadialProfile:
    """Phi_eps, 1 at 0: in exact numbers for a rational sqrt(lam), as e^{-s} cancels, else in balls.

    >>> profile(3, Fraction(1, 2), Fraction(1)).inner[:3]
    (Fraction(1, 1), Fraction(-75, 43), Fraction(0, 1))
    """
    root = Fraction(math.isqrt(lam.numerator), math.isqrt(lam.denominator))
    with precision(_BITS):
        mu = root if root * root == lam else ball(lam).sqrt()
        in_v = inside_polynomial(d, 0, mu * (eps if mu is root else ball(eps)))
        whole = sum(in_v, start=0 * mu)
        in_r = [sum((c * math.comb(i, j) * (-1) ** j for i, c in enumerate(in_v) if i >= j), start=0 * mu) / whole
                for j in range(d + 1)]
        return RadialProfile(d, eps, tuple(c / (eps**j if mu is root else ball(eps) ** j) for j, c in enumerate(in_r)),
                             tail=(mu, (eps if mu is root else ball(eps)) ** (d - 2) / whole))


class Sampled:
    """r -> h(r) in floating point, by interpolation of r^{(d-1)/2} h, which is bounded, between Chebyshev points.

    Panels are finer at 0 and at eps and 2 eps, where h is less smooth. Beyond `reach` it is 0. `error` estimates the
    root of the integral of its error squared over R^d, by the last coefficients of each panel.
    """

    def __init__(self, potential: AlmostHarmonic) -> None:
        d, eps, mu = potential.d, potential.eps, math.sqrt(potential.lam)
        assert d is not None
        self._power = (d - 1) / 2
        near = [eps * x for x in _NEAR]
        edges = sorted({*near, *(eps + sign * x for x in near for sign in (-1, 1)),
                        *(2 * eps + sign * x for x in near[:4] for sign in (-1, 1)),
                        *(eps * x for x in (0.5, 1.5, 2.5))})
        while edges[-1] < -math.log(_SMALL) / mu + 3 * eps:
            edges.append(edges[-1] + min(max(edges[-1] / 3, eps / 2), 1 / mu))
        self.edges, self.reach = np.array(edges), edges[-1]
        x = chebyshev.chebpts1(_NODES)
        nodes = np.array([lower + (upper - lower) * (x + 1) / 2 for lower, upper in itertools.pairwise(edges)])
        root = Root(profile(d, Fraction(potential.eps), Fraction(potential.lam)))
        bounded = chebyshev.chebfit(x, (root(nodes) * nodes**self._power).T, _NODES - 1)
        last = np.abs(bounded[-2:]).sum(axis=0)
        area = 2 * math.pi ** (d / 2) / math.gamma(d / 2)
        self.error = math.sqrt(area * float(np.sum(np.diff(self.edges) * last**2)))
        powers = [chebyshev.cheb2poly(column) for column in bounded.T]  # without the zeros at their ends
        self._coefficients = np.array([np.pad(row, (0, _NODES - row.size)) for row in powers]).T

    def __call__(self, r: ArrayLike) -> Array:
        r = np.asarray(r, dtype=np.float64)
        flat = r.reshape(-1)
        values = np.empty_like(flat)
        for first in range(0, flat.size, _TOGETHER):
            values[first:first + _TOGETHER] = self._some(flat[first:first + _TOGETHER])
        return values.reshape(r.shape)

    def _some(self, r: Array) -> Array:
        i = np.clip(np.searchsorted(self.edges, r, side="right") - 1, 0, self.edges.size - 2)
        lower, upper = self.edges.take(i), self.edges.take(i + 1)
        x = np.minimum(2 * (r - lower) / (upper - lower) - 1, 1)
        value = self._coefficients[-1].take(i)
        for row in self._coefficients[-2::-1]:
            value *= x
            value += row.take(i)
        with np.errstate(divide="ignore"):
            return np.where(r < self.reach, value / r**self._power, 0.0)
