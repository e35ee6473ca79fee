"""What an activation is here: a function of the input and the weights, with the potential that it gives."""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..potentials import Potential
from ..potentials._base import Array

Curve = Callable[[Array], Array]
Enclosure = Callable[[Fraction], Any]
"""The same function at an exact argument, as a ball (flint.arb) at the working precision."""


@dataclass(frozen=True)
class Activation(ABC):
    """sigma(x, w) under inputs x from N(0, I_d), and Phi(theta, w) = E sigma(x, theta) sigma(x, w).

    `profile` is the function of one variable that it is made of, `formula` says it in words, `potential` is Phi,
    and `enclose` gives balls of the profile at exact arguments.
    """

    formula: str
    potential: Potential
    profile: Curve
    enclose: Enclosure

    @abstractmethod
    def sigma(self, x: ArrayLike, w: ArrayLike) -> Array:
        """sigma at inputs x (..., d) and weights w (..., d), broadcast to (...)."""


@dataclass(frozen=True)
class Ridge(Activation):
    """sigma(x, w) = f(w . x) for unit vectors w; `profile` is f. Its potential depends on theta . w alone (Lemma B.1).

    f may have a jump or a bend at 0, and nowhere else.

    >>> from numeric.activations import activation_of
    >>> from numeric.potentials import Sign
    >>> activation_of(Sign()).sigma([[2.0, 1.0], [-1.0, 5.0]], [1.0, 0.0]).tolist()
    [1.0, -1.0]
    """

    variable = "t"

    def sigma(self, x: ArrayLike, w: ArrayLike) -> Array:
        """f(w . x), for w of length 1 as it comes; shapes (..., d), broadcast to (...)."""
        return self.profile(np.sum(np.asarray(x, dtype=np.float64) * np.asarray(w, dtype=np.float64), axis=-1))


@dataclass(frozen=True)
class Placed(Activation):
    """sigma(x, w) = (2 pi)^{d/4} e^{|x|^2/4} h(|x - w|): h, the `profile`, is placed at w and the weight stays.

    Only h is translation invariant. `breaks` are the distances where h is not smooth, besides 0, where it may be
    infinite like r^{-order} (`order` 0: at most like a logarithm); beyond `reach` it is negligible.
    `error` estimates how far `profile` is from h in the norm of L^2.

    >>> from numeric.activations import activation_of
    >>> from numeric.potentials import Gaussian
    >>> gauss = activation_of(Gaussian(), d=1)  # sqrt(2) e^{x^2/4 - (x - w)^2}, appendix B.1
    >>> bool(abs(gauss.sigma([1.0], [0.0]) - 2**0.5 * math.exp(1 / 4 - 1)) < 1e-15)
    True
    """

    d: int
    reach: float
    breaks: tuple[float, ...] = ()
    order: float = 0.0
    error: float = 0.0
    variable = "r"

    def sigma(self, x: ArrayLike, w: ArrayLike) -> Array:
        """The value at inputs x (..., d) and weights w (..., d), broadcast to (...); infinite where h is."""
        x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
        for points in (x, w):
            if points.ndim == 0 or points.shape[-1] != self.d:
                raise ValueError(f"points must have shape (..., {self.d}), got {points.shape}")
        weight = (2 * math.pi) ** (self.d / 4) * np.exp(np.sum(x * x, axis=-1) / 4)
        return weight * self.profile(np.linalg.norm(x - w, axis=-1))
