"""Seeded trials: Gram matrices of Φ_ε at random points, and of two kernels with a flat top, which are no potentials.

The points lie within a few ε of each other, where Φ_ε has its cone: far apart every decaying kernel gives nearly the
identity, and a trial would say nothing.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from numeric.potentials import AlmostHarmonic

Array = np.ndarray[Any, np.dtype[np.float64]]
Kernel = Callable[[AlmostHarmonic, Array], Array]
TOLERANCE = 1e-10
"""For each point, the largest entry being 1. Entries are good to about 1e-14, which moves an eigenvalue by at most
that for each point, and rounding in the eigenvalues does no worse; kernels that fail here fail by 1e-4 and more."""


@lru_cache(maxsize=64)
def _potential(d: int, eps: float, lam: float) -> AlmostHarmonic:
    return AlmostHarmonic(d, eps, lam)


def smallest_eigenvalue(seed: int, kernel: Kernel) -> tuple[float, int]:
    """The smallest eigenvalue of the Gram matrix at random points, and how many points there are."""
    random = np.random.default_rng(seed)
    d, eps, lam = (random.choice(values) for values in ([3, 5, 7, 11], [0.1, 0.5], [1.0, 9.0]))
    phi = _potential(int(d), float(eps), float(lam))
    count = int(random.integers(5, 41))
    spread = phi.eps * random.uniform(0.5, 3) / np.sqrt(2 * phi.d)  # typical distances of 0.5 ε to 3 ε
    points = spread * random.standard_normal((count, phi.d))
    distances = np.linalg.norm(points[:, None, :] - points[None, :, :], axis=2)
    return float(np.linalg.eigvalsh(kernel(phi, distances))[0]), count


def _semidefinite(seed: int, kernel: Kernel) -> bool:
    smallest, count = smallest_eigenvalue(seed, kernel)
    return smallest > -TOLERANCE * count


def potential(seed: int) -> bool:
    """Whether the Gram matrix of Φ_ε is positive semidefinite."""
    return _semidefinite(seed, lambda phi, r: phi(r))


def flat_topped(seed: int) -> bool:
    """The same for min(Φ_ε(r), Φ_ε(ε)), which is λ-harmonic beyond ε as well."""
    return _semidefinite(seed, lambda phi, r: np.minimum(phi(r), phi(phi.eps)) / phi(phi.eps))


def indicator(seed: int) -> bool:
    """The same for the indicator of r < ε."""
    return _semidefinite(seed, lambda phi, r: (r < phi.eps).astype(np.float64))
