"""All positions of k electrons and k protons on the circle, decided; steepest descent followed without rounding."""

from collections.abc import Iterator
from fractions import Fraction
from random import Random

from numeric.circle import descend
from verify.exact import circle_census

from ._timing import Row, best

POSITIONS = {3: 28_392, 4: 3_162_816}
STARTS = 20


def rows() -> Iterator[Row]:
    """The census of local minima for k = 3 and 4, and descents from random places."""
    for k, positions in POSITIONS.items():
        yield Row(f"k = {k}: {positions:,} positions, {2 * (2**k - 1)} directions each",
                  best(lambda k=k: circle_census(k), 3 if k == 3 else 1))
    for k in (2, 4):
        starts = _starts(k)
        yield Row(f"k = {k}: exact steepest descent to rest, mean of {STARTS}",
                  best(lambda starts=starts: [descend(*start) for start in starts], 1) / STARTS)


def _starts(k: int) -> list[tuple[list[Fraction], list[Fraction]]]:
    draw = Random(0)
    return [tuple([Fraction(draw.randrange(2**20), 2**20) for _ in range(k)] for _ in range(2)) for _ in range(STARTS)]
