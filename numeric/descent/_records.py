"""What a descent returns: where it stopped, why, and on request the way there."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


class Stop(Enum):
    """Why a descent ended.

    >>> Stop("kink").message
    'a theta rests at a cone of the potential, where the loss has no gradient: compare its place with the w'
    """

    SECOND_ORDER = "second_order"
    KINK = "kink"
    BUDGET = "budget"
    NO_DECREASE = "no_decrease"
    DIVERGED = "diverged"

    @property
    def message(self) -> str:
        """What the reason means and what to do next."""
        return _MESSAGES[self]


_MESSAGES = {
    Stop.SECOND_ORDER: "the gradient is small and no curvature is negative beyond the tolerance: "
                       "there is nothing left to descend, so look at the loss that is left",
    Stop.KINK: "a theta rests at a cone of the potential, where the loss has no gradient: "
               "compare its place with the w",
    Stop.BUDGET: "the steps ran out: give more of them, starting where this run ended",
    Stop.NO_DECREASE: "no step of this kind lowers the objective as it should: try a smaller alpha where there "
                      "is one, or another method",
    Stop.DIVERGED: "the steps led far above where the objective began, or out of the range of floating point: "
                   "take a smaller alpha",
}
_FAR = 1000.0  # times what the objective was at the start


@dataclass(frozen=True)
class Trace:
    """The way of a descent, one entry a point: the start first, with the kind "start".

    `change` (m,), `gradient_norm` (m,), `kind` (m strings), and `x` (m, n) where it was asked for, else None.
    """

    change: Vector
    gradient_norm: Vector
    kind: tuple[str, ...]
    x: Vector | None = None


@dataclass(frozen=True)
class Outcome:
    """Where a descent ended.

    `x` (n,), the reason `stop`, the number of `steps` that count, the objective's `change` at x, the norm of its
    gradient there, its smallest Hessian eigenvalue where the last step asked for it, and the `trace` if wanted.
    """

    x: Vector
    stop: Stop
    steps: int
    change: float
    gradient_norm: float
    smallest_eigenvalue: float | None = None
    trace: Trace | None = None


class Recorder:
    """Collects a Trace; with `wanted` False it does nothing, with "x" it keeps the points too."""

    def __init__(self, wanted: bool | Literal["x"]) -> None:
        if wanted not in (False, True, "x"):
            raise ValueError(f'trace is {wanted!r}; it must be False, True, or "x" to keep the points too')
        self._wanted = wanted
        self._rows: list[tuple[float, float, str]] = []
        self._points: list[Vector] = []

    def add(self, x: Vector, change: float, gradient: Vector | Callable[[], Vector], kind: str) -> None:
        """One more point; the gradient may be a function, called only if it is wanted."""
        if not self._wanted:
            return
        norm = float(np.linalg.norm(gradient() if callable(gradient) else gradient))
        self._rows.append((change, norm, kind))
        if self._wanted == "x":
            self._points.append(np.array(x))

    def trace(self) -> Trace | None:
        """What was collected, or None."""
        if not self._wanted:
            return None
        return Trace(np.array([row[0] for row in self._rows]), np.array([row[1] for row in self._rows]),
                     tuple(row[2] for row in self._rows), np.array(self._points) if self._wanted == "x" else None)


def risen(start: float, end: float) -> bool:
    """Whether the objective has come from `start` to far above it, as only steps that are too long lead."""
    return end - start > _FAR * abs(start)


def checked_start(x: object) -> Vector:
    """`x` as a new float64 vector (n,). Raises ValueError for another shape, nan or infinity."""
    start = np.array(x, dtype=np.float64)
    if start.ndim != 1 or not start.size:
        raise ValueError(f"the start x must be a vector of one entry or more, got the shape {start.shape}")
    if not np.isfinite(start).all():
        raise ValueError(f"the start x must be finite, got {start.tolist()}")
    return start


def check_numbers(steps: int, **positive: float) -> None:
    """Raises ValueError unless `steps` is an integer >= 0 and every named number is positive and finite."""
    if isinstance(steps, bool) or not isinstance(steps, (int, np.integer)) or steps < 0:
        raise ValueError(f"steps must be an integer >= 0, got {steps!r}")
    for name, number in positive.items():
        if not 0 < number < np.inf:
            raise ValueError(f"{name} must be positive and finite, got {number!r}")
