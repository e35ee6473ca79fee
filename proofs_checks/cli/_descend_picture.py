"""A run of `descend` as a picture."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from numeric.plots_descent import descent_picture, nearest_distances

from ._descend_report import charges_in_words, words

if TYPE_CHECKING:
    from ._descend_run import Run


def picture_of(run: "Run", path: str) -> bytes:
    """The bytes of the picture, of the kind that the path's ending says. The outcomes must hold their places."""
    loss, distances, nodes = _node_wise(run) if run.start is None else _joint(run)
    title = f"{words(run.plan)}; {charges_in_words(run.charges)}"
    name = "G" if run.plan.regularisation else "L"
    return descent_picture(loss + run.loss.constant, distances, eps=run.eps, nodes=nodes, name=name,
                           kind=Path(path).suffix[1:].lower(), title=title)


def _joint(run: "Run") -> tuple[np.ndarray, np.ndarray, list[int]]:
    trace, k, d = run.outcomes[0].trace, run.charges.k, run.charges.d
    theta = trace.x[:, -k * d:].reshape(-1, k, d)  # behind the charges, where those are part of x
    return trace.change, nearest_distances(theta, run.charges.w), []


def _node_wise(run: "Run") -> tuple[np.ndarray, np.ndarray, list[int]]:
    """The nodes one behind the other, with the loss that each sees: all before it stand still."""
    from numeric.loss import Loss

    losses, distances, nodes = [], [], []
    for i, end in enumerate(run.outcomes):
        places = end.trace.x[:, -run.charges.d:]
        before_a, before = run.a[:i], run.theta[:i]
        if run.plan.resolve == "all":
            seen = [run.loss.reduced_change(np.vstack([before, place])) for place in places]
        else:
            given = run.loss.change(before_a, before) if i else 0.0
            rest = Loss(run.loss.potential, np.append(run.loss.b, before_a), np.vstack([run.loss.w, before]),
                        regularisation=run.plan.regularisation)
            seen = [given + (rest.reduced_change(place[None]) if run.plan.resolve == "own" else
                             rest.change(x[:1], place[None])) for x, place in zip(end.trace.x, places, strict=True)]
        rows = np.full((len(places), len(run.theta)), np.nan)
        rows[:, :i] = nearest_distances(before, run.charges.w) if i else 0
        rows[:, i] = nearest_distances(places, run.charges.w)
        nodes.append(sum(map(len, losses)))
        losses.append(np.array(seen))
        distances.append(rows)
    return np.concatenate(losses), np.concatenate(distances), nodes[1:]
