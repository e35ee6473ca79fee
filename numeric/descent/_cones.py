"""Second-order descent of functions that have cones: what variable projection and node-wise descent share.

x is k places in R^d. A step is Newton's in the basis of curvatures, each taken by its size and none longer than
`reach`: it goes down in every direction, and it does not depend on the scale of the function. A place around which
the function looks radial goes to the centre instead: across the slope a radial function has the curvature f'(r)/r,
so that slope by curvature is the distance. Only derivatives are used: no place is told to the descent. A place from
which the function rises linearly in every direction rests there, and the others go on.
"""

from collections.abc import Iterable
from typing import Protocol

import numpy as np

from ._objective import Vector
from ._records import Outcome, Recorder, Stop

_HALVINGS = 40
_DECREASE = 1e-4  # of what was promised, as Armijo asks
_ROUND = 3.0  # the curvatures across a function that is taken for radial differ by less than this factor
_PROBE = 1e-8  # how far around a place a cone is looked for
_LINEAR = 8.0  # a quarter of the way up a cone the rise is a quarter, in a bowl a sixteenth: between the two


class Places(Protocol):
    """A function of places in R^d, x (k d,), known up to a constant."""

    @property
    def d(self) -> int:
        """The dimension."""

    @property
    def cone(self) -> bool:
        """Whether it has cones at all: of a smooth function's shallow bowls rounding errors make some."""

    def change(self, x: Vector) -> float:
        """The value up to a constant."""

    def derivatives(self, x: Vector) -> tuple[Vector, Vector]:
        """The gradient (k d,) and the Hessian (k d, k d)."""


