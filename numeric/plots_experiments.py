"""Pictures of the paper's experiments: its Figures 1 and 2 with our nets, beside the numbers of its Table 2.

Widths and depths have a colour, a marker and a kind of line each. Ours are full lines with filled markers; the paper's
numbers are hollow markers, joined by thin dots.
"""

import math
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

from .nets import TABLE_2, Cell
from .plots import GREY, SERIES, figure

_MARKERS = ("o", "s", "^", "D", "v", "P", "X")
_FLOOR = 1e-6  # an error below it is drawn there: float32 goes no further
_KINDS = (("training error", 1, "train_error"), ("test error", 2, "test_error"))  # words, place in a trace, field


def experiments(cells: Sequence[Cell], title: str = "") -> Any:
    """Above: the errors of depth 2 along the descent (Figure 1); below: by width, for each depth (Figure 2).

    Training errors are on the left and test errors on the right, of several seeds the medians. Without nets of depth 2
    or more than one width and depth, what cannot be drawn is left out.

    Raises ValueError when there are no cells.

    >>> from numeric.nets import READINGS, train_cell
    >>> picture = experiments([train_cell(2, 5, READINGS["verbatim"], 1, steps=40, step=1.0)])
    >>> [axes.get_title() for axes in picture.axes][1::2]
    ['Figure 1, test error: depth 2, during the descent', 'Figure 2, test error: by width, at the end']
    """
    if not cells:
        raise ValueError("there are no cells to draw; learn some first")
    shallow = [cell for cell in cells if cell.depth == 2]
    rows = 2 if shallow else 1
    picture = figure(10.5, 4.2 * rows + 0.5)
    grid = picture.subplots(rows, 2, squeeze=False, sharey="row")
    if shallow:
        for axes, (words, place, _) in zip(grid[0], _KINDS, strict=True):
            _along(axes, shallow, place)
            axes.set_title(f"Figure 1, {words}: depth 2, during the descent", fontsize=10.5)
        _limit(grid[0])
        _legend(grid[0][1], "width")
    for axes, (words, _, field) in zip(grid[-1], _KINDS, strict=True):
        _by_width(axes, cells, field)
        axes.set_title(f"Figure 2, {words}: by width, at the end", fontsize=10.5)
    _limit(grid[-1])
    _legend(grid[-1][1], "depth")
    picture.supylabel("mean squared error", fontsize=10)
    picture.get_layout_engine().set(hspace=0.06)
    if title:
        import textwrap

        picture.suptitle(textwrap.fill(title, 120), fontsize=10.5, x=0.01, ha="left")
    return picture


def _along(axes: Any, cells: Sequence[Cell], place: int) -> None:
    """Errors along the descent; the paper's number at its end."""
    last = 0.0
    for i, width in enumerate(_values(cell.width for cell in cells)):
        some = [cell for cell in cells if cell.width == width]
        length = min(len(cell.trace) for cell in some)
        flow = [some[0].trace[at][0] * some[0].step for at in range(length)]
        errors = [median(cell.trace[at][place] for cell in some) for at in range(length)]
        axes.plot(flow, _floored(errors), color=SERIES[i % len(SERIES)], linewidth=1.5, marker=_marker(i),
                  markevery=max(1, length // 6), markersize=4.5, label=str(width))
        last = max(last, flow[-1])
        if (2, width) in TABLE_2:
            axes.plot([last * (1.03 + 0.025 * i)], [TABLE_2[2, width]], _marker(i), color=SERIES[i % len(SERIES)],
                      markerfacecolor="none", markersize=6, clip_on=False)
    axes.set_xlabel("flow: step of the mean loss times steps")
    _style(axes)


def _by_width(axes: Any, cells: Sequence[Cell], field: str) -> None:
    """Errors by width, a line a depth, and the paper's."""
    for i, depth in enumerate(_values(cell.depth for cell in cells)):
        widths = _values(cell.width for cell in cells if cell.depth == depth)
        errors = [median(getattr(cell, field) for cell in cells if (cell.depth, cell.width) == (depth, width))
                  for width in widths]
        how = {"color": SERIES[i % len(SERIES)], "marker": _marker(i)}
        axes.plot(widths, _floored(errors), linewidth=1.5, markersize=5, label=str(depth), **how)
        printed = [width for width in widths if (depth, width) in TABLE_2]
        if printed:
            axes.plot(printed, [TABLE_2[depth, width] for width in printed], linewidth=1, linestyle=":",
                      markerfacecolor="none", markersize=6.5, **how)
    axes.set_xscale("log")
    ticks = _values(cell.width for cell in cells)
    axes.set_xticks(ticks, [str(width) for width in ticks])
    axes.set_xticks([], minor=True)
    axes.set_xlabel("width")
    _style(axes)


def _limit(row: Sequence[Any]) -> None:
    """Whole decades around all that is drawn in the row, or a little more than that."""
    heights = [y for axes in row for line in axes.lines for y in line.get_ydata()]
    low, high = math.log10(min(heights)), math.log10(max(heights))
    row[0].set_ylim(10 ** (math.floor(low) - 0.1), 10 ** min(math.ceil(high) + 0.1, high + 0.5))


def _style(axes: Any) -> None:
    from matplotlib.ticker import NullFormatter

    axes.set_yscale("log")
    axes.yaxis.set_minor_formatter(NullFormatter())
    axes.grid(color="#E6E6E6", linewidth=0.6)
    axes.set_axisbelow(True)


def _legend(axes: Any, what: str) -> None:
    from matplotlib.lines import Line2D

    handles, labels = axes.get_legend_handles_labels()
    handles.append(Line2D([], [], color=GREY, marker="o", markerfacecolor="none", linestyle=":", linewidth=1))
    axes.legend(handles, [*labels, "Table 2"], title=what, frameon=False, fontsize=9, title_fontsize=9,
                loc="center left", bbox_to_anchor=(1.04, 0.5))


def _marker(i: int) -> str:
    return _MARKERS[i % len(_MARKERS)]


def _values(numbers: Iterable[int]) -> list[int]:
    return sorted(set(numbers))


def _floored(errors: Sequence[float]) -> list[float]:
    return [max(error, _FLOOR) for error in errors]
