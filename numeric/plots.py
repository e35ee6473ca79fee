"""Pictures: the ways of charges in the plane and in space. matplotlib is imported when one is drawn.

Fixed charges are squares and moving ones circles, with their signs in them; positive is vermilion, negative blue. A way
is in the colour of its charge, from a hollow start to its end. The colours are of the palette of Okabe and Ito, which
the colour-blind can tell apart; no colour says what a shape or a sign does not say too.
"""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from .charges import Charges
from .dynamics import Trajectory

POSITIVE, NEGATIVE, GREY = "#D55E00", "#0072B2", "#666666"
SERIES = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#000000")
LINES = ("-", "--", "-.", ":")
FORMATS = ("png", "svg", "pdf")
_MOST_NAMED = 12  # more names than this cover each other


def figure(width: float = 7, height: float = 5) -> Any:
    """An empty figure of the size in inches. Raises ImportError, in one sentence, where there is no matplotlib."""
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ImportError("a picture needs matplotlib, which is not installed: pip install matplotlib") from error
    return Figure((width, height), dpi=150, layout="constrained")


def rendered(picture: Any, path: str | Path) -> bytes:
    """The picture in the format of the path's extension; the same bytes for the same picture.

    Raises ValueError for another extension than those of FORMATS.
    """
    kind = Path(path).suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        raise ValueError(f"{path} is no name of a picture: end it with one of {', '.join('.' + k for k in FORMATS)}")
    import matplotlib

    undated = {"png": {}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}[kind]
    content = io.BytesIO()
    with matplotlib.rc_context({"svg.hashsalt": "earnshaw"}):
        picture.savefig(content, format=kind, metadata=undated)
    return content.getvalue()


def trajectories(charges: Charges, path: Trajectory, title: str = "") -> Any:
    """The ways of the moving charges, in the plane or in space; in other dimensions how far each is from the w.

    >>> from numeric.charges import example
    >>> from numeric.dynamics import simulate
    >>> c = example("plane")
    >>> picture = trajectories(c, simulate(c.potential, c.a, c.theta, c.b, c.w, 5.0))
    >>> [axes.get_xlabel() for axes in picture.axes]
    ['$x_1$']
    """
    draw = {2: _in_the_plane, 3: _in_space}.get(charges.d, _distances)
    picture = draw(charges, path)
    if title:
        picture.suptitle(title, fontsize=11)
    return picture


def _in_the_plane(charges: Charges, path: Trajectory) -> Any:
    picture = figure(7, 6)
    axes = picture.add_subplot()
    _draw(axes, charges, path)
    axes.set(xlabel="$x_1$", ylabel="$x_2$")
    axes.set_aspect("equal", adjustable="datalim")
    axes.margins(0.12)
    axes.grid(color="#E6E6E6", linewidth=0.6)
    axes.set_axisbelow(True)
    _names(axes, charges, path, tuple)
    _key(picture, charges)
    return picture


def _in_space(charges: Charges, path: Trajectory) -> Any:
    picture = figure(7.5, 7)
    from mpl_toolkits.mplot3d import proj3d

    axes = picture.add_subplot(projection="3d")
    _draw(axes, charges, path)
    axes.set(xlabel="$x_1$", ylabel="$x_2$", zlabel="$x_3$")
    everything = np.concatenate([charges.w, path.theta.reshape(-1, 3)])
    low, high = everything.min(0), everything.max(0)
    half = max(float((high - low).max()) * 0.55, 1e-3)
    for set_limits, centre in zip((axes.set_xlim, axes.set_ylim, axes.set_zlim), (low + high) / 2, strict=True):
        set_limits(centre - half, centre + half)
    axes.set_box_aspect((1, 1, 1))
    for side in (axes.xaxis, axes.yaxis, axes.zaxis):
        side.set_pane_color("#FAFAFA")
        side._axinfo["grid"].update(color="#E2E2E2", linewidth=0.6)  # grid() does not reach them in space
    _key(picture, charges)
    floor = axes.get_zlim()[0]  # a shadow on the floor and a thread to it say how high a charge is
    for i in range(charges.k):
        x, y, z = path.theta[:, i].T
        axes.plot(x, y, np.full_like(z, floor), color="#BBBBBB", linewidth=0.9, zorder=0)
    for x, y, z in [*charges.w, *path.theta[-1]]:
        axes.plot([x, x], [y, y], [floor, z], color="#BBBBBB", linewidth=0.6, linestyle=":", zorder=0)
    _names(axes, charges, path, lambda place: proj3d.proj_transform(*place, axes.get_proj())[:2])
    return picture


