"""Seeded trials: a network under gradient descent beside charges under their forces, in one dimension.

The network has the activation σ(x, w) = √2 e^{x²/4 − (x−w)²} and standard Gaussian inputs; its potential is
e^{−(θ−w)²/2} (Appendix B.1). The mean is the trapezoidal rule on a wide grid, which for such smooth, decaying functions
is good to rounding. Both sides are followed by the classical Runge-Kutta method with two step sizes; by how much these
differ is the solver's error, and the two sides must agree within a small multiple of it.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]
Field = Callable[[Array], Array]

_INPUTS = np.linspace(-14, 14, 113)
_WEIGHT = (_INPUTS[1] - _INPUTS[0]) * np.exp(-(_INPUTS**2) / 2) / np.sqrt(2 * np.pi)
_ROUNDING = 1e-12
"""Errors of the arithmetic, well above those of a few hundred steps on numbers of size 1."""


def _outputs(places: Array) -> Array:
    return np.sqrt(2) * np.exp(_INPUTS**2 / 4 - (_INPUTS - places[:, None]) ** 2)


def network(a: Array, b: Array, w: Array) -> Field:
    """Minus the gradient of half the mean of (Σ a_i σ(X, θ_i) + Σ b_i σ(X, w_i))²."""
    goal = b @ _outputs(w)

    def velocity(theta: Array) -> Array:
        outputs = _outputs(theta)
        slopes = 2 * (_INPUTS - theta[:, None]) * outputs
        return -a * (slopes @ (_WEIGHT * (a @ outputs + goal)))
    return velocity


def charges(a: Array, b: Array, w: Array, factor: float = 1, *, repulsion: bool = True) -> Field:
    """Minus the sum of the forces under factor·e^{−r²/2}."""
    def velocity(theta: Array) -> Array:
        moved = _slopes(theta, w) @ b
        if repulsion:
            moved = moved + _slopes(theta, theta) @ a  # nothing from j = i: the slope is 0 there
        return -factor * a * moved
    return velocity


def _slopes(theta: Array, others: Array) -> Array:
    apart = theta[:, None] - others
    return -apart * np.exp(-(apart**2) / 2)


def follow(velocity: Field, start: Array, steps: int, until: float = 3) -> Array:
    """The places at nine later times."""
    step, at, found = until / steps, start, []
    for number in range(1, steps + 1):
        first = velocity(at)
        second = velocity(at + step / 2 * first)
        third = velocity(at + step / 2 * second)
        fourth = velocity(at + step * third)
        at = at + step / 6 * (first + 2 * second + 2 * third + fourth)
        if number % (steps // 9) == 0:
            found.append(at)
    return np.array(found)


def _together(seed: int, **how: Any) -> bool:
    random = np.random.default_rng(seed)
    k = int(random.integers(1, 5))
    a, b = -random.uniform(0.5, 1.5, k), random.uniform(0.5, 1.5, k)
    start, w = 2 * random.standard_normal((2, k))
    sides = [[follow(field, start, steps) for steps in (36, 72)]
             for field in (network(a, b, w), charges(a, b, w, **how))]
    error = max(float(np.abs(coarse - fine).max()) for coarse, fine in sides)
    apart = float(np.abs(sides[0][1] - sides[1][1]).max())
    return apart <= error + _ROUNDING


def agree(seed: int) -> bool:
    """Whether descent on L/2 and the dynamics under Φ have the same trajectories."""
    return _together(seed)


def as_printed(seed: int) -> bool:
    """The same for L/2 with 2Φ."""
    return _together(seed, factor=2)


def without_repulsion(seed: int) -> bool:
    """The same when the electrons do not act on each other."""
    return _together(seed, repulsion=False)
