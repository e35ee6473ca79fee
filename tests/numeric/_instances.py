"""Six instances of a loss for every potential, and all that a loss and a batch of losses both compute."""

import numpy as np

from numeric.potentials import AlmostHarmonic, Exponential, Gaussian, Newtonian, Polynomial, Sign, Yukawa, Zonal

CASES = [AlmostHarmonic(3, 0.5), AlmostHarmonic(7, 0.9, 2.0), Exponential(), Gaussian(), Yukawa(1.5), Newtonian(3),
         Newtonian(2), Sign(), Polynomial([0, 1, 0, 2])]


def instance(potential, batch=6, k=4, n=4):
    """b, w, a, theta and a direction, as NumPy's arrays."""
    d = potential.d or 3
    rng = np.random.default_rng(d)
    points = rng.normal(size=(batch, k + n, d)) * 0.7
    if isinstance(potential, Zonal):
        points = potential.project(points)
    v = rng.normal(size=(batch, k)), rng.normal(size=(batch, k, d))
    return rng.normal(size=(batch, n)), points[:, k:], rng.normal(size=(batch, k)), points[:, :k], v


def everything(loss, a, theta, v):
    """Of a `Loss` or a `Losses` all that both have."""
    found = [loss.value(a, theta), *loss.gradient(a, theta), *loss.hessian_vector(a, theta, *v)]
    if np.isfinite(loss.potential.diagonal):
        found += [loss.best_charges(theta), loss.reduced_change(theta), loss.reduced_gradient(theta)]
    return found
