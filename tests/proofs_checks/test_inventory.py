"""The inventory of the arXiv text, the map between both texts' numbers, and their differences."""

import re

import pytest

from proofs_checks.differences import DIFFERENCES
from proofs_checks.inventory import parse, read_inventory
from verify.claims import load_statements

REGISTRY = load_statements("proofs_checks")
CLAIMS = {claim.id for made in REGISTRY for claim in made.claims}
INVENTORY = read_inventory()
KINDS = {"Theorem": "thm", "Lemma": "lem", "Definition": "def", "Fact": "fact", "Corollary": "cor", "Algorithm": "alg",
         "Table": "tab", "Figure": "fig"}

# Typed from the arXiv text, section by section.
NUMBERED = {
    "Theorem": "1.1 1.2 2.1 2.3 3.4 3.6 4.1 4.6 B.2 F.2 F.4 G.3 H.1",
    "Lemma": "4.2 4.3 4.4 4.5 B.1 B.4 B.6 B.7 B.8 B.9 B.10 D.1 D.2 E.1 E.2 E.3 E.4 E.5 G.1 G.2",
    "Definition": "2.2 3.1 3.2 3.5 B.3 B.5 F.1", "Fact": "3.3", "Corollary": "F.3",
    "Algorithm": "1 2 3 4", "Table": "1 2", "Figure": "1 2",
}
# Typed from the published text, in its order: what stands there under each number.
PUBLISHED = {
    1: "thm-1.1", 2: "thm-1.2", 3: "thm-2.1", 4: "def-2.2", 5: "thm-2.3", 6: "def-3.1", 7: "def-3.2", 8: "fact-3.3",
    9: "thm-3.4", 10: "def-3.5", 11: "thm-3.6", 12: "thm-4.1", 13: "lem-4.2", 14: "lem-4.3", 15: "lem-4.4",
    16: "lem-4.5", 17: "thm-4.6", 18: "lem-D.1", 19: "lem-D.2", 20: "lem-4.3", 21: "lem-4.4", 22: "lem-4.5",
    23: "lem-E.1", 24: "lem-E.2", 25: "lem-E.3", 26: "lem-E.4", 27: "lem-E.5", 28: "lem-G.1", 29: "lem-G.2",
    30: "thm-G.3", 31: "lem-G.1", 32: "lem-G.2",
}
OWN_COUNTS = {"alg-1": "1", "alg-2": "2", "alg-3": "3", "alg-4": "4", "eq-1": "1", "eq-2": "2", "eq-4": "3",
              "tab-1": "1", "tab-2": "2", "fig-1": "1", "fig-2": "2", "asm-1": "1"}
ARXIV_ONLY = {"lem-B.1", "thm-B.2", "def-B.3", "lem-B.4", "def-B.5", "lem-B.6", "lem-B.7", "lem-B.8",
              "lem-B.9", "lem-B.10",
              "def-F.1", "eq-3", "thm-F.2", "cor-F.3", "thm-F.4", "thm-H.1"}


@pytest.mark.parametrize("item", INVENTORY.items, ids=lambda item: item.place)
def test_each_item_is_settled_by_claims_that_exist(item) -> None:
    """An item without a claim, or with one that was renamed, is a hole in the coverage."""
    assert item.unsettled(CLAIMS) == ""


def test_every_numbered_item_is_there() -> None:
    """What the arXiv text numbers, and nothing else; each has a statement of its label."""
    found: dict[str, set[str]] = {kind: set() for kind in NUMBERED}
    for item in INVENTORY.items:
        kind, _, number = item.what.partition(" ")
        if kind in found:
            found[kind].add(number)
            assert f"{KINDS[kind]}-{number}" in REGISTRY
            assert f"{KINDS[kind]}-{number}" in {claim.partition("/")[0] for claim in item.claims}
    assert found == {kind: set(numbers.split()) for kind, numbers in NUMBERED.items()}
    equations = {item.what for item in INVENTORY.items if re.fullmatch(r"display \(\d\)", item.what)}
    assert equations == {"display (1)", "display (2)", "display (3)", "display (4)"}


def test_displays_are_counted() -> None:
    """By section, counted by eye in the arXiv text; what is settled line by line counts by lines."""
    counted = {section.number: sum(item.what.startswith("display") for item in section.items)
               for section in INVENTORY.sections}
    assert {number: count for number, count in counted.items() if count} == {
        "2.1": 3, "2.2": 1, "3": 1, "3.1": 2, "4": 1, "A": 1, "B.1": 6, "B.2": 6, "B.3": 17, "C": 2, "D": 4, "E": 7,
        "E.1": 6, "F": 5, "G": 1, "G.2": 5, "H": 6}


def test_sections_in_both_texts() -> None:
    """The published text has no B (but one sentence), F and H; its F is the arXiv text's G."""
    changed = {made.number: made.published for made in INVENTORY.sections if made.published != made.number}
    assert changed == {"B.1": None, "B.2": None, "B.3": None, "F": None, "G": "F", "G.1": "F.1", "G.2": "F.2",
                       "H": None}


def test_numbers_of_both_texts() -> None:
    """Each statement has the numbers that the published text gives it, and those it leaves out have none."""
    expected: dict[str, list[str]] = {}
    for number, label in PUBLISHED.items():
        expected.setdefault(label, []).append(str(number))
    expected |= {label: [number] for label, number in OWN_COUNTS.items()}
    numbers = {made.label: made.published.split("/") for made in REGISTRY if made.published}
    assert numbers == expected
    unnumbered = {made.label for made in REGISTRY if not made.trusted and not made.published}
    assert {label for label in unnumbered if not label.startswith("sec-")} == ARXIV_ONLY


@pytest.mark.parametrize("number", [*range(5, 33)])
def test_published_numbers_are_found(number) -> None:
    """By kind and number: "Theorem 17", "Lemma 20"; below 5 the arXiv text's algorithms and sections come first."""
    kind = {short: word for word, short in KINDS.items()}[PUBLISHED[number].partition("-")[0]]
    assert REGISTRY[f"{kind} {number}"].label == PUBLISHED[number]


def test_differences_name_statements() -> None:
    """Each difference is about statements that there are, and says something of both texts."""
    assert len({each.place for each in DIFFERENCES}) == len(DIFFERENCES)
    for each in DIFFERENCES:
        assert each.labels
        assert all(label in {made.label for made in REGISTRY} for label in each.labels)
        assert each.arxiv != each.published


@pytest.mark.parametrize(("text", "told"), [
    ("text: words | a/b", "no section"), ("## 1 One\nwords", "no section and no item"),
    ("## 1 One\n## 1 Two", "comes twice"), ("## 1 One\ntext: words | a/b,b", "named twice"),
])
def test_an_inventory_in_another_form_is_refused(text: str, told: str) -> None:
    """With the line that is wrong."""
    with pytest.raises(ValueError, match=told):
        parse(text)
