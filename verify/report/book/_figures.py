"""What a paper hands to the book as pictures: records that say how each was made."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One picture, with what a reader needs to make it again.

    `name` is the stem of its file, `caption` says in our own words what to see, `command` is what a reader types,
    `draw(path)` writes one SVG to the path (it imports what it draws with), `statements` are the labels on whose
    pages the picture stands.

    >>> Figure("line", "A line", "It is straight.", "earnshaw derive line", None, lambda path: None).statements
    ()
    """

    name: str
    title: str
    caption: str
    command: str
    seed: int | None
    draw: Callable[[Path], None]
    statements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Frames(Figure):
    """A picture that moves: one SVG whose groups `<g class="frame" id="...">` are its frames, in order of time.

    The book puts the SVG into the page with a slider over its frames. Without JavaScript, and on paper, every group
    shows that has the class `start` or `end` beside `frame`; where none has, the first and the last one.

    >>> Frames("fall", "A fall", "It falls.", "earnshaw simulate", 0, lambda path: None, ("def-2.2",)).statements
    ('def-2.2',)
    """
