"""A sweep as a picture: what each claim came to at each point, and how long that took."""

from collections.abc import Sequence
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from verify.claims import Status, letter

if TYPE_CHECKING:
    from verify.run import Point, Swept

# colour, shape and size: each status is told by its shape alone
_MARKS = {Status.PROVED: ("#009e73", "s", 1.0), Status.CERTIFIED: ("#0072b2", "o", 1.0),
          Status.OBSERVED: ("#56b4e9", "^", 1.0), Status.UNDECIDED: ("#e69f00", "$?$", 1.4),
          Status.REFUTED: ("#d55e00", "X", 1.3), "outside": ("#8a8a8a", "_", 0.8)}
_MOST_ROWS = 120
_ROW = 0.17  # inches


def picture_of(swept: "Swept", path: str, title: str) -> bytes:
    """The bytes of the picture, of the kind that the path's ending says."""
    import matplotlib
    from matplotlib.figure import Figure

    kind = Path(path).suffix[1:].lower()
    across = next((name for name in ("d", "eps", "lam") if any(name in dict(p.at) for p in swept.points)),
                  swept.points[0].at[0][0])
    points = [point for point in swept.points if across in dict(point.at)]
    rows, left = _rows(points, across)
    tall = max(3, len(rows)) * _ROW
    with matplotlib.rc_context({"font.size": 8, "axes.spines.top": False, "axes.spines.right": False,
                                "svg.hashsalt": "earnshaw", "axes.titlesize": 9, "axes.titlelocation": "left",
                                "font.family": "DejaVu Sans"}):
        figure = Figure(figsize=(10, tall + 4.2), layout="constrained")
        above, below = figure.subplots(2, 1, height_ratios=[tall, 2.4])
        _draw_statuses(above, points, rows, across)
        note = f"; {left} more rows not drawn" if left else ""
        lost = len(swept.points) - len(points)
        above.set_title(f"{title}: what each claim came to{note}" + (
            f"; {lost} points without {letter(across)} not drawn" if lost else ""))
        _draw_seconds(below, points, across)
        buffer = BytesIO()
        # without a date the same sweep gives the same file
        figure.savefig(buffer, format=kind, dpi=130, metadata={"png": {}, "svg": {"Date": None},
                                                                "pdf": {"CreationDate": None}}[kind])
    return buffer.getvalue()


def _row(point: "Point", across: str) -> str:
    """The row of a point: its claim, and the values that are not drawn across."""
    rest = ", ".join(f"{letter(name)} = {value}" for name, value in point.at if name != across)
    return point.claim + (f"  {rest}" if rest else "")


def _rows(points: "Sequence[Point]", across: str) -> tuple[dict[str, int], int]:
    """The rows from top to bottom, and how many are left out: what is established everywhere goes first."""
    interesting = {_row(point, across): 0 for point in points}
    for point in points:
        if point.status in (Status.REFUTED, Status.UNDECIDED):
            interesting[_row(point, across)] += 1
    shown = list(interesting)
    if len(shown) > _MOST_ROWS:
        kept = set(sorted(shown, key=lambda row: not interesting[row])[:_MOST_ROWS])
        shown = [row for row in shown if row in kept]
    return {row: place for place, row in enumerate(shown)}, len(interesting) - len(shown)


def _draw_statuses(axes: Any, points: "Sequence[Point]", rows: dict[str, int], across: str) -> None:
    values = sorted({_value(point, across) for point in points})
    size = min(26.0, 0.5 * (7.0 * 72 / max(8, len(values))) ** 2)
    place = {value: number for number, value in enumerate(values)}
    for status, (colour, marker, scale) in _MARKS.items():
        here = [(place[_value(p, across)], rows[_row(p, across)]) for p in points
                if p.status == status and _row(p, across) in rows]
        count = sum(p.status == status for p in points)
        if count:
            axes.scatter(*zip(*here, strict=True), s=size * scale, c=colour, marker=marker, linewidths=0.6,
                         label=f"{status} ({count})") if here else None
    axes.set_yticks(list(rows.values()), list(rows))
    axes.tick_params(axis="y", length=0, labelsize=7)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    some = values[::max(1, -(-len(values) // 16))]
    axes.set_xticks([place[value] for value in some], [str(value) for value in some])
    axes.set_xlabel(letter(across))
    axes.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1.0 + 0.25 / (len(rows) * _ROW + 0.1)), ncols=6,
                handletextpad=0.2, columnspacing=1.2, borderaxespad=0)


def _draw_seconds(axes: Any, points: "Sequence[Point]", across: str) -> None:
    """The slowest claims one by one, and the median of all."""
    from matplotlib.ticker import ScalarFormatter

    by_claim: dict[str, dict[Fraction, list[float]]] = {}
    for point in points:
        if point.status != "outside" and point.seconds > 0:
            by_claim.setdefault(point.claim, {}).setdefault(_value(point, across), []).append(point.seconds)
    slowest = sorted(by_claim, key=lambda claim: -max(map(max, by_claim[claim].values())))[:5]
    colours = ("#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00")
    for claim, colour, marker in zip(slowest, colours, "os^Dv", strict=False):
        line = sorted((value, median(times)) for value, times in by_claim[claim].items())
        axes.plot([float(x) for x, _ in line], [y for _, y in line], color=colour, marker=marker, markersize=3,
                  linewidth=1.0, label=claim)
    every: dict[Fraction, list[float]] = {}
    for times_at in by_claim.values():
        for value, times in times_at.items():
            every.setdefault(value, []).extend(times)
    line = sorted((value, median(times)) for value, times in every.items())
    axes.plot([float(x) for x, _ in line], [y for _, y in line], color="#000000", linestyle="--", linewidth=1.2,
              label="median of all")
    if all(x > 0 for x in every):
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter(ScalarFormatter())
        axes.xaxis.set_minor_formatter(ScalarFormatter())
    axes.set_yscale("log")
    axes.grid(visible=True, color="#e4e4e4", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_xlabel(letter(across))
    axes.set_title("seconds of the processor a point, the slowest claims")
    axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.02), borderaxespad=0.2)


def _value(point: "Point", name: str) -> Fraction:
    return dict(point.at)[name]
