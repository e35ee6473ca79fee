"""Labels in every usual spelling: "lem-B.9", "Lemma B.9", "lemma b.9", "B.9", and published numbers."""

import difflib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._records import Statement

_KINDS = {
    "lemma": "lem", "lem": "lem", "theorem": "thm", "thm": "thm", "th": "thm", "definition": "def", "def": "def",
    "fact": "fact", "corollary": "cor", "cor": "cor", "algorithm": "alg", "alg": "alg", "equation": "eq", "eq": "eq",
    "proposition": "prop", "prop": "prop", "remark": "rem", "rem": "rem",
    "assumption": "asm", "asm": "asm",
    "table": "tab", "tab": "tab", "figure": "fig", "fig": "fig", "section": "sec", "sec": "sec",
}
_SPELLING = re.compile(r"([A-Za-z]+)?[\s._-]*\(?([A-Za-z]?\.?\d+(?:\.\d+)*)\)?")

_SPOKEN = {"lem": "Lemma", "thm": "Theorem", "def": "Definition", "fact": "Fact", "cor": "Corollary",
           "alg": "Algorithm", "eq": "Equation", "prop": "Proposition", "rem": "Remark", "asm": "Assumption",
           "tab": "Table", "fig": "Figure", "sec": "Section"}


def spoken(label: str) -> str:
    """A label as the paper says it; one of another form stays as it is.

    >>> spoken("lem-B.9"), spoken("wendland")
    ('Lemma B.9', 'wendland')
    """
    kind, _, number = label.partition("-")
    return f"{_SPOKEN[kind]} {number}" if kind in _SPOKEN and number else label


def parse_spelling(spelling: str) -> tuple[str | None, str] | None:
    """Kind and number of a spelling, or None when it is none.

    >>> parse_spelling("Lemma B.9"), parse_spelling("(1)"), parse_spelling("lem-b9")
    (('lem', 'B.9'), ('eq', '1'), ('lem', 'B.9'))
    """
    text = spelling.strip()
    match = _SPELLING.fullmatch(text)
    if match is None:
        return None
    word, number = match.groups()
    number = number.upper()
    if number[0].isalpha() and number[1] != ".":
        number = f"{number[0]}.{number[1:]}"
    if word is None:
        return "eq" if text.startswith("(") else None, number  # a number in brackets is an equation's
    if len(word) == 1 and word.lower() not in _KINDS:  # "B.9": the letter belongs to the number
        return None, f"{word.upper()}.{number}"
    kind = _KINDS.get(word.lower())
    return None if kind is None else (kind, number)


def find_label(spelling: str, statements: Mapping[str, "Statement"]) -> str:
    """The label meant by `spelling`; the arXiv numbering is tried before the published one.

    Raises KeyError with one sentence: what came, and the nearest labels that exist.
    """
    if spelling in statements:
        return spelling
    lowered = {label.lower(): label for label in statements}
    if spelling.strip().lower() in lowered:
        return lowered[spelling.strip().lower()]
    parsed = parse_spelling(spelling)
    if parsed is not None:
        kind, number = parsed
        for published in (False, True):
            found = [label for label, made in statements.items()
                     if number in ((made.published or "").upper().split("/") if published else [_number(label).upper()])
                     and kind in (None, label.partition("-")[0])]
            if len(found) == 1:
                return found[0]
            if len(found) > 1:
                raise KeyError(f"{_shown(spelling)} could be {' or '.join(found)}; say which")
    near = difflib.get_close_matches(spelling.strip().lower(), lowered, n=3, cutoff=0.4)
    hint = f"the nearest are {', '.join(lowered[n] for n in near)}" if near else "`earnshaw list` shows them all"
    raise KeyError(f"no statement has the label {_shown(spelling)}; {hint}")


def _number(label: str) -> str:
    return label.partition("-")[2]


def _shown(text: str) -> str:
    """User text made safe for a terminal: printable, and not longer than a label could be."""
    return repr(text if len(text) <= 60 else text[:57] + "...")
