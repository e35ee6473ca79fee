"""Algorithm 3: one unit after another, as printed and as repaired."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from numeric._pairs import pairs
from numeric.loss import Loss, pack

from ._cones import descend
from ._objective import Joint, OfLoss, Vector, check_flat
from ._records import Outcome, Recorder, Stop, check_numbers
from .second_order import second_order
from .starts import in_ball, matches

_SAME = 1e-6  # a unit this close to one before it, against 1 + |place|, has found nothing new


@dataclass(frozen=True)
class NodeWise:
    """The end of a node-wise descent.

    Charges `a` (k,), places `theta` (k, d), the `nodes`' outcomes in their order, which w each place has `found`
    (None: none), and how often a unit was `restarted`.
    """

    a: Vector
    theta: Vector
    nodes: tuple[Outcome, ...]
    found: tuple[int | None, ...]
    restarted: int


@dataclass(frozen=True)
class LogField(OfLoss):
    """-log|F(theta)|, F = sum b_j Phi(theta, w_j), for one place: least where its best charge gains most.

    The least L_i over the charge is -F^2 up to a constant and a factor. Its logarithm has the same way down, but
    does not flatten out far from the charges. x = theta (d,).
    """

    def change(self, x: Vector) -> float:
        """-log|F|; infinite where F vanishes."""
        if self.loss.fast:
            values = pairs(self.loss.potential, x[None], self.loss.w, fast=True).value[0, 1:]
        else:
            values = self.loss.potential.value(x, self.loss.w)
        field = abs(float(values @ self.loss.b))
        return -float(np.log(field)) if field else np.inf

    def derivatives(self, x: Vector) -> tuple[Vector, Vector]:
        """The gradient (d,) and the Hessian (d, d)."""
        table = pairs(self.loss.potential, x[None], self.loss.w, fast=self.loss.fast)
        weights = np.concatenate([[0.0], self.loss.b])[None]
        field = float((table.value @ weights[0])[0])
        slope = table.pull(weights)[0] / field
        return -slope, np.outer(slope, slope) - table.bend(weights)[0] / field


def node_wise(loss: Loss, k: int, *, seed: int, as_printed: bool = False,
              resolve: Literal["all", "own", "none"] = "all", steps: int = 100_000, alpha: float = 0.1,
              eta: float = 1e-6, gamma: float = 1e-6, radius: float | None = None, draws: int = 200,
              restarts: int = 100, trace: bool | Literal["x"] = False) -> NodeWise:
    """Train k units one after another; those before have joined the fixed charges, those after are not there yet.

    Each starts as in Lemma E.4, at the best of `draws` points of a ball of the given radius (None: the largest |w|,
    at least 1). Then

    - resolve "all": its place ascends log|F|, and after it all charges are solved for;
    - resolve "own": the same, but only its own charge is solved for;
    - resolve "none": charge and place descend together by the corrected Algorithm 2 (`alpha`, `eta`, `gamma`), and
      the charge stays what it is at the end of that;
    - `as_printed`: by Algorithm 2 as printed, whatever `resolve` says.

    In the first two a unit that ends where one before it stands, or without having found an end, starts again, up to
    `restarts` times in all: where the units before have taken the field away, what is left of it is rounding.

    Raises ValueError for k < 1, another `resolve`, numbers out of range, a potential on the sphere or infinite at 0,
    and for w so far from the ball that the potential is 0 in floating point.

    >>> from numeric.potentials import AlmostHarmonic
    >>> loss = Loss(AlmostHarmonic(3, 0.5), [1.0, -0.5], [[0.0, 0.0, 0.0], [9.0, 9.0, 9.0]])
    >>> end = node_wise(loss, 2, seed=0)
    >>> sorted(end.found), [node.stop.value for node in end.nodes]
    ([0, 1], ['kink', 'kink'])
    >>> sorted(end.a.round(9).tolist())
    [-1.0, 0.5]
    """
    check_flat(loss)
    check_numbers(steps, alpha=alpha, eta=eta, gamma=gamma)
    if k < 1:
        raise ValueError(f"k must be 1 or more, got {k}")
    if resolve not in ("all", "own", "none"):
        raise ValueError(f'resolve must be "all", "own" or "none", got {resolve!r}')
    if radius is None:
        radius = max(1.0, float(np.linalg.norm(loss.w, axis=1).max()))
    rng = np.random.default_rng(seed)
    a, theta = np.empty(0), np.empty((0, loss.d))
    nodes: list[Outcome] = []
    restarted = 0
    while len(nodes) < k:
        rest = Loss(loss.potential, np.concatenate([loss.b, a]), np.concatenate([loss.w, theta]),
                    regularisation=loss.regularisation, fast=loss.fast)
        start = in_ball(rest, radius, rng, draws=draws)
        if as_printed or resolve == "none":
            end = second_order(Joint(rest, 1), pack(start.a, start.theta), steps, alpha, eta, gamma,
                               as_printed=as_printed, trace=trace)
            charge, place = end.x[:1], end.x[None, 1:]
        else:
            end = descend(LogField(rest), start.theta[0], steps, reach=1.0, tolerance=1e-13, recorder=Recorder(trace))
            place = end.x[None]
            near = np.linalg.norm(theta - place, axis=1) <= _SAME * (1 + np.linalg.norm(place))
            lost = near.any() or end.stop in (Stop.NO_DECREASE, Stop.BUDGET)
            if lost and restarted < restarts:
                restarted += 1
                continue
            charge = rest.best_charges(place)
        nodes.append(end)
        a, theta = np.concatenate([a, charge]), np.concatenate([theta, place])
        if resolve == "all" and not as_printed:
            a = loss.best_charges(theta)
    found = matches(theta, loss.w, getattr(loss.potential, "eps", _SAME))
    return NodeWise(a, theta, tuple(nodes), tuple(found), restarted)
