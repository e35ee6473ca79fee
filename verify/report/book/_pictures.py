"""The pictures of a book, drawn into its folder; what cannot be drawn is left out, and said."""

import re
from dataclasses import dataclass
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
    witnesses: dict[str, Picture] = None  # type: ignore[assignment]  # set right below
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.witnesses is None:
            object.__setattr__(self, "witnesses", {})


def draw(extras: Extras, labels: set[str], claims: dict[str, str], folder: Path) -> Drawn:
    """Draw the figures and the witnesses of the `claims` (id to command) into `folder`/figures."""
    notes = [extras.missing] if extras.missing else []
    target = folder / "figures"
    target.mkdir()
    figures: list[Picture] = []
    for figure in extras.figures:
        if figure.statements and not labels & set(figure.statements):
            continue
        made = _made(figure, target, stem(figure.name), notes)
        if made is not None:
            figures.append(made)
    witnesses = {}
    for claim, draws in extras.witnesses.items():
        if claim in claims:
            figure = Figure(stem("witness-" + claim.replace("/", "-")), f"The witness against {claim}",
                            "What refutes the claim, drawn.", claims[claim], None, draws)
            made = _made(figure, target, figure.name, notes)
            if made is not None:
                witnesses[claim] = made
    return Drawn(tuple(figures), witnesses, tuple(notes))


def _made(figure: Figure, target: Path, name: str, notes: list[str]) -> Picture | None:
    path = target / f"{name}.svg"
    try:
        figure.draw(path)
        text = path.read_text(encoding="utf-8")
    except Exception as error:  # a picture that cannot be drawn is no reason to have no book
        path.unlink(missing_ok=True)
        notes.append(clean(f"The picture “{figure.title}” could not be drawn ({type(error).__name__}: {error}).", 300))
        return None
    moving = isinstance(figure, Frames) and not _SCRIPT.search(text)
    return Picture(name, figure.title, figure.caption, figure.command, figure.seed, figure.statements, path.name,
                   moving, _PROLOG.sub("", text) if moving else "")
