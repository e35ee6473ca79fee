"""What belongs to one paper and not to the engine: its title, its conventions, its pictures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ._figures import Figure


@dataclass(frozen=True)
class Convention:
    """One convention: what it is about, what it says, and formulas in LaTeX that were computed."""

    title: str
    says: str
    formulas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """A place where two texts of the paper differ."""

    place: str
    first: str
    second: str


@dataclass(frozen=True)
class Extras:
    """What a paper hands to its book.

    `witnesses` draw, as SVG, the witnesses of refuted claims, by claim id. `missing` says in one sentence why there
    are no pictures, where there should be some, and what to do. `command` is the program's name on the command line,
    `texts` the names of the two texts that `differences` compare.

    >>> Extras("A paper").figures
    ()
    """

    title: str = "Statements, checked by machine"
    about: str = ""
    figures: tuple[Figure, ...] = ()
    witnesses: Mapping[str, Callable[[Path], None]] = field(default_factory=dict)
    conventions: tuple[Convention, ...] = ()
    differences: tuple[Difference, ...] = ()
    texts: tuple[str, str] = ("first", "second")
    missing: str = ""
    statements: str = ""
    """The option that names the statements, where they are not those that the program takes by itself."""
