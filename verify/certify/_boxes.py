"""Adaptive bisection of a box, and its record: a string that a recheck walks without searching.

The record lists the boxes in preorder. A letter splits the box at its midpoint, "a" in the first variable,
"b" in the second; a digit is a box on which the property was shown, by the form of that order (0: natural
evaluation, k: Taylor's formula with the k-th derivative on the whole box). So the boxes cover by construction.
"""

from collections.abc import Callable
from fractions import Fraction

Box = tuple[tuple[Fraction, Fraction], ...]
Leaf = Callable[[Box], str | None]


MORE_BOXES = 500
"""How many boxes are still tried once one was given up."""


class TooManyBoxesError(Exception):
    """The property could not be shown on a box within the allowed number; `box` is the last one tried."""

    def __init__(self, box: Box) -> None:
        super().__init__(f"not shown on {box}")
        self.box = box


def bisect(root: Box, shown: Leaf, *, limit: int = 20_000, depth: int = 60) -> str:
    """The record of a subdivision of `root` on each of whose boxes `shown` gives a digit.

    Raises TooManyBoxesError beyond `limit` boxes or when a box is given up after `depth` bisections; some more
    are tried then, as `shown` may raise on one of them that the property fails.

    >>> bisect(((Fraction(0), Fraction(4)),), lambda box: "0" if box[0][1] - box[0][0] <= 1 else None)
    'aa00a00'
    """
    widths = [upper - lower for lower, upper in root]
    stack = [(root, 0)]
    record: list[str] = []
    given_up: Box | None = None
    while stack:
        box, level = stack.pop()
        digit = shown(box)
        if digit is not None:
            record.append(digit)
            continue
        if len(record) + len(stack) > limit:
            raise TooManyBoxesError(box)
        if level >= depth:
            given_up, limit = box, min(limit, len(record) + len(stack) + MORE_BOXES)
            continue
        axis = max(range(len(box)), key=lambda i: (box[i][1] - box[i][0]) / widths[i] if widths[i] else 0)
        lower, upper = box[axis]
        middle = (lower + upper) / 2
        record.append("ab"[axis])
        stack += [((*box[:axis], (low, high), *box[axis + 1:]), level + 1)
                  for low, high in ((middle, upper), (lower, middle))]
    if given_up is not None:
        raise TooManyBoxesError(given_up)
    return "".join(record)
