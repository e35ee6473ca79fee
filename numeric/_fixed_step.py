"""Many gradient steps of fixed length at once, compiled where numba is installed; else they are taken one by one."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from numeric.loss import Loss
from numeric.potentials import AlmostHarmonic

Vector = NDArray[np.float64]
Stretch = Callable[[Vector, int, float, float, float], tuple[Vector, int]]


def stretch(loss: Any, k: int) -> Stretch | None:
    """A function that takes gradient steps on the loss of k units from x = (a, theta), or None without numba.

    Called with x, how many steps at most, alpha, eta and the least decrease, it goes on while |grad| >= eta and the
    loss falls by more than the least decrease, and returns the last point and the number of steps. It agrees with
    NumPy to rounding. Only for the paper's potential.
    """
    potential = loss.potential
    if type(loss) is not Loss or type(potential) is not AlmostHarmonic or not _compiled():
        return None
    b, w = np.ascontiguousarray(loss.b), np.ascontiguousarray(loss.w)
    *constants, _ = potential.numbers  # the last is for second derivatives

    def run(x: Vector, steps: int, alpha: float, eta: float, least: float) -> tuple[Vector, int]:
        x = np.array(x, dtype=np.float64)
        done = _compiled()(x, k, loss.d, b, w, loss.regularisation, *constants, steps, alpha, eta, least)
        return x, int(done)

    return run


@cache
def _compiled() -> Callable[..., int] | None:
    try:
        from numeric._compiled_steps import steps_down
    except (ImportError, RuntimeError):  # no numba; or numba finds no folder that it may keep compiled code in
        return None
    return steps_down
