"""Descents: how often they find the charges, how long they take, and SciPy's on the same loss."""

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from time import process_time
from typing import Any

import numpy as np
from scipy.linalg import eigh
from scipy.optimize import minimize

from numeric import protocols
from numeric._fixed_step import stretch
from numeric.charges import random_charges
from numeric.descent import Joint, node_wise, smallest_eigenpair, variable_projection
from numeric.loss import Loss, pack
from numeric.potentials import AlmostHarmonic
from verify.observe import lower_bound

from ._timing import Row, best

CONFIDENCE = Fraction(99, 100)
JOINT = 1500  # 15 cells of 100 starts
NODE_WISE = 80  # for each dimension
PRINTED = 34
LARGE = (1000, 2000)  # k d
STEPS = 30  # of variable projection at k d = 1000


def rows() -> Iterator[Row]:
    """Successes are in the words of a row, with the Clopper-Pearson bound at 99 %; times are a run's mean."""
    yield from _joint()
    yield from _node_wise()
    yield from _printed()
    yield from _step()
    yield from _large()
    yield from _beside_scipy()


def _joint() -> Iterator[Row]:
    cells: dict[tuple[int, float], list[tuple[bool, float]]] = {}
    rejected = 0
    for seed in range(JOINT):
        k, eps = protocols.cell(seed)
        loss = protocols.instance(AlmostHarmonic(3, eps), k, seed)
        start = protocols.start(loss, k, eps, seed)
        rejected += start.rejected
        found, seconds = _timed(lambda k=k, eps=eps, seed=seed: protocols.joint(k, eps, seed))
        cells.setdefault((k, eps), []).append((found.distance < eps, seconds))
    for (k, eps), runs in sorted(cells.items()):
        yield _rate(f"joint, k = {k}, eps = {eps:g}", runs)
    drawn = rejected + JOINT
    yield _rate(f"joint, all (not counted: {rejected} of {drawn} starts drawn, there already)",
                [run for runs in cells.values() for run in runs])
    yield _rate("  control: Gaussian kernel, k = 3",
                [_timed(lambda seed=seed: protocols.joint_gaussian(seed)) for seed in range(100)])


def _node_wise() -> Iterator[Row]:
    runs: dict[int, list[tuple[bool, float]]] = {d: [] for d in protocols.DIMENSIONS}
    for seed in range(NODE_WISE * len(runs)):
        d = protocols.DIMENSIONS[seed % len(runs)]
        runs[d].append(_timed(lambda seed=seed: protocols.node_wise_recovers(seed)))
    for d in runs:
        yield _rate(f"node-wise to 1e-10, k = 5, d = {d}", runs[d])
    yield _rate("node-wise, all", [run for some in runs.values() for run in some])
    near = []
    for seed in range(100):
        loss = protocols.instance(AlmostHarmonic(3, 0.5), 5, seed)
        loss = Loss(loss.potential, loss.b, loss.w)
        end, seconds = _timed(lambda loss=loss, seed=seed: node_wise(loss, 5, seed=seed))
        near.append((protocols.recovered(loss, end, 1e-10), seconds))
    yield _rate("  d = 3, w not kept apart", near)


def _printed() -> Iterator[Row]:
    for k in (1, 2, 3, 5):
        yield _rate(f"Algorithm 2 as printed on G, k = {k}, d = 3, eps = 0.5",
                    [_timed(lambda k=k, seed=seed: protocols.joint_as_printed(k, 0.5, seed).distance < 0.5)
                     for seed in range(PRINTED)])
    for words, options in (("alpha = 0.6", {"alpha": 0.6}), ("d = 7, eta = 1e-15", {"d": 7, "eta": 1e-15})):
        yield _rate(f"  the same, k = 3, {words}",
                    [_timed(lambda options=options, seed=seed:
                            protocols.joint_as_printed(3, 0.5, seed, **options).distance < 0.5)
                     for seed in range(PRINTED)])
    for k in (1, 2, 3):
        for words, tolerance in (("every w found", math.inf), ("charges to 1e-3", 1e-3)):
            yield _rate(f"Algorithm 3 as printed, k = {k}: {words}",
                        [_timed(lambda k=k, tolerance=tolerance, seed=seed:
                                protocols.node_wise_as_printed(seed, k, tolerance)) for seed in range(30)])


