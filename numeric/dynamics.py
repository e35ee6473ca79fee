"""Charges that move by their forces: Definition 2.2, followed by a solver of SciPy's.

The motion is solved in the parameter s with ds² = dt² + |dθ|² in place of the time: no charge is then faster than 1,
where an attraction grows without bound too. A plunge into a collision takes a few ordinary steps that way, while its
last part in time is shorter than floating point resolves.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .charges import Charges
from .loss import Loss
from .potentials import Radial, Sign, Zonal
from .potentials._base import TOGETHER

Array = NDArray[np.float64]
Charge = tuple[str, int]
"""("theta", i), ("w", j), ("-theta", i) or ("-w", j), counted from 0."""

_MOST_PAIRS = 5_000_000
"""Coordinates of all pairs: minutes for a motion."""
_PARTS = 32  # of an interval in which a time is looked for
_EVALUATIONS = 14  # of the velocity in a step, the first try and a little


@dataclass(frozen=True, eq=False)
class Trajectory:
    """Where the charges were, and why it ends."""

    t: Array
    """(m,): times from 0 on, dense where the charges are fast."""
    theta: Array
    """(m, k, d): the places at these times."""
    energy: Array
    """(m,): half of the loss's `change`. It falls by |dθ/dt|² in the unit of time."""
    stop: str
    """"until": the time was reached; "collision": two charges met; "budget": the steps were used up."""
    colliding: tuple[Charge, Charge] | None
    """Which two met: (("theta", 0), ("w", 2)); ("-w", 2) is the point of the sphere opposite to it."""
    dense: Callable[[ArrayLike], Array]
    """dense(t): the places (..., k, d) at times of any shape between t[0] and t[-1]; of the places with one
    t, in a plunge faster than t resolves, the last."""


def velocity(potential: Any, a: ArrayLike, theta: ArrayLike, b: ArrayLike, w: ArrayLike) -> Array:
    """dθ/dt of Definition 2.2: minus the sum of the forces, (k, d). A charge exerts none on itself.

    On the sphere it is what of this is along the sphere.

    Shapes: a (k,), theta (k, d), b (n,), w (n, d).

    >>> from numeric.potentials import Gaussian
    >>> velocity(Gaussian(), [-1], [[0.0]], [1], [[1.0]]).round(6).tolist()  # towards w, at the speed e^(-1/2)
    [[0.606531]]
    """
    a, theta, b, w = (np.asarray(given, dtype=np.float64) for given in (a, theta, b, w))
    moved = -a[:, None] * _pull(potential, theta, np.concatenate([theta, w]), np.concatenate([a, b]))
    if isinstance(potential, Zonal):
        moved -= np.einsum("id,id->i", moved, theta)[:, None] * theta  # along the sphere
    return moved


def _pull(potential: Any, theta: Array, points: Array, c: Array) -> Array:
    """The sum of the gradients at theta (k, d) by charges c (m,) at the points (m, d), the k of theta first: (k, d)."""
    own = np.arange(len(theta))
    if isinstance(potential, Radial):  # in a third of the time: the slope along each distance alone
        apart = theta[:, None] - points
        r = np.sqrt(np.einsum("ipd,ipd->ip", apart, apart))
        r[own, own] = 1
        if r.min() >= TOGETHER:
            along = c * potential(r, 1) / r
            along[own, own] = 0
            return np.matmul(along[:, None], apart)[:, 0]
    slopes = np.array(potential.gradient(theta[:, None], points))
    slopes[own, own] = 0  # nan where Φ(x, x) is infinite
    return c @ slopes


