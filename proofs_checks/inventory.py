"""What the arXiv text holds, item by item, and which claims settle it: `earnshaw list --coverage` shows it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

_SECTION = re.compile(r"## (?P<number>\S+)(?: \[(?P<published>[^\]]+)\])? (?P<title>.+)")
_ITEM = re.compile(r"(?P<what>[^:|]+): (?P<words>[^|]+) \|(?P<claims>.*)")


@dataclass(frozen=True)
class Item:
    """A numbered item, a display or a sentence of the text, in our own words."""

    place: str
    """Section and running number in it, "2.1:3"."""
    what: str
    """"Lemma 4.3", "display (1)", "display", "text"."""
    words: str
    claims: tuple[str, ...]
    """The ids of the claims that settle it."""

    def unsettled(self, known: Iterable[str]) -> str:
        """What is missing, in words; empty when it has claims and each is known.

        >>> Item("1:1", "text", "a sentence", ("sec-1/gone",)).unsettled(["sec-1/here"])
        'there is no claim sec-1/gone'
        """
        if not self.claims:
            return "no claim settles it"
        gone = sorted(set(self.claims) - set(known))
        return f"there is no claim {', '.join(gone)}" if gone else ""


@dataclass(frozen=True)
class Section:
    """A section of the arXiv text."""

    number: str
    published: str | None
    """Its number in the published text; None where that leaves it out."""
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Inventory:
    """All sections, in the order of the text."""

    sections: tuple[Section, ...]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items."""
        return tuple(item for section in self.sections for item in section.items)


def parse(text: str) -> Inventory:
    """The inventory of a text in the form that the head of inventory.txt explains.

    Raises ValueError, with the line, for a line in no such form, an item before any section, a section that comes
    twice, and a claim that is named twice for an item.

    >>> parse("## 2.1 Words\\ntext: a sentence | sec-2.1/one,two eq-1/three").items[0].claims
    ('sec-2.1/one', 'sec-2.1/two', 'eq-1/three')
    """
    sections: list[tuple[dict[str, str], list[Item]]] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("# ") or line == "#":
            continue
        if head := _SECTION.fullmatch(line):
            if head["number"] in [found["number"] for found, _ in sections]:
                raise ValueError(f"section {head['number']} comes twice: {line!r}")
            sections.append((head.groupdict(), []))
        elif (found := _ITEM.fullmatch(line)) and sections:
            name, items = sections[-1][0]["number"], sections[-1][1]
            claims = tuple(_claims(found["claims"]))
            if len(set(claims)) < len(claims):
                raise ValueError(f"a claim is named twice: {line!r}")
            items.append(Item(f"{name}:{len(items) + 1}", found["what"], found["words"], claims))
        else:
            raise ValueError(f"this is no section and no item of one: {line!r}")
    return Inventory(tuple(Section(
        head["number"], {"-": None}.get(head["published"] or "", head["published"] or head["number"]), head["title"],
        tuple(items)) for head, items in sections))


def _claims(text: str) -> Iterable[str]:
    for part in text.split():
        label, _, names = part.partition("/")
        yield from (f"{label}/{name}" for name in names.split(","))


def read_inventory() -> Inventory:
    """The paper's inventory.

    >>> read_inventory().sections[0].title
    'Abstract'
    """
    return parse((files("proofs_checks") / "inventory.txt").read_text(encoding="utf-8"))
