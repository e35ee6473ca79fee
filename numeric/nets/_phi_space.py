"""Beyond the paper's experiment: the same target shape learned where the theory speaks, through its potential."""

import math
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from ._readings import Reading

if TYPE_CHECKING:
    from ._cell import Cell

EPS = 0.5


def phi_cell(width: int, reading: Reading, seed: int) -> "Cell":
    """k = width hidden nodes: w ~ N(0, d log d I), b uniform in [-1, 1], as in the paper's section 4.

    The loss is E (f - g)^2 over all Gaussian inputs, exactly, for the activation that realizes Phi_eps and a linear
    output: training and test error are one, and a guess of zero has the error b^T K(w, w) b.
    """
    from numeric.charges import random_charges
    from numeric.descent import node_wise, nontrivial, variable_projection
    from numeric.loss import Loss
    from numeric.potentials import AlmostHarmonic

    from ._cell import Cell

    began = perf_counter()
    charges = random_charges(AlmostHarmonic(reading.d, EPS), width, seed)
    loss = Loss(charges.potential, charges.b, charges.w)
    guess = loss.constant
    if reading.space == "potential":
        end = node_wise(loss, width, seed=seed)
        steps, a, theta, start = sum(node.steps for node in end.nodes), end.a, end.theta, guess
    else:
        first = nontrivial(loss, width, [seed, 1], scale=math.sqrt(loss.d * math.log(loss.d)), eps=EPS).theta
        start = loss.constant + loss.reduced_change(first)
        way = variable_projection(loss, first)
        steps, a, theta = way.outcome.steps, way.a, way.theta
    left = max(0.0, _error(loss, np.asarray(a), np.asarray(theta)))
    return Cell(reading.name, 2, width, seed, steps, 1.0, start, left, left, guess, guess,
                ((0, start, start), (steps, left, left)), False, perf_counter() - began)


def _error(loss, a, theta):  # type: ignore[no-untyped-def]
    """L by charges all together, c^T K c: no large numbers are subtracted where charges meet."""
    from numeric.loss import Loss

    nearest = np.linalg.norm(theta[:, None] - loss.w, axis=-1)
    rest, left = loss.b.copy(), []
    for i, j in enumerate(nearest.argmin(axis=1)):
        if nearest[i, j] < 1e-12:
            rest[j] += a[i]  # the same place: the charges are one
        else:
            left.append(i)
    both = Loss(loss.potential, np.concatenate([rest, a[left]]), np.concatenate([loss.w, theta[left]]))
    return both.constant