def _step() -> Iterator[Row]:
    charges = random_charges(AlmostHarmonic(3, 0.5), 5, 1, electrons=True)
    loss = Loss(charges.potential, charges.b, charges.w, regularisation=1.0)
    f, x, quick = Joint(loss, 5), pack(charges.a, charges.theta), stretch(loss, 5)

    def by_numpy() -> None:
        point = x
        for _ in range(100):
            point = point - 1e-6 * f.gradient(point)
            f.change(point)

    slow = best(by_numpy, 3) / 100
    if quick is None:
        yield Row("a step of Algorithm 2, k = 5, d = 3 (numba is not installed)", slow)
        return
    quick(x, 1, 1e-6, 1e-9, 1e-30)  # compiled or read from its cache
    ours = best(lambda: quick(x, 20_000, 1e-6, 1e-9, 1e-30), 3) / quick(x, 20_000, 1e-6, 1e-9, 1e-30)[1]
    yield Row("a step of Algorithm 2, k = 5, d = 3, compiled", ours, "NumPy", slow)


def _large() -> Iterator[Row]:
    for n in LARGE:
        for what, seconds in _sizes(n).items():
            yield Row(f"by k d: {what}", seconds, size=n)


def _sizes(n: int) -> dict[str, float]:
    """Seconds by what is done, for k d = n, d = 5; the Hessian has k + k d rows."""
    loss, theta, a = _instance(n // 5)
    k, H = len(a), loss.hessian(a, theta)
    v = np.random.default_rng(n).standard_normal(len(H))

    def fresh() -> Loss:
        return Loss(loss.potential, loss.b, loss.w, regularisation=1.0)  # a loss remembers its last theta

    def product(v: Any) -> Any:
        return pack(*loss.hessian_vector(a, theta, v[:k], v[k:].reshape(k, -1)))

    return {
        "gradient": best(lambda: fresh().gradient(a, theta), 5),
        "Hessian": best(lambda: fresh().hessian(a, theta), 3),
        "Hessian times a vector": best(lambda: product(v), 5),
        "smallest eigenpair, dense": best(lambda: eigh(H, subset_by_index=[0, 0], check_finite=False), 1),
        "smallest eigenpair, from products": best(lambda: smallest_eigenpair((len(H), product), v), 2),
        "all eigenpairs": best(lambda: eigh(H, check_finite=False), 1),
    }


def _beside_scipy() -> Iterator[Row]:
    """From one start; SciPy's methods end by themselves where the loss has a cone, often sooner and higher."""
    loss, theta, a = _instance(200)
    f, x = Joint(loss, 200), pack(a, theta)
    ours, seconds = _timed(lambda: variable_projection(loss, theta, steps=STEPS))
    what = f"k d = 1000: variable projection, {STEPS} steps, G - G(0) = {ours.outcome.change:.2f}"

    def product(point: Any, v: Any) -> Any:
        return pack(*loss.hessian_vector(*f.parts(point), *f.parts(v)))

    for method, hessian in (("trust-krylov", {"hessp": product}), ("trust-exact", {"hess": f.hessian})):
        end, theirs = _timed(lambda method=method, hessian=hessian: minimize(
            f.change, x, jac=f.gradient, method=method, options={"maxiter": 60, "gtol": 1e-6}, **hessian))
        norm = np.linalg.norm(end.jac)
        yield Row(what, seconds,
                  f"SciPy's {method}, {end.nit} of 60 steps, G - G(0) = {end.fun:.2f}, |grad| = {norm:.1g}", theirs)


def _instance(k: int) -> tuple[Loss, Any, Any]:
    charges = random_charges(AlmostHarmonic(5, 0.5), k, 1)
    loss = Loss(charges.potential, charges.b, charges.w, regularisation=1.0)
    theta = protocols.start(loss, k, 0.5, 1).theta
    return loss, theta, loss.best_charges(theta)


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    start = process_time()
    result = call()
    return result, process_time() - start


def _rate(what: str, runs: list[tuple[bool, float]]) -> Row:
    successes = sum(bool(good) for good, _ in runs)
    bound = lower_bound(successes, len(runs), CONFIDENCE, digits=3)
    return Row(f"{what}: {successes} of {len(runs)} (>= {bound})", sum(s for _, s in runs) / len(runs))