def descend(f: Places, x: Vector, steps: int, *, reach: float, tolerance: float, recorder: Recorder) -> Outcome:
    """Down from x (k d,) until no step promises more than `tolerance` times |f|, or the steps run out."""
    resting = np.zeros(x.size // f.d, dtype=bool)
    change, (gradient, hessian) = f.change(x), f.derivatives(x)
    recorder.add(x, change, gradient, "start")
    stop, done, smallest, aim = Stop.BUDGET, 0, None, _Aim()
    while done < steps:
        least = tolerance * abs(change)
        step, promised, smallest = _newton(gradient, hessian, np.repeat(~resting, f.d), reach, least)
        if promised <= least:
            resting[_at_cones(f, x, change, np.flatnonzero(~resting))] = True  # exactly there, a cone has no slope
            stop = Stop.KINK if resting.any() else Stop.SECOND_ORDER
            break
        centres = aim.steps(x, _centres(gradient.reshape(-1, f.d), hessian, resting))
        towards, kind = _with(step, centres), "centre" if centres else "newton"
        trial = x + towards
        value = f.change(trial)
        if not value < change - _DECREASE * min(promised, -float(gradient @ towards)):
            trial, value, refused = _one_by_one(f, x, change, trial, resting, least)
            kind, rests = "places", _at_cones(f, trial, value, refused)
            resting[rests] = True
            if rests and not value < change:
                continue
            if not value < change:
                trial, value = _backtrack(f, x, change, step, promised)
                kind = "shortened"
        if not value < change:
            stop = Stop.NO_DECREASE
            break
        x, change, done = trial, value, done + 1
        gradient, hessian = f.derivatives(x)
        recorder.add(x, change, gradient, kind)
    norm = float(np.linalg.norm(gradient[np.repeat(~resting, f.d)]))
    return Outcome(x, stop, done, change, norm, smallest, recorder.trace())


def _newton(gradient: Vector, hessian: Vector, free: Vector, reach: float,
            least: float) -> tuple[Vector, float, float | None]:
    """The step (n,), what its quadratic model promises, and the smallest curvature; places that rest stay.

    Where the slopes promise no more than `least`, the step is `reach` along the smallest curvature if that is < 0.
    """
    step = np.zeros_like(gradient)
    if not free.any():
        return step, 0.0, None
    curvatures, basis = np.linalg.eigh(hessian[np.ix_(free, free)])
    slopes = gradient[free] @ basis
    steep, bend = np.abs(slopes), np.abs(curvatures)
    lengths = np.full_like(slopes, reach)
    np.divide(steep, bend, out=lengths, where=steep < reach * bend)
    promised = float(steep @ lengths - curvatures @ lengths**2 / 2)
    if promised <= least and curvatures[0] < 0:
        lengths[0] = reach
        promised = float(steep[0] * reach - curvatures[0] * reach**2 / 2)
    step[free] = basis @ (-np.where(slopes < 0, -1.0, 1.0) * lengths)
    return step, promised, float(curvatures[0])


def _centres(slopes: Vector, hessian: Vector, resting: Vector) -> dict[int, Vector]:
    """The way (d,) to the centre, for each place around which the function looks radial and falls inwards."""
    k, d = slopes.shape
    if d == 1:
        return {}
    blocks = hessian.reshape(k, d, k, d)[np.arange(k), :, np.arange(k), :]
    curvatures, bases = np.linalg.eigh(blocks)
    ways = {}
    for i in np.flatnonzero(~resting):
        inward, lowest, highest = bases[i][:, 0], curvatures[i, 1], curvatures[i, -1]
        slope = slopes[i] @ inward
        if 0 < highest < _ROUND * lowest and 2 * abs(slope) > np.linalg.norm(slopes[i]):
            ways[int(i)] = -slope / curvatures[i, 1:].mean() * inward
    return ways


class _Aim:
    """Ways to centres, lengthened or shortened by what the last step towards the same centre has shown.

    Other forces than the centre's spoil the distance by a factor that hardly changes: the way that was seen, less the
    way that is seen now, over the step between.
    """

    def __init__(self) -> None:
        self._last: dict[int, tuple[Vector, Vector]] = {}  # the place and the way that was seen from there

    def steps(self, x: Vector, ways: dict[int, Vector]) -> dict[int, Vector]:
        steps = {}
        for i, way in ways.items():
            place = x[i * len(way) : (i + 1) * len(way)]
            factor = 1.0
            if i in self._last:
                before, seen = self._last[i]
                moved = place - before
                if np.any(moved):
                    factor = min(max(float((seen - way) @ moved / (moved @ moved)), 0.25), 4.0)
            steps[i] = way / factor
            self._last[i] = place.copy(), way
        return steps


def _with(step: Vector, centres: dict[int, Vector]) -> Vector:
    """The step (n,) with the ways to centres in the places of their own."""
    if not centres:
        return step
    d = len(next(iter(centres.values())))
    step = step.reshape(-1, d).copy()
    for i, way in centres.items():
        step[i] = way
    return step.ravel()


def _one_by_one(f: Places, x: Vector, change: float, trial: Vector, resting: Vector,
                least: float) -> tuple[Vector, float, list[int]]:
    """x with those places moved to where `trial` has them that lower f by more than `least`, f there, and the others.
    """
    refused = []
    for i in np.flatnonzero(~resting):
        moved, place = x.copy(), slice(i * f.d, (i + 1) * f.d)
        moved[place] = trial[place]
        value = f.change(moved)
        if value < change - least:
            x, change = moved, value
        else:
            refused.append(int(i))
    return x, change, refused


def _backtrack(f: Places, x: Vector, change: float, step: Vector, promised: float) -> tuple[Vector, float]:
    """The longest of the halved steps that lowers f, and f there; x itself when none does."""
    for halvings in range(1, _HALVINGS):
        trial = x + step / 2**halvings
        value = f.change(trial)
        if value < change - _DECREASE * promised / 2**halvings:
            return trial, value
    return x, change


def _at_cones(f: Places, x: Vector, change: float, places: Iterable[int]) -> list[int]:
    """Those of the places from which f rises both ways along every axis, in proportion to the distance."""
    if not f.cone:
        return []

    def rise(place: int, axis: int, distance: float) -> float:
        moved = x.copy()
        moved[place * f.d + axis] += distance
        return f.change(moved) - change

    def at_cone(place: int) -> bool:
        far = _PROBE * (1 + float(np.linalg.norm(x[place * f.d : (place + 1) * f.d])))
        rises = (rise(place, axis, way) for axis in range(f.d) for way in (far, -far))
        return all(height > 0 for height in rises) and rise(place, 0, far / 4) > rise(place, 0, far) / _LINEAR

    return [int(place) for place in places if at_cone(place)]
