"""Where descents begin: the paper's two initialisations, and random places that are not there yet."""

from typing import Any, NamedTuple

import numpy as np

from numeric.potentials import Zonal

from ._records import Vector


class Start(NamedTuple):
    """Charges (k,) and places (k, d)."""

    a: Vector
    theta: Vector


class Nontrivial(NamedTuple):
    """Places (k, d) none of which is within eps of a w, and how many draws were rejected for being so."""

    theta: Vector
    rejected: int


def at_origin(loss: Any, k: int) -> Start:
    """Lemma 4.5: one place at the origin with its best charge, k - 1 more without charge.

    The lemma leaves the other places open. They stand at 1, 2, ... on the axes in turn, so that none coincide.

    Raises ValueError for k < 1.

    >>> from numeric.loss import Loss
    >>> from numeric.potentials import Exponential
    >>> loss = Loss(Exponential(), [1.0], [[0.0, 2.0]], regularisation=1.0)
    >>> a, theta = at_origin(loss, 3)
    >>> a.round(6).tolist(), theta.tolist()
    ([-0.067668, 0.0, 0.0], [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    """
    _check_k(k)
    theta = np.zeros((k, loss.d))
    for i in range(1, k):
        theta[i, (i - 1) % loss.d] = 1 + (i - 1) // loss.d
    a = np.zeros(k)
    a[0] = loss.best_charges(theta[:1])[0]
    return Start(a, theta)


def in_ball(loss: Any, radius: float, seed: Any, *, draws: int = 1) -> Start:
    """Lemma E.4: one place, the best of `draws` points drawn uniformly from a ball about 0, with its best charge.

    Best is where |F(theta)| is largest, F = sum b_j Phi(theta, w_j). The gradient step of the lemma is left to the
    descent. `seed` is whatever numpy.random.default_rng takes.

    Raises ValueError for a radius that is not positive, or draws < 1, and where no w is felt at any point.
    """
    if not 0 < radius < np.inf:
        raise ValueError(f"the radius must be positive and finite, got {radius!r}")
    if draws < 1:
        raise ValueError(f"draws must be 1 or more, got {draws}")
    rng = np.random.default_rng(seed)
    points = rng.standard_normal((draws, loss.d))
    points *= (radius * rng.random(draws) ** (1 / loss.d) / np.linalg.norm(points, axis=1))[:, None]
    values = loss.potential.value(points[:, None], loss.w)
    if not values.any():
        check_felt(loss, points)
    theta = points[[np.argmax(np.abs(values @ loss.b))]]
    return Start(loss.best_charges(theta), theta)


def nontrivial(loss: Any, k: int, seed: Any, *, scale: float, eps: float, attempts: int = 10_000) -> Nontrivial:
    """k places from N(0, scale^2 I), drawn until none is within eps of a w.

    `rejected` counts the draws of all k places that were thrown away: a start that is already there proves nothing.

    Raises ValueError for k < 1, and when all attempts are rejected.

    >>> from numeric.loss import Loss
    >>> from numeric.potentials import Exponential
    >>> loss = Loss(Exponential(), [1.0], [[0.0, 0.0]])
    >>> nontrivial(loss, 2, seed=0, scale=1.0, eps=0.5).rejected
    1
    """
    _check_k(k)
    rng = np.random.default_rng(seed)
    for rejected in range(attempts):
        theta = scale * rng.standard_normal((k, loss.d))
        if np.linalg.norm(theta[:, None] - loss.w, axis=-1).min() >= eps:
            return Nontrivial(theta, rejected)
    raise ValueError(f"all {attempts} starts lie within eps = {eps} of a w: take a larger scale or a smaller eps")


def check_felt(loss: Any, theta: Vector) -> None:
    """Raises ValueError where no theta (k, d) feels any w: the potential and its slope are 0 in floating point.

    On the sphere nothing is that far.

    >>> from numeric.loss import Loss
    >>> from numeric.potentials import Gaussian
    >>> check_felt(Loss(Gaussian(), [1.0], [[0.0]]), np.array([[99.0]]))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: Gaussian(width=1.0) underflows to 0 at distances of 99 and more, and no theta is nearer to a w, ...
    """
    potential, w = loss.potential, loss.w
    if isinstance(potential, Zonal) or potential.value(theta[:, None], w).any():
        return
    if not potential.gradient(theta[:, None], w).any():  # ln r is 0 at r = 1, and pulls
        nearest = np.linalg.norm(theta[:, None] - w, axis=-1).min()
        raise ValueError(f"{potential!r} underflows to 0 at distances of {nearest:.4g} and more, and no theta is "
                         "nearer to a w, so that nothing pulls: start nearer, or take a smaller d")


def matches(theta: Vector, w: Vector, tolerance: float) -> list[int | None]:
    """For each theta (k, d) the nearest w (n, d), if it is no farther than the tolerance.

    >>> matches(np.array([[0.0, 1.0], [5.0, 5.0]]), np.array([[3.0, 3.0], [0.0, 1.1]]), 0.2)
    [1, None]
    """
    far = np.linalg.norm(theta[:, None] - w, axis=-1)
    return [int(j) if row[j] <= tolerance else None for row, j in zip(far, far.argmin(axis=1), strict=True)]


def _check_k(k: int) -> None:
    if k < 1:
        raise ValueError(f"k must be 1 or more, got {k}")
