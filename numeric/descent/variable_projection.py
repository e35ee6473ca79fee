"""Joint second-order descent with the charges solved for: not the paper's algorithm, and what it would need to be."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from ._cones import descend
from ._objective import Reduced, check_flat
from ._records import Outcome, Recorder, Vector, check_numbers


@dataclass(frozen=True)
class Descent:
    """Charges `a` (k,) and places `theta` (k, d) at the end of a descent, and its `outcome`, whose x is theta."""

    a: Vector
    theta: Vector
    outcome: Outcome


def variable_projection(loss: Any, theta: ArrayLike, *, steps: int = 500, reach: float = 1.0,
                        tolerance: float = 1e-13, trace: bool | Literal["x"] = False) -> Descent:
    """Descend from theta (k, d), the charges being the best ones at every step.

    It ends "second_order" when no step of length `reach` promises more than `tolerance` times the change of the
    loss, "kink" when some theta rests at cones of the potential and that holds for the others, "no_decrease" when
    a step promises more but no part of it lowers the loss, "budget" after `steps` steps. The outcome's gradient and
    curvature are those of the theta that do not rest.

    Raises ValueError for theta of another shape, nan or infinity, steps that are no integer >= 0, numbers <= 0, a
    potential that is infinite at 0, for which there are no best charges, and one on the sphere.

    >>> from numeric.loss import Loss
    >>> from numeric.potentials import AlmostHarmonic
    >>> loss = Loss(AlmostHarmonic(3, 0.5), [1.0], [[0.0, 0.0, 0.0]])
    >>> end = variable_projection(loss, [[2.0, 1.0, 1.0]])
    >>> end.outcome.stop.value, end.a.round(9).tolist(), bool(np.abs(end.theta).max() < 1e-12)
    ('kink', [-1.0], True)
    """
    check_flat(loss)
    check_numbers(steps, reach=reach, tolerance=tolerance)
    theta = np.array(theta, dtype=np.float64)
    if not np.isfinite(theta).all():
        raise ValueError("theta must be finite, got nan or an infinity")
    loss.best_charges(theta)  # refuses a wrong shape
    f = Reduced(loss, len(theta))
    end = descend(f, theta.ravel(), steps, reach=reach, tolerance=tolerance, recorder=Recorder(trace))
    places = end.x.reshape(theta.shape)
    return Descent(loss.best_charges(places), places, end)
