"""The table of a run: ratios to peers, growth with size, memory; for a terminal and as Markdown."""

import math
from collections.abc import Iterable, Sequence

from ._timing import Row, shown, shown_memory

HEADS = ("what", "size", "ours", "peer", "peer's", "ratio", "grows as", "memory", "peer's memory")


def growth(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The exponent x of the least-squares line seconds = c size^x, in logarithms.

    >>> round(growth([10, 100], [1e-3, 0.1]), 6)
    2.0
    """
    x, y = [math.log(size) for size in sizes], [math.log(time) for time in seconds]
    middle = sum(x) / len(x)
    return sum((a - middle) * b for a, b in zip(x, y, strict=True)) / sum((a - middle) ** 2 for a in x)


def line(row: Row) -> str:
    """A row for the terminal, as soon as it is known."""
    what = row.what if row.size is None else f"{row.what}, size {row.size:,}"
    text = f"  {what:66} {shown(row.seconds):>8}"
    if row.memory is not None:
        text += f"   {shown_memory(row.memory)}"
    if row.peer_seconds is not None:
        text += f"   {row.peer}: {shown(row.peer_seconds)}, {_ratio(row)} times ours"
        text += f", {shown_memory(row.peer_memory)}" if row.peer_memory is not None else ""
    return text


def series(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows that differ in size alone, smallest first, by what they say; two or more of each."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row.size is not None:
            found.setdefault(row.what, []).append(row)
    return {what: sorted(some, key=lambda row: row.size or 0) for what, some in found.items() if len(some) > 1}


def grows(rows: Sequence[Row]) -> str:
    """How a series grows, and how its peer does.

    >>> grows([Row("f", 1e-3, size=10), Row("f", 0.1, size=100)])
    'n^2.0'
    """
    ours = growth([row.size or 1 for row in rows], [row.seconds for row in rows])
    beside = [(row.size or 1, row.peer_seconds) for row in rows if row.peer_seconds is not None]
    if len(beside) < 2:
        return f"n^{ours:.1f}"
    return f"n^{ours:.1f}; peer n^{growth(*zip(*beside, strict=True)):.1f}"


def markdown(benchmarks: Sequence[tuple[str, str, Sequence[Row]]], machine: str, date: str) -> str:
    """The whole run as a Markdown file; a ratio below 1 is in bold, as the peer wins there."""
    parts = [f"# Benchmarks\n\nMeasured on {date} by `python -m benchmarks --table FILE`.\n\n{machine}\n\n"
             "Times are the best of a few runs. The ratio is the peer's time by ours: above 1 ours is faster, **below "
             "1 the peer is**. Growth is fitted over the sizes shown, memory the most held beyond what was there.\n"]
    for name, purpose, rows in benchmarks:
        told = {id(some[-1]): grows(some) for some in series(rows).values()}
        used = [_cells(row, told.get(id(row), "")) for row in rows]
        columns = [place for place in range(len(HEADS)) if place == 0 or any(cells[place] for cells in used)]
        parts.append(f"\n## {name}\n\n{purpose}\n\n" + "".join(
            "| " + " | ".join(cells[place].replace("|", "\\|") for place in columns) + " |\n"
            for cells in (HEADS, ["---"] + ["---:"] * (len(HEADS) - 1), *used)))
    return "".join(parts)


def _cells(row: Row, grown: str) -> list[str]:
    ratio = "" if row.peer_seconds is None else _ratio(row)
    if row.peer_seconds is not None and row.peer_seconds < row.seconds:
        ratio = f"**{ratio}**"
    return [row.what.strip(), "" if row.size is None else f"{row.size:,}", shown(row.seconds), row.peer,
            "" if row.peer_seconds is None else shown(row.peer_seconds), ratio, grown, shown_memory(row.memory),
            shown_memory(row.peer_memory)]


def _ratio(row: Row) -> str:
    assert row.peer_seconds is not None
    return f"{float(f'{row.peer_seconds / row.seconds:.3g}'):,g}"
