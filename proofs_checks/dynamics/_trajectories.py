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
        slopes = 2 * (_INPUTS - theta.T[:, :, None]) * outputs
        error = goal + _sum_of_outputs(case.a, outputs)
        moved = np.empty_like(theta)
        for axis in range(theta.shape[1]):
            factors = [(slopes if other == axis else outputs)[other] * _WEIGHT for other in range(theta.shape[1])]
            moved[:, axis] = -case.a * np.einsum("xy,kx,ky->k" if len(factors) == 2 else "x,kx->k", error, *factors)
        return moved
    return velocity


def _outputs(places: Array) -> Array:
    """√2 e^{x²/4 − (x−p)²} for each coordinate p: (d, k, inputs)."""
    return np.sqrt(2) * np.exp(_INPUTS**2 / 4 - (_INPUTS - places.T[:, :, None]) ** 2)


def _sum_of_outputs(weights: Array, outputs: Array) -> Array:
    return np.einsum("k,kx,ky->xy" if len(outputs) == 2 else "k,kx->x", weights, *outputs)


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


def _together(case: Case, field: Field, factor: float = 1, *, repulsion: bool = True) -> bool:
    alone = [case] if repulsion else [Case(case.potential, case.a[i:i + 1], case.theta[i:i + 1], case.b, case.w)
                                      for i in range(len(case.a))]
    for rtol in TOLERANCES:
        paths = [charges(part, rtol, factor=factor) for part in alone]
        times = np.linspace(0, 0.8 * min(path.t[-1] for path in paths), 10)[1:]  # before any collision
        moved = np.concatenate([path.dense(times) for path in paths], axis=1)
        if not np.abs(moved - follow(field, case.theta, times, rtol)).max() <= 100 * rtol:
            return False
    return True


# Theorem 1.1: a network.

def _of_a_network(seed: int, **how: Any) -> bool:
    case = drawn(seed, ("gaussian", 1, {}), ("gaussian", 2, {}))
    return _together(case, network(case), **how)


def agree(seed: int) -> bool:
    """Whether descent on L/2 of a network and the dynamics under Φ have the same trajectories."""
    return _of_a_network(seed)


def as_printed(seed: int) -> bool:
    """The same for L/2 with 2Φ."""
    return _of_a_network(seed, factor=2)


def without_repulsion(seed: int) -> bool:
    """The same when the electrons do not act on each other."""
    return _of_a_network(seed, repulsion=False)


# Theorem 2.3: several potentials.

def _any_case(seed: int) -> Case:
    return drawn(seed, ("almost-harmonic", 3, {"d": 3, "eps": 0.5}), ("yukawa", 3, {}), ("gaussian", 4, {}),
                 ("newtonian", 2, {"d": 2}))


def same_trajectories(seed: int) -> bool:
    """Whether descent on L/2 and the dynamics under Φ have the same trajectories."""
    case = _any_case(seed)
    return _together(case, descent(case))


def same_trajectories_as_printed(seed: int) -> bool:
    """The same for L/2 with 2Φ."""
    case = _any_case(seed)
    return _together(case, descent(case), factor=2)


def same_trajectories_without_repulsion(seed: int) -> bool:
    """The same when the electrons do not act on each other."""
    case = _any_case(seed)
    return _together(case, descent(case), repulsion=False)


def _balanced(seed: int, factor: float) -> bool:
    """Along θ′ = factor·(minus the forces under Φ): L/2 falls from each time to the next, in all by ∫|θ′|²."""
    from numeric.dynamics import velocity
    from numeric.loss import Loss

    case = _any_case(seed)
    loss = Loss(case.potential, case.b, case.w)

    def with_work(state: Array) -> Array:
        moved = factor * velocity(case.potential, case.a, state[:-1].reshape(case.theta.shape), case.b, case.w)
        return np.append(moved, np.sum(moved**2))

    times = np.linspace(0, 0.8 * charges(case, TOLERANCES[0]).t[-1] / max(factor, 1), 10)
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
