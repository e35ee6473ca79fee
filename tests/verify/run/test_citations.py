"""What an assumption cites must be established, listed and not circular."""

import pytest

from verify.claims import Reading, Status
from verify.run._results import ClaimResult, Ledger, StatementResult


def claim(claim_id: str, status: Status = Status.PROVED, *names: str) -> ClaimResult:
    evidence = {"method": "", "engine": "", "proposition": {"kind": "all", "parts": [["a", {"named": list(names)}]]}}
    return ClaimResult(claim_id, Reading.PRINTED, status, status, evidence=evidence)


def ledger(*claims: ClaimResult, uses: tuple[str, ...] = ("lem-1", "fact-x")) -> Ledger:
    by_label: dict[str, list[ClaimResult]] = {"lem-1": [], "thm-2": []}
    for one in claims:
        by_label[one.label].append(one)
    return Ledger("test", (
        StatementResult("fact-x", "", "trusted"),
        StatementResult("lem-1", "", "lemma", claims=tuple(by_label["lem-1"])),
        StatementResult("thm-2", "", "theorem", proof_uses=uses, claims=tuple(by_label["thm-2"]))))


@pytest.mark.parametrize("name", ["lem-1/a", "fact-x", "fact-x: what it gives", "words only", "see (lem-1/a), too", ""])
def test_what_carries(name: str) -> None:
    assert ledger(claim("lem-1/a"), claim("thm-2/b", Status.PROVED, name)).unsupported == ()


@pytest.mark.parametrize(("name", "problem"), [
    ("lem-1/a", "it rests on lem-1/a, which is refuted"),
    ("lem-1", "it rests on lem-1, which is refuted"),
    ("lem-1/c", "it cites lem-1/c, and lem-1 has no such claim"),
])
def test_what_does_not_carry(name: str, problem: str) -> None:
    found = ledger(claim("lem-1/a", Status.REFUTED), claim("thm-2/b", Status.PROVED, name))
    assert found.unsupported == (("thm-2/b", problem),)
    assert not found.success


def test_what_is_not_listed() -> None:
    found = ledger(claim("lem-1/a"), claim("thm-2/b", Status.PROVED, "fact-x"), uses=("lem-1",))
    assert found.unsupported == (("thm-2/b", "it cites fact-x, which thm-2 does not list among what it uses"),)


def test_a_circle_of_claims() -> None:
    found = ledger(claim("lem-1/a", Status.PROVED, "lem-1/c"), claim("lem-1/c", Status.PROVED, "lem-1/a"))
    assert [claim_id for claim_id, _ in found.unsupported] == ["lem-1/a", "lem-1/c"]


def test_a_label_is_not_seen_inside_another() -> None:
    assert ledger(claim("lem-1/a", Status.REFUTED), claim("thm-2/b", Status.PROVED, "lem-12/a", "xlem-1/a")
                  ).unsupported == ()
