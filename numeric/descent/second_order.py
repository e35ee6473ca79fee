"""Algorithm 2: gradient steps while the gradient is large, else steps of Algorithm 1, while the objective falls."""

from typing import Literal

import numpy as np

from numeric._fixed_step import stretch

from ._objective import Joint, Objective, check_flat, moved
from ._records import Outcome, Recorder, Stop, Vector, check_numbers, checked_start
from .hessian_descent import curvature_step

_LONG = 100  # steps from which it pays to see whether they can be compiled


def second_order(f: Objective, x: Vector, steps: int, alpha: float, eta: float, gamma: float, *,
                 as_printed: bool = False, trace: bool | Literal["x"] = False) -> Outcome:
    """Up to `steps` steps from x (n,); the last point is returned that the objective fell enough to reach.

    A step is -alpha grad f where |grad f| >= eta, else one of Algorithm 1. It must lower f by more than
    min(alpha eta^2/2, alpha^2 gamma^3/3). Where it does not, the point before it is returned: "second_order" when
    |grad f| < eta and lambda_min > -gamma there, else "no_decrease" (alpha is too long, or f is not smooth nearby).
    When the steps run out the last point is returned, with "budget".

    `as_printed` takes the paper's sign in Algorithm 1 and its alpha^2 gamma^3/2, which a step of that kind need not
    reach, and projects nothing; on what follows the last step the paper says nothing, so it is as above.

    On `Joint` with the paper's potential long runs of gradient steps are compiled where numba is installed, unless a
    trace is wanted.

    Raises ValueError for a start that is no finite vector, steps that are no integer >= 0, numbers <= 0, a loss on the
    sphere.

    >>> from numeric.descent import Function
    >>> well = Function(lambda x: float(x[0]**4/4 - x[0]**2/2), lambda x: x**3 - x, lambda x: np.diag(3*x**2 - 1))
    >>> end = second_order(well, np.zeros(1), 1000, 0.25, 1e-6, 1e-6)
    >>> end.stop.value, float(abs(end.x[0]).round(6))
    ('second_order', 1.0)
    """
    check_flat(f)
    check_numbers(steps, alpha=alpha, eta=eta, gamma=gamma)
    by_curvature = alpha * alpha * gamma * gamma * gamma  # a power of a float raises where a product is infinite
    least = min(alpha * eta * eta / 2, by_curvature / (2 if as_printed else 3))
    x, recorder = checked_start(x), Recorder(trace)
    change, gradient = f.change(x), f.gradient(x)
    recorder.add(x, change, gradient, "start")
    quick = stretch(f.loss, f.k) if isinstance(f, Joint) and not trace and steps >= _LONG else None
    smallest, stop, done = None, Stop.BUDGET, 0
    while done < steps:
        if quick:
            x, taken = quick(x, steps - done, alpha, eta, least)
            if taken:
                change, gradient, done = f.change(x), f.gradient(x), done + taken
                continue
        norm = float(np.linalg.norm(gradient))
        if norm >= eta:
            kind, step, smallest = "gradient", -alpha * gradient, None
        else:
            kind = "hessian"
            step, smallest = curvature_step(f, x, gradient, alpha, as_printed=as_printed)
        trial = moved(f, x, step, project=not as_printed)
        value = None if trial is None else f.change(trial)
        if value is None or not np.isfinite(value):
            stop, smallest = Stop.DIVERGED, None
            break
        if value >= change - least:
            stop = Stop.SECOND_ORDER if smallest is not None and smallest > -gamma else Stop.NO_DECREASE
            break
        x, change, gradient, smallest, done = trial, value, f.gradient(trial), None, done + 1
        recorder.add(x, change, gradient, kind)
    return Outcome(x, stop, done, change, float(np.linalg.norm(gradient)), smallest, recorder.trace())
