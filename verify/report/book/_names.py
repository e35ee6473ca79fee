"""How statements and claims are called in the book, and where their pages are."""

import re
from urllib.parse import quote

_WORDS = {
    "lem": "Lemma", "thm": "Theorem", "def": "Definition", "fact": "Fact", "cor": "Corollary", "alg": "Algorithm",
    "eq": "Equation", "prop": "Proposition", "rem": "Remark", "asm": "Assumption", "tab": "Table", "fig": "Figure",
    "sec": "Section",
}
_NUMBERED = re.compile(r"([a-z]+)-([A-Z](?:\.\d+)*|\d+(?:\.\d+)*)")
_UNSAFE = re.compile(r"[^\w.()-]")


def spoken(label: str) -> str:
    """A label as it is said; one that is no number of a known kind stays as it is.

    >>> spoken("lem-B.9"), spoken("eq-1"), spoken("sec-F"), spoken("fact-askey")
    ('Lemma B.9', 'Equation (1)', 'Section F', 'fact-askey')
    """
    found = _NUMBERED.fullmatch(label)
    if found is None or found[1] not in _WORDS:
        return label
    return f"{_WORDS[found[1]]} ({found[2]})" if found[1] == "eq" else f"{_WORDS[found[1]]} {found[2]}"


def stem(text: str) -> str:
    """A text as the stem of a file or an anchor; labels stay as they are.

    >>> stem("lem-B.9"), stem("lem-B.9/a b"), stem("../x")
    ('lem-B.9', 'lem-B.9_a_b', '.._x')
    """
    return _UNSAFE.sub("_", text)[:120]


def anchor(claim_id: str) -> str:
    """The anchor of a claim on its statement's page.

    >>> anchor("lem-B.9/recurrence")
    'recurrence'
    """
    return stem(claim_id.partition("/")[2])


def page(label: str) -> str:
    """The address of a statement's page, from the root of the book.

    >>> page("lem-B.9")
    'statements/lem-B.9.html'
    """
    return f"statements/{quote(stem(label))}.html"


def place(claim_id: str) -> str:
    """The address of a claim.

    >>> place("lem-B.9/recurrence")
    'statements/lem-B.9.html#recurrence'
    """
    return f"{page(claim_id.partition('/')[0])}#{quote(anchor(claim_id))}"


def neighbourhood(label: str) -> str:
    """The address of a statement's neighbourhood in the graph.

    >>> neighbourhood("lem-B.9")
    'graph/lem-B.9.html'
    """
    return f"graph/{quote(stem(label))}.html"
