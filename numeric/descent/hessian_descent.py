"""Algorithm 1: steps along the eigenvector of the smallest curvature."""

from typing import Literal

import numpy as np

from ._objective import Objective, check_flat, moved
from ._records import Outcome, Recorder, Stop, Vector, check_numbers, checked_start, risen
from .eigen import smallest_eigenpair


def hessian_descent(f: Objective, x: Vector, steps: int, alpha: float, *, as_printed: bool = False,
                    trace: bool | Literal["x"] = False) -> Outcome:
    """`steps` steps beta v along a unit eigenvector v of f's smallest curvature, from x (n,).

    beta = alpha lambda_min sign(grad . v), with sign(0) = 1; it ends earlier, with "no_decrease", where no curvature
    is negative, and "diverged" where f leaves floating point or, in the end, is far above its start. `as_printed`
    takes the paper's beta = -alpha lambda_min sign(grad . v), with sign(0) = 0: it climbs, and it stays at an exact
    saddle.

    Raises ValueError for a start that is no finite vector, steps that are no integer >= 0, alpha <= 0, a loss on
    the sphere.

    >>> from numeric.descent import Function
    >>> saddle = Function(lambda x: float(x[0]**2 - x[1]**2), lambda x: 2 * x * [1, -1],
    ...                   lambda x: np.diag([2.0, -2.0]))
    >>> round(hessian_descent(saddle, np.zeros(2), 1, 0.25).change, 12)
    -0.25
    >>> hessian_descent(saddle, np.zeros(2), 1, 0.25, as_printed=True).change
    0.0
    """
    check_flat(f)
    check_numbers(steps, alpha=alpha)
    x, recorder = checked_start(x), Recorder(trace)
    before, gradient = f.change(x), f.gradient(x)
    recorder.add(x, before, gradient, "start")
    smallest, stop, done = None, Stop.BUDGET, 0
    for _ in range(steps):
        step, smallest = curvature_step(f, x, gradient, alpha, as_printed=as_printed)
        if smallest >= 0 and not as_printed:
            stop = Stop.NO_DECREASE
            break
        trial = moved(f, x, step, project=not as_printed)
        slope = None if trial is None else f.gradient(trial)
        if slope is None or not np.isfinite(slope).all():
            stop, smallest = Stop.DIVERGED, None
            break
        x, gradient, smallest, done = trial, slope, None, done + 1
        recorder.add(x, f.change(x), gradient, "hessian")
    change = f.change(x)
    if not as_printed and risen(before, change):  # as printed it climbs whatever alpha is
        stop = Stop.DIVERGED
    return Outcome(x, stop, done, change, float(np.linalg.norm(gradient)), smallest, recorder.trace())


def curvature_step(f: Objective, x: Vector, gradient: Vector, alpha: float, *,
                   as_printed: bool) -> tuple[Vector, float]:
    """The step (n,) of Algorithm 1 at x, and the smallest curvature there; both nan where the Hessian overflows."""
    hessian = f.hessian(x)
    if not np.isfinite(hessian).all():
        return np.full_like(x, np.nan), np.nan
    smallest, v = smallest_eigenpair(hessian)
    slope = float(gradient @ v)
    if as_printed:
        return -alpha * smallest * np.sign(slope) * v, smallest
    return alpha * smallest * (1.0 if slope >= 0 else -1.0) * v, smallest
