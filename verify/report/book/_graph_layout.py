"""Where the statements stand in the picture of what rests on what: in rows, each below all that it uses.

Within a row the order is the paper's. Trusted facts stand apart, and no edges are drawn to them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verify.claims import Statement, ancestors, parents

WIDTH, HEIGHT = 114, 38  # of a node
ACROSS = 8  # nodes in a row
GAP, DOWN, MARGIN = 14, 46, 10
PITCH = WIDTH + GAP
TOTAL = 2 * MARGIN + ACROSS * PITCH - GAP


@dataclass(frozen=True)
class Edge:
    """From a statement up to one that it uses; `stating` where it is needed to state it, else only to prove it."""

    lower: str
    upper: str
    stating: bool
    points: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Layout:
    """Centres of the nodes, edges with the points that they pass, and the height of the picture."""

    centres: Mapping[str, tuple[float, float]]
    edges: tuple[Edge, ...]
    trusted: tuple[str, ...]
    trusted_top: float
    height: float


def lay_out(statements: Sequence[Statement], top: float = 0) -> Layout:
    """Place the nodes, below `top`."""
    known = {made.label: made for made in statements}
    rows = _rows(known)
    centres: dict[str, tuple[float, float]] = {}
    heights = []
    for place, row in enumerate(rows):
        y = top + MARGIN + HEIGHT / 2 + place * (HEIGHT + DOWN)
        heights.append(y)
        wanted = []
        for label in row:
            above = [centres[other][0] for other in parents(known[label]) if other in centres]
            wanted.append(sum(above) / len(above) if above else None)
        for label, x in zip(row, _spread(wanted), strict=True):
            centres[label] = (x, y)
    edges = _routed(_edges(known), rows, heights, centres)
    trusted = tuple(made.label for made in statements if made.trusted)
    bottom = (heights[-1] + HEIGHT / 2 if heights else top) + DOWN
    lines = -(-len(trusted) // ACROSS)
    for place, label in enumerate(trusted):
        line, column = divmod(place, ACROSS)
        centres[label] = (MARGIN + WIDTH / 2 + column * PITCH, bottom + 34 + HEIGHT / 2 + line * (HEIGHT + GAP))
    return Layout(centres, edges, trusted, bottom, bottom + (44 + lines * (HEIGHT + GAP) if trusted else 0))


def _rows(known: Mapping[str, Statement]) -> list[list[str]]:
    """Each statement below all that it uses; a row that would be too long goes on in a next one."""
    levels: dict[str, int] = {}

    def level(label: str) -> int:
        if label not in levels:
            above = [other for other in parents(known[label]) if other in known and not known[other].trusted]
            levels[label] = max((level(other) + 1 for other in above), default=0)
        return levels[label]

    by_level: dict[int, list[str]] = {}
    for label, made in known.items():
        if not made.trusted:
            by_level.setdefault(level(label), []).append(label)
    rows = []
    for _, found in sorted(by_level.items()):
        lines = -(-len(found) // ACROSS)
        each = -(-len(found) // lines)
        rows += [found[start:start + each] for start in range(0, len(found), each)]
    return rows


def _spread(wanted: Sequence[float | None]) -> list[float]:
    """Places in this order, as near to the wanted ones as the nodes' width allows; evenly where nothing is wanted."""
    count = len(wanted)
    even = [MARGIN + (place + 0.5) * (TOTAL - 2 * MARGIN) / count for place in range(count)]
    places = [near if near is not None else default for near, default in zip(wanted, even, strict=True)]
    low, high = MARGIN + WIDTH / 2, TOTAL - MARGIN - WIDTH / 2
    right: list[float] = []
    for place, x in enumerate(places):
        right.append(max(x, right[-1] + PITCH if right else low + place * PITCH))
    for place in range(count - 1, -1, -1):
        limit = right[place + 1] - PITCH if place < count - 1 else high
        right[place] = min(right[place], limit)
    return right


def _edges(known: Mapping[str, Statement]) -> list[Edge]:
    """The edges that do not follow from others."""
    found = []
    for label, made in known.items():
        above = [other for other in parents(made) if other in known and not known[other].trusted]
        for other in above:
            if not any(other in ancestors(middle, known) for middle in above if middle != other):
                found.append(Edge(label, other, other in made.uses))
    return found


def _routed(edges: Sequence[Edge], rows: Sequence[Sequence[str]], heights: Sequence[float],
            centres: Mapping[str, tuple[float, float]]) -> tuple[Edge, ...]:
    """The edges with the points that they pass: through a gap between the nodes of each row in between."""
    row_of = {label: place for place, row in enumerate(rows) for label in row}
    taken: dict[tuple[int, int], int] = {}
    made = []
    for edge in edges:
        (x0, y0), (x1, y1) = centres[edge.lower], centres[edge.upper]
        points = [(x0, y0 - HEIGHT / 2)]
        for row in range(row_of[edge.lower] - 1, row_of[edge.upper], -1):
            straight = points[-1][0] + (x1 - points[-1][0]) / (row - row_of[edge.upper] + 1)
            gap = _gap(straight, [centres[label][0] for label in rows[row]])
            key = (row, round(gap / 4))
            taken[key] = taken.get(key, 0) + 1
            shift = (taken[key] // 2) * 2.5 * (-1) ** taken[key]  # edges through one gap side by side
            points.append((gap + max(-6, min(6, shift)), heights[row]))
        made.append(Edge(edge.lower, edge.upper, edge.stating, (*points, (x1, y1 + HEIGHT / 2))))
    return tuple(made)


def _gap(x: float, centres: Sequence[float]) -> float:
    """The place nearest to x that is free of nodes."""
    room = WIDTH / 2 + GAP / 2
    if all(abs(x - centre) >= room for centre in centres):
        return x
    edges = [centre + side * room for centre in centres for side in (-1, 1)]
    free = [place for place in edges if all(abs(place - centre) >= room - 0.5 for centre in centres)]
    return min(free, key=lambda place: abs(place - x))