def simulate(potential: Any, a: ArrayLike, theta: ArrayLike, b: ArrayLike, w: ArrayLike, until: float, *,
             rtol: float = 1e-9, atol: float = 1e-12, collision: float = 1e-6, samples: int = 200,
             steps: int = 5_000) -> Trajectory:
    """The electron-proton dynamics from `theta`, to the time `until` or to the first collision.

    Shapes: a (k,), theta (k, d), b (n,), w (n, d). `potential` is any with `value` and `gradient` (see
    `numeric.potentials`). Where its slope does not vanish on the diagonal the motion ends as soon as two charges, one
    of them moving, come within the distance `collision`; a smooth potential has nothing to collide with. The error of
    each step stays below atol + rtol·|θ|, by an explicit method of order 8 (SciPy's DOP853), and no step brings two
    charges nearer than about half of their distance, so that none are passed unseen. After `steps` steps, or the work
    of so many where most have to be taken back, it ends with the stop "budget". `samples` places of the path are kept,
    spaced evenly by its length and by s in equal parts.

    Raises ValueError for charges that `Charges` refuses or that have collided already, for until, collision, rtol or
    atol not above 0, for fewer than two samples, or for so many pairs that it would take hours.

    >>> from numeric.potentials import Newtonian
    >>> path = simulate(Newtonian(3), [-1.0], [[0.3, 0, 0]], [1.0], [[0, 0, 0]], until=1.0)
    >>> path.stop, path.colliding, round(float(path.t[-1]), 9)  # r³ = 0.3³ - 3t
    ('collision', (('theta', 0), ('w', 0)), 0.009)
    >>> bool(abs(path.dense(0.008) - [0.003**(1/3), 0, 0]).max() < 1e-9)
    True
    """
    from scipy.integrate import DOP853, OdeSolution
    from scipy.optimize import brentq

    for name, given in (("until", until), ("rtol", rtol), ("atol", atol), ("collision", collision)):
        if not 0 < given < math.inf:
            raise ValueError(f"{name} must be a finite number above 0, got {given!r}: give one such as 1")
    if samples < 2 or steps < 1:
        raise ValueError(f"samples must be at least 2 and steps at least 1, got {samples!r} and {steps!r}")
    charges = Charges(potential, b, w, a, theta)
    a, b, w = charges.a, charges.b, charges.w
    k, d = charges.theta.shape
    if k * (k + len(w)) * d > _MOST_PAIRS:
        raise ValueError(f"{k} moving among {len(w)} fixed charges in dimension {d} are too many to move; "
                         f"k (k + n) d may be at most {_MOST_PAIRS:,}")
    sharp = potential.cone or math.isinf(potential.diagonal)
    pairs = _Pairs(k, w, collision, opposite=isinstance(potential, Sign)) if sharp else None
    if pairs is not None:
        pairs.check(charges.theta)

    def field(_: float, state: Array) -> Array:
        with np.errstate(over="ignore", invalid="ignore"):  # the solver takes a step back from what is not finite
            moved = velocity(potential, a, charges.project(state[:-1].reshape(k, d)), b, w).ravel()
            direction = np.append(moved, 1) / max(1.0, float(np.abs(moved).max()))  # its square stays in range
            return direction / math.sqrt(direction @ direction)

    solver = DOP853(field, 0.0, np.append(charges.theta.ravel(), 0.0), math.inf, rtol=rtol, atol=atol)
    ends, parts, stop, colliding = [0.0], [], "budget", None
    while stop == "budget" and len(parts) < steps and solver.nfev < _EVALUATIONS * steps:
        if pairs is not None:
            solver.max_step = pairs.longest_step(solver.y[:-1].reshape(k, d), solver.f[:-1].reshape(k, d))
        solver.step()
        if solver.status == "failed":  # a force that is too large for floating point, or s + h = s
            break
        parts.append(solver.dense_output())
        end = solver.t
        if solver.y[-1] >= until:
            stop, end = "until", brentq(lambda s: parts[-1](s)[-1] - until, ends[-1], end, xtol=1e-15)
        if pairs is not None:
            met = pairs.met(lambda s: parts[-1](s)[:-1].reshape(k, d), ends[-1], end)
            if met is not None:
                stop, (end, colliding) = "collision", met
        ends.append(max(end, np.nextafter(ends[-1], math.inf)))
    if not parts:
        raise ValueError("the forces at the start are too large for floating point: move the charges apart")
    path = OdeSolution(ends, parts)
    return _trajectory(charges, path, ends, samples, stop, colliding, until)


