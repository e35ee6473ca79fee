"""Algorithm 4: gradient steps of fixed length, each followed by the projection onto the manifold."""

from typing import Literal

import numpy as np

from ._objective import Objective, moved
from ._records import Outcome, Recorder, Stop, Vector, check_numbers, checked_start, risen


def gradient_descent(f: Objective, x: Vector, steps: int, alpha: float, *,
                     trace: bool | Literal["x"] = False) -> Outcome:
    """`steps` steps -alpha grad f from x (n,), projected; nothing is tested on the way but overflow.

    It stops "diverged" there, and where f is far above its start after all steps. On the sphere the gradient of
    `Joint` and `Reduced` is the one along it.

    Raises ValueError for a start that is no finite vector, steps that are no integer >= 0, alpha <= 0.

    >>> from numeric.descent import Function
    >>> bowl = Function(lambda x: float(x @ x), lambda x: 2 * x, lambda x: 2 * np.eye(len(x)))
    >>> gradient_descent(bowl, np.array([8.0]), 3, 0.25).x.tolist()
    [1.0]
    """
    check_numbers(steps, alpha=alpha)
    x, recorder = checked_start(x), Recorder(trace)
    before, gradient = f.change(x), f.gradient(x)
    recorder.add(x, before, gradient, "start")
    stop, done = Stop.BUDGET, 0
    for _ in range(steps):
        trial = moved(f, x, -alpha * gradient)
        slope = None if trial is None else f.gradient(trial)
        if slope is None or not np.isfinite(slope).all():
            stop = Stop.DIVERGED
            break
        x, gradient, done = trial, slope, done + 1
        recorder.add(x, f.change(x), gradient, "gradient")
    change = f.change(x)
    if risen(before, change):
        stop = Stop.DIVERGED
    return Outcome(x, stop, done, change, float(np.linalg.norm(gradient)), None, recorder.trace())
