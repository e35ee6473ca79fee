"""The activation of Lemma 4.2 at a distance, enclosed, and for an array of distances, against mpmath's quadrature."""

from collections.abc import Iterator
from fractions import Fraction

import mpmath
import numpy as np

from numeric.activations._root import Root
from numeric.activations._sampled import profile
from verify.certify import inverse_root

from ._timing import Row, best

EPS, R = Fraction(1, 2), Fraction(7, 10)


def rows() -> Iterator[Row]:
    """At r = 7/10, eps = 1/2, lambda = 1, to about 15 digits; the peer, for d = 3, is right to six."""
    for d in (3, 7):
        found = profile(d, EPS, Fraction(1))
        peer = best(by_quadrature, 1) if d == 3 else None
        yield Row(f"h(7/10) in balls, d = {d}", best(lambda f=found: inverse_root(f, R), 3),
                  "mpmath.quadosc" if peer else "", peer)
        root, distances = Root(found), np.linspace(0.01, 5, 100)
        yield Row(f"h at 100 distances in floating point, d = {d}",
                  best(lambda root=root, r=distances: root(r), 3))


def by_quadrature() -> mpmath.mpf:
    """1/(2 pi^2 r) int k sin(kr) sqrt(F(k)) dk for d = 3, over the periods of the sine, with extrapolation."""
    with mpmath.workdps(20):
        c = [mpmath.mpf(x.numerator) / x.denominator for x in profile(3, EPS, Fraction(1)).inner]
        e, r = mpmath.mpf(1) / 2, mpmath.mpf(7) / 10
        amplitude = sum(x * e**i for i, x in enumerate(c)) * e

        def transform(k: mpmath.mpf) -> mpmath.mpf:
            x, s, cosine = k * e, mpmath.sin(k * e), mpmath.cos(k * e)
            moments = ((s - x * cosine) / k**2, (2 * x * s - (x**2 - 2) * cosine - 2) / k**3,
                       ((4 * x**3 - 24 * x) * s - (x**4 - 12 * x**2 + 24) * cosine + 24) / k**5)
            inside = c[0] * moments[0] + c[1] * moments[1] + c[3] * moments[2]
            return 4 * mpmath.pi / k * (inside + amplitude * (s + k * cosine) / (1 + k**2))

        return mpmath.quadosc(lambda k: k * mpmath.sin(k * r) * mpmath.sqrt(abs(transform(k))), [mpmath.mpf(1) / 100,
                              mpmath.inf], omega=r) / (2 * mpmath.pi**2 * r)
