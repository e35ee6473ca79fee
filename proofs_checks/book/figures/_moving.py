"""Pictures that move: what stands still is drawn by matplotlib, each frame is a group of plain SVG on top of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_MOST_POINTS = 90  # of a way
STYLE = ":where(.frame:not(.start, .end)) { display: none }"
"""For a picture that stands alone; of specificity 0, so that any rule of a page's wins."""


@dataclass(frozen=True)
class Motion:
    """Places (m, k, d) of moving charges at m moments, and (m, k) their charges; `words` says when, for each."""

    theta: Array
    a: Array
    words: Sequence[str]


def even(motion: Array, count: int) -> NDArray[np.int64]:
    """`count` of the moments of (m, k, d), evenly by the length of the way, with the first and the last."""
    steps = np.linalg.norm(np.diff(motion, axis=0).reshape(len(motion) - 1, -1), axis=1)
    length = np.append(0, np.cumsum(steps))
    wanted = np.linspace(0, length[-1], count)
    return np.unique(np.append(np.searchsorted(length, wanted[:-1]), len(motion) - 1))


def drawn(picture: Any, axes: Any, b: Array, w: Array, motion: Motion, frames: Sequence[int], name: str) -> str:
    """The picture as SVG, with a frame for each of these moments.

    Fixed charges `b` (n,) at `w` (n, d) are squares, moving ones circles as large as their charge is strong. All ids
    begin with `name`, as several pictures may stand in one page.
    """
    from ._canvas import BLUE, GREY, RED, rendered

    picture.draw_without_rendering()  # places on the page are known from here on
    picture.set_layout_engine("none")
    high = picture.get_figheight() * 72

    def page(places: Array) -> Array:
        if places.shape[-1] == 3:
            from mpl_toolkits.mplot3d import proj3d

            flat = np.stack(proj3d.proj_transform(*places.reshape(-1, 3).T, axes.get_proj())[:2], -1)
        else:
            flat = places.reshape(-1, 2)
        at = axes.transData.transform(flat) * 72 / picture.dpi
        return np.stack([at[:, 0], high - at[:, 1]], -1).reshape(*places.shape[:-1], 2)

    def colour(value: float) -> str:
        return RED if value > 0 else BLUE if value < 0 else GREY

    def sign(x: float, y: float, value: float) -> str:
        bars = f"M{x - 3:.1f} {y:.1f}h6" + (f"M{x:.1f} {y - 3:.1f}v6" if value > 0 else "")
        return f'<path d="{bars}" stroke="#fff" stroke-width="1.4"/>'

    fixed = "".join(f'<rect x="{x - 10:.1f}" y="{y - 10:.1f}" width="20" height="20" fill="{colour(value)}" '
                    f'stroke="#fff"/>{sign(x, y, value)}' for (x, y), value in zip(page(w), b, strict=True))
    ways, strongest = page(motion.theta), float(np.abs(motion.a).max()) or 1.0
    groups = [f'<g class="fixed">{fixed}</g>']
    for count, at in enumerate(frames):
        kind = "start" if count == 0 else "end" if count == len(frames) - 1 else ""
        parts = []
        for way, value in zip(ways[: at + 1].swapaxes(0, 1), motion.a[at], strict=True):
            (x, y), size = way[-1], 3.5 + 4.5 * abs(value) / strongest
            if kind == "start":  # hollow, so that start and end can be shown together
                parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="#fff" '
                             f'stroke="{colour(value)}" stroke-width="1.6"/>')
                continue
            kept = np.unique(np.append(np.arange(0, at + 1, max(1, (at + 1) // _MOST_POINTS)), at))
            line = " ".join(f"{p:.1f},{q:.1f}" for p, q in way[kept])
            parts.append(f'<polyline points="{line}" fill="none" stroke="{colour(value)}" stroke-width="1.4" '
                         f'opacity="0.75"/><circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{colour(value)}" '
                         f'stroke="#fff" stroke-width="0.8"/>' + (sign(x, y, value) if size > 5 else ""))
        side = ('x="12" text-anchor="start"' if kind == "start" else
                f'x="{picture.get_figwidth() * 72 - 12:.0f}" text-anchor="end"')
        parts.append(f'<text {side} y="20" font-family="sans-serif" font-size="12" fill="#333">'
                     f'{motion.words[at]}</text>')
        classes = f"frame {kind}".strip()
        groups.append(f'<g class="{classes}" id="{name}-{count}">{"".join(parts)}</g>')
    text = re.sub(r'(\bid="|href="#|url\(#)', rf"\1{name}-", rendered(picture, "picture.svg").decode())
    start, end = text.rindex("</svg>"), text.index("<defs>")
    return f"{text[:end]}<style>{STYLE}</style>{text[end:start]}{''.join(groups)}{text[start:]}"


def plane(places: Array, width: float = 6.4, height: float = 5.2) -> tuple[Any, Any]:
    """Axes of the plane around places (..., 2), with room for charges."""
    from ._canvas import GRID, figure

    picture = figure(width, height)
    picture.get_layout_engine().set(rect=(0, 0, 1, 0.94))  # above it stands the time
    axes = picture.add_subplot()
    low, high = places.reshape(-1, 2).min(0), places.reshape(-1, 2).max(0)
    axes.set(xlim=(low[0] - 0.5, high[0] + 0.5), ylim=(low[1] - 0.5, high[1] + 0.7), xlabel="$x_1$", ylabel="$x_2$")
    axes.set_aspect("equal")
    axes.grid(color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    return picture, axes


def space(places: Array, w: Array, width: float = 6.4, height: float = 5.2) -> tuple[Any, Any]:
    """Axes of space around places (..., 3), a cube, with threads from the floor to the w (n, 3)."""
    from ._canvas import figure

    picture = figure(width, height)
    picture.get_layout_engine().set(rect=(0, 0, 1, 0.94))
    axes = picture.add_subplot(projection="3d")
    low, high = places.reshape(-1, 3).min(0), places.reshape(-1, 3).max(0)
    middle, half = (low + high) / 2, float((high - low).max()) * 0.52
    for set_limits, centre in zip((axes.set_xlim, axes.set_ylim, axes.set_zlim), middle, strict=True):
        set_limits(centre - half, centre + half)
    axes.set(xlabel="$x_1$", ylabel="$x_2$", zlabel="$x_3$")
    axes.set_box_aspect((1, 1, 1), zoom=1.12)
    floor = middle[2] - half
    for x, y, z in w:  # how high it is
        axes.plot([x, x], [y, y], [floor, z], color="#999999", linewidth=0.8, linestyle=":")
        axes.plot([x], [y], [floor], "x", color="#999999", markersize=4)
    for side in (axes.xaxis, axes.yaxis, axes.zaxis):
        side.set_pane_color("#FAFAFA")
        side._axinfo["grid"].update(color="#E2E2E2", linewidth=0.6)  # grid() does not reach them in space
    return picture, axes


def write(text: str, path: Path) -> None:
    """Write the SVG."""
    path.write_text(text, encoding="utf-8")
