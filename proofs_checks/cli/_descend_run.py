"""One descent of the command `descend`: from the charges and the plan to plain data about what came out."""

import argparse
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ._instance import instance
from ._misuse import MisuseError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from numeric.charges import Charges
    from numeric.descent import Outcome
    from numeric.loss import Loss

VERSION = 3
"""Of `trial`, for files that are taken up again; raised whenever its results change."""

EXACT = 1e-9
"""Places and charges this near to the w and -b are recovered."""

_ELSEWHERE = 0.5  # the distance that counts as found for a potential without an eps of its own


@dataclass(frozen=True)
class Plan:
    """The method and its numbers; those that the method does not take are None."""

    method: str
    as_printed: bool
    regularisation: float
    steps: int
    alpha: float | None = None
    eta: float | None = None
    gamma: float | None = None
    resolve: str | None = None


@dataclass(frozen=True)
class Run:
    """A descent that was carried out. Shapes: a (k,), theta (k, d)."""

    plan: Plan
    charges: "Charges"
    loss: "Loss"
    eps: float
    start: "tuple[NDArray[Any], NDArray[Any]] | None"
    """None for node-wise descents, where every node has a start of its own."""
    rejected: int
    """Random starts that were thrown away because some theta was within eps of a w already."""
    a: "NDArray[Any]"
    theta: "NDArray[Any]"
    outcomes: "tuple[Outcome, ...]"
    """One, or one for each node."""
    restarted: int = 0

    def to_data(self) -> dict[str, Any]:
        """What came out, as plain data: places of w counted from 0, None for what is no finite number."""
        distances = self.distances()
        return {
            "places": [{"found": int(row.argmin()) if row.min() <= self.eps else None,
                        "nearest": int(row.argmin()), "distance": float(row.min())} for row in distances],
            "charge_error": self.charge_error(), "rejected": self.rejected, "restarted": self.restarted,
            "loss": list(map(_finite, self.losses())),
            "stops": [{"stop": end.stop.value, "steps": end.steps, "gradient_norm": _finite(end.gradient_norm),
                       "smallest_eigenvalue": _finite(end.smallest_eigenvalue)} for end in self.outcomes],
        }

    def losses(self) -> tuple[float, float]:
        """L, or G, at the start and at the end; a node-wise descent starts without charges."""
        import numpy as np

        rounding = 1e-12 * abs(self.loss.constant)
        with np.errstate(all="ignore"):  # what diverged may have an infinite loss
            start = 0.0 if self.start is None else self.loss.change(*self.start)
            values = (self.loss.constant + start, self.loss.constant + self.loss.change(self.a, self.theta))
        return tuple(0.0 if abs(value) < rounding else value for value in values)  # type: ignore[return-value]

    def distances(self) -> "NDArray[Any]":
        """From each theta to each w, (k, n)."""
        import numpy as np

        return np.linalg.norm(self.theta[:, None] - self.charges.w, axis=-1)

    def charge_error(self) -> float | None:
        """The largest |a + b_j| over the w_j that were found, a being the sum of the charges there; None without."""
        distances = self.distances()
        nearest, found = distances.argmin(axis=1), distances.min(axis=1) <= self.eps
        errors = [abs(float(self.a[found & (nearest == j)].sum() + self.charges.b[j])) for j in set(nearest[found])]
        return max(errors, default=None)


def check_method(method: str, potential: Any) -> None:
    """MisuseError for a method that is not for this potential."""
    from numeric.potentials import Zonal

    if isinstance(potential, Zonal) and method != "gradient":
        raise MisuseError(f"the method {method} is for R^d, and this potential is for the sphere; "
                          "take --method gradient, which follows it")
    if not math.isfinite(potential.diagonal) and method in ("projection", "node-wise"):
        raise MisuseError(f"the method {method} solves for charges, and with a potential that is infinite at "
                          "x = y there are no best ones; take --method second-order or gradient")


def descend(charges: "Charges", plan: Plan, seed: int, trace: Any = False) -> Run:
    """Carry out a plan from the start in `charges`, or from a random one. MisuseError for what cannot be done."""
    import numpy as np

    try:
        with np.errstate(all="ignore"):  # a step out of range is found by the algorithms, and is a reason to stop
            return _descend(charges, plan, seed, trace)
    except ValueError as error:
        raise MisuseError(str(error)) from error


