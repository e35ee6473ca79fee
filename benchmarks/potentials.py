"""Phi_eps at a million distances in float64, against mpmath at a thousand of them."""

from collections.abc import Iterator

import mpmath
import numpy as np

from numeric.potentials import AlmostHarmonic

from ._timing import Row, best

POINTS, SAMPLE = 1_000_000, 1_000


def rows() -> Iterator[Row]:
    """The peer's time is scaled to the same number of distances; both evaluate outside eps too."""
    r = np.random.default_rng(0).random(POINTS) * 3
    for d in (3, 7, 23):
        phi, nu = AlmostHarmonic(d, 0.1), d / 2 - 1
        ours = best(lambda phi=phi: phi(r), 5)
        peer = best(lambda nu=nu: [x**-nu * mpmath.besselk(nu, x) for x in r[:SAMPLE].tolist()], 1)
        yield Row(f"{POINTS:,} values, d = {d}", ours, "mpmath.besselk", peer * POINTS / SAMPLE)
        yield Row(f"{POINTS:,} values with two derivatives, d = {d}", best(lambda phi=phi: phi.profile(r), 3))
        yield Row(f"50 values with two derivatives, d = {d}", best(lambda phi=phi: phi.profile(r[:50]), 500))
