"""The loss to k d = 20,000 without a matrix or a table, its smallest eigenpair, batches, and PyTorch."""

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any

import numpy as np

from numeric.batch import Losses
from numeric.descent.eigen import smallest_from_products
from numeric.loss import Loss, pack, unpack
from numeric.potentials import AlmostHarmonic

from ._timing import Row, best, peak_memory

D, EPS = 3, 0.5
UNITS = (333, 1000, 2222, 6667)  # k, = n; k d from 1000 to 20,000
TAPED = 2222  # torch's tape takes 10 GB at the next
BATCH = 2000


def rows() -> Iterator[Row]:
    """With Phi_eps, d = 3; by NumPy's rows and compiled, beside torch's tape; then many small losses at once."""
    for k in UNITS:
        yield from _sums(k)
    yield from _eigenpair()
    for k in (2, 5):
        yield from _batch(k)


def _instance(k: int, *lead: int) -> tuple[np.ndarray, ...]:
    """b, w, a, theta and a direction."""
    rng = np.random.default_rng(0)
    b, a, v_a = (rng.uniform(-1, 1, (*lead, k)) for _ in range(3))
    w, theta, v_theta = (rng.normal(size=(*lead, k, D)) for _ in range(3))
    return b, w, a, theta, v_a, v_theta


def _sums(k: int) -> Iterator[Row]:
    b, w, a, theta, v_a, v_theta = _instance(k)
    phi, repetitions = AlmostHarmonic(D, EPS), 3 if k < 2000 else 1
    for fast in (False, True) if find_spec("numba") else (False,):
        loss, how = Loss(phi, b, w, fast=fast, keep=0), "compiled" if fast else "NumPy, rows by rows"
        small = Loss(phi, b[:9], w[:9], fast=fast, keep=0)
        for what, call, taped in (
                ("change", lambda f, i: f.change(a[:i], theta[:i]), None),
                ("gradient", lambda f, i: f.gradient(a[:i], theta[:i]), _taped_gradient),
                ("Hessian times a vector", lambda f, i: f.hessian_vector(a[:i], theta[:i], v_a[:i], v_theta[:i]),
                 _taped_product)):
            call(small, 300)  # compiles
            peer: Any = ("", None, None)
            if taped and k <= TAPED and find_spec("torch"):
                run = taped(b, w, a, theta, v_a, v_theta)
                peer = "torch's tape, for e^{-r}", best(run, 1), peak_memory(run)

            def ours(loss: Loss = loss, call: Callable[..., Any] = call) -> object:
                return call(loss, k)
            yield Row(f"{what}, {how}", best(ours, repetitions), peer[0], peer[1], size=k * D,
                      memory=peak_memory(ours), peer_memory=peer[2])
    if find_spec("torch"):
        import torch

        there = [torch.asarray(x) for x in (b, w, a, theta)]
        losses = Losses(phi, *there[:2])
        yield Row("gradient, PyTorch's tensors through numeric.batch", best(lambda: losses.gradient(*there[2:]), 1),
                  size=k * D, memory=peak_memory(lambda: losses.gradient(*there[2:])))


def _eigenpair() -> Iterator[Row]:
    for k in (333, 1000, 6667) if find_spec("numba") else (333, 1000):
        b, w, a, theta, *_ = _instance(k)
        loss = Loss(AlmostHarmonic(D, EPS), b, w, fast=True, keep=0)
        found = []

        def times(x: np.ndarray, k: int = k, loss: Loss = loss, at: tuple[np.ndarray, ...] = (a, theta)) -> np.ndarray:
            return pack(*loss.hessian_vector(*at, *unpack(x, k)))
        seconds = best(lambda k=k, times=times, found=found: found.append(smallest_from_products(k + k * D, times)), 1)
        pair = found[-1]
        yield Row(f"smallest eigenpair, k d = {k * D}: {pair.products} products, residual {pair.residual:.0e} of "
                  f"{abs(pair.value):.3g}", seconds, size=k * D)


def _batch(k: int) -> Iterator[Row]:
    b, w, a, theta, v_a, v_theta = _instance(k, BATCH)
    phi = AlmostHarmonic(D, EPS)
    losses, each = Losses(phi, b, w), [Loss(phi, *of) for of in zip(b, w, strict=True)]

    def one_by_one(call: Callable[[Loss, int], object]) -> Callable[[], None]:
        def run() -> None:
            for i, loss in enumerate(each):
                loss._last = None  # as for new places
                call(loss, i)
        return run
    for what, ours, call in (
            ("gradient", lambda: losses.gradient(a, theta), lambda f, i: f.gradient(a[i], theta[i])),
            ("Hessian times a vector", lambda: losses.hessian_vector(a, theta, v_a, v_theta),
             lambda f, i: f.hessian_vector(a[i], theta[i], v_a[i], v_theta[i])),
            ("best charges", lambda: losses.best_charges(theta), lambda f, i: f.best_charges(theta[i]))):
        yield Row(f"{BATCH} losses, k = {k}, d = {D}: {what}", best(ours, 5), "one by one", best(one_by_one(call), 2))


def _tape(b: np.ndarray, w: np.ndarray) -> Callable[..., Any]:
    """The change of the loss by torch's own operations, for e^{-r}: fewer of them than Phi_eps has."""
    import torch

    b, w = torch.asarray(b), torch.asarray(w)

    def change(a: Any, theta: Any) -> Any:
        own = torch.eye(len(a), dtype=torch.bool)
        square = torch.where(own, 1.0, ((theta[:, None] - theta) ** 2).sum(-1))
        K = torch.where(own, 1.0, torch.exp(-torch.sqrt(square)))
        return a @ K @ a + 2 * a @ (torch.exp(-torch.sqrt(((theta[:, None] - w) ** 2).sum(-1))) @ b)
    return change


def _taped_gradient(b, w, a, theta, *_) -> Callable[[], object]:
    import torch

    change, at = _tape(b, w), tuple(torch.asarray(x).requires_grad_() for x in (a, theta))
    return lambda: torch.autograd.grad(change(*at), at)


def _taped_product(b, w, a, theta, v_a, v_theta) -> Callable[[], object]:
    import torch

    change, at, v = _tape(b, w), (torch.asarray(a), torch.asarray(theta)), (torch.asarray(v_a), torch.asarray(v_theta))
    return lambda: torch.autograd.functional.vhp(change, at, v)
