"""Seeded trials: descent on half the loss beside charges under their forces, and what the loss loses on the way.

Descent: SciPy's solver in time, on the gradient of the loss. Of a network that is the chain rule under the mean of its
squared output, knowing no potential: the activation σ(x, w) = Π √2 e^{x²/4 − (x−w)²} with standard Gaussian inputs,
whose potential is e^{−|θ−w|²/2} (Appendix B.1); the mean is the trapezoidal rule, for such smooth, decaying functions
good to rounding. Of other potentials it is the closed form of the loss. The charges: `numeric.dynamics`, from the
forces of Definition 2.2. Each side is solved at two tolerances, and at each the two must agree up to a hundred times
that tolerance, which is what the errors of the steps add up to at most.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]
Field = Callable[[Array], Array]

TOLERANCES = (1e-4, 1e-7)
_INPUTS = np.linspace(-10, 10, 65)
_WEIGHT = (_INPUTS[1] - _INPUTS[0]) * np.exp(-(_INPUTS**2) / 2) / np.sqrt(2 * np.pi)


@dataclass(frozen=True)
class Case:
    """Moving charges a (k,) at theta (k, d) among b (n,) at w (n, d), and the potential."""

    potential: Any
    a: Array
    theta: Array
    b: Array
    w: Array

    @property
    def given(self) -> tuple[Any, ...]:
        """As the functions of `numeric.dynamics` take them."""
        return self.potential, self.a, self.theta, self.b, self.w


def drawn(seed: int, *potentials: tuple[str, int, dict[str, float]]) -> Case:
    """Up to four charges below 0 among as many above 0; the potential, by name, and the dimension go round."""
    from numeric.potentials import named

    random = np.random.default_rng(seed)
    name, d, parameters = potentials[seed % len(potentials)]
    k = int(random.integers(1, 5))
    a, b = -random.uniform(0.5, 1.5, k), random.uniform(0.5, 1.5, k)
    theta, w = 2 / np.sqrt(d) * random.standard_normal((2, k, d))
    return Case(named(name, **parameters), a, theta, b, w)


def network(case: Case) -> Field:
    """Minus the gradient of half the mean of (Σ a_i σ(X, θ_i) + Σ b_i σ(X, w_i))², in one dimension or two."""
    goal = _sum_of_outputs(case.b, _outputs(case.w))

    def velocity(theta: Array) -> Array:
        outputs = _outputs(theta)  # (d, k, inputs)
        slopes = 2 * (_INPUTS - theta.T[:, :, None]) * outputs * _WEIGHT
        error = goal + _sum_of_outputs(case.a, outputs)
        outputs *= _WEIGHT
        if theta.shape[1] == 1:
            return (-case.a * (slopes[0] @ error))[:, None]
        means = (slopes[0] * (outputs[1] @ error.T)).sum(axis=1), (slopes[1] * (outputs[0] @ error)).sum(axis=1)
        return -case.a[:, None] * np.stack(means, axis=1)
    return velocity


def _outputs(places: Array) -> Array:
    """√2 e^{x²/4 − (x−p)²} for each coordinate p: (d, k, inputs)."""
    return np.sqrt(2) * np.exp(_INPUTS**2 / 4 - (_INPUTS - places.T[:, :, None]) ** 2)


def _sum_of_outputs(weights: Array, outputs: Array) -> Array:
    """Over all inputs (inputs,), or over all pairs of them (inputs, inputs) in two dimensions."""
    return weights @ outputs[0] if len(outputs) == 1 else (weights[:, None] * outputs[0]).T @ outputs[1]


def descent(case: Case) -> Field:
    """Minus the gradient of L/2 in θ."""
    from numeric.loss import Loss

    loss = Loss(case.potential, case.b, case.w)
    return lambda theta: -loss.gradient(case.a, theta)[1] / 2


def follow(velocity: Field, start: Array, times: Array, rtol: float) -> Array:
    """The places at these times, by a solver in time; nan from where it finds no way on.

    Its tolerance is for the ends of its steps, not for the places between; so no step is longer than from one time to
    the next.
    """
    from scipy.integrate import solve_ivp

    solved = solve_ivp(lambda _, state: velocity(state.reshape(start.shape)).ravel(), (0, times[-1]), start.ravel(),
                       method="DOP853", t_eval=times, rtol=rtol, atol=rtol / 100, max_step=times[-1] / len(times))
    places = np.full((len(times), start.size), np.nan)
    places[:len(solved.t)] = solved.y.T
    return places.reshape(-1, *start.shape)


def charges(case: Case, rtol: float, *, factor: float = 1, until: float = 2) -> Any:
    """The motion under factor·Φ, which is that under Φ when each charge is √factor times as large."""
    from numeric.dynamics import simulate

    more = np.sqrt(factor)
    return simulate(case.potential, more * case.a, case.theta, more * case.b, case.w, until, rtol=rtol,
                    atol=rtol / 100, samples=2)


@lru_cache(maxsize=4)
def _drawn(kind: str, seed: int) -> tuple[Case, Field]:
    """The case of a seed and its descent: of a network, or of any potential by its loss."""
    if kind == "network":
        case = drawn(seed, ("gaussian", 1, {}), ("gaussian", 2, {}))
        return case, network(case)
    case = drawn(seed, ("almost-harmonic", 3, {"d": 3, "eps": 0.5}), ("yukawa", 3, {}), ("gaussian", 4, {}),
                 ("newtonian", 2, {"d": 2}))
    return case, descent(case)


@lru_cache(maxsize=16)  # a claim and its controls look at the same motions
def _charges(kind: str, seed: int, rtol: float, factor: float) -> Any:
    return charges(_drawn(kind, seed)[0], rtol, factor=factor)


@lru_cache(maxsize=16)
def _descended(kind: str, seed: int, rtol: float, until: float) -> Array:
    case, field = _drawn(kind, seed)
    return follow(field, case.theta, _times(until), rtol)


def _times(until: float) -> Array:
    return np.linspace(0, until, 10)[1:]


def _together(kind: str, seed: int, factor: float = 1, *, repulsion: bool = True) -> bool:
    case, _ = _drawn(kind, seed)
    for rtol in TOLERANCES:
        if repulsion:
            paths = [_charges(kind, seed, rtol, factor)]
        else:
            paths = [charges(Case(case.potential, case.a[i:i + 1], case.theta[i:i + 1], case.b, case.w), rtol,
                             factor=factor) for i in range(len(case.a))]
        until = 0.8 * min(float(path.t[-1]) for path in paths)  # before any collision
        moved = np.concatenate([path.dense(_times(until)) for path in paths], axis=1)
        if not np.abs(moved - _descended(kind, seed, rtol, until)).max() <= 100 * rtol:
            return False
    return True


# Theorem 1.1: a network.

def agree(seed: int) -> bool:
    """Whether descent on L/2 of a network and the dynamics under Φ have the same trajectories."""
    return _together("network", seed)


def as_printed(seed: int) -> bool:
    """The same for L/2 with 2Φ."""
    return _together("network", seed, factor=2)


def without_repulsion(seed: int) -> bool:
    """The same when the electrons do not act on each other."""
    return _together("network", seed, repulsion=False)


# Theorem 2.3: several potentials.

def same_trajectories(seed: int) -> bool:
    """Whether descent on L/2 and the dynamics under Φ have the same trajectories."""
    return _together("any", seed)


def same_trajectories_as_printed(seed: int) -> bool:
    """The same for L/2 with 2Φ."""
    return _together("any", seed, factor=2)


def same_trajectories_without_repulsion(seed: int) -> bool:
    """The same when the electrons do not act on each other."""
    return _together("any", seed, repulsion=False)


def _balanced(seed: int, factor: float) -> bool:
    """Along θ′ = factor·(minus the forces under Φ): L/2 falls from each time to the next, in all by ∫|θ′|²."""
    from numeric.dynamics import velocity
    from numeric.loss import Loss

    case, _ = _drawn("any", seed)
    loss = Loss(case.potential, case.b, case.w)

    def with_work(state: Array) -> Array:
        moved = factor * velocity(case.potential, case.a, state[:-1].reshape(case.theta.shape), case.b, case.w)
        return np.append(moved, np.sum(moved**2))

    times = np.linspace(0, 0.8 * _charges("any", seed, TOLERANCES[0], 1).t[-1] / max(factor, 1), 10)
    for rtol in TOLERANCES:
        states = follow(with_work, np.append(case.theta.ravel(), 0.0), times, rtol)
        energy = np.array([loss.change(case.a, state[:-1].reshape(case.theta.shape)) / 2 for state in states])
        lost = energy[0] - energy
        if not ((np.diff(lost) > 0).all() and np.abs(lost - states[:, -1]).max() <= 100 * rtol * lost[-1]):
            return False
    return True


def the_energy_falls(seed: int) -> bool:
    """Whether along the motion under Φ the energy L/2 falls, at the rate |θ′|²."""
    return _balanced(seed, 1)


def the_energy_falls_as_printed(seed: int) -> bool:
    """The same along the motion under 2Φ."""
    return _balanced(seed, 2)


def against_the_forces(seed: int) -> bool:
    """The same where every velocity is reversed."""
    return _balanced(seed, -1)
