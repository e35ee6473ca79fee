"""Seeded trials of node-wise descent (Lemma E.5, Theorem 4.6), as printed and with charges that are solved for."""

from typing import Any

_TOLERANCE, _APART = 1e-10, 5


def _of_three(seed: int) -> Any:
    """Five protons in three dimensions, ε = 1/2, 1/5 or 1/10, at the distances of the repaired theorem."""
    from numeric.protocols import EPS, separated

    return separated(3, _APART, EPS[seed % 3], seed)


def recovers(seed: int) -> bool:
    """Whether all five (−b_j, w_j) are found to 1e-10 when all charges are solved for after each unit, d = 3."""
    from numeric.descent import node_wise
    from numeric.protocols import recovered

    loss = _of_three(seed)
    return recovered(loss, node_wise(loss, _APART, seed=seed), _TOLERANCE)


def one_without_solving(seed: int) -> bool:
    """The same for a single proton when its charge is not solved for: the mended Algorithm 2, and nothing after it."""
    from numeric.descent import node_wise
    from numeric.protocols import EPS, recovered, separated

    loss = separated(3, 1, EPS[seed % 3], seed)
    return recovered(loss, node_wise(loss, 1, seed=seed, resolve="none", draws=10_000), _TOLERANCE)


def as_printed_five(seed: int) -> bool:
    """The same for the printed algorithm, with ε = 1/2."""
    from numeric.protocols import node_wise_as_printed

    return node_wise_as_printed(seed, _APART, _TOLERANCE)


def as_printed_one(seed: int) -> bool:
    """Whether the printed algorithm ends within 1/10 of the minimum for a single proton (d = 3, ε = 1/2)."""
    from numeric.protocols import node_wise_as_printed

    return node_wise_as_printed(seed, 1, 0.1)


def theta_as_printed_one(seed: int) -> bool:
    """Whether its place is within ε of the single proton."""
    from numeric.protocols import node_wise_as_printed

    return node_wise_as_printed(seed, 1)


def theta_as_printed_three(seed: int) -> bool:
    """Whether the printed algorithm finds three protons with three units (d = 3, ε = 1/2)."""
    from numeric.protocols import node_wise_as_printed

    return node_wise_as_printed(seed, 3)


def nearest(seed: int) -> bool:
    """Whether two of ten w_i ~ N(0, d log d I) on R^d are d log d apart, all pairs; d = 1001."""
    import math

    import numpy as np

    d = 1001
    w = math.sqrt(d * math.log(d)) * np.random.default_rng(seed).standard_normal((10, d))
    pairs = np.linalg.norm(w[:, None] - w, axis=-1)[np.triu_indices(10, 1)]
    return bool(pairs.min() >= d * math.log(d))


def solved_charge_stays_behind(seed: int) -> bool:
    """Whether |a + b| ≥ 1/4 at the only proton (d = 3, b = 1) when the charge is solved for."""
    from numeric.descent import node_wise
    from numeric.loss import Loss
    from numeric.potentials import AlmostHarmonic
    from numeric.protocols import EPS

    loss = Loss(AlmostHarmonic(3, EPS[seed % 3]), [1.0], [[0.0, 0.0, 0.0]])
    end = node_wise(loss, 1, seed=seed, resolve="own", radius=3.0)
    return bool(end.found == (0,) and abs(end.a[0] + 1) >= 0.25)
