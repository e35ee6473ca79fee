"""Many gradient steps of fixed length at once, compiled where numba is installed; else they are taken one by one."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from numeric.loss import Loss, pack
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
    *constants, _ = potential.numbers  # the last is for second derivatives

    def run(x: Vector, steps: int, alpha: float, eta: float, least: float) -> tuple[Vector, int]:
        now = (np.concatenate([x[:k], loss.b]), np.concatenate([x[k:].reshape(k, -1), loss.w]),
               np.empty(k), np.empty((k, loss.d)))
        done = _compiled()(now, tuple(part.copy() for part in now), k, loss.regularisation, *constants, steps, alpha,
                           eta, least)
        return pack(now[0][:k], now[1][:k]), int(done)

    return run


@cache
def _compiled() -> Callable[..., int] | None:
    try:
        from numeric._compiled_steps import steps_down
    except (ImportError, RuntimeError):  # no numba; or numba finds no folder that it may keep compiled code in
        return None
    return steps_down
