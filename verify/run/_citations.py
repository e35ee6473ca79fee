"""What the assumptions of a claim cite, and whether that carries: no claim may rest on one that is not established.

An assumption is named in a proposition ("lem-B.9/p-bound", "fact-fourier: Plancherel"). A name that holds the label
of a statement, alone or with a claim, is a citation; all other words are for the reader.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from verify.claims import JSON, ancestors

if TYPE_CHECKING:
    from ._results import ClaimResult, Ledger

Citation = tuple[str, str]
"""Label, and name of the claim or ""."""


def cited(data: JSON, labels: re.Pattern[str]) -> Iterator[Citation]:
    """The citations in the plain data of a proposition, in their order there."""
    waiting = [data]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(value for value in reversed(node) if isinstance(value, dict | list))
        elif isinstance(node, dict):
            named = node.get("named")
            for name in named if isinstance(named, list) else ():
                yield from ((found["label"], found["claim"] or "") for found in labels.finditer(str(name)))
            waiting.extend(value for key, value in reversed(node.items())
                           if isinstance(value, dict | list) and not (key == "named" and isinstance(value, list)))


def _pattern(ledger: "Ledger") -> re.Pattern[str]:
    names = "|".join(re.escape(made.label) for made in sorted(ledger.statements, key=lambda made: -len(made.label)))
    return re.compile(rf"(?<![\w.-])(?P<label>{names or '(?!)'})(?:/(?P<claim>[^\s,;:()]+)|(?![\w.-]))")


def unsupported(ledger: "Ledger") -> tuple[tuple[str, str], ...]:
    """The claims that cite what does not carry, each with the reason, in the order of the ledger.

    Established claims only: a claim that fails needs no support. What was not run is not judged.
    """
    labels = _pattern(ledger)
    cites = {claim.id: tuple(dict.fromkeys(cited((claim.evidence or {}).get("proposition"), labels)))
             for claim in ledger.claims if claim.status.established}
    found = []
    for claim in ledger.claims:
        for citation in cites.get(claim.id, ()):
            problem = _problem(claim, citation, ledger)
            if problem:
                found.append((claim.id, problem))
        if claim.id in _reached(claim.id, cites):
            found.append((claim.id, "it rests on itself, by way of what it cites"))
    return tuple(found)


def _problem(claim: "ClaimResult", citation: Citation, ledger: "Ledger") -> str:
    label, name = citation
    made = ledger[label]
    if label != claim.label and label not in ancestors(claim.label, ledger.graph):
        return f"it cites {label}, which {claim.label} does not list among what it uses"
    if not made.selected or made.trusted:
        return ""
    if not name:
        standing = ledger.standings[label].corrected
        if standing is None and any(other.left_out for other in made.claims):
            return ""
        return "" if standing is not None and standing.established else f"it rests on {label}, which is {standing}"
    for other in made.claims:
        if other.id == f"{label}/{name}":
            carries = other.status.established or other.left_out
            return "" if carries else f"it rests on {other.id}, which is {other.status}"
    return f"it cites {label}/{name}, and {label} has no such claim"


def _reached(start: str, cites: Mapping[str, tuple[Citation, ...]]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        for label, name in cites.get(waiting.pop(), ()):
            claim_id = f"{label}/{name}"
            if name and claim_id not in reached:
                reached.add(claim_id)
                waiting.append(claim_id)
    return reached
