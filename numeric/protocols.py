"""What is tried in seeded trials: functions of a seed alone that say whether the run succeeded.

Instances are those of Section 4: w ~ N(0, C d log d I) and b uniform in [-1, 1], with C = 1 where nothing else is
said, and places start from the law of w. A start of which a place is already within eps of a w is drawn again.
"""

import math
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from numeric.charges import random_charges
from numeric.descent import Joint, NodeWise, Outcome, node_wise, nontrivial, second_order, variable_projection
from numeric.loss import Loss, pack
from numeric.potentials import AlmostHarmonic, Gaussian, Potential

EPS = (0.5, 0.2, 0.1)
DIMENSIONS = (3, 7, 11, 15, 19, 23)
BETA = 0.1  # no |b| is below it where charges are to be recovered one by one


_almost_harmonic = lru_cache(maxsize=32)(AlmostHarmonic)  # its coefficients do not depend on a seed


class Found(NamedTuple):
    """How a joint run ended: the least distance of a theta to a w, and the outcome."""

    distance: float
    outcome: Outcome


def instance(potential: Potential, k: int, seed: int) -> Loss:
    """The regularised loss G of k charges drawn as in Section 4; d = 3 for a potential of every dimension."""
    charges = random_charges(potential, k, seed, d=potential.d or 3)
    return Loss(potential, charges.b, charges.w, regularisation=1.0, fast=True)


def start(loss: Loss, k: int, eps: float, seed: int) -> Any:
    """Places as w is drawn, none within eps of a w, and how often they were drawn again."""
    return nontrivial(loss, k, [seed, k], scale=math.sqrt(loss.d * math.log(loss.d)), eps=eps)


def joint(k: int, eps: float, seed: int) -> Found:
    """Variable projection on G with Phi_eps, d = 3."""
    loss = instance(_almost_harmonic(3, eps), k, seed)
    end = variable_projection(loss, start(loss, k, eps, seed).theta)
    return Found(_nearest(end.theta, loss.w), end.outcome)


def joint_success(seed: int) -> bool:
    """Whether variable projection on G (d = 3) ends with some theta within eps of a w.

    Seeds run through 15 cells: k = 1..5, in that order for eps = 1/2, then 1/5, then 1/10.
    """
    k, eps = cell(seed)
    return bool(joint(k, eps, seed).distance < eps)


def cell(seed: int) -> tuple[int, float]:
    """The k and eps that `joint_success` takes for a seed.

    >>> cell(0), cell(14), cell(15)
    ((1, 0.5), (5, 0.1), (1, 0.5))
    """
    return 1 + seed % 5, EPS[seed % 15 // 5]


def joint_gaussian(seed: int) -> bool:
    """The same with the Gaussian kernel of width 1.5 in place of Phi_eps, k = 3 and eps = 1/10.

    It is smooth, with a maximum of its own and no cone: many runs end at a minimum away from every w.
    """
    loss = instance(Gaussian(1.5), 3, seed)
    return bool(_nearest(variable_projection(loss, start(loss, 3, 0.1, seed).theta).theta, loss.w) < 0.1)


def joint_as_printed(k: int, eps: float, seed: int, *, d: int = 3, alpha: float = 0.1, eta: float = 1e-9,
                     steps: int = 400_000) -> Found:
    """Algorithm 2 as printed on G (gamma = eta), from the best charges for the start."""
    loss = instance(_almost_harmonic(d, eps), k, seed)
    theta = start(loss, k, eps, seed).theta
    end = second_order(Joint(loss, k), pack(loss.best_charges(theta), theta), steps, alpha, eta, eta, as_printed=True)
    return Found(_nearest(end.x[k:].reshape(k, -1), loss.w), end)


def separation(d: int, k: int) -> float:
    """How far apart two w are where all are to be recovered: 3d + log(8k/beta) + 1.

    >>> round(separation(3, 5), 3)
    15.991
    """
    return 3 * d + math.log(8 * k / BETA) + 1


def separated(d: int, k: int, eps: float, seed: int) -> Loss:
    """L with k charges, |b| uniform in [beta, 1], drawn until the w are `separation` apart.

    The covariance is C d log d with the least C >= 1 for which two w are typically 1.3 times that far apart: C = 22
    at d = 3, 2.9 at d = 23.
    """
    apart = separation(d, k)
    covariance = max(d * math.log(d), (1.3 * apart) ** 2 / (2 * d))
    potential = _almost_harmonic(d, eps)
    w = random_charges(potential, k, seed, covariance=covariance, separation=apart).w
    rng = np.random.default_rng([seed, d, k])
    return Loss(potential, rng.choice([-1.0, 1.0], k) * rng.uniform(BETA, 1, k), w, fast=True)


def recovered(loss: Loss, end: NodeWise, tolerance: float) -> bool:
    """Whether the units are the fixed charges in some order: every theta a w and every a its -b, to the tolerance."""
    if sorted(j for j in end.found if j is not None) != list(range(len(loss.b))):
        return False
    order = list(end.found)
    return bool(np.abs(end.a + loss.b[order]).max() <= tolerance
                and np.abs(end.theta - loss.w[order]).max() <= tolerance)


def node_wise_recovers(seed: int) -> bool:
    """Whether node-wise descent that solves for all charges finds all (b_j, w_j) to 1e-10, k = 5.

    Seeds run through 12 cells: d = 3, 7, 11, 15, 19, 23 for eps = 1/2, then for 1/10. The w are `separated`.
    """
    loss = separated(DIMENSIONS[seed % 6], 5, (0.5, 0.1)[seed % 12 // 6], seed)
    return recovered(loss, node_wise(loss, 5, seed=seed), 1e-10)


def node_wise_as_printed(seed: int, k: int = 3, tolerance: float = math.inf) -> bool:
    """Whether Algorithm 3 as printed finds a theta within eps of each w (d = 3, eps = 1/2, `separated`).

    With a tolerance: and whether all charges and places are within it. Each unit starts at the best of 10,000 points
    of the ball, as Lemma E.4 allows: so near a w that no run fails for want of steps.
    """
    return recovered(*_as_printed(seed, k), tolerance)


@lru_cache(maxsize=4)  # one run is looked at with and without a tolerance
def _as_printed(seed: int, k: int) -> tuple[Loss, NodeWise]:
    loss = separated(3, k, 0.5, seed)
    return loss, node_wise(loss, k, seed=seed, as_printed=True, draws=10_000, eta=1e-9, gamma=1e-9)


def charge_stays_behind(seed: int) -> bool:
    """Whether one unit by Algorithm 2 as printed comes within eps of the only w (d = 3, b = 1) but |a + b| >= 1/4.

    Seeds run through eps = 1/2, 1/5, 1/10. The certified bounds of Lemma E.5 are 0.2695, 0.6075 and 0.7337 for the
    flow; the steps of finite length move the charge a little.
    """
    eps = EPS[seed % 3]
    loss = Loss(_almost_harmonic(3, eps), [1.0], [[0.0, 0.0, 0.0]])
    end = node_wise(loss, 1, seed=seed, as_printed=True, alpha=0.01, radius=3.0)
    return bool(end.found == (0,) and abs(end.a[0] + 1) >= 0.25)


def _nearest(theta: Any, w: Any) -> float:
    return float(np.linalg.norm(theta[:, None] - w, axis=-1).min())
