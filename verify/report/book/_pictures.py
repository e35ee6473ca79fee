"""The pictures of a book, drawn into its folder; what cannot be drawn is left out, and said."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .._clean import clean
from ._extras import Extras
from ._figures import Figure, Frames
from ._names import stem

_PROLOG = re.compile(r"\A\s*(?:<\?xml.*?\?>\s*)?(?:<!DOCTYPE[^>]*>\s*)?(?:<!--.*?-->\s*)*", re.DOTALL)
_SCRIPT = re.compile(r"<script|<foreignObject|\son\w+\s*=|javascript:", re.IGNORECASE)


@dataclass(frozen=True)
class Picture:
    """A picture that was drawn: a figure's facts, its file, and its SVG where it is to stand inside a page."""

    name: str
    title: str
    caption: str
    command: str
    seed: int | None
    statements: tuple[str, ...]
    file: str
    moving: bool = False
    svg: str = ""


@dataclass(frozen=True)
class Drawn:
    """All that was drawn, and a sentence on what was not."""

    figures: tuple[Picture, ...] = ()
    witnesses: Mapping[str, Picture] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def wanted(extras: Extras, labels: set[str], commands: Mapping[str, str]) -> tuple[list[Figure], dict[str, Figure]]:
    """The figures about these statements, and by claim id those of the witnesses of the claims in `commands`."""
    figures = [figure for figure in extras.figures if not figure.statements or labels & set(figure.statements)]
    witnesses = {claim: Figure(stem("witness-" + claim.replace("/", "-")), f"Witness against {claim}",
                               " ".join((draws.__doc__ or "What refutes the claim, drawn.").split()),
                               commands[claim], None, draws)
                 for claim, draws in extras.witnesses.items() if claim in commands}
    return figures, witnesses


def draw(figure: Figure, target: Path) -> str:
    """Draw one figure into the folder; a sentence when it could not be drawn, else ""."""
    path = target / f"{stem(figure.name)}.svg"
    try:
        figure.draw(path)
        path.read_text(encoding="utf-8")
    except Exception as error:  # a picture that cannot be drawn is no reason to have no book
        path.unlink(missing_ok=True)
        return clean(f"The picture “{figure.title}” could not be drawn ({type(error).__name__}: {error}).", 300)
    return ""


def gather(figures: Sequence[Figure], witnesses: Mapping[str, Figure], target: Path, notes: Iterable[str]) -> Drawn:
    """The pictures that lie in the folder."""
    made = tuple(_picture(figure, target) for figure in figures if _file(figure, target).is_file())
    seen = {claim: _picture(figure, target) for claim, figure in witnesses.items() if _file(figure, target).is_file()}
    return Drawn(made, seen, tuple(dict.fromkeys(filter(None, notes))))


def _file(figure: Figure, target: Path) -> Path:
    return target / f"{stem(figure.name)}.svg"


def _picture(figure: Figure, target: Path) -> Picture:
    path = _file(figure, target)
    text = path.read_text(encoding="utf-8") if isinstance(figure, Frames) else ""
    moving = bool(text) and not _SCRIPT.search(text)
    return Picture(path.stem, figure.title, figure.caption, figure.command, figure.seed, figure.statements, path.name,
                   moving, _PROLOG.sub("", text) if moving else "")
