"""What the algorithms descend on: a function of a flat vector with its gradient and its Hessian."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from numeric.potentials import Zonal

Vector = NDArray[np.float64]


def check_flat(f: Any) -> None:
    """Raises ValueError for a loss, or what is made of one, on the sphere: its second derivatives are those on R^d."""
    potential = getattr(getattr(f, "loss", f), "potential", None)
    if isinstance(potential, Zonal):
        raise ValueError(f"{potential!r} lives on the sphere, and this descent needs second derivatives, which are "
                         "those on R^d: take gradient_descent, which follows the sphere")


class Objective(Protocol):
    """A function of x (n,), known up to a constant, with its derivatives and the way back onto its manifold."""

    def change(self, x: Vector) -> float:
        """The value up to a constant."""

    def gradient(self, x: Vector) -> Vector:
        """(n,)."""

    def hessian(self, x: Vector) -> Vector:
        """(n, n)."""

    def project(self, x: Vector) -> Vector:
        """The nearest point of the manifold, (n,)."""


def moved(f: Objective, x: Vector, step: Vector, *, project: bool = True) -> Vector | None:
    """x + step (n,), back on the manifold if wanted; None where that is no place in the range of floating point."""
    trial = x + step
    if not np.isfinite(trial).all():
        return None
    return f.project(trial) if project else trial


@dataclass(frozen=True)
class Function:
    """An objective on R^n from three functions of x (n,).

    >>> bowl = Function(lambda x: float(x @ x), lambda x: 2 * x, lambda x: 2 * np.eye(len(x)))
    >>> bowl.change(np.array([3.0, 4.0]))
    25.0
    """

    change: Callable[[Vector], float]
    gradient: Callable[[Vector], Vector]
    hessian: Callable[[Vector], Vector]

    def project(self, x: Vector) -> Vector:
        """R^n has nothing to project."""
        return x


@dataclass(frozen=True)
class OfLoss:
    """What all that is made of a loss has."""

    loss: Any

    @property
    def d(self) -> int:
        """The dimension of a place."""
        return self.loss.d

    @property
    def cone(self) -> bool:
        """Whether the potential has a cone."""
        return self.loss.potential.cone

    def along(self, theta: Vector, slopes: Vector) -> Vector:
        """Of slopes (k, d) at theta (k, d) what is along the potential's manifold: on R^d all of it."""
        if isinstance(self.loss.potential, Zonal):
            return slopes - np.einsum("id,id->i", slopes, theta)[:, None] * theta
        return slopes


@dataclass(frozen=True)
class Joint(OfLoss):
    """A loss of k charges and places together: x = (a, theta row by row), (k + k d,)."""

    k: int

    def parts(self, x: Vector) -> tuple[Vector, Vector]:
        """a (k,) and theta (k, d), views of x."""
        return x[: self.k], x[self.k :].reshape(self.k, -1)

    def change(self, x: Vector) -> float:
        """The loss minus its value without charges."""
        return self.loss.change(*self.parts(x))

    def gradient(self, x: Vector) -> Vector:
        """(k + k d,); on the sphere along it."""
        a, theta = self.parts(x)
        g_a, g_theta = self.loss.gradient(a, theta)
        return np.concatenate([g_a, self.along(theta, g_theta).ravel()])

    def hessian(self, x: Vector) -> Vector:
        """(k + k d, k + k d). Raises ValueError on the sphere."""
        check_flat(self.loss)
        return self.loss.hessian(*self.parts(x))

    def project(self, x: Vector) -> Vector:
        """The charges as they are, every place back on the potential's manifold."""
        a, theta = self.parts(x)
        return np.concatenate([a, self.loss.potential.project(theta).ravel()])


@dataclass(frozen=True)
class Reduced(OfLoss):
    """A loss of k places whose charges are the best ones: x = theta row by row, (k d,)."""

    k: int

    def change(self, x: Vector) -> float:
        """The least loss over all charges, minus the loss without charges."""
        return self.loss.reduced_change(x.reshape(self.k, -1))

    def gradient(self, x: Vector) -> Vector:
        """(k d,); on the sphere along it."""
        theta = x.reshape(self.k, -1)
        return self.along(theta, self.loss.reduced_gradient(theta)).ravel()

    def hessian(self, x: Vector) -> Vector:
        """(k d, k d). Raises ValueError on the sphere."""
        check_flat(self.loss)
        return self.loss.reduced_hessian(x.reshape(self.k, -1))

    def derivatives(self, x: Vector) -> tuple[Vector, Vector]:
        """The gradient (k d,) and the Hessian (k d, k d); the loss remembers what they share."""
        return self.gradient(x), self.hessian(x)

    def project(self, x: Vector) -> Vector:
        """Every place back on the potential's manifold."""
        return self.loss.potential.project(x.reshape(self.k, -1)).ravel()
