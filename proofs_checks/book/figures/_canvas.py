"""What all pictures of the book share: a white card, the palette, and files that are the same each time.

White, so that a picture is as legible on a dark page and on paper as on a light page. Letters are drawn as paths: a
reader's own fonts have other widths, and formulas would fall apart; the caption says in text what is to be seen.
"""

from pathlib import Path
from typing import Any

from numeric.plots import GREY, LINES, SERIES, figure, rendered

BLUE, ORANGE, GREEN, PINK, RED, SKY, BLACK = SERIES
GRID = "#E6E6E6"

__all__ = ["BLACK", "BLUE", "GREEN", "GREY", "GRID", "LINES", "ORANGE", "PINK", "RED", "SERIES", "SKY", "charge",
           "figure", "panels", "save", "tidy"]


def panels(columns: int, *, rows: int = 1, width: float = 4.3, height: float = 3.7, **how: Any) -> tuple[Any, Any]:
    """A picture, and its axes in rows and columns (a list for a single row)."""
    picture = figure(width * columns, height * rows)
    grid = picture.subplots(rows, columns, squeeze=False, **how)
    picture.get_layout_engine().set(wspace=0.06, hspace=0.06, w_pad=0.12, h_pad=0.1)
    return picture, grid[0] if rows == 1 else grid


def tidy(axes: Any, title: str = "", x: str = "", y: str = "", *, log: bool = False) -> None:
    """A light grid, no box, a title on the left; `log` for the second axis."""
    axes.set_title(title, fontsize=10.5, loc="left")
    axes.set(xlabel=x, ylabel=y)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    if log:
        from matplotlib.ticker import NullFormatter

        axes.set_yscale("log")
        axes.yaxis.set_minor_formatter(NullFormatter())


def charge(axes: Any, place: Any, value: float, *, fixed: bool, size: float = 90) -> None:
    """A charge in the plane: a square if it is fixed, else a circle, with its sign in it."""
    colour = RED if value > 0 else BLUE if value < 0 else GREY
    level = 5 if fixed else 7
    axes.scatter(*((c,) for c in place), s=size * (1.6 if fixed else 1), marker="s" if fixed else "o", color=colour,
                 edgecolors="white", linewidths=0.8, zorder=level)
    axes.scatter(*((c,) for c in place), s=size * 0.5, marker="$+$" if value > 0 else "$−$" if value < 0 else "$0$",
                 color="white", linewidths=0, zorder=level + 1)


def save(picture: Any, path: Path) -> None:
    """Write the picture as SVG."""
    path.write_bytes(rendered(picture, "picture.svg"))
