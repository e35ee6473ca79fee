"""Pictures of descents: how the loss falls, and how near each theta comes to a w, step by step."""

import math
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")  # Okabe and Ito's
_MARKERS = "os^DvPX"
_FLOOR = 1e-17  # a distance of 0 has no logarithm; below it there is nothing in floating point either
_MOST_POINTS = 2000  # of a line; a picture has no more columns


def nearest_distances(theta: ArrayLike, w: ArrayLike) -> Array:
    """The distance of every theta (..., k, d) to the nearest w (n, d): (..., k).

    >>> nearest_distances([[0.0, 3.0]], [[0.0, 0.0], [4.0, 3.0]]).tolist()
    [3.0]
    """
    theta, w = np.asarray(theta, dtype=np.float64), np.asarray(w, dtype=np.float64)
    nearest = np.full(theta.shape[:-1], math.inf)
    for place in w:
        np.minimum(nearest, np.linalg.norm(theta - place, axis=-1), out=nearest)
    return nearest


def descent_picture(loss: ArrayLike, distances: ArrayLike, *, eps: float, kind: str = "png", title: str = "",
                    name: str = "L", nodes: Sequence[int] = ()) -> bytes:
    """A picture of a descent, as the bytes of a file of the `kind` "png", "svg" or "pdf".

    `loss` (m,) and the distance of each theta to its nearest w, `distances` (m, k), nan where it does not move yet,
    are given for the start and every step. `eps` is drawn as a line, and so are the steps `nodes` at which another
    node begins.

    Raises ModuleNotFoundError, with what to install, where there is no matplotlib; ValueError for shapes that do not
    match.
    """
    loss, distances = np.asarray(loss, dtype=np.float64), np.asarray(distances, dtype=np.float64)
    if loss.ndim != 1 or distances.ndim != 2 or len(loss) != len(distances) or not len(loss):
        raise ValueError("loss must have shape (m,) and distances (m, k) with the same m >= 1, got "
                         f"{loss.shape} and {distances.shape}")
    matplotlib = _matplotlib()
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    settings = {"font.size": 9, "axes.spines.top": False, "axes.spines.right": False, "axes.grid": True,
                "grid.color": "#e4e4e4", "grid.linewidth": 0.6, "axes.axisbelow": True, "svg.hashsalt": "earnshaw",
                "axes.titlesize": 10, "axes.titlelocation": "left"}
    with matplotlib.rc_context(settings):
        figure = Figure(figsize=(8.6, 3.6), layout="constrained")
        left, right = figure.subplots(1, 2)
        shown = _thinned(len(loss))
        _draw_loss(left, shown, loss[shown], name)
        _draw_distances(right, shown, distances[shown], eps)
        for axes in (left, right):
            axes.set_xlabel("iteration")
            axes.margins(x=0.02)
            axes.xaxis.set_major_locator(MaxNLocator(integer=True))
            for step in nodes:
                axes.axvline(step, color="#9a9a9a", linewidth=0.8, linestyle=(0, (1, 2)), zorder=1)
        if title:
            figure.suptitle(title, fontsize=10, x=0.01, ha="left")
        buffer = BytesIO()
        # without a date the same run gives the same file
        figure.savefig(buffer, format=kind, dpi=160, metadata={"png": {}, "svg": {"Date": None},
                                                                "pdf": {"CreationDate": None}}[kind])
    return buffer.getvalue()


def _draw_loss(axes: Any, steps: NDArray[np.int64], loss: Array, name: str) -> None:
    rounding = 1e-12 * np.abs(loss).max()
    loss = np.where(np.abs(loss) < rounding, np.maximum(loss, 0), loss)
    least = loss[loss > 0].min(initial=math.inf)
    if loss.min() >= 0 and loss.max() > 100 * least:  # what vanishes is seen on a logarithmic scale only
        axes.set_yscale("log")
        loss = np.maximum(loss, min(least, 1e-17 * loss.max()))
    axes.plot(steps, loss, color="#333333", linewidth=1.6, **_marks(len(steps)))
    axes.set_title(f"loss {name}")


def _draw_distances(axes: Any, steps: NDArray[np.int64], distances: Array, eps: float) -> None:
    from matplotlib.ticker import NullFormatter

    distances = np.maximum(distances, _FLOOR)
    axes.set_yscale("log")
    for i, line in enumerate(distances.T):
        axes.plot(steps, line, color=_COLOURS[i % len(_COLOURS)], linewidth=1.4,
                  linestyle="-" if i < len(_COLOURS) else "--", label=f"θ{_subscript(i + 1)}",
                  **_marks(len(steps), _MARKERS[i % len(_MARKERS)]))
    axes.axhline(eps, color="#9a9a9a", linewidth=1, linestyle="--", zorder=1, label="ε")
    lowest, highest = min(np.nanmin(distances), eps), max(np.nanmax(distances), eps)
    axes.set_ylim(10 ** (math.floor(math.log10(lowest)) - 0.3), 10 ** (math.ceil(math.log10(highest)) + 0.3))
    axes.yaxis.set_minor_formatter(NullFormatter())
    axes.set_title("distance of each θ to the nearest w")
    if distances.shape[1] <= 2 * len(_COLOURS):
        axes.legend(frameon=False, handlelength=1.6, loc="upper left", bbox_to_anchor=(1.0, 1.02), borderaxespad=0.2)


def _marks(points: int, marker: str = "o") -> dict[str, Any]:
    return {"marker": marker, "markersize": 3.5} if points <= 60 else {}


def _thinned(count: int) -> NDArray[np.int64]:
    """Of 0 ... count - 1 the first and the last, and evenly many between."""
    return np.unique(np.linspace(0, count - 1, min(count, _MOST_POINTS)).round().astype(np.int64))


def _subscript(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))


def _matplotlib() -> Any:
    try:
        import matplotlib
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError("a picture needs matplotlib, which is not installed: run "
                                  "`pip install matplotlib`") from error
    return matplotlib
