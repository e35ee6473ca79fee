"""From an activation back to its potential: E sigma(x, theta) sigma(x, w) by quadrature, with no transform.

Every mean is computed with two orders, and what they differ by is the estimate of its error, with what the error of
an interpolated h can add. For `Placed` the weights cancel the Gaussian density, and what is left is (h * h)(R),
R = |theta - w|: with the distances s, t of x from the two centres, and n = (d-3)/2,

    (h * h)(R) = |S^{d-2}| (2R)^{2-d} 2 int int h(s) h(t) s t [(p^2 - R^2)(R^2 - q^2)]^n ds dt,   p = s + t, q = s - t,

over |s - R| < t < s + R. For `Ridge` the pair (w . x, theta . x) is taken in polar coordinates.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ..potentials._base import Array
from ._base import Activation, Placed, Ridge

_ORDERS = (20, 28)
_FAR = 14.0  # of a Gaussian variable: e^{-98} is nothing, with activations that grow no faster than e^{2t}


class Means(NamedTuple):
    """E sigma sigma, and an estimate of the error of each."""

    values: Array
    errors: Array


def potential_of(activation: Activation, at: ArrayLike) -> Means:
    """E sigma(x, theta) sigma(x, w) where |theta - w| (for `Ridge` theta . w) is what `at` says, of any shape.

    Raises ValueError for a negative distance, or a theta . w outside [-1, 1].

    >>> from numeric.activations import activation_of
    >>> from numeric.potentials import Sign
    >>> found = potential_of(activation_of(Sign()), [0.0, 0.5])
    >>> bool(abs(found.values - [0, 1/3]).max() < 1e-12), bool(found.errors.max() < 1e-12)
    (True, True)
    """
    at = np.asarray(at, dtype=np.float64)
    if isinstance(activation, Ridge):
        if not (np.abs(at) <= 1).all():
            raise ValueError(f"theta . w must lie in [-1, 1], got {at[~(np.abs(at) <= 1)].flat[0]}")
        mean: Callable[[Any, float, int], float] = _of_a_pair
    elif isinstance(activation, Placed):
        if not ((at >= 0) & (at < math.inf)).all():
            raise ValueError(f"a distance must be 0 or more, got {at[~((at >= 0) & (at < math.inf))].flat[0]}")
        mean = _on_the_line if activation.d == 1 else _across
    else:
        raise TypeError(f"an activation is a Ridge or Placed, got {type(activation).__name__}")
    coarse, fine = (np.array([mean(activation, float(x), order) for x in at.ravel()]).reshape(at.shape)
                    for order in _ORDERS)
    # |h * h - g * g| <= (|h| + |g|) |h - g| in L^2, and |h|^2 is Phi at 0
    error = 2 * activation.error * math.sqrt(activation.potential.diagonal) if isinstance(activation, Placed) else 0.0
    return Means(fine, np.abs(fine - coarse) + 4 * np.finfo(float).eps * np.abs(fine) + error)


def _of_a_pair(activation: Ridge, t: float, order: int) -> float:
    """X = R cos u, Y = R cos(u - alpha), t = cos alpha; panels end where X or Y is 0."""
    alpha = math.acos(t)
    turns = sorted({angle % (2 * math.pi) for a in (0.0, alpha) for angle in (a + math.pi / 2, a - math.pi / 2)})
    edges = [0.0, *turns, 2 * math.pi]
    u, weights = _panels(np.array(edges), order)
    R, radial = _panels(np.linspace(0, _FAR, 8), order)
    X, Y = R[:, None] * np.cos(u), R[:, None] * np.cos(u - alpha)
    density = R * np.exp(-R * R / 2) / (2 * math.pi)
    return float((radial * density) @ (activation.profile(X) * activation.profile(Y)) @ weights)


def _at_zero(activation: Placed, order: int) -> float:
    """The integral of h^2 over R^d."""
    d = activation.d
    r, weights = _panels(_edges(activation), order, graded=True)
    return float(_sphere(d) * np.sum(weights * activation.profile(r) ** 2 * r ** (d - 1)))


def _on_the_line(activation: Placed, R: float, order: int) -> float:
    """d = 1: the integral of h(|x|) h(|x - R|) dx = 2 int over x > R/2."""
    points = _edges(activation)
    edges = np.unique(np.clip([*points, *(R + points), *(R - points)], R / 2, R + activation.reach))
    x, weights = _panels(edges, order, graded=True)
    return float(2 * np.sum(weights * activation.profile(np.abs(x)) * activation.profile(np.abs(x - R))))


def _across(activation: Placed, R: float, order: int) -> float:
    """d >= 2, by symmetry over s > t, twice."""
    d, h, points = activation.d, activation.profile, _edges(activation)
    if R == 0:
        return _at_zero(activation, order)
    s, outer = _panels(np.unique(np.clip([*points, *(R + points), *np.abs(R - points), R / 2], R / 2,
                                         R + activation.reach)), order, graded=True)
    lower, upper = np.abs(s - R), s  # t < s
    cuts = np.sort(np.concatenate([np.clip(points[:, None], lower, upper), lower[None], upper[None]]), axis=0)
    width = np.diff(cuts, axis=0)
    panel, at = np.nonzero(width > 0)  # the others are empty
    width, cuts, s_ = width[panel, at, None], cuts[panel, at, None], s[at, None]
    x, weights = _rule(order)
    t, n = cuts + width * x, (d - 3) / 2
    area = np.maximum((s_ + t - R) * (s_ + t + R) * (R - s_ + t) * (R + s_ - t), 0.0)
    area = np.where(area > 0, area, 1.0 if n < 0 else 0.0)  # rounded to 0 at an end
    kernel = h(t) * t * (area**n if n else 1.0)
    each = (outer * h(s) * s)[at] * np.sum(kernel * width * weights, axis=1)
    return float(_sphere(d - 1) * (2 * R) ** (2 - d) * 4 * np.sum(each))


def _edges(activation: Placed) -> Array:
    """0, the breaks with finer panels beside them, and longer and longer panels up to the reach."""
    first = min((*activation.breaks, 1.0, activation.reach))
    near = first * np.array([1 / 64, 1 / 8, 1 / 2])
    marks = [0.0, *near, *activation.breaks]
    for b in activation.breaks:
        marks += [*(b - near[:2]), *(b + near)]
    marks = sorted(x for x in marks if 0 <= x <= activation.reach)
    while marks[-1] < activation.reach:
        marks.append(min(activation.reach, marks[-1] + min(1.0, max(marks[-1] / 2, first / 2))))
    return np.array(marks)


@lru_cache(maxsize=8)
def _rule(order: int) -> tuple[Array, Array]:
    """Gauss-Legendre on [0, 1] after x = u^3 (10 - 15 u + 6 u^2), which blunts what is singular at the ends."""
    u, weights = np.polynomial.legendre.leggauss(order)
    u = (u + 1) / 2
    return u**3 * (10 - 15 * u + 6 * u * u), 15 * (u * (1 - u)) ** 2 * weights


def _panels(edges: Array, order: int, *, graded: bool = False) -> tuple[Array, Array]:
    """Nodes and weights on the panels between the edges."""
    if graded:
        x, weights = _rule(order)
    else:
        x, weights = np.polynomial.legendre.leggauss(order)
        x, weights = (x + 1) / 2, weights / 2
    width = np.diff(edges)
    return (edges[:-1, None] + width[:, None] * x).ravel(), (width[:, None] * weights).ravel()


def _sphere(d: int) -> float:
    """|S^{d-1}|."""
    return 2 * math.pi ** (d / 2) / math.gamma(d / 2)