def _draw(axes: Any, charges: Charges, path: Trajectory) -> None:
    """Squares, circles and ways, in as many coordinates as the axes have."""
    for b, place in zip(charges.b, charges.w, strict=True):
        _charge(axes, place, b, "s", 190)
    for i, a in enumerate(charges.a):
        way = path.theta[:, i]
        axes.plot(*way.T, color=_colour(a), linewidth=1.6, zorder=3)
        axes.plot(*way[:1].T, "o", markersize=6, markerfacecolor="white", markeredgecolor=_colour(a), zorder=4)
        _charge(axes, way[-1], a, "o", 80)


def _names(axes: Any, charges: Charges, path: Trajectory, flat: Callable[[Any], Any]) -> None:
    """The names beside the charges, of the moving ones beside their starts; `flat` takes a place to the page.

    Each goes to that side on which it is farthest from everything that is drawn already.
    """
    if charges.k + len(charges.w) > _MOST_NAMED:
        return
    drawn = [np.array(flat(place)) for place in (*charges.w, *path.theta[::4].reshape(-1, charges.d), *path.theta[-1])]
    reach = 0.06 * float(np.ptp(drawn, axis=0).max())
    sides = [np.array((np.cos(angle), np.sin(angle))) for angle in np.arange(1, 16, 2) * np.pi / 8]
    for letter, values, places, points in (("w", charges.b, charges.w, 17), (r"\theta", charges.a, path.theta[0], 14)):
        for i, (value, place) in enumerate(zip(values, places, strict=True), 1):
            here = np.array(flat(place))
            side = max(sides, key=lambda side, here=here: min(np.linalg.norm(here + reach * side - there)
                                                              for there in drawn))
            axes.annotate(f"${letter}_{{{i}}}^{{{_sign(value)}}}$", here, points * side, textcoords="offset points",
                          fontsize=11, ha="center", va="center", zorder=9)
            drawn.append(here + reach * side)


def _charge(axes: Any, place: Any, value: float, shape: str, size: float) -> None:
    level = 5 if shape == "s" else 7  # what has moved there lies on what is fixed
    how = {"depthshade": False} if len(place) == 3 else {}
    axes.scatter(*place[:, None], s=size, marker=shape, color=_colour(value), edgecolors="white", linewidths=0.8,
                 zorder=level, **how)
    axes.scatter(*place[:, None], s=size * 0.4, marker=f"${_sign(value)}$", color="white", linewidths=0,
                 zorder=level + 1, **how)


def _distances(charges: Charges, path: Trajectory) -> Any:
    """Other dimensions: each charge's distance to the nearest w against time."""
    picture = figure(7, 4.5)
    axes = picture.add_subplot()
    apart = np.linalg.norm(path.theta[:, :, None] - charges.w, axis=-1).min(-1)
    few = charges.k <= _MOST_NAMED
    for i in range(charges.k):
        axes.plot(path.t, np.maximum(apart[:, i], 1e-16), color=SERIES[i % len(SERIES)], linewidth=1.5,
                  linestyle=LINES[i // len(SERIES) % len(LINES)], label=f"$\\theta_{{{i + 1}}}$" if few else None)
    axes.set(xlabel="time $t$", ylabel=f"distance to the nearest $w$ ($d = {charges.d}$)")
    if apart.min() < apart.max() / 20:
        axes.set_yscale("log")
    else:
        axes.set_ylim(bottom=0)
    axes.grid(color="#E6E6E6", linewidth=0.6)
    if few:
        picture.legend(frameon=False, loc="outside center right")
    return picture


def _key(picture: Any, charges: Charges) -> None:
    """What shapes and colours mean, below the picture."""
    from matplotlib.lines import Line2D

    def entry(colour: str, shape: str, words: str, **how: Any) -> Any:
        return Line2D([], [], color=colour, marker=shape, linestyle="", markersize=8, label=words, **how)

    entries = [entry(GREY, "s", "fixed"), entry(GREY, "o", "moving, at the end"),
               entry(GREY, "o", "at the start", markerfacecolor="white")]
    values = np.concatenate([charges.a, charges.b])
    entries += [entry(_colour(sign), f"${_sign(sign)}$", f"charge {words} 0")
                for sign, words in ((1, ">"), (-1, "<"), (0, "=")) if (np.sign(values) == sign).any()]
    picture.legend(handles=entries, loc="outside lower center", ncols=len(entries), frameon=False, fontsize=9,
                   handletextpad=0.2, columnspacing=1.2)


def _sign(value: float) -> str:
    return "+" if value > 0 else "-" if value < 0 else "0"


def _colour(value: float) -> str:
    return POSITIVE if value > 0 else NEGATIVE if value < 0 else GREY