def _trajectory(charges: Charges, path: Callable[[ArrayLike], Array], ends: list[float], samples: int, stop: str,
                colliding: tuple[Charge, Charge] | None, until: float) -> Trajectory:
    """Samples of the path, and the path by its time."""
    k, d = charges.theta.shape
    states = path(_samples(path, np.array(ends), samples)).T
    if stop == "until":
        states[-1, -1] = until  # as it is up to rounding
    theta = charges.project(states[:, :-1].reshape(-1, k, d))
    first, last = ends[0], ends[-1]

    def dense(t: ArrayLike) -> Array:
        times = np.asarray(t, dtype=np.float64)
        if np.any((times < 0) | (times > states[-1, -1])) or np.isnan(times).any():
            raise ValueError(f"the motion is known from t = 0 to {states[-1, -1]:g}, got {t!r}")
        low, high = np.full(times.size, first), np.full(times.size, last)
        parts = np.arange(1, _PARTS) / _PARTS
        for _ in range(14):  # thirty-seconds of [first, last] down to the spacing of floats; t grows with s
            marks = np.concatenate([low[:, None], low[:, None] + (high - low)[:, None] * parts, high[:, None]], axis=1)
            early = path(marks[:, 1:-1].ravel())[-1].reshape(-1, _PARTS - 1) <= times.reshape(-1, 1)
            at = np.arange(times.size), early.sum(axis=1)
            low, high = marks[at], marks[at[0], at[1] + 1]
        return charges.project(path(low)[:-1].T.reshape(*times.shape, k, d))

    loss = Loss(charges.potential, charges.b, charges.w)
    with np.errstate(over="ignore", invalid="ignore"):
        energy = np.array([loss.change(charges.a, places) / 2 for places in theta])
    return Trajectory(states[:, -1], theta, energy, stop, colliding, dense)


def _samples(path: Callable[[ArrayLike], Array], ends: Array, count: int) -> Array:
    """Where in s to look: evenly by length and by s in equal parts, so that neither motion nor rest is left out."""
    inside = np.linspace(0, 1, 8, endpoint=False)  # of each step
    fine = np.append((ends[:-1, None] + np.diff(ends)[:, None] * inside).ravel(), ends[-1])
    length = np.cumsum(np.linalg.norm(np.diff(path(fine)[:-1], axis=1, prepend=path(fine[:1])[:-1]), axis=0))
    measure = fine / fine[-1] + (length / length[-1] if length[-1] > 0 else 0)
    return np.interp(np.linspace(0, measure[-1], count), measure, fine)


class _Pairs:
    """The pairs that can collide: two that move, and one that moves with one that is fixed.

    With `opposite` also a charge and the point opposite to another, where the potential of `Sign` has its other cone.
    """

    def __init__(self, k: int, w: Array, collision: float, *, opposite: bool) -> None:
        self.k, self.w, self.collision = k, w, collision
        upper = np.triu_indices(k, 1)
        moving, fixed = (grid.ravel() for grid in np.indices((k, len(w))))
        first, second = np.append(upper[0], moving), np.append(upper[1], k + fixed)
        times = 1 + opposite
        self.first, self.second = np.tile(first, times), np.tile(second, times)
        self.sign = np.repeat([1.0, -1.0][:times], len(first))

    def apart(self, theta: Array, fixed: Array | None = None) -> Array:
        """The difference of the places of each pair, or of their velocities."""
        places = np.concatenate([theta, self.w if fixed is None else fixed])
        return places[self.first] - self.sign[:, None] * places[self.second]

    def nearest(self, theta: Array) -> tuple[float, int]:
        """The smallest distance, and of which pair."""
        distances = np.linalg.norm(self.apart(theta), axis=-1)
        return float(distances.min()), int(distances.argmin())

    def check(self, theta: Array) -> None:
        """Raise ValueError for a pair that has collided from the start."""
        distance, pair = self.nearest(theta)
        if distance <= self.collision:
            (one, i), (other, j) = self.name(pair)
            raise ValueError(f"{one}[{i}] and {other}[{j}] are {distance:.3g} apart, which is a collision already: "
                             f"move one of them by more than {self.collision:g}")

    def longest_step(self, theta: Array, speed: Array) -> float:
        """A step in which no pair, closing in as now, loses more than half of its distance."""
        apart = self.apart(theta)
        closing = -np.einsum("pd,pd->p", apart, self.apart(speed, np.zeros_like(self.w)))
        near = closing > 0
        if not near.any():
            return math.inf
        return float(np.min(np.einsum("pd,pd->p", apart, apart)[near] / closing[near]) / 2)

    def met(self, place: Callable[[float], Array], start: float,
            end: float) -> tuple[float, tuple[Charge, Charge]] | None:
        """When the first pair came within `collision` between start and end, and which, if any did."""
        from scipy.optimize import brentq

        distance, _ = self.nearest(place(end))
        if distance > self.collision:
            return None
        at = brentq(lambda s: self.nearest(place(s))[0] - self.collision, start, end, xtol=1e-15)
        return at, self.name(self.nearest(place(at))[1])

    def name(self, pair: int) -> tuple[Charge, Charge]:
        """What a pair is of."""
        second, other = int(self.second[pair]), "-" if self.sign[pair] < 0 else ""
        return ("theta", int(self.first[pair])), (
            (f"{other}theta", second) if second < self.k else (f"{other}w", second - self.k))