def _descend(charges: "Charges", plan: Plan, seed: int, trace: Any) -> Run:
    import numpy as np

    from numeric.descent import (
        Joint,
        check_felt,
        gradient_descent,
        hessian_descent,
        node_wise,
        second_order,
        variable_projection,
    )
    from numeric.loss import Loss, pack, unpack

    loss = Loss(charges.potential, charges.b, charges.w, regularisation=plan.regularisation)
    eps = float(getattr(charges.potential, "eps", _ELSEWHERE))
    numbers = {name: getattr(plan, name) for name in ("alpha", "eta", "gamma") if getattr(plan, name) is not None}
    if plan.method == "node-wise":
        end = node_wise(loss, charges.k, seed=seed, as_printed=plan.as_printed, resolve=plan.resolve or "none",
                        steps=plan.steps, trace=trace, **numbers)
        return Run(plan, charges, loss, eps, None, 0, end.a, end.theta, end.nodes, end.restarted)
    theta, rejected = _places(charges, loss, eps, seed)
    if charges.a is None or plan.method == "projection":  # charges that are given can pull at each other
        check_felt(loss, theta)
    if plan.method == "projection":
        best = loss.best_charges(theta)
        way = variable_projection(loss, theta, steps=plan.steps, trace=trace)
        return Run(plan, charges, loss, eps, (best, theta), rejected, way.a, way.theta, (way.outcome,))
    algorithm: Any = {"second-order": second_order, "hessian": hessian_descent,
                      "gradient": gradient_descent}[plan.method]
    printed = {"as_printed": True} if plan.as_printed else {}
    if charges.a is not None:
        a = charges.a
    elif math.isfinite(charges.potential.diagonal):
        a = loss.best_charges(theta)
    else:  # there are no best ones; those of the target stand in
        a = -charges.b
    out = algorithm(Joint(loss, charges.k), pack(a, theta), plan.steps, **numbers, **printed, trace=trace)
    end_a, end_theta = unpack(out.x, charges.k)
    return Run(plan, charges, loss, eps, (np.array(a), theta), rejected, end_a, end_theta, (out,))


def _places(charges: "Charges", loss: "Loss", eps: float, seed: int) -> "tuple[NDArray[Any], int]":
    """The theta to start from, and how many random ones were rejected."""
    import numpy as np

    from numeric.descent import nontrivial

    if charges.theta is not None:
        return charges.theta, 0
    scale = max(1.0, float(np.sqrt(np.mean(charges.w**2))))  # random starts spread as the w do
    theta, rejected = nontrivial(loss, charges.k, [seed, 1], scale=scale, eps=eps)
    return charges.project(theta), rejected


def trial(seed: int, *, plan: Mapping[str, Any], drawn: Mapping[str, Any] | None,
          charges: Mapping[str, Any] | None) -> dict[str, Any]:
    """A descent from a seed, for run_trials: of the charges given, or of random ones by the options `drawn`."""
    from numeric.charges import Charges

    made = Charges.from_data(charges) if drawn is None else instance(argparse.Namespace(**drawn), seed)
    return descend(made, Plan(**plan), seed).to_data()


def document(run: Run, seed: int) -> dict[str, Any]:
    """All about a run, for --json; with its trace where it has one."""
    start = None if run.start is None else {"a": run.start[0].tolist(), "theta": run.start[1].tolist()}
    traces = [{"change": list(map(_finite, end.trace.change)), "kind": list(end.trace.kind),
               "gradient_norm": list(map(_finite, end.trace.gradient_norm))} if end.trace else None
              for end in run.outcomes]
    return {"format": "earnshaw descent 1", "seed": seed, "plan": asdict(run.plan), "charges": run.charges.to_data(),
            "start": start, "a": list(map(_finite, run.a)), "theta": [list(map(_finite, row)) for row in run.theta],
            **run.to_data(), "traces": traces if any(traces) else None}


def _finite(value: Any) -> float | None:
    return None if value is None or not math.isfinite(value) else float(value)
