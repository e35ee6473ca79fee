"""The loss's derivatives and smallest eigenpairs at k d = 1000 and 2000, beside automatic differentiation."""

from collections.abc import Callable, Iterator
from importlib.util import find_spec

import numpy as np
from scipy.linalg import eigh
from scipy.sparse.linalg import LinearOperator, eigsh

from numeric.loss import Loss, pack, unpack
from numeric.potentials import AlmostHarmonic, Exponential

from ._timing import Row, peak_memory
from ._timing import best_outside as best  # two threads of BLAS that wait for each other count as time of the process

D, UNITS = 10, (100, 200)
SMALL = 5  # times at this k, d = 3 are those of a step of the descents


def rows() -> Iterator[Row]:
    """At the large sizes the potential is e^{-r}, which every peer has; k = n, d = 10, and the size is k d."""
    for k in UNITS:
        yield from _at(k)
    yield from _small()


def _instance(k: int, d: int) -> tuple[Loss, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    loss = Loss(Exponential(), rng.uniform(-1, 1, k), rng.normal(size=(k, d)))
    return loss, rng.uniform(-1, 1, k), rng.normal(size=(k, d))


def _moving(theta: np.ndarray) -> Callable[[], np.ndarray]:
    """Another theta at each call, as a loss keeps what it made for the last one."""
    both, turn = (theta, theta + 1e-9), [0]

    def call() -> np.ndarray:
        turn[0] ^= 1
        return both[turn[0]]
    return call


def _at(k: int) -> Iterator[Row]:
    loss, a, theta = _instance(k, D)
    n, at = k + k * D, _moving(theta)
    size = k * D
    yield Row("gradient", best(lambda: loss.gradient(a, at()), 20), size=size)
    hessian, held = best(lambda: loss.hessian(a, at()), 5), peak_memory(lambda: loss.hessian(a, at()))
    yield Row("Hessian", hessian, size=size, memory=held)
    if k == UNITS[0]:
        for name, function in _automatic(loss, a, theta):
            yield Row(f"Hessian, k d = {size}", hessian, name, best(function, 1), memory=held,
                      peer_memory=peak_memory(function))
    v = np.random.default_rng(1).normal(size=n)
    v_a, v_theta = unpack(v, k)
    yield Row("Hessian times a vector, at one theta",
              best(lambda: loss.hessian_vector(a, theta, v_a, v_theta), 20), size=size)
    H = loss.hessian(a, theta)
    yield Row("smallest eigenpair, dense", best(lambda: eigh(H, subset_by_index=[0, 0]), 3), size=size)

    def times(x: np.ndarray) -> np.ndarray:
        return pack(*loss.hessian_vector(a, theta, *unpack(x.ravel(), k)))
    operator = LinearOperator((n, n), matvec=times, dtype=np.float64)
    yield Row("smallest eigenpair, without the matrix", best(lambda: eigsh(operator, k=1, which="SA", v0=v), 3),
              size=size)
    yield Row("reduced Hessian", best(lambda: loss.reduced_hessian(at()), 3), size=size)


def _small() -> Iterator[Row]:
    _, a, theta = _instance(SMALL, 3)
    rng, at = np.random.default_rng(0), _moving(theta)
    for fast in (False, True) if find_spec("numba") else (False,):
        loss = Loss(AlmostHarmonic(3, 0.5), rng.uniform(-1, 1, SMALL), rng.normal(size=(SMALL, 3)), fast=fast)
        where = f"Phi_eps, k = {SMALL}, d = 3{', compiled' if fast else ''}: "
        yield Row(where + "change", best(lambda loss=loss: loss.change(a, at()), 500))
        yield Row(where + "gradient", best(lambda loss=loss: loss.gradient(a, at()), 500))
        yield Row(where + "reduced gradient and Hessian", best(
            lambda loss=loss: (loss.reduced_gradient(now := at()), loss.reduced_hessian(now)), 500))


def _automatic(loss: Loss, a: np.ndarray, theta: np.ndarray) -> Iterator[tuple[str, Callable[[], object]]]:
    """The Hessian of the same loss by jax and by torch, where they are installed; each has run once."""
    k, x, expected = len(a), pack(a, theta), loss.hessian(a, theta)
    if find_spec("jax"):
        import jax
        import jax.numpy as jnp

        jax.config.update("jax_enable_x64", True)

        def apart(x, y):  # squared; from products, which are a tenth of the work of differences
            return jnp.sum(x * x, -1)[:, None] + jnp.sum(y * y, -1) - 2 * x @ y.T

        def jax_change(x):
            a, t = x[:k], x[k:].reshape(k, -1)
            square = apart(t, t)
            own = jnp.eye(k, dtype=bool)
            K = jnp.where(own, 1.0, jnp.exp(-jnp.sqrt(jnp.where(own, 1.0, square))))
            F = jnp.exp(-jnp.sqrt(apart(t, loss.w))) @ loss.b
            return a @ K @ a + 2 * a @ F

        slope, every = jax.grad(jax_change), np.eye(len(x))
        # row by row: jax.hessian takes all rows at once, and several times as long
        function = jax.jit(lambda x: jax.lax.map(lambda v: jax.jvp(slope, (x,), (v,))[1], every))
        np.testing.assert_allclose(function(x), expected, atol=1e-9)  # and compiles
        yield "jax, compiled, row by row", lambda: function(x).block_until_ready()
    if find_spec("torch"):
        import torch

        w, b, point = torch.tensor(loss.w), torch.tensor(loss.b), torch.tensor(x)

        def torch_change(x):
            a, t = x[:k], x[k:].reshape(k, -1)
            own = torch.eye(k, dtype=torch.bool)
            square = torch.where(own, 1.0, ((t[:, None] - t[None]) ** 2).sum(-1))
            K = torch.where(own, 1.0, torch.exp(-torch.sqrt(square)))
            return a @ K @ a + 2 * a @ (torch.exp(-torch.sqrt(((t[:, None] - w[None]) ** 2).sum(-1))) @ b)

        def by_torch() -> object:
            return torch.autograd.functional.hessian(torch_change, point)

        np.testing.assert_allclose(by_torch(), expected, atol=1e-9)
        yield "torch's hessian", by_torch
