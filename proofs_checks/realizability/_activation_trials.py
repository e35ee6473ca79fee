"""Seeded trials: the activation of Lemma 4.2 as a function, and its mean E σσ by quadrature, with no transform."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numeric.activations import Placed

TOLERANCE = 1e-6
"""Quadrature and interpolation of h are good to about 10⁻⁸ here; what a control changes is 10⁻⁵ and more."""


@lru_cache(maxsize=2)
def _sigma(d: int) -> "Placed":
    from fractions import Fraction

    from numeric.activations import sigma_eps

    return sigma_eps(d, Fraction(1, 2))


def _agrees(seed: int, changed: "Callable[[Placed], Placed]") -> bool:
    """Whether E σ(x, θ)σ(x, w) is Φ_ε(|θ − w|) at a random distance, from ε/100 to 4ε, in R³ or R⁷."""
    import numpy as np

    from numeric.activations import potential_of

    random = np.random.default_rng(seed)
    sigma = _sigma(int(random.choice([3, 7])))
    distance = 0.5 * 10 ** random.uniform(-2, 0.6)
    mean = potential_of(changed(sigma), [distance])
    wanted = float(sigma.potential(distance))  # type: ignore[operator]  # radial: a function of the distance
    return bool(abs(mean.values[0] - wanted) < TOLERANCE * wanted)


def mean(seed: int) -> bool:
    """h as it is."""
    return _agrees(seed, lambda sigma: sigma)


def narrower(seed: int) -> bool:
    """2^{d/2} h(2r), of the same norm."""
    return _agrees(seed, lambda sigma: replace(
        sigma, profile=lambda r: 2 ** (sigma.d / 2) * sigma.profile(2 * r), reach=sigma.reach / 2,
        breaks=tuple(x / 2 for x in sigma.breaks)))


def larger(seed: int) -> bool:
    """(1 + 10⁻⁵) h."""
    return _agrees(seed, lambda sigma: replace(sigma, profile=lambda r: (1 + 1e-5) * sigma.profile(r)))
